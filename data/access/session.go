package access

import (
	"sync"
	"time"

	"waymark/data"
)

// Session is somebody at work with a database: who they are, what they may do
// and the clock they go by. It may be asked from any goroutine.
type Session struct {
	role  Role
	clock data.Clock

	mu     sync.Mutex // guards what follows
	person data.ID
}

// NewSession begins a session of somebody with a role. The person is "" as long
// as nobody has said who is at the PC.
func NewSession(person data.ID, role Role, clock data.Clock) *Session {
	return &Session{person: person, role: role, clock: clock}
}

// Person is the member of staff who is at the PC, "" when nobody has said.
func (s *Session) Person() data.ID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.person
}

// SwitchTo says that somebody else is at the PC from now on.
func (s *Session) SwitchTo(person data.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.person = person
}

// May returns an error that says so if this session may not do something.
func (s *Session) May(area Area, act Act) error { return s.role.May(area, act) }

// Clock is what the session goes by.
func (s *Session) Clock() data.Clock { return s.clock }

// Today is the day it is for the session.
func (s *Session) Today() data.Date { return s.clock.Today() }

// Local is the time on the clock here, as people say it.
func (s *Session) Local() time.Time { return s.clock() }
