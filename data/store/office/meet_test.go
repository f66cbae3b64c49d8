package office_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/depot"
	"waymark/data/exchange/meeting"
	"waymark/data/exchange/member"
	"waymark/data/store"
	"waymark/data/store/devices"
	"waymark/data/store/office"
)

// exchanged is a service of PCs with real databases that meet through a folder.
type exchanged struct {
	t      testing.TB
	now    time.Time
	folder string
	at     devices.Store
	all    []*office.Office
}

func newExchanged(t testing.TB) *exchanged {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "shared")
	must(t, os.Mkdir(folder, 0o700))
	return &exchanged{t: t, now: time.Date(2026, 4, 8, 9, 0, 0, 0, time.UTC), folder: folder, at: devices.Store{Address: folder}}
}

func (e *exchanged) pc() *office.Office {
	e.t.Helper()
	store.Templates()
	s, err := office.Open(context.Background(), filepath.Join(e.t.TempDir(), "waymark.db"), store.Options{Clock: func() time.Time { return e.now }})
	must(e.t, err)
	e.t.Cleanup(func() { _ = s.Close() })
	must(e.t, s.AddStartingLists(context.Background()))
	e.all = append(e.all, s)
	return s
}

func (e *exchanged) meet(s *office.Office) *meeting.Report {
	e.t.Helper()
	e.now = e.now.Add(time.Minute)
	r, err := s.Meet(context.Background(), nil)
	must(e.t, err)
	return r
}

// join lets a new PC in as a person would, from the folder that it chose.
func (e *exchanged) join(manager *office.Office, name string, role access.Role, surgeries ...data.ID) *office.Office {
	e.t.Helper()
	return e.joinAs(manager, func(r *member.Request) error {
		return manager.Devices.Admit(context.Background(), r, name, role, surgeries)
	})
}

func (e *exchanged) joinAs(manager *office.Office, admit func(r *member.Request) error) *office.Office {
	e.t.Helper()
	s := e.pc()
	if r := e.letIn(s, manager, admit); r.Standing != meeting.Belongs || len(r.Notices) > 0 {
		e.t.Fatalf("%+v", r)
	}
	return s
}

// letIn has a PC ask to be let in, a manager compare the words and let it in, and returns
// what came of its next meeting.
func (e *exchanged) letIn(s, manager *office.Office, admit func(r *member.Request) error) *meeting.Report {
	e.t.Helper()
	ctx := context.Background()
	found, err := s.ServicesAt(ctx, e.at)
	must(e.t, err)
	if len(found) != 1 {
		e.t.Fatalf("%d services in the folder", len(found))
	}
	asked, err := s.Devices.Join(ctx, found[0].Service, found[0].Marker, e.at)
	must(e.t, err)
	e.meet(s)
	requests := e.meet(manager).Requests
	at := slices.IndexFunc(requests, func(r *member.Request) bool { return slices.Equal(r.Words(), asked.Words) })
	if at < 0 {
		e.t.Fatal("the manager’s PC does not show the six words")
	}
	must(e.t, admit(requests[at]))
	e.meet(manager)
	return e.meet(s)
}

func (e *exchanged) settle() {
	for range 3 {
		for _, s := range e.all {
			e.meet(s)
		}
	}
}

// same compares the clients and contacts of all PCs.
func (e *exchanged) same() {
	e.t.Helper()
	ctx := context.Background()
	var want []any
	for i, s := range e.all {
		clients, _, err := s.Casework.Clients(ctx, data.ClientFilter{})
		must(e.t, err)
		contacts, err := s.Casework.Contacts(ctx, data.ContactFilter{})
		must(e.t, err)
		surgeries, err := s.Lists.Surgeries(ctx, true)
		must(e.t, err)
		if i == 0 {
			want = []any{clients, contacts, surgeries}
		} else if got := []any{clients, contacts, surgeries}; !reflect.DeepEqual(got, want) {
			e.t.Errorf("PC %d has\n%+v\nwant\n%+v", i, got, want)
		}
	}
}

