-- Which columns of which row changed, when and by whom: what the devices of one
-- service exchange later. It holds no values, since the row has them, so that
-- nothing personal is kept twice. tbl is the number of the table in the
-- program's register; row is the key of the row (a UUID as its 16 bytes);
-- columns has a bit for each column of the register, 0 meaning the whole row
-- is new; clock is a hybrid logical clock: milliseconds since 1970 times 65,536,
-- plus a counter.
CREATE TABLE change_entry (
  seq INTEGER PRIMARY KEY, tbl INTEGER NOT NULL, row ANY NOT NULL, columns INTEGER NOT NULL, clock INTEGER NOT NULL, actor ANY NOT NULL
) STRICT;

-- A row that was deleted, so that other devices delete it too. Of a person who
-- was erased it holds only a keyed hash of each row's key.
CREATE TABLE tombstone (
  seq INTEGER PRIMARY KEY, tbl INTEGER NOT NULL, row ANY NOT NULL, erased INTEGER NOT NULL, clock INTEGER NOT NULL, actor ANY NOT NULL
) STRICT;

-- Secrets of this service that the program makes itself, such as the key of
-- the hashes of those who were erased.
CREATE TABLE secret (
  name TEXT PRIMARY KEY, value BLOB NOT NULL
) STRICT;

-- Derived content that a migration made out of date, until it is worked out again.
CREATE TABLE stale (
  what TEXT PRIMARY KEY
) STRICT;
