-- SQLite cannot drop a constraint of a table, so the table is made anew. What refers to it is
-- looked at when all of this is committed, and by then every account is back.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE account_before AS
    SELECT id, number, password_hash, email, party, vat_number, tax_code, marketing, registered_at,
           welcomed, held
    FROM account;
DROP TABLE account;

-- Somebody who can sign in to the shop.
CREATE TABLE account (
    id UUID NOT NULL PRIMARY KEY,
    -- The username without its suffix.
    number BIGINT NOT NULL UNIQUE CHECK (number BETWEEN 1000000 AND 9999999),
    password_hash TEXT NOT NULL,
    email TEXT NOT NULL,
    -- What was typed at the registration, as a JSON object (domain::party::Party).
    party TEXT NOT NULL,
    -- Copies out of `party`. Whoever types known ones registers like anybody else; that one subject
    -- has one live service is a rule of `subscription`.
    vat_number TEXT,
    tax_code TEXT NOT NULL,
    marketing BOOLEAN NOT NULL,
    registered_at TIMESTAMPTZ NOT NULL,
    -- `Conferma iscrizione` leaves with the first order.
    welcomed BOOLEAN NOT NULL DEFAULT FALSE,
    -- Grows whenever a unit of work holds the account, see services::store::accounts::hold.
    held BIGINT NOT NULL DEFAULT 0,
    -- The form that made the account: the same form again is the same registration. Null for
    -- accounts that were not made by a form, and for those older than this column.
    intent_id UUID UNIQUE,
    -- True once the earlier accounts with the same numbers were told.
    announced BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX account_vat_number ON account (vat_number);
CREATE INDEX account_tax_code ON account (tax_code);
CREATE INDEX account_unannounced ON account (number) WHERE NOT announced;

-- Nobody is told of the accounts that are here already.
INSERT INTO account (id, number, password_hash, email, party, vat_number, tax_code, marketing,
                     registered_at, welcomed, held, intent_id, announced)
    SELECT id, number, password_hash, email, party, vat_number, tax_code, marketing, registered_at,
           welcomed, held, NULL, TRUE
    FROM account_before;
DROP TABLE account_before;
