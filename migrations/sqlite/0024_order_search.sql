-- Orders are looked for by name, partita IVA and codice fiscale, and listed by what has to be done.

-- The words by which an order is found, each after a blank: name, partita IVA and codice fiscale of
-- its holder, in small letters without accents (domain::order::found_by).
ALTER TABLE purchase_order ADD COLUMN search TEXT NOT NULL DEFAULT '';

-- A holder that is no JSON object, which somebody has to mend, is found by its number alone.
UPDATE purchase_order SET search = ' ' || LOWER(COALESCE(
            json_extract(holder, '$.party.name.Business.name'),
            json_extract(holder, '$.party.name.Person.first') || ' '
                || json_extract(holder, '$.party.name.Person.last'),
            '')
        || COALESCE(' ' || json_extract(holder, '$.party.vat_number'), '')
        || COALESCE(' ' || json_extract(holder, '$.party.tax_code'), ''))
WHERE json_valid(holder);

-- SQLite makes small letters of plain ones only, and knows no accents.
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(search,
    'à', 'a'), 'á', 'a'), 'â', 'a'), 'ã', 'a'), 'ä', 'a'), 'å', 'a');
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(search,
    'À', 'a'), 'Á', 'a'), 'Â', 'a'), 'Ã', 'a'), 'Ä', 'a'), 'Å', 'a');
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(REPLACE(search,
    'è', 'e'), 'é', 'e'), 'ê', 'e'), 'ë', 'e');
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(REPLACE(search,
    'È', 'e'), 'É', 'e'), 'Ê', 'e'), 'Ë', 'e');
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(REPLACE(search,
    'ì', 'i'), 'í', 'i'), 'î', 'i'), 'ï', 'i');
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(REPLACE(search,
    'Ì', 'i'), 'Í', 'i'), 'Î', 'i'), 'Ï', 'i');
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(search,
    'ò', 'o'), 'ó', 'o'), 'ô', 'o'), 'õ', 'o'), 'ö', 'o'), 'ø', 'o');
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(search,
    'Ò', 'o'), 'Ó', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'Ö', 'o'), 'Ø', 'o');
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(REPLACE(search,
    'ù', 'u'), 'ú', 'u'), 'û', 'u'), 'ü', 'u');
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(REPLACE(search,
    'Ù', 'u'), 'Ú', 'u'), 'Û', 'u'), 'Ü', 'u');
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(search,
    'ç', 'c'), 'č', 'c'), 'ć', 'c');
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(search,
    'Ç', 'c'), 'Č', 'c'), 'Ć', 'c');
UPDATE purchase_order SET search = REPLACE(REPLACE(search,
    'ñ', 'n'), 'Ñ', 'n');
UPDATE purchase_order SET search = REPLACE(REPLACE(search,
    'š', 's'), 'Š', 's');
UPDATE purchase_order SET search = REPLACE(REPLACE(search,
    'ž', 'z'), 'Ž', 'z');
UPDATE purchase_order SET search = REPLACE(REPLACE(REPLACE(REPLACE(search,
    '’', ''''), '‘', ''''), '´', ''''), '`', '''');

-- Counts and searches read this alone. The newest orders come first.
CREATE INDEX purchase_order_listed ON purchase_order
    (number, id, state, commitment_failure, method, kind, due, total, search);
