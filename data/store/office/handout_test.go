package office_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/office"
)

// someone is what the walk knows of a client whom a session may not see.
type someone struct {
	id   data.ID
	rows map[string]data.ID // of each table that holds something about them, one row
}

// TestSessions_nothingOfOthersIsHandedOut calls every exported method of every slice
// with rows of clients whom the session may not see, and looks for their names,
// numbers and notes in everything that comes back, errors too. What is written to
// their records is found by the audit trail.
func TestSessions_nothingOfOthersIsHandedOut(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "waymark.db"))
	must(t, caseload.Write(context.Background(), s, caseload.Options{Partners: 2, Today: data.MustDate("2026-04-07")}))
	who, partner, surgery := busiest(t, s)
	for name, identity := range map[string]access.Identity{
		"volunteer":               {Person: who, Role: access.Volunteer},
		"own-only prescriber":     {Person: who, Role: access.Prescriber, OwnOnly: true},
		"prescriber of a partner": {Person: who, Role: access.Prescriber, OnePartner: true, Partner: partner},
		"manager of a partner":    {Person: who, Role: access.Manager, OnePartner: true, Partner: partner},
		"coordinator":             {Person: who, Role: access.Coordinator},
		"reception":               {Person: who, Role: access.Reception, Surgeries: []data.ID{surgery}},
	} {
		t.Run(name, func(t *testing.T) { walkAs(t, s, identity) })
	}
}

// busiest is the prescriber with most clients, their partner, and the surgery of one.
func busiest(t *testing.T, s *office.Office) (who, partner, surgery data.ID) {
	t.Helper()
	all := everything(s)
	must(t, all.QueryRowContext(context.Background(), `SELECT c.prescriber_id, coalesce(m.partner_id, ''), c.surgery_id FROM client c JOIN staff m ON m.id = c.prescriber_id
		WHERE c.surgery_id IS NOT NULL GROUP BY c.prescriber_id ORDER BY count(*) DESC LIMIT 1`).Scan(&who, &partner, &surgery))
	return who, partner, surgery
}

// heavy are slices that take long and name no row of a client.
var heavy = []string{"Figures", "Soundness", "Directory", "Sources", "Handed", "Lists", "People", "Governance", "Whole", "Devices"}

func everything(s *office.Office) *store.Door {
	return s.For(access.NewSession("", access.Everything, s.Clock()), access.Bulk)
}

// secrets are what only a hidden client has: their names, numbers and notes.
var secrets = []string{"Zebedee", "Quillfeather", "07700 900999", "943 476 5919", "9434765919", "7 Hidden Passage", "Said so in confidence"}

func walkAs(t *testing.T, s *office.Office, identity access.Identity) {
	t.Helper()
	hidden := hiddenFrom(t, s, identity)
	s.Session.SignIn(identity)
	var told []string
	for name, method := range methodsOf(s) {
		if refusedByRole(errorOf(method)) {
			continue
		}
		for table, row := range hidden.rows {
			if (!takesID(method.Type()) || slices.Contains(heavy, strings.SplitN(name, ".", 2)[0])) && table != "client" {
				continue
			}
			for _, wide := range []bool{false, true} {
				f := filler{one: hidden, row: row, wide: wide}
				if found := f.handedOut(method); found != "" {
					told = append(told, fmt.Sprintf("%s(%s) hands out %q", name, table, found))
				}
			}
		}
	}
	slices.Sort(told)
	for _, line := range slices.Compact(told) {
		t.Error(line)
	}
	must(t, s.FlushNotes(context.Background()))
	if identity.Role == access.Reception {
		return // it may book and refer someone whom it names exactly
	}
	rows, err := store.Collect(context.Background(), everything(s), func(r *[2]string) []any { return []any{&r[0], &r[1]} },
		"SELECT DISTINCT action, record FROM audit WHERE actor = ? AND client_id = ? AND action <> 'open'", identity.Person, hidden.id)
	must(t, err)
	for _, r := range rows {
		t.Errorf("wrote to a hidden client: %s %s", r[0], r[1])
	}
}

// errorOf is call for a method that may hand out something.
func errorOf(method reflect.Value) (err error) {
	defer func() {
		if recover() != nil {
			err = nil
		}
	}()
	return call(method)
}

// hiddenFrom is a client whom a session may not see, with most kinds of records. What
// tells who they are is made theirs alone.
func hiddenFrom(t *testing.T, s *office.Office, identity access.Identity) *someone {
	t.Helper()
	ctx := context.Background()
	all := everything(s)
	s.Session.SignIn(identity)
	seen := map[data.ID]bool{}
	if s.Session.Can(access.SeeRecords) {
		mine, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 1000})
		must(t, err)
		for _, c := range mine {
			seen[c.ID] = true
		}
	}
	s.Session.SignIn(access.Identity{Person: "01900000-0000-7000-8000-00000000cccc", Role: access.Manager})
	clients, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 1000})
	must(t, err)
	best := &someone{}
	for _, row := range clients {
		if c, err := s.Casework.Client(ctx, row.ID); err != nil || seen[c.ID] || slices.Contains(identity.Surgeries, c.SurgeryID) {
			continue
		}
		tables, err := store.AboutClient(ctx, all, row.ID)
		must(t, err)
		one := &someone{id: row.ID, rows: map[string]data.ID{"client": row.ID}}
		for _, table := range tables {
			if len(table.Rows) > 0 && table.Name != "audit" && table.Name != "change_entry" {
				one.rows[table.Name] = data.ID(table.Rows[0].Key)
			}
		}
		if len(one.rows) > len(best.rows) {
			best = one
		}
	}
	if best.id == "" {
		t.Fatal("no client is hidden")
	}
	c, err := s.Casework.Client(ctx, best.id)
	must(t, err)
	c.GivenNames, c.FamilyName, c.Phone, c.NHSNumber, c.Address, c.BirthDate = secrets[0], secrets[1], secrets[2], secrets[4], secrets[5], data.MustDate("1951-01-09")
	c.Alert = secrets[6]
	var double *data.DuplicateClient
	if err := s.Casework.SaveClient(ctx, c); errors.As(err, &double) { // that of an earlier walk
		old, err := s.Casework.Client(ctx, double.Same[0].ID)
		must(t, err)
		old.GivenNames, old.FamilyName, old.Phone, old.NHSNumber, old.Address, old.Alert = "Ann", "Earlier "+string(old.ID), "", "", "", ""
		must(t, s.Casework.SaveClient(ctx, old))
		must(t, s.Casework.SaveClient(ctx, c))
	} else {
		must(t, err)
	}
	return best
}

