-- When a desk last said that it serves this store, in seconds since 1970: a run then writes in turns with those who
-- judge at it. A desk that was killed is forgotten within a minute.

ALTER TABLE index_state ADD COLUMN served REAL NOT NULL DEFAULT 0;
