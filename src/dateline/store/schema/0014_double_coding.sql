-- Incidents that two people decide on apart from one another. What they say is kept here and not among the
-- judgements: it changes no incident, and no page, export or history shows it before both are done. Times are
-- UTC, ISO 8601.

CREATE TABLE double_items (
    item      TEXT PRIMARY KEY,                              -- the id of an incident
    accounts  TEXT NOT NULL CHECK (json_valid(accounts)),    -- those that it held when it was set aside
    by        TEXT NOT NULL,
    at        TEXT NOT NULL,
    how       TEXT NOT NULL,                                 -- how the sample was drawn, in words
    withdrawn TEXT                                           -- since when nobody is asked for it any more
) WITHOUT ROWID;

-- What one person says of an item. It holds a place, of two, until `until` or, once finished, for good.
CREATE TABLE double_sheets (
    item     TEXT NOT NULL REFERENCES double_items (item),
    coder    TEXT NOT NULL,
    until    TEXT NOT NULL,
    finished TEXT,
    seen     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(seen)),      -- the accounts that were there then
    says     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(says)),      -- field -> values, of all that was looked at
    PRIMARY KEY (item, coder)
) WITHOUT ROWID;

-- Every step of it, so that each can be taken back: a field set, or (field '') the sheet finished.
CREATE TABLE double_steps (
    number INTEGER PRIMARY KEY,
    item   TEXT NOT NULL REFERENCES double_items (item),
    coder  TEXT NOT NULL,
    field  TEXT NOT NULL,
    says   TEXT NOT NULL CHECK (json_valid(says)),
    at     TEXT NOT NULL,
    undone TEXT                                              -- when it was taken back
);

CREATE INDEX double_steps_of_sheet ON double_steps (item, coder, number);
