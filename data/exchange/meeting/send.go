package meeting

import (
	"context"
	"maps"
	"slices"
	"time"

	"filippo.io/age"

	"waymark/data/exchange/member"
	"waymark/data/exchange/segment"
)

const (
	// confirmAfter is after how many segments of others this device says that it has
	// them, if it has nothing else to say. removeAfter is how many of its own it lets
	// gather before it removes them.
	confirmAfter, removeAfter = 20, 20
	// signOfLife is after how long a device leaves word although it has nothing new,
	// so that others see when it was last there.
	signOfLife = 24 * time.Hour
)

// send seals what is new here and writes it to the store.
func (t *talk) send(ctx context.Context) error {
	if t.halt || t.state.Begin && t.state.Last.Number == 0 {
		return nil
	}
	if t.state.Last.Number == 0 && len(t.log.State().Devices) == 1 {
		return t.first(ctx)
	}
	if err := t.handOut(ctx); err != nil {
		return err
	}
	out, err := t.Records.Gather(ctx, t.state.Cursor)
	if err != nil {
		return err
	}
	if err := t.upkeep(ctx, out.Parts); err != nil {
		return err
	}
	if err := t.afterErasures(ctx, out); err != nil {
		return err
	}
	if err := t.sealWhatIsNew(ctx, out); err != nil {
		return err
	}
	if t.state.Standing == Leaving && !t.halt {
		return t.leave(ctx)
	}
	return nil
}

// sealWhatIsNew seals a segment, unless this device has nothing to say.
func (t *talk) sealWhatIsNew(ctx context.Context, out Outgoing) error {
	due, err := t.trailDue(ctx)
	if err != nil {
		return err
	}
	if out.Changes+out.Erasures+len(out.Parts)+len(t.state.Unpublished) == 0 && !due && !t.due() {
		return nil
	}
	return t.seal(ctx, out, false, t.state.Unpublished, out.Cursor)
}

// first begins the chain of the device that founded the service. What was recorded
// before goes to others as a seed or a snapshot, once one was let in.
func (t *talk) first(ctx context.Context) error {
	if err := t.Records.Start(ctx, t.me, nil); err != nil {
		return err
	}
	if seeder, ok := t.Records.(Seeder); ok {
		out, err := seeder.Found(ctx)
		if err == nil {
			err = t.upkeep(ctx, nil)
		}
		if err != nil {
			return err
		}
		return t.seal(ctx, out, false, t.log.Entries(), out.Cursor)
	}
	out, err := t.Records.Snapshot(ctx)
	if err != nil {
		return err
	}
	if err := t.upkeep(ctx, out.Parts); err != nil {
		return err
	}
	return t.seal(ctx, out, true, t.log.Entries(), out.Cursor)
}

// due reports whether this device leaves word although it has nothing new: to
// confirm what it has of others, to remove what no one needs, or as a sign of life.
func (t *talk) due() bool {
	return t.state.Fresh >= confirmAfter || t.Confirm && t.state.Fresh > 0 || t.state.Erased || t.now.Sub(t.state.LastAt) >= signOfLife ||
		t.removable() >= t.state.Removed+removeAfter || t.state.Purge > t.state.Removed && t.removable() > t.state.Removed
}

// confirmed is the last segment of this device that every active device has.
func (t *talk) confirmed() int64 {
	all := t.state.Last.Number
	for _, d := range t.log.State().Devices {
		if d.ID == t.me || !d.Active() || t.inactive(d) {
			continue
		}
		var has int64
		if o := t.state.Others[d.ID]; o != nil {
			has = o.Confirmed
		}
		all = min(all, has)
	}
	return all
}

// knowsOthers reports whether this device waits for another one. If it does not, it may
// only not have heard of those that there are.
func (t *talk) knowsOthers() bool {
	for _, d := range t.log.State().Devices {
		if d.ID != t.me && d.Active() && !t.inactive(d) {
			return true
		}
	}
	return false
}

// removable is the last segment of this device that no one needs: every active
// device has it, and a snapshot has what is in it.
func (t *talk) removable() int64 {
	return max(t.state.Removed, min(t.confirmed(), t.state.Covered[t.me], t.state.Last.Number-1))
}

// upkeep sees to the keys that the service needs. Managers' devices always do;
// others that may, if they have no key for what they are to seal.
func (t *talk) upkeep(ctx context.Context, parts map[string][]byte) error {
	s, me := t.log.State(), t.self()
	compartments := slices.Sorted(maps.Keys(parts))
	lacks := slices.ContainsFunc(compartments, func(c string) bool {
		_, ok := s.KeyFor(c)
		return !ok
	})
	if !me.Manager() && !lacks {
		return nil
	}
	e, ok, err := t.log.Upkeep(t.state.Identity, compartments, t.now)
	if err != nil || !ok {
		return err
	}
	return t.learn(ctx, []member.Entry{e}, true)
}

