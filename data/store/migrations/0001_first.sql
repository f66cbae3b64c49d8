-- A GP practice that refers people to the service.
CREATE TABLE surgery (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_fold TEXT NOT NULL UNIQUE, town TEXT NOT NULL DEFAULT '',
  retired INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- Somebody who works for the service or refers to it.
CREATE TABLE staff (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_fold TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- Why somebody is referred, and equally a need found later.
CREATE TABLE reason (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_fold TEXT NOT NULL UNIQUE, position INTEGER NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- A kind of service in the directory.
CREATE TABLE category (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_fold TEXT NOT NULL UNIQUE,
  retired INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- A person whom the service helps. seq is a rowid that survives VACUUM, for
-- the search index; search_text is what any part of is searched, folded;
-- sort_name orders lists.
CREATE TABLE client (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  given_names TEXT NOT NULL, family_name TEXT NOT NULL, known_as TEXT NOT NULL,
  birth_date TEXT, sex TEXT NOT NULL, nhs_number TEXT NOT NULL,
  address TEXT NOT NULL, town TEXT NOT NULL, postcode TEXT NOT NULL,
  phone TEXT NOT NULL, other_phone TEXT NOT NULL, email TEXT NOT NULL,
  contact_by TEXT NOT NULL, language TEXT NOT NULL, interpreter INTEGER NOT NULL,
  access_needs TEXT NOT NULL, lives_alone TEXT NOT NULL,
  surgery_id TEXT REFERENCES surgery(id), prescriber_id TEXT REFERENCES staff(id),
  matters TEXT NOT NULL, alert TEXT NOT NULL, other TEXT NOT NULL,
  search_text TEXT NOT NULL, sort_name TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX client_sort ON client(sort_name, seq);
CREATE INDEX client_birth ON client(birth_date) WHERE birth_date IS NOT NULL;
CREATE INDEX client_nhs ON client(nhs_number) WHERE nhs_number <> '';
CREATE INDEX client_surgery ON client(surgery_id);

-- The trigram index behind "any part of": three letters or more of a word.
CREATE VIRTUAL TABLE client_fts USING fts5(search_text, content='client', content_rowid='seq', tokenize='trigram');
CREATE TRIGGER client_fts_insert AFTER INSERT ON client BEGIN
  INSERT INTO client_fts(rowid, search_text) VALUES (new.seq, new.search_text);
END;
CREATE TRIGGER client_fts_update AFTER UPDATE OF search_text ON client BEGIN
  INSERT INTO client_fts(client_fts, rowid, search_text) VALUES ('delete', old.seq, old.search_text);
  INSERT INTO client_fts(rowid, search_text) VALUES (new.seq, new.search_text);
END;
CREATE TRIGGER client_fts_delete AFTER DELETE ON client BEGIN
  INSERT INTO client_fts(client_fts, rowid, search_text) VALUES ('delete', old.seq, old.search_text);
END;

-- The time from a referral to its closure; everything done hangs on one.
CREATE TABLE episode (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id),
  opened_on TEXT NOT NULL, status TEXT NOT NULL, paused_on TEXT, closed_on TEXT,
  close_reason TEXT NOT NULL DEFAULT '', close_note TEXT NOT NULL DEFAULT '',
  surgery_id TEXT REFERENCES surgery(id), prescriber_id TEXT REFERENCES staff(id),
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX episode_client ON episode(client_id, opened_on);
-- One episode at a time: a second open one would split a person's story.
CREATE UNIQUE INDEX episode_one_open ON episode(client_id) WHERE status <> 'closed';

-- Somebody sent a client to the service. reason_id is the one primary reason.
CREATE TABLE referral (
  id TEXT PRIMARY KEY, episode_id TEXT NOT NULL REFERENCES episode(id), client_id TEXT NOT NULL REFERENCES client(id),
  received_on TEXT NOT NULL, source TEXT NOT NULL, referrer TEXT NOT NULL,
  surgery_id TEXT REFERENCES surgery(id), reason_id TEXT REFERENCES reason(id), note TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX referral_client ON referral(client_id, received_on, id);
CREATE INDEX referral_episode ON referral(episode_id);
CREATE INDEX referral_received ON referral(received_on);

-- A further reason that a referral gave beside its primary one.
CREATE TABLE referral_reason (
  referral_id TEXT NOT NULL REFERENCES referral(id) ON DELETE CASCADE, reason_id TEXT NOT NULL REFERENCES reason(id),
  PRIMARY KEY (referral_id, reason_id)
) STRICT, WITHOUT ROWID;

-- A need found after the referral. removed_at: entered in error.
CREATE TABLE need (
  id TEXT PRIMARY KEY, episode_id TEXT NOT NULL REFERENCES episode(id), client_id TEXT NOT NULL REFERENCES client(id),
  reason_id TEXT NOT NULL REFERENCES reason(id), found_on TEXT NOT NULL, note TEXT NOT NULL, removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX need_client ON need(client_id);

-- One encounter, planned or past. removed_at: entered in error.
CREATE TABLE contact (
  id TEXT PRIMARY KEY, episode_id TEXT NOT NULL REFERENCES episode(id), client_id TEXT NOT NULL REFERENCES client(id),
  kind TEXT NOT NULL, outcome TEXT NOT NULL, held_on TEXT NOT NULL, held_at TEXT NOT NULL, minutes INTEGER NOT NULL,
  staff_id TEXT REFERENCES staff(id), surgery_id TEXT REFERENCES surgery(id), note TEXT NOT NULL,
  removed_at TEXT, removed_why TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX contact_client ON contact(client_id, held_on);
CREATE INDEX contact_day ON contact(held_on, held_at);
-- Who was seen in a period, for the report.
CREATE INDEX contact_seen ON contact(held_on, client_id) WHERE outcome = 'attended' AND removed_at IS NULL;

-- Runs services in the directory.
CREATE TABLE organisation (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, name_fold TEXT NOT NULL UNIQUE,
  phone TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '', web TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- An entry of the directory. last_checked is when somebody made sure of it,
-- which is not updated_at, when it was edited.
CREATE TABLE service (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  organisation_id TEXT REFERENCES organisation(id), name TEXT NOT NULL, sort_name TEXT NOT NULL,
  description TEXT NOT NULL, referring TEXT NOT NULL, eligibility TEXT NOT NULL, cost TEXT NOT NULL, days TEXT NOT NULL,
  contact_name TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, web TEXT NOT NULL,
  address TEXT NOT NULL, postcode TEXT NOT NULL, area TEXT NOT NULL,
  min_age INTEGER NOT NULL, max_age INTEGER NOT NULL, status TEXT NOT NULL, waiting TEXT NOT NULL,
  last_checked TEXT, last_checked_by TEXT REFERENCES staff(id), checked_how TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX service_sort ON service(sort_name, seq);
CREATE INDEX service_area ON service(area, sort_name);
CREATE INDEX service_organisation ON service(organisation_id);

-- A need (a reason) that a service helps with.
CREATE TABLE service_need (
  reason_id TEXT NOT NULL REFERENCES reason(id), service_seq INTEGER NOT NULL REFERENCES service(seq),
  PRIMARY KEY (reason_id, service_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_need_service ON service_need(service_seq);

-- A category that a service belongs to.
CREATE TABLE service_category (
  category_id TEXT NOT NULL REFERENCES category(id), service_seq INTEGER NOT NULL REFERENCES service(seq),
  PRIMARY KEY (category_id, service_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_category_service ON service_category(service_seq);

-- The search index of the directory, fed with folded text by the store in the
-- transaction that writes the service; its rowid is service.seq.
CREATE VIRTUAL TABLE service_fts USING fts5(name, category, organisation, area, description,
  content='', contentless_delete=1, tokenize='unicode61', prefix='1 2 3');

-- A service put before a client, and what they said.
CREATE TABLE offer (
  id TEXT PRIMARY KEY, episode_id TEXT NOT NULL REFERENCES episode(id), client_id TEXT NOT NULL REFERENCES client(id),
  service_id TEXT NOT NULL REFERENCES service(id), offered_on TEXT NOT NULL, decision TEXT NOT NULL,
  words TEXT NOT NULL, confidence INTEGER CHECK (confidence BETWEEN 0 AND 10), staff_id TEXT REFERENCES staff(id),
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX offer_client ON offer(client_id, offered_on);
CREATE INDEX offer_day ON offer(offered_on);
CREATE INDEX offer_service ON offer(service_id);

-- A chosen offer passed on, and what came of it.
CREATE TABLE prescription (
  id TEXT PRIMARY KEY, offer_id TEXT NOT NULL UNIQUE REFERENCES offer(id), episode_id TEXT NOT NULL REFERENCES episode(id),
  client_id TEXT NOT NULL REFERENCES client(id), service_id TEXT NOT NULL REFERENCES service(id),
  kind TEXT NOT NULL, made_on TEXT NOT NULL, status TEXT NOT NULL, status_on TEXT, note TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX prescription_client ON prescription(client_id);
CREATE INDEX prescription_service ON prescription(service_id);

-- Every change of a prescription's status, so that the story can tell it.
CREATE TABLE prescription_status (
  id TEXT PRIMARY KEY, prescription_id TEXT NOT NULL REFERENCES prescription(id), client_id TEXT NOT NULL REFERENCES client(id),
  status TEXT NOT NULL, status_on TEXT NOT NULL, note TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX prescription_status_client ON prescription_status(client_id);

-- A call or meeting owed about one prescription. first_due is what the rule
-- gave, due_on where it stands after attempts and moves.
CREATE TABLE follow_up (
  id TEXT PRIMARY KEY, prescription_id TEXT NOT NULL REFERENCES prescription(id), episode_id TEXT NOT NULL REFERENCES episode(id),
  client_id TEXT NOT NULL REFERENCES client(id), number INTEGER NOT NULL CHECK (number IN (1, 2)),
  counted_from TEXT NOT NULL, first_due TEXT NOT NULL, due_on TEXT NOT NULL, moved_because TEXT NOT NULL,
  status TEXT NOT NULL, closed_on TEXT, note TEXT NOT NULL, staff_id TEXT REFERENCES staff(id),
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  -- Nobody is asked twice about one thing.
  UNIQUE (prescription_id, number)
) STRICT;
CREATE INDEX follow_up_open ON follow_up(due_on) WHERE status = 'open';
CREATE INDEX follow_up_closed ON follow_up(closed_on) WHERE status <> 'open';
CREATE INDEX follow_up_first_due ON follow_up(first_due);
CREATE INDEX follow_up_client ON follow_up(client_id);

-- A try at a follow-up that reached nobody.
CREATE TABLE attempt (
  id TEXT PRIMARY KEY, follow_up_id TEXT NOT NULL REFERENCES follow_up(id), client_id TEXT NOT NULL REFERENCES client(id),
  tried_on TEXT NOT NULL, result TEXT NOT NULL, note TEXT NOT NULL, next_on TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX attempt_follow_up ON attempt(follow_up_id, tried_on);
CREATE INDEX attempt_client ON attempt(client_id);

-- One questionnaire, begun or finished. score is null when no total is
-- possible; answered counts the items that are not blank.
CREATE TABLE response (
  id TEXT PRIMARY KEY, episode_id TEXT NOT NULL REFERENCES episode(id), client_id TEXT NOT NULL REFERENCES client(id),
  instrument_id TEXT NOT NULL, instrument_version TEXT NOT NULL, stage TEXT NOT NULL, answered_on TEXT NOT NULL,
  mode TEXT NOT NULL, filled_by TEXT NOT NULL, finished INTEGER NOT NULL, score REAL, answered INTEGER NOT NULL,
  staff_id TEXT REFERENCES staff(id),
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX response_client ON response(client_id, answered_on);
CREATE INDEX response_episode ON response(episode_id, instrument_id, stage, finished);
CREATE INDEX response_day ON response(answered_on);
CREATE INDEX response_unfinished ON response(updated_at) WHERE finished = 0;

-- The answer to one item; a blank item has no row.
CREATE TABLE answer (
  response_id TEXT NOT NULL REFERENCES response(id), item INTEGER NOT NULL, value INTEGER NOT NULL,
  PRIMARY KEY (response_id, item)
) STRICT, WITHOUT ROWID;

-- What a client said to one use of what is held; the latest of a kind counts.
CREATE TABLE consent (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), kind TEXT NOT NULL, given INTEGER NOT NULL,
  given_on TEXT NOT NULL, how TEXT NOT NULL, note TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX consent_client ON consent(client_id, kind, given_on);
-- The few who refused one use, for the report.
CREATE INDEX consent_refused ON consent(kind, client_id) WHERE given = 0;

-- The service's own changes to the embedded list of bank holidays: a day
-- added, or (removed = 1) one of the embedded days taken out.
CREATE TABLE holiday (
  day TEXT PRIMARY KEY, title TEXT NOT NULL, removed INTEGER NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- Settings of the service.
CREATE TABLE setting (
  key TEXT PRIMARY KEY, value TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- A published mean to hold against the service's own.
CREATE TABLE comparator (
  id TEXT PRIMARY KEY, instrument_id TEXT NOT NULL, source TEXT NOT NULL, year INTEGER NOT NULL,
  population TEXT NOT NULL, value REAL NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- A half-filled form, kept until it is saved or thrown away.
CREATE TABLE draft (
  key TEXT PRIMARY KEY, body BLOB NOT NULL, saved_at TEXT NOT NULL
) STRICT;

-- One row for every write: who, when, what was done to which record. It names
-- fields that changed, never what they held.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
  record TEXT NOT NULL, record_id TEXT NOT NULL, client_id TEXT NOT NULL, fields TEXT NOT NULL
) STRICT;
CREATE INDEX audit_record ON audit(record_id);
CREATE INDEX audit_client ON audit(client_id) WHERE client_id <> '';
