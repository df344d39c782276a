-- What customers may ask of us about their own data.

-- A copy of everything was handed out.
CREATE TABLE data_export (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    made_at TIMESTAMPTZ NOT NULL,
    -- The member of staff who asked for it; null for the customer.
    made_by TEXT
);
CREATE INDEX data_export_of_account ON data_export (account_id, made_at);

-- A wish to be forgotten, and what became of it.
CREATE TABLE erasure (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    asked_at TIMESTAMPTZ NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'taken_back', 'done')),
    decided_at TIMESTAMPTZ,
    -- The member of staff who did it.
    done_by TEXT,
    CHECK ((state = 'asked') = (decided_at IS NULL)),
    CHECK ((state = 'done') = (done_by IS NOT NULL))
);
CREATE UNIQUE INDEX erasure_open ON erasure (account_id) WHERE state = 'asked';
CREATE INDEX erasure_to_confirm ON erasure (asked_at, id) WHERE state = 'asked';

-- From when on nothing is known of a customer but what the law keeps: nobody signs in, and lists
-- name nobody.
ALTER TABLE account ADD COLUMN erased_at TIMESTAMPTZ;

-- Whom an order was for that stands without a name since its customer is forgotten: kept apart
-- for as long as the law asks (art. 2220 c.c., ten years), and read by nobody in between.
CREATE TABLE holder_kept (
    order_id UUID NOT NULL PRIMARY KEY REFERENCES purchase_order (id),
    -- A JSON object (domain::party::Holder), as it was frozen with the order.
    holder TEXT NOT NULL,
    kept_at TIMESTAMPTZ NOT NULL
);
