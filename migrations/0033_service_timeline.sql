-- What has happened to a service is told from the rows of its orders, payments, mails and wishes
-- to give it up (decision 0041). Here is what those rows did not tell.

-- The order or the service that a mail is about. Null for mails about an account, and for those
-- that are older than this column.
ALTER TABLE outbox ADD COLUMN about UUID;
CREATE INDEX outbox_about ON outbox (about) WHERE about IS NOT NULL;

-- When the office decided about a letter of commitment; of older ones only the day is known.
ALTER TABLE commitment ADD COLUMN decided_at TIMESTAMPTZ;

-- Wishes to give up one service, whatever became of them.
CREATE INDEX termination_of_service ON termination (subscription_id);

-- Something that somebody changed about a service and that no other row remembers.
CREATE TABLE service_change (
    id UUID NOT NULL PRIMARY KEY,
    subscription_id UUID NOT NULL REFERENCES subscription (id),
    changed_at TIMESTAMPTZ NOT NULL,
    -- domain::timeline::Change
    what TEXT NOT NULL CHECK (what <> ''),
    -- Whose hand it was: that of the account's owner, of somebody in the panel, or the shop's own.
    by_kind TEXT NOT NULL CHECK (by_kind IN ('customer', 'panel_user', 'shop')),
    -- The username in the panel.
    by_whom TEXT,
    CHECK ((by_whom IS NOT NULL) = (by_kind = 'panel_user'))
);
CREATE INDEX service_change_of_service ON service_change (subscription_id, changed_at);
