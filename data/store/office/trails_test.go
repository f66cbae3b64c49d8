package office_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/member"
	"waymark/data/exchange/trails"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/trail"
)

// trailed is a service of a manager's PC and others whose people sign in.
func trailed(t *testing.T) (*exchanged, *office.Office, data.Client) {
	t.Helper()
	ctx := context.Background()
	e := newExchanged(t)
	manager := e.pc()
	c := data.Client{GivenNames: "Ada", FamilyName: "Pettigrew"}
	must(t, manager.Casework.SaveClient(ctx, &c))
	_, err := manager.Devices.Begin(ctx, "Manager’s PC", e.at)
	must(t, err)
	e.meet(manager)
	return e, manager, c
}

// opens has someone read the record of a client on a PC.
func (e *exchanged) opens(s *office.Office, client data.ID) {
	e.t.Helper()
	ctx := context.Background()
	e.now = e.now.Add(6 * time.Minute) // the same read within five minutes is one row
	s.Session.SignIn(access.Identity{Person: "01900000-0000-7000-8000-00000000dddd", Role: access.Manager})
	_, err := s.Overview.Record(ctx, client)
	must(e.t, err)
	must(e.t, s.FlushNotes(ctx))
}

// later has the PCs meet often enough for trails to come, which wait for more to send.
func (e *exchanged) later() {
	for range 4 {
		e.now = e.now.Add(2 * time.Hour)
		for _, s := range e.all {
			e.meet(s)
		}
	}
}

// reopened closes a PC, does something to its file and opens it again.
func (e *exchanged) reopened(n int, meanwhile func(path string)) *office.Office {
	e.t.Helper()
	path := e.all[n].Path()
	must(e.t, e.all[n].Close())
	meanwhile(path)
	s, err := office.Open(context.Background(), path, store.Options{Clock: func() time.Time { return e.now }})
	must(e.t, err)
	e.t.Cleanup(func() { _ = s.Close() })
	e.all[n] = s
	return s
}

// openedOn counts the rows on a PC that say that a client was opened on another one.
func openedOn(t *testing.T, s *office.Office, client data.ID) map[string]int {
	t.Helper()
	rows, _, err := s.Trail.Find(context.Background(), trail.Filter{Client: client, Limit: 1000})
	must(t, err)
	n := map[string]int{}
	for _, r := range rows {
		if r.Action == "open" {
			n[r.PC]++
		}
	}
	return n
}

func inTrails(t *testing.T, s *office.Office, where string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite3", s.Path())
	must(t, err)
	defer func() { _ = db.Close() }()
	must(t, db.QueryRow("SELECT count(*) FROM audit_elsewhere WHERE "+where).Scan(&n))
	return n
}

func changeFile(t *testing.T, s *office.Office, statements ...string) {
	t.Helper()
	changeAt(t, s.Path(), statements...)
}

func changeAt(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	defer func() { _ = db.Close() }()
	for _, statement := range statements {
		_, err = db.Exec(statement)
		must(t, err)
	}
}

func checked(t testing.TB, s *office.Office) string {
	t.Helper()
	r, err := s.Soundness.Check(context.Background())
	must(t, err)
	return strings.Join(r.Problems, " ")
}

