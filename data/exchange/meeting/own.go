package meeting

import (
	"context"
	"errors"

	"waymark/data"
	"waymark/data/exchange/member"
	"waymark/data/exchange/segment"
)

// lookAtOwn looks at what the store shows of this device. A segment of its own that
// this database does not know means that the database was restored from an old
// backup, or copied: it goes on as another device. Segments that the store has lost
// sight of are written again.
func (t *talk) lookAtOwn(ctx context.Context) error {
	if err := t.list(ctx, t.me); err != nil {
		return err
	}
	shown := map[int64]bool{}
	var later segment.Named
	for _, n := range t.listed[t.me] {
		if n.Chunk {
			continue
		}
		shown[n.Number] = true
		if n.Number > t.state.Last.Number && (later.Number == 0 || n.Number < later.Number) {
			later = n
		}
	}
	if later.Number > 0 {
		return t.foreign(ctx, later)
	}
	return t.rewrite(ctx, shown)
}

// foreign looks at a segment under this device's name that this database does not
// know.
func (t *talk) foreign(ctx context.Context, n segment.Named) error {
	object, err := t.Depot.Read(ctx, segment.Name(n.Device, n.Number, n.Whole))
	if err != nil && data.CodeOf(err) != data.CodeNotFound {
		return err
	}
	if err == nil && t.isOurs(object, n) {
		return t.renew(ctx)
	}
	t.halt = true
	t.notice("Something in the store has the name of this PC and does not come from it. Nothing was sent. Ask whoever looks after Waymark in your service.")
	return nil
}

// isOurs reports whether an object is a segment that was signed with our keys.
func (t *talk) isOurs(object []byte, n segment.Named) bool {
	s, err := segment.Read(object)
	if errors.Is(err, segment.ErrNewer) {
		return true // by a newer program, before the backup was put back
	}
	return err == nil && s.Check(t.state.Service, n, t.state.Identity.Public().Sign) == nil
}

// rewrite writes again what is kept here and the store does not show. It may only
// have lost sight of it; the same bytes do no harm then.
func (t *talk) rewrite(ctx context.Context, shown map[int64]bool) error {
	again := 0
	for _, own := range t.state.Own {
		if !own.Written || !own.Held || shown[own.Number] || own.Number <= t.state.Removed {
			continue
		}
		if done, err := t.write(ctx, own.Number); err != nil || !done {
			return err
		}
		again++
	}
	if again > 0 {
		t.notice("The store did not show %s that this PC had left there, so it was written again. The store may have been put back to an older state.", data.Plural(again, "segment", "segments"))
	}
	return nil
}

// writeKept writes what was sealed in an earlier meeting and did not reach the store.
func (t *talk) writeKept(ctx context.Context) error {
	for i := range t.state.Own {
		if own := &t.state.Own[i]; !own.Written && !t.halt {
			done, err := t.write(ctx, own.Number)
			if err != nil || !done {
				return err
			}
			own.Written = true
			t.report.Sent += own.Changes
		}
	}
	return nil
}

// write writes the objects of a segment. done is false if the store has another one
// of ours under its number, so that this device is another now.
func (t *talk) write(ctx context.Context, number int64) (done bool, err error) {
	objects, err := t.Keeper.Objects(ctx, number)
	if err != nil {
		return false, err
	}
	for i, o := range objects {
		t.progress("Writing to the store", i, len(objects))
		err := t.Depot.Write(ctx, o.Name, o.Body)
		if data.CodeOf(err) == data.CodeConflict {
			return false, t.taken(ctx, number, err)
		}
		if err != nil {
			return false, err
		}
		reached("object written")
	}
	return true, t.Keeper.Wrote(ctx, number)
}

// taken is called when the store has another object under a name of ours.
func (t *talk) taken(ctx context.Context, number int64, cause error) error {
	for _, whole := range []bool{false, true} {
		object, err := t.Depot.Read(ctx, segment.Name(t.me, number, whole))
		if err == nil && t.isOurs(object, segment.Named{Device: t.me, Number: number, Whole: whole}) {
			return t.renew(ctx)
		}
	}
	t.halt = true
	return cause
}

// renew goes on as another device. What this database did not send goes out under
// its new name, and what the old name left in the store comes in like that of
// another device.
func (t *talk) renew(ctx context.Context) error {
	as, err := t.state.Identity.Anew()
	if err != nil {
		return err
	}
	e, err := t.log.Renew(t.state.Identity, as, t.now)
	if err != nil {
		return err
	}
	request, err := member.Ask(as, t.state.Service, &e, false, t.now)
	if err != nil {
		return err
	}
	r := Renewal{As: as, Entry: e, Request: request, Was: t.me, Head: t.state.Last, Cursor: t.state.Cursor}
	for i := len(t.state.Own) - 1; i >= 0 && !t.state.Own[i].Written; i-- {
		r.Cursor, r.Head = t.state.Own[i].Before, segment.Head{}
		if i > 0 {
			r.Head = t.state.Own[i-1].Head
		}
	}
	if err := t.Records.Renew(ctx, as.ID()); err != nil {
		return err
	}
	if err := t.Keeper.Renew(ctx, r); err != nil {
		return err
	}
	reached("renewed")
	for _, o := range t.state.Others {
		o.Confirmed = 0 // it had segments of the old name
	}
	old := t.known(t.me)
	old.Head, old.At = r.Head, t.state.LastAt
	t.log.Add([]member.Entry{e})
	s := t.state
	s.Identity, s.Standing, s.Request, s.Cursor, s.Unpublished = as, Renewed, request, r.Cursor, t.log.Entries()
	s.Own, s.Last, s.Removed, s.Purge, s.Owed, s.Seeds = nil, segment.Head{}, 0, 0, nil, nil
	s.Trails, s.SentTrails = nil, map[Line]SentTrail{}
	delete(t.listed, t.me) // it is listed again as that of another device
	t.me, t.names = as.ID(), nil
	t.notice("This database was restored from a backup or copied, so this PC goes on as a new device of the service. What it had sent before comes back from the store.")
	return nil
}
