package store

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"time"

	"waymark/data"
)

// The audit trail is a chain: each row carries the hash of the row before it. What
// names a record or a client is covered only through a keyed hash under a salt of
// the row's own, so that erasure can take both away and leave the chain whole.

const (
	trailFormat = "waymark audit 1"
	saltSize    = 16
	// firstLink is the action of the row that covers what was written before there
	// was a chain.
	firstLink = "first link"
)

// trailRow is one row of the audit trail.
type trailRow struct {
	seq                       int64
	at, actor, action, record string
	id, client, fields        string // what erasure takes away
	salt, mac, hash           []byte
}

// link is the last row of the chain.
type link struct {
	seq  int64
	hash []byte
}

// keyed is the hash, under the row's salt, of what erasure takes away.
func (r *trailRow) keyed() []byte {
	h := hmac.New(sha256.New, r.salt)
	put(h, r.id, r.client, r.fields)
	return h.Sum(nil)
}

// chained is the hash of the row after the one with the hash before.
func (r *trailRow) chained(before []byte) []byte {
	h := sha256.New()
	put(h, trailFormat, string(before))
	_ = binary.Write(h, binary.BigEndian, r.seq) // a hash never fails
	put(h, r.at, r.actor, r.action, r.record, string(r.mac))
	return h.Sum(nil)
}

// put writes texts so that no two lists of texts are alike.
func put(h hash.Hash, texts ...string) {
	for _, text := range texts {
		_ = binary.Write(h, binary.BigEndian, uint32(len(text)))
		_, _ = h.Write([]byte(text))
	}
}

// Audit writes one row of the audit trail: never what a field held.
func (t *Tx) Audit(action, record string, id, client data.ID, fields string) error {
	if t.Quiet {
		return nil
	}
	return t.trail(trailRow{at: t.instant(t.Now), actor: string(t.Actor), action: action, record: record,
		id: string(id), client: string(client), fields: fields})
}

