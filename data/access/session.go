package access

import (
	"slices"
	"sync"
	"time"

	"waymark/data"
)

// Session is someone at work with a database: who they are, what they may do
// and the clock they go by. It may be asked from any goroutine.
type Session struct {
	clock data.Clock
	// holds says what the database holds; nil for everything.
	holds func() Held

	mu     sync.Mutex // guards what follows
	who    Identity
	locked bool
}

// Identity is who a session is of.
type Identity struct {
	// Person is the member of staff, "" as long as no one has said who is at the PC.
	Person data.ID
	Role   Role
	// Surgeries are those whose reception it is; the first is the one at hand.
	Surgeries []data.ID
	// OwnOnly narrows a prescriber to their own clients.
	OwnOnly bool
	// OnePartner narrows a prescriber or a manager of a partnership to the clients of
	// Partner, the organisation that they work for; "" is that of no partner.
	OnePartner bool
	Partner    data.ID
	// SignedIn: the person showed that they are who they say.
	SignedIn bool
}

// Scope narrows a session to the clients of one person.
type Scope struct {
	Person data.ID
	// Unassigned takes in people whom the person added and who have no prescriber yet.
	Unassigned bool
	// ByPartner takes in the clients of Partner, whoever looks after them.
	ByPartner bool
	Partner   data.ID
}

// OwnScope is the scope of a prescriber who sees only their own clients.
func OwnScope(person data.ID) Scope { return Scope{Person: person, Unassigned: true} }

// NewSession begins a session of someone with a role. The person is "" as long
// as no one has said who is at the PC.
func NewSession(person data.ID, role Role, clock data.Clock) *Session {
	return &Session{who: Identity{Person: person, Role: role}, clock: clock}
}

// In has the session do nothing that comes to nothing in the database, whoever it is
// of. It is called before the session is used.
func (s *Session) In(holds func() Held) { s.holds = holds }

func (s *Session) lacks(c Capability) bool {
	return s.holds != nil && !slices.Contains(rowOf(c).in, s.holds())
}

// inPart reports whether a capability is over the whole service and the session is
// narrowed to one partner.
func (s *Session) inPart(c Capability) bool {
	return OfWhole(c) && s.Identity().inPart()
}

// inPart reports whether someone sees the clients of one partner only.
func (i Identity) inPart() bool {
	return i.OnePartner && i.Role.ByPartner()
}

// AsNow returns a session that stays what this one is now, whatever becomes of whoever
// it is of.
func (s *Session) AsNow() *Session {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Session{clock: s.clock, holds: s.holds, who: s.who, locked: s.locked}
}

// Person is the member of staff who is at the PC, "" when no one has said.
func (s *Session) Person() data.ID { return s.Identity().Person }

// SwitchTo says that someone else is at the PC from now on. Where people sign in,
// only signing in does that.
func (s *Session) SwitchTo(person data.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.who.SignedIn {
		s.who.Person = person
	}
}

// StandIn makes this a session of the reception of a surgery. What it writes
// names the surgery, since it is not known who is at its desk.
func (s *Session) StandIn(surgery data.ID) {
	s.become(Identity{Person: surgery, Role: Reception, Surgeries: []data.ID{surgery}})
}

// StaffAt makes this a session of the service's own staff; person is "" as long
// as it is not known which of them.
func (s *Session) StaffAt(person data.ID) { s.become(Identity{Person: person, Role: Everything}) }

// SignIn makes this a session of a person who has signed in.
func (s *Session) SignIn(who Identity) {
	who.SignedIn = true
	s.become(who)
}

// Follow takes over what has become of the person who is signed in: what they may do
// changes at once, and a lock stays.
func (s *Session) Follow(who Identity) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.who.SignedIn && s.who.Person == who.Person {
		who.SignedIn = true
		s.who = who
	}
}

// Close makes this a session of no one, who may do nothing.
func (s *Session) Close() { s.become(Identity{Role: Nobody}) }

