package store_test

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/office"
)

// The plans of all queries that the tests of this package made the store ask
// are looked at once they have run, for work that grows faster than the rows:
// a scan of a table inside a loop over another one. With 20,000 clients one
// such query took 20 seconds.

// steady are the tables that do not grow with the clients or the directory.
var steady = []string{"flag_kind", "surgery", "staff", "reason", "category", "setting", "holiday", "comparator", "questionnaire", "synonym",
	"learnt", "picture", "draft", "service_merge", "service_distinct", "erased_row", "sqlite_schema", "json_each", "pragma_table_info", "pragma_table_list", "offered", "audit_chain"}

// known are scans inside loops that stay, by a part of the query, with the reason.
var known = map[string]string{
	"(SELECT 1 FROM exchange_row": "the clocks of all rows are begun once, when a database becomes one of a service",
	" seed.":                      "whole tables are copied once, when a new PC begins",
	"temp.check_":                 "the check writes a search index again, once, and reads it through",
	"WITH used AS MATERIALIZED":   "used is counted once, and then looked up for each service that is due a check",
	"WITH h AS MATERIALIZED":      "h is the services that were found, gone through once",
}

// faultsOfPlans explains every traced query on a new database, and returns
// what is wrong with its plan.
func faultsOfPlans() (faults []string, err error) {
	dir, err := os.MkdirTemp("", "waymark-plans")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "waymark.db")
	s, err := office.Open(context.Background(), path, store.Options{})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	explain, run, done, err := store.Plans(path)
	if err != nil {
		return nil, err
	}
	defer done()
	for _, query := range store.TracedQueries() { // tables that a write makes for itself
		if strings.HasPrefix(query, "CREATE TEMP TABLE") {
			if err := run(query); err != nil {
				return nil, err
			}
		}
	}
	for _, query := range store.TracedQueries() {
		if !planned.MatchString(query) || excused(query) {
			continue
		}
		steps, err := explain(query)
		if err != nil {
			return nil, fmt.Errorf("%w: %s", err, query)
		}
		if wrong := planFaults(query, steps); len(wrong) > 0 {
			faults = append(faults, strings.Join(wrong, "\n")+"\nin\n"+query+"\n"+drawn(steps))
		}
	}
	return faults, nil
}

var planned = regexp.MustCompile(`(?i)^\s*(SELECT|WITH|UPDATE|DELETE|INSERT)\b`)

func excused(query string) bool {
	for part := range known {
		if strings.Contains(query, part) {
			return true
		}
	}
	return false
}

func drawn(steps []store.PlanStep) string {
	var b strings.Builder
	depth := map[int64]int{}
	for _, s := range steps {
		depth[s.ID] = depth[s.Parent] + 1
		b.WriteString(strings.Repeat("  ", depth[s.ID]) + s.Detail + "\n")
	}
	return b.String()
}

var (
	fromTable = regexp.MustCompile(`(?i)(?:\b(?:FROM|JOIN|INTO|UPDATE)\s+|,\s*)(\w+)(?:\s+(?:AS\s+)?(\w+))?`)
	loopStep  = regexp.MustCompile(`^(SCAN|SEARCH) (\S+)`)
	// byKey is a search by what few rows share.
	byKey = regexp.MustCompile(`\((?:\w*(?:id|seq|rowid|key|_fold|name|phone|email|postcode|term|word|nhs_number|birth_date|area|slip|<expr>|day|measure|language|day|number)=\?|chain=\? AND seq=\?)`)
)

// planFaults returns the steps of a plan that scan a growing table, or a large
// part of one, once for every row of another.
func planFaults(query string, steps []store.PlanStep) (faults []string) {
	names := tablesOf(query)
	children := map[int64][]store.PlanStep{}
	for _, s := range steps {
		children[s.Parent] = append(children[s.Parent], s)
	}
	var walk func(parent int64, looped bool)
	walk = func(parent int64, looped bool) {
		for _, s := range children[parent] {
			inside := looped && !once.MatchString(s.Detail) || strings.HasPrefix(s.Detail, "CORRELATED")
			m := loopStep.FindStringSubmatch(s.Detail)
			if m != nil && looped && costly(m[1], m[2], s.Detail, names) {
				faults = append(faults, s.Detail)
			}
			if strings.Contains(s.Detail, "AUTOMATIC") {
				faults = append(faults, s.Detail)
			}
			walk(s.ID, inside)
			if m != nil && grows(m[2], names) && !single.MatchString(s.Detail) {
				looped = true // what follows is done for each of its rows
			}
		}
	}
	walk(0, false)
	return faults
}

