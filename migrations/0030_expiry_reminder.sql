-- Reminders of an expiry: each service says on which day somebody has to look at it next, so that
-- whoever looks finds those of today by an index.

-- The next day on which its customer may have to be reminded; 1970 from the moment that the expiry
-- has moved, and none when nothing is left to remind of.
ALTER TABLE subscription ADD COLUMN remind_on DATE DEFAULT '1970-01-01';
CREATE INDEX subscription_reminder ON subscription (remind_on, id) WHERE closed_on IS NULL;
