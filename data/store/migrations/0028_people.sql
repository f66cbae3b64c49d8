-- What each person who signs in may do: a role of package access and, for a
-- reception, the surgeries they work for (IDs with spaces between). Once ended_at
-- is set they may no longer sign in.
CREATE TABLE person_access (
  staff_id TEXT PRIMARY KEY REFERENCES staff(id), role TEXT NOT NULL, surgeries TEXT NOT NULL, ended_at TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;

-- How a person shows, in this file, who they are: the Argon2id hash of their
-- passphrase, or of a code for one sign-in (once). Wrong attempts slow the next.
CREATE TABLE sign_in (
  staff_id TEXT PRIMARY KEY REFERENCES staff(id), hash TEXT NOT NULL, once INTEGER NOT NULL, until TEXT NOT NULL,
  wrong INTEGER NOT NULL, wrong_at TEXT NOT NULL, last_at TEXT NOT NULL
) STRICT;

-- The audit trail as a chain: hash covers the hash of the row before and all of
-- this row, what names a record or a client only through mac, a keyed hash of it
-- under this row's own salt. Erasure takes those names and the salt, and the
-- chain stays whole. Rows from before have none; the first link covers them.
ALTER TABLE audit ADD COLUMN salt BLOB;
ALTER TABLE audit ADD COLUMN mac BLOB;
ALTER TABLE audit ADD COLUMN hash BLOB;
CREATE INDEX audit_day ON audit(at);

-- Whose clients are whose, for those who see only their own.
CREATE INDEX client_prescriber ON client(prescriber_id) WHERE prescriber_id IS NOT NULL;
CREATE INDEX episode_prescriber ON episode(prescriber_id, client_id) WHERE status <> 'closed';
