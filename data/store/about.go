package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
)

// AboutTable is a table with what it holds about one client.
type AboutTable struct {
	WholeTable
	Rows []AboutRow
}

// AboutRow is a row of an AboutTable: its key as text, and a value for each column.
type AboutRow struct {
	Key    string
	Values []any
}

// about says of each table that is not about a client by its columns, or by a row
// that it hangs on, how to find the rows about ?1. A test holds the three lists
// against the register, so that a new table is in one of them.
var about = map[string]string{
	"client":          "id = ?1",
	"clash_kept":      "a_id IN (SELECT id FROM appointment WHERE client_id = ?1) OR b_id IN (SELECT id FROM appointment WHERE client_id = ?1)",
	"presence":        "appointment_id IN (SELECT id FROM appointment WHERE client_id = ?1)",
	"audit":           "client_id = ?1 OR record_id = ?1",
	"audit_elsewhere": "client_id = ?1 OR record_id = ?1",
}

// aboutNoOne are the tables that hold nothing about one client, and person_facts:
// what reports count of each, worked out again from the records, under a hash from
// which no one can be told.
var aboutNoOne = []string{
	"partner", "surgery", "staff", "reason", "category", "organisation", "service", "holiday", "setting", "comparator", "service_merge", "service_distinct",
	"synonym", "questionnaire", "learnt", "picture", "frozen", "person_access", "report_reader", "handed", "bank_holiday", "flag_kind",
	"letter_template", "translation", "clinical_code", "clinic", "session_change", "absence", "client_import", "service_need", "service_category",
	"service_language", "erasure_certificate", "holiday_known", "service_mark", "service_source", "source_feed", "postcode", "practice", "person_facts", "sign_in", "tombstone", "stale", "secret",
	"audit_chain", "audit_head",
}

// AboutClient reads everything that is held about a client, table by table: first
// who they are, then what hangs on that. The columns that are worked out from
// others are not in it.
func AboutClient(ctx context.Context, q Querier, client data.ID) ([]AboutTable, error) {
	tables, err := WholeTables(ctx, q)
	if err != nil {
		return nil, err
	}
	var list []AboutTable
	ids := map[string]bool{} // of the rows
	for i := range tables {
		where, known := aboutWhere(&tables[i], tables)
		if !known {
			continue
		}
		t, err := readAbout(ctx, q, &tables[i], where, client)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", tables[i].Name, err)
		}
		if slices.Equal(register[t.Name].key, byID) {
			for _, row := range t.Rows {
				ids[row.Key] = true
			}
		}
		list = append(list, *t)
	}
	i := slices.IndexFunc(tables, func(t WholeTable) bool { return t.Name == "change_entry" })
	changes, err := readChanges(ctx, q, &tables[i], ids)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b AboutTable) int { return rank(a.Name) - rank(b.Name) })
	return append(list, *changes), nil
}

// rank puts the client first.
func rank(table string) int {
	if table == "client" {
		return 0
	}
	return 1
}

// AboutLeftOut says which tables about clients AboutClient leaves out, and why.
func AboutLeftOut() []LeftOut {
	return slices.DeleteFunc(WholeLeftOut(), func(l LeftOut) bool { return slices.Contains(aboutNoOne, l.Name) })
}

// aboutWhere is the condition of the rows of a table that are about the client ?1.
func aboutWhere(t *WholeTable, all []WholeTable) (where string, known bool) {
	if t.Name == "draft" {
		return draftsAbout(all), true
	}
	if where, known = about[t.Name]; known {
		return where, true
	}
	if slices.Contains(t.Names(), "client_id") {
		return "client_id = ?1", true
	}
	if by, hangs := ofRow[t.Name]; hangs {
		return by.column + " IN (SELECT " + by.key + " FROM " + by.parent + " WHERE client_id = ?1)", true
	}
	return "", false
}

// draftsAbout is the condition of the drafts that are about the client ?1 or a row of theirs.
func draftsAbout(tables []WholeTable) string {
	where := draftNames("?1")
	for i := range tables {
		if t := &tables[i]; slices.Equal(register[t.Name].key, byID) && slices.Contains(t.Names(), "client_id") {
			where += " OR " + draftNamesRow(t.Name)
		}
	}
	return where
}

func readAbout(ctx context.Context, q Querier, w *WholeTable, where string, client data.ID) (*AboutTable, error) {
	t := &AboutTable{WholeTable: *w}
	t.Columns = slices.DeleteFunc(slices.Clone(w.Columns), func(c WholeColumn) bool { return slices.Contains(register[w.Name].derives, c.Name) })
	read := *w
	read.Columns, read.order = t.Columns, strings.Join(register[w.Name].key, ", ") // a view has no rowid
	err := read.eachOf(ctx, q, where, func(values []any) error {
		row := AboutRow{Values: slices.Clone(values)}
		for i, v := range row.Values {
			if b, ok := v.([]byte); ok {
				row.Values[i] = slices.Clone(b)
			}
		}
		var key []string
		for _, k := range register[w.Name].key {
			if at := slices.IndexFunc(t.Columns, func(c WholeColumn) bool { return c.Name == k }); at >= 0 {
				key = append(key, fmt.Sprint(row.Values[at]))
			}
		}
		row.Key = strings.Join(key, "\x1f")
		t.Rows = append(t.Rows, row)
		return nil
	}, client)
	return t, err
}

// readChanges reads when which columns of rows changed. The entries hold no values.
func readChanges(ctx context.Context, q Querier, w *WholeTable, ids map[string]bool) (*AboutTable, error) {
	t := &AboutTable{WholeTable: *w}
	tables := map[int64]string{}
	for name, spec := range register {
		if spec.kind == records {
			tables[int64(spec.number)] = name
		}
	}
	t.Columns = []WholeColumn{
		{Name: "tbl", Type: "TEXT", About: "The table of the row that changed."}, {Name: "row", Type: "TEXT", About: "The row."},
		{Name: "columns", Type: "TEXT", About: "Which columns changed; empty if the row was new."}, {Name: "changed_at", Type: "TEXT", About: "When, in UTC."},
	}
	type entry struct {
		seq, table, columns, clock int64
		row                        any
	}
	err := Each(ctx, q, func(e *entry) []any { return []any{&e.seq, &e.table, &e.row, &e.columns, &e.clock} }, func(e *entry) error {
		row, name := keyText(e.row), tables[e.table]
		if !ids[row] {
			return nil
		}
		var changed []string
		for n, c := range register[name].columns {
			if e.columns&(1<<n) != 0 {
				changed = append(changed, c)
			}
		}
		t.Rows = append(t.Rows, AboutRow{Key: fmt.Sprint(e.seq), Values: []any{name, row, strings.Join(changed, " "), Instant(clockTime(e.clock))}})
		return nil
	}, "SELECT seq, tbl, row, columns, clock FROM change_entry ORDER BY seq")
	if err != nil {
		return nil, err
	}
	return t, nil
}
