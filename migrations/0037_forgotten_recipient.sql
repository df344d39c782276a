-- A mail on its way to somebody who is forgotten: what takes the place of its address once it has
-- left.
ALTER TABLE outbox ADD COLUMN recipient_after TEXT;
