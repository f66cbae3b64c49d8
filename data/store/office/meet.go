package office

import (
	"context"
	"io"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/depot"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store/devices"
	"waymark/data/store/exchange"
	"waymark/data/store/lists"
)

// Way says how a meeting goes.
type Way struct {
	// Look takes in what others left and sends nothing, so that it may be often.
	Look bool
	// Confirm says what this PC has of others although it has nothing new.
	Confirm bool
	// At is where the store is for now; nil: where the database says.
	At *devices.Store
}

// Meet has this PC meet the others of its service through the store in the middle,
// whoever has signed in, and keeps what came of it. The report says that too, also
// beside an error; of a PC that works alone it says that.
func (s *Office) Meet(ctx context.Context, progress meeting.Progress) (*meeting.Report, error) {
	report, err := s.MeetBy(ctx, Way{}, progress)
	if report == nil || report.Standing == meeting.Alone {
		return report, err
	}
	kept := devices.NewKeeper(s.Store).Tried(context.WithoutCancel(ctx), devices.OutcomeOf(report, err))
	if err == nil {
		err = kept
	}
	return report, err
}

// MeetBy has this PC meet the others in some way, and keeps nothing of what came of
// it. A store that cannot be opened fails the meeting, which counts what waits here.
func (s *Office) MeetBy(ctx context.Context, way Way, progress meeting.Progress) (*meeting.Report, error) {
	keeper := devices.NewKeeper(s.Store)
	at, err := keeper.Place(ctx)
	if err != nil {
		return nil, err
	}
	if way.At != nil {
		at.Store = *way.At
	}
	var d meeting.Depot
	if at.Meets() {
		open, err := openDepot(ctx, at)
		if d = open; err != nil {
			d = unreached{err}
		} else {
			defer func() { _ = open.Close() }()
		}
	}
	inactive, err := s.inactiveAfter(ctx)
	if err != nil {
		return nil, err
	}
	program := access.NewSession("", access.Everything, s.Clock())
	report, err := meeting.Meet(ctx, meeting.Meeting{Depot: d, Keeper: keeper, Clock: s.Clock(), Inactive: inactive, Confirm: way.Confirm,
		Records: records{exchange.New(s.Store, program), way.Look && at.Standing != meeting.Leaving}}, progress)
	if err == nil {
		err = s.forgetEnded(context.WithoutCancel(ctx))
	}
	return report, err
}

// unreached is a store that could not be opened.
type unreached struct{ why error }

func (u unreached) List(context.Context, string) ([]string, error) { return nil, u.why }
func (u unreached) Read(context.Context, string) ([]byte, error)   { return nil, u.why }
func (u unreached) Write(context.Context, string, []byte) error    { return u.why }
func (u unreached) Remove(context.Context, string) error           { return u.why }

// openDepot opens the store of a service. The PC that founded the service marks its
// place there before the first meeting.
func openDepot(ctx context.Context, at *devices.Place) (depot.Depot, error) {
	p, err := placeOf(at.Store)
	if err != nil {
		return nil, err
	}
	p.Service = at.Service
	p.Verify = func(marker []byte) error { return member.CheckMarker(at.Service, marker) }
	if at.First {
		return depot.Begin(ctx, p, at.Marker)
	}
	return depot.Open(ctx, p)
}

func placeOf(at devices.Store) (depot.Place, error) {
	address, err := depot.ParseAddress(at.Address)
	if err == nil && address.NeedsKeys() && (at.ID == "" || at.Secret == "") {
		err = data.NewProblem(data.CodeInvalid, "This store needs keys. Enter the two keys that whoever runs it gave you.")
	}
	return depot.Place{Address: address, Keys: depot.Keys{ID: at.ID, Secret: at.Secret}, Unsealed: at.Unsealed}, err
}

// TryStore finds out whether a store does what Waymark needs. It returns a sentence
// that says so, or an error that says what is wrong.
func (s *Office) TryStore(ctx context.Context, at devices.Store) (string, error) {
	if err := s.Session.May(access.Devices, access.Read|access.Write); err != nil {
		return "", err
	}
	p, err := placeOf(at)
	if err != nil {
		return "", err
	}
	return depot.Try(ctx, p)
}

// ServicesAt are the services that a store holds, for a PC that is to join one. Who
// may not have it join reaches no store.
func (s *Office) ServicesAt(ctx context.Context, at devices.Store) ([]depot.Found, error) {
	if err := s.Session.May(access.Devices, access.Read|access.Write); err != nil {
		return nil, err
	}
	p, err := placeOf(at)
	if err != nil {
		return nil, err
	}
	found, err := depot.Services(ctx, p)
	if err != nil {
		return nil, err
	}
	var list []depot.Found
	for _, f := range found {
		if member.CheckMarker(f.Service, f.Marker) == nil {
			list = append(list, f)
		}
	}
	return list, nil
}

