package office

import (
	"context"
	"errors"
	"strconv"
	"time"

	"waymark/data/access"
	"waymark/data/exchange/depot"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store/devices"
	"waymark/data/store/exchange"
	"waymark/data/store/lists"
)

// Meet has this PC meet the others of its service through the store in the middle,
// whoever has signed in. The report says what came of it, also beside an error; of a
// PC that works alone it says that.
func (s *Office) Meet(ctx context.Context, progress meeting.Progress) (*meeting.Report, error) {
	keeper := devices.NewKeeper(s.Store)
	at, err := keeper.Place(ctx)
	if err != nil {
		return nil, err
	}
	var d depot.Depot
	if at.Meets() {
		if d, err = openDepot(ctx, at); err != nil {
			report := meeting.Unmet(at.Standing, s.Clock().Now(), err)
			return report, errors.Join(err, keeper.Met(ctx, report))
		}
		defer func() { _ = d.Close() }()
	}
	inactive, err := s.inactiveAfter(ctx)
	if err != nil {
		return nil, err
	}
	program := access.NewSession("", access.Everything, s.Clock())
	report, err := meeting.Meet(ctx, meeting.Meeting{Depot: d, Keeper: keeper, Clock: s.Clock(), Inactive: inactive,
		Records: records{exchange.New(s.Store, program)}}, progress)
	if at.Standing == meeting.Alone {
		return report, err
	}
	if kept := keeper.Met(context.WithoutCancel(ctx), report); err == nil {
		err = kept
	}
	return report, err
}

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
	return depot.Place{Address: address, Keys: depot.Keys{ID: at.ID, Secret: at.Secret}, Unsealed: at.Unsealed}, err
}

// TryStore finds out whether a store does what Waymark needs. It returns a sentence
// that says so, or an error that says what is wrong.
func (s *Office) TryStore(ctx context.Context, at devices.Store) (string, error) {
	p, err := placeOf(at)
	if err != nil {
		return "", err
	}
	return depot.Try(ctx, p)
}

// ServicesAt are the services that a store holds, for a PC that is to join one.
func (s *Office) ServicesAt(ctx context.Context, at devices.Store) ([]depot.Found, error) {
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
	days, wrong := strconv.Atoi(text)
	if wrong != nil || days < 1 {
		return 0, err // the usual
	}
	return time.Duration(days) * 24 * time.Hour, err
}

// records are the records of the exchange as a meeting sees them.
type records struct{ *exchange.Exchange }

// Gather implements meeting.Records.
func (r records) Gather(ctx context.Context, after meeting.Cursor) (meeting.Outgoing, error) {
	out, err := r.Exchange.Gather(ctx, exchange.Cursor(after))
	return outgoing(out), err
}

// Snapshot implements meeting.Records.
func (r records) Snapshot(ctx context.Context) (meeting.Outgoing, error) {
	out, err := r.Exchange.Snapshot(ctx)
	return outgoing(out), err
}

func outgoing(out exchange.Outgoing) meeting.Outgoing {
	return meeting.Outgoing{Cursor: meeting.Cursor(out.Cursor), Clock: out.Clock, Parts: out.Parts, Changes: out.Changes, Erasures: out.Erasures}
}

// Apply implements meeting.Records.
func (r records) Apply(ctx context.Context, in meeting.Incoming) (meeting.Summary, error) {
	sum, err := r.Exchange.Apply(ctx, exchange.Incoming{Device: in.Device, Number: in.Number, Clock: in.Clock, Parts: in.Parts})
	return meeting.Summary{Changes: sum.Added + sum.Changed + sum.Removed + sum.Erased, Settled: sum.Settled, NeedsPerson: sum.Asks}, err
}
