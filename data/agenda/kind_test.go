package agenda_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/agenda"
)

// TestKinds_eachConstantHasItsRow: a kind that is forgotten in the table is called
// “Other”, is counted in no summary and stands last.
func TestKinds_eachConstantHasItsRow(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "kind.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); !ok || of.Name != "Kind" {
			return true
		}
		text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil || !slices.ContainsFunc(agenda.Kinds, func(r agenda.KindRow) bool { return r.Kind == agenda.Kind(text) }) {
			t.Errorf("%s has no row in Kinds: %v", spec.Names[0].Name, err)
		}
		n++
		return true
	})
	if n != len(agenda.Kinds) {
		t.Errorf("%d constants and %d rows", n, len(agenda.Kinds))
	}
	for _, row := range agenda.Kinds {
		if row.Name == "" || row.Kind.Name() != row.Name {
			t.Errorf("%s is called %q", row.Kind, row.Name)
		}
	}
}

// TestSummary_leavesNothingOut: what takes place on a day is in its summary, whatever
// kind it is of.
func TestSummary_leavesNothingOut(t *testing.T) {
	for _, row := range agenda.Kinds {
		e := agenda.Entry{Kind: row.Kind, From: 540, To: 600, Slots: []agenda.Slot{{From: 540, To: 600}}}
		if row.Kind == agenda.Away {
			e.From, e.To = agenda.NoHour, agenda.NoHour
		}
		if got := agenda.Summary([]agenda.Entry{e}); got == "" {
			t.Errorf("a day with a %s alone has no summary", row.Kind)
		}
	}
}

func TestSort_putsAnUnknownKindLast(t *testing.T) {
	day := data.MustDate("2026-04-07")
	entries := []agenda.Entry{{Kind: "stranger", Day: day, From: 540, To: 600}}
	for _, row := range agenda.Kinds {
		entries = append(entries, agenda.Entry{Kind: row.Kind, Day: day, From: 540, To: 600})
	}
	agenda.Sort(entries)
	if entries[0].Kind != agenda.Away || entries[len(entries)-1].Kind != "stranger" {
		t.Errorf("%s is first, %s last", entries[0].Kind, entries[len(entries)-1].Kind)
	}
}

func TestTitle_isNeverEmpty(t *testing.T) {
	for _, e := range []agenda.Entry{
		{Kind: agenda.Contact, Client: "Anna", About: "First aid"}, {Kind: agenda.Contact, About: "First aid"}, {Kind: agenda.Contact}, {},
	} {
		if strings.TrimSpace(e.Title()) == "" {
			t.Errorf("%+v has no title", e)
		}
	}
}