// inactiveAfter is after how long a device that was not heard of holds nothing up.
func (s *Office) inactiveAfter(ctx context.Context) (time.Duration, error) {
	program := lists.New(s.Store, access.NewSession("", access.Everything, s.Clock()))
	text, err := program.Setting(ctx, lists.SettingInactiveDays)
	return devices.InactiveAfter(text), err
}

// records are the records of the exchange as a meeting sees them.
type records struct {
	*exchange.Exchange
	look bool // nothing is sent
}

// Gather implements meeting.Records.
func (r records) Gather(ctx context.Context, after meeting.Cursor) (meeting.Outgoing, error) {
	if r.look {
		return meeting.Outgoing{Cursor: after}, nil
	}
	out, err := r.Exchange.Gather(ctx, exchange.Cursor(after))
	return outgoing(out), err
}

// Unsent implements meeting.Records.
func (r records) Unsent(ctx context.Context, after meeting.Cursor) (int, error) {
	return r.Exchange.Unsent(ctx, exchange.Cursor(after))
}

// HandOut implements meeting.HandsOut.
func (r records) HandOut(ctx context.Context, progress func(done, of int)) error {
	if r.look {
		return nil
	}
	return r.Exchange.HandOut(ctx, progress)
}

// Snapshot implements meeting.Records.
func (r records) Snapshot(ctx context.Context) (meeting.Outgoing, error) {
	out, err := r.Exchange.Snapshot(ctx)
	return outgoing(out), err
}

// Found implements meeting.Seeder.
func (r records) Found(ctx context.Context) (meeting.Outgoing, error) {
	out, err := r.Exchange.Found(ctx)
	return outgoing(out), err
}

// Seed implements meeting.Seeder.
func (r records) Seed(ctx context.Context, after meeting.Cursor) (meeting.Outgoing, meeting.Copy, error) {
	out, seed, err := r.GatherAndSeed(ctx, exchange.Cursor(after))
	if err != nil {
		return meeting.Outgoing{}, nil, err
	}
	return outgoing(out), seed, nil
}

// Begin implements meeting.Seeder.
func (r records) Begin(ctx context.Context, device string, number int64, from io.Reader) (meeting.Summary, error) {
	sum, err := r.BeginFrom(ctx, exchange.SeedIn{Device: device, Number: number, Pages: from})
	return summary(sum), err
}

func summary(sum exchange.Summary) meeting.Summary {
	return meeting.Summary{Changes: sum.Added + sum.Changed + sum.Removed + sum.Erased, Settled: sum.Settled, NeedsPerson: sum.Asks}
}

func outgoing(out exchange.Outgoing) meeting.Outgoing {
	return meeting.Outgoing{Cursor: meeting.Cursor(out.Cursor), Clock: out.Clock, Parts: out.Parts, Changes: out.Changes, Erasures: out.Erasures}
}

// Apply implements meeting.Records.
func (r records) Apply(ctx context.Context, in meeting.Incoming) (meeting.Summary, error) {
	sum, err := r.Exchange.Apply(ctx, exchange.Incoming{Device: in.Device, Number: in.Number, Clock: in.Clock, Parts: in.Parts})
	return summary(sum), err
}

// MoveStore has the store be elsewhere from now on, with what is in the old one if
// that can be reached. The other PCs keep what they have until they know of it.
func (s *Office) MoveStore(ctx context.Context, to devices.Store, progress meeting.Progress) error {
	of, err := s.Devices.Service(ctx)
	if err != nil {
		return err
	}
	if of.Me == "" {
		return data.NewProblem(data.CodeRefused, "This PC belongs to no service. Start or join one first.")
	}
	if _, err := s.TryStore(ctx, to); err != nil {
		return err
	}
	there, err := openDepot(ctx, &devices.Place{Service: of.ID, Marker: of.Marker, Store: to, First: true})
	if err != nil {
		return err
	}
	defer func() { _ = there.Close() }()
	if of.Store.Address != to.Address {
		if err := carry(ctx, of, there, progress); err != nil {
			return err
		}
	}
	return s.Devices.SetStore(ctx, to)
}

// carry copies what is in the store of a service into another one. A store that
// cannot be reached is left: each PC writes again what it knows to be missing.
func carry(ctx context.Context, of *devices.Service, there depot.Depot, progress meeting.Progress) error {
	here, err := openDepot(ctx, &devices.Place{Service: of.ID, Store: of.Store})
	if err != nil {
		return nil //nolint:nilerr // that may be why it moves
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
