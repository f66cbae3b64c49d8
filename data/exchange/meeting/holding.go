package meeting

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"

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
	switch member.KindOf(me.Role) {
	case member.ForFigures:
		h.Kind = change.HoldsFigures
	case member.ForSurgery:
		h.Kind = change.HoldsClinics
	}
	for _, d := range t.log.State().Devices {
		h.Figures = h.Figures || d.Active() && member.KindOf(d.Role) == member.ForFigures
	}
	return records.Hold(ctx, h)
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
