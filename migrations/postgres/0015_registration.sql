-- Whoever types a known partita IVA or codice fiscale registers like anybody else. That one subject
-- has one live service is a rule of `subscription`.
ALTER TABLE account DROP CONSTRAINT account_vat_number_key;
ALTER TABLE account DROP CONSTRAINT account_tax_code_key;
CREATE INDEX account_vat_number ON account (vat_number);
CREATE INDEX account_tax_code ON account (tax_code);

-- The form that made the account: the same form again is the same registration. Null for accounts
-- that were not made by a form, and for those older than this column.
ALTER TABLE account ADD COLUMN intent_id UUID UNIQUE;

-- True once the earlier accounts with the same numbers were told. Nobody is told of the accounts
-- that are here already.
ALTER TABLE account ADD COLUMN announced BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE account ALTER COLUMN announced SET DEFAULT FALSE;
CREATE INDEX account_unannounced ON account (number) WHERE NOT announced;
