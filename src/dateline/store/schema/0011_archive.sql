-- What was fetched and where it is kept, the versions of a document, and the whole state of `dateline watch`.
-- Captures and versions are part of the record; the watch_ tables say only what is still to be done.

-- Files of the archive (WARC). `name` is relative to the folder of the store where it lies inside it.
CREATE TABLE archive_files (
    name   TEXT PRIMARY KEY,
    closed INTEGER NOT NULL DEFAULT 0          -- 0: written to; bytes past the last capture are not vouched for
) WITHOUT ROWID;

-- One kept answer. It is written here only when its bytes are on the disk.
CREATE TABLE captures (
    id         INTEGER PRIMARY KEY,
    url        TEXT NOT NULL,
    at         TEXT NOT NULL,
    status     INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    digest     TEXT NOT NULL,                  -- sha256:HEX of the body as it was sent
    file       TEXT NOT NULL REFERENCES archive_files (name),
    offset     INTEGER NOT NULL,               -- where its response record begins
    length     INTEGER NOT NULL,               -- of its records in the file, request included
    same_as    INTEGER REFERENCES captures (id)  -- the capture that holds the same body; this one holds none
);
CREATE INDEX captures_of_url ON captures (url, digest);
CREATE INDEX captures_in_file ON captures (file, offset);

CREATE TABLE document_captures (
    document_id TEXT NOT NULL REFERENCES documents (id),
    capture_id  INTEGER NOT NULL REFERENCES captures (id),
    PRIMARY KEY (document_id, capture_id)
) WITHOUT ROWID;

-- What one address held, one version after another. A version that comes back is written again.
CREATE TABLE document_versions (
    line        TEXT NOT NULL,                 -- the address without what does not tell articles apart
    number      INTEGER NOT NULL,              -- from 1
    document_id TEXT NOT NULL REFERENCES documents (id),
    capture_id  INTEGER REFERENCES captures (id),
    at          TEXT NOT NULL,
    PRIMARY KEY (line, number)
) WITHOUT ROWID;
CREATE INDEX document_versions_of ON document_versions (document_id);

CREATE TABLE watch_sources (
    name     TEXT PRIMARY KEY,
    due      REAL NOT NULL,                    -- seconds since 1970
    failures INTEGER NOT NULL DEFAULT 0,       -- in a row
    etag     TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    tried    REAL,
    good     REAL,                             -- when it last could be read
    problem  TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

-- Until when a host is left alone, because it asked for it or failed.
CREATE TABLE watch_hosts (
    host     TEXT PRIMARY KEY,
    closed   REAL NOT NULL,
    failures INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE watch_pages (
    id         INTEGER PRIMARY KEY,
    line       TEXT NOT NULL UNIQUE,           -- one address, or one file
    url        TEXT NOT NULL,                  -- as the source gave it; a file's path
    host       TEXT NOT NULL,                  -- '' of a file
    source     TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('page', 'sitemap', 'file')),
    told       TEXT NOT NULL CHECK (json_valid(told)),  -- title, published, outlet, as the source says
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'fetched', 'done', 'refused')),
    due        REAL NOT NULL,                  -- waiting: fetched from then on; done: looked at again; 9e15: never
    failures   INTEGER NOT NULL DEFAULT 0,
    looks      INTEGER NOT NULL DEFAULT 0,     -- how often it was looked at again
    tries      INTEGER NOT NULL DEFAULT 0,     -- how often its coding was begun and not ended
    etag       TEXT NOT NULL DEFAULT '',
    modified   TEXT NOT NULL DEFAULT '',
    digest     TEXT NOT NULL DEFAULT '',
    capture_id INTEGER REFERENCES captures (id),
    problem    TEXT NOT NULL DEFAULT ''
);
CREATE INDEX watch_pages_due ON watch_pages (state, due);
CREATE INDEX watch_pages_of ON watch_pages (source, state);
