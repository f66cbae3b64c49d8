-- What somebody typed into a record on one device while it was changed on another,
-- and what the record does not show since the two met. record names the table and
-- record_id the row; body is JSON with the columns that lost. It is part of the
-- record of the client, where it has one.
CREATE TABLE conflict (
  id TEXT PRIMARY KEY, client_id TEXT REFERENCES client(id), record TEXT NOT NULL, record_id TEXT NOT NULL, body TEXT NOT NULL,
  settled_at TEXT, settled_how TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX conflict_client ON conflict(client_id) WHERE client_id IS NOT NULL;
CREATE INDEX conflict_open ON conflict(created_at) WHERE settled_at IS NULL;

-- How far this database is with the exchange between the devices of one service.
-- There is no row until a service has begun. entries and tombstones are the last
-- rows of the change log that were looked at; own is the greatest clock of a change
-- of this device, met that of others, sent that of the changes it has handed over,
-- clock that of anything here.
CREATE TABLE exchange_state (
  one INTEGER PRIMARY KEY CHECK (one = 1), entries INTEGER NOT NULL, tombstones INTEGER NOT NULL,
  own INTEGER NOT NULL, met INTEGER NOT NULL, sent INTEGER NOT NULL, clock INTEGER NOT NULL, joined INTEGER NOT NULL
) STRICT;

-- The devices whose changes are here, by a short number of this database's own.
-- This device has 0.
CREATE TABLE exchange_device (
  number INTEGER PRIMARY KEY, device TEXT NOT NULL UNIQUE
) STRICT;

-- The newest clock of each row, and the device that it came from. cells has those
-- of groups of columns that changed at another time. mine is the newest clock of a
-- change that this device made, 0 if it made none.
CREATE TABLE exchange_row (
  tbl INTEGER NOT NULL, row ANY NOT NULL, clock INTEGER NOT NULL, device INTEGER NOT NULL, cells BLOB, mine INTEGER NOT NULL,
  PRIMARY KEY (row, tbl)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_row_mine ON exchange_row(mine) WHERE mine > 0;

-- Rows that were removed on some device. Of one that was erased, row is a keyed
-- hash, and it never comes back.
CREATE TABLE exchange_gone (
  tbl INTEGER NOT NULL, row ANY NOT NULL, erased INTEGER NOT NULL, clock INTEGER NOT NULL, device INTEGER NOT NULL, mine INTEGER NOT NULL,
  PRIMARY KEY (row, tbl)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_gone_mine ON exchange_gone(mine) WHERE mine > 0;

-- Rows that two devices made of one thing, such as a surgery of the same name. The
-- row gone_id became the row kept_id, and whatever names it later means that one.
CREATE TABLE exchange_same (
  tbl INTEGER NOT NULL, gone_id ANY NOT NULL, kept_id ANY NOT NULL, mine INTEGER NOT NULL,
  PRIMARY KEY (gone_id, tbl)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_same_kept ON exchange_same(kept_id);

-- Changes that cannot be applied yet, because a row that they name has not come.
-- id is the key of the row, part the group of columns, body their values.
CREATE TABLE exchange_waiting (
  tbl INTEGER NOT NULL, id TEXT NOT NULL, part INTEGER NOT NULL, clock INTEGER NOT NULL, device INTEGER NOT NULL,
  client_id TEXT, body BLOB NOT NULL,
  PRIMARY KEY (id, tbl, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_waiting_client ON exchange_waiting(client_id) WHERE client_id IS NOT NULL;

-- What meeting other devices brought that somebody should know, until it is
-- settled. record and record_id name a row.
CREATE TABLE exchange_news (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL, record_id TEXT NOT NULL, other_id TEXT NOT NULL,
  client_id TEXT, at TEXT NOT NULL, settled_at TEXT
) STRICT;
CREATE INDEX exchange_news_client ON exchange_news(client_id) WHERE client_id IS NOT NULL;
CREATE INDEX exchange_news_open ON exchange_news(at) WHERE settled_at IS NULL;
