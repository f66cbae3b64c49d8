package meeting

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"waymark/data/exchange/member"
	"waymark/data/exchange/segment"
)

// snapshotAfter is how many segments of all devices gather in the store before there
// is a new snapshot.
var snapshotAfter = 500

// renewSnapshot writes a snapshot if one is due: for a device that was let in, has no
// seed and finds none, when many segments have gathered, and when every active device has
// erased what was erased here, so that the store can be rid of it.
func (t *talk) renewSnapshot(ctx context.Context) error {
	if t.self().Kind() != member.ForCasework || !t.snapshotDue() {
		return nil
	}
	out, err := t.Records.Snapshot(ctx)
	if err != nil {
		return err
	}
	if err := t.upkeep(ctx, out.Parts); err != nil {
		return err
	}
	out.Changes, out.Erasures = 0, 0 // they are in the segments before it
	return t.seal(ctx, out, true, t.log.Entries(), t.state.Cursor)
}

func (t *talk) snapshotDue() bool {
	gathered, some := t.gathered()
	switch {
	case !some && slices.ContainsFunc(t.state.Owed, t.needsRows):
		return true
	case t.isSenior() && (gathered > snapshotAfter || !some && t.someoneStands()):
		return true
	}
	return slices.ContainsFunc(t.state.Own, func(o Own) bool {
		return o.Erasures > 0 && o.Number > t.state.Covered[t.me] && o.Number <= t.confirmed()
	})
}

// gathered is how many segments are in the store that no snapshot stands for, and
// whether there is some snapshot.
func (t *talk) gathered() (gathered int, some bool) {
	for device, names := range t.listed {
		for _, n := range names {
			if !n.Chunk && n.Number > t.state.Covered[device] {
				gathered++
			}
			some = some || n.Whole
		}
	}
	return gathered, some || slices.ContainsFunc(t.state.Own, func(o Own) bool { return o.Whole && o.Written && o.Number > t.state.Removed })
}

// someoneStands reports whether a device was restored that had not begun when its backup
// was made: it goes on under other keys, which open no seed, and leaves nothing.
func (t *talk) someoneStands() bool {
	for _, d := range t.log.State().Devices {
		if d.Replaces != "" && d.ID != t.me && d.Active() && !t.inactive(d) && t.known(d.ID).Number == 0 && len(t.listed[d.ID]) == 0 {
			return true
		}
	}
	return false
}

// isSenior reports whether this is the manager's device that was let in first, of
// those that are active.
func (t *talk) isSenior() bool {
	for _, d := range t.log.State().Sorted() {
		if d.ID == t.me {
			return d.Manager()
		}
		if d.Manager() && !t.inactive(d) {
			return false
		}
	}
	return false
}

// found is a snapshot in the store.
type found struct {
	named   segment.Named
	segment *segment.Segment
}

// begunAnew has a device that is new, or was away for so long that others removed
// what it would need, begin from a snapshot. What it has itself goes out first.
func (t *talk) begunAnew(ctx context.Context) error {
	if !t.state.Begin {
		return nil
	}
	if t.state.Last.Number > 0 {
		if err := t.send(ctx); err != nil {
			return err
		}
	}
	if done, err := t.fromSeed(ctx); err != nil || t.report.Standing != Belongs {
		return err
	} else if done {
		return t.readOthers(ctx)
	}
	done, err := t.fromSnapshotHeard(ctx)
	if err != nil || t.report.Standing != Belongs {
		return err
	}
	if done {
		return t.readOthers(ctx)
	}
	t.notice("This PC waits for the records of the service. They come once a manager’s PC has met. If they do not come, ask a manager whether this PC was struck off.")
	return nil
}

// fromSnapshotHeard has a device begin from a snapshot, and hears all that is in the
// store where it cannot. A PC that was restored lacks the keys that came after its
// backup: what gives them to it stands in a segment after the snapshot that it cannot
// open. And one that was struck off before it began is shown no snapshot, and has to
// hear that.
func (t *talk) fromSnapshotHeard(ctx context.Context) (done bool, err error) {
	done, locked, err := t.fromSnapshot(ctx)
	if err != nil || done || t.report.Standing != Belongs {
		return done, err
	}
	if err = t.hearAll(ctx); err == nil && locked && t.report.Standing == Belongs {
		done, _, err = t.fromSnapshot(ctx)
	}
	return done, err
}

