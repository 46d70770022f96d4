-- Who is looking at what, and what they left: not part of the record. Times are UTC, ISO 8601.

-- An item (an incident, or a pair of them) is one reviewer's until they are done or have been away too long.
CREATE TABLE review_claims (
    item     TEXT PRIMARY KEY,
    reviewer TEXT NOT NULL,
    until    TEXT NOT NULL
) WITHOUT ROWID;

-- Items that a reviewer left without a judgement: `skipped` for now, or `unsure` with the reason.
CREATE TABLE review_marks (
    item     TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    mark     TEXT NOT NULL CHECK (mark IN ('skipped', 'unsure', 'related')),
    why      TEXT NOT NULL,
    at       TEXT NOT NULL,
    PRIMARY KEY (item, reviewer)
) WITHOUT ROWID;

-- Incidents that somebody decided on because the random sample gave them: what Quality counts on.
CREATE TABLE review_sample (
    item     TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    at       TEXT NOT NULL,
    PRIMARY KEY (item, reviewer)
) WITHOUT ROWID;
