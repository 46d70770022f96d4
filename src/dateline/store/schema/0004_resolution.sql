-- What the resolver keeps, so that new documents are held only against accounts near them. All of it is
-- derived from the record and made anew when the method changes; only incident_history is a record of its own.

-- One row for each current account: what of it is compared (dateline.resolve.table.Row as JSON).
CREATE TABLE resolution_cases (
    number      INTEGER PRIMARY KEY,
    account_id  TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL,
    content     TEXT,     -- as resolved last; NULL: not yet, or a person rejected the account
    fresh       TEXT      -- as coded or judged since, still to be resolved; '': no more; 'null': rejected
);
CREATE INDEX resolution_cases_of_document ON resolution_cases (document_id);
CREATE INDEX resolution_cases_fresh ON resolution_cases (number) WHERE fresh IS NOT NULL;

-- Accounts that share a key are compared. `priority` orders a key's accounts: those that seek come first.
CREATE TABLE resolution_keys (
    key      INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    PRIMARY KEY (key, priority, number)
) WITHOUT ROWID;

-- Pairs that look like one incident by themselves, each from both sides.
CREATE TABLE resolution_links (
    one      INTEGER NOT NULL,
    other    INTEGER NOT NULL,
    log_odds REAL NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

-- Accounts that may follow up another event by their own words, or count events.
CREATE TABLE resolution_followers (
    number INTEGER PRIMARY KEY,
    counts INTEGER NOT NULL,                -- it counts events: those of its province may be among them
    first  INTEGER,                         -- its days, as ordinals; NULL: not known
    last   INTEGER
);

-- What leads from a follow-up to events of other documents: place, doer, province. Odd keys are provinces.
CREATE TABLE resolution_near (
    key    INTEGER NOT NULL,
    day    INTEGER NOT NULL,                -- its first day
    number INTEGER NOT NULL,
    PRIMARY KEY (key, day, number)
) WITHOUT ROWID;
CREATE INDEX resolution_near_of ON resolution_near (number);
CREATE TRIGGER resolution_forgets AFTER DELETE ON resolution_cases BEGIN
    DELETE FROM resolution_followers WHERE number = old.number;
    DELETE FROM resolution_near WHERE number = old.number;
END;

-- Follow-ups found: which account follows up which, and the words that say so.
CREATE TABLE resolution_ties (
    follower TEXT NOT NULL,
    event    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    spans    TEXT NOT NULL CHECK (json_valid(spans)),
    PRIMARY KEY (follower, event, kind, spans)
) WITHOUT ROWID;
CREATE INDEX resolution_ties_of_event ON resolution_ties (event);

-- By which method the cases were prepared, and under which rulings the incidents stand. At most one row.
CREATE TABLE resolution_state (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    method  TEXT NOT NULL,
    rulings TEXT NOT NULL CHECK (json_valid(rulings)),
    at      TEXT NOT NULL
);

-- Accounts coded before are to be prepared first: no method stands for them.
INSERT INTO resolution_state SELECT 1, '', '{}', '' WHERE EXISTS (SELECT 1 FROM codings);

-- What became of an incident whose accounts no longer are together, or whose id was given up.
CREATE TABLE incident_history (
    id       INTEGER PRIMARY KEY,
    incident TEXT NOT NULL,
    event    TEXT NOT NULL CHECK (event IN ('split', 'merged', 'ended')),
    into_ids TEXT NOT NULL CHECK (json_valid(into_ids)),  -- the incidents that hold its accounts since
    by       TEXT NOT NULL,                               -- the method, or 'people' where their rulings changed
    why      TEXT NOT NULL,
    at       TEXT NOT NULL
);
CREATE INDEX incident_history_of ON incident_history (incident);
