package meeting

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"filippo.io/age"

	"waymark/data"
	"waymark/data/exchange/member"
	"waymark/data/exchange/segment"
)

// take takes in the segment that a chain has next.
func (t *talk) take(ctx context.Context, c *chain) (took bool, err error) {
	s := c.next
	d := t.log.State().Devices[c.device]
	h := &s.Header
	if !t.counts(d, h) {
		c.ended, c.next = true, nil
		return false, nil
	}
	if err := t.hear(ctx, s); err != nil {
		return false, t.unopened(c, err)
	}
	if t.ended() {
		return false, t.Keeper.Stand(ctx, t.report.Standing)
	}
	to := Advance{Device: c.device, Header: h, Head: s.Head, Counts: h.Changes > 0 || h.Erasures > 0 || h.Whole || hasPart(h, segment.ToDevices)}
	if !h.Whole { // whoever read the chain up to here needs no snapshot
		in, why, err := t.openHearing(ctx, s)
		if err != nil {
			return false, t.unopened(c, err)
		}
		if t.report.Standing != Belongs {
			return false, nil
		}
		if why != "" {
			t.stop(c, "%s", why)
			return false, nil
		}
		t.progress(fmt.Sprintf("Reading from %s", t.name(c.device)), int(h.Number), 0)
		if err := t.apply(ctx, in); err != nil {
			return false, t.unapplied(c, err)
		}
	}
	reached("applied")
	t.advanced(&to)
	if err := t.Keeper.Advance(ctx, to); err != nil {
		return false, err
	}
	reached("advanced")
	t.checkFork(c, h)
	t.checkClocks(c, h)
	c.next = nil
	return true, nil
}

// counts reports whether a segment counts: all of a device that belongs to the
// service, and of one that was struck off what it sealed until then. What another
// device has applied counts as well, for all are to have the same.
func (t *talk) counts(d *member.Device, h *segment.Header) bool {
	return d.Counts(h.Time()) && d.Counts(clockTime(h.Clock)) || h.Number <= t.known(d.ID).Vouched
}

// clockTime is the time in a hybrid clock, zero in none.
func clockTime(clock int64) time.Time { return time.UnixMilli(clock >> 16).UTC() }

func hasPart(h *segment.Header, key string) bool {
	return slices.ContainsFunc(h.Parts, func(p segment.Part) bool { return p.Key == key })
}

// unopened stops a chain at what cannot be opened.
func (t *talk) unopened(c *chain, err error) error {
	if errors.Is(err, segment.ErrNewer) {
		return t.unapplied(c, err)
	}
	if errors.Is(err, segment.ErrDamaged) || errors.Is(err, segment.ErrForged) {
		t.stop(c, "Something that %s left in the store is damaged, so nothing further from there was used.", t.name(c.device))
		return nil
	}
	return t.absent(c, err)
}

// unapplied stops a chain at what a newer program wrote; any other error ends the
// meeting.
func (t *talk) unapplied(c *chain, err error) error {
	if data.CodeOf(err) == data.CodeNewer || errors.Is(err, segment.ErrNewer) {
		t.stop(c, "%s uses a newer Waymark. Update the program on this PC. Nothing is lost until then.", data.Capital(t.name(c.device)))
		return nil
	}
	return err
}

// hear takes in what a segment says of the service. Its entries speak for
// themselves, so they are kept whatever becomes of the rest.
func (t *talk) hear(ctx context.Context, s *segment.Segment) error {
	if !hasPart(&s.Header, segment.ToDevices) {
		return nil
	}
	with := t.state.Identity.Boxes()
	secrets := t.keys()
	for id, k := range t.log.State().Keys {
		if secret := secrets[id]; k.Compartment == member.Control && secret != nil {
			with = append(with, secret)
		}
	}
	open, err := s.Open(t.reader(ctx), func(key string) []age.Identity {
		if key == segment.ToDevices {
			return with
		}
		return nil
	})
	if err != nil {
		return err
	}
	text, mine := open[segment.ToDevices]
	if !mine {
		return nil // sealed before its writer knew of this device; what it says comes with a snapshot
	}
	entries, err := member.Decode(text)
	if err != nil {
		return segment.ErrDamaged
	}
	return t.learn(ctx, entries, false)
}

// learn takes in entries, here and for later.
func (t *talk) learn(ctx context.Context, entries []member.Entry, publish bool) error {
	added := t.log.Add(entries)
	if len(added) == 0 {
		return nil
	}
	if publish {
		t.state.Unpublished = append(t.state.Unpublished, added...)
	}
	return t.Keeper.Learn(ctx, added, publish)
}

func (t *talk) reader(ctx context.Context) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) { return t.Depot.Read(ctx, name) }
}

