package visit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// checks are the boxes to tick that are on screen.
func checks(d *uitest.People) []*kit.Check {
	return uitest.All(d.Desk, func(*kit.Check) bool { return true })
}

func TestDay_showsThePlanAndOrdersByDistance(t *testing.T) {
	d, _, v := planned(t)
	other := d.Named("Zofia", "Łuczak")
	far := data.Visit{ClientID: other.ID, On: uitest.Today, At: "09:00", Address: "The hostel", Postcode: "CT9 1AA"}
	d.Must(d.Store.Visits.Save(d.Ctx(), &far))
	page := NewDay(d.Host, host.Route{Area: host.Calendar, View: host.ViewVisits}).(*dayPage)
	d.Show(page)
	d.Sees("Tuesday 7 April 2026 · 2 visits", "Zofia Łuczak", "The hostel, CT9 1AA", "No place is known here. Check the postcodes, or import a list of them in the directory.")
	page.choose(1)
	d.Sees("Side gate", "Dog", "Steep stairs")
	page.choose(0)
	d.Press("Order by distance")
	d.Press("Later")
	rows, err := d.Store.Visits.List(d.Ctx(), data.VisitFilter{From: uitest.Today, To: uitest.Today})
	d.Must(err)
	if rows[0].ID != v.ID || rows[1].ID != far.ID {
		t.Errorf("the order is %s, %s", rows[0].Client, rows[1].Client)
	}
	paper := d.Printer()
	d.Press("Print list")
	d.Press("Create and open")
	if paper.List == nil || len(paper.List.Visits) != 2 || paper.List.Visits[0].Hazards[0] != "Dog" {
		t.Errorf("printed %+v", paper.List)
	}
}

