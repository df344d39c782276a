-- A disdetta can be asked for the last day of a service: it is used until then, and ends when the
-- office confirms it after that day (decision 0039).
ALTER TABLE termination ADD COLUMN at_expiry BOOLEAN NOT NULL DEFAULT FALSE;