// A manager sees on any manager's PC who opened whose record on any PC of the service,
// and no other PC holds rows of another one.
func TestTrails_managersSeeWhatWasOpenedOnEveryPC(t *testing.T) {
	ctx := context.Background()
	e, manager, ada := trailed(t)
	p := data.Partner{Name: "North"}
	must(t, manager.Lists.SavePartner(ctx, &p))
	elm := data.Surgery{Name: "Elm surgery"}
	must(t, manager.Lists.SaveSurgery(ctx, &elm))
	laptop := e.join(manager, "Laptop", access.Prescriber)
	second := e.join(manager, "Second manager’s PC", access.Manager)
	desk := e.join(manager, "Front desk", access.Reception, elm.ID)
	figures := e.join(manager, "Reports", access.Coordinator)
	north := e.joinAs(manager, func(r *member.Request) error { return manager.Devices.AdmitForPartner(ctx, r, "North", p.ID) })
	e.settle()
	for _, s := range []*office.Office{laptop, second, manager} {
		e.opens(s, ada.ID)
		e.opens(s, ada.ID)
	}
	e.later()
	if n := openedOn(t, manager, ada.ID); n["Laptop"] != 2 || n["Second manager’s PC"] != 2 || n[""] != 2 {
		t.Errorf("the manager’s PC shows %v", n)
	}
	if n := openedOn(t, second, ada.ID); n["Laptop"] != 2 || n["Manager’s PC"] != 2 || n[""] != 2 {
		t.Errorf("the second manager’s PC shows %v", n)
	}
	pcs, err := manager.Trail.PCs(ctx)
	must(t, err)
	if len(pcs) != 5 {
		t.Errorf("%+v", pcs)
	}
	for _, p := range pcs {
		if p.UpTo.IsZero() || p.Fault != "" {
			t.Errorf("%+v", p)
		}
	}
	for name, s := range map[string]*office.Office{"prescriber’s": laptop, "reception’s": desk, "coordinator’s": figures, "partner’s": north} {
		if n := inTrails(t, s, "1"); n > 0 {
			t.Errorf("the %s PC has %d rows of others", name, n)
		}
	}
	for _, s := range e.all {
		if fault := checked(t, s); fault != "" {
			t.Error(fault)
		}
	}
	e.inTheClear("Pettigrew", string(ada.ID), "Laptop", "open")
	e.now = e.now.Add(26 * time.Hour) // after a day each PC leaves word
	e.later()
	if left := e.pieces(); len(left) > 2 {
		t.Errorf("the store keeps what arrived: %q", left)
	}
	// A filter of one PC, and the order by time.
	rows, n, err := manager.Trail.Find(ctx, trail.Filter{Device: pcs[1].Device, Limit: 1000})
	must(t, err)
	if pcs[1].Name != "Laptop" || n != len(rows) || n == 0 {
		t.Fatalf("%d of %d rows of %q", len(rows), n, pcs[1].Name)
	}
	for i, r := range rows {
		if r.PC != "Laptop" || i > 0 && r.At.After(rows[i-1].At) {
			t.Errorf("%+v stands here", r)
		}
	}
	if rows, _, err = manager.Trail.Find(ctx, trail.Filter{Device: trail.ThisPC, Limit: 1000}); err != nil || len(rows) == 0 || rows[0].PC != "" {
		t.Errorf("%d rows of this PC, %v", len(rows), err)
	}
}

// pieces are the names of what the store has of trails.
func (e *exchanged) pieces() (names []string) {
	must(e.t, filepath.WalkDir(e.folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		of := filepath.Base(filepath.Dir(path)) + "/" + strings.TrimSuffix(filepath.Base(path), ".waymark")
		if _, is := trails.ParseName(of); is {
			names = append(names, path)
		}
		return nil
	}))
	return names
}

// A PC that worked for years before it joined sends its trail in pieces, and a manager's
// PC that comes later has all of it, that of a PC which was struck off too.
func TestTrails_theWholePastComesInPiecesAndFromPCsThatHaveGone(t *testing.T) {
	ctx := context.Background()
	e, manager, ada := trailed(t)
	laptop := e.join(manager, "Laptop", access.Prescriber)
	e.settle()
	laptop.Session.SignIn(access.Identity{Person: "01900000-0000-7000-8000-00000000dddd", Role: access.Manager})
	e.fill(laptop, ada.ID, 23_000)
	e.now = e.now.Add(2 * time.Hour)
	before := len(e.pieces())
	e.meet(laptop)
	if n := len(e.pieces()) - before; n != 4 {
		t.Errorf("one meeting wrote %d pieces", n)
	}
	e.later()
	if n := inTrails(t, manager, "client_id = '"+string(ada.ID)+"'"); n != 23_000 {
		t.Errorf("%d rows came", n)
	}
	of, err := laptop.Devices.Service(ctx)
	must(t, err)
	must(t, manager.Devices.Strike(ctx, of.Me))
	e.meet(manager)
	e.meet(laptop)
	e.all = e.all[:1]
	second := e.join(manager, "Second manager’s PC", access.Manager)
	e.later()
	e.later()
	if n := inTrails(t, second, "client_id = '"+string(ada.ID)+"'"); n != 23_000+inTrails(t, second, "chain <> (SELECT number FROM audit_chain WHERE name = 'Laptop') AND client_id = '"+string(ada.ID)+"'") {
		t.Errorf("%d rows of the PC that was struck off came to the PC that joined later", n)
	}
	for _, s := range []*office.Office{manager, second} {
		if fault := checked(t, s); fault != "" {
			t.Error(fault)
		}
	}
}