// Lock keeps who the session is of, and lets it do nothing until Unlock.
func (s *Session) Lock() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.locked = true
}

// Unlock lets a locked session go on.
func (s *Session) Unlock() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.locked = false
}

// Locked reports whether the session is locked.
func (s *Session) Locked() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.locked
}

func (s *Session) become(who Identity) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.who, s.locked = who, false
}

// Identity is who may act now: no one while the session is locked.
func (s *Session) Identity() Identity {
	s.mu.Lock()
	defer s.mu.Unlock()
	who := s.who
	if s.locked {
		who.Role = Nobody
	}
	return who
}

// Role is what the session is to the service.
func (s *Session) Role() Role { return s.Identity().Role }

// SignedIn reports whether someone has signed in, locked or not.
func (s *Session) SignedIn() bool { return s.Identity().SignedIn }

// Surgery is the one whose reception this is, "" in every other session.
func (s *Session) Surgery() data.ID {
	who := s.Identity()
	if who.Role != Reception || len(who.Surgeries) == 0 {
		return ""
	}
	return who.Surgeries[0]
}

// At returns an error if this session may not work for a surgery: reception
// works for its own.
func (s *Session) At(surgery data.ID) error {
	who := s.Identity()
	if who.Role != Reception || slices.Contains(who.Surgeries, surgery) {
		return nil
	}
	if who.SignedIn {
		return data.NewProblem(data.CodeRefused, "This belongs to a surgery that you do not work for, so it cannot be shown or changed.")
	}
	return data.NewProblem(data.CodeRefused, "This PC is set up for the reception of another surgery, so this cannot be shown or changed here.")
}

// May returns an error that says so if this session may not do something.
func (s *Session) May(area Area, act Act) error {
	who := s.Identity()
	need, known := needs[area]
	if known && (s.lacks(need.read) || act&Write != 0 && s.lacks(need.write)) {
		return notHeld(s.holds())
	}
	if known && (s.inPart(need.read) || act&Write != 0 && s.inPart(need.write)) {
		return refusedPart()
	}
	err := who.Role.May(area, act)
	if err != nil && who.Role == Reception && !who.SignedIn {
		return refusedDesk()
	}
	return err
}

// Can reports whether this session has a capability.
func (s *Session) Can(c Capability) bool { return !s.lacks(c) && !s.inPart(c) && s.Role().Can(c) }

// Scope is whose clients the session is narrowed to; narrowed is false where it
// sees all of them.
func (s *Session) Scope() (scope Scope, narrowed bool) {
	who := s.Identity()
	switch {
	case who.Role.Extent(SeeRecords) == Assigned:
		return Scope{Person: who.Person}, true
	case who.Role == Prescriber && who.OwnOnly:
		return OwnScope(who.Person), true
	case who.inPart():
		return Scope{Person: who.Person, Unassigned: true, ByPartner: true, Partner: who.Partner}, true
	}
	return Scope{}, false
}

// SeesEveryone reports whether this session may read the records of all clients.
func (s *Session) SeesEveryone() bool {
	_, narrowed := s.Scope()
	return !narrowed && s.Can(SeeRecords)
}

// Extent is how far a capability reaches for this session.
func (s *Session) Extent(c Capability) Extent {
	if s.lacks(c) || s.inPart(c) {
		return No
	}
	who := s.Identity()
	extent := who.Role.Extent(c)
	if extent == All && who.Role == Prescriber && who.OwnOnly {
		return Own
	}
	if extent == All && who.inPart() {
		return OwnPartner
	}
	return extent
}

// Clock is what the session goes by.
func (s *Session) Clock() data.Clock { return s.clock }

// Today is the day it is for the session.
func (s *Session) Today() data.Date { return s.clock.Today() }

// Local is the time on the clock here, as people say it.
func (s *Session) Local() time.Time { return s.clock() }
