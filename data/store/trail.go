package store

import (
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
	// ownTrail is the table of the trail of this PC.
	ownTrail    = "audit"
	trailFormat = "waymark audit 1"
	saltSize    = 16
	// firstLink is the action of the row that covers what was written before there
	// was a chain.
	firstLink = "first link"
)

// TrailRow is one row of an audit trail. Erasure takes ID, Client, Fields and Salt away.
// Rows from before there was a chain have neither Salt nor Mac nor Hash.
type TrailRow struct {
	Seq                       int64
	At, Actor, Action, Record string
	ID, Client, Fields        string
	Salt, Mac, Hash           []byte
}

// link is the last row of the chain.
type link struct {
	seq  int64
	hash []byte
}

// keyed is the hash, under the row's salt, of what erasure takes away.
func (r *TrailRow) keyed() []byte {
	h := hmac.New(sha256.New, r.Salt)
	put(h, r.ID, r.Client, r.Fields)
	return h.Sum(nil)
}

// chained is the hash of the row after the one with the hash before.
func (r *TrailRow) chained(before []byte) []byte {
	h := sha256.New()
	put(h, trailFormat, string(before))
	_ = binary.Write(h, binary.BigEndian, r.Seq) // a hash never fails
	put(h, r.At, r.Actor, r.Action, r.Record, string(r.Mac))
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
	return t.trail(TrailRow{At: t.instant(t.Now), Actor: string(t.Actor), Action: action, Record: record,
		ID: string(id), Client: string(client), Fields: fields})
}

// trail adds a row to the chain.
func (t *Tx) trail(r TrailRow) error {
	if t.head == nil {
		head, err := t.lastLink()
		if err != nil {
			return err
		}
		t.head = head
	}
	r.Seq, r.Salt = t.head.seq+1, make([]byte, saltSize)
	if _, err := rand.Read(r.Salt); err != nil {
		return err
	}
	r.Mac = r.keyed()
	r.Hash = r.chained(t.head.hash)
	if err := t.Derive(`INSERT INTO audit (seq, at, actor, action, record, record_id, client_id, fields, salt, mac, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, r.Seq, r.At, r.Actor, r.Action, r.Record, r.ID, r.Client, r.Fields, r.Salt, r.Mac, r.Hash); err != nil {
		return err
	}
	t.head.seq, t.head.hash = r.Seq, r.Hash
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

func (r *TrailRow) scan() []any {
	return []any{&r.Seq, &r.At, &r.Actor, &r.Action, &r.Record, &r.ID, &r.Client, &r.Fields, &r.Salt, &r.Mac, &r.Hash}
}

// linkTrail takes into the chain what an update of the program wrote, and begins
// the chain where there is none yet.
func (t *Tx) linkTrail() error {
	var begun bool
	if err := t.Value(&begun, "SELECT EXISTS (SELECT 1 FROM audit WHERE action = ? AND hash IS NOT NULL)", firstLink); err != nil {
		return err
	}
	if !begun {
		n, digest, err := older(t.Ctx, t, ownTrail)
		if err != nil {
			return err
		}
		return t.trail(TrailRow{At: t.instant(t.Now), Action: firstLink, Record: covered(n, digest)})
	}
	updates, err := Collect(t.Ctx, t, (*TrailRow).scan, "SELECT "+trailColumns+` FROM audit
		WHERE hash IS NULL AND action = 'migrate' AND seq > (SELECT max(seq) FROM audit WHERE hash IS NOT NULL) ORDER BY seq`)
	for _, r := range updates {
		if err == nil {
			err = t.Derive("DELETE FROM audit WHERE seq = ?", r.Seq)
		}
	}
	for _, r := range updates {
		if err == nil {
			err = t.trail(r)
		}
	}
	return err
}

// older hashes the rows of a trail from before the chain, without what erasure takes
// away.
func older(ctx context.Context, q Querier, from string) (n int, digest []byte, err error) {
	h := sha256.New()
	err = Each(ctx, q, (*TrailRow).scan, func(r *TrailRow) error {
		n++
		_ = binary.Write(h, binary.BigEndian, r.Seq)
		put(h, r.At, r.Actor, r.Action, r.Record)
		return nil
	}, "SELECT "+trailColumns+" FROM "+from+" WHERE seq < coalesce((SELECT min(seq) FROM "+from+" WHERE hash IS NOT NULL), 1 << 62) ORDER BY seq")
	return n, h.Sum(nil), err
}

func covered(n int, digest []byte) string {
	return fmt.Sprintf("%d rows %s", n, hex.EncodeToString(digest))
}

// The reads of screens are noted together, at most noteDelay after the first.
const (
	noteDelay = time.Second
	// noteAgain is for how long the same read by the same person is one row.
	noteAgain = 5 * time.Minute
	mostNotes = 10_000
)
