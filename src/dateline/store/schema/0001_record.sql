-- The record. Base tables are append-only; incidents and incident_accounts are derived from them and may be
-- dropped and rebuilt. Times are UTC, ISO 8601. JSON columns hold what dateline.codec writes.

CREATE TABLE documents (
    id          TEXT PRIMARY KEY,                -- hash of all parts
    parts       TEXT NOT NULL CHECK (json_valid(parts)),
    raw_hash    TEXT NOT NULL,                   -- hash of the bytes as first read
    source_name TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    ingested_at TEXT NOT NULL,
    title       TEXT GENERATED ALWAYS AS (json_extract(parts, '$.title')) VIRTUAL,
    outlet      TEXT GENERATED ALWAYS AS (json_extract(parts, '$.outlet')) VIRTUAL,
    origin      TEXT GENERATED ALWAYS AS (json_extract(parts, '$.origin')) VIRTUAL,
    published   TEXT GENERATED ALWAYS AS (json_extract(parts, '$.published')) VIRTUAL,
    url         TEXT GENERATED ALWAYS AS (json_extract(parts, '$.url')) VIRTUAL,
    body        TEXT GENERATED ALWAYS AS (json_extract(parts, '$.body')) VIRTUAL
);

-- The same document under every name that it was read from.
CREATE TABLE document_sources (
    document_id TEXT NOT NULL REFERENCES documents (id),
    source_name TEXT NOT NULL,
    raw_hash    TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    PRIMARY KEY (document_id, source_name, raw_hash)
) WITHOUT ROWID;

CREATE TABLE runs (
    id       INTEGER PRIMARY KEY,
    method   TEXT NOT NULL,                      -- name@version of the coder
    started  TEXT NOT NULL,
    finished TEXT                                -- NULL: running, or ended before its time
);

-- Which document was coded by which method: also where the method found nothing to record.
CREATE TABLE codings (
    document_id TEXT NOT NULL REFERENCES documents (id),
    method      TEXT NOT NULL,
    run         INTEGER NOT NULL REFERENCES runs (id),
    PRIMARY KEY (document_id, method)
) WITHOUT ROWID;

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
    confidence  REAL NOT NULL,
    run         INTEGER NOT NULL REFERENCES runs (id)
);
CREATE INDEX assertions_of_document ON assertions (document_id, method, position);
CREATE INDEX assertions_of_account ON assertions (account_id);

-- What `method` asserted of a document gave way to `superseded_by`; nothing is deleted.
CREATE TABLE supersessions (
    document_id   TEXT NOT NULL REFERENCES documents (id),
    method        TEXT NOT NULL,
    superseded_by TEXT NOT NULL,
    at            TEXT NOT NULL,
    PRIMARY KEY (document_id, method)
) WITHOUT ROWID;

CREATE TABLE rejections (
    document TEXT NOT NULL,
    stage    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    raw_hash TEXT NOT NULL,
    at       TEXT NOT NULL,
    PRIMARY KEY (document, stage, reason, raw_hash)
) WITHOUT ROWID;

CREATE TABLE judgements (
    id      TEXT PRIMARY KEY,
    verdict TEXT NOT NULL,
    subject TEXT NOT NULL,
    object  TEXT NOT NULL,
    by      TEXT NOT NULL,
    at      TEXT NOT NULL,
    why     TEXT NOT NULL
);

CREATE TABLE incidents (
    id           TEXT PRIMARY KEY,
    best         TEXT NOT NULL,                  -- account whose values stand where all agree
    event_type   TEXT NOT NULL,
    status       TEXT NOT NULL,
    grade        TEXT NOT NULL,
    grade_reason TEXT NOT NULL,
    date         TEXT,
    place        TEXT,
    actors       TEXT NOT NULL,
    casualties   TEXT NOT NULL,                  -- kind -> [low, best, high]
    claimed_by   TEXT NOT NULL,
    origins      TEXT NOT NULL,
    outlets      TEXT NOT NULL,
    document_ids TEXT NOT NULL,
    background   INTEGER NOT NULL
);

CREATE TABLE incident_accounts (
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    position    INTEGER NOT NULL,
    account_id  TEXT NOT NULL,
    PRIMARY KEY (incident_id, position)
) WITHOUT ROWID;
CREATE UNIQUE INDEX incident_of_account ON incident_accounts (account_id);

-- An id that once was given out leads to the incident that now holds its accounts; NULL: none does.
CREATE TABLE incident_redirects (
    id       TEXT PRIMARY KEY,
    leads_to TEXT,
    at       TEXT NOT NULL
) WITHOUT ROWID;

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

CREATE VIEW current_incidents AS
SELECT id, event_type, status, grade, grade_reason,
       json_extract(date, '$.start') AS date_start, json_extract(date, '$.end') AS date_end,
       json_extract(place, '$.name') AS place_name, json_extract(place, '$.country') AS country,
       json_extract(place, '$.latitude') AS latitude, json_extract(place, '$.longitude') AS longitude,
       json_extract(casualties, '$.killed[0]') AS killed_low,
       json_extract(casualties, '$.killed[1]') AS killed_best,
       json_extract(casualties, '$.killed[2]') AS killed_high,
       json_array_length(origins) AS origins, json_array_length(document_ids) AS documents, background
FROM incidents;
