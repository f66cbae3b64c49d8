package office_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// marks are texts that stand in the rows about some people and nowhere else, each with
// the column that it is in.
type marks map[string]string

// plainWord is a key of a list, a date or a number: of no one.
var plainWord = regexp.MustCompile(`^[a-z_]*$|^[0-9T:.Z+ -]{1,24}$`)

// openTimes are the keys in what is told of a time that is taken: not whose it is.
var openTimes = []string{"appointment.id", "appointment.clinic_id", "appointment_state.appointment_id", "appointment.sent_by"}

// rowsOf are the values of all rows about some clients, by table, column and key. What
// was read and changed is added to at every turn, so it is left out.
func rowsOf(t *testing.T, db *sql.DB, clients []data.ID) map[string]string {
	t.Helper()
	values := map[string]string{}
	for _, id := range clients {
		tables, err := store.AboutClient(context.Background(), db, id)
		must(t, err)
		for _, table := range tables {
			if table.Name == "audit" || table.Name == "change_entry" {
				continue
			}
			for _, row := range table.Rows {
				for i, v := range row.Values {
					if b, is := v.([]byte); is {
						v = string(b)
					}
					values[table.Name+"."+table.Columns[i].Name+" "+row.Key] = fmt.Sprint(v)
				}
			}
		}
	}
	return values
}

// marksOf are the texts about the people hidden from a viewer that are in no row about
// those whom they see, nor in the lists of the service.
func marksOf(t *testing.T, db *sql.DB, v viewer, about map[data.ID]map[string]string) marks {
	t.Helper()
	found := marks{}
	var known strings.Builder
	for id, rows := range about {
		hidden := slices.Contains(v.hidden, id)
		for at, text := range rows {
			column, _, _ := strings.Cut(at, " ")
			switch {
			case !hidden:
				known.WriteString(text + "\n")
			case len(text) > 4 && !plainWord.MatchString(text) && !v.shown(column) && !slices.Contains(openTimes, column):
				found[text] = column
			}
		}
	}
	for _, table := range []string{"staff", "surgery", "service", "clinic", "organisation", "reason", "flag_kind", "partner", "learnt",
		"holiday", "synonym", "setting", "category", "comparator", "frozen", "handed", "report_reader", "letter_template", "questionnaire", "translation"} {
		textsOf(t, db, table, &known)
	}
	maps.DeleteFunc(found, func(text, _ string) bool { return strings.Contains(known.String(), text) })
	return found
}

// pool are values to ask with, by their type.
type pool map[reflect.Type][]reflect.Value

// of has from a pool what is about some clients.
func (p pool) of(t *testing.T, db *sql.DB, clients []data.ID) pool {
	t.Helper()
	few := pool{}
	for typ, values := range p {
		for _, v := range values {
			if typ.Kind() == reflect.Struct && slices.ContainsFunc(clients, func(id data.ID) bool { return strings.Contains(textOf(v), string(id)) }) {
				few[typ] = append(few[typ], v)
			}
		}
		few[typ] = spread(few[typ], 12)
	}
	few.takeRows(t, db, clients)
	return few
}

// spread has at most n of a list, from all of it.
func spread(list []reflect.Value, n int) []reflect.Value {
	if len(list) <= n {
		return list
	}
	var few []reflect.Value
	for i := range n {
		few = append(few, list[i*len(list)/n])
	}
	return few
}

// harvest asks a copy of the database everything as a manager, twice, so that the
// second time the answers of the first are arguments.
func harvest(t *testing.T, s *office.Office) pool {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "copy.db")
	must(t, s.BackupTo(ctx, path))
	twin := opened(t, path)
	p := pool{}
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	must(t, err)
	defer func() { _ = db.Close() }()
	rows, _, err := twin.Casework.Clients(ctx, data.ClientFilter{Limit: 1000})
	must(t, err)
	p.takeRows(t, db, idsOf(rows))
	for range 2 {
		for name, method := range methodsOf(twin) {
			slice, call, _ := strings.Cut(name, ".")
			if slices.Contains([]string{"Whole", "Devices", "Exchange", "People", "Retention", "Moving", "Soundness"}, slice) ||
				strings.HasPrefix(call, "Erase") || slices.Contains(elsewhere, name) {
				continue
			}
			for i := range 6 {
				args := arguments(method, p, i)
				for _, out := range invoke(method, args) {
					p.take(out, 0)
				}
			}
		}
	}
	return p
}

