-- Public bodies: a letter of commitment fulfils an order before its money arrives.

-- The day on which a commitment was registered. The order then still awaits its payment, and its
-- state goes on to say so: what was activated, or why nothing was, stands here beside it.
-- (Its CHECKs bind `state` to the other columns, and could be widened on SQLite only by making the
-- table and everything that refers to it anew.)
ALTER TABLE purchase_order ADD COLUMN committed_on DATE;
-- Why nothing could be activated on that day.
ALTER TABLE purchase_order ADD COLUMN commitment_failure TEXT
    CHECK (commitment_failure IS NULL OR committed_on IS NOT NULL);

-- While one order waits for its payment, a second one for the same service is not taken; but a
-- public body may take months to pay what it has committed itself to.
DROP INDEX purchase_order_pending;
CREATE UNIQUE INDEX purchase_order_pending ON purchase_order (account_id)
    WHERE state = 'awaiting_payment' AND committed_on IS NULL;

-- What a public body said of the contract when it ordered. The letter may say more.
CREATE TABLE order_tender (
    order_id UUID NOT NULL PRIMARY KEY REFERENCES purchase_order (id),
    cig TEXT,
    cup TEXT,
    CHECK (cig IS NOT NULL OR cup IS NOT NULL)
);

-- The letter by which a public body commits itself to pay an order. Until it is registered, a
-- newer one takes its place.
CREATE TABLE commitment (
    order_id UUID NOT NULL PRIMARY KEY REFERENCES purchase_order (id),
    -- Another one with each letter, so that nobody registers one that they have not seen.
    letter_id UUID NOT NULL UNIQUE,
    cig TEXT,
    no_cig_reason TEXT,
    cup TEXT,
    -- Codice univoco ufficio.
    office_code TEXT NOT NULL,
    protocol TEXT NOT NULL CHECK (protocol <> ''),
    -- Day of the letter.
    dated DATE NOT NULL,
    -- As its sender named it; nothing is ever stored or sent under this name.
    file_name TEXT NOT NULL,
    letter_type TEXT NOT NULL CHECK (letter_type IN ('pdf', 'signed_pdf')),
    letter BYTEA NOT NULL,
    letter_bytes BIGINT NOT NULL CHECK (letter_bytes BETWEEN 1 AND 5242880),
    letter_sha256 TEXT NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL,
    decision TEXT CHECK (decision IN ('registered', 'refused')),
    decided_on DATE,
    -- A member of staff.
    decided_by TEXT,
    refusal_reason TEXT,
    CHECK ((cig IS NULL) = (no_cig_reason IS NOT NULL)),
    CHECK ((decision IS NULL) = (decided_on IS NULL)),
    CHECK ((decision IS NULL) = (decided_by IS NULL)),
    CHECK ((refusal_reason IS NOT NULL) = (COALESCE(decision, '') = 'refused'))
);
CREATE INDEX commitment_undecided ON commitment (sent_at) WHERE decision IS NULL;
