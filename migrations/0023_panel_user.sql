-- The user of a panel belongs to one service. A later service for the same partita IVA gets a user
-- of its own, and the former one keeps its row.

-- The name of a user whose service is over, once a later service has taken it. Since then nobody
-- signs in as this user, and `username` holds something that nobody can type. Null for everybody
-- else, so `username` is unique among those who can sign in.
ALTER TABLE panel_user ADD COLUMN former_username TEXT;

-- Who can sign in to a service.
CREATE INDEX panel_user_subscription ON panel_user (subscription_id);
