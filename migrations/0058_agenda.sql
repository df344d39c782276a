-- What stands in the agenda of a service is told with the notices of its panel.

-- Of the step `notices`: the day up to which the agenda was told, and on which it is told next;
-- null while its owner does not want it.
ALTER TABLE configuration_step ADD COLUMN agenda_told DATE;
CREATE INDEX configuration_step_agenda ON configuration_step (agenda_told)
    WHERE agenda_told IS NOT NULL;
