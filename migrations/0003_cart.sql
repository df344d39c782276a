-- What somebody wants to buy: of a visitor while account_id is null, whose session then knows
-- the id; of an account afterwards. An account has one cart, which becomes an order or is dropped.
CREATE TABLE cart (
    id UUID NOT NULL PRIMARY KEY,
    account_id UUID UNIQUE REFERENCES account (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('first_purchase', 'add', 'renewal')),
    years BIGINT CHECK (years BETWEEN 1 AND 10),
    service TEXT NOT NULL,
    extends_owned BOOLEAN NOT NULL,
    discount_code TEXT,
    -- Grows by one with each change.
    version BIGINT NOT NULL CHECK (version > 0),
    touched_at TIMESTAMPTZ NOT NULL,
    CHECK ((purpose = 'add') = (years IS NULL))
);

-- An add-on in a cart. One row for each product, so a press of `+` can never make a second line.
CREATE TABLE cart_item (
    cart_id UUID NOT NULL REFERENCES cart (id) ON DELETE CASCADE,
    product TEXT NOT NULL,
    position BIGINT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (cart_id, product)
);
