package store

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
)

// clockShift leaves room for a counter beside the milliseconds of a hybrid
// logical clock (Kulkarni et al., "Logical Physical Clocks", 2014).
const clockShift = 16

// tick returns the clock of this transaction: the PC's time, or one more than
// the last clock where the PC's time has not moved on or went back. All entries
// of one transaction share it.
func (t *Tx) tick() int64 {
	if t.clock == 0 {
		t.clock = max(t.Now.UnixMilli()<<clockShift, t.store.clock+1)
		t.store.clock = t.clock // one writer at a time
	}
	return t.clock
}

// readClock returns the last clock of the database, so that the next one is
// later although the PC's clock went back. Where other devices were met, it is the
// greatest that they had.
func readClock(ctx context.Context, q Querier) (clock int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT max(coalesce((SELECT clock FROM change_entry ORDER BY seq DESC LIMIT 1), 0),
		coalesce((SELECT clock FROM tombstone ORDER BY seq DESC LIMIT 1), 0), coalesce((SELECT clock FROM exchange_state), 0))`).Scan(&clock)
	return clock, err
}

// KeyOf returns the key of a row as change entries hold it: the 16 bytes of a
// UUID, else text.
func KeyOf(key ...any) any {
	if len(key) == 1 {
		text := fmt.Sprint(key[0])
		if id, err := uuid.Parse(text); err == nil && id.String() == text {
			return id[:]
		}
		return text
	}
	words := make([]string, len(key))
	for i, k := range key {
		words[i] = fmt.Sprint(k)
	}
	return strings.Join(words, "\x1f")
}

// Entry notes that a row is new (no columns) or which of its columns changed.
func (t *Tx) Entry(name string, key any, changed ...string) error {
	return t.entry(name, key, 0, changed)
}

// stampStays is the bit of a change entry whose write left the stamp of the row
// as it was.
const stampStays = 1 << 62

// entry is Entry with a further bit for a change of columns.
func (t *Tx) entry(name string, key any, further int64, changed []string) error {
	spec := register[name]
	if spec.kind != records {
		return nil
	}
	bits, err := spec.bits(changed)
	if err != nil || bits == 0 && len(changed) > 0 {
		return err // only what is derived changed
	}
	if t.actorKey == nil {
		t.actorKey = KeyOf(t.Actor)
	}
	return t.addEntry(spec.number, key, int64(bits)|further, t.tick(), t.actorKey)
}

func (t *Tx) addEntry(values ...any) error {
	t.entries = append(t.entries, values...)
	if len(t.entries) == entryBatch*entryColumns {
		return t.writeEntries()
	}
	return nil
}

const (
	entryBatch   = 100 // rows written by one statement: an import has many
	entryColumns = 5
)

// writeEntries writes the change entries that wait for their batch to be full.
func (t *Tx) writeEntries() error {
	n := len(t.entries) / entryColumns
	if n == 0 {
		return nil
	}
	// OR FAIL: a statement of several rows that may abort has a savepoint of its
	// own, at which FTS5 writes out what it gathers. A failure ends the
	// transaction all the same.
	_, err := t.execute("INSERT OR FAIL INTO change_entry (tbl, row, columns, clock, actor) VALUES (?, ?, ?, ?, ?)"+
		strings.Repeat(", (?, ?, ?, ?, ?)", n-1), t.entries...)
	t.entries = t.entries[:0]
	return err
}

// tombstone notes that a row is gone.
func (t *Tx) tombstone(name string, key any, erased bool) error {
	spec := register[name]
	if spec.kind != records {
		return nil
	}
	return t.tombstoneOf(spec.number, key, erased)
}

func (t *Tx) tombstoneOf(table int, key any, erased bool) error {
	_, err := t.execute("INSERT INTO tombstone (tbl, row, erased, clock, actor) VALUES (?, ?, ?, ?, ?)",
		table, key, erased, t.tick(), KeyOf(t.Actor))
	return err
}

// buryAgain writes the tombstone of an erased row as another database has it.
func (t *Tx) buryAgain(r erasedRow) error {
	_, err := t.execute("INSERT INTO tombstone (tbl, row, erased, clock, actor) VALUES (?, ?, 1, ?, ?)", r.table, r.row, r.clock, r.actor)
	return err
}

// erasureKey names the secret that hashes the keys of erased rows.
const erasureKey = "erasure"

// secret returns one of this service's secrets, and makes it at first use.
func (t *Tx) secret(name string) ([]byte, error) {
	var value []byte
	err := t.Value(&value, "SELECT value FROM secret WHERE name = ?", name)
	if !errors.Is(err, sql.ErrNoRows) {
		return value, err
	}
	value = make([]byte, sha256.Size)
	if _, err := rand.Read(value); err != nil {
		return nil, err
	}
	return value, t.Derive("INSERT INTO secret (name, value) VALUES (?, ?)", name, value)
}

// hashed returns the keyed hash that stands for the key of an erased row.
func hashed(secret []byte, key any) []byte {
	mac := hmac.New(sha256.New, secret)
	switch v := key.(type) {
	case []byte:
		mac.Write(v)
	default:
		_, _ = fmt.Fprint(mac, v)
	}
	return mac.Sum(nil)[:16]
}

// clockTime is when a clock of a change entry was read.
func clockTime(clock int64) time.Time { return time.UnixMilli(clock >> clockShift).UTC() }