// seal seals a segment, keeps it and writes it.
func (t *talk) seal(ctx context.Context, out Outgoing, whole bool, entries []member.Entry, cursor Cursor) error {
	parts, ok, err := t.parts(out.Parts, entries, whole || t.seed != nil)
	if err != nil {
		return err
	}
	if !ok {
		t.halt = true
		t.notice("What is new on this PC waits until a manager’s PC has met, which gives it a key.")
		return nil
	}
	said, err := t.trailsSaid(ctx)
	if err != nil {
		return err
	}
	h := segment.Header{Service: t.state.Service, Device: t.me, Number: t.state.Last.Number + 1, Previous: t.state.Last.Hash,
		Clock: out.Clock, At: t.now.UnixMilli(), Whole: whole, Met: map[string]segment.Head{}, Removed: t.removable(),
		Changes: out.Changes, Erasures: out.Erasures, Seed: t.seed, Trails: said}
	for device, o := range t.state.Others {
		if o.Number > 0 {
			h.Met[device] = o.Head
		}
	}
	sealed, err := segment.Seal(h, parts, t.state.Identity.Sign())
	if err != nil {
		return err
	}
	if whole {
		t.cover(&h)
	}
	before := t.state.Cursor
	if err := t.Keeper.Keep(ctx, Kept{Header: &h, Head: sealed.Head, Objects: sealed.Objects, Cursor: cursor, Before: before, Entries: entries,
		Covered: t.state.Covered, Purge: t.state.Purge}); err != nil {
		return err
	}
	reached("sealed")
	s := t.state
	s.Last, s.LastAt, s.Cursor, s.Removed, s.Fresh, s.Erased, s.Unpublished, s.Trails = sealed.Head, t.now, cursor, h.Removed, 0, false, nil, said
	s.Own = append(s.Own, Own{Head: sealed.Head, At: t.now, Whole: whole, Changes: out.Changes, Erasures: out.Erasures, Before: before, Held: true})
	return t.writeKept(ctx)
}

// parts are what is sealed of a segment, in the order of the compartments. ok is
// false if there is no key for one of them.
func (t *talk) parts(plain map[string][]byte, entries []member.Entry, whole bool) (parts []segment.Plain, ok bool, err error) {
	s, me := t.log.State(), t.self()
	for _, c := range slices.Sorted(maps.Keys(plain)) {
		key, ok := s.KeyFor(c)
		if !ok || !me.MayWrite(c) {
			return nil, false, nil
		}
		to, err := age.ParseX25519Recipient(key.ID)
		if err != nil {
			return nil, false, err
		}
		parts = append(parts, segment.Plain{Key: key.ID, To: []age.Recipient{to}, Body: plain[c]})
	}
	if len(entries) > 0 {
		readers, err := s.Readers(entries, whole)
		if err != nil {
			return nil, false, err
		}
		if t.someoneStands() { // it lacks what was said since its backup, which may have been removed
			entries = t.log.Entries()
		}
		parts = append(parts, segment.Plain{Key: segment.ToDevices, To: readers, Body: member.Encode(entries)})
	}
	return parts, true, nil
}

// leave takes this device out of the service, once all that it had is in the store.
func (t *talk) leave(ctx context.Context) error {
	e, err := t.log.Leave(t.state.Identity, t.now)
	if err != nil {
		return err
	}
	if err := t.learn(ctx, []member.Entry{e}, true); err != nil {
		return err
	}
	if err := t.seal(ctx, Outgoing{}, false, t.state.Unpublished, t.state.Cursor); err != nil || t.halt {
		return err
	}
	if err := t.sendTrails(ctx); err != nil {
		return err
	}
	t.report.Standing = Left
	return t.Keeper.Stand(ctx, Left)
}

// tidyRenewal takes away what a restored device left to be known by, once it is.
func (t *talk) tidyRenewal(ctx context.Context) error {
	if t.state.Standing != Renewed || !t.knowsOthers() || t.confirmed() == 0 {
		return nil
	}
	for _, name := range []string{member.RenewalName(t.self().Replaces, t.me), member.AnswerName(t.me)} {
		if err := t.Depot.Remove(ctx, name); err != nil {
			return err
		}
	}
	return t.Keeper.Stand(ctx, Belongs)
}

// tidy lets go of what every active device has, here and in the store.
func (t *talk) tidy(ctx context.Context) error {
	if err := t.tidyRenewal(ctx); err != nil {
		return err
	}
	if upTo := t.confirmed(); slices.ContainsFunc(t.state.Own, func(o Own) bool { return o.Held && o.Written && o.Number <= upTo }) {
		if err := t.Keeper.Drop(ctx, upTo); err != nil {
			return err
		}
	}
	if err := t.tidyTrails(ctx, false); err != nil {
		return err
	}
	for _, name := range t.names {
		if n, ok := segment.ParseName(name); ok && n.Number <= t.state.Removed && n.Device == t.me {
			if err := t.Depot.Remove(ctx, name); err != nil {
				return err
			}
			reached("removed")
		}
	}
	return nil
}
