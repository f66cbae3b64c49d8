package meeting

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"waymark/data"
	"waymark/data/exchange/member"
	"waymark/data/exchange/segment"
	"waymark/data/exchange/trails"
)

// The audit trail of every device goes to the managers' devices, in pieces beside the
// segments. A segment says how far the trail of its device goes, and of a manager's
// device how far it has those of others; a piece goes up to what a segment has said. So
// a device that is restored to before a piece is also one that is restored to before a
// segment, which it notices. What a manager's device lacks of a device that has left, or
// is not heard of, comes from another manager's.
//
// An older program says nothing of trails: it is sent nothing, and sends nothing.

// Trailing is implemented by records whose device has an audit trail.
type Trailing interface {
	// TrailEnd is the last row of this device's own trail.
	TrailEnd(ctx context.Context) (segment.Head, error)
	// TrailsHeld says how far the trails of other devices are here.
	TrailsHeld(ctx context.Context) (map[string]int64, error)
	// NextPiece is what follows after a row in the trail of a device, "" being this one,
	// up to another row at most; nil if nothing does. Of this one no one has signed the
	// head yet.
	NextPiece(ctx context.Context, device string, after, upTo int64) (*trails.Piece, error)
	// TakePiece adds a piece whose head its device signed. byOwner says that the device
	// itself sent it. The error is trails.ErrUnfit or trails.ErrGap if it does not follow.
	TakePiece(ctx context.Context, of *trails.Owner, p *trails.Piece, byOwner bool) error
	// HearTrails compares what devices say of their trails with what is here, and returns
	// a sentence for each in which something is wrong now.
	HearTrails(ctx context.Context, list []trails.Owner) ([]string, error)
	// DropTrail lets go of a trail.
	DropTrail(ctx context.Context, device string) error
}

// SentTrail is how far a trail was written to the store for a device.
type SentTrail struct {
	Number int64
	At     time.Time
	// After is how far the device had the trail when the first of the pieces that it
	// lacks was written, and Before the next segment of this device then: if the device
	// has that segment and no more of the trail, the pieces were of no use to it.
	After, Before int64
}

// Line is a trail on its way to a device.
type Line struct{ To, Device string }

const (
	// sayTrailAfter is after how long a device leaves word that its trail has grown, if it
	// has nothing else to say, and how old the last piece is before a small one follows.
	sayTrailAfter, pieceAfter = time.Hour, 30 * time.Minute
	// manyRows is how many rows of a trail do not wait that long.
	manyRows = 500
	// mostPieces is how many pieces of a trail one meeting writes for a device: the rest
	// goes with the next ones.
	mostPieces = 4
	// quietAfter is after how long another device sends on what is here of the trail of
	// one that was not heard of. One that is on leaves word each day.
	quietAfter = 3 * signOfLife
)

// trailing are the records, if their device has a trail.
func (t *talk) trailing() (Trailing, bool) {
	r, ok := t.Records.(Trailing)
	return r, ok
}

// takers are the other devices that take trails: those of managers whose program can.
func (t *talk) takers() (list []*member.Device) {
	for _, d := range t.log.State().Sorted() {
		if d.ID == t.me || !d.Manager() || t.inactive(d) {
			continue
		}
		if o := t.state.Others[d.ID]; o != nil && o.Trails != nil && o.Trails.Takes {
			list = append(list, d)
		}
	}
	return list
}

// isQuiet reports whether a device sends nothing of its trail, any longer or for now. One
// that is only off may not have heard of a manager's device that came since, and no one
// can tell it from one that never comes again.
func (t *talk) isQuiet(device string) bool {
	d := t.log.State().Devices[device]
	return d != nil && (!d.Active() || t.inactive(d) || t.now.Sub(t.lastHeard(d)) > quietAfter)
}

// keepsTrails is the manager's device, of those that take trails and are there, that gives
// the others what they lack of the trails of devices that send nothing: the one that was
// let in first.
func (t *talk) keepsTrails() string {
	takers := t.takers()
	for _, d := range t.log.State().Sorted() {
		if d.ID == t.me && d.Manager() || slices.Contains(takers, d) {
			return d.ID
		}
	}
	return ""
}

// has is how far a device that takes trails has one.
func (t *talk) has(to, device string) int64 { return t.known(to).Trails.Has[device] }

// trailsSaid is what the next segment says of trails.
func (t *talk) trailsSaid(ctx context.Context) (*segment.Trails, error) {
	records, ok := t.trailing()
	if !ok {
		return nil, nil
	}
	last, err := records.TrailEnd(ctx)
	if err != nil || !t.self().Manager() {
		return &segment.Trails{Last: last}, err
	}
	held, err := records.TrailsHeld(ctx)
	return &segment.Trails{Last: last, Takes: true, Has: held}, err
}

