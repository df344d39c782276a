-- A row of another table that holds what no version of this program would have written. Whoever
-- reads it passes over it and goes on; the office sees it until it can be read again. How many wait
-- for somebody: SELECT COUNT(*) FROM unreadable_row WHERE resolved_at IS NULL.
CREATE TABLE unreadable_row (
    table_name TEXT NOT NULL CHECK (table_name <> ''),
    -- Its id in that table.
    row_id TEXT NOT NULL,
    -- The column that was found to hold nonsense last; others may, too.
    column_name TEXT NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    -- How often somebody came by it since it was first seen.
    times BIGINT NOT NULL CHECK (times > 0),
    -- When it was found to make sense again.
    resolved_at TIMESTAMPTZ,
    PRIMARY KEY (table_name, row_id)
);
CREATE INDEX unreadable_row_open ON unreadable_row (first_seen_at) WHERE resolved_at IS NULL;

-- A message about something that cannot be read waits until then, so that the others go on.
ALTER TABLE provider_event ADD COLUMN retry_at TIMESTAMPTZ;
