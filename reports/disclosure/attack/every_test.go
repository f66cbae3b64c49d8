package attack_test

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store/office"
	"waymark/reports"
	"waymark/reports/disclosure"
)

// Only what Report.Holding lists is ever protected. A table that is new in the report
// and missing there would be printed with its small numbers. So everything is held to
// a minimum of all people seen, and no smaller count may be left.
func TestEveryCount_isHeldToTheMinimum(t *testing.T) {
	s := sampleOf(t, caseload.Options{Clients: 69, Partners: 2})
	f := data.FigureFilter{From: first(t, s), To: today}
	open := cellsOf(t, s, f, disclosure.Rule{})
	rule := disclosure.Rule{Minimum: open["Report.Seen"].N}
	guarded := cellsOf(t, s, f, rule)
	hidden := 0
	for path, c := range guarded {
		switch {
		case c.Hidden:
			hidden++
		case strings.HasSuffix(path, ".Unpaired"): // decides only whether tables are shown, which are walked here
		case c.N > 0 && c.N < rule.Minimum:
			t.Errorf("%s is printed as %d where the minimum is %d", path, c.N, rule.Minimum)
		}
	}
	if hidden < 100 {
		t.Errorf("only %d cells of %d are hidden", hidden, len(guarded))
	}
}

// cellsOf is every count of a report, by the way to it.
func cellsOf(t *testing.T, s *office.Office, f data.FigureFilter, rule disclosure.Rule) map[string]reports.Cell {
	t.Helper()
	r, err := reports.Make(context.Background(), s.Figures, reports.Request{Filter: f, AsAt: today.Time(), Rule: &rule})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]reports.Cell{}
	walkCells(reflect.ValueOf(r), "Report", found)
	return found
}

func walkCells(v reflect.Value, path string, found map[string]reports.Cell) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			walkCells(v.Elem(), path, found)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			walkCells(v.Index(i), fmt.Sprintf("%s[%d]", path, i), found)
		}
	case reflect.Struct:
		if c, ok := v.Interface().(reports.Cell); ok {
			found[path] = c
			return
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				walkCells(v.Field(i), path+"."+f.Name, found)
			}
		}
	}
}

// The attacker reads the tables of a report by name. One that is new would be printed
// and never attacked.
func TestEveryTable_isReadByTheAttacker(t *testing.T) {
	s := sampleOf(t, caseload.Options{Clients: 69, Partners: 2})
	r, page, _ := printed(t, s, data.FigureFilter{From: first(t, s), To: today}, disclosure.Default)
	body, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var all any
	if err := json.Unmarshal(body, &all); err != nil {
		t.Fatal(err)
	}
	if tables := tablesIn(all, "report"); len(tables) != page.tables || page.tables < 20 {
		t.Errorf("the attacker read %d tables of %d: %s", page.tables, len(tables), strings.Join(tables, "\n"))
	}
}

// tablesIn lists what has rows, by the way to it.
func tablesIn(v any, path string) (tables []string) {
	switch v := v.(type) {
	case []any:
		for i, one := range v {
			tables = append(tables, tablesIn(one, fmt.Sprintf("%s[%d]", path, i))...)
		}
	case map[string]any:
		if rows, _ := v["rows"].([]any); rows != nil {
			tables = append(tables, path)
		}
		for key, one := range v {
			tables = append(tables, tablesIn(one, path+"."+key)...)
		}
	}
	return tables
}
