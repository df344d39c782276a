-- How the identity of a credit was made: 1 by the first version, which held two payments for one
-- when the bank gave both the same reference or a placeholder; 2 of everything that sets payments
-- apart. Credits of the first kind are looked for by what was kept of them.
ALTER TABLE bank_credit ADD COLUMN scheme BIGINT NOT NULL DEFAULT 1 CHECK (scheme IN (1, 2));
CREATE INDEX bank_credit_first_scheme ON bank_credit (booked_on) WHERE scheme = 1;

-- What the columns of a table mean that names them in a way nobody knew, as a member of staff said
-- once. It holds for exactly these names in this order.
CREATE TABLE statement_layout (
    -- SHA-256 of the names.
    digest TEXT NOT NULL PRIMARY KEY,
    -- The names as people read them.
    names TEXT NOT NULL,
    -- A JSON object (domain::statement::Mapping).
    mapping TEXT NOT NULL,
    set_at TIMESTAMPTZ NOT NULL,
    set_by TEXT NOT NULL
);

-- A table with unknown names that a member of staff handed in, until they say what it means or hand
-- in another one. Nothing of it is a credit yet.
CREATE TABLE statement_draft (
    id UUID NOT NULL PRIMARY KEY,
    -- What the file was called.
    name TEXT NOT NULL,
    content BYTEA NOT NULL,
    handed_in_at TIMESTAMPTZ NOT NULL,
    handed_in_by TEXT NOT NULL
);
CREATE INDEX statement_draft_of ON statement_draft (handed_in_by);
