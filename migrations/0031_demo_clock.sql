-- The clock of a demonstration, which can be moved forward day by day, and what its days have
-- brought. A shop has no row in these tables.

-- How far the demonstration's clock is ahead of the machine's. One row once somebody has set it;
-- every process that works on the database goes by it.
CREATE TABLE demo_clock (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    ahead_us BIGINT NOT NULL
);

-- What a service looked like from a moment on: written when a day of the demonstration ends and it
-- does not look like that of its newest row.
CREATE TABLE demo_scene (
    id UUID NOT NULL PRIMARY KEY,
    subscription_id UUID NOT NULL REFERENCES subscription (id),
    seen_at TIMESTAMPTZ NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('active', 'near_expiry', 'consultation', 'over')),
    expires_on DATE NOT NULL
);
CREATE INDEX demo_scene_of_service ON demo_scene (subscription_id, id);
CREATE INDEX demo_scene_newest ON demo_scene (seen_at, id);