// trail adds a row to the chain.
func (t *Tx) trail(r trailRow) error {
	if t.head == nil {
		head, err := t.lastLink()
		if err != nil {
			return err
		}
		t.head = head
	}
	r.seq, r.salt = t.head.seq+1, make([]byte, saltSize)
	if _, err := rand.Read(r.salt); err != nil {
		return err
	}
	r.mac = r.keyed()
	r.hash = r.chained(t.head.hash)
	if err := t.Derive(`INSERT INTO audit (seq, at, actor, action, record, record_id, client_id, fields, salt, mac, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, r.seq, r.at, r.actor, r.action, r.record, r.id, r.client, r.fields, r.salt, r.mac, r.hash); err != nil {
		return err
	}
	t.head.seq, t.head.hash = r.seq, r.hash
	return nil
}

// headKey names the secret that says which row of the chain is the last, so that a
// check finds that rows at its end are gone. Whoever can write to the file can change
// both; it is against loss, and against a hand that does not know of it.
const headKey = "audit head"

// bytes are how a link is kept: its number and its hash.
func (l *link) bytes() []byte {
	return append(binary.BigEndian.AppendUint64(nil, uint64(l.seq)), l.hash...)
}

// readHead reads which row is said to be the last of the chain; nil if nothing says so.
func readHead(ctx context.Context, q Querier) (*link, error) {
	list, err := Collect(ctx, q, func(b *[]byte) []any { return []any{b} }, "SELECT value FROM secret WHERE name = ?", headKey)
	const number = 8
	if err != nil || len(list) == 0 || len(list[0]) < number {
		return nil, err
	}
	return &link{int64(binary.BigEndian.Uint64(list[0])), list[0][number:]}, nil
}

// lastLink is the row that the next one follows. If rows at the end of the chain are
// gone it is the one that was the last, so that the gap stays to be seen.
func (t *Tx) lastLink() (*link, error) {
	last := &link{}
	err := t.Values("SELECT seq, coalesce(hash, x'') FROM audit ORDER BY seq DESC LIMIT 1", nil, &last.seq, &last.hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	head, err := readHead(t.Ctx, t)
	if err == nil && head != nil && head.seq >= last.seq {
		last = head
	}
	return last, err
}

// keepHead notes the last row of the chain, if this transaction wrote one.
func (t *Tx) keepHead() error {
	if t.head == nil || len(t.head.hash) == 0 {
		return nil
	}
	return t.Derive("INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", headKey, t.head.bytes())
}

// beginHead notes the last row of a chain of which nothing says yet which it is.
func (t *Tx) beginHead() error {
	head, err := readHead(t.Ctx, t)
	if err != nil || head != nil || t.head != nil {
		return errors.Join(err, t.keepHead())
	}
	if t.head, err = t.lastLink(); err != nil {
		return err
	}
	return t.keepHead()
}

const trailColumns = "seq, at, actor, action, record, record_id, client_id, fields, salt, mac, hash"

func (r *trailRow) scan() []any {
	return []any{&r.seq, &r.at, &r.actor, &r.action, &r.record, &r.id, &r.client, &r.fields, &r.salt, &r.mac, &r.hash}
}

// linkTrail takes into the chain what an update of the program wrote, and begins
// the chain where there is none yet.
func (t *Tx) linkTrail() error {
	var begun bool
	if err := t.Value(&begun, "SELECT EXISTS (SELECT 1 FROM audit WHERE action = ? AND hash IS NOT NULL)", firstLink); err != nil {
		return err
	}
	if !begun {
		n, digest, err := older(t.Ctx, t)
		if err != nil {
			return err
		}
		return t.trail(trailRow{at: t.instant(t.Now), action: firstLink, record: covered(n, digest)})
	}
	updates, err := Collect(t.Ctx, t, (*trailRow).scan, "SELECT "+trailColumns+` FROM audit
		WHERE hash IS NULL AND action = 'migrate' AND seq > (SELECT max(seq) FROM audit WHERE hash IS NOT NULL) ORDER BY seq`)
	for _, r := range updates {
		if err == nil {
			err = t.Derive("DELETE FROM audit WHERE seq = ?", r.seq)
		}
	}
	for _, r := range updates {
		if err == nil {
			err = t.trail(r)
		}
	}
	return err
}

// older hashes the rows from before the chain, without what erasure takes away.
func older(ctx context.Context, q Querier) (n int, digest []byte, err error) {
	h := sha256.New()
	err = Each(ctx, q, (*trailRow).scan, func(r *trailRow) error {
		n++
		_ = binary.Write(h, binary.BigEndian, r.seq)
		put(h, r.at, r.actor, r.action, r.record)
		return nil
	}, "SELECT "+trailColumns+` FROM audit WHERE seq < coalesce((SELECT min(seq) FROM audit WHERE hash IS NOT NULL), 1 << 62) ORDER BY seq`)
	return n, h.Sum(nil), err
}

func covered(n int, digest []byte) string {
	return fmt.Sprintf("%d rows %s", n, hex.EncodeToString(digest))
}

// CheckTrail follows the chain of the audit trail, and returns a sentence that says
// where it is broken, "" where it is whole. Rows whose person was erased are part
// of it. That the last rows are missing it sees by the note of which row is the last.
func CheckTrail(ctx context.Context, q Querier) (fault string, err error) {
	var c chain
	err = Each(ctx, q, (*trailRow).scan, c.follow,
		"SELECT "+trailColumns+" FROM audit WHERE seq >= coalesce((SELECT min(seq) FROM audit WHERE hash IS NOT NULL), 0) ORDER BY seq")
	if err != nil || c.fault != "" {
		return c.fault, err
	}
	head, err := readHead(ctx, q)
	if err != nil {
		return "", Problem(err)
	}
	if fault := c.ends(head); fault != "" {
		return fault, nil
	}
	return firstLinkHolds(ctx, q)
}

// chain is the audit trail as far as it was followed.
type chain struct {
	begun bool
	last  int64  // the number of its last row
	hash  []byte // of that row
	fault string // where it is broken first
}

// follow takes the next row.
func (c *chain) follow(r *trailRow) error {
	if why := c.breaks(r); why != "" && c.fault == "" {
		c.fault = fmt.Sprintf("The audit trail is broken at row %d, of %s: %s.", r.seq, r.at, why)
	}
	c.begun, c.last, c.hash = true, r.seq, bytes.Clone(r.hash)
	return nil
}

// breaks says why a row does not follow the one before, "" if it does.
func (c *chain) breaks(r *trailRow) string {
	switch {
	case !c.begun && r.action != firstLink:
		return "it does not begin with its first link"
	case c.begun && r.seq != c.last+1:
		return "rows before it are missing"
	case r.salt == nil && r.id+r.client+r.fields != "":
		return "it names what was erased"
	case r.salt != nil && !hmac.Equal(r.keyed(), r.mac):
		return "what it names was changed"
	case !bytes.Equal(r.chained(c.hash), r.hash):
		return "it was changed"
	}
	return ""
}

// ends says what is wrong with the end of the trail, which the note of its last row
// tells; "" if nothing is.
func (c *chain) ends(head *link) string {
	switch {
	case !c.begun:
		return ""
	case head == nil:
		return "The note of which row of the audit trail is the last is missing, so rows at its end may be missing too."
	case head.seq > c.last:
		return fmt.Sprintf("The audit trail ends at row %d, and its last row was %d: rows at its end are missing.", c.last, head.seq)
	case head.seq < c.last || !bytes.Equal(head.hash, c.hash):
		return fmt.Sprintf("The end of the audit trail, from row %d on, was not written by Waymark.", min(head.seq+1, c.last))
	}
	return ""
}

// firstLinkHolds compares the first link with the rows that it covers.
func firstLinkHolds(ctx context.Context, q Querier) (fault string, err error) {
	var said string
	err = q.QueryRowContext(ctx, "SELECT record FROM audit WHERE hash IS NOT NULL ORDER BY seq LIMIT 1").Scan(&said)
	if errors.Is(err, sql.ErrNoRows) {
		return "The audit trail has no first link.", nil
	}
	if err != nil {
		return "", Problem(err)
	}
	n, digest, err := older(ctx, q)
	if err == nil && covered(n, digest) != said {
		fault = "Rows of the audit trail from before its first link were changed."
	}
	return fault, err
}

// The reads of screens are noted together, at most noteDelay after the first.
const (
	noteDelay = time.Second
	// noteAgain is for how long the same read by the same person is one row.
	noteAgain = 5 * time.Minute
	mostNotes = 10_000
)
