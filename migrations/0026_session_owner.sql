-- Whose browser it is, once somebody has signed in there, in the words of the shop: their sessions
-- are listed, and ended from elsewhere. The same text stands in `data`. Null for everybody else,
-- and for sessions that are older than this column.
ALTER TABLE session ADD COLUMN owner TEXT;
CREATE INDEX session_owner ON session (owner) WHERE owner IS NOT NULL;
