package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"waymark/data"
	"waymark/data/access"
)

// erasedPerson is the one whom filled tables are about.
const erasedPerson = "01890000-0000-7000-8000-00000000e4a5"

// ofOneRow are the tables that name a row of another as a table and its key, or in
// another way of their own; the values are columns that are not markers.
var ofOneRow = map[string]map[string]string{
	"draft":            {"key": "'client:" + erasedPerson + "'"},
	"change_entry":     {"tbl": "9", "row": "(SELECT unhex(id, '-') FROM contact)"},
	"tombstone":        {"tbl": "9", "row": "(SELECT unhex(id, '-') FROM contact)"},
	"exchange_row":     {"tbl": "9", "row": "(SELECT unhex(id, '-') FROM contact)"},
	"exchange_gone":    {"tbl": "9", "row": "(SELECT unhex(id, '-') FROM contact)"},
	"exchange_same":    {"tbl": "9", "kept_id": "(SELECT unhex(id, '-') FROM contact)"},
	"clinic_held":      {"tbl": "9", "row": "(SELECT unhex(id, '-') FROM contact)"},
	"clinic_due":       {"tbl": "9", "row": "(SELECT unhex(id, '-') FROM contact)"},
	"clinic_leaving":   {"tbl": "9", "row": "(SELECT unhex(id, '-') FROM contact)"},
	"clinic_follow":    {"row": "(SELECT unhex(id, '-') FROM contact)"},
	"exchange_waiting": {"tbl": "9", "id": "(SELECT id FROM contact)", "client_id": "NULL"},
	"exchange_news":    {"record": "'contact'", "record_id": "(SELECT id FROM contact)", "client_id": "NULL"},
	"clash_kept":       {"a_id": "(SELECT id FROM appointment)", "b_id": "(SELECT id FROM appointment)"},
	"presence":         {"appointment_id": "(SELECT id FROM appointment)"},
	"audit":            {"action": "'look'", "record": "'contact'", "client_id": "'" + erasedPerson + "'", "hash": "NULL", "salt": "x'00'"},
	"audit_elsewhere":  {"action": "'look'", "record": "'contact'", "client_id": "'" + erasedPerson + "'", "hash": "NULL", "salt": "x'00'"},
}

// staysOf are the columns of a person's rows that an erasure leaves, because they
// say nothing of the person: who did something, and that staff were somewhere.
var staysOf = map[string][]string{
	"audit":           {"at", "actor", "action", "record", "mac"}, // the code of it, whose salt goes
	"audit_elsewhere": {"at", "actor", "action", "record", "mac"},
	"presence":        {"id", "staff_id", "surgery_id", "state", "on_day", "at", "back_at", "created_at", "created_by", "updated_at", "updated_by"},
}

// fillTables writes a row about the person into every table that can have one, with
// a text in each of its columns that is nowhere else. It returns the texts.
func fillTables(t *testing.T, path string) (marks []string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path+"?_foreign_keys=off&_ignore_check_constraints=on&_journal_mode=WAL")
	mustNot(t, err)
	defer func() { _ = db.Close() }()
	names := slices.Sorted(maps.Keys(register))
	// Parents first: others name their rows.
	slices.SortStableFunc(names, func(a, b string) int { return rankOf(a) - rankOf(b) })
	for _, name := range names {
		columns := anyColumns(t, db, name)
		if !canHold(name, columns) {
			continue
		}
		var into, values []string
		for _, c := range columns {
			value, mark := valueFor(name, c)
			into, values = append(into, `"`+c.name+`"`), append(values, value)
			if mark != "" && !slices.Contains(staysOf[name], c.name) {
				marks = append(marks, mark)
			}
		}
		statement := "INSERT INTO " + name + " (" + strings.Join(into, ", ") + ") VALUES (" + strings.Join(values, ", ") + ")"
		if _, err := db.Exec("PRAGMA ignore_check_constraints = ON; " + statement); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, statement)
		}
	}
	return marks
}

type anyColumn struct {
	name, kind string
	key        bool
}