func TestMeet_threePCsBecomeOneService(t *testing.T) {
	ctx := context.Background()
	e := newExchanged(t)
	manager := e.pc()
	elm := data.Surgery{Name: "Elm surgery"}
	must(t, manager.Lists.SaveSurgery(ctx, &elm))
	pett := data.Client{GivenNames: "Ada", FamilyName: "Pettigrew", Phone: "01632 960961", SurgeryID: elm.ID}
	must(t, manager.Casework.SaveClient(ctx, &pett))
	must(t, manager.Casework.AddReferral(ctx, &data.Referral{ClientID: pett.ID, ReceivedOn: data.MustDate("2026-04-01"), Source: "gp", Note: "Rhubarb and gooseberry"}))
	_, err := manager.Devices.Begin(ctx, "Manager’s PC", e.at)
	must(t, err)
	if r := e.meet(manager); r.Sentence != "Up to date" {
		t.Errorf("%+v", r)
	}
	laptop := e.join(manager, "Laptop", access.Prescriber)
	coordinator := e.join(manager, "Coordinator’s PC", access.Manager)
	e.same()

	// On the laptop, without a signal.
	must(t, laptop.Casework.SaveContact(ctx, &data.Contact{ClientID: pett.ID, Kind: data.AtTheirHome, Outcome: data.ContactAttended, On: data.MustDate("2026-04-08"), Note: "Tea in the kitchen"}))
	must(t, coordinator.Lists.SaveSurgery(ctx, &data.Surgery{Name: "Oak surgery"}))
	other := data.Client{GivenNames: "Bo", FamilyName: "Quillfeather", SurgeryID: elm.ID}
	must(t, manager.Casework.SaveClient(ctx, &other))
	e.settle()
	e.same()
	if list, err := manager.Casework.Contacts(ctx, data.ContactFilter{}); err != nil || len(list) != 1 || list[0].Note != "Tea in the kitchen" {
		t.Errorf("the visit did not arrive: %+v, %v", list, err)
	}
	e.inTheClear("Pettigrew", "Quillfeather", "960961", "Rhubarb", "Tea in the kitchen", "Elm surgery", "Laptop", string(pett.ID))

	// Someone is erased: on every PC, and then in the store.
	_, err = coordinator.Casework.EraseClient(ctx, pett.ID)
	must(t, err)
	e.settle()
	e.settle()
	e.same()
	if _, n, err := laptop.Casework.Clients(ctx, data.ClientFilter{}); err != nil || n != 1 {
		t.Errorf("%d clients are left, %v", n, err)
	}
	erased, err := coordinator.Devices.Erasures(ctx)
	must(t, err)
	if len(erased) != 1 || erased[0].Clients != 1 || len(erased[0].Done) != 2 || !erased[0].Rewritten {
		t.Errorf("%+v", erased)
	}
	if s, err := laptop.Devices.Status(ctx); err != nil || s.Sentence != "Up to date" || s.MetAt.IsZero() {
		t.Errorf("%+v, %v", s, err)
	}
}

// inTheClear fails if a text is anywhere in the store.
func (e *exchanged) inTheClear(never ...string) {
	e.t.Helper()
	must(e.t, filepath.WalkDir(e.folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		for _, text := range never {
			if strings.Contains(string(body), text) || strings.Contains(path, text) {
				e.t.Errorf("%s has %q", path, text)
			}
		}
		return err
	}))
}

func TestMeet_aStoreThatHasGoneIsSaid(t *testing.T) {
	ctx := context.Background()
	e := newExchanged(t)
	manager := e.pc()
	if r, err := manager.Meet(ctx, nil); err != nil || r.Standing != meeting.Alone {
		t.Errorf("%+v, %v", r, err)
	}
	_, err := manager.Devices.Begin(ctx, "Manager’s PC", e.at)
	must(t, err)
	e.meet(manager)
	must(t, os.Rename(e.folder, e.folder+" away"))
	r, err := manager.Meet(ctx, nil)
	if depot.KindOf(err) == "" || !strings.HasPrefix(r.Sentence, "Not met: ") {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := os.Stat(e.folder); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the folder was made again")
	}
	must(t, os.Mkdir(e.folder, 0o700)) // a stick that is not plugged in leaves an empty folder
	if _, err := manager.Meet(ctx, nil); depot.KindOf(err) != depot.NoMarker {
		t.Error(err)
	}
	must(t, os.Remove(e.folder))
	must(t, os.Rename(e.folder+" away", e.folder))
	e.meet(manager)
}

