package store

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
)

// TestAbout_everyTableIsKnown fails for a table of which no one said whether it
// holds something about a client: it would be missing from the copy that a person
// may ask for.
func TestAbout_everyTableIsKnown(t *testing.T) {
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "waymark.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	tables, err := WholeTables(context.Background(), s.reader)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{"change_entry": true}
	for i := range tables {
		name := tables[i].Name
		_, is := aboutWhere(&tables[i])
		if isNot := slices.Contains(aboutNoOne, name); is == isNot && name != "change_entry" {
			t.Errorf("%s is about a client: %v, about no one: %v", name, is, isNot)
		}
		known[name] = true
	}
	for _, l := range WholeLeftOut() {
		known[l.Name] = true
	}
	for name := range register {
		if !known[name] {
			t.Errorf("no one said of %s whether it is about a client", name)
		}
	}
	for _, name := range aboutNoOne {
		if _, there := register[name]; !there {
			t.Errorf("there is no %s", name)
		}
	}
}
