-- What stands in the agenda of a service is told with the notices of its panel.

-- Of the step `notices`: the day up to which the agenda was told, and on which it is told next;
-- null while its owner does not want it.
ALTER TABLE configuration_step ADD COLUMN agenda_told DATE;
CREATE INDEX configuration_step_agenda ON configuration_step (agenda_told)
    WHERE agenda_told IS NOT NULL;

-- A sign-in of an accountant, as panel_sign_in has those to panels. Its session keeps the id: once
-- it has ended here it opens nothing.
CREATE TABLE accountant_sign_in (
    id UUID NOT NULL PRIMARY KEY,
    accountant_id UUID NOT NULL REFERENCES accountant (id),
    -- Tells what was given at the sign-in from any other password or second factor.
    mark TEXT NOT NULL,
    -- domain::device::Device
    device TEXT NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    -- To the hour.
    seen_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);
CREATE INDEX accountant_sign_in_of ON accountant_sign_in (accountant_id, seen_at);