// fill writes many rows into the trail of a PC.
func (e *exchanged) fill(s *office.Office, client data.ID, n int) {
	e.t.Helper()
	ctx := context.Background()
	must(e.t, s.Store.For(s.Session, access.Casework).Write(ctx, store.Change{}, func(t *store.Tx) error {
		for range n {
			if err := t.Audit("open", "client", client, client, ""); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Whoever is erased is taken out of rows that have travelled, out of those on their way,
// and out of those that come from a PC which has not heard of it.
func TestTrails_erasureReachesTravelledRows(t *testing.T) {
	ctx := context.Background()
	e, manager, ada := trailed(t)
	laptop := e.join(manager, "Laptop", access.Prescriber)
	e.settle()
	e.opens(laptop, ada.ID)
	e.later()
	about := "client_id = '" + string(ada.ID) + "' OR record_id = '" + string(ada.ID) + "'"
	if inTrails(t, manager, about) == 0 {
		t.Fatal("nothing came")
	}
	e.opens(laptop, ada.ID)
	e.now = e.now.Add(2 * time.Hour)
	e.meet(laptop) // the piece is in the store
	_, err := manager.Casework.EraseClient(ctx, ada.ID)
	must(t, err)
	if n := inTrails(t, manager, about); n > 0 {
		t.Errorf("%d travelled rows name who was erased", n)
	}
	e.meet(manager) // takes the piece of a PC that has not heard of the erasure
	if n := inTrails(t, manager, about); n > 0 {
		t.Errorf("%d rows that came later name who was erased", n)
	}
	e.later()
	for _, s := range e.all {
		if n := inTrails(t, s, about); n > 0 {
			t.Errorf("%d rows name who was erased", n)
		}
		if fault := checked(t, s); fault != "" {
			t.Error(fault)
		}
	}
	if n := inTrails(t, manager, "action = 'open' AND client_id = ''"); n != 2 {
		t.Errorf("%d rows stay, without the name", n)
	}
}

// A trail that was changed on its PC, or put back, is noticed on the manager's PC, which
// keeps what it has.
func TestTrails_whatIsForgedCutOrRolledBackIsSaid(t *testing.T) {
	for name, of := range map[string]struct {
		tamper func(t *testing.T, e *exchanged, laptop *office.Office)
		says   string
	}{
		"rows changed before they were sent": {func(t *testing.T, e *exchanged, laptop *office.Office) {
			changeFile(t, laptop, "UPDATE audit SET actor = 'someone else' WHERE seq = (SELECT max(seq) - 1 FROM audit)")
		}, "does not follow"},
		"put back and written on": {func(t *testing.T, e *exchanged, laptop *office.Office) {
			changeFile(t, laptop, "DELETE FROM audit WHERE seq > (SELECT max(seq) - 20 FROM audit)",
				"DELETE FROM secret WHERE name = 'audit head'")
		}, "went back"},
	} {
		e, manager, ada := trailed(t)
		laptop := e.join(manager, "Laptop", access.Prescriber)
		e.settle()
		for range 5 {
			e.opens(laptop, ada.ID)
		}
		e.later()
		had := inTrails(t, manager, "1")
		e.opens(laptop, ada.ID)
		e.opens(laptop, ada.ID)
		laptop = e.reopened(1, func(string) { of.tamper(t, e, laptop) })
		e.opens(laptop, ada.ID)
		said := false
		for range 4 {
			e.now = e.now.Add(2 * time.Hour)
			e.meet(laptop)
			r := e.meet(manager)
			said = said || strings.Contains(strings.Join(r.Notices, " "), of.says)
		}
		if !said {
			t.Errorf("%s: no meeting said so", name)
		}
		if n := inTrails(t, manager, "1"); n < had {
			t.Errorf("%s: %d rows of %d are left", name, n, had)
		}
		pcs, err := manager.Trail.PCs(context.Background())
		must(t, err)
		if len(pcs) != 1 || !strings.Contains(pcs[0].Fault, of.says) {
			t.Errorf("%s: %+v", name, pcs)
		}
		if fault := checked(t, manager); !strings.Contains(fault, of.says) {
			t.Errorf("%s: check says %q", name, fault)
		}
	}
}

// What someone changes in the rows of another PC on the manager's PC is found there.
func TestTrails_checkFollowsTheTrailsOfOthers(t *testing.T) {
	e, manager, ada := trailed(t)
	laptop := e.join(manager, "Laptop", access.Prescriber)
	e.settle()
	e.opens(laptop, ada.ID)
	e.opens(laptop, ada.ID)
	e.later()
	path := manager.Path()
	must(t, manager.Close())
	whole, err := os.ReadFile(path)
	must(t, err)
	last := "(SELECT max(seq) FROM audit_elsewhere)"
	for _, change := range []string{
		"UPDATE audit_elsewhere SET actor = 'x' WHERE seq = " + last + " - 1",
		"UPDATE audit_elsewhere SET client_id = 'x' WHERE seq = " + last + " - 1",
		"DELETE FROM audit_elsewhere WHERE seq = " + last,
		"DELETE FROM audit_elsewhere WHERE seq = " + last + " - 1",
		"DELETE FROM audit_head; DELETE FROM audit_elsewhere WHERE seq = " + last + "; UPDATE audit_chain SET seq = " + last + ", hash = (SELECT hash FROM audit_elsewhere ORDER BY seq DESC LIMIT 1)",
		"UPDATE audit_head SET signature = zeroblob(64)",
		"UPDATE audit_chain SET keys = replace(keys, 'age1', 'age2')",
	} {
		must(t, os.WriteFile(path, whole, 0o600))
		changeFile(t, manager, change)
		again, err := office.Open(context.Background(), path, store.Options{Clock: func() time.Time { return e.now }})
		must(t, err)
		if fault := checked(t, again); !strings.Contains(fault, "“Laptop”") {
			t.Errorf("%s: check says %q", change, fault)
		}
		must(t, again.Close())
	}
}

// restored is a service with a laptop on which someone was opened before its backup, after
// it, and after the backup was restored.
func restored(t *testing.T) (*exchanged, *office.Office, data.Client) {
	t.Helper()
	e, manager, ada := trailed(t)
	laptop := e.join(manager, "Laptop", access.Prescriber)
	e.settle()
	e.opens(laptop, ada.ID)
	e.later()
	var kept []byte
	laptop = e.reopened(1, func(path string) {
		var err error
		kept, err = os.ReadFile(path)
		must(t, err)
	})
	e.opens(laptop, ada.ID)
	e.later()
	laptop = e.reopened(1, func(path string) { must(t, os.WriteFile(path, kept, 0o600)) })
	e.opens(laptop, ada.ID)
	e.later()
	return e, manager, ada
}

// A PC that is restored goes on under other keys with the trail that it had: the rows
// before stand on the manager's PC twice, and are shown once.
func TestTrails_aRestoredPCShowsEachRowOnce(t *testing.T) {
	ctx := context.Background()
	e, manager, ada := restored(t)
	e.later()
	if n := openedOn(t, manager, ada.ID); n["Laptop"] != 3 {
		t.Errorf("it shows %v", n)
	}
	if n := inTrails(t, manager, "action = 'open'"); n != 4 {
		t.Errorf("%d rows are here", n)
	}
	pcs, err := manager.Trail.PCs(ctx)
	must(t, err)
	for _, p := range pcs {
		if p.Fault != "" {
			t.Error(p.Fault)
		}
	}
}

// A PC with an older Waymark says nothing of trails. It is sent none, and what it says
// later, after an update, has the whole past come.
func TestTrails_anOlderProgramIsSentNothing(t *testing.T) {
	e, manager, ada := trailed(t)
	laptop := e.join(manager, "Laptop", access.Prescriber)
	e.settle()
	e.opens(laptop, ada.ID)
	// As the manager's PC would be known if its program were older.
	silent := func(string) { changeFile(t, laptop, "UPDATE device_other SET trail = ''") }
	for range 3 {
		laptop = e.reopened(1, silent)
		e.now = e.now.Add(2 * time.Hour)
		e.meet(laptop)
	}
	laptop = e.reopened(1, silent)
	if left := e.pieces(); len(left) > 0 {
		t.Errorf("%q was sent", left)
	}
	must(t, manager.Casework.SaveClient(context.Background(), &data.Client{FamilyName: "After the update"}))
	e.later()
	if n := openedOn(t, manager, ada.ID); n["Laptop"] != 1 {
		t.Errorf("it shows %v", n)
	}
}

// A piece that the store has lost is sent again, and one that someone put in its place
// is not used.
func TestTrails_whatIsLostOrDamagedInTheStoreComesAgain(t *testing.T) {
	for name, harm := range map[string]func(path string) error{
		"lost":    os.Remove,
		"damaged": func(path string) error { return os.WriteFile(path, []byte("WAYMARK TRAIL 1\nnothing"), 0o600) },
	} {
		e, manager, ada := trailed(t)
		laptop := e.join(manager, "Laptop", access.Prescriber)
		e.settle()
		e.opens(laptop, ada.ID)
		e.now = e.now.Add(2 * time.Hour)
		e.meet(laptop)
		left := e.pieces()
		if len(left) == 0 {
			t.Fatal("nothing is on its way")
		}
		for _, path := range left {
			must(t, harm(path))
		}
		e.opens(laptop, ada.ID)
		e.later()
		for range 3 {
			e.now = e.now.Add(26 * time.Hour) // after a day each PC leaves word
			e.later()
		}
		if n := openedOn(t, manager, ada.ID); n["Laptop"] != 2 {
			t.Errorf("%s: it shows %v", name, n)
		}
	}
}

// A manager's PC that becomes a prescriber's lets go of the trails of others once another
// manager's PC has them. One that leaves sends its last rows first.
func TestTrails_followTheRoleOfAPC(t *testing.T) {
	ctx := context.Background()
	e, manager, ada := trailed(t)
	laptop := e.join(manager, "Laptop", access.Prescriber)
	second := e.join(manager, "Second", access.Manager)
	e.settle()
	e.opens(laptop, ada.ID)
	e.later()
	if inTrails(t, second, "action = 'open'") != 1 {
		t.Fatal("nothing came")
	}
	of, err := second.Devices.Service(ctx)
	must(t, err)
	must(t, manager.Devices.Alter(ctx, of.Me, "Second", access.Prescriber, nil))
	e.later()
	if n := inTrails(t, second, "1"); n > 0 {
		t.Errorf("%d rows are still there", n)
	}
	e.opens(laptop, ada.ID)
	must(t, laptop.Devices.Leave(ctx))
	e.meet(laptop)
	e.all = []*office.Office{manager, second}
	e.later()
	if n := openedOn(t, manager, ada.ID); n["Laptop"] != 2 {
		t.Errorf("it shows %v", n)
	}
	if n := inTrails(t, second, "1"); n > 0 {
		t.Errorf("%d rows came to the prescriber’s PC", n)
	}
}

// The manager's PC that was let in first has nothing of the trail of a PC that left before
// it came: the one that has it was restored since, and so counts as let in later. It gives
// its trails to the first. And a PC that was struck off says once more what was opened on
// it before it heard of that, which one manager's PC takes before it hears of it itself:
// it was refused everywhere else as damaged, at every meeting.
func TestTrails_eachManagersPCHasTheTrailsOfPCsThatHaveGone(t *testing.T) {
	ctx := context.Background()
	e, manager, ada := trailed(t)
	laptop := e.join(manager, "Laptop", access.Prescriber)
	stolen := e.join(manager, "Stolen", access.Prescriber)
	e.settle()
	e.opens(laptop, ada.ID)
	must(t, laptop.Devices.Leave(ctx))
	e.meet(laptop)
	e.all = []*office.Office{manager, stolen}
	e.later()
	var kept []byte
	manager = e.reopened(0, func(path string) {
		var err error
		kept, err = os.ReadFile(path)
		must(t, err)
	})
	second := e.join(manager, "Second", access.Manager)
	manager = e.reopened(0, func(path string) { must(t, os.WriteFile(path, kept, 0o600)) })
	e.later()
	e.later()
	if n := openedOn(t, second, ada.ID); n["Laptop"] != 1 {
		t.Errorf("the second manager’s PC shows %v", n)
	}
	of, err := stolen.Devices.Service(ctx)
	must(t, err)
	must(t, second.Devices.Strike(ctx, of.Me))
	e.opens(stolen, ada.ID)
	e.now = e.now.Add(2 * time.Hour)
	e.meet(stolen)
	e.now = e.now.Add(time.Hour)
	e.meet(stolen)
	e.meet(manager)
	e.all = []*office.Office{manager, second}
	e.later()
	for name, s := range map[string]*office.Office{"first": manager, "second": second} {
		if n := openedOn(t, s, ada.ID); n["Stolen"] != 1 {
			t.Errorf("the %s manager’s PC shows %v", name, n)
		}
		if r := e.meet(s); len(r.Notices) > 0 {
			t.Errorf("the %s manager’s PC says %q", name, r.Notices)
		}
	}
}

// A PC was restored, so that it went on under other keys, and then left. What it wrote in
// between stands in the trail of its old keys only, which no manager's PC that came later
// was given for 60 days: whoever had left was not who those keys had become.
func TestTrails_aPCThatWasRestoredAndThenLeftIsGoneUnderBothKeys(t *testing.T) {
	e, manager, ada := restored(t)
	laptop := e.all[1]
	must(t, laptop.Devices.Leave(context.Background()))
	e.meet(laptop)
	e.all = []*office.Office{manager}
	e.meet(manager)
	second := e.join(manager, "Second", access.Manager)
	e.later()
	e.later()
	for name, s := range map[string]*office.Office{"first": manager, "second": second} {
		if n := openedOn(t, s, ada.ID); n["Laptop"] != 3 {
			t.Errorf("the %s manager’s PC shows %v", name, n)
		}
		if fault := checked(t, s); fault != "" {
			t.Errorf("the %s manager’s PC: %s", name, fault)
		}
	}
}

// A PC is off since before a second manager's PC came. What the first has of its trail
// comes to the second after some days, and not after 60. Once the PC is on again, its
// trail goes on there from where the first left off.
func TestTrails_whatAPCThatIsOffHadSentComesToALaterManagersPC(t *testing.T) {
	e, manager, ada := trailed(t)
	laptop := e.join(manager, "Laptop", access.Prescriber)
	e.settle()
	e.opens(laptop, ada.ID)
	e.later()
	e.all = []*office.Office{manager}
	second := e.join(manager, "Second", access.Manager)
	e.later()
	if n := openedOn(t, second, ada.ID); n["Laptop"] != 0 {
		t.Fatalf("the PC itself was to send it, and the second manager’s PC shows %v", n)
	}
	for range 4 {
		e.now = e.now.Add(24 * time.Hour)
		e.later()
	}
	if n := openedOn(t, second, ada.ID); n["Laptop"] != 1 {
		t.Errorf("the second manager’s PC shows %v", n)
	}
	e.opens(laptop, ada.ID)
	e.all = []*office.Office{manager, laptop, second}
	e.later()
	e.later()
	for name, s := range map[string]*office.Office{"first": manager, "second": second} {
		if n := openedOn(t, s, ada.ID); n["Laptop"] != 2 {
			t.Errorf("once it is on, the %s manager’s PC shows %v", name, n)
		}
		if fault := checked(t, s); fault != "" {
			t.Errorf("the %s manager’s PC: %s", name, fault)
		}
		if r := e.meet(s); len(r.Notices) > 0 {
			t.Errorf("the %s manager’s PC says %q", name, r.Notices)
		}
	}
}

// A look brings nothing that is not new, and asks for no more than before.
func TestTrails_aMeetingWithNothingNewWritesNothing(t *testing.T) {
	e, manager, ada := trailed(t)
	laptop := e.join(manager, "Laptop", access.Prescriber)
	e.settle()
	e.opens(laptop, ada.ID)
	e.later()
	e.settle()
	before := e.files()
	e.settle()
	if after := e.files(); strings.Join(after, " ") != strings.Join(before, " ") {
		t.Errorf("the store had\n%q and has\n%q", before, after)
	}
}

func (e *exchanged) files() (names []string) {
	must(e.t, filepath.WalkDir(e.folder, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, path)
		}
		return err
	}))
	return names
}
