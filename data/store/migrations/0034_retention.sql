-- That a record is kept beyond its retention, until a day and for a reason. The
-- latest that was not removed counts.
CREATE TABLE retention_kept (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), until_on TEXT NOT NULL, because TEXT NOT NULL, removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX retention_kept_client ON retention_kept(client_id);

-- What says that records were erased: how many people, by which rule, how many rows
-- of each sort, which backups still have them and until when (body, as JSON). It
-- names no one who was erased.
CREATE TABLE erasure_certificate (
  id TEXT PRIMARY KEY, occasion TEXT NOT NULL, people INTEGER NOT NULL, body TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
