-- What a report counts of each client, in a compact form without a name: derived
-- from the records below, whose triggers empty the body of whoever they are
-- about. Empty: to be worked out again. Its seq is that of the client.
CREATE TABLE client_facts (
  seq INTEGER PRIMARY KEY, body BLOB
) STRICT;
CREATE INDEX client_facts_missing ON client_facts(seq) WHERE body IS NULL;
INSERT INTO client_facts (seq) SELECT seq FROM client;

-- The words that facts name by number, such as the ID of a reason: never of a
-- person who is helped.
CREATE TABLE fact_word (
  number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE
) STRICT;

CREATE TRIGGER client_facts_of_new AFTER INSERT ON client BEGIN
  INSERT OR REPLACE INTO client_facts (seq) VALUES (new.seq);
END;
CREATE TRIGGER client_facts_of_changed AFTER UPDATE OF birth_date, sex, surgery_id ON client BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = new.seq AND body IS NOT NULL;
END;
CREATE TRIGGER client_facts_of_gone AFTER DELETE ON client BEGIN
  DELETE FROM client_facts WHERE seq = old.seq;
END;
CREATE TRIGGER episode_facts_new AFTER INSERT ON episode BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (SELECT client_id FROM referral WHERE episode_id = new.id)) AND body IS NOT NULL;
END;
CREATE TRIGGER episode_facts_changed AFTER UPDATE OF prescriber_id ON episode BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (SELECT client_id FROM referral WHERE episode_id = new.id)) AND body IS NOT NULL;
END;
CREATE TRIGGER episode_facts_gone AFTER DELETE ON episode BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (SELECT client_id FROM referral WHERE episode_id = old.id)) AND body IS NOT NULL;
END;
CREATE TRIGGER referral_facts_new AFTER INSERT ON referral BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER referral_facts_changed AFTER UPDATE OF client_id, episode_id, received_on, source, surgery_id, reason_id ON referral BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER referral_facts_gone AFTER DELETE ON referral BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER need_facts_new AFTER INSERT ON need BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER need_facts_changed AFTER UPDATE OF client_id, reason_id, found_on, removed_at ON need BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER need_facts_gone AFTER DELETE ON need BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER contact_facts_new AFTER INSERT ON contact BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER contact_facts_changed AFTER UPDATE OF client_id, episode_id, kind, outcome, held_on, removed_at ON contact BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER contact_facts_gone AFTER DELETE ON contact BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER offer_facts_new AFTER INSERT ON offer BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER offer_facts_changed AFTER UPDATE OF client_id, service_id, offered_on, decision, why, confidence ON offer BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER offer_facts_gone AFTER DELETE ON offer BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER prescription_facts_new AFTER INSERT ON prescription BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, (SELECT client_id FROM offer WHERE id = new.offer_id))) AND body IS NOT NULL;
END;
CREATE TRIGGER prescription_facts_changed AFTER UPDATE OF client_id, episode_id, offer_id, service_id, status ON prescription BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, (SELECT client_id FROM offer WHERE id = new.offer_id), old.client_id, (SELECT client_id FROM offer WHERE id = old.offer_id))) AND body IS NOT NULL;
END;
CREATE TRIGGER prescription_facts_gone AFTER DELETE ON prescription BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (old.client_id, (SELECT client_id FROM offer WHERE id = old.offer_id))) AND body IS NOT NULL;
END;
CREATE TRIGGER prescription_status_facts_new AFTER INSERT ON prescription_status BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER prescription_status_facts_changed AFTER UPDATE OF client_id, prescription_id, status, status_on ON prescription_status BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER prescription_status_facts_gone AFTER DELETE ON prescription_status BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER follow_up_facts_new AFTER INSERT ON follow_up BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER follow_up_facts_changed AFTER UPDATE OF client_id, episode_id, number, first_due, closed_on, status ON follow_up BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER follow_up_facts_gone AFTER DELETE ON follow_up BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER response_facts_new AFTER INSERT ON response BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER response_facts_changed AFTER UPDATE OF client_id, episode_id, instrument_id, instrument_version, stage, answered_on, mode, finished ON response BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER response_facts_gone AFTER DELETE ON response BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER pairing_facts_new AFTER INSERT ON pairing BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER pairing_facts_changed AFTER UPDATE OF client_id, episode_id, instrument_id, before_id, after_id ON pairing BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER pairing_facts_gone AFTER DELETE ON pairing BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER consent_facts_new AFTER INSERT ON consent BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER consent_facts_changed AFTER UPDATE OF client_id, kind, given, given_on, created_at ON consent BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER consent_facts_gone AFTER DELETE ON consent BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER gap_facts_new AFTER INSERT ON gap BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER gap_facts_changed AFTER UPDATE OF client_id, reason_id, found_on, removed_at ON gap BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER gap_facts_gone AFTER DELETE ON gap BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER referral_reason_facts_new AFTER INSERT ON referral_reason BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = (SELECT client_id FROM referral WHERE id = new.referral_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER referral_reason_facts_changed AFTER UPDATE OF referral_id, reason_id ON referral_reason BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (SELECT client_id FROM referral WHERE id IN (new.referral_id, old.referral_id))) AND body IS NOT NULL;
END;
CREATE TRIGGER referral_reason_facts_gone AFTER DELETE ON referral_reason BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = (SELECT client_id FROM referral WHERE id = old.referral_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER score_facts_new AFTER INSERT ON score BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = (SELECT client_id FROM response WHERE id = new.response_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER score_facts_changed AFTER UPDATE OF response_id, measure, value, estimated ON score BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (SELECT client_id FROM response WHERE id IN (new.response_id, old.response_id))) AND body IS NOT NULL;
END;
CREATE TRIGGER score_facts_gone AFTER DELETE ON score BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = (SELECT client_id FROM response WHERE id = old.response_id)) AND body IS NOT NULL;
END;
