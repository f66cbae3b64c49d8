package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
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
		_, is := aboutWhere(&tables[i], tables)
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

// ofStaff are columns of rows about a person that say who of the staff wrote them. The
// audit rows, which are in the copy, say that.
var ofStaff = []string{"change_entry.actor", "tombstone.actor"}

// A copy for a person has each text that is in any column of any row about them, but for
// what is worked out from others and the tables that the copy says it leaves out; and it
// has none of them for anyone else.
func TestAbout_hasEveryTextOfEveryTable(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	s, err := Open(ctx, path, Options{})
	mustNot(t, err)
	mustNot(t, s.Close())
	marks := fillTables(t, path)
	s, err = Open(ctx, path, Options{})
	mustNot(t, err)
	defer func() { _ = s.Close() }()
	leftOut := map[string]bool{}
	for _, l := range AboutLeftOut() {
		leftOut[l.Name] = true
	}
	theirs, others := textsAbout(t, s, erasedPerson), textsAbout(t, s, "01890000-0000-7000-8000-0000000007e1")
	looked := map[string]bool{}
	for _, mark := range marks {
		part := strings.Split(mark, "-")
		if part[0] != "zq" { // a key
			continue
		}
		table, column := part[1], part[2]
		looked[table] = true
		if slices.Contains(register[table].derives, column) || slices.Contains(ofStaff, table+"."+column) {
			continue
		}
		if strings.Contains(theirs, mark) == leftOut[table] {
			t.Errorf("%s.%s is in the copy: %t; said to be left out: %t", table, column, leftOut[table], leftOut[table])
		}
		if strings.Contains(others, mark) {
			t.Errorf("%s.%s of one person is in the copy of another", table, column)
		}
	}
	if len(looked) < 30 {
		t.Errorf("only %d tables have texts", len(looked))
	}
}

// textsAbout are the values of the copy for a client, one a line.
func textsAbout(t *testing.T, s *Store, client data.ID) string {
	t.Helper()
	tables, err := AboutClient(context.Background(), s.reader, client)
	mustNot(t, err)
	var b strings.Builder
	for _, table := range tables {
		for _, row := range table.Rows {
			for _, v := range row.Values {
				if raw, is := v.([]byte); is {
					v = string(raw)
				}
				fmt.Fprintln(&b, v)
			}
		}
	}
	return b.String()
}
