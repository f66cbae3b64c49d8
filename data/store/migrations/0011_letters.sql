-- How many clients have one letter, or two side by side, in what they are
-- searched by: the total of the shortest searches. A word goes on beyond two
-- letters in client_fts.
CREATE TABLE client_gram (
  gram TEXT PRIMARY KEY, clients INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What a client was searched by before a change (adds -1) and is after it
-- (adds 1). The transaction that writes it counts it into client_gram before it
-- ends, so that nobody ever sees a row here.
CREATE TABLE client_gram_due (
  text TEXT NOT NULL, adds INTEGER NOT NULL
) STRICT;
CREATE TRIGGER client_gram_insert AFTER INSERT ON client BEGIN
  INSERT INTO client_gram_due (text, adds) VALUES (new.search_text, 1);
END;
CREATE TRIGGER client_gram_update AFTER UPDATE OF search_text ON client WHEN old.search_text <> new.search_text BEGIN
  INSERT INTO client_gram_due (text, adds) VALUES (old.search_text, -1), (new.search_text, 1);
END;
CREATE TRIGGER client_gram_delete AFTER DELETE ON client BEGIN
  INSERT INTO client_gram_due (text, adds) VALUES (old.search_text, -1);
END;

-- Who has two letters that few have: the words of client_fts have three letters,
-- so that those of two begin one, or stand at the end.
CREATE VIRTUAL TABLE client_vocab USING fts5vocab('client_fts', 'instance');
CREATE INDEX client_last ON client(substr(search_text, -1));
CREATE INDEX client_last_two ON client(substr(search_text, -2));
