-- What banks tell: statements that the office imported, and the money on them. Amounts are cents.

-- One imported file. The same file twice is one row.
CREATE TABLE bank_statement (
    id UUID NOT NULL PRIMARY KEY,
    -- SHA-256 of the file as it was sent.
    sha256 TEXT NOT NULL UNIQUE,
    -- What the file was called.
    name TEXT NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('camt053', 'csv')),
    -- Our account, if the file names it.
    account TEXT,
    -- The days of its first and its last credit; null when there is none.
    from_on DATE,
    until_on DATE,
    imported_at TIMESTAMPTZ NOT NULL,
    imported_by TEXT NOT NULL,
    CHECK ((from_on IS NULL) = (until_on IS NULL))
);
CREATE INDEX bank_statement_newest ON bank_statement (imported_at, id);

-- Money that arrived, once, in however many files it stands. What the bank said never changes;
-- what the office decides about it is written once.
CREATE TABLE bank_credit (
    id UUID NOT NULL PRIMARY KEY,
    -- The file that told of it first, and its place there.
    statement_id UUID NOT NULL REFERENCES bank_statement (id),
    position BIGINT NOT NULL,
    -- A digest of what makes it this credit and no other, see services::statement::identity.
    identity TEXT NOT NULL UNIQUE,
    account TEXT,
    booked_on DATE NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    payer TEXT NOT NULL,
    payer_iban TEXT,
    text TEXT NOT NULL,
    reference TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'set_aside')),
    -- The order that it was accepted for.
    order_id UUID REFERENCES purchase_order (id),
    -- The case that it was set aside with.
    case_id UUID UNIQUE REFERENCES payment_case (id),
    decided_at TIMESTAMPTZ,
    decided_by TEXT,
    CHECK ((decided_at IS NULL) = (state = 'open')),
    CHECK ((decided_by IS NULL) = (state = 'open')),
    CHECK ((order_id IS NOT NULL) = (state = 'accepted')),
    CHECK ((case_id IS NOT NULL) = (state = 'set_aside'))
);
CREATE INDEX bank_credit_open ON bank_credit (booked_on, id) WHERE state = 'open';
CREATE INDEX bank_credit_of_statement ON bank_credit (statement_id, position);
CREATE INDEX bank_credit_payer ON bank_credit (payer_iban)
    WHERE state = 'accepted' AND payer_iban IS NOT NULL;

-- A number in the text of a credit that could be that of an order.
CREATE TABLE bank_credit_number (
    credit_id UUID NOT NULL REFERENCES bank_credit (id),
    number BIGINT NOT NULL,
    PRIMARY KEY (credit_id, number)
);
