package meeting

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"maps"
	"slices"

	"waymark/data"
	"waymark/data/exchange/change"
	"waymark/data/exchange/member"
)

// Holder is implemented by records of which devices of some kinds hold only a part.
type Holder interface {
	// Hold says what this device holds, and what others do that it sees to. It is
	// called at every meeting, before anything is read or gathered.
	Hold(ctx context.Context, h change.Holding) error
}

// hold tells the records which kind of device this is.
func (t *talk) hold(ctx context.Context) error {
	records, ok := t.Records.(Holder)
	me := t.self()
	if !ok || !me.Active() || t.state.Last.Number == 0 && len(t.log.State().Devices) == 1 {
		return nil // it is not known to the service yet, or alone in it
	}
	h := change.Holding{}
	switch me.Kind() {
	case member.ForPartner:
		h.Kind = change.HoldsPartner
	case member.ForFigures:
		h.Kind = change.HoldsFigures
	case member.ForSurgery:
		h.Kind = change.HoldsClinics
	}
	for _, d := range t.log.State().Devices {
		h.Figures = h.Figures || d.Active() && member.KindOf(d.Role) == member.ForFigures
	}
	h.Clinics, h.Partners = t.clinics(me), t.partners(me)
	return records.Hold(ctx, h)
}

// clinics are the surgeries whose devices hold their clinics; of such a device, its
// own.
func (t *talk) clinics(me *member.Device) (list []change.Clinic) {
	since := map[string]int64{}
	for _, d := range t.log.State().Devices {
		if !d.Active() || member.KindOf(d.Role) != member.ForSurgery || member.KindOf(me.Role) == member.ForSurgery && d != me {
			continue
		}
		for _, s := range d.Surgeries {
			since[string(s)] = max(since[string(s)], d.Given.UnixMilli())
		}
	}
	if k := me.Kind(); k == member.ForFigures || k == member.ForPartner {
		return nil
	}
	for _, s := range slices.Sorted(maps.Keys(since)) {
		list = append(list, change.Clinic{Surgery: s, Since: since[s]})
	}
	return list
}

// partners are those whose records some device holds and no others; of such a device,
// its own.
func (t *talk) partners(me *member.Device) (list []change.Partner) {
	if k := me.Kind(); k != member.ForCasework && k != member.ForPartner {
		return nil
	}
	since := map[data.ID]int64{}
	for _, d := range t.log.State().Devices {
		if d.Active() && d.Kind() == member.ForPartner && (me.Kind() == member.ForCasework || d == me) {
			since[d.Partner] = max(since[d.Partner], d.Since.UnixMilli())
		}
	}
	for _, p := range slices.Sorted(maps.Keys(since)) {
		list = append(list, change.Partner{ID: string(p), Since: since[p]})
	}
	return list
}

// sharedFor is what a device is given beside the records. One that holds no clients
// gets something else than the key by which hashes of clients are made, so that it
// cannot tell whose a hash is.
func sharedFor(d *member.Device, shared []byte) []byte {
	if member.KindOf(d.Role) != member.ForFigures {
		return shared
	}
	mac := hmac.New(sha256.New, shared)
	mac.Write([]byte("waymark: a device that holds figures"))
	return mac.Sum(nil)
}

// HandsOut is implemented by records of which it may take long to work out what other
// devices are to be given.
type HandsOut interface {
	// HandOut works out most of that, in steps between which others may write. Gather does
	// the rest. It is told how much is done, and of how much.
	HandOut(ctx context.Context, progress func(done, of int)) error
}

// handOut has the records work out what other devices are to be given.
func (t *talk) handOut(ctx context.Context) error {
	records, ok := t.Records.(HandsOut)
	if !ok {
		return nil
	}
	return records.HandOut(ctx, func(done, of int) { t.progress("Working out what other PCs get", done, of) })
}
