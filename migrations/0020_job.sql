-- A row is a job that one server at a time does for all: which of them has its turn, until when,
-- and when it was last done to its end. A server that dies leaves its turn to the others when the
-- lease is over.
CREATE TABLE job_lease (
    job TEXT NOT NULL PRIMARY KEY,
    -- The server, by a name that it gives itself at its start; none while nobody is at it.
    holder UUID,
    leased_until TIMESTAMPTZ,
    succeeded_at TIMESTAMPTZ,
    took_ms BIGINT CHECK (took_ms >= 0),
    CHECK ((holder IS NULL) = (leased_until IS NULL)),
    CHECK ((succeeded_at IS NULL) = (took_ms IS NULL))
);
