-- What customers want of the next renewal of a service, where that is not what they own.

-- How many of an add-on there are to be after it; 0 is `Non rinnovare`. A row goes when the
-- service is renewed, and when more of its product is bought.
CREATE TABLE renewal_plan (
    subscription_id UUID NOT NULL REFERENCES subscription (id),
    product TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity >= 0),
    PRIMARY KEY (subscription_id, product)
);
