package devices

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"waymark/data/access"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/exchange/segment"
	"waymark/data/store"
)

// Keeper keeps what this device knows of its service between meetings. It works for
// the program, whoever has signed in: meetings go on while a PC is locked.
type Keeper struct{ db *store.Door }

var _ meeting.Keeper = (*Keeper)(nil)

// NewKeeper opens this slice of a database to meetings.
func NewKeeper(db *store.Store) *Keeper {
	return &Keeper{db.For(access.NewSession("", access.Everything, db.Clock()), access.Devices)}
}

// Place says where this PC meets the others.
type Place struct {
	Standing meeting.Standing
	Service  string
	Marker   []byte
	Store    Store
	// First says that this PC founded the service and has not met yet, so nothing may
	// mark the service's place in the store.
	First bool
}

// Meets reports whether there is someone to meet.
func (p *Place) Meets() bool { return p.Standing.Meets() }

// Place says where this PC meets the others.
func (k *Keeper) Place(ctx context.Context) (*Place, error) {
	p := &Place{}
	err := k.db.QueryRowContext(ctx, `SELECT standing, service, founding, store, store_id, store_secret, unsealed,
		last_number = 0 AND request IS NULL AND standing = ? FROM device_self`, meeting.Belongs).
		Scan(&p.Standing, &p.Service, &p.Marker, &p.Store.Address, &p.Store.ID, &p.Store.Secret, &p.Store.Unsealed, &p.First)
	if errors.Is(err, sql.ErrNoRows) {
		return p, nil
	}
	return p, store.Problem(err)
}

// State implements meeting.Keeper.
func (k *Keeper) State(ctx context.Context) (s *meeting.State, err error) {
	err = k.db.Look(ctx, func(t *store.Tx) error {
		s, err = stateOf(t)
		return err
	})
	return s, err
}

