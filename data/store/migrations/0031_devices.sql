-- What this PC is among the PCs of its service: one row, once there is a service.
-- secret has its keys, request what it asked with, founding the entry that founds
-- the service. cursor says how far changes were sealed, last_number, last_hash and
-- last_at which segment was the last. removed is the last segment that it took out
-- of the store, purge the last one in which there may be what was erased. fresh
-- counts the segments of others that it has not confirmed, erased says that there
-- were erasures in them, and begins that it needs a snapshot first. store, store_id
-- and store_secret say where the store is and what opens it; told is what came of
-- the last meeting.
CREATE TABLE device_self (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  service TEXT NOT NULL, standing TEXT NOT NULL, secret BLOB NOT NULL, request BLOB, founding BLOB NOT NULL,
  cursor INTEGER NOT NULL DEFAULT 0, last_number INTEGER NOT NULL DEFAULT 0, last_hash BLOB, last_at TEXT NOT NULL DEFAULT '',
  removed INTEGER NOT NULL DEFAULT 0, purge INTEGER NOT NULL DEFAULT 0, fresh INTEGER NOT NULL DEFAULT 0,
  erased INTEGER NOT NULL DEFAULT 0, begins INTEGER NOT NULL DEFAULT 0,
  store TEXT NOT NULL DEFAULT '', store_id TEXT NOT NULL DEFAULT '', store_secret TEXT NOT NULL DEFAULT '',
  met_at TEXT NOT NULL DEFAULT '', told TEXT NOT NULL DEFAULT ''
) STRICT;

-- What the devices of the service have said of who belongs to it, each signed.
-- published is 1 once a segment of this PC had it or it came from another.
CREATE TABLE device_entry (
  hash BLOB PRIMARY KEY, body BLOB NOT NULL, signature BLOB NOT NULL, published INTEGER NOT NULL
) STRICT;

-- The segments that this PC sealed, until they are out of the store again. gathered
-- is how far changes had been sealed before.
CREATE TABLE device_own (
  number INTEGER PRIMARY KEY, hash BLOB NOT NULL, at TEXT NOT NULL, whole INTEGER NOT NULL, written INTEGER NOT NULL,
  changes INTEGER NOT NULL, erasures INTEGER NOT NULL, gathered INTEGER NOT NULL
) STRICT;

-- The sealed bytes of segments that the store or an active device may not have yet,
-- in the order in which they are written.
CREATE TABLE device_object (
  number INTEGER NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (number, place)
) STRICT;

-- How far this PC has taken in what each device sealed. covered is up to where a
-- snapshot has it, for this PC as well; confirmed is the last segment of this PC
-- that the device has, erased the last one of it with erasures.
CREATE TABLE device_other (
  device TEXT PRIMARY KEY, number INTEGER NOT NULL DEFAULT 0, hash BLOB, at TEXT NOT NULL DEFAULT '',
  confirmed INTEGER NOT NULL DEFAULT 0, erased INTEGER NOT NULL DEFAULT 0, covered INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The devices that this PC let in and that have no answer yet.
CREATE TABLE device_owed (device TEXT PRIMARY KEY) STRICT;
