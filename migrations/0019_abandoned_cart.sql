-- Carts of visitors are looked through for those that nobody has touched for long.
CREATE INDEX cart_abandoned ON cart (touched_at) WHERE account_id IS NULL;
