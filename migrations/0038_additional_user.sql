-- Beside its owner a panel has additional users, each in a seat that was bought.

-- Where the passwords of an additional user are sent; null for the owner of a service, who is
-- written to at the address of its holder.
ALTER TABLE panel_user ADD COLUMN email TEXT;

-- What an additional user may do: codes of domain::grant::Permission with blanks between them. Null
-- for the owner, who may do everything.
ALTER TABLE panel_user ADD COLUMN permissions TEXT;

-- Null for whoever was there before this was noted.
ALTER TABLE panel_user ADD COLUMN created_at TIMESTAMPTZ;
ALTER TABLE panel_user ADD COLUMN last_sign_in_at TIMESTAMPTZ;

-- A service has one owner.
CREATE UNIQUE INDEX panel_user_owner ON panel_user (subscription_id) WHERE permissions IS NULL;

-- The additional user whom a change is about, by the username of then.
ALTER TABLE service_change ADD COLUMN about_username TEXT;
