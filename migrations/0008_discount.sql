-- How often discount codes were used. An order reserves its code, its payment uses it, and its
-- cancellation releases it.

-- Orders that have reserved or used a code, in one number that a single statement can compare with
-- the limit and raise.
CREATE TABLE discount_code (
    code TEXT NOT NULL PRIMARY KEY,
    held BIGINT NOT NULL CHECK (held >= 0)
);

CREATE TABLE discount_use (
    order_id UUID NOT NULL PRIMARY KEY REFERENCES purchase_order (id),
    code TEXT NOT NULL REFERENCES discount_code (code),
    account_id UUID NOT NULL REFERENCES account (id),
    state TEXT NOT NULL CHECK (state IN ('reserved', 'used', 'released'))
);
CREATE INDEX discount_use_of_account ON discount_use (account_id, code);
-- Orders made before count too.
INSERT INTO discount_code (code, held)
    SELECT discount_code, SUM(CASE WHEN state = 'cancelled' THEN 0 ELSE 1 END) FROM purchase_order
    WHERE discount_code IS NOT NULL GROUP BY discount_code;
INSERT INTO discount_use (order_id, code, account_id, state)
    SELECT id, discount_code, account_id, CASE state WHEN 'cancelled' THEN 'released'
        WHEN 'awaiting_payment' THEN 'reserved' ELSE 'used' END
    FROM purchase_order WHERE discount_code IS NOT NULL;