func TestMeet_aRestoredDatabaseGoesOnAsAnotherPC(t *testing.T) {
	ctx := context.Background()
	e := newExchanged(t)
	manager := e.pc()
	_, err := manager.Devices.Begin(ctx, "Manager’s PC", e.at)
	must(t, err)
	e.meet(manager)
	laptop := e.join(manager, "Laptop", access.Prescriber)
	must(t, laptop.Casework.SaveClient(ctx, &data.Client{FamilyName: "Before"}))
	e.meet(laptop)
	path := laptop.Path()
	must(t, laptop.Close())
	kept, err := os.ReadFile(path)
	must(t, err)
	open := func() *office.Office {
		s, err := office.Open(ctx, path, store.Options{Clock: func() time.Time { return e.now }})
		must(t, err)
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
	laptop = open()
	must(t, laptop.Casework.SaveClient(ctx, &data.Client{FamilyName: "After"}))
	e.meet(laptop)
	e.meet(manager)
	must(t, laptop.Close())
	must(t, os.WriteFile(path, kept, 0o600))
	laptop = open()
	e.all[1] = laptop
	must(t, laptop.Casework.SaveClient(ctx, &data.Client{FamilyName: "Restored"}))
	if r := e.meet(laptop); len(r.Notices) != 1 {
		t.Errorf("%q", r.Notices)
	}
	e.settle()
	e.same()
	if _, n, err := manager.Casework.Clients(ctx, data.ClientFilter{}); err != nil || n != 3 {
		t.Errorf("%d clients, %v", n, err)
	}
}

// After a laptop was backed up a surgery’s PC joined or another PC left, so there were
// further keys; someone was erased, so the store was written anew as a snapshot and the
// rest removed. The backup was put back. The laptop could not open the snapshot for want
// of the keys, and what gave it the keys stood behind the snapshot, or had been removed:
// it waited for ever.
func TestMeet_aRestoredPCGetsTheKeysThatCameAfterItsBackup(t *testing.T) {
	for name, then := range map[string]func(e *exchanged, elm data.ID){
		"a surgery’s PC joined": func(e *exchanged, elm data.ID) { e.join(e.all[0], "Front desk", access.Reception, elm) },
		"another PC left": func(e *exchanged, _ data.ID) {
			must(e.t, e.all[2].Devices.Leave(context.Background()))
			e.meet(e.all[2])
			e.all = e.all[:2]
		},
	} {
		t.Run(name, func(t *testing.T) { restoredAfter(t, then) })
	}
}

func restoredAfter(t *testing.T, then func(e *exchanged, elm data.ID)) {
	ctx := context.Background()
	e := newExchanged(t)
	manager := e.pc()
	elm := data.Surgery{Name: "Elm surgery"}
	must(t, manager.Lists.SaveSurgery(ctx, &elm))
	gone := data.Client{GivenNames: "Ada", FamilyName: "Gone", SurgeryID: elm.ID}
	must(t, manager.Casework.SaveClient(ctx, &gone))
	_, err := manager.Devices.Begin(ctx, "Manager’s PC", e.at)
	must(t, err)
	e.meet(manager)
	e.join(manager, "Laptop", access.Prescriber)
	e.join(manager, "Old laptop", access.Prescriber)
	e.settle()
	var kept []byte
	e.reopened(1, func(path string) {
		kept, err = os.ReadFile(path)
		must(t, err)
	})
	then(e, elm.ID)
	must(t, manager.Casework.SaveClient(ctx, &data.Client{GivenNames: "Bo", FamilyName: "Quill", SurgeryID: elm.ID}))
	e.settle()
	_, err = manager.Casework.EraseClient(ctx, gone.ID)
	must(t, err)
	for range 3 {
		e.now = e.now.Add(25 * time.Hour)
		e.settle()
	}
	laptop := e.reopened(1, func(path string) { must(t, os.WriteFile(path, kept, 0o600)) })
	for range 2 {
		e.settle()
	}
	list, _, err := laptop.Casework.Clients(ctx, data.ClientFilter{})
	must(t, err)
	if len(list) != 1 || list[0].Name != "Bo Quill" {
		t.Errorf("%+v", list)
	}
	if r := e.meet(laptop); r.Sentence != "Up to date" {
		t.Errorf("%s: %q", r.Sentence, r.Notices)
	}
}

// Here nothing was removed: the restored PC reads on where its backup was, and stops at
// the first segment under a key that it is given further on.
func TestMeet_aRestoredPCReadsPastWhatItHasNoKeyFor(t *testing.T) {
	ctx := context.Background()
	e := newExchanged(t)
	manager := e.pc()
	_, err := manager.Devices.Begin(ctx, "Manager’s PC", e.at)
	must(t, err)
	e.meet(manager)
	e.join(manager, "Laptop", access.Prescriber)
	old := e.join(manager, "Old laptop", access.Prescriber)
	e.settle()
	var kept []byte
	e.reopened(1, func(path string) {
		kept, err = os.ReadFile(path)
		must(t, err)
	})
	must(t, old.Devices.Leave(ctx))
	e.meet(old)
	e.all = e.all[:2]
	e.settle()
	must(t, manager.Casework.SaveClient(ctx, &data.Client{GivenNames: "Bo", FamilyName: "Quill"}))
	e.settle()
	laptop := e.reopened(1, func(path string) { must(t, os.WriteFile(path, kept, 0o600)) })
	e.settle()
	list, _, err := laptop.Casework.Clients(ctx, data.ClientFilter{})
	must(t, err)
	if len(list) != 1 {
		t.Errorf("%+v", list)
	}
	if r := e.meet(laptop); r.Sentence != "Up to date" {
		t.Errorf("%s: %+v", r.Sentence, r.Devices)
	}
}

// The only manager’s PC had made keys after its backup, because a PC had left. Those who had
// them were no managers’ PCs, which alone give keys to others, so after the restore it could
// read nothing that was sealed with them, and said “Met, with a problem” for ever. What was
// sealed to the PC that it had been opens for it now. So it does if it is restored twice,
// or if another PC was restored meanwhile, of which it could not hear either.
func TestMeet_theOnlyManagersPCReadsWhatItMadeAfterItsBackup(t *testing.T) {
	for name, then := range map[string]func(e *exchanged, restore func()){
		"restored once": func(*exchanged, func()) {},
		"restored twice": func(e *exchanged, restore func()) {
			e.settle()
			must(e.t, e.all[2].Devices.Leave(context.Background()))
			e.meet(e.all[2])
			e.all = e.all[:2]
			e.add(0, "made once restored")
			e.settle()
			restore()
		},
		"after a laptop was": func(e *exchanged, restore func()) {
			kept := e.file(1)
			e.add(1, "lost with the laptop")
			e.meet(e.all[1])
			e.reopened(1, func(path string) { must(e.t, os.WriteFile(path, kept, 0o600)) })
			must(e.t, e.all[2].Devices.Leave(context.Background()))
			e.meet(e.all[2])
			e.all = e.all[:2]
			e.add(0, "made before the second restore")
			e.add(1, "made on the restored laptop")
			e.settle()
			restore()
		},
	} {
		t.Run(name, func(t *testing.T) { onlyManagerRestored(t, then) })
	}
}

func onlyManagerRestored(t *testing.T, then func(e *exchanged, restore func())) {
	ctx := context.Background()
	e, manager, _ := trailed(t)
	e.join(manager, "Laptop", access.Prescriber)
	e.join(manager, "Second laptop", access.Prescriber)
	old := e.join(manager, "Old laptop", access.Prescriber)
	e.settle()
	kept := e.file(0)
	restore := func() { e.reopened(0, func(path string) { must(t, os.WriteFile(path, kept, 0o600)) }) }
	must(t, old.Devices.Leave(ctx))
	e.meet(old)
	e.all = e.all[:3]
	e.settle()
	e.add(0, "made after the backup")
	e.settle()
	want := e.clients(1)
	restore()
	then(e, restore)
	for range 3 {
		e.settle()
	}
	for i, s := range e.all {
		if got := e.clients(i); len(got) < len(want) || !slices.Equal(got, e.clients(0)) {
			t.Errorf("PC %d has %q", i, got)
		}
		if r := e.meet(s); r.Sentence != "Up to date" {
			t.Errorf("PC %d: %s, %q, %+v", i, r.Sentence, r.Notices, r.Devices)
		}
	}
}

// file is the database of a PC as it is now.
func (e *exchanged) file(n int) (kept []byte) {
	e.t.Helper()
	e.reopened(n, func(path string) {
		var err error
		kept, err = os.ReadFile(path)
		must(e.t, err)
	})
	return kept
}

// add has someone add a client on a PC.
func (e *exchanged) add(n int, family string) {
	e.t.Helper()
	e.all[n].Session.SignIn(someManager)
	must(e.t, e.all[n].Casework.SaveClientAsAnother(context.Background(), &data.Client{GivenNames: "Bo", FamilyName: family}))
}

// clients are the names of the clients on a PC.
func (e *exchanged) clients(n int) (names []string) {
	e.t.Helper()
	e.all[n].Session.SignIn(someManager)
	list, _, err := e.all[n].Casework.Clients(context.Background(), data.ClientFilter{})
	must(e.t, err)
	for _, c := range list {
		names = append(names, c.Name)
	}
	slices.Sort(names)
	return names
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
