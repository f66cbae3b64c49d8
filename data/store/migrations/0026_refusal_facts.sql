-- A report says whether a follow-up questionnaire is missing, declined or not due
-- yet, so the facts of each client hold who declined one and the day on which a
-- follow-up is due: all facts are to be worked out again.
CREATE TRIGGER questionnaire_refusal_facts_new AFTER INSERT ON questionnaire_refusal BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER questionnaire_refusal_facts_changed AFTER UPDATE OF client_id, episode_id, stage, instrument_id, removed_at ON questionnaire_refusal BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER questionnaire_refusal_facts_gone AFTER DELETE ON questionnaire_refusal BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER follow_up_facts_moved AFTER UPDATE OF due_on ON follow_up BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
UPDATE client_facts SET body = NULL;
