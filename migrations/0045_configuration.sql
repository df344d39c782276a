-- The first configuration of a service: what its owner answers before the panel opens.

-- One for each service that was activated since there is such a thing. A service without a row
-- began before, and its panel is open.
CREATE TABLE configuration (
    subscription_id UUID NOT NULL PRIMARY KEY REFERENCES subscription (id),
    begun_at TIMESTAMPTZ NOT NULL,
    -- Null while the panel is closed.
    concluded_at TIMESTAMPTZ
);

-- What was sent of a step of it.
CREATE TABLE configuration_step (
    subscription_id UUID NOT NULL REFERENCES configuration (subscription_id),
    step TEXT NOT NULL CHECK (step <> ''),
    -- The last domain::configuration::Answer in which nothing was wrong, as JSON.
    answer TEXT,
    -- The domain::configuration::StepForm that was typed since and is not right yet, as JSON.
    draft TEXT,
    -- How often it was sent: of two who save at once the second is told.
    version BIGINT NOT NULL CHECK (version > 0),
    saved_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (subscription_id, step)
);
