-- When somebody last heard of each unfinished prescription of an episode that
-- is not closed: what Today lists as no news, the longest silence first. The
-- view silence_now says what it holds, the triggers keep it so.
CREATE TABLE silence (
  prescription_id TEXT NOT NULL PRIMARY KEY, last_word TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX silence_longest ON silence(last_word);
CREATE VIEW silence_now AS
  SELECT p.id AS prescription_id, max(p.made_on,
    coalesce((SELECT max(x.status_on) FROM prescription_status x WHERE x.client_id = p.client_id AND x.prescription_id = p.id), ''),
    coalesce((SELECT max(f.closed_on) FROM follow_up f WHERE f.prescription_id = p.id AND f.status = 'done'), '')) AS last_word
  FROM prescription p JOIN episode e ON e.id = p.episode_id
  WHERE p.status IN ('made', 'contacted', 'started', 'attending') AND e.status <> 'closed';
CREATE TRIGGER silence_prescription_insert AFTER INSERT ON prescription BEGIN
  INSERT INTO silence SELECT * FROM silence_now WHERE prescription_id = new.id;
END;
CREATE TRIGGER silence_prescription_update AFTER UPDATE OF status, made_on, episode_id, client_id ON prescription BEGIN
  DELETE FROM silence WHERE prescription_id = old.id;
  INSERT INTO silence SELECT * FROM silence_now WHERE prescription_id = new.id;
END;
CREATE TRIGGER silence_prescription_delete AFTER DELETE ON prescription BEGIN
  DELETE FROM silence WHERE prescription_id = old.id;
END;
CREATE TRIGGER silence_status_insert AFTER INSERT ON prescription_status BEGIN
  DELETE FROM silence WHERE prescription_id = new.prescription_id;
  INSERT INTO silence SELECT * FROM silence_now WHERE prescription_id = new.prescription_id;
END;
CREATE TRIGGER silence_status_update AFTER UPDATE ON prescription_status BEGIN
  DELETE FROM silence WHERE prescription_id IN (old.prescription_id, new.prescription_id);
  INSERT INTO silence SELECT * FROM silence_now WHERE prescription_id IN (old.prescription_id, new.prescription_id);
END;
CREATE TRIGGER silence_status_delete AFTER DELETE ON prescription_status BEGIN
  DELETE FROM silence WHERE prescription_id = old.prescription_id;
  INSERT INTO silence SELECT * FROM silence_now WHERE prescription_id = old.prescription_id;
END;
CREATE TRIGGER silence_follow_up_insert AFTER INSERT ON follow_up WHEN new.status = 'done' BEGIN
  DELETE FROM silence WHERE prescription_id = new.prescription_id;
  INSERT INTO silence SELECT * FROM silence_now WHERE prescription_id = new.prescription_id;
END;
CREATE TRIGGER silence_follow_up_update AFTER UPDATE OF status, closed_on, prescription_id ON follow_up BEGIN
  DELETE FROM silence WHERE prescription_id IN (old.prescription_id, new.prescription_id);
  INSERT INTO silence SELECT * FROM silence_now WHERE prescription_id IN (old.prescription_id, new.prescription_id);
END;
CREATE TRIGGER silence_follow_up_delete AFTER DELETE ON follow_up WHEN old.status = 'done' BEGIN
  DELETE FROM silence WHERE prescription_id = old.prescription_id;
  INSERT INTO silence SELECT * FROM silence_now WHERE prescription_id = old.prescription_id;
END;
CREATE TRIGGER silence_episode_update AFTER UPDATE OF status ON episode BEGIN
  DELETE FROM silence WHERE prescription_id IN (SELECT id FROM prescription WHERE client_id = new.client_id);
  INSERT INTO silence SELECT * FROM silence_now WHERE prescription_id IN (SELECT id FROM prescription WHERE client_id = new.client_id);
END;
INSERT INTO silence SELECT * FROM silence_now;

-- Services that are open and that an unfinished prescription leads to, with the
-- day when they were last checked, '' for never: Today counts those that are due
-- a check. The view in_use_now says what it holds, the triggers keep it so.
CREATE TABLE in_use (
  service_id TEXT NOT NULL PRIMARY KEY, last_checked TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX in_use_checked ON in_use(last_checked);
CREATE VIEW in_use_now AS
  SELECT v.id AS service_id, coalesce(v.last_checked, '') AS last_checked FROM service v
  WHERE v.status = 'active'
  AND EXISTS (SELECT 1 FROM prescription p WHERE p.service_id = v.id AND p.status IN ('made', 'contacted', 'started', 'attending'));
CREATE TRIGGER in_use_prescription_insert AFTER INSERT ON prescription BEGIN
  DELETE FROM in_use WHERE service_id = new.service_id;
  INSERT INTO in_use SELECT * FROM in_use_now WHERE service_id = new.service_id;
END;
CREATE TRIGGER in_use_prescription_update AFTER UPDATE OF status, service_id ON prescription BEGIN
  DELETE FROM in_use WHERE service_id IN (old.service_id, new.service_id);
  INSERT INTO in_use SELECT * FROM in_use_now WHERE service_id IN (old.service_id, new.service_id);
END;
CREATE TRIGGER in_use_prescription_delete AFTER DELETE ON prescription BEGIN
  DELETE FROM in_use WHERE service_id = old.service_id;
  INSERT INTO in_use SELECT * FROM in_use_now WHERE service_id = old.service_id;
END;
CREATE TRIGGER in_use_service_update AFTER UPDATE OF status, last_checked ON service BEGIN
  DELETE FROM in_use WHERE service_id = new.id;
  INSERT INTO in_use SELECT * FROM in_use_now WHERE service_id = new.id;
END;
CREATE TRIGGER in_use_service_delete AFTER DELETE ON service BEGIN
  DELETE FROM in_use WHERE service_id = old.id;
END;
INSERT INTO in_use SELECT * FROM in_use_now;

-- What the list of clients is searched and ordered by, without reading the rest
-- of their records.
DROP INDEX client_sort;
CREATE INDEX client_list ON client(sort_name, seq, search_text);
