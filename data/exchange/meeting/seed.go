package meeting

import (
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"filippo.io/age"

	"waymark/data"
	"waymark/data/exchange/member"
	"waymark/data/exchange/segment"
)

// A device that may hold everything begins from a seed: a copy of the database of the
// device that let it in, sealed to the new one alone. That costs about as much as
// copying the file, where a snapshot is as many changes as there are rows. The segment
// that tells of the seed has what was new when it was made, so the new device goes on
// from there in every chain.
//
// A seed stands for nothing but itself: no segment is removed because there is one. It
// is in the store until the device has begun, and no longer than until the next erasure
// or the end of the device's membership.

// Seeder is implemented by records of which a device can be given a copy.
type Seeder interface {
	// Found gathers nothing: what there is goes to others as a seed or a snapshot. The
	// cursor is that of what comes after it.
	Found(ctx context.Context) (Outgoing, error)
	// Seed is Records.Gather, with a copy of everything as it is once that is gathered.
	Seed(ctx context.Context, after Cursor) (Outgoing, Copy, error)
	// Begin puts a copy that another device made in the place of what this one has, in
	// one transaction. What it has itself comes in as changes. Done twice it changes
	// nothing.
	Begin(ctx context.Context, device string, number int64, from io.Reader) (Summary, error)
}

// Copy is a copy of all records, until it is closed.
type Copy interface {
	io.WriterTo
	Close() error
}

// Owed is a device that was let in and has no answer yet.
type Owed struct {
	Device string
	Seed   bool // it can begin from a seed
	Zstd   bool // which may be compressed with Zstandard
}

// Seeded is a device that has still to begin from a seed.
type Seeded struct {
	Device string
	Number int64  // of the segment that tells of the seed
	Tag    string // of the chunks of the seed
}

// holdsAll reports whether a device may hold all that there is.
func (t *talk) holdsAll(d *member.Device) bool {
	if !d.Holds(member.Casework) {
		return false
	}
	for _, k := range t.log.State().Keys {
		if !d.Holds(k.Compartment) {
			return false
		}
	}
	return true
}

// getsSeed reports whether a device that was let in is given a seed by this one.
func (t *talk) getsSeed(o Owed) bool {
	_, may := t.Records.(Seeder)
	return may && o.Seed && t.holdsAll(t.self()) && t.holdsAll(t.log.State().Devices[o.Device])
}

// needsRows reports whether a device that was let in begins from a snapshot.
func (t *talk) needsRows(o Owed) bool {
	return t.log.State().Devices[o.Device].Active() && !t.getsSeed(o)
}

// makeSeed makes a seed for the devices that this one let in and that have none.
func (t *talk) makeSeed(ctx context.Context) error {
	var to []age.Recipient
	var list []string
	zstd := true
	for _, o := range t.state.Owed {
		has := slices.ContainsFunc(t.state.Seeds, func(s Seeded) bool { return s.Device == o.Device })
		if has || slices.Contains(list, o.Device) || !t.getsSeed(o) {
			continue
		}
		r, err := t.log.State().Devices[o.Device].Public.Recipient()
		if err != nil {
			return err
		}
		to, list, zstd = append(to, r), append(list, o.Device), zstd && o.Zstd
	}
	if len(list) == 0 {
		return nil
	}
	t.progress("Copying the records for another PC", 0, 0)
	out, made, err := t.Records.(Seeder).Seed(ctx, t.state.Cursor)
	if err != nil {
		return err
	}
	err = t.writeSeed(ctx, out, made, sealedTo{list, to, zstd})
	return errors.Join(err, made.Close())
}

// sealedTo are the devices that a seed is for.
type sealedTo struct {
	devices []string
	keys    []age.Recipient
	zstd    bool // all can read it
}

// writeSeed writes a seed to the store, and then the segment that tells of it.
func (t *talk) writeSeed(ctx context.Context, out Outgoing, made Copy, to sealedTo) (err error) {
	if err := t.afterErasures(ctx, out); err != nil {
		return err
	}
	if err := t.upkeep(ctx, out.Parts); err != nil {
		return err
	}
	t.seed, err = segment.WriteSeed(t.me, t.state.Last.Number+1, to.keys, to.zstd, made, func(name string, body []byte) error {
		t.progress("Writing to the store", 0, 0)
		if err := t.Depot.Write(ctx, name, body); err != nil {
			return err
		}
		reached("seed chunk written")
		return nil
	})
	if err != nil {
		return err
	}
	defer func() { t.seed = nil }()
	t.seed.For = to.devices
	// The new device takes nothing from segments before this one, so it has all that is
	// known of the service, as a snapshot has.
	if err := t.seal(ctx, out, false, t.log.Entries(), out.Cursor); err != nil || t.halt {
		return err
	}
	for _, device := range to.devices {
		t.state.Seeds = append(t.state.Seeds, Seeded{device, t.state.Last.Number, t.seed.Tag})
	}
	reached("seed told of")
	return nil
}

