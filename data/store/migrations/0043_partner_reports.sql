-- partner_id is '' for a report that is not on one partner.
ALTER TABLE frozen ADD COLUMN partner_id TEXT NOT NULL DEFAULT '';

-- What was learnt in a period, in the coordinator's own words. surgery_id and
-- partner_id are '' for the whole service.
CREATE TABLE learnt_of_part (
  id TEXT PRIMARY KEY, from_on TEXT NOT NULL, to_on TEXT NOT NULL, surgery_id TEXT NOT NULL, partner_id TEXT NOT NULL DEFAULT '', body TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  UNIQUE (from_on, to_on, surgery_id, partner_id)
) STRICT;
INSERT INTO learnt_of_part (id, from_on, to_on, surgery_id, body, created_at, created_by, updated_at, updated_by)
  SELECT id, from_on, to_on, surgery_id, body, created_at, created_by, updated_at, updated_by FROM learnt;
DROP TABLE learnt;
ALTER TABLE learnt_of_part RENAME TO learnt;
