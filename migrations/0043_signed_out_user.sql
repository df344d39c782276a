-- How often the sign-ins of a panel user were ended by the owner of the service. A sign-in is good
-- for one number only.
ALTER TABLE panel_user ADD COLUMN signed_out BIGINT NOT NULL DEFAULT 0;