// once is a subquery whose rows do not depend on those outside it.
var once = regexp.MustCompile(`^(LIST|SCALAR) SUBQUERY`)

// single is a search that finds one row at most.
var single = regexp.MustCompile(`SEARCH \S+ USING (?:INTEGER PRIMARY KEY \(rowid=\?\)|(?:COVERING )?INDEX sqlite_autoindex_\w+_1 \(id=\?\))`)

func costly(how, table, detail string, names map[string][]string) bool {
	if !grows(table, names) {
		return false
	}
	if strings.Contains(detail, "VIRTUAL TABLE") {
		return !regexp.MustCompile(`INDEX \d+:\S*[M=]`).MatchString(detail)
	}
	return how == "SCAN" || !byKey.MatchString(detail)
}

// grows reports whether any table that the query calls by that name grows.
func grows(name string, names map[string][]string) bool {
	if name == "CONSTANT" || strings.HasPrefix(name, "(") { // the steps of a subquery are looked at by themselves
		return false
	}
	tables := names[name]
	if len(tables) == 0 {
		tables = []string{name}
	}
	return slices.ContainsFunc(tables, func(t string) bool { return !slices.Contains(steady, t) })
}

// tablesOf returns the tables that each name of a query stands for.
func tablesOf(query string) map[string][]string {
	names := map[string][]string{}
	for _, m := range fromTable.FindAllStringSubmatch(query, -1) {
		name := m[2]
		if name == "" || slices.Contains([]string{"WHERE", "JOIN", "LEFT", "CROSS", "ORDER", "GROUP", "ON", "SET", "VALUES", "UNION", "LIMIT", "INDEXED"}, strings.ToUpper(name)) {
			name = m[1]
		}
		names[name] = append(names[name], m[1])
	}
	return names
}

// TestQueries_everyMethodIsAsked calls every method of the store with plain
// arguments, and with every field of a filter by itself and all together, so
// that the plans of all of them are looked at; see TestMain.
func TestQueries_everyMethodIsAsked(t *testing.T) {
	ctx := context.Background()
	clock := on("2026-04-08")
	s, err := office.Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: clock})
	must(t, err)
	defer func() { must(t, s.Close()) }()
	must(t, caseload.Write(ctx, s, caseload.Options{Seed: 1, Today: d("2026-04-08")}))
	rows, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 1})
	must(t, err)
	services, _, err := s.Directory.Services(ctx, data.ServiceFilter{Limit: 2})
	must(t, err)
	plain := plainValues{ctx: ctx, id: rows[0].ID}
	asked := 0
	for v := range slicesOf(s) {
		for i := range v.NumMethod() {
			name := v.Type().Method(i).Name
			if slices.Contains([]string{"Close", "EraseClient", "BackupTo", "For", "WhenSet", "Subscribe"}, name) {
				continue
			}
			asked++
			for _, id := range []data.ID{rows[0].ID, services[0].ID} {
				plain.id = id
				for _, args := range plain.calls(v.Method(i).Type()) {
					readThrough(called(v.Method(i), args))
				}
			}
		}
	}
	if asked < 390 {
		t.Errorf("only %d methods were asked; a slice is missing here", asked)
	}
	_, err = s.Casework.EraseClient(ctx, rows[0].ID)
	must(t, err)
}

// slicesOf goes through the store and every slice of an office.
func slicesOf(s *office.Office) iter.Seq[reflect.Value] {
	return func(yield func(reflect.Value) bool) {
		fields := reflect.ValueOf(s).Elem()
		for i := range fields.NumField() {
			field := fields.Field(i)
			if field.Type() == reflect.TypeFor[*access.Session]() || !fields.Type().Field(i).IsExported() {
				continue
			}
			if !yield(field) {
				return
			}
		}
	}
}

