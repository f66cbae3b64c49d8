// Package devices keeps what this PC is among the PCs of its service: its keys, who
// else belongs to it, where the store is, and what is on its way.
//
// The keys are in the database, so they are as safe as it: encrypted in a protected
// one, and readable by whoever can read the file in another.
package devices

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store"
)

// Devices are the PCs of the service, as one session sees them.
type Devices struct {
	db *store.Door
	// news is the door to what everyone may know.
	news *store.Door
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Devices {
	return &Devices{db: db.For(session, access.Devices), news: db.For(session, access.Meetings)}
}

// Store says where the store in the middle is, and what opens it.
type Store struct {
	Address string // as a person typed it
	ID      string // of the key to a bucket or container; "" for a folder
	Secret  string
	// Unsealed allows an address without https, because a person said so.
	Unsealed bool
}

// Status is what everyone may know of the exchange.
type Status struct {
	Standing meeting.Standing
	// MetAt is when the last meeting ended that came to its end, zero before the
	// first.
	MetAt time.Time
	// TriedAt is when the last one ended that may not have reached the store, and
	// Sentence says what came of that.
	TriedAt  time.Time
	Sentence string
}

// Status says whether this PC belongs to a service, and when it last met the others.
func (d *Devices) Status(ctx context.Context) (s Status, err error) {
	err = d.news.QueryRowContext(ctx, "SELECT standing, met_at, tried_at, told FROM device_self").
		Scan(&s.Standing, store.AtOrNever(&s.MetAt), store.AtOrNever(&s.TriedAt), &s.Sentence)
	if errors.Is(err, sql.ErrNoRows) {
		return Status{}, nil
	}
	return s, store.Problem(err)
}

// Service is what this PC knows of its service.
type Service struct {
	ID       string // "" if this PC works alone
	Standing meeting.Standing
	// Marker marks the service's place in a store.
	Marker []byte
	Store  Store
	// Me is the id of this PC; "" if it belongs to no service any longer.
	Me string
	// Words are the six words of a PC that asked to be let in.
	Words []string
	// Devices are in the order in which they were let in, this PC among them.
	Devices []*member.Device
}

// Named returns the name of a device, or "another PC" for one that is not known.
func (s *Service) Named(id string) string {
	for _, d := range s.Devices {
		if d.ID == id && d.Name != "" {
			return d.Name
		}
	}
	return "another PC"
}

// Service says what this PC knows of its service.
func (d *Devices) Service(ctx context.Context) (*Service, error) {
	s := &Service{}
	err := d.db.Look(ctx, func(t *store.Tx) error {
		state, err := stateOf(t)
		if err != nil || state.Service == "" {
			return err
		}
		s.ID, s.Standing = state.Service, state.Standing
		if err := t.Values("SELECT founding, store, store_id, store_secret, unsealed FROM device_self", nil,
			&s.Marker, &s.Store.Address, &s.Store.ID, &s.Store.Secret, &s.Store.Unsealed); err != nil || state.Identity == nil {
			return err
		}
		s.Me = state.Identity.ID()
		if state.Standing == meeting.Asked {
			r, err := member.ReadRequest(state.Service, s.Me, state.Request)
			if err != nil {
				return err
			}
			s.Words = r.Words()
		}
		s.Devices = logOf(state).State().Sorted()
		return nil
	})
	return s, err
}

func logOf(s *meeting.State) *member.Log { return member.NewLog(s.Service, s.Entries) }

// free returns an error if this PC belongs to a service.
func free(t *store.Tx) error {
	var standing meeting.Standing
	err := t.Value(&standing, "SELECT standing FROM device_self")
	switch {
	case errors.Is(err, sql.ErrNoRows), err == nil && (standing == meeting.Left || standing == meeting.Struck || standing == meeting.Asked):
		return nil
	case err != nil:
		return err
	}
	return data.NewProblem(data.CodeConflict, "This PC belongs to a service already. To join another one, leave this one first.")
}

// put writes what this PC is. What it sent to an earlier service it sends again.
func put(t *store.Tx, service string, standing meeting.Standing, me *member.Identity, request, marker []byte, at Store) error {
	return t.Derive(`INSERT INTO device_self (one, service, standing, secret, request, founding, store, store_id, store_secret, unsealed)
		VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (one) DO UPDATE SET service = ?1, standing = ?2, secret = ?3, request = ?4,
		founding = ?5, store = ?6, store_id = ?7, store_secret = ?8, unsealed = ?9, cursor = 0`,
		service, standing, me.Secret(), request, marker, at.Address, at.ID, at.Secret, at.Unsealed)
}

// Begin founds a service with this PC as the first, a manager's. The marker is to be
// written to the store before the first meeting.
func (d *Devices) Begin(ctx context.Context, name string, at Store) (*Service, error) {
	if name = data.Tidy(name); name == "" {
		return nil, data.FieldErrors{{Field: "Name", Sentence: "Enter a name for this PC, such as “Front desk”."}}
	}
	me, err := member.NewIdentity()
	if err != nil {
		return nil, err
	}
	err = d.db.Write(ctx, store.Change{Kind: store.ChangedDevices}, func(t *store.Tx) error {
		if err := free(t); err != nil {
			return err
		}
		service, founding, log, err := member.Begin(me, name, t.Now)
		if err != nil {
			return err
		}
		if err := put(t, service, meeting.Belongs, me, nil, member.Marker(founding), at); err != nil {
			return err
		}
		if err := learn(t, log.Entries(), true); err != nil {
			return err
		}
		return t.Audit("begin", "devices", "", "", "")
	})
	if err != nil {
		return nil, err
	}
	return d.Service(ctx)
}

// mostForSeed is how many clients a PC has at most that begins from a copy of what
// another one has.
const mostForSeed = 500

// Join asks a service to let this PC in. The request goes to the store with the next
// meeting; the words of the answer are to be compared with those on a manager's PC.
func (d *Devices) Join(ctx context.Context, service string, marker []byte, at Store) (*Service, error) {
	if err := d.db.Ask(access.Read | access.Write); err != nil {
		return nil, err
	}
	if err := member.CheckMarker(service, marker); err != nil {
		return nil, &data.Problem{Code: data.CodeForeign, Cause: err, Sentence: "What is in this store is not a service of Waymark. Choose another store."}
	}
	me, err := member.NewIdentity()
	if err != nil {
		return nil, err
	}
	err = d.db.Write(ctx, store.Change{Kind: store.ChangedDevices}, func(t *store.Tx) error {
		if err := free(t); err != nil {
			return err
		}
		// What a PC has of its own comes in by rows, so one that has much begins by rows.
		var clients int
		if err := t.Value(&clients, "SELECT count(*) FROM client"); err != nil {
			return err
		}
		request, err := member.Ask(me, service, nil, clients <= mostForSeed, t.Now)
		if err != nil {
			return err
		}
		if err := put(t, service, meeting.Asked, me, request, marker, at); err != nil {
			return err
		}
		return t.Audit("ask to join", "devices", "", "", "")
	})
	if err != nil {
		return nil, err
	}
	return d.Service(ctx)
}

// SetStore says where the store is from now on, and what opens it.
func (d *Devices) SetStore(ctx context.Context, at Store) error {
	return d.db.Write(ctx, store.Change{Kind: store.ChangedDevices}, func(t *store.Tx) error {
		if err := t.Derive("UPDATE device_self SET store = ?, store_id = ?, store_secret = ?, unsealed = ?", at.Address, at.ID, at.Secret, at.Unsealed); err != nil {
			return err
		}
		return t.Audit("change", "devices", "", "", "store")
	})
}

// say has this PC say something of the service. It reaches the others with the next
// meeting.
func (d *Devices) say(ctx context.Context, action string, what func(t *store.Tx, log *member.Log, me *member.Identity) (member.Entry, error)) error {
	return d.db.Write(ctx, store.Change{Kind: store.ChangedDevices}, func(t *store.Tx) error {
		s, err := stateOf(t)
		if err != nil {
			return err
		}
		if s.Standing != meeting.Belongs && s.Standing != meeting.Renewed {
			return data.NewProblem(data.CodeRefused, "This PC belongs to no service.")
		}
		e, err := what(t, logOf(s), s.Identity)
		if err != nil {
			return err
		}
		if err := learn(t, []member.Entry{e}, true); err != nil {
			return err
		}
		return t.Audit(action, "devices", "", "", "")
	})
}

// Admit lets a device in that asked, after a person has compared the words.
// Surgeries are those whose reception it is.
func (d *Devices) Admit(ctx context.Context, r *member.Request, name string, role access.Role, surgeries []data.ID) error {
	return d.admit(ctx, r, name, func(t *store.Tx, log *member.Log, me *member.Identity, name string) (member.Entry, error) {
		return log.Admit(me, r.Public, name, role, surgeries, t.Now)
	})
}

// AdmitForPartner lets a prescriber’s device in that holds the records of the clients of
// one partner, and of no one else.
func (d *Devices) AdmitForPartner(ctx context.Context, r *member.Request, name string, partner data.ID) error {
	return d.admit(ctx, r, name, func(t *store.Tx, log *member.Log, me *member.Identity, name string) (member.Entry, error) {
		var there bool
		if err := t.Value(&there, "SELECT EXISTS (SELECT 1 FROM partner WHERE id = ?)", partner); err != nil {
			return member.Entry{}, err
		}
		if !there {
			return member.Entry{}, data.FieldErrors{{Field: "Partner", Sentence: "Choose a partner from the list."}}
		}
		return log.AdmitForPartner(me, r.Public, name, partner, t.Now)
	})
}

func (d *Devices) admit(ctx context.Context, r *member.Request, name string, what func(t *store.Tx, log *member.Log, me *member.Identity, name string) (member.Entry, error)) error {
	if name = data.Tidy(name); name == "" {
		return data.FieldErrors{{Field: "Name", Sentence: "Enter a name for this PC, such as “Front desk”."}}
	}
	return d.say(ctx, "let in", func(t *store.Tx, log *member.Log, me *member.Identity) (member.Entry, error) {
		e, err := what(t, log, me, name)
		if err != nil {
			return e, err
		}
		// 1 says that it can begin from a seed, 2 that this may be compressed with Zstandard.
		return e, t.Derive("INSERT OR IGNORE INTO device_owed (device, seed) VALUES (?1, iif(?2, 1 + ?3, 0))", r.ID(), r.Seed, r.Zstd)
	})
}

// Alter changes the name, role or surgeries of a device. What it holds stays the same:
// a database that has what it should not have could no longer meet the others.
func (d *Devices) Alter(ctx context.Context, device, name string, role access.Role, surgeries []data.ID) error {
	return d.say(ctx, "change", func(t *store.Tx, log *member.Log, me *member.Identity) (member.Entry, error) {
		of := log.State().Devices[device]
		if of != nil && role == access.Manager && of.Partner != "" {
			return member.Entry{}, data.NewProblem(data.CodeRefused, "This PC holds the records of one partner, and a manager’s PC holds all. Have it leave the service, then join again with a new database.")
		}
		if of != nil && role != "" && of.Role != "" && member.KindOf(of.Role) != member.KindOf(role) {
			return member.Entry{}, data.NewProblem(data.CodeRefused, "This would change which records the PC holds, and what is new on it could no longer be sent. Have it leave the service, which sends that first. Then it joins again with a new database.")
		}
		return log.Alter(me, device, data.Tidy(name), role, surgeries, t.Now)
	})
}

// Strike strikes a device off. What it sealed until now counts.
func (d *Devices) Strike(ctx context.Context, device string) error {
	return d.say(ctx, "strike off", func(t *store.Tx, log *member.Log, me *member.Identity) (member.Entry, error) {
		if log.State().Devices[device] == nil {
			return member.Entry{}, data.NewProblem(data.CodeNotFound, "This PC is not one of the service.")
		}
		return log.Strike(me, device, t.Now)
	})
}

// Leave takes this PC out of the service with the next meeting, which first sends
// what is new here. A PC that only asked is out at once.
func (d *Devices) Leave(ctx context.Context) error {
	return d.db.Write(ctx, store.Change{Kind: store.ChangedDevices}, func(t *store.Tx) error {
		s, err := stateOf(t)
		switch {
		case err != nil:
			return err
		case s.Standing == meeting.Asked:
			return stand(t, meeting.Left)
		case s.Standing != meeting.Belongs && s.Standing != meeting.Renewed:
			return data.NewProblem(data.CodeRefused, "This PC belongs to no service.")
		case lastManager(s):
			return data.NewProblem(data.CodeRefused, "This is the only manager’s PC. Make another PC a manager’s first, or no one can let a PC in or strike one off.")
		}
		return t.Derive("UPDATE device_self SET standing = ?", meeting.Leaving)
	})
}

// lastManager reports whether other PCs would be left without a manager's.
func lastManager(s *meeting.State) bool {
	others := false
	for _, d := range logOf(s).State().Devices {
		if d.ID == s.Identity.ID() || !d.Active() {
			continue
		}
		if d.Manager() {
			return false
		}
		others = true
	}
	return others
}

// Erasure says how far an erasure on this PC has come.
type Erasure struct {
	At time.Time
	// Clients is how many were erased.
	Clients int
	// Done and Missing are the other devices that have erased them too, and have not.
	Done, Missing []*member.Device
	// Rewritten says that the store is rid of what it had of them.
	Rewritten bool
}

// Erasures says how far the erasures on this PC have come, the latest first.
func (d *Devices) Erasures(ctx context.Context) (list []Erasure, err error) {
	err = d.db.Look(ctx, func(t *store.Tx) error {
		s, err := stateOf(t)
		if err != nil || s.Identity == nil {
			return err
		}
		for i := len(s.Own) - 1; i >= 0; i-- {
			if own := s.Own[i]; own.Erasures > 0 {
				list = append(list, erasureOf(s, own))
			}
		}
		return nil
	})
	return list, err
}

func erasureOf(s *meeting.State, own meeting.Own) Erasure {
	e := Erasure{At: own.At, Clients: own.Erasures, Rewritten: own.Number <= s.Removed}
	for _, d := range logOf(s).State().Sorted() {
		if d.ID == s.Identity.ID() || !d.Active() || d.Since.After(own.At) {
			continue
		}
		if o := s.Others[d.ID]; o != nil && o.Confirmed >= own.Number {
			e.Done = append(e.Done, d)
		} else {
			e.Missing = append(e.Missing, d)
		}
	}
	return e
}
