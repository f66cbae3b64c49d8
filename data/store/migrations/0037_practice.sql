-- The GP practices of the national list of the NHS, to pick surgeries from. It is
-- taken in whole from a file, and belongs to this PC. search is what the practice is
-- found by, folded.
CREATE TABLE practice (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, town TEXT NOT NULL, postcode TEXT NOT NULL, search TEXT NOT NULL
) STRICT;