// afterErasures drops seeds if this device has erased someone since they were made,
// before others hear of the erasure.
func (t *talk) afterErasures(ctx context.Context, out Outgoing) error {
	if out.Erasures == 0 {
		return nil
	}
	t.state.Erased = true
	return t.dropSeeds(ctx)
}

// dropSeeds removes the pieces of audit trails from before an erasure, and the seeds of this device that no one waits for, those from before
// an erasure, and those that are damaged: whoever waits for one of these is made another
// one. It comes before this device confirms what it has erased.
func (t *talk) dropSeeds(ctx context.Context) error {
	if t.state.Erased {
		if err := t.tidyTrails(ctx, true); err != nil {
			return err
		}
	}
	keep := map[segment.NamedSeed]bool{}
	for _, s := range slices.Clone(t.state.Seeds) {
		waits := t.waitsForSeed(s)
		broken, err := t.isBroken(ctx, s)
		if err != nil {
			return err
		}
		if waits && !t.state.Erased && !broken {
			keep[segment.NamedSeed{Device: t.me, Number: s.Number, Tag: s.Tag}] = true
			continue
		}
		if err := t.Keeper.Unseed(ctx, s.Device, waits); err != nil {
			return err
		}
		t.state.Seeds = slices.DeleteFunc(t.state.Seeds, func(x Seeded) bool { return x.Device == s.Device })
		if waits {
			t.state.Owed = append(t.state.Owed, Owed{Device: s.Device, Seed: true})
		}
		if broken {
			if err := t.Depot.Remove(ctx, member.AgainName(s.Device)); err != nil {
				return err
			}
		}
	}
	list := slices.DeleteFunc(slices.Clone(t.seeds[t.me]), func(name string) bool {
		n, _ := segment.ParseSeedName(name)
		return keep[n]
	})
	former, err := t.formerSeeds(ctx)
	if err != nil {
		return err
	}
	for _, name := range slices.Concat(list, former) {
		if err := t.Depot.Remove(ctx, name); err != nil {
			return err
		}
		reached("seed chunk removed")
	}
	return nil
}

// remadeAfter is how old a seed is at least that is made again: making it takes long,
// and what the store does not show may still come.
const remadeAfter = 10 * time.Minute

// isBroken reports whether a seed has to be made again: who waits for it says that it is
// damaged, or the store does not show all of it.
func (t *talk) isBroken(ctx context.Context, s Seeded) (bool, error) {
	i := slices.IndexFunc(t.state.Own, func(o Own) bool { return o.Number == s.Number && o.Held })
	if i < 0 || t.now.Sub(t.state.Own[i].At) < remadeAfter {
		return false, nil
	}
	if t.again[s.Device] {
		return true, nil
	}
	objects, err := t.Keeper.Objects(ctx, s.Number)
	if err != nil || len(objects) == 0 {
		return false, err
	}
	of, err := segment.Read(objects[len(objects)-1].Body)
	if err != nil || of.Header.Seed == nil {
		return false, err
	}
	for chunk := range of.Header.Seed.Chunks {
		if !slices.Contains(t.seeds[t.me], segment.SeedChunkName(t.me, s.Number, s.Tag, chunk)) {
			return true, nil
		}
	}
	return false, nil
}

// formerSeeds are the seeds that this device made under keys that it has no longer,
// before a backup was restored, as soon as no one may wait for them. Whoever may after
// an erasure is made another one.
func (t *talk) formerSeeds(ctx context.Context) (list []string, err error) {
	devices := t.log.State().Devices
	for was := t.self().Replaces; was != "" && devices[was] != nil; was = devices[was].Replaces {
		list = append(list, t.seeds[was]...)
	}
	if len(list) == 0 {
		return nil, nil
	}
	for _, d := range t.log.State().Sorted() {
		if d.ID == t.me || !t.waitsForSeed(Seeded{Device: d.ID}) {
			continue
		}
		if !t.state.Erased {
			return nil, nil
		}
		if err := t.Keeper.Unseed(ctx, d.ID, true); err != nil {
			return nil, err
		}
		t.state.Owed = append(t.state.Owed, Owed{Device: d.ID, Seed: true})
	}
	return list, nil
}

