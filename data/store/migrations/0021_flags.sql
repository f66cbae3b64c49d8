-- The kinds of flag that the service uses. They begin with those below, by the
-- same ids on every device.
CREATE TABLE flag_kind (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_fold TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, retired INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
INSERT INTO flag_kind (id, name, name_fold, position, created_at, created_by, updated_at, updated_by) VALUES
  ('01900000-0000-7000-8000-000000000101', 'Two-person visits only', 'two person visits only', 1, '2026-01-01T00:00:00.000Z', '', '2026-01-01T00:00:00.000Z', ''),
  ('01900000-0000-7000-8000-000000000102', 'Dog', 'dog', 2, '2026-01-01T00:00:00.000Z', '', '2026-01-01T00:00:00.000Z', ''),
  ('01900000-0000-7000-8000-000000000103', 'Oxygen', 'oxygen', 3, '2026-01-01T00:00:00.000Z', '', '2026-01-01T00:00:00.000Z', ''),
  ('01900000-0000-7000-8000-000000000104', 'Fire risk', 'fire risk', 4, '2026-01-01T00:00:00.000Z', '', '2026-01-01T00:00:00.000Z', ''),
  ('01900000-0000-7000-8000-000000000105', 'Infection risk', 'infection risk', 5, '2026-01-01T00:00:00.000Z', '', '2026-01-01T00:00:00.000Z', ''),
  ('01900000-0000-7000-8000-000000000106', 'Aggression', 'aggression', 6, '2026-01-01T00:00:00.000Z', '', '2026-01-01T00:00:00.000Z', ''),
  ('01900000-0000-7000-8000-000000000107', 'Other', 'other', 7, '2026-01-01T00:00:00.000Z', '', '2026-01-01T00:00:00.000Z', '');

-- A warning about a client. It counts until lifted_on, also when its review is
-- overdue. renewed_on: somebody found last on that day that it still holds.
CREATE TABLE flag (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), kind_id TEXT NOT NULL REFERENCES flag_kind(id),
  note TEXT NOT NULL, why TEXT NOT NULL, set_on TEXT NOT NULL, set_by TEXT REFERENCES staff(id), review_on TEXT NOT NULL,
  renewed_on TEXT, renewed_by TEXT REFERENCES staff(id), lifted_on TEXT, lifted_by TEXT REFERENCES staff(id), lifted_why TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX flag_client ON flag(client_id);
CREATE INDEX flag_review ON flag(review_on) WHERE lifted_on IS NULL;
-- Foreign keys look for these when somebody of the staff or a kind is removed.
CREATE INDEX flag_kind_of ON flag(kind_id);
