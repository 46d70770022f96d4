-- Saved searches, who is told of what they find, and what was sent. Times are UTC, ISO 8601.

CREATE TABLE saved_searches (
    name    TEXT PRIMARY KEY,
    filters TEXT NOT NULL CHECK (json_valid(filters)),     -- as dateline.export.Filters.to_query writes them
    at      TEXT NOT NULL
) WITHOUT ROWID;

-- Who gets a digest of a search. No secret is kept here.
CREATE TABLE digest_targets (
    search TEXT NOT NULL REFERENCES saved_searches (name) ON DELETE CASCADE,
    kind   TEXT NOT NULL CHECK (kind IN ('mail', 'webhook')),
    target TEXT NOT NULL,                                  -- an address, or a URL
    days   INTEGER NOT NULL CHECK (days > 0),              -- length of a period
    at     TEXT NOT NULL,
    PRIMARY KEY (search, kind, target)
) WITHOUT ROWID;

-- One row for each digest, written before it is sent: what stands at `sending` after a crash may have arrived.
-- Rows outlive their search, so that one saved again under the name sends nothing again.
CREATE TABLE digests (
    key      TEXT PRIMARY KEY,                             -- also the idempotency key that is sent along
    search   TEXT NOT NULL,
    kind     TEXT NOT NULL,
    target   TEXT NOT NULL,
    first    TEXT NOT NULL,                                -- days that it is of, both inclusive
    last     TEXT NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed', 'refused', 'in doubt', 'empty')),
    attempts INTEGER NOT NULL,
    content  TEXT NOT NULL,                                -- what was sent, so that a retry sends the same
    problem  TEXT NOT NULL DEFAULT '',
    at       TEXT NOT NULL,
    UNIQUE (search, kind, target, last)
) WITHOUT ROWID;
