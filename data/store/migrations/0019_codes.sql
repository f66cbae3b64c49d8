-- The code and term that a practice enters for something that it is told. A
-- service loads them: the program has none of its own. meaning: see CodeMeaning.
CREATE TABLE clinical_code (
  meaning TEXT NOT NULL PRIMARY KEY, code TEXT NOT NULL, term TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