func anyColumns(t *testing.T, db *sql.DB, table string) []anyColumn {
	t.Helper()
	list, err := Collect(context.Background(), db, func(c *anyColumn) []any { return []any{&c.name, &c.kind, &c.key} },
		"SELECT name, type, pk > 0 FROM pragma_table_info(?)", table)
	mustNot(t, err)
	return list
}

// canHold reports whether a table can have a row about a person that does not come
// of itself from those of others.
func canHold(name string, columns []anyColumn) bool {
	spec := register[name]
	_, named := ofOneRow[name]
	_, hangs := ofRow[name]
	about := slices.ContainsFunc(columns, func(c anyColumn) bool { return c.name == "client_id" })
	return name == "client" || named || about || hangs && spec.kind != derived || name == "score"
}

// rankOf has tables after those whose rows they name.
func rankOf(name string) int {
	switch {
	case name == "client":
		return 0
	case ofOneRow[name] != nil:
		return 3
	case ofRow[name].parent != "":
		return 2
	}
	return 1
}

// valueFor is what a column of the row gets, as SQL, and the text to look for.
func valueFor(table string, c anyColumn) (value, mark string) {
	if value, own := ofOneRow[table][c.name]; own {
		return value, ""
	}
	by, hangs := ofRow[table]
	switch {
	case table == "client" && c.name == "id", c.name == "client_id":
		return "'" + erasedPerson + "'", ""
	case hangs && c.name == by.column:
		return "(SELECT " + by.key + " FROM " + by.parent + ")", ""
	case c.name == "id" && c.key && c.kind == "TEXT":
		id := uuid.NewSHA1(uuid.Nil, []byte(table)).String()
		return "'" + id + "'", id
	case c.kind == "INTEGER" && c.key:
		return "7001", ""
	case c.kind == "INTEGER" || c.kind == "REAL":
		return "1", ""
	}
	mark = fmt.Sprintf("zq-%s-%s-qz", table, c.name)
	if c.kind == "BLOB" {
		return "CAST('" + mark + "' AS BLOB)", mark
	}
	return "'" + mark + "'", mark
}

func mustNot(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// holders returns which of the texts are in which file of the folders, as letters or
// as the 16 bytes of an ID.
func holders(t *testing.T, marks []string, folders ...string) (found []string) {
	t.Helper()
	for _, folder := range folders {
		mustNot(t, filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			for _, mark := range marks {
				id, notID := uuid.Parse(mark)
				if bytes.Contains(b, []byte(mark)) || notID == nil && bytes.Contains(b, id[:]) {
					found = append(found, mark+" in "+filepath.Base(path))
				}
			}
			return err
		}))
	}
	return found
}

// Nothing of a person is left, whichever table and column it was in: not in the
// database, its log, a cleaned backup or the folder for temporary files.
func TestErase_leavesNothingOfAnyTable(t *testing.T) {
	ctx, temporary, folder := context.Background(), t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Setenv("TMP", temporary)
	path := filepath.Join(folder, "waymark.db")
	s, err := Open(ctx, path, Options{})
	mustNot(t, err)
	mustNot(t, s.Close())
	marks := append(fillTables(t, path), erasedPerson)

	s, err = Open(ctx, path, Options{})
	mustNot(t, err)
	for _, mark := range marks {
		if len(holders(t, []string{mark}, folder)) == 0 {
			t.Fatal("before the erasure there is no", mark)
		}
	}
	_, err = s.BackupNow(ctx)
	mustNot(t, err)
	session := access.NewSession("", access.Everything, s.Clock())
	left, err := s.erase(ctx, session, []data.ID{erasedPerson}, func(*Tx, *Erasure) error { return nil })
	mustNot(t, err)
	if left.Unfinished || len(left.Copies) != 1 {
		t.Errorf("unfinished: %t; in %d backups", left.Unfinished, len(left.Copies))
	}
	if cleaned, still, err := s.cleanCopies(ctx); err != nil || cleaned != 1 || len(still) > 0 {
		t.Errorf("cleaned %d, left %+v, %v", cleaned, still, err)
	}
	for _, found := range holders(t, marks, folder, temporary) {
		t.Error("while it is open:", found)
	}
	mustNot(t, s.Close())
	for _, found := range holders(t, marks, folder, temporary) {
		t.Error("after it was closed:", found)
	}
}
