-- What is done in a panel leaves a trace: by whom, in which role, about what (decision 0054).

-- The panel user whose hand it was, or for the role of an accountant the accountant; null for all
-- others. Their username of then is `by_whom`.
ALTER TABLE service_change ADD COLUMN by_user UUID;

-- domain::timeline::Role, as it was then; null for what is older than this column.
ALTER TABLE service_change ADD COLUMN by_role TEXT;

-- What it was about: the rest of domain::timeline::PanelDeed.
ALTER TABLE service_change ADD COLUMN detail TEXT;

-- Null for what the owner of the service need not be told; each of the others is told in one mail.
ALTER TABLE service_change ADD COLUMN notice TEXT CHECK (notice IN ('waiting', 'told'));
CREATE INDEX service_change_waiting ON service_change (subscription_id, changed_at)
    WHERE notice = 'waiting';

-- Whoever has a username now may not be who had it then.
UPDATE service_change SET by_user = (SELECT panel_user.id FROM panel_user
    WHERE panel_user.subscription_id = service_change.subscription_id
    AND panel_user.username = service_change.by_whom
    AND (created_at IS NULL OR created_at <= changed_at))
    WHERE by_kind = 'panel_user';

-- A sign-in to a panel. Its session keeps the id: once it has ended here it opens nothing.
CREATE TABLE panel_sign_in (
    id UUID NOT NULL PRIMARY KEY,
    panel_user_id UUID NOT NULL REFERENCES panel_user (id),
    -- Tells what was given at the sign-in from any other password or second factor.
    mark TEXT NOT NULL,
    -- domain::device::Device
    device TEXT NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    -- To the hour.
    seen_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);
CREATE INDEX panel_sign_in_of_user ON panel_sign_in (panel_user_id, seen_at);
