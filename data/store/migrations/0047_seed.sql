-- seed is 1 if a device that was let in can begin from a copy of everything.
ALTER TABLE device_owed ADD COLUMN seed INTEGER NOT NULL DEFAULT 0;

-- The devices for which there is a copy of everything in the store that this PC made,
-- from which they have not begun yet. number is of the segment that tells of it, and
-- tag is in the names of its chunks.
CREATE TABLE device_seed (
  device TEXT PRIMARY KEY, number INTEGER NOT NULL, tag TEXT NOT NULL
) STRICT;
