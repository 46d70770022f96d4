-- What lists, maps and filters read: one flat row an incident. Derived from incidents, accounts, documents and
-- judgements; rows whose incident changed are named in `index_stale` and written anew by dateline.indexing.

CREATE TABLE incident_index (
    number           INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    headline         TEXT NOT NULL,
    event_type       TEXT NOT NULL,
    status           TEXT NOT NULL,
    grade            TEXT NOT NULL,
    grade_rank       INTEGER NOT NULL,          -- 0 is the best supported
    review           TEXT NOT NULL,
    background       INTEGER NOT NULL,
    first_day        TEXT,                      -- ISO days; NULL: not known
    last_day         TEXT,
    date_precision   TEXT,
    date_basis       TEXT,
    week             TEXT,                      -- the Monday, where the date names a week
    country          TEXT,
    admin1           TEXT,
    admin1_key       TEXT,                      -- case folded
    place            TEXT,
    precision        TEXT,
    latitude         REAL,                      -- NULL where no point would be honest
    longitude        REAL,
    killed_low       INTEGER,
    killed_best      INTEGER,
    killed_high      INTEGER,
    killed_known     INTEGER,                   -- what `min_killed` asks of
    injured_low      INTEGER,
    injured_best     INTEGER,
    injured_high     INTEGER,
    doers            TEXT NOT NULL,             -- JSON list of names
    targets          TEXT NOT NULL,
    claimed_by       TEXT NOT NULL,
    accounts         INTEGER NOT NULL,
    documents        INTEGER NOT NULL,
    origins          INTEGER NOT NULL,
    least_confidence REAL,
    conflict         INTEGER NOT NULL,          -- on how many things the accounts differ
    added            TEXT NOT NULL,             -- when the newest of its documents came in
    changed          TEXT NOT NULL,             -- when this row last changed
    by_date          TEXT NOT NULL,             -- sort keys, with a place for what is not known
    by_killed        INTEGER NOT NULL,
    by_confidence    REAL NOT NULL
);
CREATE INDEX index_by_date ON incident_index (by_date, number);
CREATE INDEX index_by_added ON incident_index (added, number);
CREATE INDEX index_by_killed ON incident_index (by_killed, number);
CREATE INDEX index_by_grade ON incident_index (grade_rank, number);
CREATE INDEX index_by_confidence ON incident_index (by_confidence, number);
CREATE INDEX index_by_conflict ON incident_index (conflict, number);
CREATE INDEX index_by_changed ON incident_index (changed, number);
CREATE INDEX index_of_country ON incident_index (country, by_date, number);
CREATE INDEX index_of_type ON incident_index (event_type, by_date, number);
CREATE INDEX index_of_status ON incident_index (status, by_date, number);
CREATE INDEX index_by_week ON incident_index (week, event_type, status, killed_low, killed_best, killed_high);

-- Everything that the filters `actor` and `outlet` compare with, case folded, and as it is shown.
CREATE TABLE index_names (
    kind   TEXT NOT NULL CHECK (kind IN ('actor', 'outlet')),
    name   TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES incident_index (number) ON DELETE CASCADE,
    shown  TEXT NOT NULL,
    PRIMARY KEY (kind, name, number)
) WITHOUT ROWID;
CREATE INDEX index_names_of ON index_names (number);

-- What the filter `text` looks at, case folded. The trigrams find what may hold a word; the text decides.
CREATE TABLE index_texts (number INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE VIRTUAL TABLE index_words USING fts5 (
    text, content = 'index_texts', content_rowid = 'number', tokenize = 'trigram', detail = 'none'
);
CREATE TRIGGER index_texts_added AFTER INSERT ON index_texts BEGIN
    INSERT INTO index_words (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER index_texts_gone AFTER DELETE ON index_texts BEGIN
    INSERT INTO index_words (index_words, rowid, text) VALUES ('delete', old.number, old.text);
END;
CREATE TRIGGER index_texts_changed AFTER UPDATE ON index_texts BEGIN
    INSERT INTO index_words (index_words, rowid, text) VALUES ('delete', old.number, old.text);
    INSERT INTO index_words (rowid, text) VALUES (new.number, new.text);
END;

-- Points, as boxes of single precision that hold them: candidates for `bbox`.
CREATE VIRTUAL TABLE index_boxes USING rtree (number, west, east, south, north);
CREATE TRIGGER index_gone AFTER DELETE ON incident_index BEGIN
    DELETE FROM index_texts WHERE number = old.number;
    DELETE FROM index_boxes WHERE number = old.number;
END;

-- Incidents that came, changed or went since their rows were written.
CREATE TABLE index_stale (id TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO index_stale SELECT id FROM incidents;
CREATE TRIGGER index_incident_came AFTER INSERT ON incidents BEGIN
    INSERT OR IGNORE INTO index_stale VALUES (new.id);
END;
CREATE TRIGGER index_incident_went AFTER DELETE ON incidents BEGIN
    INSERT OR IGNORE INTO index_stale VALUES (old.id);
END;
CREATE TRIGGER index_incident_changed AFTER UPDATE ON incidents BEGIN
    INSERT OR IGNORE INTO index_stale VALUES (new.id);
END;
CREATE TRIGGER index_judged AFTER INSERT ON judgements WHEN new.number IS NOT NULL BEGIN
    INSERT OR IGNORE INTO index_stale SELECT incident_id FROM incident_accounts WHERE account_id IN (
        SELECT value FROM json_each(new.payload, '$.accounts')
        UNION SELECT value FROM json_each(new.payload, '$.others')
    );
END;
CREATE TRIGGER index_judged_otherwise AFTER UPDATE OF undone_by ON judgements WHEN new.number IS NOT NULL BEGIN
    INSERT OR IGNORE INTO index_stale SELECT incident_id FROM incident_accounts WHERE account_id IN (
        SELECT value FROM json_each(new.payload, '$.accounts')
        UNION SELECT value FROM json_each(new.payload, '$.others')
    );
END;

-- `in_use`: whether somebody has read the index, so that it is worth keeping. `revision` rises with every change.
CREATE TABLE index_state (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    in_use   INTEGER NOT NULL,
    revision INTEGER NOT NULL
);
INSERT INTO index_state VALUES (1, 0, 0);
