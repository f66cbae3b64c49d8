-- What the PCs of each surgery have of the records, as far as this device knows: one
-- row for each surgery and row of a record. clock and device are those of the last
-- that it was given or taken back (gone is 1), has the clocks of what it was given,
-- mine the clock at which this device did so, 0 if another did. On the PC of a
-- surgery it has only what was taken back, under a keyed hash, and surgery is ''.
CREATE TABLE clinic_held (
  surgery TEXT NOT NULL, tbl INTEGER NOT NULL, row ANY NOT NULL, clock INTEGER NOT NULL, device INTEGER NOT NULL,
  gone INTEGER NOT NULL, mine INTEGER NOT NULL, has BLOB,
  PRIMARY KEY (row, tbl, surgery)
) STRICT, WITHOUT ROWID;
CREATE INDEX clinic_held_mine ON clinic_held(mine) WHERE mine > 0;

-- Rows that changed, of which has to be looked whose PC has to have them.
CREATE TABLE clinic_due (
  tbl INTEGER NOT NULL, row ANY NOT NULL,
  PRIMARY KEY (row, tbl)
) STRICT, WITHOUT ROWID;

-- Rows that the PC of a surgery has to let go of, once it has handed over what was
-- typed into them.
CREATE TABLE clinic_leaving (
  tbl INTEGER NOT NULL, row ANY NOT NULL,
  PRIMARY KEY (row, tbl)
) STRICT, WITHOUT ROWID;

-- Appointments of which the reception of a surgery said what came of them, so that a
-- device that holds contacts has to record the contact.
CREATE TABLE clinic_follow (
  row ANY NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- clinics are the surgeries whose PCs hold their clinics, each with when that was
-- said last: on the PC of a surgery, its own. looked is the day up to which
-- appointments have passed. handed is the clock up to which changes were handed over
-- for sure, and parted is 1 once the clocks of groups of columns that were one
-- until now are those of each.
ALTER TABLE exchange_state ADD COLUMN clinics TEXT NOT NULL DEFAULT '';
ALTER TABLE exchange_state ADD COLUMN looked TEXT NOT NULL DEFAULT '';
ALTER TABLE exchange_state ADD COLUMN handed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exchange_state ADD COLUMN parted INTEGER NOT NULL DEFAULT 0;
