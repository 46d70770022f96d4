-- What documents say about actors: names, offices, ties, memberships, leadership, stances. Append-only, as
-- `assertions`; written in the same transaction as the accounts of the same method, and superseded with them.

CREATE TABLE actor_assertions (
    id          TEXT PRIMARY KEY,                -- hash of everything but the confidence
    document_id TEXT NOT NULL REFERENCES documents (id),
    position    INTEGER NOT NULL,                -- place in the order in which the method asserted
    kind        TEXT NOT NULL,
    relation    TEXT NOT NULL,
    subject     TEXT NOT NULL CHECK (json_valid(subject)),
    object      TEXT CHECK (object IS NULL OR json_valid(object)),
    title       TEXT,
    status      TEXT NOT NULL,
    ended       INTEGER NOT NULL,
    date        TEXT CHECK (date IS NULL OR json_valid(date)),
    spans       TEXT NOT NULL CHECK (json_array_length(spans) > 0),
    attribution TEXT NOT NULL CHECK (json_valid(attribution)),
    method      TEXT NOT NULL,
    confidence  REAL CHECK (confidence BETWEEN 0 AND 1),
    run         INTEGER NOT NULL REFERENCES runs (id),
    subject_id  TEXT GENERATED ALWAYS AS (json_extract(subject, '$.actor_id')) VIRTUAL,
    object_id   TEXT GENERATED ALWAYS AS (json_extract(object, '$.actor_id')) VIRTUAL
);
CREATE INDEX actor_assertions_of_document ON actor_assertions (document_id, method, position);
CREATE INDEX actor_assertions_of_subject ON actor_assertions (subject_id);
CREATE INDEX actor_assertions_of_object ON actor_assertions (object_id);

CREATE VIEW current_actor_assertions AS
SELECT a.*
FROM actor_assertions AS a
WHERE NOT EXISTS (
    SELECT 1 FROM supersessions AS s WHERE s.document_id = a.document_id AND s.method = a.method
);
