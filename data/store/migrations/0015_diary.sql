-- A clinic that comes again and again at one surgery: on which days (rule is an
-- iCalendar RRULE, counted from from_on), at what hours, in slots of how many
-- minutes. Sessions are worked out from it and are not stored. breaks is text
-- such as "10:30-10:45, 12:00-12:15". until_on null: no end is known.
CREATE TABLE clinic (
  id TEXT PRIMARY KEY, surgery_id TEXT NOT NULL REFERENCES surgery(id), staff_id TEXT NOT NULL REFERENCES staff(id), room TEXT NOT NULL,
  rule TEXT NOT NULL, from_on TEXT NOT NULL, until_on TEXT, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL,
  slot_minutes INTEGER NOT NULL, breaks TEXT NOT NULL, note TEXT NOT NULL, removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- What was changed about one session of a clinic: cancelled, other hours,
-- another prescriber or room, or an extra session. An empty field is as the
-- clinic has it.
CREATE TABLE session_change (
  clinic_id TEXT NOT NULL REFERENCES clinic(id), day TEXT NOT NULL, state TEXT NOT NULL, staff_id TEXT REFERENCES staff(id),
  room TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL, why TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  PRIMARY KEY (clinic_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_change_day ON session_change(day);

-- When a member of staff is away: from from_on at from_at until to_on at to_at,
-- where '' is the whole of that day.
CREATE TABLE absence (
  id TEXT PRIMARY KEY, staff_id TEXT NOT NULL REFERENCES staff(id), from_on TEXT NOT NULL, to_on TEXT NOT NULL,
  from_at TEXT NOT NULL, to_at TEXT NOT NULL, kind TEXT NOT NULL, note TEXT NOT NULL, removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX absence_until ON absence(to_on) WHERE removed_at IS NULL;

-- A time set aside to see a client; contact_id is the contact that came of it.
-- client_id null: the slot is only held. clinic_id null: not in a clinic. at '':
-- no hour yet. state is the latest of appointment_state, at the instant state_at.
-- note is what was typed on booking; by_surgery: by someone who may not read
-- records, so that the surgery may read it. removed_at: entered in error.
CREATE TABLE appointment (
  id TEXT PRIMARY KEY, client_id TEXT REFERENCES client(id), clinic_id TEXT REFERENCES clinic(id),
  surgery_id TEXT REFERENCES surgery(id), staff_id TEXT REFERENCES staff(id), kind TEXT NOT NULL,
  on_day TEXT NOT NULL, at TEXT NOT NULL, minutes INTEGER NOT NULL, state TEXT NOT NULL, state_at TEXT NOT NULL,
  note TEXT NOT NULL, by_surgery INTEGER NOT NULL, why TEXT NOT NULL, sent_by TEXT NOT NULL,
  contact_id TEXT REFERENCES contact(id), removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX appointment_client ON appointment(client_id, on_day);
CREATE INDEX appointment_contact ON appointment(contact_id) WHERE contact_id IS NOT NULL;
-- What is on a day, and whether a time is taken.
CREATE INDEX appointment_day ON appointment(on_day, at, minutes, state, staff_id, clinic_id, client_id, kind) WHERE removed_at IS NULL;
-- What nobody has said the end of yet.
CREATE INDEX appointment_open ON appointment(on_day) WHERE state IN ('booked', 'arrived', 'in_room') AND removed_at IS NULL;

-- Every state of an appointment, with when it began.
CREATE TABLE appointment_state (
  id TEXT PRIMARY KEY, appointment_id TEXT NOT NULL REFERENCES appointment(id), client_id TEXT REFERENCES client(id),
  state TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX appointment_state_of ON appointment_state(appointment_id, at);
CREATE INDEX appointment_state_client ON appointment_state(client_id);

-- Whether a prescriber is free, with someone or away, since the instant at on
-- on_day; the latest of a day counts. back_at is "HH:MM" or ''.
CREATE TABLE presence (
  id TEXT PRIMARY KEY, staff_id TEXT NOT NULL REFERENCES staff(id), surgery_id TEXT REFERENCES surgery(id), state TEXT NOT NULL,
  on_day TEXT NOT NULL, at TEXT NOT NULL, back_at TEXT NOT NULL, appointment_id TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX presence_day ON presence(on_day, staff_id, at);
CREATE INDEX presence_appointment ON presence(appointment_id) WHERE appointment_id IS NOT NULL;

-- Two appointments that overlap and that someone decided to leave so; a_id < b_id.
CREATE TABLE clash_kept (
  a_id TEXT NOT NULL REFERENCES appointment(id), b_id TEXT NOT NULL REFERENCES appointment(id), note TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  PRIMARY KEY (a_id, b_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX clash_kept_other ON clash_kept(b_id);

-- Someone who has to be told that their appointment cannot stay as it was.
-- told_at null: not yet. removed_at: there is nothing to tell any more.
CREATE TABLE to_tell (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), appointment_id TEXT NOT NULL REFERENCES appointment(id),
  because TEXT NOT NULL, told_at TEXT, how TEXT NOT NULL, removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX to_tell_open ON to_tell(appointment_id) WHERE told_at IS NULL AND removed_at IS NULL;
CREATE INDEX to_tell_appointment ON to_tell(appointment_id);
CREATE INDEX to_tell_client ON to_tell(client_id);
