-- Customers who give up a service (`disdetta`): its owner asks, and may take that back until the
-- office confirms it.

-- One wish to give up a service, and what became of it.
CREATE TABLE termination (
    id UUID NOT NULL PRIMARY KEY,
    subscription_id UUID NOT NULL REFERENCES subscription (id),
    asked_at TIMESTAMPTZ NOT NULL,
    -- Why, in the words of the customer; often empty.
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'taken_back', 'confirmed')),
    decided_at TIMESTAMPTZ,
    -- The member of staff who confirmed it.
    confirmed_by TEXT,
    CHECK ((state = 'asked') = (decided_at IS NULL)),
    CHECK ((state = 'confirmed') = (confirmed_by IS NOT NULL))
);
CREATE UNIQUE INDEX termination_open ON termination (subscription_id) WHERE state = 'asked';
CREATE INDEX termination_to_confirm ON termination (asked_at, id) WHERE state = 'asked';
