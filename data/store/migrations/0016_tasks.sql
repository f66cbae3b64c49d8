-- Something that someone of the service has to do for a client: ring a service
-- that they chose, write to the surgery, send a letter. kind is open, about_id
-- the service referral, appointment or episode that it is about. A task that was
-- put off has a due_on later than first_due. removed_at: entered in error.
-- Nothing is made here of service referrals from before: they would flood Today
-- with calls that were made long ago, and those without news are listed already.
CREATE TABLE task (
  id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client(id), episode_id TEXT REFERENCES episode(id),
  kind TEXT NOT NULL, about_id TEXT, title TEXT NOT NULL, first_due TEXT NOT NULL, due_on TEXT NOT NULL, status TEXT NOT NULL,
  closed_on TEXT, how TEXT NOT NULL, note TEXT NOT NULL, staff_id TEXT REFERENCES staff(id), removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX task_open ON task(due_on, id) WHERE status = 'open' AND removed_at IS NULL;
CREATE INDEX task_client ON task(client_id);
CREATE INDEX task_about ON task(about_id);
CREATE INDEX task_episode ON task(episode_id) WHERE status = 'open';