// waitsForSeed reports whether a device has still to begin: one that has begun leaves
// segments.
func (t *talk) waitsForSeed(s Seeded) bool {
	d := t.log.State().Devices[s.Device]
	if !d.Active() || t.inactive(d) || !t.holdsAll(d) {
		return false
	}
	o := t.state.Others[s.Device]
	return o == nil || o.Number == 0
}

// fromSeed has a new device begin from a seed that was made for it, if there is one.
func (t *talk) fromSeed(ctx context.Context) (done bool, err error) {
	seeder, may := t.Records.(Seeder)
	if !may || t.state.Last.Number > 0 {
		return false, nil
	}
	list, err := t.seedsForThis(ctx)
	for _, f := range list {
		if err != nil || done || t.report.Standing != Belongs {
			break
		}
		done, err = t.beginFrom(ctx, seeder, f)
	}
	return done, err
}

// seedsForThis are the seeds that were made for this device, the latest first.
func (t *talk) seedsForThis(ctx context.Context) ([]found, error) {
	return t.shown(ctx,
		func(d *member.Device, n segment.Named) bool {
			return d.MayWrite(member.Casework) && !n.Chunk && !n.Whole && t.showsSeed(n)
		},
		func(_ *member.Device, h *segment.Header) bool { return h.Seed.IsFor(t.me) })
}

// showsSeed reports whether the store shows something of a seed of which a segment
// tells.
func (t *talk) showsSeed(n segment.Named) bool {
	return slices.ContainsFunc(t.seeds[n.Device], func(name string) bool {
		s, _ := segment.ParseSeedName(name)
		return s.Number == n.Number
	})
}

// beginFrom begins from a seed. done is false if it cannot be opened.
func (t *talk) beginFrom(ctx context.Context, seeder Seeder, f found) (done bool, err error) {
	c, h := &chain{device: f.named.Device}, &f.segment.Header
	if err := t.hear(ctx, f.segment); err != nil {
		return false, t.unopened(c, err)
	}
	if t.ended() {
		return false, t.Keeper.Stand(ctx, t.report.Standing)
	}
	chunks := 0
	pages, err := f.segment.OpenSeed(func(name string) ([]byte, error) {
		t.progress("Reading the records of the service", chunks, len(h.Seed.Chunks))
		chunks++
		return t.Depot.Read(ctx, name)
	}, t.state.Identity.Box())
	if err != nil {
		return false, errors.Join(t.unopened(c, err), t.askAgain(ctx, err))
	}
	sum, err := seeder.Begin(ctx, h.Device, h.Number, pages)
	if closed := pages.Close(); err == nil {
		err = closed
	}
	if err != nil {
		if data.CodeOf(err) == data.CodeDamaged {
			err = errors.Join(segment.ErrDamaged, err)
		}
		if data.CodeOf(err) == data.CodeNewer {
			return false, t.unapplied(c, err)
		}
		return false, errors.Join(t.unopened(c, err), t.askAgain(ctx, err))
	}
	reached("seed applied")
	t.report.Received += sum.Changes
	t.report.Settled += sum.Settled
	t.report.NeedsPerson += sum.NeedsPerson
	to := Advance{Device: c.device, Header: h, Head: f.segment.Head, Counts: true, Snapshot: true, Heads: h.Met}
	t.advanced(&to)
	if err := t.Keeper.Advance(ctx, to); err != nil {
		return false, err
	}
	t.state.Begin = false
	t.met(c.device).Problem = ""
	return true, t.Depot.Remove(ctx, member.AgainName(t.me)) // it may have asked
}

// askAgain has a new device ask for another seed if the one that it found is damaged.
// One of which the store does not show everything may still be on its way.
func (t *talk) askAgain(ctx context.Context, err error) error {
	if !errors.Is(err, segment.ErrDamaged) {
		return nil
	}
	asked := t.Depot.Write(ctx, member.AgainName(t.me), t.state.Request)
	if data.CodeOf(asked) == data.CodeConflict {
		return nil // whoever can write to the store can leave anything there
	}
	return asked
}
