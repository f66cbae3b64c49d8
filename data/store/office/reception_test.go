package office_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/people"
)

// TestReception_everySliceButTheDeskRefuses calls every exported method of every
// slice in a session of reception, so that a new one is refused by the store and
// not only left out of a screen.
func TestReception_everySliceButTheDeskRefuses(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "waymark.db"))
	s.Session.StandIn("01900000-0000-7000-8000-00000000aaaa")
	var walked int
	for i := range reflect.TypeOf(s).Elem().NumField() {
		field := reflect.TypeOf(s).Elem().Field(i)
		if !field.IsExported() || field.Name == "Store" || field.Name == "Session" || field.Name == "Desk" {
			continue
		}
		walked++
		slice := reflect.ValueOf(s).Elem().Field(i)
		for m := range slice.NumMethod() {
			name := field.Name + "." + slice.Type().Method(m).Name
			if slices.Contains(ofEveryone, name) {
				continue
			}
			// What is wrong with the values given here may be said before the door is
			// reached; it tells nothing of what is stored.
			err := call(slice.Method(m))
			if code := data.CodeOf(err); code != data.CodeRefused && code != data.CodeInvalid {
				t.Errorf("reception may call %s: %v", name, err)
			}
		}
	}
	if walked < 9 {
		t.Errorf("only %d slices were looked at", walked)
	}
	if err := s.Load(context.Background(), "all", func(*office.Bulk) error { return nil }); data.CodeOf(err) != data.CodeRefused {
		t.Error("reception may load whole records:", err)
	}
}

// ofEveryone are the calls about someone who works alone and is not back: whoever
// sits at any screen may have to make them.
var ofEveryone = []string{"Devices.Status", "Lone.Out", "Lone.Settings", "Lone.Rung", "Lone.Back", "Lone.Later", "People.ChangePassphrase"}

// call calls a method with something in every argument, and returns its error.
func call(method reflect.Value) error {
	var args []reflect.Value
	for i := range method.Type().NumIn() {
		args = append(args, given(method.Type().In(i), method.Type().IsVariadic() && i == method.Type().NumIn()-1))
	}
	invoke := method.Call
	if method.Type().IsVariadic() {
		invoke = method.CallSlice
	}
	for _, result := range invoke(args) {
		if err, ok := result.Interface().(error); ok {
			return err
		}
		if result.Kind() == reflect.Func { // a sequence, which reads only when it is gone through
			for _, err := range result.Seq2() {
				return err.Interface().(error)
			}
		}
	}
	return nil
}

// TestSlices_reachTheDatabaseThroughTheirDoorAlone: what is refused at the door
// cannot be had around it.
func TestSlices_reachTheDatabaseThroughTheirDoorAlone(t *testing.T) {
	around := []reflect.Type{reflect.TypeFor[*store.Store](), reflect.TypeFor[*sql.DB](), reflect.TypeFor[*office.Office]()}
	for i := range reflect.TypeFor[office.Office]().NumField() {
		slice := reflect.TypeFor[office.Office]().Field(i)
		if !slice.IsExported() || slice.Name == "Store" || slice.Type.Kind() != reflect.Pointer || slice.Type.Elem().Kind() != reflect.Struct {
			continue
		}
		for f := range slice.Type.Elem().NumField() {
			if field := slice.Type.Elem().Field(f); slices.Contains(around, field.Type) {
				t.Errorf("%s has %s, which is a way around its door", slice.Name, field.Name)
			}
		}
	}
}

// TestReception_deskRefusesAnotherSurgery calls what the desk does for a surgery
// for one that is not the session's own.
func TestReception_deskRefusesAnotherSurgery(t *testing.T) {
	s := opened(t, filepath.Join(t.TempDir(), "waymark.db"))
	s.Session.StandIn("01900000-0000-7000-8000-00000000aaaa")
	if _, err := s.Desk.Find(context.Background(), "01900000-0000-7000-8000-00000000bbbb", "ada"); data.CodeOf(err) != data.CodeRefused {
		t.Error(err)
	}
	if _, err := s.Desk.Setting(context.Background(), "current_staff"); data.CodeOf(err) != data.CodeRefused {
		t.Error(err)
	}
}

