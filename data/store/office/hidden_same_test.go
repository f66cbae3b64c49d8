package office_test

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/office"
)

// This file asks a database and its twin, in which the people whom someone may not see
// have never been, the same questions. What is counted, how long a list is, whether
// there is more of it and in which order it stands tell of people, too, without a word
// of theirs.

// changing are the methods that are called to change something.
var changing = regexp.MustCompile(`^(Add|Adopt|Apply|Arrive|Back|Begin|Book|Cancel|Change|Close|Complete|Decide|Deliver|Done|DropDraft|DropPairing|` +
	`Erase|Finish|Freeze|GoOut|HandOver|Hide|Import[A-Z]|Join|Keep|Later|Lift|Load|LogCall|Mark|Merge[A-Z]|Move|NotDuplicates|NotNeeded|Note|` +
	`Open$|PutOff|Record[A-Z]|ReferShortly|Refuse|Remove|Renew|Reopen|Repair|Rung|Save|SendThrough|Set[A-Z]|Set$|Settle|Told|Undo|UpdateReferral|Withdraw)`)

// TestHidden_answersAreAsIfTheyHadNeverBeen asks every method that reads.
func TestHidden_answersAreAsIfTheyHadNeverBeen(t *testing.T) {
	s, viewers := hiding(t)
	asked := harvest(t, s)
	for _, v := range viewers {
		if v.who.Role == access.Manager || v.who.Role == access.Coordinator {
			continue // their reports count everyone
		}
		t.Run(v.name, func(t *testing.T) {
			full := opened(t, copied(t, s))
			if v.who.Role == access.Reception {
				v.hidden = elsewhereThan(t, full, v.who.Surgeries[0])
			}
			if len(v.hidden) < 5 {
				t.Fatalf("only %d people are hidden", len(v.hidden))
			}
			questions := questionsOf(t, full, asked, v)
			twin := withoutThem(t, copied(t, s), v.hidden)
			full.Session.SignIn(v.who)
			twin.Session.SignIn(v.who)
			other, answers := methodsOf(twin), 0
			for _, name := range slices.Sorted(maps.Keys(other)) {
				if asksFor(v, name) {
					answers += compare(t, name, methodsOf(full)[name], other[name], questions)
				}
			}
			if answers < v.least/2 {
				t.Errorf("only %d questions were answered", answers)
			}
		})
	}
}

// asksFor reports whether a method is one to ask as a viewer. Reports count the people
// of every partner, without names.
func asksFor(v viewer, name string) bool {
	slice, call, _ := strings.Cut(name, ".")
	ofAll := v.who.OnePartner && (slice == "Figures" || slice == "Handed")
	return !ofAll && !changing.MatchString(call) && !slices.Contains(elsewhere, name)
}

// copied makes a copy of a database, and returns its path.
func copied(t *testing.T, s *office.Office) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy.db")
	must(t, s.BackupTo(context.Background(), path))
	return path
}

// elsewhereThan are those whom a surgery has nothing to do with.
func elsewhereThan(t *testing.T, s *office.Office, surgery data.ID) []data.ID {
	t.Helper()
	ids, err := store.Collect(context.Background(), readBeside(t, s), func(id *data.ID) []any { return []any{id} },
		`SELECT id FROM client WHERE surgery_id IS NOT ?1 AND id NOT IN (SELECT client_id FROM appointment WHERE surgery_id = ?1 AND client_id IS NOT NULL)`, surgery)
	must(t, err)
	return ids
}

// readBeside is a way to read all of a database.
func readBeside(t *testing.T, s *office.Office) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+s.Path()+"?mode=ro")
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// noOne has the times that are taken once those who had booked them are gone.
const noOne = "01900000-0000-7000-8000-00000000ffff"

// withoutThem opens a database without some people. The times that they have booked
// stay taken, by no one who is there: whoever books has to know of those.
func withoutThem(t *testing.T, path string, people []data.ID) *office.Office {
	t.Helper()
	ctx := context.Background()
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	columns, err := store.Collect(ctx, db, func(name *string) []any { return []any{name} },
		`SELECT name FROM pragma_table_info('appointment') WHERE "notnull" = 0 AND name LIKE '%!_id' ESCAPE '!'
		AND name NOT IN ('client_id', 'clinic_id', 'surgery_id', 'staff_id')`)
	must(t, err)
	set := "client_id = '" + noOne + "'"
	for _, column := range columns {
		set += ", " + column + " = NULL"
	}
	for _, id := range people {
		for _, statement := range []string{"UPDATE appointment SET " + set, "UPDATE appointment_state SET client_id = '" + noOne + "'"} {
			_, err := db.Exec(statement+" WHERE client_id = ?", id)
			must(t, err)
		}
	}
	must(t, db.Close())
	s := opened(t, path)
	for _, id := range people {
		_, err := s.Casework.EraseClient(ctx, id)
		must(t, err)
	}
	return s
}

