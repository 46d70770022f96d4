-- `confidence` is the probability that a value is right, NULL where that was never measured. What stood there
-- before was a score of the rules on another scale, so it is not carried over.

DROP VIEW current_accounts;
DROP VIEW current_assertions;
ALTER TABLE assertions RENAME TO scored_assertions;
DROP INDEX assertions_of_document;
DROP INDEX assertions_of_account;

CREATE TABLE assertions (
    id          TEXT PRIMARY KEY,                -- hash of everything but the confidence
    account_id  TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id),
    position    INTEGER NOT NULL,                -- place in the order in which the method asserted
    field       TEXT NOT NULL,
    kind        TEXT NOT NULL,                   -- class of the value
    value       TEXT NOT NULL CHECK (json_valid(value)),
    spans       TEXT NOT NULL CHECK (json_array_length(spans) > 0),
    attribution TEXT NOT NULL CHECK (json_valid(attribution)),
    method      TEXT NOT NULL,
    confidence  REAL CHECK (confidence BETWEEN 0 AND 1),
    run         INTEGER NOT NULL REFERENCES runs (id)
);
INSERT INTO assertions
SELECT id, account_id, document_id, position, field, kind, value, spans, attribution, method, NULL, run
FROM scored_assertions ORDER BY rowid;
DROP TABLE scored_assertions;
CREATE INDEX assertions_of_document ON assertions (document_id, method, position);
CREATE INDEX assertions_of_account ON assertions (account_id);

CREATE VIEW current_assertions AS
SELECT a.*
FROM assertions AS a
WHERE NOT EXISTS (
    SELECT 1 FROM supersessions AS s WHERE s.document_id = a.document_id AND s.method = a.method
);

CREATE VIEW current_accounts AS
WITH shown AS (
    SELECT account_id, document_id, method, field, value, confidence,
           row_number() OVER (PARTITION BY account_id, field ORDER BY position) AS choice
    FROM current_assertions
)
SELECT s.account_id AS id, s.document_id, i.incident_id, max(s.method) AS method,
       max(CASE WHEN s.field = 'event_type' THEN json_extract(s.value, '$.value') END) AS event_type,
       max(CASE WHEN s.field = 'status' THEN json_extract(s.value, '$.value') END) AS status,
       max(CASE WHEN s.field = 'date' THEN json_extract(s.value, '$.start') END) AS date_start,
       max(CASE WHEN s.field = 'date' THEN json_extract(s.value, '$.end') END) AS date_end,
       max(CASE WHEN s.field = 'place' THEN json_extract(s.value, '$.text') END) AS place_text,
       max(CASE WHEN s.field = 'place' THEN json_extract(s.value, '$.name') END) AS place_name,
       max(CASE WHEN s.field = 'place' THEN json_extract(s.value, '$.country') END) AS country,
       max(CASE WHEN s.field = 'place' THEN json_extract(s.value, '$.latitude') END) AS latitude,
       max(CASE WHEN s.field = 'place' THEN json_extract(s.value, '$.longitude') END) AS longitude,
       max(CASE WHEN s.field = 'casualties.killed' THEN json_extract(s.value, '$.low') END) AS killed_low,
       max(CASE WHEN s.field = 'casualties.killed' THEN json_extract(s.value, '$.high') END) AS killed_high,
       max(CASE WHEN s.field = 'claim' THEN json_extract(s.value, '$.by') END) AS claimed_by,
       max(CASE WHEN s.field = 'event_type' THEN s.confidence END) AS confidence
FROM shown AS s
LEFT JOIN incident_accounts AS i ON i.account_id = s.account_id
WHERE s.choice = 1
GROUP BY s.account_id;
