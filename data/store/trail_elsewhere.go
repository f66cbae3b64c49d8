package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// On the PC of a manager stand the trails of the other PCs of the service too, each as
// its PC wrote it, in tables of their own that no one else writes. So whoever has one
// can follow its chain.

// ThisTrail is the number of the trail of this PC; those of others count from 1.
const ThisTrail = 0

// TrailChain is how far a trail of another PC is here.
type TrailChain struct {
	Number int64
	Seq    int64  // of its last row
	Hash   []byte // of that row
}

// ErrTrailUnfit says that rows are not what follows in a trail.
var ErrTrailUnfit = errors.New("rows that do not follow in the audit trail")

// ErrTrailGap says that rows of a trail are missing before those that came.
var ErrTrailGap = errors.New("rows of the audit trail before these are not here")

// trailTable is what the rows of a trail are read from.
func trailTable(number int64) string {
	if number == ThisTrail {
		return ownTrail
	}
	return fmt.Sprintf("(SELECT * FROM audit_elsewhere WHERE chain = %d)", number)
}

// TrailRows reads the rows of a trail after one and up to another, some of them if
// there are more than most. What was written before there was a chain comes with its
// first link, which covers it.
func TrailRows(ctx context.Context, q Querier, number, after, upTo int64, most int) ([]TrailRow, error) {
	from := trailTable(number)
	rows, err := Collect(ctx, q, (*TrailRow).scan, "SELECT "+trailColumns+" FROM "+from+" WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?", after, upTo, most)
	if err != nil || len(rows) == 0 || rows[len(rows)-1].Hash != nil {
		return rows, err
	}
	rest, err := Collect(ctx, q, (*TrailRow).scan, "SELECT "+trailColumns+" FROM "+from+` WHERE seq > ?
		AND seq <= (SELECT min(seq) FROM `+from+" WHERE hash IS NOT NULL) ORDER BY seq", rows[len(rows)-1].Seq)
	return append(rows, rest...), err
}

// TrailEnd is the last row of the trail of this PC.
func TrailEnd(ctx context.Context, q Querier) (seq int64, hash []byte, err error) {
	err = q.QueryRowContext(ctx, "SELECT seq, hash FROM audit WHERE hash IS NOT NULL ORDER BY seq DESC LIMIT 1").Scan(&seq, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil, nil
	}
	return seq, hash, Problem(err)
}

// AddTrail adds to a trail of another PC what follows there, of which the last row has
// the hash end. Rows that are here already are passed over. Of whoever was erased
// nothing is kept. The error is ErrTrailUnfit or ErrTrailGap if the rows are not what
// follows, and then none is added.
func (t *Tx) AddTrail(to *TrailChain, rows []TrailRow, end []byte, erased func(id string) bool) error {
	begun := len(to.Hash) > 0
	rows = slices.Clone(rows)
	rows = slices.DeleteFunc(rows, func(r TrailRow) bool { return r.Seq <= to.Seq })
	if len(rows) == 0 {
		return nil
	}
	if begun && rows[0].Seq > to.Seq+1 {
		return ErrTrailGap
	}
	c := chain{begun: begun, last: to.Seq, hash: to.Hash}
	for i := range rows {
		if !c.links(&rows[i]) {
			return ErrTrailUnfit
		}
	}
	if !bytes.Equal(c.hash, end) {
		return ErrTrailUnfit
	}
	if err := t.insertTrail(to.Number, rows, erased); err != nil {
		return err
	}
	to.Seq, to.Hash = c.last, c.hash
	if err := t.Derive("UPDATE audit_chain SET seq = ?, hash = ? WHERE number = ?", to.Seq, to.Hash, to.Number); err != nil {
		return err
	}
	if !begun {
		if fault, err := firstLinkHolds(t.Ctx, t, trailTable(to.Number), ""); err != nil || fault != "" {
			return errors.Join(ErrTrailUnfit, err)
		}
	}
	return t.hideShared(to.Number)
}