// On a day without visits the page had nothing that Enter could do.
func TestDay_withoutVisitsBeginsAtPlanningOne(t *testing.T) {
	d := uitest.NewPeople(t)
	page := NewDay(d.Host, host.Route{Area: host.Calendar, View: host.ViewVisits}).(*dayPage)
	d.Show(page)
	b, ok := page.FirstFocus().(*kit.Button)
	if !ok || b.Text() != "Plan a visit" {
		t.Fatalf("the focus is on %v", page.FirstFocus())
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n := len(d.Went); n != 1 || d.Went[0].View != host.ViewPlanVisit {
		t.Errorf("Enter led to %+v", d.Went)
	}
}

func TestDay_bookedVisitsArePlannedWhenTheyAreLookedAt(t *testing.T) {
	d := uitest.NewPeople(t)
	c := d.Harold()
	a := data.Appointment{ClientID: c.ID, Kind: "home_visit", On: uitest.Today, At: "15:00", StaffID: d.Host.Session.Person()}
	d.Must(d.Store.Diary.Book(d.Ctx(), &a))
	d.Show(NewDay(d.Host, host.Route{Area: host.Calendar, View: host.ViewVisits}))
	d.Sees("1 visit", "15:00", "Before you leave")
	rows, err := d.Store.Visits.List(d.Ctx(), data.VisitFilter{})
	d.Must(err)
	if len(rows) != 1 || rows[0].ID == "" || rows[0].AppointmentID != a.ID {
		t.Errorf("listed are %+v", rows)
	}
}

func TestPlan_booksTheVisitAndSaysWhatIsWrong(t *testing.T) {
	d := uitest.NewPeople(t)
	c := d.Harold()
	p := NewPlan(d.Host, host.Route{Area: host.Calendar, View: host.ViewPlanVisit, Client: c.ID}).(*planPage)
	d.Show(p)
	d.Enter(p.form.In, "On", "9/4/26")
	d.Enter(p.form.In, "At", "2pm")
	d.Enter(p.form.In, "Minutes", "an hour")
	d.Enter(p.form.In, "Access", "Key safe by the door")
	p.Save()
	d.Sees("Enter the minutes as a number, like 45")
	d.Enter(p.form.In, "Minutes", "75")
	p.Save()
	rows, err := d.Store.Visits.List(d.Ctx(), data.VisitFilter{ClientID: c.ID})
	d.Must(err)
	if len(rows) != 1 || rows[0].At != "14:00" || rows[0].Minutes != 75 || rows[0].AppointmentID == "" || rows[0].Access != "Key safe by the door" {
		t.Fatalf("planned %+v", rows)
	}
	booked, err := d.Store.Diary.Appointments(d.Ctx(), data.AppointmentFilter{ClientID: c.ID})
	d.Must(err)
	if len(booked) != 1 || booked[0].Kind != "home_visit" || booked[0].On != data.MustDate("2026-04-09") {
		t.Errorf("in the diary: %+v", booked)
	}
	edit := NewPlan(d.Host, host.Route{Area: host.Calendar, View: host.ViewPlanVisit, Record: rows[0].ID}).(*planPage)
	d.Show(edit)
	d.Enter(edit.form.In, "At", "15:30")
	edit.Save()
	if booked, err = d.Store.Diary.Appointments(d.Ctx(), data.AppointmentFilter{ClientID: c.ID}); err != nil || len(booked) != 1 || booked[0].At != "15:30" {
		t.Errorf("moved in the diary: %+v, %v", booked, err)
	}
}

// One key goes out, and one comes back; what is missing is said beside its field.
func TestLeaving_outAndBackInOneKey(t *testing.T) {
	d, _, v := planned(t)
	p := NewLeaving(d.Host, host.Route{Area: host.Calendar, View: host.ViewLeaving, Record: v.ID}).(*leavingPage)
	d.Show(p)
	d.Sees("Not out yet", "Dog", "15:00", data.NotEmergency+" If you are not back by 15:00, each PC that has this database open shows an alarm. A PC that is off shows nothing.")
	p.OutOrBack()
	d.Sees("Enter who will miss you if you are not back.")
	p.buddy.SetText("Gemma")
	p.tel.SetText("01632 960155")
	d.Press("+ 15")
	d.Sees("15:15")
	p.OutOrBack()
	out, err := d.Store.Lone.Out(d.Ctx())
	d.Must(err)
	if len(out) != 1 || out[0].Buddy != "Gemma" || out[0].DueAt.Format("15:04") != "15:15" {
		t.Fatalf("out are %+v", out)
	}
	d.Sees("Out since 10:12", "You are out")
	d.Now = d.Now.Add(3 * time.Hour)
	p.OutOrBack()
	if out, err = d.Store.Lone.Out(d.Ctx()); err != nil || len(out) != 0 {
		t.Errorf("back, and out are %+v, %v", out, err)
	}
	d.Sees("Back at 13:12")
	paper := d.Printer()
	d.Press("Print card")
	d.Press("Create and open")
	if paper.Card == nil || paper.Card.Due != "15:15" {
		t.Errorf("printed %+v", paper.Card)
	}
}

func TestPages_fit(t *testing.T) {
	d, _, v := planned(t)
	for _, p := range []host.Page{
		NewDay(d.Host, host.Route{Area: host.Calendar, View: host.ViewVisits}), NewLeaving(d.Host, host.Route{Record: v.ID}), New(d.Host, host.Route{Record: v.ID}),
	} {
		d.Fits(p)
	}
}

func TestLeaving_withoutAnAddressLeadsToThePlan(t *testing.T) {
	d := uitest.NewPeople(t)
	c := d.Named("Rahima", "Begum")
	v := data.Visit{ClientID: c.ID, On: uitest.Today, At: "13:00"}
	d.Must(d.Store.Visits.Save(d.Ctx(), &v))
	p := NewLeaving(d.Host, host.Route{Area: host.Calendar, View: host.ViewLeaving, Record: v.ID}).(*leavingPage)
	d.Show(p)
	p.buddy.SetText("Gemma")
	p.tel.SetText("01632 960155")
	p.OutOrBack()
	d.Sees("No one would know where to look: enter the address in the plan of the visit.")
	d.Press("Edit plan")
	d.WentTo(host.Route{Area: host.Calendar, View: host.ViewPlanVisit, Client: c.ID, Record: v.ID})
}
