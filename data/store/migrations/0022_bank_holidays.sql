-- The bank holidays that the service loaded from the list which GOV.UK publishes.
-- For the years that these rows cover they count in place of the list that comes
-- with the program.
CREATE TABLE bank_holiday (
  nation TEXT NOT NULL, day TEXT NOT NULL, title TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
  PRIMARY KEY (nation, day)
) STRICT;
