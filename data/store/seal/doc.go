// Package seal encrypts a database beneath SQLite, or keeps a check value for each
// page of a plain one (sums.c): only data/store imports it.
//
// A VFS of ours passes everything on to SQLite's own, so that locks, shared
// memory, syncs and paths stay SQLite's, and turns the pages that are read and
// written between plain and sealed. A page is sealed with AES-256-GCM under a
// new random nonce for every write. It is tied to the id of its file, the kind
// of file (database, log, journal), its number and, in a log or journal, its
// place, so that a changed, moved or foreign page is an error. The nonce and the
// tag are in the 32 bytes that SQLite leaves free at the end of each page.
//
// An older state of the whole file, or of one page of the database, is not
// noticed here. Nor is the index of the log (-shm) sealed: SQLite uses it as
// memory. It holds page numbers and one running 64-bit checksum over all pages
// in the log, from which only someone who knows every page in the log but for
// eight bytes could work those out. It is removed when the database is closed.
//
// The data key is random. The file begins with a header of slots, each of which
// holds the data key wrapped by a key from a passphrase (Argon2id) or by the
// recovery key. The header is read and written through SQLite's own VFS: any
// other handle of a live database would drop SQLite's locks when it is closed.
//
// Keys and passphrases are overwritten when they are no longer needed. What Go
// keeps beyond our reach is not: expanded keys in ciphers, strings of the window,
// and memory that Argon2id gave back.
package seal
