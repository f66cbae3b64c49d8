-- The language of the wording that the questions were asked in on the pad, such as
-- cy; empty for the questionnaire's own wording, and where no one said.
ALTER TABLE response ADD COLUMN language TEXT NOT NULL DEFAULT '';
