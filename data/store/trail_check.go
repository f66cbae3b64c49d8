package store

import (
	"bytes"
	"context"
	"crypto/hmac"
	"database/sql"
	"errors"
	"fmt"
)

// CheckTrail follows the chain of the audit trail of this PC, and returns a sentence
// that says where it is broken, "" where it is whole. Rows whose person was erased are
// part of it. That the last rows are missing it sees by the note of which row is the
// last.
func CheckTrail(ctx context.Context, q Querier) (fault string, err error) {
	head, err := readHead(ctx, q)
	if err != nil {
		return "", Problem(err)
	}
	return checkTrail(ctx, q, ownTrail, "The audit trail", head)
}

// checkTrail follows the chain in a table. named begins the sentence.
func checkTrail(ctx context.Context, q Querier, from, named string, head *link) (fault string, err error) {
	var c chain
	err = Each(ctx, q, (*TrailRow).scan, c.follow,
		"SELECT "+trailColumns+" FROM "+from+" WHERE seq >= coalesce((SELECT min(seq) FROM "+from+" WHERE hash IS NOT NULL), 0) ORDER BY seq")
	if err != nil {
		return "", err
	}
	if c.broken == nil {
		return c.endsAt(ctx, q, from, named, head)
	}
	return fmt.Sprintf("%s is broken at row %d, of %s: %s.", named, c.broken.Seq, c.broken.At, c.why), nil
}

// endsAt says what is wrong with the end of a chain that was followed, and with what
// its first link covers.
func (c *chain) endsAt(ctx context.Context, q Querier, from, named string, head *link) (fault string, err error) {
	if fault := c.ends(named, head); fault != "" {
		return fault, nil
	}
	return firstLinkHolds(ctx, q, from, named)
}

// chain is an audit trail as far as it was followed.
type chain struct {
	begun  bool
	last   int64     // the number of its last row
	hash   []byte    // of that row
	broken *TrailRow // where it is broken first
	why    string
}

// follow takes the next row.
func (c *chain) follow(r *TrailRow) error {
	if why := c.breaks(r); why != "" && c.broken == nil {
		c.broken, c.why = &TrailRow{Seq: r.Seq, At: r.At}, why
	}
	c.begun, c.last, c.hash = true, r.Seq, bytes.Clone(r.Hash)
	return nil
}

// breaks says why a row does not follow the one before, "" if it does.
func (c *chain) breaks(r *TrailRow) string {
	switch {
	case !c.begun && r.Action != firstLink:
		return "it does not begin with its first link"
	case c.begun && r.Seq != c.last+1:
		return "rows before it are missing"
	case r.Salt == nil && r.ID+r.Client+r.Fields != "":
		return "it names what was erased"
	case r.Salt != nil && !hmac.Equal(r.keyed(), r.Mac):
		return "what it names was changed"
	case !bytes.Equal(r.chained(c.hash), r.Hash):
		return "it was changed"
	}
	return ""
}

// ends says what is wrong with the end of the trail, which the note of its last row
// tells; "" if nothing is.
func (c *chain) ends(named string, head *link) string {
	switch {
	case !c.begun:
		return ""
	case head == nil:
		return "The note of which row of the audit trail is the last is missing, so rows at its end may be missing too."
	case head.seq > c.last:
		return fmt.Sprintf("%s ends at row %d, and its last row was %d: rows at its end are missing.", named, c.last, head.seq)
	case head.seq < c.last || !bytes.Equal(head.hash, c.hash):
		return fmt.Sprintf("The end of the audit trail, from row %d on, was not written by Waymark.", min(head.seq+1, c.last))
	}
	return ""
}

// firstLinkHolds compares the first link of a trail with the rows that it covers.
func firstLinkHolds(ctx context.Context, q Querier, from, named string) (fault string, err error) {
	var said string
	err = q.QueryRowContext(ctx, "SELECT record FROM "+from+" WHERE hash IS NOT NULL ORDER BY seq LIMIT 1").Scan(&said)
	if errors.Is(err, sql.ErrNoRows) {
		return named + " has no first link.", nil
	}
	if err != nil {
		return "", Problem(err)
	}
	n, digest, err := older(ctx, q, from)
	if err == nil && covered(n, digest) != said {
		fault = named + " has rows from before its first link that were changed."
	}
	return fault, err
}