// ended looks whether this device is of the service no longer: it was struck off or has
// left, or what let it in does not count any more, because whoever said so was struck off
// by someone who had not heard of it.
func (t *talk) ended() bool {
	me := t.self()
	switch {
	case me == nil && t.log.State().Newer:
		return false // what is said of it may be what this program cannot read
	case me == nil:
		t.report.Standing = Struck
		t.notice("This PC or the PC that let it in was struck off, so it no longer belongs to the service and exchanges nothing. What you type here stays on this PC. To go on, join the service again.")
	case !me.Struck.IsZero():
		t.report.Standing = Struck
		t.notice("This PC was struck off on %s. It no longer exchanges anything. What you type here stays on this PC. To go on, join the service again.", data.DateOf(me.Struck).Long())
	case !me.Left.IsZero() && t.state.Standing != Leaving:
		t.report.Standing = Left
	default:
		return false
	}
	return true
}

// openHearing is open. If that cannot be done, what later segments say of the service is
// heard first, once in a meeting: a PC that was restored under other keys is given those
// that came after its backup only behind what is sealed with them.
func (t *talk) openHearing(ctx context.Context, s *segment.Segment) (in Incoming, why string, err error) {
	in, why, err = t.open(ctx, s)
	if err != nil || why == "" || t.heardAll {
		return in, why, err
	}
	t.heardAll = true
	if err := t.hearAll(ctx); err != nil || t.report.Standing != Belongs {
		return in, why, err
	}
	return t.open(ctx, s)
}

// open opens the parts of a segment that this device may hold. why says what keeps
// it from doing so yet, "" if nothing does.
func (t *talk) open(ctx context.Context, s *segment.Segment) (in Incoming, why string, err error) {
	h, state := &s.Header, t.log.State()
	in = Incoming{Device: h.Device, Number: h.Number, Clock: h.Clock, Whole: h.Whole, Parts: map[string][]byte{}}
	secrets := t.keys()
	compartments := map[string]string{} // by key, of those to be opened
	for _, p := range h.Parts {
		k := state.Keys[p.Key]
		switch {
		case p.Key == segment.ToDevices:
			continue
		case k == nil, secrets[p.Key] == nil && t.self().Holds(k.Compartment):
			return in, fmt.Sprintf("This PC has no key yet for what %s left in the store. It comes once a manager’s PC has met.", t.name(h.Device)), nil
		case !state.Devices[h.Device].MayWrite(k.Compartment):
			return in, fmt.Sprintf("%s left something in the store that it may not change, so nothing further from there was used.", data.Capital(t.name(h.Device))), nil
		case t.self().Holds(k.Compartment):
			compartments[p.Key] = k.Compartment
		}
	}
	open, err := s.Open(t.reader(ctx), func(key string) []age.Identity {
		if compartments[key] == "" {
			return nil
		}
		return []age.Identity{secrets[key]}
	})
	if err != nil {
		return in, "", err
	}
	for key, compartment := range compartments {
		body, there := open[key]
		if _, twice := in.Parts[compartment]; !there || twice {
			return in, "", segment.ErrForged
		}
		in.Parts[compartment] = body
	}
	return in, "", nil
}

// apply hands a segment to the records.
func (t *talk) apply(ctx context.Context, in Incoming) error {
	if len(in.Parts) == 0 {
		return nil
	}
	sum, err := t.Records.Apply(ctx, in)
	if err != nil {
		return err
	}
	t.report.Received += sum.Changes
	t.report.Settled += sum.Settled
	t.report.NeedsPerson += sum.NeedsPerson
	return nil
}

// advanced notes that a segment was applied.
func (t *talk) advanced(to *Advance) {
	h := to.Header
	o := t.known(to.Device)
	o.Head, o.At = to.Head, h.Time()
	if met, ok := h.Met[t.me]; ok {
		o.Confirmed = max(o.Confirmed, met.Number)
	}
	if h.Erasures > 0 {
		o.Erased = h.Number
	}
	o.Trails = h.Trails
	if t.log.State().Devices[to.Device].Active() {
		to.Vouched = map[string]int64{}
		for device, head := range h.Met {
			if device != t.me {
				t.known(device).Vouched = max(t.known(device).Vouched, head.Number)
				to.Vouched[device] = head.Number
			}
		}
	}
	for device, head := range to.Heads {
		if known := t.known(device); device != t.me && head.Number > known.Number {
			known.Head = head
		}
	}
	if h.Whole {
		t.cover(h)
	}
	if to.Counts {
		t.state.Fresh++
	}
	t.state.Erased = t.state.Erased || h.Erasures > 0
	to.Covered, to.Purge = t.state.Covered, t.state.Purge
}

// cover notes what a snapshot makes superfluous. If something was erased before it,
// older segments have to go.
func (t *talk) cover(h *segment.Header) {
	covered := maps.Clone(t.state.Covered)
	for device, head := range h.Met {
		covered[device] = max(covered[device], head.Number)
	}
	covered[h.Device] = max(covered[h.Device], h.Number-1)
	for device, o := range t.state.Others {
		if o.Erased > t.state.Covered[device] && o.Erased <= covered[device] {
			t.state.Purge = max(t.state.Purge, covered[t.me])
		}
	}
	for _, own := range t.state.Own {
		if own.Erasures > 0 && own.Number > t.state.Covered[t.me] && own.Number <= covered[t.me] {
			t.state.Purge = max(t.state.Purge, covered[t.me])
		}
	}
	t.state.Covered = covered
}
