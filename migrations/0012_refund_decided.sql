-- Money that is to be given back is no longer here from the moment that it is decided. For refunds
-- that were decided before and are not confirmed yet, this is noted now.
INSERT INTO ledger_entry (booking_id, account, order_id, amount, booked_at, reason)
    SELECT id, CASE WHEN attempt_id IS NULL THEN 'bank' ELSE 'provider' END, order_id, -amount,
        asked_at, 'refund' FROM refund WHERE state = 'started'
    UNION ALL
    SELECT id, CASE WHEN case_id IS NULL THEN 'sales' ELSE 'held' END, order_id, amount,
        asked_at, 'refund' FROM refund WHERE state = 'started';

-- A case of which a part goes back leaves one for the rest.
INSERT INTO payment_case (id, kind, order_id, attempt_id, amount, note, opened_at)
    SELECT refund.id, kind, payment_case.order_id, payment_case.attempt_id,
        payment_case.amount - refund.amount, note, asked_at
    FROM refund JOIN payment_case ON payment_case.id = case_id
    WHERE state IN ('started', 'done') AND refund.amount < payment_case.amount
    AND (kind <> 'underpaid' OR NOT EXISTS
        (SELECT 1 FROM payment WHERE payment.order_id = refund.order_id));
UPDATE payment_case SET closed_by = 'bottega', resolution = 'refunded',
    closed_at = (SELECT asked_at FROM refund WHERE case_id = payment_case.id)
    WHERE closed_at IS NULL
    AND id IN (SELECT case_id FROM refund WHERE state = 'started' AND case_id IS NOT NULL);

-- A case whose refund was refused may have another.
UPDATE refund SET case_id = NULL WHERE state = 'refused';

-- Who took a refund back before anybody agreed to it.
ALTER TABLE refund ADD COLUMN withdrawn_by TEXT;
