-- The segments of other devices that were applied, so that one which comes again is
-- known to be old.
CREATE TABLE exchange_heard (
  device TEXT NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;
