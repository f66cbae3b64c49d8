package meeting

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/exchange/member"
	"waymark/data/exchange/segment"
	"waymark/data/exchange/trails"
)

// chain is the chain of another device while it is read.
type chain struct {
	device string
	// next is the segment that was read and waits for its turn; nil if none was.
	next  *segment.Segment
	ended bool
}

// lastHeard is when a device last left something, by its own clock, or was let in.
func (t *talk) lastHeard(d *member.Device) time.Time {
	if o := t.state.Others[d.ID]; o != nil && o.At.After(d.Since) {
		return o.At
	}
	return d.Since
}

// inactive reports whether nothing waits for a device: it was not heard of for long,
// or not since it went on under other keys, be it that it has left under those. If they
// were struck off, it may not have been the device that went on.
func (t *talk) inactive(d *member.Device) bool {
	last := t.lastHeard(d)
	for _, as := range t.log.State().Devices {
		if as.Replaces == d.ID && as.Struck.IsZero() && !last.After(as.Since) {
			return true
		}
	}
	return t.now.Sub(last) > t.Inactive
}

// others are the devices whose chains are read: also of those that were struck off
// or left, as long as something of theirs may still come.
func (t *talk) others() []*member.Device {
	list := slices.DeleteFunc(t.log.State().Sorted(), func(d *member.Device) bool {
		ended := d.Struck
		if ended.IsZero() {
			ended = d.Left
		}
		return d.ID == t.me || !ended.IsZero() && t.now.Sub(ended) > t.Inactive
	})
	slices.SortStableFunc(list, func(a, b *member.Device) int {
		switch {
		case a.Manager() == b.Manager():
			return 0
		case a.Manager():
			return -1
		}
		return 1
	})
	return list
}

// readOthers reads the chains of all other devices. Each is asked for one segment in
// turn, and one that builds on a segment of another device lets that go first.
func (t *talk) readOthers(ctx context.Context) error {
	if t.state.Begin {
		return nil // a snapshot comes first; see begunAnew
	}
	chains := map[string]*chain{}
	for {
		moved, err := t.round(ctx, chains, false)
		if err != nil || t.report.Standing != Belongs {
			return err
		}
		if moved {
			continue
		}
		// What the segments wait for is not to be had: they go without.
		if moved, err = t.round(ctx, chains, true); err != nil || !moved || t.report.Standing != Belongs {
			return err
		}
	}
}

// round takes in a segment of each chain that has one. With forced it takes in one
// segment only, although it builds on others.
func (t *talk) round(ctx context.Context, chains map[string]*chain, forced bool) (moved bool, err error) {
	for _, d := range t.others() {
		for {
			took, err := t.turn(ctx, chains, d.ID, forced)
			if err != nil || t.report.Standing != Belongs {
				return moved, err
			}
			if moved = moved || took; took && forced {
				return true, nil
			}
			// Managers’ devices first, as far as they go: they may say that another was
			// struck off.
			if !took || !d.Manager() {
				break
			}
		}
	}
	return moved, nil
}

// turn takes in the next segment of a device, if there is one and its turn has come.
func (t *talk) turn(ctx context.Context, chains map[string]*chain, device string, forced bool) (took bool, err error) {
	c := chains[device]
	if c == nil {
		c = &chain{device: device}
		chains[device] = c
		if err := t.list(ctx, device); err != nil {
			return false, err
		}
		if err := t.hearRenewals(ctx); err != nil {
			return false, err
		}
	}
	if err := ctx.Err(); err != nil {
		return false, err
	}
	if err := t.lookAhead(ctx, c); err != nil {
		return false, err
	}
	if c.next == nil || !forced && !t.ready(c.next) {
		return false, nil
	}
	return t.take(ctx, c)
}

// list keeps what the store shows of a device.
func (t *talk) list(ctx context.Context, device string) error {
	names, err := t.Depot.List(ctx, device+"/")
	if err != nil {
		return err
	}
	t.listed[device], t.seeds[device], t.pieces[device] = []segment.Named{}, nil, nil
	for _, name := range names {
		if n, ok := segment.ParseName(name); ok && n.Device == device {
			t.listed[device] = append(t.listed[device], n)
		}
		if n, ok := segment.ParseSeedName(name); ok && n.Device == device {
			t.seeds[device] = append(t.seeds[device], name)
		}
		if n, ok := trails.ParseName(name); ok && n.By == device {
			t.pieces[device] = append(t.pieces[device], n)
		}
		if as, ok := strings.CutPrefix(name, member.RenewalName(device, "")); ok && len(as) == len(device) && t.log.State().Devices[as] == nil {
			t.renewals[as] = device
		}
	}
	if device == t.me {
		t.names = names
	}
	return nil
}

// known is what is known of another device's chain.
func (t *talk) known(device string) *Other {
	o := t.state.Others[device]
	if o == nil {
		o = &Other{}
		t.state.Others[device] = o
	}
	return o
}

// stop ends reading a chain for this meeting, with a sentence about it.
func (t *talk) stop(c *chain, format string, args ...any) {
	c.ended, c.next = true, nil
	m := t.met(c.device)
	m.Problem = fmt.Sprintf(format, args...)
	for _, n := range t.listed[c.device] {
		if !n.Chunk && n.Number > t.known(c.device).Number {
			m.Waits++
		}
	}
}

