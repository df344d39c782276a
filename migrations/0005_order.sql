-- Something that somebody agreed to buy. Amounts are cents; they never change afterwards.
CREATE TABLE purchase_order (
    id UUID NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    account_id UUID NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL CHECK (kind IN ('first_purchase', 'add_ons', 'renewal')),
    service TEXT NOT NULL,
    subscription_id UUID REFERENCES subscription (id),
    -- A JSON object (domain::party::Holder), frozen.
    holder TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('bank_transfer', 'demo_card')),
    -- One order form makes one order, however often it is sent.
    intent_id UUID NOT NULL UNIQUE,
    -- The quote as the customer saw it (domain::quote::Quote::digest).
    digest TEXT NOT NULL,
    concluded_on DATE NOT NULL,
    concluded_at TIMESTAMPTZ NOT NULL,
    discount_code TEXT,
    discount BIGINT NOT NULL CHECK (discount >= 0),
    net BIGINT NOT NULL CHECK (net >= 0),
    vat BIGINT NOT NULL CHECK (vat >= 0),
    total BIGINT NOT NULL CHECK (total = net + vat),
    due BIGINT NOT NULL CHECK (due = total OR due = net),
    state TEXT NOT NULL
        CHECK (state IN ('awaiting_payment', 'fulfilled', 'activation_failed', 'cancelled')),
    valid_until DATE NOT NULL,
    paid_on DATE,
    fulfilled_on DATE,
    failure TEXT,
    cancelled_on DATE,
    cancel_reason TEXT,
    CHECK ((paid_on IS NOT NULL) = (state IN ('fulfilled', 'activation_failed'))),
    CHECK ((fulfilled_on IS NOT NULL) = (state = 'fulfilled')),
    CHECK ((failure IS NOT NULL) = (state = 'activation_failed')),
    CHECK ((cancelled_on IS NOT NULL) = (state = 'cancelled')),
    CHECK ((cancel_reason IS NOT NULL) = (state = 'cancelled'))
);
-- While one order waits for its payment, a second one for the same service is not taken.
CREATE UNIQUE INDEX purchase_order_pending ON purchase_order (account_id)
    WHERE state = 'awaiting_payment';
CREATE INDEX purchase_order_of_account ON purchase_order (account_id, number);
CREATE INDEX purchase_order_state ON purchase_order (state, number);

-- One priced row of an order.
CREATE TABLE order_line (
    order_id UUID NOT NULL REFERENCES purchase_order (id),
    position BIGINT NOT NULL,
    product TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('purchase', 'extension', 'renewal')),
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    from_on DATE NOT NULL,
    until_on DATE NOT NULL,
    months BIGINT NOT NULL CHECK (months >= 0),
    yearly BIGINT NOT NULL CHECK (yearly >= 0),
    net BIGINT NOT NULL CHECK (net >= 0),
    PRIMARY KEY (order_id, position)
);

-- The evidence that something was accepted with an order. Artt. 1341–1342 c.c.
CREATE TABLE acceptance (
    order_id UUID NOT NULL REFERENCES purchase_order (id),
    what TEXT NOT NULL CHECK (what IN ('conditions', 'onerous_clauses', 'supply_sheets')),
    text_version TEXT NOT NULL,
    -- SHA-256 of the text as it was shown.
    text_sha256 TEXT NOT NULL,
    accepted_at TIMESTAMPTZ NOT NULL,
    -- The network address that the form came from, as far as the server can tell.
    address TEXT NOT NULL,
    PRIMARY KEY (order_id, what)
);

-- Money that arrived for an order, once. Rows are never changed.
CREATE TABLE payment (
    id UUID NOT NULL PRIMARY KEY,
    order_id UUID NOT NULL UNIQUE REFERENCES purchase_order (id),
    amount BIGINT NOT NULL CHECK (amount >= 0),
    method TEXT NOT NULL CHECK (method IN ('bank_transfer', 'demo_card')),
    paid_on DATE NOT NULL,
    registered_at TIMESTAMPTZ NOT NULL,
    -- A member of staff, the command line, or the provider.
    registered_by TEXT NOT NULL
);
