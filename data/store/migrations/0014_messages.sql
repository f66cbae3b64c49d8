-- The service's own wording of a kind of letter: heading, letter and text
-- message. A kind without a row has the wording that came with the program.
CREATE TABLE letter_template (
  kind TEXT NOT NULL PRIMARY KEY, heading TEXT NOT NULL, body TEXT NOT NULL, text TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- What was written about or to a client: a letter, a text, an email or a line in
-- a list for the surgery; to whom, as what, word for word. handed_on and
-- handed_how: when and how it left the service, blank as long as it only was
-- made. about_id: the service referral, appointment or follow-up that it is
-- about. removed_at: entered in error.
CREATE TABLE letter (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), kind TEXT NOT NULL, form TEXT NOT NULL,
  recipient TEXT NOT NULL, surgery_id TEXT REFERENCES surgery(id), about_id TEXT, occasion TEXT NOT NULL,
  made_on TEXT NOT NULL, body TEXT NOT NULL, handed_on TEXT, handed_how TEXT NOT NULL, note TEXT NOT NULL, removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX letter_client ON letter(client_id, made_on);
CREATE INDEX letter_about ON letter(about_id);
