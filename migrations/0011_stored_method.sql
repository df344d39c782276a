-- Ways to pay that a provider keeps for a customer, and renewals that are paid with them.

-- Under which name a provider knows somebody. Asked for once: a day later the same question would
-- make another customer there.
CREATE TABLE provider_customer (
    account_id UUID NOT NULL REFERENCES account (id),
    provider TEXT NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (account_id, provider)
);

-- `Metodi di pagamento`. What it is at the provider, and what its owner knows it by.
CREATE TABLE stored_method (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    provider TEXT NOT NULL,
    customer TEXT NOT NULL,
    reference TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('card', 'paypal')),
    label TEXT NOT NULL,
    -- Year and month after which a card is void.
    void_after_year BIGINT,
    void_after_month BIGINT CHECK (void_after_month BETWEEN 1 AND 12),
    added_at TIMESTAMPTZ NOT NULL,
    removed_at TIMESTAMPTZ,
    -- When the provider let go of it.
    forgotten_at TIMESTAMPTZ,
    CHECK ((void_after_year IS NULL) = (void_after_month IS NULL)),
    CHECK (forgotten_at IS NULL OR removed_at IS NOT NULL)
);
CREATE UNIQUE INDEX stored_method_reference ON stored_method (provider, reference);
CREATE INDEX stored_method_of_account ON stored_method (account_id) WHERE removed_at IS NULL;
CREATE INDEX stored_method_to_forget ON stored_method (removed_at)
    WHERE removed_at IS NOT NULL AND forgotten_at IS NULL;

-- A way to pay that a customer is about to leave: on a page of the provider, or by paying there.
-- Its id is the provider's idempotency key, and that of the payment where there is one.
CREATE TABLE keeping (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    provider TEXT NOT NULL,
    customer TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('card', 'paypal')),
    -- The order that was paid with it; none on a page of its own.
    order_id UUID REFERENCES purchase_order (id),
    -- The method that gives way to it.
    replaces_id UUID REFERENCES stored_method (id),
    reference TEXT,
    page TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'given_up', 'refused', 'kept')),
    refusal TEXT,
    begun_at TIMESTAMPTZ NOT NULL,
    asked BIGINT NOT NULL DEFAULT 0,
    next_question_at TIMESTAMPTZ,
    CHECK ((refusal IS NOT NULL) = (state = 'refused'))
);
CREATE INDEX keeping_question ON keeping (next_question_at) WHERE next_question_at IS NOT NULL;

-- How a service renews by itself. No row: nobody has decided yet.
CREATE TABLE automatic_renewal (
    subscription_id UUID NOT NULL PRIMARY KEY REFERENCES subscription (id),
    -- Null while it is off.
    method_id UUID REFERENCES stored_method (id),
    years BIGINT NOT NULL CHECK (years BETWEEN 1 AND 10),
    -- True when the customer turned it off: a later payment does not turn it on again.
    off_by_choice BOOLEAN NOT NULL DEFAULT FALSE,
    CHECK (method_id IS NULL OR NOT off_by_choice)
);
CREATE INDEX automatic_renewal_method ON automatic_renewal (method_id)
    WHERE method_id IS NOT NULL;

-- The renewal of a service *from* a day: there is one, however many servers want to make it.
CREATE TABLE automatic_charge (
    subscription_id UUID NOT NULL REFERENCES subscription (id),
    expires_on DATE NOT NULL,
    -- None while another order of the account is in the way.
    order_id UUID UNIQUE REFERENCES purchase_order (id),
    -- None when it is not tried again by itself.
    next_try_on DATE,
    PRIMARY KEY (subscription_id, expires_on)
);

-- Where the money of a try comes from: from a stored method, under the name that it had then, while
-- nobody is there; or from the provider's page, which keeps the way to pay if it names a customer.
ALTER TABLE payment_attempt ADD COLUMN stored_method_id UUID REFERENCES stored_method (id);
ALTER TABLE payment_attempt ADD COLUMN stored_reference TEXT;
ALTER TABLE payment_attempt ADD COLUMN customer TEXT;

-- What the demo's own provider remembers of ways to pay. Nothing else reads it.
CREATE TABLE demo_method (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('card', 'paypal')),
    back TEXT NOT NULL,
    -- How it behaves when it is collected from, once somebody has chosen.
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'pays', 'is_refused', 'is_void',
        'wants_confirmation'))
);
