package store

import (
	"fmt"

	"waymark/data/access"
)

// keptValue is what a slice read once and need not read again.
type keptValue struct {
	value any
	until ChangeKind
}

// Keep returns what is kept under a name, and reads it where nothing is. A
// change of the given kind makes it be read again.
func Keep[T any](d *Door, name string, until ChangeKind, read func() (T, error)) (T, error) {
	s := d.store
	if err := d.session.May(d.area, access.Read); err != nil {
		var none T
		return none, err
	}
	if scope, narrowed := d.session.Scope(); narrowed {
		name = fmt.Sprintf("%v/%s", scope, name)
	}
	s.mu.Lock()
	value, ok := s.kept[name].value.(T)
	before := s.changes
	s.mu.Unlock()
	if ok {
		return value, nil
	}
	value, err := read()
	if err != nil {
		return value, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changes == before { // else it may be out of date already
		s.kept[name] = keptValue{value, until}
	}
	return value, nil
}

// forget drops everything that is kept.
func (s *Store) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.kept)
	s.changes++
}