// links works out the hash of a row that came, and reports whether it follows.
func (c *chain) links(r *TrailRow) bool {
	if r.Salt == nil && r.Mac == nil { // from before there was a chain
		r.Hash = nil
		return !c.begun && r.Action != firstLink
	}
	if r.Salt != nil {
		r.Mac = r.keyed()
	}
	r.Hash = r.chained(c.hash)
	_ = c.follow(r) // which only says what is broken
	return c.broken == nil
}

func (t *Tx) insertTrail(number int64, rows []TrailRow, erased func(id string) bool) error {
	for i := range rows {
		r := &rows[i]
		if r.isAbout(erased) {
			r.ID, r.Client, r.Fields, r.Salt = "", "", "", nil
		}
		if err := t.Derive(`INSERT INTO audit_elsewhere (chain, seq, at, actor, action, record, record_id, client_id, fields, salt, mac, hash)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, number, r.Seq, r.At, r.Actor, r.Action, r.Record, r.ID, r.Client, r.Fields, r.Salt, r.Mac, r.Hash); err != nil {
			return err
		}
	}
	return nil
}

// hideShared has rows that stand in two trails be shown once: a PC that was restored,
// or joined again, goes on under other keys with the trail that it had.
func (t *Tx) hideShared(number int64) error {
	others, err := Collect(t.Ctx, t, func(n *int64) []any { return []any{n} }, "SELECT number FROM audit_chain WHERE number <> ? AND seq > 0 UNION SELECT ?", number, ThisTrail)
	for _, other := range others {
		if err != nil {
			break
		}
		var upTo int64
		if upTo, err = t.sharedUpTo(number, other); err == nil && upTo > 0 {
			err = t.Derive("UPDATE audit_chain SET shown_after = max(shown_after, ?) WHERE number = ?", upTo, max(number, other))
		}
	}
	return err
}

// sharedUpTo is the last row that two trails have in common, 0 if there is none. If they
// have one in common, then all before it: each has the hash of the one before.
func (t *Tx) sharedUpTo(a, b int64) (upTo int64, err error) {
	var first, lastA, lastB sql.NullInt64
	if err := t.Values("SELECT (SELECT min(seq) FROM "+trailTable(a)+" WHERE hash IS NOT NULL), (SELECT max(seq) FROM "+trailTable(a)+"), (SELECT max(seq) FROM "+trailTable(b)+")",
		nil, &first, &lastA, &lastB); err != nil || !first.Valid {
		return 0, err
	}
	low, high := first.Int64-1, min(lastA.Int64, lastB.Int64) // the last is at low or beyond, and not beyond high
	for low < high {
		middle := high - (high-low)/2
		if low < first.Int64 {
			middle = first.Int64 // most have none in common
		}
		same, err := t.sameHash(a, b, middle)
		switch {
		case err != nil:
			return 0, err
		case same:
			low = middle
		default:
			high = middle - 1
		}
	}
	if low < first.Int64 {
		return 0, nil
	}
	return low, nil
}

func (t *Tx) sameHash(a, b, seq int64) (same bool, err error) {
	err = t.Value(&same, "SELECT coalesce((SELECT hash FROM "+trailTable(a)+" WHERE seq = ?1) = (SELECT hash FROM "+trailTable(b)+" WHERE seq = ?1), 0)", seq)
	return same, err
}

// CheckTrailsElsewhere follows the chains of the trails of other PCs that are here, and
// returns a sentence for each that is broken, and for each of which a meeting found
// that something is wrong.
func CheckTrailsElsewhere(ctx context.Context, q Querier) (faults []string, err error) {
	type kept struct {
		TrailChain
		name, fault string
	}
	list, err := Collect(ctx, q, func(k *kept) []any { return []any{&k.Number, &k.Seq, &k.Hash, &k.name, &k.fault} },
		"SELECT number, seq, hash, name, fault FROM audit_chain ORDER BY number")
	for _, k := range list {
		if err != nil {
			break
		}
		if k.fault != "" {
			faults = append(faults, k.fault)
		}
		var fault string
		if k.Seq > 0 {
			fault, err = checkTrail(ctx, q, trailTable(k.Number), fmt.Sprintf("The audit trail of “%s”", k.name), &link{k.Seq, k.Hash})
		}
		if fault != "" {
			faults = append(faults, fault)
		}
	}
	return faults, err
}