func called(method reflect.Value, args []reflect.Value) []reflect.Value {
	if method.Type().IsVariadic() {
		return method.CallSlice(args)
	}
	return method.Call(args)
}

// readThrough reads what a method returns piece by piece.
func readThrough(results []reflect.Value) {
	for _, r := range results {
		seq, ok := r.Interface().(iter.Seq2[*data.SourceEntry, error])
		if !ok {
			continue
		}
		for _, err := range seq {
			if err != nil {
				return
			}
		}
	}
}

// plainValues makes arguments by their type.
type plainValues struct {
	ctx context.Context //nolint:containedctx // of one test
	id  data.ID
}

// calls returns the arguments of several calls of a method: one for each
// variant of the argument that has most.
func (p plainValues) calls(method reflect.Type) [][]reflect.Value {
	variants := make([][]reflect.Value, method.NumIn())
	most := 1
	for i := range variants {
		variants[i] = p.variants(method.In(i))
		most = max(most, len(variants[i]))
	}
	calls := make([][]reflect.Value, most)
	for n := range calls {
		for _, v := range variants {
			calls[n] = append(calls[n], v[n%len(v)])
		}
	}
	return calls
}

func (p plainValues) variants(of reflect.Type) []reflect.Value {
	switch {
	case of == reflect.TypeFor[context.Context]():
		return []reflect.Value{reflect.ValueOf(p.ctx)}
	case of.Kind() == reflect.Struct && strings.HasSuffix(of.Name(), "Filter"):
		return p.filters(of)
	case of.Kind() == reflect.Pointer:
		return []reflect.Value{reflect.New(of.Elem())}
	case of.Kind() == reflect.Func:
		return []reflect.Value{reflect.MakeFunc(of, func([]reflect.Value) []reflect.Value {
			none := make([]reflect.Value, of.NumOut())
			for i := range none {
				none[i] = reflect.Zero(of.Out(i))
			}
			return none
		})}
	}
	return []reflect.Value{p.value(of)}
}

// filters returns an empty filter, one for each field, and one with all.
func (p plainValues) filters(of reflect.Type) []reflect.Value {
	list := []reflect.Value{reflect.New(of).Elem()}
	all := reflect.New(of).Elem()
	for i := range of.NumField() {
		one := reflect.New(of).Elem()
		one.Field(i).Set(p.value(of.Field(i).Type))
		all.Field(i).Set(p.value(of.Field(i).Type))
		list = append(list, one)
	}
	for _, words := range []string{"an", "ann", "anna smith", "club +", "01843 555"} {
		if f := all.FieldByName("Words"); f.IsValid() {
			one := reflect.New(of).Elem()
			one.FieldByName("Words").SetString(words)
			list = append(list, one)
		}
	}
	return append(list, all)
}

func (p plainValues) value(of reflect.Type) reflect.Value {
	switch {
	case of == reflect.TypeFor[data.ID]():
		return reflect.ValueOf(p.id)
	case of == reflect.TypeFor[data.Date]():
		return reflect.ValueOf(data.MustDate("2026-04-01"))
	case of == reflect.TypeFor[data.EpisodeStatus]():
		return reflect.ValueOf(data.EpisodeOpen)
	case of == reflect.TypeFor[*data.Suiting]():
		return reflect.ValueOf(&data.Suiting{ClientID: p.id, Age: 70, Area: "Margate", Language: "Polish", Wheelchair: true,
			Needs: []data.ID{"01900000-0000-7000-8000-000000000001"}, Home: &data.Coordinates{Latitude: 51.3, Longitude: 1.4}})
	case of.Kind() == reflect.Slice && of.Elem() == reflect.TypeFor[data.ID]():
		return reflect.ValueOf([]data.ID{p.id})
	case of.Kind() == reflect.Pointer:
		return reflect.New(of.Elem())
	}
	v := reflect.New(of).Elem()
	switch of.Kind() {
	case reflect.String:
		v.SetString("a")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64, reflect.Int8:
		v.SetInt(1)
	}
	return v
}
