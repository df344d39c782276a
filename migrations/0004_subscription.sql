-- A main service that was paid for. It is live until `closed_on` is set, 90 days after its expiry.
CREATE TABLE subscription (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    service TEXT NOT NULL,
    -- A JSON object (domain::party::Holder), as it was when the service was ordered.
    holder TEXT NOT NULL,
    -- Copies out of `holder`, for the three rules below.
    vat_number TEXT,
    tax_code TEXT NOT NULL,
    activated_on DATE NOT NULL,
    -- Last day of use of the main service.
    expires_on DATE NOT NULL,
    closed_on DATE,
    CHECK (expires_on >= activated_on)
);
-- «Fatturazione elettronica è già attivo su questo codice fiscale o partita IVA»
CREATE UNIQUE INDEX subscription_live_vat_number ON subscription (vat_number)
    WHERE closed_on IS NULL AND vat_number IS NOT NULL;
CREATE UNIQUE INDEX subscription_live_tax_code ON subscription (tax_code)
    WHERE closed_on IS NULL;
CREATE UNIQUE INDEX subscription_live_account ON subscription (account_id)
    WHERE closed_on IS NULL;
CREATE INDEX subscription_expiry ON subscription (expires_on) WHERE closed_on IS NULL;

-- Add-ons of one product that end on the same day.
CREATE TABLE subscription_item (
    subscription_id UUID NOT NULL REFERENCES subscription (id),
    product TEXT NOT NULL,
    expires_on DATE NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (subscription_id, product, expires_on)
);

-- Somebody who can sign in to the panel of a service. So far only its holder.
CREATE TABLE panel_user (
    id UUID NOT NULL PRIMARY KEY,
    subscription_id UUID NOT NULL REFERENCES subscription (id),
    username TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    -- Until when a temporary password can be used; null once the person has chosen their own.
    temporary_until TIMESTAMPTZ
);
