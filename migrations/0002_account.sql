-- The last number given out, for things that people call by a number.
CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('account', 2000000), ('order', 26000000);

-- Somebody who can sign in to the shop.
CREATE TABLE account (
    id UUID NOT NULL PRIMARY KEY,
    -- The username without its suffix.
    number BIGINT NOT NULL UNIQUE CHECK (number BETWEEN 1000000 AND 9999999),
    password_hash TEXT NOT NULL,
    email TEXT NOT NULL,
    -- What was typed at the registration, as a JSON object (domain::party::Party).
    party TEXT NOT NULL,
    -- Copies out of `party`, so that the same subject cannot have two accounts.
    vat_number TEXT UNIQUE,
    tax_code TEXT NOT NULL UNIQUE,
    marketing BOOLEAN NOT NULL,
    registered_at TIMESTAMPTZ NOT NULL,
    -- `Conferma iscrizione` leaves with the first order.
    welcomed BOOLEAN NOT NULL DEFAULT FALSE,
    -- Grows whenever a unit of work holds the account, see services::store::accounts::hold.
    held BIGINT NOT NULL DEFAULT 0
);

-- Whom the next service of an account is for (`Dati intestatario`).
CREATE TABLE holder (
    account_id UUID NOT NULL PRIMARY KEY REFERENCES account (id),
    -- A JSON object (domain::party::Holder).
    data TEXT NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL
);

-- A member of staff who can sign in to the office.
CREATE TABLE staff (
    id UUID NOT NULL PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
