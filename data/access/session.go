package access

import (
	"sync"
	"time"

	"waymark/data"
)

// Session is someone at work with a database: who they are, what they may do
// and the clock they go by. It may be asked from any goroutine.
type Session struct {
	clock data.Clock

	mu      sync.Mutex // guards what follows
	role    Role
	person  data.ID
	surgery data.ID // of reception
}

// NewSession begins a session of someone with a role. The person is "" as long
// as no one has said who is at the PC.
func NewSession(person data.ID, role Role, clock data.Clock) *Session {
	return &Session{person: person, role: role, clock: clock}
}

// Person is the member of staff who is at the PC, "" when no one has said.
func (s *Session) Person() data.ID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.person
}

// SwitchTo says that someone else is at the PC from now on.
func (s *Session) SwitchTo(person data.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.person = person
}

// StandIn makes this a session of the reception of a surgery. What it writes
// names the surgery, since it is not known who is at its desk.
func (s *Session) StandIn(surgery data.ID) { s.become(Reception, surgery, surgery) }

// StaffAt makes this a session of the service's own staff; person is "" as long
// as it is not known which of them.
func (s *Session) StaffAt(person data.ID) { s.become(Everything, person, "") }

// Close makes this a session of no one, who may do nothing.
func (s *Session) Close() { s.become(Nobody, "", "") }

func (s *Session) become(role Role, person, surgery data.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.role, s.person, s.surgery = role, person, surgery
}

// Role is what the session is to the service.
func (s *Session) Role() Role {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.role
}

// Surgery is the one whose reception this is, "" in every other session.
func (s *Session) Surgery() data.ID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.surgery
}

// At returns an error if this session may not work for a surgery: reception
// works for its own.
func (s *Session) At(surgery data.ID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.role == Reception && surgery != s.surgery {
		return data.NewProblem(data.CodeRefused, "This PC is set up for the reception of another surgery, so this cannot be shown or changed here.")
	}
	return nil
}

// May returns an error that says so if this session may not do something.
func (s *Session) May(area Area, act Act) error { return s.Role().May(area, act) }

// Clock is what the session goes by.
func (s *Session) Clock() data.Clock { return s.clock }

// Today is the day it is for the session.
func (s *Session) Today() data.Date { return s.clock.Today() }

// Local is the time on the clock here, as people say it.
func (s *Session) Local() time.Time { return s.clock() }
