-- A service says more of how it reaches people. closed_until belongs to the
-- status "temporarily closed"; latitude and longitude are as a source gave
-- them, 0 when it did not. What follows is worked out by the store when it
-- saves: free and times from the words for cost and days, place_* from the
-- postcode or the source. merged_into: the entry that took this one in.
ALTER TABLE service ADD COLUMN other_names TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN closed_until TEXT;
ALTER TABLE service ADD COLUMN room TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN delivery TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN wheelchair TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN access TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN latitude REAL NOT NULL DEFAULT 0;
ALTER TABLE service ADD COLUMN longitude REAL NOT NULL DEFAULT 0;
ALTER TABLE service ADD COLUMN free TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN times INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service ADD COLUMN place_latitude REAL;
ALTER TABLE service ADD COLUMN place_longitude REAL;
ALTER TABLE service ADD COLUMN merged_into TEXT REFERENCES service(id);
CREATE INDEX service_merged ON service(merged_into) WHERE merged_into IS NOT NULL;
-- What duplicates are looked for by.
CREATE INDEX service_phone ON service(replace(phone, ' ', '')) WHERE phone <> '';
CREATE INDEX service_email ON service(lower(email)) WHERE email <> '';
CREATE INDEX service_postcode ON service(postcode) WHERE postcode <> '';
-- What the filters count, without reading the long texts.
CREATE INDEX service_facets ON service(status, closed_until, merged_into, area, free, delivery, times, wheelchair, room,
  last_checked, min_age, max_age, id);

-- A language spoken at a service beside English.
CREATE TABLE service_language (
  language TEXT NOT NULL COLLATE NOCASE, service_seq INTEGER NOT NULL REFERENCES service(seq), position INTEGER NOT NULL,
  PRIMARY KEY (language, service_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_language_service ON service_language(service_seq, position);

-- The words in the search index, to find the nearest to a misspelt one.
CREATE VIRTUAL TABLE service_vocab USING fts5vocab('service_fts', 'row');

-- Which service an entry of a source became. said holds a hash of each field
-- as the source gave it last, so that an edit made here can be told from a
-- change there; written is service.updated_at after that import.
CREATE TABLE service_source (
  seq INTEGER PRIMARY KEY, source TEXT NOT NULL, key TEXT NOT NULL, service_id TEXT NOT NULL REFERENCES service(id),
  said BLOB NOT NULL, written TEXT NOT NULL, seen_at TEXT NOT NULL, gone_on TEXT,
  UNIQUE (source, key)
) STRICT;
CREATE INDEX service_source_service ON service_source(service_id);

-- What one member of staff keeps close: favourites, and what they opened last.
CREATE TABLE service_mark (
  staff_id TEXT NOT NULL, service_id TEXT NOT NULL REFERENCES service(id),
  favourite INTEGER NOT NULL DEFAULT 0, opened_at TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (staff_id, service_id)
) STRICT, WITHOUT ROWID;

-- One entry of the directory taken into another. moved lists what was moved
-- from the one to the other, as JSON, so that it can be undone.
CREATE TABLE service_merge (
  id TEXT PRIMARY KEY, kept_id TEXT NOT NULL REFERENCES service(id), gone_id TEXT NOT NULL REFERENCES service(id),
  moved TEXT NOT NULL, undone_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- Two entries that somebody said are not the same service; a_id < b_id.
CREATE TABLE service_distinct (
  a_id TEXT NOT NULL REFERENCES service(id), b_id TEXT NOT NULL REFERENCES service(id), said_at TEXT NOT NULL, said_by TEXT NOT NULL,
  PRIMARY KEY (a_id, b_id)
) STRICT, WITHOUT ROWID;

-- The service's own changes to the starting list of words that people use: a
-- word added or changed, or (removed = 1) one of the list taken out.
CREATE TABLE synonym (
  word TEXT PRIMARY KEY, shown TEXT NOT NULL, means TEXT NOT NULL, removed INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- A need for which nothing suitable was found. removed_at: entered in error.
CREATE TABLE gap (
  id TEXT PRIMARY KEY, client_id TEXT REFERENCES client(id), episode_id TEXT REFERENCES episode(id),
  reason_id TEXT NOT NULL REFERENCES reason(id), found_on TEXT NOT NULL, area TEXT NOT NULL, note TEXT NOT NULL, removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX gap_client ON gap(client_id);
CREATE INDEX gap_day ON gap(found_on);

-- The reference on a reply slip, given when the slip is first printed.
ALTER TABLE prescription ADD COLUMN slip TEXT;
CREATE UNIQUE INDEX prescription_slip ON prescription(slip) WHERE slip IS NOT NULL;

-- Where a postcode is, from a national list that the service imported.
CREATE TABLE postcode (
  postcode TEXT PRIMARY KEY, latitude REAL NOT NULL, longitude REAL NOT NULL
) STRICT, WITHOUT ROWID;
