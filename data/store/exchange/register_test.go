package exchange

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
)

// TestSpecs_matchTheSchema fails for a table, a column, a UNIQUE or a CHECK of which
// no one has said what happens when two devices meet it.
func TestSpecs_matchTheSchema(t *testing.T) {
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	door := s.For(access.NewSession("", access.Everything, data.SystemClock()), access.Whole)
	held := store.Tables()
	for name, known := range held {
		of, travels := specs[name]
		if known.Records != travels {
			t.Errorf("%s holds records: %v, it travels: %v", name, known.Records, travels)
		}
		if travels {
			checkColumns(t, known, of)
		}
		if known.Parts && !isPart(name) {
			t.Errorf("%s belongs to records, and none says so", name)
		}
	}
	for name := range specs {
		if !held[name].Records {
			t.Errorf("the exchange knows %s, the store does not", name)
		}
	}
	schema := map[string]string{}
	if err := store.Each(ctx, door, func(r *[2]string) []any { return []any{&r[0], &r[1]} }, func(r *[2]string) error {
		schema[r[0]] = r[1]
		return nil
	}, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL"); err != nil {
		t.Fatal(err)
	}
	for name, of := range specs {
		if n := len(regexp.MustCompile(`\bCHECK\b`).FindAllString(schema[name], -1)); n != of.checks {
			t.Errorf("%s has %d CHECKs, the exchange knows %d", name, n, of.checks)
		}
		want := uniquesOf(ctx, t, door, name, schema[name])
		var got []string
		for _, u := range of.unique {
			got = append(got, strings.Join(u.columns, " ")+"|"+u.where)
			if u.meets == 0 {
				t.Errorf("%s: no one says what happens when two devices meet in %v", name, u.columns)
			}
		}
		sort.Strings(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s has the constraints %q, the exchange knows %q", name, want, got)
		}
	}
}

func isPart(name string) bool {
	for _, of := range specs {
		for _, p := range of.parts {
			if p.table == name {
				return true
			}
		}
	}
	return false
}

func checkColumns(t *testing.T, known store.Table, of spec) {
	t.Helper()
	seen := map[string]int{}
	named := slices.Clone(of.text)
	for _, g := range of.groups {
		for _, c := range g {
			seen[c]++
		}
		named = append(named, g...)
	}
	for c, n := range seen {
		if n > 1 {
			t.Errorf("%s.%s is in %d groups", known.Name, c, n)
		}
	}
	for _, list := range of.columns {
		named = append(named, list...)
	}
	for c := range of.soft {
		named = append(named, c)
	}
	for c := range of.parts {
		named = append(named, c)
	}
	for _, c := range named {
		if !slices.Contains(known.Columns, c) {
			t.Errorf("%s has no column %s", known.Name, c)
		}
	}
	if of.home == "" {
		t.Errorf("%s is in no compartment", known.Name)
	}
}

func uniquesOf(ctx context.Context, t *testing.T, q store.Querier, name, sql string) []string {
	t.Helper()
	type index struct {
		name    string
		partial bool
	}
	list, err := store.Collect(ctx, q, func(i *index) []any { return []any{&i.name, &i.partial} },
		`SELECT name, partial FROM pragma_index_list(?) WHERE "unique" = 1`, name)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, i := range list {
		columns, err := store.Collect(ctx, q, func(c *string) []any { return []any{c} }, "SELECT name FROM pragma_index_info(?)", i.name)
		if err != nil {
			t.Fatal(err)
		}
		where := ""
		if i.partial {
			if err := q.QueryRowContext(ctx, "SELECT sql FROM sqlite_schema WHERE name = ?", i.name).Scan(&where); err != nil {
				t.Fatal(err)
			}
			_, where, _ = strings.Cut(where, " WHERE ")
		}
		all = append(all, strings.Join(columns, " ")+"|"+where)
	}
	sort.Strings(all)
	return all
}

// TestSpecs_sayWhyADeskLacksWhatItAsksFor looks through what the reception of a
// surgery reads: the lists, what its PC has, or what it lacks for a reason.
func TestSpecs_sayWhyADeskLacksWhatItAsksFor(t *testing.T) {
	tables := map[string]bool{}
	for _, pattern := range []string{"../desk/*.go", "../diary/*.go", "../casework/short_referral.go", "../casework/appointment_row.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			body, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range regexp.MustCompile(`\b(?:FROM|JOIN|INTO|UPDATE)\s+([a-z_]+)`).FindAllStringSubmatch(string(body), -1) {
				tables[m[1]] = true
			}
		}
	}
	if !tables["appointment"] || !tables["client"] {
		t.Fatal("nothing is read at all")
	}
	for name := range tables {
		if s, travels := specs[name]; travels && s.home != Lists && !s.comes() && s.whyNot == "" {
			t.Errorf("a reception asks for %s, which the PC of a surgery does not have, and no one says why", name)
		}
	}
}

// TestSpecs_noGroupIsHeldInPart: of columns that win together, the PC of a surgery has
// all or none.
func TestSpecs_noGroupIsHeldInPart(t *testing.T) {
	byName, _ := tablesOf(nil)
	for name, table := range byName {
		if !table.atDesk() {
			continue
		}
		for _, g := range table.groups {
			for _, c := range g.names {
				if g.id < alive && table.wayOf(c) != g.way {
					t.Errorf("%s.%s goes another way than %s", name, c, g.names[0])
				}
			}
		}
	}
}
