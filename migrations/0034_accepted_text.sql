-- What was accepted, word for word. An operator may change a text; whoever accepted it can still
-- read what it said then (decision 0042).

-- A text that somebody has accepted, named by its digest as every acceptance names it.
CREATE TABLE accepted_text (
    sha256 TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL CHECK (body <> '')
);