// questionsOf are values to ask with: of those who are hidden, of those who are seen,
// and such as ask for everything.
func questionsOf(t *testing.T, s *office.Office, asked pool, v viewer) []pool {
	t.Helper()
	db := readBeside(t, s)
	all, err := store.Collect(context.Background(), db, func(id *data.ID) []any { return []any{id} }, "SELECT id FROM client ORDER BY id")
	must(t, err)
	seen := slices.DeleteFunc(slices.Clone(all), func(id data.ID) bool { return slices.Contains(v.hidden, id) })
	return []pool{asked.of(t, db, v.hidden), asked.of(t, db, seen), {
		stringType:             {reflect.ValueOf("a"), reflect.ValueOf("07")},
		idType:                 {reflect.ValueOf(v.who.Person), reflect.ValueOf(data.ID(""))},
		reflect.TypeFor[int](): {reflect.ValueOf(1000), reflect.ValueOf(3), reflect.ValueOf(1)},
	}}
}

// compare asks a method and that of the twin the same, and returns how often there was
// an answer and no error.
func compare(t *testing.T, name string, of, twin reflect.Value, questions []pool) (answers int) {
	t.Helper()
	for _, p := range questions {
		most := 1
		for n := range of.Type().NumIn() {
			switch typ := of.Type().In(n); {
			case typ == idType || typ == reflect.TypeFor[[]data.ID]():
				most = max(most, len(p[idType]))
			case typ != contextType:
				most = max(most, 8)
			}
		}
		for i := range most {
			args := arguments(of, p, i)
			out := invoke(of, args)
			err := wentWrong(out)
			if refusedByRole(err) {
				return answers
			}
			if err == nil {
				answers++
			}
			if here, there := shapeOf(out), shapeOf(invoke(twin, arguments(twin, p, i))); here != there {
				t.Errorf("%s tells of people who are hidden: asked %s it answers\n%s", name, shapeOf(args), difference(here, there))
				return answers
			}
		}
	}
	return answers
}

// difference is the first line in which two texts differ, with what stands before it.
func difference(a, b string) string {
	one, other := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range one {
		if i >= len(other) || one[i] != other[i] {
			return fmt.Sprintf("%s\nnot\n%s", strings.Join(one[max(0, i-4):min(len(one), i+2)], "\n"), strings.Join(other[max(0, i-4):min(len(other), i+2)], "\n"))
		}
	}
	return strings.Join(other[len(one)-1:], "\n")
}

// shapeOf is everything in some values, one a line: texts, numbers, how long lists are.
func shapeOf(values []reflect.Value) string {
	var b strings.Builder
	for _, v := range values {
		if v.IsValid() && v.CanInterface() {
			if err, is := v.Interface().(error); is && err != nil {
				b.WriteString(err.Error() + "\n")
				continue
			}
		}
		writeShape(&b, v, "", 0)
	}
	return b.String()
}

func writeShape(b *strings.Builder, v reflect.Value, at string, depth int) {
	if depth > 12 || !v.IsValid() {
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.Type() != contextType && !v.IsNil() {
			writeShape(b, v.Elem(), at, depth+1)
		}
	case reflect.Slice, reflect.Array:
		fmt.Fprintf(b, "%s: %d\n", at, v.Len())
		for i := range v.Len() {
			writeShape(b, v.Index(i), at, depth+1)
		}
	case reflect.Map:
		fmt.Fprintf(b, "%s: %d\n", at, v.Len())
		var entries []string
		for _, key := range v.MapKeys() {
			var entry strings.Builder
			writeShape(&entry, key, at, depth+1)
			writeShape(&entry, v.MapIndex(key), at, depth+1)
			entries = append(entries, entry.String())
		}
		slices.Sort(entries)
		b.WriteString(strings.Join(entries, ""))
	case reflect.Struct:
		if strings.HasSuffix(v.Type().PkgPath(), "/store") || strings.HasSuffix(v.Type().PkgPath(), "/sql") {
			return // a way to the database is no answer
		}
		for i := range v.NumField() {
			writeShape(b, v.Field(i), at+"."+v.Type().Field(i).Name, depth+1)
		}
	case reflect.Func, reflect.Chan:
	default:
		fmt.Fprintf(b, "%s %v\n", at, v)
	}
}
