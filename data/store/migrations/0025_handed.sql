-- Who reports are handed over to: funders, partners, trustees.
CREATE TABLE report_reader (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_fold TEXT NOT NULL UNIQUE, retired INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- A saved report in the hands of a reader. Without a reader it is in everyone's
-- hands, such as one that was published. source names the organisation that handed
-- it over, '' for this service. formats is '' where it is not known. scores is 1
-- where it came with the scores of single pairs. One that was made and never sent
-- has the time and the reason of that, and no longer counts from then on.
CREATE TABLE handed (
  id TEXT PRIMARY KEY, frozen_id TEXT NOT NULL REFERENCES frozen(id), reader_id TEXT REFERENCES report_reader(id),
  source TEXT NOT NULL, formats TEXT NOT NULL, scores INTEGER NOT NULL, not_sent_at TEXT, not_sent_why TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX handed_frozen ON handed(frozen_id);
CREATE INDEX handed_reader ON handed(reader_id);

-- Nobody wrote down who got the reports that were saved before, so everyone counts
-- as having them. The row has the same id on every PC, since each makes it from the
-- same report.
INSERT INTO handed (id, frozen_id, reader_id, source, formats, scores, not_sent_at, not_sent_why, created_at, created_by, updated_at, updated_by)
SELECT id, id, NULL, '', '', 0, NULL, '', created_at, created_by, updated_at, updated_by FROM frozen;
