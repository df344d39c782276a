-- The customer came back from the provider, which did not answer and has not since: nobody knows
-- whether money has moved, whatever was known before.
ALTER TABLE payment_attempt ADD COLUMN unanswered BOOLEAN NOT NULL DEFAULT FALSE;
