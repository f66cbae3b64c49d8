-- A home visit: what is planned, how far it has come, and the client's own
-- words. appointment_id: its booking in the diary, which then says the day, the
-- hour and who goes. contact_id: the contact that came of it. address and
-- postcode: where it is, if not at the client's home. arrived_at, finished_at:
-- '' until then. photos: 'yes' or 'no' once the client was asked.
CREATE TABLE visit (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), appointment_id TEXT REFERENCES appointment(id), contact_id TEXT REFERENCES contact(id),
  staff_id TEXT REFERENCES staff(id), on_day TEXT NOT NULL, at TEXT NOT NULL, minutes INTEGER NOT NULL, position INTEGER NOT NULL,
  address TEXT NOT NULL, postcode TEXT NOT NULL, access TEXT NOT NULL, people TEXT NOT NULL, hazards TEXT NOT NULL,
  arrived_at TEXT NOT NULL, finished_at TEXT NOT NULL, words TEXT NOT NULL, photos TEXT NOT NULL, removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX visit_client ON visit(client_id, on_day);
CREATE INDEX visit_day ON visit(on_day);
CREATE INDEX visit_appointment ON visit(appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX visit_contact ON visit(contact_id) WHERE contact_id IS NOT NULL;

-- What was found on a home visit about one room (aspect 'room'; value '1' to
-- '9', 'absent') or one aspect of the home. value '': not answered.
CREATE TABLE visit_finding (
  id TEXT PRIMARY KEY, visit_id TEXT NOT NULL REFERENCES visit(id), client_id TEXT NOT NULL REFERENCES client(id),
  aspect TEXT NOT NULL, room TEXT NOT NULL, value TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX visit_finding_visit ON visit_finding(visit_id, aspect, room);
CREATE INDEX visit_finding_client ON visit_finding(client_id);

-- A decision about safeguarding or fire safety that findings of a visit ask for
-- (because: a JSON list of them, as they were), and how it was answered.
-- removed_at: a rating was corrected before anyone answered.
CREATE TABLE visit_decision (
  id TEXT PRIMARY KEY, visit_id TEXT NOT NULL REFERENCES visit(id), client_id TEXT NOT NULL REFERENCES client(id),
  kind TEXT NOT NULL, because TEXT NOT NULL, state TEXT NOT NULL, told TEXT NOT NULL, told_on TEXT, told_at TEXT NOT NULL,
  why TEXT NOT NULL, answered_at TEXT NOT NULL, answered_by TEXT NOT NULL, removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX visit_decision_visit ON visit_decision(visit_id);
CREATE INDEX visit_decision_client ON visit_decision(client_id);
CREATE INDEX visit_decision_open ON visit_decision(created_at) WHERE state = 'open' AND removed_at IS NULL;

-- A photo taken on a home visit with the client's agreement: a JPEG drawn anew,
-- upright, without place or camera. body is empty once it was removed.
CREATE TABLE visit_photo (
  id TEXT PRIMARY KEY, visit_id TEXT NOT NULL REFERENCES visit(id), client_id TEXT NOT NULL REFERENCES client(id),
  caption TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, body BLOB NOT NULL, removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX visit_photo_visit ON visit_photo(visit_id);
CREATE INDEX visit_photo_client ON visit_photo(client_id);

-- The lone-working card of a visit: where somebody is, when they are expected
-- back and who is to miss them. out_at, back_at: '' until then.
CREATE TABLE lone_card (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), visit_id TEXT NOT NULL REFERENCES visit(id),
  staff_id TEXT REFERENCES staff(id), place TEXT NOT NULL, access TEXT NOT NULL, hazards TEXT NOT NULL, phone TEXT NOT NULL,
  going_with TEXT NOT NULL, with_phone TEXT NOT NULL, buddy TEXT NOT NULL, buddy_phone TEXT NOT NULL,
  due_at TEXT NOT NULL, out_at TEXT NOT NULL, back_at TEXT NOT NULL, back_by TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX lone_card_visit ON lone_card(visit_id);
CREATE INDEX lone_card_client ON lone_card(client_id);
CREATE INDEX lone_card_staff ON lone_card(staff_id, created_at);
CREATE INDEX lone_card_out ON lone_card(due_at) WHERE out_at <> '' AND back_at = '';

-- Somebody who was rung because a person was not back, and what came of it.
CREATE TABLE lone_call (
  id TEXT PRIMARY KEY, card_id TEXT NOT NULL REFERENCES lone_card(id), client_id TEXT NOT NULL REFERENCES client(id),
  whom TEXT NOT NULL, result TEXT NOT NULL, rung_at TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX lone_call_card ON lone_call(card_id);
CREATE INDEX lone_call_client ON lone_call(client_id);

-- A need may have been found on a home visit.
ALTER TABLE need ADD COLUMN visit_id TEXT REFERENCES visit(id);

-- Reports count visits, so the facts of each client are gathered again.
UPDATE client_facts SET body = NULL WHERE body IS NOT NULL;
CREATE TRIGGER need_visit_facts_changed AFTER UPDATE OF visit_id ON need BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER visit_facts_new AFTER INSERT ON visit BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER visit_facts_changed AFTER UPDATE OF client_id, on_day, finished_at, removed_at ON visit BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER visit_facts_gone AFTER DELETE ON visit BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER visit_finding_facts_new AFTER INSERT ON visit_finding BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER visit_finding_facts_changed AFTER UPDATE OF client_id, visit_id, aspect, value ON visit_finding BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER visit_finding_facts_gone AFTER DELETE ON visit_finding BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER visit_decision_facts_new AFTER INSERT ON visit_decision BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = new.client_id) AND body IS NOT NULL;
END;
CREATE TRIGGER visit_decision_facts_changed AFTER UPDATE OF client_id, visit_id, kind, state, removed_at ON visit_decision BEGIN
  UPDATE client_facts SET body = NULL WHERE seq IN (SELECT seq FROM client WHERE id IN (new.client_id, old.client_id)) AND body IS NOT NULL;
END;
CREATE TRIGGER visit_decision_facts_gone AFTER DELETE ON visit_decision BEGIN
  UPDATE client_facts SET body = NULL WHERE seq = (SELECT seq FROM client WHERE id = old.client_id) AND body IS NOT NULL;
END;
