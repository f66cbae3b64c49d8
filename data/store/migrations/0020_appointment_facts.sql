-- A report counts appointments, so the facts of each client hold them: all facts
-- are to be worked out again.
CREATE TRIGGER appointment_facts_new AFTER INSERT ON appointment BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER appointment_facts_changed AFTER UPDATE OF client_id, kind, on_day, state, removed_at ON appointment BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER appointment_facts_gone AFTER DELETE ON appointment BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
UPDATE client_facts SET body = NULL;
