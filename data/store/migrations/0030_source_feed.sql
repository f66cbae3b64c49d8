-- The feeds on the web that services come from, and when this PC looks at them
-- again. read_at is when one was last read, tried_at when it was last looked at;
-- problem is why it could not be read then. new, changed and gone are what the
-- last reading did.
CREATE TABLE source_feed (
  source TEXT PRIMARY KEY, address TEXT NOT NULL, every_days INTEGER NOT NULL DEFAULT 0, private INTEGER NOT NULL DEFAULT 0,
  tried_at TEXT NOT NULL DEFAULT '', read_at TEXT NOT NULL DEFAULT '', problem TEXT NOT NULL DEFAULT '',
  new INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0
) STRICT;
