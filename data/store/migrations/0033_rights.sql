-- What a person asked under their rights over what is held about them, and what
-- became of it. Days are empty where nothing happened. While restricts is 1 and
-- lifted_on is NULL the record is only kept: nothing about the person is changed or
-- counted.
CREATE TABLE rights_request (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), kind TEXT NOT NULL, asked_on TEXT NOT NULL, asked_how TEXT NOT NULL,
  asked TEXT NOT NULL, identity_asked_on TEXT, identity_on TEXT, clarify_on TEXT, clarified_on TEXT, extended_on TEXT, extended_why TEXT NOT NULL,
  state TEXT NOT NULL, closed_on TEXT, outcome TEXT NOT NULL, handed_how TEXT NOT NULL, was TEXT NOT NULL, now TEXT NOT NULL, told TEXT NOT NULL,
  restricts INTEGER NOT NULL, lifted_on TEXT, lifted_why TEXT NOT NULL, told_on TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX rights_request_client ON rights_request(client_id);
CREATE INDEX rights_request_open ON rights_request(asked_on) WHERE state = 'open';
CREATE INDEX rights_request_stands ON rights_request(client_id) WHERE restricts = 1 AND lifted_on IS NULL;

-- How one text of a person was reviewed for a subject access request: which parts
-- are blacked out and why, as JSON. tbl, row and col name the text, and hash is
-- that of the text that was read: a text that changed since is read again.
CREATE TABLE rights_text (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL REFERENCES rights_request(id), client_id TEXT NOT NULL REFERENCES client(id),
  tbl TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL, hash TEXT NOT NULL, marks TEXT NOT NULL, read_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX rights_text_of ON rights_text(request_id, tbl, row, col);
CREATE INDEX rights_text_client ON rights_text(client_id);

-- Whoever may not be counted is not: the facts of each client say so.
CREATE TRIGGER rights_request_facts_new AFTER INSERT ON rights_request WHEN new.restricts = 1 BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER rights_request_facts_changed AFTER UPDATE OF restricts, lifted_on, client_id ON rights_request BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER rights_request_facts_gone AFTER DELETE ON rights_request WHEN old.restricts = 1 BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
UPDATE client_facts SET body = NULL;
