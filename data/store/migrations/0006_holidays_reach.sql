-- The holidays that due days were last worked out with. A list that differs from
-- it (a newer one that came with the program, or days added before this table
-- was there) still has to reach what is booked.
CREATE TABLE holiday_known (day TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO holiday_known (day) VALUES
  ('2024-01-01'), ('2024-03-29'), ('2024-04-01'), ('2024-05-06'), ('2024-05-27'), ('2024-08-26'),
  ('2024-12-25'), ('2024-12-26'), ('2025-01-01'), ('2025-04-18'), ('2025-04-21'), ('2025-05-05'),
  ('2025-05-26'), ('2025-08-25'), ('2025-12-25'), ('2025-12-26'), ('2026-01-01'), ('2026-04-03'),
  ('2026-04-06'), ('2026-05-04'), ('2026-05-25'), ('2026-08-31'), ('2026-12-25'), ('2026-12-28'),
  ('2027-01-01'), ('2027-03-26'), ('2027-03-29'), ('2027-05-03'), ('2027-05-31'), ('2027-08-30'),
  ('2027-12-27'), ('2027-12-28');

-- A follow-up that moved because the holidays changed. read_at: somebody has
-- seen it.
CREATE TABLE holiday_move (
  id TEXT PRIMARY KEY, follow_up_id TEXT NOT NULL REFERENCES follow_up(id), client_id TEXT NOT NULL REFERENCES client(id),
  from_on TEXT NOT NULL, to_on TEXT NOT NULL, because TEXT NOT NULL, read_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX holiday_move_unread ON holiday_move(to_on) WHERE read_at IS NULL;
CREATE INDEX holiday_move_client ON holiday_move(client_id);
CREATE INDEX holiday_move_follow_up ON holiday_move(follow_up_id);

-- What a person had put on a day that then became a holiday: a planned contact,
-- or a follow-up whose day was chosen. It counts while that is still so, the day
-- is still a holiday and kept_at is null; kept_at: it is to stay on that day.
CREATE TABLE holiday_clash (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), day TEXT NOT NULL,
  contact_id TEXT REFERENCES contact(id), follow_up_id TEXT REFERENCES follow_up(id), kept_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  CHECK ((contact_id IS NULL) <> (follow_up_id IS NULL))
) STRICT;
CREATE INDEX holiday_clash_day ON holiday_clash(day) WHERE kept_at IS NULL;
CREATE INDEX holiday_clash_client ON holiday_clash(client_id);
CREATE INDEX holiday_clash_contact ON holiday_clash(contact_id);
CREATE INDEX holiday_clash_follow_up ON holiday_clash(follow_up_id);

-- Planned contacts by day, to find those on a day that became a holiday.
CREATE INDEX contact_planned ON contact(held_on) WHERE outcome = 'planned' AND removed_at IS NULL;