// takesID reports whether a call could name a row.
func takesID(m reflect.Type) bool {
	for i := range m.NumIn() {
		if holdsID(m.In(i), 0) {
			return true
		}
	}
	return false
}

func holdsID(t reflect.Type, deep int) bool {
	switch {
	case t == idType || t.Kind() == reflect.String && t.Name() == "string":
		return true
	case deep > 3:
		return false
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return holdsID(t.Elem(), deep+1)
	case reflect.Struct:
		for i := range t.NumField() {
			if holdsID(t.Field(i).Type, deep+1) {
				return true
			}
		}
	}
	return false
}

// filler fills arguments with what names a hidden client.
type filler struct {
	one  *someone
	row  data.ID
	wide bool
}

func (f filler) handedOut(method reflect.Value) (found string) {
	defer func() {
		if p := recover(); p != nil {
			found = ""
		}
	}()
	var args []reflect.Value
	for i := range method.Type().NumIn() {
		in := method.Type().In(i)
		if in == contextType {
			args = append(args, reflect.ValueOf(context.Background()))
			continue
		}
		args = append(args, f.value(in, "", 0))
	}
	invoke := method.Call
	if method.Type().IsVariadic() {
		invoke = method.CallSlice
	}
	given := strings.Join(textsIn(args), "\n")
	out := invoke(args)
	for _, result := range out {
		if result.Kind() == reflect.Func {
			return ""
		}
	}
	all := strings.Join(textsIn(out), "\n")
	for _, w := range secrets {
		if strings.Contains(all, w) && !strings.Contains(given, w) {
			return w
		}
	}
	return ""
}

func (f filler) value(t reflect.Type, field string, deep int) reflect.Value {
	v := reflect.New(t).Elem()
	switch {
	case t == idType && (strings.HasPrefix(field, "Client") || field == "Client"):
		return reflect.ValueOf(f.one.id)
	case t == idType:
		return reflect.ValueOf(f.row)
	case t == dateType:
		day := "2026-04-07"
		switch {
		case field == "BirthDate":
			day = "1951-01-09"
		case f.wide && strings.HasPrefix(field, "From"):
			day = "2020-01-01"
		case f.wide && (strings.HasPrefix(field, "To") || strings.HasPrefix(field, "Until")):
			day = "2030-01-01"
		}
		return reflect.ValueOf(data.MustDate(day))
	case t == timeType:
		return reflect.ValueOf(time.Date(2026, 4, 7, 9, 0, 0, 0, time.UTC))
	case deep > 4:
		return v
	}
	switch t.Kind() {
	case reflect.String:
		if t.Name() == "string" && !f.wide {
			v.SetString(typed(field))
		}
	case reflect.Bool:
		v.SetBool(f.wide)
	case reflect.Int:
		v.SetInt(0)
		if field == "Limit" || field == "" {
			v.SetInt(100)
		}
	case reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		if t.Elem().Kind() == reflect.Struct {
			v.Elem().Set(f.value(t.Elem(), field, deep+1))
		}
	case reflect.Struct:
		for i := range t.NumField() {
			name := t.Field(i).Name
			if !v.Field(i).CanSet() || f.wide && t.Field(i).Type == idType && strings.HasSuffix(t.Name(), "Filter") {
				continue
			}
			v.Field(i).Set(f.value(t.Field(i).Type, name, deep+1))
		}
	case reflect.Slice:
		if t.Elem().Kind() != reflect.Uint8 {
			v.Set(reflect.Append(v, f.value(t.Elem(), field, deep+1)))
		}
	case reflect.Func:
		return given(t, false)
	}
	return v
}

// typed is what someone would type who knows the name and date of birth of a client.
func typed(field string) string {
	switch field {
	case "GivenNames", "Given":
		return secrets[0]
	case "FamilyName", "Family":
		return secrets[1]
	case "", "Words", "Name", "Text":
		return secrets[0] + " " + secrets[1]
	}
	return ""
}

func textsIn(values []reflect.Value) []string {
	var into []string
	for _, v := range values {
		into = texts(v, into, 0)
	}
	return into
}

func texts(v reflect.Value, into []string, deep int) []string {
	if deep > 12 || !v.IsValid() {
		return into
	}
	if v.CanInterface() {
		if err, ok := v.Interface().(error); ok && err != nil && (v.Kind() != reflect.Pointer || !v.IsNil()) {
			into = append(into, err.Error())
		}
		if b, ok := v.Interface().([]byte); ok {
			return append(into, string(b))
		}
	}
	switch v.Kind() {
	case reflect.String:
		into = append(into, v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			into = texts(v.Elem(), into, deep+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			into = texts(v.Field(i), into, deep+1)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			into = texts(v.Index(i), into, deep+1)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			into = texts(k, into, deep+1)
			into = texts(v.MapIndex(k), into, deep+1)
		}
	}
	return into
}