// trailDue reports whether this device leaves word because of trails alone.
func (t *talk) trailDue(ctx context.Context) (bool, error) {
	records, ok := t.trailing()
	if !ok || t.state.Last.Number == 0 {
		return false, nil
	}
	said := t.state.Trails
	if said == nil {
		said = &segment.Trails{}
	}
	if said.Takes != t.self().Manager() {
		return true, nil
	}
	if len(t.takers()) == 0 {
		return false, nil
	}
	last, err := records.TrailEnd(ctx)
	more := last.Number - said.Last.Number
	return more < 0 || more >= manyRows || more > 0 && t.now.Sub(t.state.LastAt) >= sayTrailAfter, err
}

// takeTrails has a manager's device take in what the store shows of trails.
func (t *talk) takeTrails(ctx context.Context) error {
	records, ok := t.trailing()
	if !ok || !t.self().Manager() || t.state.Begin {
		return nil
	}
	held, err := records.TrailsHeld(ctx)
	if err != nil {
		return err
	}
	pieces := t.piecesForThis(held)
	stopped := map[string]bool{}
	for i, n := range pieces {
		if err := ctx.Err(); err != nil {
			return err
		}
		if stopped[n.Device] || n.Number <= held[n.Device] {
			continue
		}
		t.progress("Reading audit trails", i, len(pieces))
		took, err := t.takePiece(ctx, records, n)
		if err != nil {
			return err
		}
		if stopped[n.Device] = !took; took {
			held[n.Device] = n.Number
			reached("trail taken")
		}
	}
	faults, err := records.HearTrails(ctx, t.owners())
	for _, sentence := range faults {
		t.notice("%s", sentence)
	}
	return err
}

// piecesForThis are the pieces that the store shows for this device, in the order of
// each trail.
func (t *talk) piecesForThis(held map[string]int64) (list []trails.Named) {
	for by, shown := range t.pieces {
		for _, n := range shown {
			if by != t.me && n.To == t.me && n.Device != t.me && n.Number > held[n.Device] && t.log.State().Devices[n.Device] != nil {
				list = append(list, n)
			}
		}
	}
	slices.SortFunc(list, func(a, b trails.Named) int {
		return cmp.Or(cmp.Compare(a.Device, b.Device), cmp.Compare(a.Number, b.Number), cmp.Compare(a.By, b.By))
	})
	return list
}

// takePiece takes in one piece. took is false if it is of no use now.
func (t *talk) takePiece(ctx context.Context, records Trailing, n trails.Named) (took bool, err error) {
	object, err := t.Depot.Read(ctx, n.Name())
	if data.CodeOf(err) == data.CodeNotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	p, err := trails.Open(object, t.state.Identity.Box())
	if errors.Is(err, segment.ErrNewer) {
		t.notice("%s uses a newer Waymark, so this PC cannot read its audit trail. Update Waymark on this PC.", data.Capital(t.name(n.By)))
		return false, nil
	}
	d := t.log.State().Devices[n.Device]
	// What a device that was struck off signed of its trail since then is taken as well: it
	// says what was opened there, and one manager’s device may have had it before it knew.
	if err != nil || p.Device != n.Device || p.Head.Number != n.Number || !p.Head.SignedBy(t.state.Service, n.Device, d.Public.Sign) {
		t.notice("Something in the store is damaged or is not what %s wrote of an audit trail, so it was not used.", t.name(n.By))
		return false, nil
	}
	err = records.TakePiece(ctx, t.owner(d), p, n.By == n.Device)
	switch {
	case errors.Is(err, trails.ErrGap):
		return false, nil // it comes again
	case errors.Is(err, trails.ErrUnfit):
		t.notice("What %s sent of the audit trail of %s does not follow what is here, so it was not used.", t.name(n.By), t.name(n.Device))
		return false, nil
	}
	return err == nil, err
}

// owner is a device with what it last said of its trail.
func (t *talk) owner(d *member.Device) *trails.Owner {
	of := &trails.Owner{Device: d.ID, Name: d.Name, Keys: d.Public}
	if o := t.state.Others[d.ID]; o != nil && o.Trails != nil {
		of.Said = o.Trails.Last
	}
	return of
}

// owners are the devices that have said something of their trails.
func (t *talk) owners() (list []trails.Owner) {
	for _, d := range t.log.State().Sorted() {
		if of := t.owner(d); d.ID != t.me && of.Said.Number > 0 {
			list = append(list, *of)
		}
	}
	return list
}
