-- Orders are looked for by name, partita IVA and codice fiscale, and listed by what has to be done.

-- The words by which an order is found, each after a blank: name, partita IVA and codice fiscale of
-- its holder, in small letters without accents (domain::order::found_by).
ALTER TABLE purchase_order ADD COLUMN search TEXT NOT NULL DEFAULT '';

-- A holder that is no JSON object, which somebody has to mend, is found by its number alone.
UPDATE purchase_order SET search = ' ' || LOWER(REPLACE(TRANSLATE(
    COALESCE(
        SUBSTRING(holder FROM '"Business":\{"name":"((?:[^"\\]|\\.)*)"'),
        SUBSTRING(holder FROM '"Person":\{"first":"((?:[^"\\]|\\.)*)"') || ' '
            || SUBSTRING(holder FROM '"Person":\{[^}]*"last":"((?:[^"\\]|\\.)*)"'),
        '')
    || COALESCE(' ' || SUBSTRING(holder FROM '"vat_number":"([^"]*)"'), '')
    || COALESCE(' ' || SUBSTRING(holder FROM '"tax_code":"([^"]*)"'), ''),
    'àáâãäåÀÁÂÃÄÅèéêëÈÉÊËìíîïÌÍÎÏòóôõöøÒÓÔÕÖØùúûüÙÚÛÜçčćÇČĆñÑšŠžŽ’‘´`',
    'aaaaaaaaaaaaeeeeeeeeiiiiiiiioooooooooooouuuuuuuuccccccnnsszz'''''''''),
    '\"', '"'));

-- Counts and searches read this alone. The newest orders come first.
CREATE INDEX purchase_order_listed ON purchase_order
    (number, id, state, commitment_failure, method, kind, due, total, search);
