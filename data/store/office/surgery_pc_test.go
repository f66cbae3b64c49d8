package office_test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/caseload"
	"waymark/data/exchange/meeting"
	"waymark/data/store"
	"waymark/data/store/office"
)

// surgeryPC is a service with a manager’s PC and the PC of one surgery’s reception.
type surgeryPC struct {
	*exchanged
	manager, desk *office.Office
	surgery       data.ID
	other         data.ID // another surgery
}

func newSurgeryPC(t *testing.T) *surgeryPC {
	t.Helper()
	ctx := context.Background()
	e := newExchanged(t)
	manager := e.pc()
	must(t, caseload.Write(ctx, manager, caseload.Options{Clients: 40, Today: data.MustDate("2026-04-08")}))
	_, err := manager.Devices.Begin(ctx, "Manager’s PC", e.at)
	must(t, err)
	e.meet(manager)
	clinics, err := manager.Diary.Clinics(ctx)
	must(t, err)
	own := clinics[0].SurgeryID
	at := slices.IndexFunc(clinics, func(c data.ClinicRow) bool { return c.SurgeryID != own })
	if at < 0 {
		t.Fatal("the sample has clinics at one surgery only")
	}
	desk := e.join(manager, "Reception", access.Reception, own)
	desk.Session.StandIn(own)
	return &surgeryPC{e, manager, desk, own, clinics[at].SurgeryID}
}

// booked is an appointment as reception sees it, nil if it does not.
func (p *surgeryPC) booked(day data.Date, id data.ID) *data.DeskRow {
	p.t.Helper()
	shown, err := p.desk.Desk.Day(context.Background(), p.surgery, day)
	must(p.t, err)
	for _, s := range shown.Sessions {
		rows := s.Rows()
		if i := slices.IndexFunc(rows, func(r data.DeskRow) bool { return r.ID == id }); i >= 0 {
			return &rows[i]
		}
	}
	return nil
}

func TestSurgerysPC_booksAndHearsWhatBecameOfIt(t *testing.T) {
	ctx := context.Background()
	p := newSurgeryPC(t)
	if p.desk.Holds() != store.HoldsClinics {
		t.Fatalf("it holds %q", p.desk.Holds())
	}
	if pc, known, err := p.desk.ThisPC(); err != nil || !known || pc.Surgery != p.surgery {
		t.Errorf("a manager let it in as a reception, and it is %+v, %v, %v", pc, known, err)
	}
	p.desk.Session.StaffAt("") // as the window was when it asked to join
	follow, _, err := p.desk.FollowPC(ctx)
	if must(t, err); follow == nil {
		t.Fatal("the window that joined stays what it was until it is started again")
	}
	follow()
	if p.desk.Session.Role() != access.Reception || p.desk.Session.Surgery() != p.surgery {
		t.Errorf("it became %v of %v", p.desk.Session.Role(), p.desk.Session.Surgery())
	}
	if again, _, err := p.desk.FollowPC(ctx); err != nil || again != nil {
		t.Errorf("it changes again: %v", err)
	}
	free, err := p.desk.Desk.NextFree(ctx, data.FreeFilter{From: data.MustDate("2026-04-09"), SurgeryID: p.surgery, Limit: 2})
	must(t, err)
	if len(free) != 2 {
		t.Fatalf("%d free slots", len(free))
	}
	a := &data.Appointment{ClinicID: free[0].ClinicID, SurgeryID: p.surgery, StaffID: free[0].StaffID, Kind: "clinic", On: free[0].Day, At: free[0].At, Minutes: free[0].Minutes, State: data.AppointmentBooked}
	client, err := p.desk.Desk.BookNew(ctx, &data.NewPatient{GivenNames: "Nell", FamilyName: "Harbourmaster", BirthDate: data.MustDate("1950-02-03"), Phone: "01632 960777"}, a)
	must(t, err)
	p.settle()
	c, err := p.manager.Casework.Client(ctx, client)
	must(t, err)
	if c.FamilyName != "Harbourmaster" || c.Phone != "01632 960777" || c.BirthDate != data.MustDate("1950-02-03") {
		t.Fatalf("the manager’s PC has %+v", c)
	}

	// What the service’s own people write about her stays with them.
	c.Matters, c.Email, c.Address = "Feels alone since the funeral.", "nell@example.org", "2 Quay Street"
	must(t, p.manager.Casework.SaveClient(ctx, c))
	must(t, p.manager.Diary.Move(ctx, a.ID, free[1]))
	p.settle()
	if row := p.booked(free[1].Day, a.ID); row == nil || row.At != free[1].At || row.Client != "Nell Harbourmaster" {
		t.Errorf("after it was moved, reception sees %+v", row)
	}
	p.now = free[1].Day.Time().Add(8 * time.Hour)
	must(t, p.desk.Desk.Mark(ctx, a.ID, data.AppointmentArrived))
	p.settle()
	rows, err := p.manager.Diary.Appointments(ctx, data.AppointmentFilter{ClientID: client})
	must(t, err)
	if len(rows) != 1 || rows[0].State != data.AppointmentArrived {
		t.Errorf("the manager’s PC shows %+v", rows)
	}
	again, err := p.manager.Casework.Client(ctx, client)
	must(t, err)
	if again.Matters != c.Matters || again.Email != c.Email || again.Address != c.Address {
		t.Errorf("what reception does not hold is now %+v", again)
	}
	for _, file := range []string{p.desk.Path(), p.desk.Path() + "-wal"} {
		body, err := os.ReadFile(file)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		for _, never := range []string{"Feels alone since", "nell@example.org", "2 Quay Street"} {
			if bytes.Contains(body, []byte(never)) {
				t.Errorf("the surgery’s file has %q", never)
			}
		}
	}
}

func TestSurgerysPC_saysWhatItDoesNotHold(t *testing.T) {
	ctx := context.Background()
	p := newSurgeryPC(t)
	if _, err := p.desk.Desk.ShortChoices(ctx); data.CodeOf(err) != data.CodeRefused {
		t.Error("it takes referrals:", err)
	}
	p.desk.Session.StandIn(p.other)
	if _, err := p.desk.Desk.Day(ctx, p.other, data.MustDate("2026-04-09")); data.CodeOf(err) != data.CodeRefused {
		t.Error("it shows another surgery’s day, as an empty one:", err)
	}
	if _, err := p.desk.Desk.NextFree(ctx, data.FreeFilter{From: data.MustDate("2026-04-09"), SurgeryID: p.other}); err == nil {
		t.Error("it offers slots at another surgery")
	}
}

func TestSurgerysPC_losesWhatItsSurgeryLost(t *testing.T) {
	ctx := context.Background()
	p := newSurgeryPC(t)
	seen, err := p.desk.Desk.Find(ctx, p.surgery, "a")
	must(t, err)
	if len(seen) == 0 {
		t.Fatal("reception finds no one")
	}
	must(t, p.manager.Devices.Strike(ctx, deskID(t, p.manager)))
	p.meet(p.manager)
	if r, err := p.desk.Meet(ctx, nil); err != nil || r.Standing != meeting.Struck {
		t.Errorf("struck off, it meets as %v, %v", r, err)
	}
}

func deskID(t *testing.T, s *office.Office) string {
	t.Helper()
	service, err := s.Devices.Service(context.Background())
	must(t, err)
	for _, d := range service.Devices {
		if d.Role == access.Reception {
			return d.ID
		}
	}
	t.Fatal("the service has no reception")
	return ""
}
