package host

import (
	"context"

	"waymark/data"
	"waymark/data/store/devices"
)

// Meets has this PC meet the others of its service. What it does may take long, so it
// is called off the UI goroutine; News returns at once.
type Meets interface {
	// News is how this PC and its service stand.
	News() devices.News
	// Now has a meeting.
	Now(ctx context.Context) (*devices.Outcome, error)
	// Soon has one be at once, and does not wait for it.
	Soon()
	// Reached says how far a row has come that was saved on this PC.
	Reached(ctx context.Context, table string, id data.ID) (devices.Reach, error)
	// Try finds out whether a store does what Waymark needs, and says so.
	Try(ctx context.Context, at devices.Store) (string, error)
	// Begin founds a service with this PC as the first.
	Begin(ctx context.Context, name string, at devices.Store) error
	// Join asks the service in a store to let this PC in.
	Join(ctx context.Context, at devices.Store) error
	// Move has the store be elsewhere, with what is in it.
	Move(ctx context.Context, to devices.Store) error
	// Leave takes this PC out of its service.
	Leave(ctx context.Context) error
}

// Exchanges reports whether this PC has others to meet.
func (h *Host) Exchanges() bool { return h.Meets != nil && h.Meets.News().Standing.Meets() }
