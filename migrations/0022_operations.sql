-- What the shop needs to be kept running: mails that do not wait for each other, and a place to try
-- whether writing works.

-- The domain that a mail goes to, in small letters: what follows the last @ of its recipient. Few
-- mails leave for one domain at a time, so that a slow one cannot hold up the others.
ALTER TABLE outbox ADD COLUMN recipient_domain TEXT NOT NULL DEFAULT '';

-- Trimming everything but @ from the end leaves what stands before the domain.
UPDATE outbox SET recipient_domain = LOWER(RTRIM(
    SUBSTR(recipient, LENGTH(RTRIM(recipient, REPLACE(recipient, '@', ''))) + 1), '> '))
WHERE delivered_at IS NULL AND recipient LIKE '%@%';

-- One row, which a server that is asked whether it is ready fills and empties again.
CREATE TABLE write_probe (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    filler TEXT NOT NULL
);
INSERT INTO write_probe (id, filler) VALUES (1, '');
