-- Which snapshots of the record were given out. A release folder stands alone: this only numbers them and says
-- where the one before was written, so that the next can tell what changed.

CREATE TABLE releases (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,                        -- of the data files: equal digests are equal data
    folder TEXT NOT NULL,                        -- where it was written; it may have been moved since
    at     TEXT NOT NULL
);
