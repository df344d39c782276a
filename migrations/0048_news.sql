-- What the office tells whoever works in a panel, on its home: `Novità`.
CREATE TABLE news (
    id UUID NOT NULL PRIMARY KEY,
    -- It is shown from this day on, the newest first.
    day DATE NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    body TEXT NOT NULL CHECK (body <> ''),
    -- The member of staff who wrote it.
    written_by TEXT NOT NULL CHECK (written_by <> ''),
    written_at TIMESTAMPTZ NOT NULL
);

-- When fewer seats run than there are users, those rest first who are to leave. Their owner says so
-- before a renewal with fewer seats, and can undo it.
ALTER TABLE panel_user ADD COLUMN leaves BOOLEAN NOT NULL DEFAULT FALSE;
