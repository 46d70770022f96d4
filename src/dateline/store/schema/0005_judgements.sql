-- Judgements of people beside those of methods, in one table. It is a log: a judgement is taken back by a
-- further one of kind `undo`, never deleted. `undone_by` alone is derived, from the log, and written with it.

ALTER TABLE judgements ADD COLUMN number INTEGER;  -- place in the order in which people judged; NULL: a method's
ALTER TABLE judgements ADD COLUMN kind TEXT NOT NULL DEFAULT 'link'
    CHECK (kind IN ('link', 'merge', 'split', 'accept', 'reject', 'edit', 'undo'));
-- level, accounts, others, and of an edit field, values and was, as dateline.codec.judgements writes them
ALTER TABLE judgements ADD COLUMN payload TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(payload));
ALTER TABLE judgements ADD COLUMN undone_by TEXT;  -- the undo in force that takes it back

CREATE UNIQUE INDEX judgements_of_people ON judgements (number) WHERE number IS NOT NULL;
CREATE INDEX judgements_of_subject ON judgements (subject);
CREATE INDEX judgements_of_object ON judgements (object);

-- What people decided and nobody took back, newest last.
CREATE VIEW current_judgements AS
SELECT number, id, kind, verdict, subject, object, by, at, why,
       json_extract(payload, '$.level') AS level, json_extract(payload, '$.field') AS field, payload
FROM judgements
WHERE number IS NOT NULL AND kind <> 'undo' AND undone_by IS NULL
ORDER BY number;
