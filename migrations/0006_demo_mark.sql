-- One row when this is the database of a demonstration, none when it is that of a shop. The
-- demonstration has a member of staff whose password everybody knows, so the two never mix.
CREATE TABLE demo_mark (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1)
);