// takeRows has the keys of rows about some clients, one of each table, and what someone
// might type to find them.
func (p pool) takeRows(t *testing.T, db *sql.DB, clients []data.ID) {
	t.Helper()
	keys, typed := map[string][]reflect.Value{}, []reflect.Value{}
	for at, text := range rowsOf(t, db, clients) {
		switch column, _, _ := strings.Cut(at, " "); {
		case strings.HasSuffix(column, ".id"):
			keys[column] = append(keys[column], reflect.ValueOf(data.ID(text)))
		case text != "" && slices.Contains([]string{"client.given_names", "client.family_name", "client.phone", "client.postcode", "client.nhs_number"}, column):
			typed = append(typed, reflect.ValueOf(text))
		}
	}
	for _, column := range slices.Sorted(maps.Keys(keys)) {
		list := keys[column]
		slices.SortFunc(list, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		p[idType] = append(p[idType], spread(list, 1)...)
	}
	slices.SortFunc(typed, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	p[stringType] = spread(typed, 6)
}

// take has the structs in an answer.
func (p pool) take(v reflect.Value, depth int) {
	if depth > 5 || !v.IsValid() || v.Kind() != reflect.Func && v.CanInterface() && v.Type() == timeType {
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			p.take(v.Elem(), depth)
		}
	case reflect.Slice:
		for i := range min(v.Len(), 20) {
			p.take(v.Index(i), depth+1)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			p.take(v.MapIndex(key), depth+1)
		}
	case reflect.Struct:
		if typ := v.Type(); strings.HasPrefix(typ.PkgPath(), "waymark/") && len(p[typ]) < 60 && v.CanInterface() && typ != dateType {
			p[typ] = append(p[typ], v)
		}
		for i := range v.NumField() {
			p.take(v.Field(i), depth+1)
		}
	}
}

var (
	stringType = reflect.TypeFor[string]()
	days       = []string{"2026-04-07", "2026-04-01", "2026-03-20", "2026-05-01"}
)

// argument is the i-th value of a type to ask with.
func (p pool) argument(typ reflect.Type, i int) reflect.Value {
	switch known := p[typ]; {
	case len(known) > 0 && (typ.Kind() != reflect.Struct || i%3 != 2):
		v := reflect.New(typ).Elem()
		v.Set(known[i%len(known)])
		return v
	case typ == contextType || typ == timeType || typ.Kind() == reflect.Func:
		return given(typ, false)
	case typ == dateType:
		return reflect.ValueOf(data.MustDate(days[i%len(days)]))
	}
	v := reflect.New(typ).Elem()
	switch typ.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(typ.Elem()))
		v.Elem().Set(p.argument(typ.Elem(), i))
	case reflect.Struct:
		p.filter(v, i)
	case reflect.Slice:
		if typ.Elem().Kind() == reflect.Uint8 {
			return v
		}
		v.Set(reflect.Append(v, p.argument(typ.Elem(), i)))
	case reflect.Bool:
		v.SetBool(i%2 == 0)
	case reflect.Int, reflect.Int64:
		v.SetInt(1000)
	case reflect.String:
		if i%2 == 0 {
			v.SetString(p[stringType][i%len(p[stringType])].String())
		}
	}
	return v
}

// filter fills a struct as one that asks for a list: all of a long time, or all that is
// about someone.
func (p pool) filter(v reflect.Value, i int) {
	for f := range v.NumField() {
		field, of := v.Field(f), v.Type().Field(f)
		if !field.CanSet() {
			continue
		}
		switch kind := field.Kind(); {
		case of.Name == "From":
			field.Set(p.argument(field.Type(), 2))
		case of.Name == "To":
			field.Set(p.argument(field.Type(), 3))
		case kind == reflect.Int, kind == reflect.String && i%2 == 0, kind == reflect.Struct && i%4 > 1, kind == reflect.Bool && i%4 > 1:
			field.Set(p.argument(field.Type(), i+f))
		}
	}
}

// arguments are the i-th values to call a method with.
func arguments(method reflect.Value, p pool, i int) []reflect.Value {
	typ := method.Type()
	var args []reflect.Value
	for n := range typ.NumIn() {
		args = append(args, p.argument(typ.In(n), i+n*(i/len(p[idType]))))
	}
	return args
}

