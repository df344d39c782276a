-- One price list that was in force; the one with the highest number is the newest, by which every
-- server has to sell. Rows only come: they say at which prices the shop sold, and since when.
CREATE TABLE price_list (
    -- The operator counts the editions of the list.
    number BIGINT NOT NULL PRIMARY KEY CHECK (number > 0),
    -- The list before it, by whose prices this one was checked; 0 for the first. Only one list can
    -- follow another, however many servers try at once.
    follows BIGINT NOT NULL UNIQUE CHECK (follows >= 0 AND follows < number),
    -- SHA-256 of the list, in hexadecimal.
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    -- What it says: prices, promotions, discount codes and how months are counted, as JSON.
    list TEXT NOT NULL,
    in_force_since TIMESTAMPTZ NOT NULL,
    -- The server that read it from its file first.
    loaded_by TEXT NOT NULL
);
