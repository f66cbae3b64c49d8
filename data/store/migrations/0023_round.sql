-- When an attempt was made, and for which part of the day the next one is
-- proposed, so that missed calls are spread over days and times. Both are empty
-- where they are not known.
ALTER TABLE attempt ADD COLUMN tried_at TEXT NOT NULL DEFAULT '';
ALTER TABLE follow_up ADD COLUMN due_part TEXT NOT NULL DEFAULT '';
-- Whom a follow-up round has called today.
CREATE INDEX attempt_day ON attempt(tried_on);
