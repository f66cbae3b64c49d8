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
	"waymark/data/exchange/member"
	"waymark/data/store/devices"
	"waymark/data/store/office"
)

// Meet is the exchange of one open database.
type Meet struct {
	office *office.Office
	keeper *devices.Keeper
	// Limits are how long to wait for a store; zero for the usual ones.
	Limits depot.Limits
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
// may be often.
const (
	Fully How = iota
	Look
)

// place is where a store is. The address is as a person typed it.
func (m *Meet) place(at devices.Store, service string) (depot.Place, error) {
	address, err := depot.ParseAddress(at.Address)
	if err != nil {
		return depot.Place{}, err
	}
	if address.NeedsKeys() && (at.ID == "" || at.Secret == "") {
		return depot.Place{}, data.NewProblem(data.CodeInvalid, "This store needs keys. Enter the two keys that whoever runs it gave you.")
	}
	return depot.Place{Address: address, Service: service, Keys: depot.Keys{ID: at.ID, Secret: at.Secret}, Limits: m.Limits,
		Verify: func(marker []byte) error { return member.CheckMarker(service, marker) }}, nil
}

// Try finds out whether a store does what Waymark needs, and says so in a sentence.
func (m *Meet) Try(ctx context.Context, at devices.Store) (string, error) {
	p, err := m.place(at, "")
	if err != nil {
		return "", err
	}
	return depot.Try(ctx, p)
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
	p, err := m.place(at, "")
	if err != nil {
		return nil, err
	}
	found, err := depot.Services(ctx, p)
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
		if member.CheckMarker(f.Service, f.Marker) == nil && (service == "" || service == f.Service) {
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
	switch status.Standing {
	case meeting.Alone, meeting.Left, meeting.Struck:
		return nil, nil
	case meeting.Leaving:
		how = Fully
	}
	report, err := m.meet(ctx, how, progress)
	if report.At.IsZero() {
		report.At = m.office.Clock().Now()
	}
	outcome := devices.OutcomeOf(report, err)
	if err != nil && outcome.Sentence == "" {
		outcome.Sentence = "Not met: " + data.Sentence(err)
	}
	if how == Look && (err == nil && quiet(report) && standsAs(report, status) || err != nil && outcome.Sentence == status.Sentence) {
		return outcome, err
	}
	if kept := m.keeper.Tried(context.WithoutCancel(ctx), outcome); kept != nil && err == nil {
		err = kept
	}
	return outcome, err
}

// standsAs reports whether a meeting left this PC as it was in its service.
func standsAs(r *meeting.Report, s devices.Status) bool {
	return r.Standing == s.Standing || r.Standing == meeting.Belongs && s.Standing == meeting.Renewed
}

// quiet reports whether a meeting brought nothing that a screen shows.
func quiet(r *meeting.Report) bool { return r.Sent+r.Received+r.Settled+r.NeedsPerson == 0 }

// Status says how this PC and its service stand, whoever has signed in.
func (m *Meet) Status(ctx context.Context) (devices.Status, error) { return m.keeper.Status(ctx) }

// meet opens the store and has one meeting.
func (m *Meet) meet(ctx context.Context, how How, progress meeting.Progress) (*meeting.Report, error) {
	service, err := m.keeper.Service(ctx)
	if err != nil {
		return &meeting.Report{}, err
	}
	if m.At != nil {
		service.Store = *m.At
	}
	open, err := m.open(ctx, service)
	if err != nil {
		open = unreached{err}
	} else {
		defer func() { _ = open.(depot.Depot).Close() }()
	}
	return meeting.Meet(ctx, meeting.Meeting{Depot: open, Keeper: m.keeper, Records: newRecords(m.office, how), Clock: m.office.Clock()}, progress)
}

// open opens the store. A service that was founded and has not met yet begins there.
func (m *Meet) open(ctx context.Context, s *devices.Service) (meeting.Depot, error) {
	p, err := m.place(s.Store, s.ID)
	if err != nil {
		return nil, err
	}
	d, err := depot.Open(ctx, p)
	if depot.KindOf(err) == depot.NoMarker && s.New {
		d, err = depot.Begin(ctx, p, s.Marker)
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// unreached is a store that could not be opened: the meeting says why, and counts
// what waits here.
type unreached struct{ why error }

func (u unreached) List(context.Context, string) ([]string, error) { return nil, u.why }
func (u unreached) Read(context.Context, string) ([]byte, error)   { return nil, u.why }
func (u unreached) Write(context.Context, string, []byte) error    { return u.why }
func (u unreached) Remove(context.Context, string) error           { return u.why }

// Move has the store be elsewhere from now on, with what is in the old one if that
// can be reached. The other PCs keep what they have until they know of the new one.
func (m *Meet) Move(ctx context.Context, to devices.Store, progress meeting.Progress) error {
	s, err := m.office.Devices.Service(ctx)
	if err != nil {
		return err
	}
	if s.ID == "" || s.Me == "" {
		return data.NewProblem(data.CodeRefused, "This PC belongs to no service. Start or join one first.")
	}
	if _, err := m.Try(ctx, to); err != nil {
		return err
	}
	p, err := m.place(to, s.ID)
	if err != nil {
		return err
	}
	there, err := depot.Begin(ctx, p, s.Marker)
	if err != nil {
		return err
	}
	defer func() { _ = there.Close() }()
	if s.Store.Address != to.Address {
		if err := m.carry(ctx, s, there, progress); err != nil {
			return err
		}
	}
	return m.office.Devices.SetStore(ctx, to)
}

// carry copies what is in the store into another one. A store that cannot be reached
// is left: each PC writes again what it knows to be missing.
func (m *Meet) carry(ctx context.Context, s *devices.Service, there depot.Depot, progress meeting.Progress) error {
	p, err := m.place(s.Store, s.ID)
	if err != nil {
		return nil //nolint:nilerr // there is no old store
	}
	here, err := depot.Open(ctx, p)
	if err != nil {
		return nil //nolint:nilerr // it cannot be reached, which may be why it moves
	}
	defer func() { _ = here.Close() }()
	names, err := here.List(ctx, "")
	if err != nil {
		return err
	}
	for i, name := range names {
		if progress != nil {
			progress("Copying the store", i, len(names))
		}
		body, err := here.Read(ctx, name)
		if depot.KindOf(err) == depot.NotFound {
			continue // removed meanwhile
		}
		if err == nil {
			err = there.Write(ctx, name, body)
		}
		if err != nil && depot.KindOf(err) != depot.Taken {
			return err
		}
	}
	return nil
}

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
