-- Money: tries to collect it, what providers said of them, where it stands, and what the office
-- has to decide. Amounts are cents.

-- More ways to pay. A CHECK cannot be changed on both engines, so the column is made anew.
ALTER TABLE purchase_order RENAME COLUMN method TO former_method;
ALTER TABLE purchase_order ADD COLUMN method TEXT NOT NULL DEFAULT 'bank_transfer'
    CHECK (method IN ('bank_transfer', 'postal_slip', 'card', 'paypal'));
UPDATE purchase_order SET method = 'card' WHERE former_method = 'demo_card';
ALTER TABLE purchase_order DROP COLUMN former_method;
-- How many reminders have left for an order that waits for its payment.
ALTER TABLE purchase_order ADD COLUMN reminders BIGINT NOT NULL DEFAULT 0;

-- One try to collect an order's money through a provider. Its id is the provider's idempotency
-- key, so it is committed before the provider is called.
CREATE TABLE payment_attempt (
    id UUID NOT NULL PRIMARY KEY,
    order_id UUID NOT NULL REFERENCES purchase_order (id),
    provider TEXT NOT NULL CHECK (provider <> ''),
    method TEXT NOT NULL CHECK (method IN ('card', 'paypal')),
    amount BIGINT NOT NULL CHECK (amount > 0),
    state TEXT NOT NULL CHECK (state IN ('started', 'unknown', 'pending', 'needs_authentication',
        'abandoned', 'cancelled', 'refused', 'succeeded')),
    refusal TEXT,
    -- The provider's name for it, once it has told one.
    reference TEXT,
    -- Where the customer pays, at the provider.
    page TEXT,
    begun_at TIMESTAMPTZ NOT NULL,
    -- How often the janitor has asked, and when it asks again.
    asked BIGINT NOT NULL DEFAULT 0,
    next_question_at TIMESTAMPTZ,
    CHECK ((refusal IS NOT NULL) = (state = 'refused'))
);
-- An order has at most one try whose outcome is open.
CREATE UNIQUE INDEX payment_attempt_live ON payment_attempt (order_id)
    WHERE state IN ('started', 'unknown', 'pending', 'needs_authentication');
CREATE UNIQUE INDEX payment_attempt_reference ON payment_attempt (provider, reference)
    WHERE reference IS NOT NULL;
CREATE INDEX payment_attempt_of_order ON payment_attempt (order_id, begun_at);
CREATE INDEX payment_attempt_question ON payment_attempt (next_question_at)
    WHERE next_question_at IS NOT NULL;

-- What a provider told us, word for word, for ever: the same message twice is one row.
CREATE TABLE provider_event (
    provider TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    processed_at TIMESTAMPTZ,
    -- Why it could not be understood, if it could not.
    problem TEXT,
    PRIMARY KEY (provider, id)
);
CREATE INDEX provider_event_open ON provider_event (received_at) WHERE processed_at IS NULL;

-- The payment of an order: at most one, never changed.
ALTER TABLE payment RENAME TO former_payment;
CREATE TABLE payment (
    id UUID NOT NULL PRIMARY KEY,
    order_id UUID NOT NULL UNIQUE REFERENCES purchase_order (id),
    attempt_id UUID UNIQUE REFERENCES payment_attempt (id),
    amount BIGINT NOT NULL CHECK (amount >= 0),
    method TEXT NOT NULL CHECK (method IN ('bank_transfer', 'postal_slip', 'card', 'paypal')),
    paid_on DATE NOT NULL,
    registered_at TIMESTAMPTZ NOT NULL,
    -- A member of staff, the command line, or the provider.
    registered_by TEXT NOT NULL
);
INSERT INTO payment (id, order_id, amount, method, paid_on, registered_at, registered_by)
    SELECT id, order_id, amount, CASE method WHEN 'demo_card' THEN 'card' ELSE method END,
        paid_on, registered_at, registered_by FROM former_payment;
DROP TABLE former_payment;

-- The books. The entries of one booking sum to 0; rows are never changed or removed.
CREATE TABLE ledger_entry (
    booking_id UUID NOT NULL,
    account TEXT NOT NULL
        CHECK (account IN ('receivable', 'sales', 'bank', 'provider', 'held')),
    order_id UUID REFERENCES purchase_order (id),
    -- What the account grows by; negative for the other side.
    amount BIGINT NOT NULL,
    booked_at TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (booking_id, account)
);
CREATE INDEX ledger_entry_of_order ON ledger_entry (order_id, account);
-- What earlier orders and payments mean for the books.
INSERT INTO ledger_entry (booking_id, account, order_id, amount, booked_at, reason)
    SELECT id, 'receivable', id, due, concluded_at, 'order' FROM purchase_order
    WHERE state <> 'cancelled'
    UNION ALL
    SELECT id, 'sales', id, -due, concluded_at, 'order' FROM purchase_order
    WHERE state <> 'cancelled'
    UNION ALL
    SELECT id, CASE WHEN method = 'card' THEN 'provider' ELSE 'bank' END, order_id, amount,
        registered_at, 'payment' FROM payment
    UNION ALL
    SELECT id, 'receivable', order_id, -amount, registered_at, 'payment' FROM payment;

-- Money that the office has to decide about.
CREATE TABLE payment_case (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('paid_twice', 'paid_after_cancel', 'underpaid', 'overpaid',
        'unmatched', 'never_answered')),
    order_id UUID REFERENCES purchase_order (id),
    attempt_id UUID REFERENCES payment_attempt (id),
    amount BIGINT NOT NULL CHECK (amount >= 0),
    -- What is known about it in words: payer and reason of a transfer.
    note TEXT NOT NULL,
    opened_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ,
    closed_by TEXT,
    -- What was done.
    resolution TEXT,
    CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
    CHECK ((closed_at IS NULL) = (resolution IS NULL))
);
CREATE INDEX payment_case_open ON payment_case (opened_at) WHERE closed_at IS NULL;

-- Money given back, whole or in part.
CREATE TABLE refund (
    id UUID NOT NULL PRIMARY KEY,
    order_id UUID NOT NULL REFERENCES purchase_order (id),
    attempt_id UUID REFERENCES payment_attempt (id),
    case_id UUID UNIQUE REFERENCES payment_case (id),
    amount BIGINT NOT NULL CHECK (amount > 0),
    reason TEXT NOT NULL CHECK (reason <> ''),
    state TEXT NOT NULL CHECK (state IN ('awaits_approval', 'started', 'done', 'refused')),
    asked_by TEXT NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL,
    -- Above a configured amount somebody else has to agree.
    approved_by TEXT,
    reference TEXT,
    done_at TIMESTAMPTZ,
    CHECK (approved_by IS NULL OR approved_by <> asked_by),
    CHECK ((done_at IS NOT NULL) = (state = 'done'))
);
CREATE INDEX refund_of_order ON refund (order_id);

-- What the demo's own payment provider remembers. Nothing else reads it.
CREATE TABLE demo_payment (
    attempt_id UUID NOT NULL PRIMARY KEY,
    order_number BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    back TEXT NOT NULL,
    -- 'sly' lets itself be called off and then says that it was paid.
    state TEXT NOT NULL CHECK (state IN ('open', 'needs_authentication', 'succeeded', 'declined',
        'authentication_failed', 'closed', 'sly')),
    -- From when on it answers questions; null when it never does.
    answers_from TIMESTAMPTZ
);
