-- Every score that the answers of a questionnaire give: its own total, its
-- subscales, and those of shorter questionnaires whose items are among them.
-- estimated counts the answers that were made up from the rest. A score that
-- the answers do not give has no row.
CREATE TABLE score (
  response_id TEXT NOT NULL REFERENCES response(id), measure TEXT NOT NULL, value REAL NOT NULL, estimated INTEGER NOT NULL,
  PRIMARY KEY (response_id, measure)
) STRICT, WITHOUT ROWID;

-- A questionnaire that the service loaded from a file, one row for each
-- version; body is the file. hidden: not offered any more.
CREATE TABLE questionnaire (
  id TEXT NOT NULL, version TEXT NOT NULL, body TEXT NOT NULL, hidden INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  PRIMARY KEY (id, version)
) STRICT;

-- Which two questionnaires of an episode stand for before and after, where
-- somebody decided otherwise than the rule, and why. A null side stands for
-- none: the episode then makes no pair.
CREATE TABLE pairing (
  id TEXT PRIMARY KEY, episode_id TEXT NOT NULL REFERENCES episode(id), client_id TEXT NOT NULL REFERENCES client(id),
  instrument_id TEXT NOT NULL, before_id TEXT REFERENCES response(id), after_id TEXT REFERENCES response(id), reason TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  UNIQUE (episode_id, instrument_id)
) STRICT;
CREATE INDEX pairing_client ON pairing(client_id);

-- Why an offer was not chosen, as one of a few reasons that can be counted;
-- the client's own words stay in words.
ALTER TABLE offer ADD COLUMN why TEXT NOT NULL DEFAULT '';

-- A client's story or words for the report, without their name. It is used
-- only while the client's consent to it stands. removed_at: taken back.
CREATE TABLE tale (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), kind TEXT NOT NULL, told_on TEXT NOT NULL,
  heading TEXT NOT NULL, body TEXT NOT NULL, removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX tale_client ON tale(client_id);
CREATE INDEX tale_day ON tale(told_on);

-- What was learnt in a period, in the coordinator's own words. surgery_id is
-- '' for the whole service.
CREATE TABLE learnt (
  id TEXT PRIMARY KEY, from_on TEXT NOT NULL, to_on TEXT NOT NULL, surgery_id TEXT NOT NULL, body TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  UNIQUE (from_on, to_on, surgery_id)
) STRICT;

-- A picture for what was learnt, written anew when it was taken in, so that it
-- carries no place or camera.
CREATE TABLE picture (
  id TEXT PRIMARY KEY, caption TEXT NOT NULL, kind TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, body BLOB NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- A report as it was given away: what was asked, when it was counted, under
-- which edition of the definitions, all its figures and their fingerprint.
CREATE TABLE frozen (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL,
  surgery_id TEXT NOT NULL, reason_id TEXT NOT NULL, as_at TEXT NOT NULL, edition INTEGER NOT NULL, hash TEXT NOT NULL, body TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX frozen_made ON frozen(as_at);
