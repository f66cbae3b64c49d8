// Package depot is the store in the middle of a service's devices: a folder, or a
// bucket of an object store, that holds what they leave for one another.
//
// An object is a few sealed bytes under a name of its own, written once and never
// changed. Each device writes under its own names only, so no two ever write one
// object, and what a sync program copies or renames does no harm.
//
// What a store does not show means nothing. Stores lose sight of objects for a
// while, and a folder on a network may be empty for a moment, so an empty list and
// a missing object are no proof that there was none. Callers go by the chain of
// what they have read. What a store says in error is a *data.Problem; KindOf says
// what kind of fault it is.
//
// In every kind of store an object is at SERVICE/NAME.waymark, with a marker at
// SERVICE/marker.waymark. So a folder can be copied into a bucket as it is.
package depot

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"waymark/data"
)

// Depot is an open store of one service. Its methods may be called from several
// goroutines. Names have the form that CheckName asks for.
type Depot interface {
	// List returns the names that begin with prefix, in order. The prefix is "" or
	// whole folders with a "/" at the end. What is not named as Write names things
	// is left out: copies by others, files half written.
	List(ctx context.Context, prefix string) ([]string, error)
	// Read returns an object of at most MaxObject bytes. If the store shows none of
	// that name, the error is of the kind NotFound.
	Read(ctx context.Context, name string) ([]byte, error)
	// Write stores an object of at most MaxObject bytes, once. If the same bytes are
	// there already it is done; other bytes are an error of the kind Taken. After
	// an error the object may or may not be there: write the same bytes again.
	Write(ctx context.Context, name string, body []byte) error
	// Remove removes an object. One that is not there is no error.
	Remove(ctx context.Context, name string) error
	// Close ends what is still running.
	Close() error
}

// MaxObject is the most bytes of one object: what every store takes in one
// request, so that nothing is left half sent.
const MaxObject = 12 << 20

// Place is where a service's objects are, and how to get at them.
type Place struct {
	Address Address
	// Service is the id of the service, a data.ID.
	Service string
	// Keys open a bucket or container. A folder has none.
	Keys Keys
	// Verify returns an error if a marker is not the one of the service. It is
	// called before anything is listed, read or written.
	Verify func(marker []byte) error
	// Unsealed allows http to another computer, if a person said so.
	Unsealed bool
	// Limits are how long to wait; zero values are replaced by the usual ones.
	Limits Limits
}

// Keys are the name and the secret that a store gave to the service. Azure needs the
// secret only: the key of the account, or a shared access signature.
type Keys struct{ ID, Secret string }

// String shows nothing of the keys, so that no log has them by mistake.
func (Keys) String() string { return "(keys)" }

// GoString shows nothing of the keys either.
func (k Keys) GoString() string { return k.String() }

// LogValue shows nothing of the keys either.
func (k Keys) LogValue() slog.Value { return slog.StringValue(k.String()) }

// Limits say how long a store may take. A call that takes longer fails, and what it
// was to do may still happen.
type Limits struct {
	Connect  time.Duration // until a connection is there
	Silence  time.Duration // without a byte from the store
	Call     time.Duration // for one call, and Slowest on top
	Slowest  int           // bytes a second that an object has at least
	Attempts int           // how often a call is made in all
	Pause    time.Duration // before the second attempt; twice as long before each further one
}

func (l Limits) orUsual() Limits {
	usual := Limits{Connect: 10 * time.Second, Silence: 30 * time.Second, Call: 2 * time.Minute, Slowest: 16 << 10, Attempts: 3, Pause: time.Second}
	for _, d := range []struct{ set, usual *time.Duration }{
		{&l.Connect, &usual.Connect}, {&l.Silence, &usual.Silence}, {&l.Call, &usual.Call}, {&l.Pause, &usual.Pause},
	} {
		if *d.set <= 0 {
			*d.set = *d.usual
		}
	}
	if l.Slowest <= 0 {
		l.Slowest = usual.Slowest
	}
	if l.Attempts <= 0 {
		l.Attempts = usual.Attempts
	}
	return l
}

// forBytes is how long a call that moves so many bytes may take.
func (l Limits) forBytes(n int) time.Duration {
	return l.Call + time.Duration(n/l.Slowest)*time.Second
}

// Open opens the store of a service for one meeting. The service must have begun
// there: a store without its marker may be a stick that is not plugged in, or a
// share that is not connected.
func Open(ctx context.Context, p Place) (Depot, error) {
	d, err := open(p)
	if err != nil {
		return nil, err
	}
	marker, err := d.engine.read(ctx, d.marker())
	if err == nil && p.Verify != nil {
		if bad := p.Verify(marker); bad != nil {
			err = fault(Foreign, bad, data.CodeForeign, "The store belongs to another service, or someone changed it. Nothing was read or written. Choose the store of your service.")
		}
	}
	if err == nil {
		err = d.engine.hold(d.marker(), marker)
	}
	if err != nil {
		_ = d.Close()
		return nil, atOpening(err)
	}
	return d, nil
}

// atOpening words what keeps a store from being opened: there, a missing object is
// the marker.
func atOpening(err error) error {
	if KindOf(err) == NotFound {
		return fault(NoMarker, err, data.CodeNotFound, "Your service is not in this store. If it is a stick or a network folder, check that it is connected. If not, check the address.")
	}
	return err
}

// Begin writes the marker of a new service into a store and opens it. If the same
// marker is there already, that is no error.
func Begin(ctx context.Context, p Place, marker []byte) (Depot, error) {
	d, err := open(p)
	if err != nil {
		return nil, err
	}
	err = d.engine.begin(ctx, p.Service)
	if err == nil {
		err = d.put(ctx, d.marker(), marker)
	}
	_ = d.Close()
	if err != nil {
		return nil, err
	}
	return Open(ctx, p)
}

// Found is a service that a store holds.
type Found struct {
	Service string
	Marker  []byte // as it is there: the caller checks it
}

// Services returns the services that have begun in a store, for a device that is to
// join one. The Service of the place is not looked at.
func Services(ctx context.Context, p Place) ([]Found, error) {
	p.Service = noService
	d, err := open(p)
	if err != nil {
		return nil, err
	}
	defer func() { _ = d.Close() }()
	ids, err := d.engine.services(ctx)
	if err != nil {
		return nil, err
	}
	var found []Found
	for _, id := range ids {
		if checkService(id) != nil {
			continue
		}
		marker, err := d.engine.read(ctx, markerKey(id))
		if KindOf(err) == NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		found = append(found, Found{id, marker})
	}
	return found, nil
}

// noService is for what is asked of a store beside any service.
const noService = "00000000-0000-0000-0000-000000000000"

func open(p Place) (*opened, error) {
	if err := checkService(p.Service); err != nil {
		return nil, err
	}
	if p.Address.Unsealed() && !p.Unsealed {
		return nil, fault(Refused, nil, data.CodeRefused, "This address begins with http, so others on the network could see how much your service sends, and stop it. Use an address that begins with https.")
	}
	limits := p.Limits.orUsual()
	var e engine
	var err error
	switch p.Address.Kind {
	case Folder:
		e, err = openFolder(p.Address.Folder)
	case S3:
		e, err = openBucket(p, limits)
	case Azure:
		e, err = openContainer(p, limits)
	default:
		err = fmt.Errorf("depot: kind of store %q", p.Address.Kind)
	}
	if err != nil {
		return nil, err
	}
	return &opened{engine: patient{e, limits}, service: p.Service}, nil
}