// TestThisPC_decidesTheSessionOfEveryOpening: what was chosen holds for the
// window and for commands, and for no other PC.
func TestThisPC_decidesTheSessionOfEveryOpening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	s := opened(t, path)
	if pc, known, err := s.ThisPC(); err != nil || known || pc.Role != access.Everything {
		t.Fatalf("before anyone chose: %+v %v %v", pc, known, err)
	}
	if err := s.SetThisPC(office.PC{Role: access.Reception}, ""); data.CodeOf(err) != data.CodeInvalid {
		t.Error("a reception without its surgery:", err)
	}
	const surgery = data.ID("01900000-0000-7000-8000-00000000aaaa")
	if err := s.SetThisPC(office.PC{Role: access.Reception, Surgery: surgery, Silent: true}, ""); err != nil {
		t.Fatal(err)
	}
	if s.Session.Role() != access.Reception || s.Session.Surgery() != surgery || s.Session.Person() != surgery {
		t.Error("the session did not follow")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	beside, err := office.Open(context.Background(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := beside.Casework.Clients(context.Background(), data.ClientFilter{}); data.CodeOf(err) != data.CodeRefused {
		t.Error("a command sees clients:", err)
	}
	if pc, known, err := beside.ThisPC(); err != nil || !known || !pc.Silent {
		t.Errorf("%+v %v %v", pc, known, err)
	}
	_ = beside.Close()
	again := opened(t, path)
	if err := again.SetThisPC(office.PC{Role: access.Everything}, "someone"); err != nil || again.Session.Person() != "someone" {
		t.Error("the way back to staff:", err)
	}
	if _, _, err := again.Casework.Clients(context.Background(), data.ClientFilter{}); err != nil {
		t.Error(err)
	}
}

// Where people sign in, who uses the PC is theirs to show: neither another choice nor
// the sound of the PC gives anyone more than their role. The sound once made whoever
// turned it off one of the staff, who may do everything and whom no audit row names.
func TestThisPC_leavesWhoHasSignedIn(t *testing.T) {
	ctx := context.Background()
	s, boss, _, _ := withManager(t)
	volunteer := people.Person{Name: "Siân Prŷs", Role: access.Volunteer}
	must(t, s.People.Save(ctx, &volunteer))
	code, err := s.People.NewCode(ctx, volunteer.ID)
	must(t, err)
	must(t, s.SignInWithCode(ctx, volunteer.ID, code, workerPhrase))
	was := s.Session.Identity()
	for range 2 {
		must(t, s.SetSilent(true))
		if err := s.SetThisPC(office.PC{Role: access.Everything}, volunteer.ID); data.CodeOf(err) != data.CodeRefused {
			t.Error("the PC is given to the staff:", err)
		}
		if now := s.Session.Identity(); !reflect.DeepEqual(now, was) {
			t.Errorf("%+v became %+v", was, now)
		}
		if pc, known, err := s.ThisPC(); err != nil || !pc.Silent || known {
			t.Errorf("the sound says who uses the PC, or is on: %+v %v %v", pc, known, err)
		}
		must(t, s.SignOut(ctx))
		must(t, s.SetSilent(true))
		if role := s.Session.Role(); role != access.Nobody {
			t.Errorf("no one is signed in, and the session may do what %s may", role)
		}
		must(t, s.SignIn(ctx, volunteer.ID, workerPhrase))
	}
	must(t, s.SignIn(ctx, boss.ID, bossPhrase))
}

// TestThisPC_damagedClosesEverything: who cannot be told from reception may not
// be taken for staff.
func TestThisPC_damagedClosesEverything(t *testing.T) {
	for _, body := range []string{"", "{", `{"role":"reception"}`, `{"role":"owner"}`, `{"role":"everything","surgery":"x"}`} {
		path := filepath.Join(t.TempDir(), "waymark.db")
		if err := os.WriteFile(path+".pc", []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		s := opened(t, path)
		if _, _, err := s.ThisPC(); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%q: %v", body, err)
		}
		if _, err := s.Desk.Setting(context.Background(), "appearance"); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%q opens the desk: %v", body, err)
		}
		if _, _, err := s.Casework.Clients(context.Background(), data.ClientFilter{}); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%q opens the clients: %v", body, err)
		}
	}
}

var (
	contextType = reflect.TypeFor[context.Context]()
	dateType    = reflect.TypeFor[data.Date]()
	idType      = reflect.TypeFor[data.ID]()
	timeType    = reflect.TypeFor[time.Time]()
)

// given is a value that passes as much of a check as a value can that knows
// nothing of the method.
func given(t reflect.Type, variadic bool) reflect.Value {
	switch t {
	case contextType:
		return reflect.ValueOf(context.Background())
	case dateType:
		return reflect.ValueOf(data.MustDate("2026-04-07"))
	case idType:
		return reflect.ValueOf(data.ID("01900000-0000-7000-8000-000000000001"))
	case timeType:
		return reflect.ValueOf(time.Date(2026, 4, 7, 9, 0, 0, 0, time.UTC))
	}
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		if t.Elem().Kind() == reflect.Struct {
			v.Elem().Set(given(t.Elem(), false))
		}
	case reflect.Struct:
		for i := range t.NumField() {
			if v.Field(i).CanSet() && t.Field(i).Type.Kind() != reflect.Pointer {
				v.Field(i).Set(given(t.Field(i).Type, false))
			}
		}
	case reflect.String:
		v.SetString("07700 900118")
	case reflect.Func:
		v.Set(reflect.MakeFunc(t, func([]reflect.Value) (out []reflect.Value) {
			for i := range t.NumOut() {
				out = append(out, reflect.Zero(t.Out(i)))
			}
			return out
		}))
	case reflect.Slice:
		if !variadic && t.Elem().Kind() != reflect.Pointer {
			v.Set(reflect.Append(v, given(t.Elem(), false)))
		}
	}
	return v
}

func opened(t *testing.T, path string) *office.Office {
	t.Helper()
	clock := data.Clock(func() time.Time { return time.Date(2026, 4, 7, 10, 12, 0, 0, time.UTC) })
	s, err := office.Open(context.Background(), path, store.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}
