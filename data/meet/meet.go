// Package meet has the PC of an open database meet the others of its service: it
// opens the store in the middle, runs a meeting, and keeps what came of it.
//
// A meeting works for the program, whoever has signed in, so it goes on while the
// window is locked. Founding a service, joining one and moving its store are acts of
// a person, and the session is asked.
package meet

import (
	"context"
	"errors"

	"waymark/data"
	"waymark/data/exchange/depot"
	"waymark/data/exchange/meeting"
	"waymark/data/store/devices"
	"waymark/data/store/office"
)

// Meet is the exchange of one open database.
type Meet struct {
	office *office.Office
	keeper *devices.Keeper
	// At is where the store is for now, if it is not where the database says.
	At *devices.Store
}

// New makes the exchange of an open database.
func New(o *office.Office) *Meet {
	return &Meet{office: o, keeper: devices.NewKeeper(o.Store)}
}

// How says how much a meeting does.
type How int

// The ways to meet. A look takes in what others left and sends nothing, so that it
// may be often. To confirm is to meet fully, and to say what this PC has of the others
// even if it has nothing new: someone waits to know.
const (
	Fully How = iota
	Look
	Confirm
)

// Try finds out whether a store does what Waymark needs, and says so in a sentence.
func (m *Meet) Try(ctx context.Context, at devices.Store) (string, error) {
	return m.office.TryStore(ctx, at)
}

// Begin founds a service with this PC as the first, a manager's, once the store was
// found to work, and has a first meeting.
func (m *Meet) Begin(ctx context.Context, name string, at devices.Store, progress meeting.Progress) (*devices.Outcome, error) {
	if _, err := m.Try(ctx, at); err != nil {
		return nil, err
	}
	if _, err := m.office.Devices.Begin(ctx, name, at); err != nil {
		return nil, err
	}
	return m.Now(ctx, Fully, progress)
}

// Join asks the service in a store to let this PC in. What it returns has the six
// words to compare. service chooses one of several, "" if there is one.
func (m *Meet) Join(ctx context.Context, at devices.Store, service string) (*devices.Service, error) {
	found, err := m.office.ServicesAt(ctx, at)
	if err != nil {
		return nil, err
	}
	one, err := chosen(found, service)
	if err != nil {
		return nil, err
	}
	if _, err := m.office.Devices.Join(ctx, one.Service, one.Marker, at); err != nil {
		return nil, err
	}
	if _, err := m.Now(ctx, Fully, nil); err != nil {
		return nil, err
	}
	return m.office.Devices.Service(ctx)
}

// chosen is the service to join of those that a store holds.
func chosen(found []depot.Found, service string) (depot.Found, error) {
	var real []depot.Found
	for _, f := range found {
		if service == "" || service == f.Service {
			real = append(real, f)
		}
	}
	switch len(real) {
	case 0:
		return depot.Found{}, data.NewProblem(data.CodeNotFound, "No service has begun in this store. Start it on a manager’s PC first, with the same store. If it is a stick or a network folder, check that it is connected.")
	case 1:
		return real[0], nil
	}
	return depot.Found{}, data.NewProblem(data.CodeConflict, "This store holds more than one service. Ask whoever started yours for a folder of its own.")
}

// Now has one meeting and keeps what came of it. The outcome is there beside an
// error as well; it is nil if this PC belongs to no service, or nothing came in and
// there is nothing to keep.
func (m *Meet) Now(ctx context.Context, how How, progress meeting.Progress) (*devices.Outcome, error) {
	status, err := m.Status(ctx)
	if err != nil {
		return nil, err
	}
	if !status.Standing.Meets() {
		return nil, nil
	}
	if status.Standing == meeting.Leaving {
		how = Fully
	}
	report, err := m.office.MeetBy(ctx, office.Way{Look: how == Look, Confirm: how == Confirm, At: m.At}, progress)
	if report == nil {
		return nil, err
	}
	if report.At.IsZero() {
		report.At = m.office.Clock().Now()
	}
	outcome := devices.OutcomeOf(report, err)
	if err != nil && outcome.Sentence == "" {
		outcome.Sentence = "Not met: " + data.Sentence(err)
	}
	if how == Look && sameAs(report, outcome, status) {
		return outcome, err
	}
	if kept := m.keeper.Tried(context.WithoutCancel(ctx), outcome); kept != nil && err == nil {
		err = kept
	}
	return outcome, err
}

// sameAs reports whether a look left everything as it was, so that there is nothing to
// keep.
func sameAs(r *meeting.Report, o *devices.Outcome, s devices.Status) bool {
	if o.Failed {
		return o.Sentence == s.Sentence
	}
	return quiet(r) && standsAs(r, s)
}

// standsAs reports whether a meeting left this PC as it was in its service.
func standsAs(r *meeting.Report, s devices.Status) bool {
	return r.Standing == s.Standing || r.Standing == meeting.Belongs && s.Standing == meeting.Renewed
}

// quiet reports whether a meeting brought nothing that a screen shows.
func quiet(r *meeting.Report) bool { return r.Sent+r.Received+r.Settled+r.NeedsPerson == 0 }

// Status says how this PC and its service stand, whoever has signed in.
func (m *Meet) Status(ctx context.Context) (devices.Status, error) { return m.keeper.Status(ctx) }

// Leave takes this PC out of its service, after it has sent what is new here. If the
// store cannot be reached now, it leaves with the next meeting that does.
func (m *Meet) Leave(ctx context.Context) (*devices.Outcome, error) {
	if err := m.office.Devices.Leave(ctx); err != nil {
		return nil, err
	}
	return m.Now(ctx, Fully, nil)
}

// Stopped reports whether a meeting ended because someone stopped it.
func Stopped(err error) bool { return errors.Is(err, context.Canceled) }
