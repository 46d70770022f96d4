-- The users of one store, in a file of their own beside it: the store is copied, shared and released, and no
-- password, session or address leaves with it. Times are UTC, ISO 8601.

CREATE TABLE IF NOT EXISTS users (
    key      TEXT PRIMARY KEY,                 -- the name, case folded: nobody can pass for another
    name     TEXT NOT NULL,                    -- as judgements are kept under it
    role     TEXT NOT NULL CHECK (role IN ('reader', 'reviewer', 'admin')),
    hash     TEXT NOT NULL,                    -- of the password, argon2id, with its parameters
    disabled INTEGER NOT NULL DEFAULT 0,
    added    TEXT NOT NULL
) WITHOUT ROWID;

-- A browser that signed in, or a program with a token. The token itself is nowhere kept.
CREATE TABLE IF NOT EXISTS sessions (
    hash  TEXT PRIMARY KEY,                    -- of the token, which is 256 random bits
    key   TEXT NOT NULL REFERENCES users (key) ON DELETE CASCADE,
    kind  TEXT NOT NULL CHECK (kind IN ('browser', 'program')),
    seen  TEXT NOT NULL,                       -- when it was last used, to within a minute
    idle  TEXT NOT NULL,                       -- over when not used until then
    until TEXT NOT NULL                        -- over then in any case
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_of_user ON sessions (key);

-- Passwords given wrongly, counted under the name that was given, whether or not it is one of a user.
CREATE TABLE IF NOT EXISTS failures (
    key     TEXT NOT NULL,
    address TEXT NOT NULL,
    at      TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS failures_by_time ON failures (at);

-- Who signed in and out, was refused, and what became of users.
CREATE TABLE IF NOT EXISTS sign_ins (
    number  INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    name    TEXT NOT NULL,
    event   TEXT NOT NULL,
    address TEXT NOT NULL
);
