-- What reports count of each client, as it travels to a device that holds no
-- clients: one row for each, if the service has such a device. key is a keyed hash
-- of the client's id, facts are those of client_facts in words, without the day of
-- birth, and tales what the client told for the report, as far as it may be told.
CREATE TABLE person_facts (
  key TEXT PRIMARY KEY, facts BLOB NOT NULL, tales BLOB
) STRICT;

-- Whose row of person_facts is which, on a device that holds clients. stale says
-- that it has to be worked out again, no seq that the client is no longer here.
CREATE TABLE person_facts_of (
  key TEXT PRIMARY KEY, seq INTEGER UNIQUE, stale INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_facts_of_stale ON person_facts_of(stale) WHERE stale = 1;

CREATE TRIGGER person_facts_of_changed AFTER UPDATE OF body ON client_facts WHEN new.body IS NULL AND old.body IS NOT NULL BEGIN
  UPDATE person_facts_of SET stale = 1 WHERE seq = new.seq;
END;
CREATE TRIGGER person_facts_of_gone AFTER DELETE ON client BEGIN
  UPDATE person_facts_of SET seq = NULL, stale = 1 WHERE seq = old.seq;
END;
CREATE TRIGGER person_facts_of_named AFTER UPDATE OF given_names, family_name, known_as ON client BEGIN
  UPDATE person_facts_of SET stale = 1 WHERE seq = new.seq AND EXISTS (SELECT 1 FROM tale WHERE client_id = new.id);
END;
CREATE TRIGGER person_facts_of_told AFTER INSERT ON tale BEGIN
  UPDATE person_facts_of SET stale = 1 WHERE seq = (SELECT seq FROM client WHERE id = new.client_id);
END;
CREATE TRIGGER person_facts_of_retold AFTER UPDATE ON tale BEGIN
  UPDATE person_facts_of SET stale = 1 WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id));
END;
CREATE TRIGGER person_facts_of_untold AFTER DELETE ON tale BEGIN
  UPDATE person_facts_of SET stale = 1 WHERE seq = (SELECT seq FROM client WHERE id = old.client_id);
END;
-- What another device sent of somebody is held against what is on record here.
CREATE TRIGGER person_facts_came AFTER INSERT ON person_facts BEGIN
  UPDATE person_facts_of SET stale = 1 WHERE key = new.key;
END;
CREATE TRIGGER person_facts_became AFTER UPDATE ON person_facts BEGIN
  UPDATE person_facts_of SET stale = 1 WHERE key = new.key;
END;
CREATE TRIGGER person_facts_went AFTER DELETE ON person_facts BEGIN
  UPDATE person_facts_of SET stale = 1 WHERE key = old.key;
END;

-- holds says what this device holds of the records of its service: everything, or
-- 'figures', what reports count. figures is 1 if some device holds only that, so
-- that this one keeps person_facts for it.
ALTER TABLE exchange_state ADD COLUMN holds TEXT NOT NULL DEFAULT '';
ALTER TABLE exchange_state ADD COLUMN figures INTEGER NOT NULL DEFAULT 0;
