package meeting

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"waymark/data"
	"waymark/data/exchange/member"
	"waymark/data/exchange/trails"
)

// sendTrails writes what the managers' devices lack of this device's trail, and of the
// trails of devices that send nothing.
func (t *talk) sendTrails(ctx context.Context) error {
	records, ok := t.trailing()
	if !ok || t.halt || t.state.Trails == nil {
		return nil
	}
	ends := map[string]int64{t.me: t.state.Trails.Last.Number}
	if !t.self().Active() { // it leaves
		return t.sendEnds(ctx, records, ends)
	}
	held, err := records.TrailsHeld(ctx)
	if err != nil {
		return err
	}
	if !t.self().Manager() {
		err = t.dropHeld(ctx, records, held)
	} else {
		for device, number := range held {
			if t.isQuiet(device) {
				ends[device] = number
			}
		}
	}
	return errors.Join(err, t.sendEnds(ctx, records, ends))
}

// sendEnds writes what the managers' devices lack of trails up to their ends. What a
// device has of others it gives to the one that keeps them, and that one to all.
func (t *talk) sendEnds(ctx context.Context, records Trailing, ends map[string]int64) error {
	keeps := t.keepsTrails()
	for _, to := range t.takers() {
		for _, device := range slices.Sorted(maps.Keys(ends)) {
			if device == to.ID || device != t.me && keeps != t.me && keeps != to.ID {
				continue
			}
			if err := t.sendTrail(ctx, records, to, device, ends[device]); err != nil {
				return err
			}
		}
	}
	return nil
}

// dropHeld lets go of the trails of others on a device that is no manager's any longer,
// once a manager's device has as much of them.
func (t *talk) dropHeld(ctx context.Context, records Trailing, held map[string]int64) error {
	for device, number := range held {
		if !slices.ContainsFunc(t.takers(), func(d *member.Device) bool { return d.ID == device || t.has(d.ID, device) >= number }) {
			continue
		}
		if err := records.DropTrail(ctx, device); err != nil {
			return err
		}
	}
	return nil
}

// sendTrail writes to the store what a device lacks of a trail, up to a row.
func (t *talk) sendTrail(ctx context.Context, records Trailing, to *member.Device, device string, end int64) error {
	from, at, err := t.trailFrom(ctx, to, device)
	if err != nil {
		return err
	}
	leaves := !t.self().Active()
	if !leaves && end-from < manyRows && t.now.Sub(at) < pieceAfter {
		return nil
	}
	for n := 0; leaves || n < mostPieces; n++ {
		if err := ctx.Err(); err != nil || from >= end {
			return err
		}
		next, err := t.sendPiece(ctx, records, to, device, from, end)
		if err != nil || next == from {
			return err
		}
		from = next
	}
	return nil
}

// trailFrom is the row after which a trail goes on for a device, and when the last of it
// was written. What is on its way is not written again, unless it was of no use there.
func (t *talk) trailFrom(ctx context.Context, to *member.Device, device string) (from int64, at time.Time, err error) {
	has, line := t.has(to.ID, device), Line{to.ID, device}
	sent := t.state.SentTrails[line]
	from = has
	if shown := t.shownOf(line, has); len(shown) > 0 && sent.Number > has {
		if has > sent.After || t.known(to.ID).Confirmed < sent.Before {
			from = sent.Number // it is on its way
		} else if err := t.remove(ctx, shown); err != nil {
			return 0, at, err
		}
	}
	if from == has || has > sent.After {
		sent.After, sent.Before = has, t.state.Last.Number+1
		if err := t.keepSent(ctx, line, sent); err != nil {
			return 0, at, err
		}
	}
	return from, sent.At, nil
}

// sendPiece writes one piece and returns its last row.
func (t *talk) sendPiece(ctx context.Context, records Trailing, to *member.Device, device string, after, end int64) (last int64, err error) {
	own := device == t.me
	of := device
	if own {
		of = ""
	}
	p, err := records.NextPiece(ctx, of, after, end)
	if err != nil || p == nil {
		return after, err
	}
	if own {
		p.Device = t.me
		p.Head = trails.Sign(t.state.Service, t.me, p.Head.Head, t.now, t.state.Identity.Sign())
	}
	recipient, err := to.Public.Recipient()
	if err != nil {
		return after, err
	}
	object, err := trails.Seal(p, recipient)
	if err != nil {
		return after, err
	}
	t.progress("Writing to the store", 0, 0)
	name := trails.Named{By: t.me, To: to.ID, Device: device, Number: p.Head.Number}.Name()
	// Sealed anew it has other bytes. The one that is there is as good.
	if err := t.Depot.Write(ctx, name, object); err != nil && data.CodeOf(err) != data.CodeConflict {
		return after, err
	}
	reached("trail written")
	line := Line{to.ID, device}
	sent := t.state.SentTrails[line]
	sent.Number, sent.At = p.Head.Number, t.now
	return sent.Number, t.keepSent(ctx, line, sent)
}

// keepSent keeps how far a trail was written, if that is something else than before.
func (t *talk) keepSent(ctx context.Context, l Line, s SentTrail) error {
	if t.state.SentTrails[l] == s {
		return nil
	}
	t.state.SentTrails[l] = s
	if s.Number == 0 {
		return nil // nothing yet
	}
	return t.Keeper.SentTrail(ctx, l, s)
}

// shownOf are the names of the pieces of this device that the store shows of a trail,
// beyond a row.
func (t *talk) shownOf(l Line, beyond int64) (names []string) {
	for _, n := range t.pieces[t.me] {
		if n.To == l.To && n.Device == l.Device && n.Number > beyond {
			names = append(names, n.Name())
		}
	}
	return names
}

// tidyTrails removes the pieces of this device that are of no use any longer: those that
// arrived, and those for devices that take none. With all it removes every one, because
// someone was erased who may be named in them; they are sent again without.
func (t *talk) tidyTrails(ctx context.Context, all bool) error {
	takers := map[string]bool{}
	for _, d := range t.takers() {
		takers[d.ID] = true
	}
	devices := t.log.State().Devices
	for by := t.me; by != "" && devices[by] != nil; by = devices[by].Replaces {
		var names []string
		t.pieces[by] = slices.DeleteFunc(t.pieces[by], func(n trails.Named) bool {
			if !all && takers[n.To] && n.Number > t.has(n.To, n.Device) {
				return false
			}
			names = append(names, n.Name())
			return true
		})
		if err := t.remove(ctx, names); err != nil {
			return err
		}
	}
	return nil
}

func (t *talk) remove(ctx context.Context, names []string) error {
	for _, name := range names {
		if err := t.Depot.Remove(ctx, name); err != nil {
			return err
		}
		reached("trail removed")
	}
	return nil
}
