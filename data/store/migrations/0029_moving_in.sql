-- One import of people from a list. undone_at: it was taken back. Its rows are those
-- whose change entries have the same clock as its own.
CREATE TABLE client_import (
  id TEXT PRIMARY KEY, source TEXT NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL, undone_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- Somebody who came from a list: the reference by which a newer list finds them, and
-- in said a hash of what it said last of each field, so that what was changed here
-- since is told from what the list has changed.
CREATE TABLE client_origin (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), import_id TEXT NOT NULL REFERENCES client_import(id),
  source TEXT NOT NULL, reference TEXT NOT NULL, said TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX client_origin_client ON client_origin(client_id);
CREATE INDEX client_origin_reference ON client_origin(source, reference);
CREATE INDEX client_origin_import ON client_origin(import_id);

-- Something in a list that could not be read, until somebody has worked it through.
-- Without a client it has no text, so that nothing personal outlives an erasure.
CREATE TABLE left_over (
  id TEXT PRIMARY KEY, import_id TEXT NOT NULL REFERENCES client_import(id), client_id TEXT REFERENCES client(id),
  sheet TEXT NOT NULL, line INTEGER NOT NULL, heading TEXT NOT NULL, body TEXT NOT NULL, why TEXT NOT NULL, settled_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX left_over_open ON left_over(import_id, sheet, line) WHERE settled_at IS NULL;
CREATE INDEX left_over_client ON left_over(client_id) WHERE client_id IS NOT NULL;

-- What columns held before an import changed them, as JSON, so that it can be taken
-- back. tbl and id name the row.
CREATE TABLE import_before (
  import_id TEXT NOT NULL, tbl TEXT NOT NULL, id TEXT NOT NULL, client_id TEXT NOT NULL REFERENCES client(id), body TEXT NOT NULL,
  PRIMARY KEY (import_id, tbl, id)
) STRICT;
CREATE INDEX import_before_client ON import_before(client_id);