// invoke calls a method and returns its answers, with those that come one after another.
func invoke(method reflect.Value, args []reflect.Value) []reflect.Value {
	call := method.Call
	if method.Type().IsVariadic() {
		call = method.CallSlice
	}
	out := call(args)
	for _, v := range out {
		if v.Kind() != reflect.Func || v.IsNil() || v.Type().NumIn() != 1 {
			continue
		}
		for a, b := range v.Seq2() {
			out = append(out, a, b)
		}
	}
	return out
}

// ask calls a method with one set of arguments after another, and looks for marks in
// what comes back. It returns how often there was an answer and no error.
func ask(t *testing.T, name string, method reflect.Value, p pool, hidden marks) (answers int) {
	t.Helper()
	most := 1
	for n := range method.Type().NumIn() {
		switch typ := method.Type().In(n); {
		case typ == idType || typ == reflect.TypeFor[[]data.ID]():
			most = len(p[idType])
		case typ != contextType:
			most = max(most, 8)
		}
	}
	said := map[string]bool{}
	for i := range most {
		args := arguments(method, p, i)
		question := textOf(args...)
		out := invoke(method, args)
		if err := wentWrong(out); err != nil && refusedByRole(err) {
			return answers
		} else if err == nil {
			answers++
		}
		if column, text := hidden.in(question, textOf(append(out, args...)...)); text != "" && !said[column] {
			said[column] = true
			t.Errorf("%s tells %s of someone who is hidden: %q", name, column, text)
		}
	}
	return answers
}

func wentWrong(out []reflect.Value) error {
	for _, v := range out {
		if err, is := v.Interface().(error); is {
			return err
		}
	}
	return nil
}

// in returns a mark that is in an answer and was not in the question.
func (m marks) in(question, answer string) (column, text string) {
	for text, column := range m {
		if strings.Contains(answer, text) && !strings.Contains(question, text) {
			return column, text
		}
	}
	return "", ""
}

// textOf is every text in some values, one a line.
func textOf(values ...reflect.Value) string {
	var b strings.Builder
	for _, v := range values {
		if v.IsValid() && v.CanInterface() {
			if err, is := v.Interface().(error); is && err != nil {
				b.WriteString(err.Error())
				var double *data.DuplicateClient
				if errors.As(err, &double) { // by its key it is said to be another person
					less := slices.Clone(double.Same)
					for i := range less {
						less[i].ID = ""
					}
					v = reflect.ValueOf(less)
				}
			}
		}
		writeText(&b, v, 0)
	}
	return b.String()
}

func writeText(b *strings.Builder, v reflect.Value, depth int) {
	if depth > 12 || !v.IsValid() {
		return
	}
	switch v.Kind() {
	case reflect.String:
		b.WriteString(v.String())
		b.WriteByte('\n')
	case reflect.Pointer, reflect.Interface:
		if v.Type() != contextType && !v.IsNil() {
			writeText(b, v.Elem(), depth+1)
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 && v.Kind() == reflect.Slice {
			b.Write(v.Bytes())
			b.WriteByte('\n')
			return
		}
		for i := range v.Len() {
			writeText(b, v.Index(i), depth+1)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			writeText(b, key, depth+1)
			writeText(b, v.MapIndex(key), depth+1)
		}
	case reflect.Struct:
		if v.Type() == timeType || strings.HasSuffix(v.Type().PkgPath(), "/store") || strings.HasSuffix(v.Type().PkgPath(), "/sql") {
			return // a way to the database is no answer
		}
		for i := range v.NumField() {
			writeText(b, v.Field(i), depth+1)
		}
	}
}

// textsOf writes every value of a table, one a line.
func textsOf(t *testing.T, db *sql.DB, table string, to *strings.Builder) {
	t.Helper()
	rows, err := db.Query("SELECT * FROM " + table)
	must(t, err)
	defer func() { must(t, rows.Close()) }()
	columns, err := rows.Columns()
	must(t, err)
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = &sql.NullString{}
		}
		must(t, rows.Scan(values...))
		for _, v := range values {
			to.WriteString(v.(*sql.NullString).String + "\n")
		}
	}
	must(t, rows.Err())
}
