-- What came of the last meeting, whether or not it reached the store: tried_at is
-- when it ended, outcome what it did, as JSON without anything of a client.
ALTER TABLE device_self ADD COLUMN tried_at TEXT NOT NULL DEFAULT '';
ALTER TABLE device_self ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
