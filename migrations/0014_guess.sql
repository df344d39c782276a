-- What is remembered of the tries to guess one password. A key names an account and who tries: all
-- strangers, one network, or one browser that has signed in before. Nothing in it is secret, and
-- a row may vanish at any time: then guessing begins anew.
CREATE TABLE guess (
    key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
    -- Those that time has not made forgotten. A try counts until it turns out right.
    failures BIGINT NOT NULL CHECK (failures >= 0),
    -- From when on forgetting is reckoned.
    since TIMESTAMPTZ NOT NULL,
    -- The earliest moment of the next try, and whether it was kept free for this network.
    next_at TIMESTAMPTZ NOT NULL,
    is_promised BOOLEAN NOT NULL
);
CREATE INDEX guess_since ON guess (since);
