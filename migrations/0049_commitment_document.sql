-- What a public body sends is its commitment document, in the tables as in the code.
-- Contract: no release came before this one, so no program names the columns by their old names.
ALTER TABLE commitment RENAME COLUMN letter_id TO document_id;
-- Contract: as above.
ALTER TABLE commitment RENAME COLUMN letter_type TO document_type;
-- Contract: as above.
ALTER TABLE commitment RENAME COLUMN letter TO document;
-- Contract: as above.
ALTER TABLE commitment RENAME COLUMN letter_bytes TO document_bytes;
-- Contract: as above.
ALTER TABLE commitment RENAME COLUMN letter_sha256 TO document_sha256;
