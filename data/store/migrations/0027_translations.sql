-- The language, such as ur, in which a client reads what is printed for them or
-- shown on the pad; empty for one that nobody chose.
ALTER TABLE client ADD COLUMN reads TEXT NOT NULL DEFAULT '';

-- The texts for clients in another language, as the .po file that the service
-- loaded, by the code of the language.
CREATE TABLE translation (
  language TEXT PRIMARY KEY, body TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