func stateOf(t *store.Tx) (*meeting.State, error) {
	s := &meeting.State{Covered: map[string]int64{}, Others: map[string]*meeting.Other{}, SentTrails: map[meeting.Line]meeting.SentTrail{}}
	var secret, last []byte
	var trails string
	err := t.Values(`SELECT service, standing, secret, request, cursor, last_number, last_hash, last_at, removed, purge, fresh, erased, begins, trail
		FROM device_self`, nil, &s.Service, &s.Standing, &secret, &s.Request, &s.Cursor, &s.Last.Number, &last, store.AtOrNever(&s.LastAt),
		&s.Removed, &s.Purge, &s.Fresh, &s.Erased, &s.Begin, &trails)
	if errors.Is(err, sql.ErrNoRows) {
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	copy(s.Last.Hash[:], last)
	if s.Standing == meeting.Left || s.Standing == meeting.Struck {
		return s, nil
	}
	if s.Identity, err = member.ParseIdentity(secret); err != nil {
		return nil, err
	}
	if s.Trails, err = saidOf(trails); err != nil {
		return nil, err
	}
	for _, read := range []func(*store.Tx, *meeting.State) error{readEntries, readOwn, readOthers, readOwed, readSeeds, readSentTrails} {
		if err := read(t, s); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func readEntries(t *store.Tx, s *meeting.State) error {
	type row struct {
		member.Entry
		published bool
	}
	return store.Each(t.Ctx, t, func(r *row) []any { return []any{&r.Body, &r.Signature, &r.published} }, func(r *row) error {
		e := member.Entry{Body: slices.Clone(r.Body), Signature: slices.Clone(r.Signature)}
		s.Entries = append(s.Entries, e)
		if !r.published {
			s.Unpublished = append(s.Unpublished, e)
		}
		return nil
	}, "SELECT body, signature, published FROM device_entry ORDER BY hash")
}

func readOwn(t *store.Tx, s *meeting.State) error {
	type row struct {
		meeting.Own
		hash []byte
	}
	return store.Each(t.Ctx, t, func(r *row) []any {
		return []any{&r.Number, &r.hash, store.At(&r.At), &r.Whole, &r.Written, &r.Changes, &r.Erasures, &r.Before, &r.Held}
	}, func(r *row) error {
		copy(r.Hash[:], r.hash)
		s.Own = append(s.Own, r.Own)
		return nil
	}, `SELECT number, hash, at, whole, written, changes, erasures, gathered,
		EXISTS (SELECT 1 FROM device_object o WHERE o.number = device_own.number) FROM device_own ORDER BY number`)
}

func readOthers(t *store.Tx, s *meeting.State) error {
	type row struct {
		device string
		meeting.Other
		hash    []byte
		covered int64
		trails  string
	}
	me := s.Identity.ID()
	return store.Each(t.Ctx, t, func(r *row) []any {
		return []any{&r.device, &r.Number, &r.hash, store.AtOrNever(&r.At), &r.Confirmed, &r.Erased, &r.Vouched, &r.covered, &r.trails}
	}, func(r *row) (err error) {
		copy(r.Hash[:], r.hash)
		if s.Covered[r.device] = r.covered; r.device != me {
			o := r.Other
			s.Others[r.device] = &o
			o.Trails, err = saidOf(r.trails)
		}
		return err
	}, "SELECT device, number, hash, at, confirmed, erased, vouched, covered, trail FROM device_other")
}

func readOwed(t *store.Tx, s *meeting.State) (err error) {
	s.Owed, err = store.Collect(t.Ctx, t, func(o *meeting.Owed) []any { return []any{&o.Device, &o.Seed, &o.Zstd} },
		"SELECT device, seed > 0, seed > 1 FROM device_owed ORDER BY device")
	return err
}

// write is one transaction that no screen shows.
func (k *Keeper) write(ctx context.Context, fn func(t *store.Tx) error) error {
	return k.db.Write(ctx, store.Change{}, fn)
}

// Learn implements meeting.Keeper.
func (k *Keeper) Learn(ctx context.Context, entries []member.Entry, publish bool) error {
	return k.write(ctx, func(t *store.Tx) error { return learn(t, entries, publish) })
}

func learn(t *store.Tx, entries []member.Entry, publish bool) error {
	for _, e := range entries {
		hash := e.Hash()
		if err := t.Derive("INSERT OR IGNORE INTO device_entry (hash, body, signature, published) VALUES (?, ?, ?, ?)",
			hash[:], e.Body, e.Signature, !publish); err != nil {
			return err
		}
	}
	return nil
}

// putOther moves what is known of another device's chain on, never back.
func putOther(t *store.Tx, device string, o meeting.Other) error {
	return t.Derive(`INSERT INTO device_other (device, number, hash, at, confirmed, erased, vouched) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
		ON CONFLICT (device) DO UPDATE SET number = max(number, ?2), hash = iif(?2 > number, ?3, hash), at = max(at, ?4),
		confirmed = max(confirmed, ?5), erased = max(erased, ?6), vouched = max(vouched, ?7)`,
		device, o.Number, o.Hash[:], store.InstantOrNever(o.At), o.Confirmed, o.Erased, o.Vouched)
}

// Advance implements meeting.Keeper.
func (k *Keeper) Advance(ctx context.Context, to meeting.Advance) error {
	return k.write(ctx, func(t *store.Tx) error {
		me, err := ownID(t)
		if err != nil {
			return err
		}
		var erased int64
		if to.Header.Erasures > 0 {
			erased = to.Header.Number
		}
		if err := putOther(t, to.Device, meeting.Other{Head: to.Head, At: to.Header.Time(), Confirmed: to.Header.Met[me].Number, Erased: erased}); err != nil {
			return err
		}
		if err := hearTrails(t, to.Device, to.Header); err != nil {
			return err
		}
		for _, device := range slices.Sorted(maps.Keys(to.Vouched)) {
			if err := putOther(t, device, meeting.Other{Vouched: to.Vouched[device]}); err != nil {
				return err
			}
		}
		for _, device := range slices.Sorted(maps.Keys(to.Heads)) {
			if head := to.Heads[device]; device != me {
				if err := putOther(t, device, meeting.Other{Head: head}); err != nil {
					return err
				}
			}
		}
		if err := t.Derive("UPDATE device_self SET fresh = fresh + ?, erased = max(erased, ?), begins = iif(?, 0, begins)",
			to.Counts, erased > 0, to.Snapshot); err != nil {
			return err
		}
		return cover(t, to.Covered, to.Purge)
	})
}

// cover keeps what snapshots made superfluous.
func cover(t *store.Tx, covered map[string]int64, purge int64) error {
	for _, device := range slices.Sorted(maps.Keys(covered)) {
		if err := t.Derive(`INSERT INTO device_other (device, covered) VALUES (?1, ?2)
			ON CONFLICT (device) DO UPDATE SET covered = ?2 WHERE covered <> ?2`, device, covered[device]); err != nil {
			return err
		}
	}
	return t.Derive("UPDATE device_self SET purge = ?1 WHERE purge <> ?1", purge)
}

// ownID returns the id of this device.
func ownID(t *store.Tx) (string, error) {
	var secret []byte
	if err := t.Value(&secret, "SELECT secret FROM device_self"); err != nil {
		return "", err
	}
	id, err := member.ParseIdentity(secret)
	if err != nil {
		return "", err
	}
	return id.ID(), nil
}

// Keep implements meeting.Keeper.
func (k *Keeper) Keep(ctx context.Context, s meeting.Kept) error {
	return k.write(ctx, func(t *store.Tx) error {
		h := s.Header
		at := store.Instant(h.Time())
		if err := t.Derive("INSERT INTO device_own (number, hash, at, whole, written, changes, erasures, gathered) VALUES (?, ?, ?, ?, 0, ?, ?, ?)",
			h.Number, s.Head.Hash[:], at, h.Whole, h.Changes, h.Erasures, s.Before); err != nil {
			return err
		}
		for i, o := range s.Objects {
			if err := t.Derive("INSERT INTO device_object (number, place, name, body) VALUES (?, ?, ?, ?)", h.Number, i, o.Name, o.Body); err != nil {
				return err
			}
		}
		for _, e := range s.Entries { // not all: someone may have let a device in meanwhile
			hash := e.Hash()
			if err := t.Derive("UPDATE device_entry SET published = 1 WHERE hash = ?", hash[:]); err != nil {
				return err
			}
		}
		said, err := textOf(h.Trails)
		if err != nil {
			return err
		}
		if err := t.Derive(`UPDATE device_self SET cursor = ?, last_number = ?, last_hash = ?, last_at = ?, removed = ?, fresh = 0, erased = 0, trail = ?`,
			s.Cursor, h.Number, s.Head.Hash[:], at, h.Removed, said); err != nil {
			return err
		}
		// How far an erasure has come stays known.
		if err := t.Derive("DELETE FROM device_own WHERE number < ? AND erasures = 0", h.Removed); err != nil {
			return err
		}
		if err := keepSeed(t, h); err != nil {
			return err
		}
		return cover(t, s.Covered, s.Purge)
	})
}

// Objects implements meeting.Keeper.
func (k *Keeper) Objects(ctx context.Context, number int64) ([]segment.Object, error) {
	return store.Collect(ctx, k.db, func(o *segment.Object) []any { return []any{&o.Name, &o.Body} },
		"SELECT name, body FROM device_object WHERE number = ? ORDER BY place", number)
}

// Wrote implements meeting.Keeper. A snapshot is let go of at once: it is large, and
// another one can be made.
func (k *Keeper) Wrote(ctx context.Context, number int64) error {
	return k.write(ctx, func(t *store.Tx) error {
		if err := t.Derive("UPDATE device_own SET written = 1 WHERE number = ?", number); err != nil {
			return err
		}
		return t.Derive("DELETE FROM device_object WHERE number IN (SELECT number FROM device_own WHERE number = ? AND whole = 1)", number)
	})
}

// Drop implements meeting.Keeper.
func (k *Keeper) Drop(ctx context.Context, upTo int64) error {
	return k.write(ctx, func(t *store.Tx) error {
		return t.Derive("DELETE FROM device_object WHERE number IN (SELECT number FROM device_own WHERE written = 1 AND number <= ?)", upTo)
	})
}

// Joined implements meeting.Keeper.
func (k *Keeper) Joined(ctx context.Context, entries []member.Entry) error {
	return k.write(ctx, func(t *store.Tx) error {
		if err := learn(t, entries, false); err != nil {
			return err
		}
		if err := t.Derive("UPDATE device_self SET standing = ?, begins = 1", meeting.Belongs); err != nil {
			return err
		}
		return t.Audit("join", "devices", "", "", "")
	})
}

// Answered implements meeting.Keeper.
func (k *Keeper) Answered(ctx context.Context, device string) error {
	return k.write(ctx, func(t *store.Tx) error { return t.Derive("DELETE FROM device_owed WHERE device = ?", device) })
}

// Renew implements meeting.Keeper.
func (k *Keeper) Renew(ctx context.Context, r meeting.Renewal) error {
	return k.write(ctx, func(t *store.Tx) error {
		if err := forgetOwn(t); err != nil {
			return err
		}
		if err := t.Derive("UPDATE device_entry SET published = 0"); err != nil {
			return err
		}
		if err := t.Derive("UPDATE device_other SET confirmed = 0"); err != nil { // they had segments of the old name
			return err
		}
		if err := learn(t, []member.Entry{r.Entry}, true); err != nil {
			return err
		}
		if err := putOther(t, r.Was, meeting.Other{Head: r.Head}); err != nil {
			return err
		}
		if err := t.Derive(`UPDATE device_self SET secret = ?, request = ?, standing = ?, cursor = ?, last_number = 0, last_hash = NULL, last_at = '',
			removed = 0, purge = 0, fresh = 0, erased = 0, trail = ''`, r.As.Secret(), r.Request, meeting.Renewed, r.Cursor); err != nil {
			return err
		}
		return t.Audit("begin anew", "devices", "", "", "")
	})
}

// forgetOwn lets go of what this PC sealed under keys that it has no longer.
func forgetOwn(t *store.Tx) error {
	if err := t.Derive("DELETE FROM device_object"); err != nil {
		return err
	}
	if err := t.Derive("DELETE FROM device_own"); err != nil {
		return err
	}
	if err := t.Derive("DELETE FROM device_seed"); err != nil {
		return err
	}
	if err := t.Derive("DELETE FROM audit_sent"); err != nil {
		return err
	}
	return t.Derive("DELETE FROM device_owed")
}

// Stand implements meeting.Keeper. A device that does not belong to the service any
// longer keeps no keys of it.
func (k *Keeper) Stand(ctx context.Context, how meeting.Standing) error {
	return k.write(ctx, func(t *store.Tx) error { return stand(t, how) })
}

func stand(t *store.Tx, how meeting.Standing) error {
	if how != meeting.Left && how != meeting.Struck { // not if someone chose to leave meanwhile
		return t.Derive("UPDATE device_self SET standing = ? WHERE standing = ?", how, meeting.Renewed)
	}
	if err := forgetOwn(t); err != nil {
		return err
	}
	if err := t.Derive("DELETE FROM device_other"); err != nil {
		return err
	}
	if err := t.Derive("DELETE FROM device_entry"); err != nil {
		return err
	}
	if err := t.Derive(`UPDATE device_self SET standing = ?, secret = x'', request = NULL, store_id = '', store_secret = '', last_number = 0,
		last_hash = NULL, last_at = '', removed = 0, purge = 0, fresh = 0, erased = 0, begins = 0, trail = ''`, how); err != nil {
		return err
	}
	return t.Audit(string(how), "devices", "", "", "")
}