// fromSnapshot has a device begin from a snapshot, if there is one that it can open.
// locked says that it lacks the key of one.
func (t *talk) fromSnapshot(ctx context.Context) (done, locked bool, err error) {
	snapshots, err := t.snapshots(ctx)
	for _, f := range snapshots {
		if err != nil || done || t.report.Standing != Belongs {
			break
		}
		var lacks bool
		done, lacks, err = t.adopt(ctx, f)
		locked = locked || lacks
	}
	return done, locked && !done, err
}

// hearAll takes in what all segments that the store shows, and that were not read yet, say
// of the service, and nothing else of them.
func (t *talk) hearAll(ctx context.Context) error {
	list, err := t.shown(ctx,
		func(d *member.Device, n segment.Named) bool {
			return d.Kind() == member.ForCasework && !n.Chunk && n.Number > t.known(d.ID).Number
		},
		func(_ *member.Device, h *segment.Header) bool { return hasPart(h, segment.ToDevices) })
	if err != nil {
		return err
	}
	for _, f := range list {
		if err := t.hear(ctx, f.segment); err != nil {
			if err := t.unopened(&chain{device: f.named.Device}, err); err != nil {
				return err
			}
		}
	}
	if t.ended() {
		return t.Keeper.Stand(ctx, t.report.Standing)
	}
	return nil
}

// snapshots are those that the store shows, the latest first.
func (t *talk) snapshots(ctx context.Context) ([]found, error) {
	return t.shown(ctx, func(d *member.Device, n segment.Named) bool { return n.Whole },
		func(d *member.Device, h *segment.Header) bool { return d.Kind() == member.ForCasework })
}

// shown are the segments of others from which a device may begin, the latest first:
// those with a name and then a header that will do, if the device could send them.
func (t *talk) shown(ctx context.Context, named func(d *member.Device, n segment.Named) bool, fits func(d *member.Device, h *segment.Header) bool) (list []found, err error) {
	for _, d := range t.others() {
		if _, done := t.listed[d.ID]; !done {
			if err := t.list(ctx, d.ID); err != nil {
				return nil, err
			}
		}
		for _, n := range t.listed[d.ID] {
			if !named(d, n) {
				continue
			}
			s, err := t.checked(ctx, n)
			switch {
			case isBad(err):
			case err != nil:
				if err := t.absent(&chain{device: d.ID}, err); err != nil {
					return nil, err
				}
			case fits(d, &s.Header) && t.counts(d, &s.Header):
				list = append(list, found{n, s})
			}
		}
	}
	sortFound(list)
	return list, nil
}

// isBad reports whether a segment is of no use to this program.
func isBad(err error) bool {
	return errors.Is(err, segment.ErrDamaged) || errors.Is(err, segment.ErrForged) || errors.Is(err, segment.ErrNewer)
}

// sortFound puts the latest first.
func sortFound(list []found) {
	slices.SortFunc(list, func(a, b found) int {
		return cmp.Or(cmp.Compare(stands(b), stands(a)), cmp.Compare(b.segment.Header.At, a.segment.Header.At),
			cmp.Compare(a.named.Device, b.named.Device))
	})
}

// stands is for how many segments of all devices a snapshot stands. Clocks do not
// say which is the latest: they may be wrong.
func stands(f found) (n int64) {
	for _, head := range f.segment.Header.Met {
		n += head.Number
	}
	return n + f.named.Number
}

// adopt begins from a snapshot. done is false if it cannot be opened, and lacks true if
// that is for want of a key.
func (t *talk) adopt(ctx context.Context, f found) (done, lacks bool, err error) {
	c := &chain{device: f.named.Device}
	if err := t.hear(ctx, f.segment); err != nil {
		return false, false, t.unopened(c, err)
	}
	if t.ended() {
		return false, false, t.Keeper.Stand(ctx, t.report.Standing)
	}
	in, why, err := t.open(ctx, f.segment)
	if err != nil {
		return false, false, t.unopened(c, err)
	}
	if why != "" {
		return false, true, nil
	}
	t.progress("Reading the records of the service", 0, 0)
	if err := t.apply(ctx, in); err != nil {
		return false, false, t.unapplied(c, err)
	}
	reached("snapshot applied")
	to := Advance{Device: c.device, Header: &f.segment.Header, Head: f.segment.Head, Counts: true, Snapshot: true, Heads: f.segment.Header.Met}
	if t.known(c.device).Number > to.Head.Number {
		to.Head = t.known(c.device).Head
	}
	t.advanced(&to)
	if err := t.Keeper.Advance(ctx, to); err != nil {
		return false, false, err
	}
	t.state.Begin = false
	t.met(c.device).Problem = ""
	return true, false, nil
}