// lookAhead reads the next segment of a chain and checks it.
func (t *talk) lookAhead(ctx context.Context, c *chain) error {
	if c.ended || c.next != nil {
		return nil
	}
	at := t.known(c.device).Head
	named, later := segment.Named{}, int64(0)
	for _, n := range t.listed[c.device] {
		if !n.Chunk && n.Number == at.Number+1 {
			named = n
		}
		if !n.Chunk {
			later = max(later, n.Number)
		}
	}
	switch {
	case later <= at.Number:
		c.ended = true
		return nil
	case named.Number == 0:
		return t.gap(ctx, c, later)
	}
	s, err := t.checked(ctx, named)
	switch {
	case errors.Is(err, segment.ErrNewer):
		t.stop(c, "%s uses a newer Waymark. Update the program on this PC. Nothing is lost until then.", data.Capital(t.name(c.device)))
		return nil
	case errors.Is(err, segment.ErrDamaged), errors.Is(err, segment.ErrForged):
		t.stop(c, "Something in the store is damaged or does not come from %s, so nothing further from there was used.", t.name(c.device))
		return nil
	case err != nil:
		return t.absent(c, err)
	}
	if err := s.Follows(at); err != nil {
		t.stop(c, "What %s left in the store does not follow what it left before. Someone may have put back an older state or changed it. Nothing further from there was used.", t.name(c.device))
		return nil
	}
	c.next = s
	return nil
}

// absent stops a chain at an object that the store showed and then did not have; any
// other error ends the meeting.
func (t *talk) absent(c *chain, err error) error {
	if data.CodeOf(err) != data.CodeNotFound {
		return err
	}
	t.stop(c, "The store does not show everything that %s left there. It comes once the store shows it.", t.name(c.device))
	return nil
}

// checked reads the head of a segment and checks who signed it.
func (t *talk) checked(ctx context.Context, named segment.Named) (*segment.Segment, error) {
	object, err := t.Depot.Read(ctx, segment.Name(named.Device, named.Number, named.Whole))
	if err != nil {
		return nil, err
	}
	s, err := segment.Read(object)
	if err != nil {
		return nil, err
	}
	d := t.log.State().Devices[named.Device]
	if d == nil {
		return nil, segment.ErrForged
	}
	return s, s.Check(t.state.Service, named, d.Public.Sign)
}

// gap looks at a chain whose next segment the store does not show, although it shows
// later ones: either the device removed it, which a later one says, or it comes.
func (t *talk) gap(ctx context.Context, c *chain, later int64) error {
	for _, n := range t.listed[c.device] {
		if n.Chunk || n.Number != later {
			continue
		}
		s, err := t.checked(ctx, n)
		if err == nil && s.Header.Removed > t.known(c.device).Number {
			c.ended, t.state.Begin = true, true
			return nil
		}
		if err != nil && !errors.Is(err, segment.ErrDamaged) && !errors.Is(err, segment.ErrForged) && !errors.Is(err, segment.ErrNewer) {
			return t.absent(c, err)
		}
	}
	t.stop(c, "The store does not show everything that %s left there. It comes once the store shows it.", t.name(c.device))
	return nil
}

// ready reports whether this device has what the writer of a segment had.
func (t *talk) ready(s *segment.Segment) bool {
	for device, head := range s.Header.Met {
		if device != t.me && t.log.State().Devices[device] != nil && t.known(device).Number < head.Number {
			return false
		}
	}
	return true
}

// checkFork compares what a device had of the others with what this one has: of one
// segment there is one hash.
func (t *talk) checkFork(c *chain, h *segment.Header) {
	for device, head := range h.Met {
		if o := t.state.Others[device]; o != nil && o.Number == head.Number && o.Hash != head.Hash {
			t.notice("%s has left two different things in the store under one number. Its database may have been copied. Ask whoever looks after Waymark in your service.", data.Capital(t.name(device)))
		}
	}
	if head, ok := h.Met[t.me]; ok && head.Number > t.state.Last.Number {
		t.halt = true // there is more of this device than it knows; see lookAtOwn
		t.notice("%s has met later changes of this PC than this PC knows. Nothing was sent. This happens after a backup was restored, until the store shows what this PC left there.", data.Capital(t.name(c.device)))
	}
}

// clockOff is how far two clocks may differ before it is said.
const clockOff = time.Hour

// checkClocks says when a clock is wrong: a segment cannot be from the future, nor
// from before the segment of this device that its writer had read.
func (t *talk) checkClocks(c *chain, h *segment.Header) {
	for _, own := range t.state.Own {
		if own.Number == h.Met[t.me].Number && h.Time().Add(clockOff).Before(own.At) {
			t.clockNotice("This PC’s clock is ahead of that of %s. Check the date and time on both.", t.name(c.device))
			return
		}
	}
	if h.Time().After(t.now.Add(clockOff)) {
		t.clockNotice("The clock of %s is ahead of this PC’s. Check the date and time on both.", t.name(c.device))
	}
}

// clockNotice gives a notice once in a meeting.
func (t *talk) clockNotice(format, name string) {
	if text := fmt.Sprintf(format, name); !slices.Contains(t.report.Notices, text) {
		t.report.Notices = append(t.report.Notices, text)
	}
}
