-- An organisation of a partnership: several organisations that are one service and
-- have one directory. A surgery and a member of staff belong to one; where there are
-- none, the service is one organisation.
CREATE TABLE partner (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_fold TEXT NOT NULL UNIQUE, retired INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
ALTER TABLE surgery ADD COLUMN partner_id TEXT REFERENCES partner(id);
ALTER TABLE staff ADD COLUMN partner_id TEXT REFERENCES partner(id);

-- 1 for who sees the clients of every partner.
ALTER TABLE person_access ADD COLUMN all_partners INTEGER NOT NULL DEFAULT 0;
