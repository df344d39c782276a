-- A method on its way to being stored is a set-up, in the tables as in the code.
-- Contract: no release came before this one, so no program names the table by its old name.
ALTER TABLE keeping RENAME TO method_setup;
-- Contract: as above; an index cannot be renamed alike on both engines.
DROP INDEX keeping_question;
CREATE INDEX method_setup_question ON method_setup (next_question_at)
    WHERE next_question_at IS NOT NULL;
-- What was set aside is found by the name of its table.
UPDATE unreadable_row SET table_name = 'method_setup' WHERE table_name = 'keeping';
