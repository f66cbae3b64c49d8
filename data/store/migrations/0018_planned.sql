-- A contact that was planned was no contact yet. Each becomes an appointment with
-- the same id, day, time and note, with the change entries about it; what refers
-- to it goes along. The first columns of both tables in the program's register
-- agree, so that the bits of an entry still name the same columns.
INSERT INTO appointment (id, client_id, clinic_id, surgery_id, staff_id, kind, on_day, at, minutes, state, state_at, note, by_surgery, why,
  sent_by, contact_id, removed_at, created_at, created_by, updated_at, updated_by)
SELECT id, client_id, NULL, surgery_id, staff_id, kind, held_on, held_at, minutes, 'booked', created_at, note, 0, removed_why,
  '', NULL, removed_at, created_at, created_by, updated_at, updated_by
FROM contact WHERE outcome = 'planned';

-- The state has the same id on every PC, since each makes it from the same row.
INSERT INTO appointment_state (id, appointment_id, client_id, state, at, why, created_at, created_by, updated_at, updated_by)
SELECT id, id, client_id, 'booked', created_at, '', created_at, created_by, created_at, created_by FROM appointment;

UPDATE change_entry SET tbl = 38 WHERE tbl = 9 AND row IN (
  SELECT coalesce(unhex(id, '-'), id) FROM contact WHERE outcome = 'planned'
  UNION ALL SELECT id FROM contact WHERE outcome = 'planned');

-- What a person had put on a day that then became a holiday: an appointment, or a
-- follow-up whose day was chosen. contact_id is what was planned before there were
-- appointments and has taken place since.
CREATE TABLE holiday_clash_now (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), day TEXT NOT NULL,
  contact_id TEXT REFERENCES contact(id), follow_up_id TEXT REFERENCES follow_up(id), kept_at TEXT,
  appointment_id TEXT REFERENCES appointment(id),
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  CHECK ((contact_id IS NOT NULL) + (follow_up_id IS NOT NULL) + (appointment_id IS NOT NULL) = 1)
) STRICT;
INSERT INTO holiday_clash_now (id, client_id, day, contact_id, follow_up_id, kept_at, appointment_id, created_at, created_by, updated_at, updated_by)
SELECT id, client_id, day, CASE WHEN contact_id IN (SELECT id FROM appointment) THEN NULL ELSE contact_id END, follow_up_id, kept_at,
  CASE WHEN contact_id IN (SELECT id FROM appointment) THEN contact_id END, created_at, created_by, updated_at, updated_by
FROM holiday_clash;
DROP TABLE holiday_clash;
ALTER TABLE holiday_clash_now RENAME TO holiday_clash;
CREATE INDEX holiday_clash_day ON holiday_clash(day) WHERE kept_at IS NULL;
CREATE INDEX holiday_clash_client ON holiday_clash(client_id);
CREATE INDEX holiday_clash_contact ON holiday_clash(contact_id);
CREATE INDEX holiday_clash_follow_up ON holiday_clash(follow_up_id);
CREATE INDEX holiday_clash_appointment ON holiday_clash(appointment_id);

-- Work that was recorded as part of a contact that was then planned again.
UPDATE offer SET contact_id = NULL WHERE contact_id IN (SELECT id FROM contact WHERE outcome = 'planned');
UPDATE response SET contact_id = NULL WHERE contact_id IN (SELECT id FROM contact WHERE outcome = 'planned');
UPDATE follow_up SET contact_id = NULL WHERE contact_id IN (SELECT id FROM contact WHERE outcome = 'planned');

-- What was typed while one was being written up is kept with the appointment.
UPDATE draft SET key = 'appointment:' || substr(key, 9) WHERE substr(key, 1, 8) = 'contact:' AND substr(key, 9) IN (SELECT id FROM contact WHERE outcome = 'planned');

DROP INDEX contact_planned;
DROP INDEX contact_planned_in;
DELETE FROM contact WHERE outcome = 'planned';
