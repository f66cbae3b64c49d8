-- The other PCs of the service whose audit trail is here too, on a managers’ PC. seq and
-- hash are those of the last row that is here; said and said_hash those of the last that
-- the PC has said to have. Rows up to shown_after are in another trail as well, because
-- the PC was known under other keys before. fault says what is wrong with the trail.
CREATE TABLE audit_chain (
  number INTEGER PRIMARY KEY, device TEXT NOT NULL UNIQUE, name TEXT NOT NULL, keys TEXT NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0, hash BLOB NOT NULL DEFAULT x'', said INTEGER NOT NULL DEFAULT 0, said_hash BLOB NOT NULL DEFAULT x'',
  shown_after INTEGER NOT NULL DEFAULT 0, fault TEXT NOT NULL DEFAULT ''
) STRICT;

-- Who did what on another PC of the service: the rows of its audit trail, as they are
-- there. A row is never changed, except that erasure takes names and salt from it.
CREATE TABLE audit_elsewhere (
  chain INTEGER NOT NULL REFERENCES audit_chain(number), seq INTEGER NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
  record TEXT NOT NULL, record_id TEXT NOT NULL, client_id TEXT NOT NULL, fields TEXT NOT NULL, salt BLOB, mac BLOB, hash BLOB,
  PRIMARY KEY (chain, seq)
) STRICT;
CREATE INDEX audit_elsewhere_record ON audit_elsewhere(record_id);
CREATE INDEX audit_elsewhere_client ON audit_elsewhere(client_id);
CREATE INDEX audit_elsewhere_day ON audit_elsewhere(at);

-- What the other PC signed of its trail: that the row of this number has this hash.
CREATE TABLE audit_head (
  chain INTEGER NOT NULL REFERENCES audit_chain(number), seq INTEGER NOT NULL, hash BLOB NOT NULL, signed_at INTEGER NOT NULL, signature BLOB NOT NULL,
  PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

-- How far the trail of a PC was written to the store for a manager’s PC, and when. had is
-- how far that PC had it when the first row that it lacks was written, and segment the
-- next segment of this PC then.
CREATE TABLE audit_sent (
  recipient TEXT NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, had INTEGER NOT NULL, segment INTEGER NOT NULL,
  PRIMARY KEY (recipient, device)
) STRICT, WITHOUT ROWID;

-- What another PC last said of trails, as JSON, and what this one did.
ALTER TABLE device_other ADD COLUMN trail TEXT NOT NULL DEFAULT '';
ALTER TABLE device_self ADD COLUMN trail TEXT NOT NULL DEFAULT '';
