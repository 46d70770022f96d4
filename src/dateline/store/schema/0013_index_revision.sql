-- At which revision of the index a row was written: what holds the rows in memory reads only what is newer.

ALTER TABLE incident_index ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
CREATE INDEX index_by_revision ON incident_index (revision);
