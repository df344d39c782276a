-- A payment from a stored method is made by somebody who is there, or while nobody is.
ALTER TABLE payment_attempt ADD COLUMN attended BOOLEAN NOT NULL DEFAULT FALSE;
