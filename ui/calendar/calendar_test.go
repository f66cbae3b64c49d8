package calendar

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/data/store/offering"
	"waymark/reports/calendar"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/kit/timegrid"
	"waymark/ui/uitest"
)

// place is the calendar over a real database: a follow-up due on Tue 7 Apr past
// Easter, a clinic of Siân on Thursdays with Tomasz booked at 9:30, and a visit.
type place struct {
	*uitest.Desk
	page    *page
	client  data.ID
	other   data.ID
	due     data.ID
	booked  data.ID
	visit   data.ID
	sian    data.ID
	yasmin  data.ID
	surgery data.ID
	clinic  data.ID
}

func newPlace(t *testing.T, today string) *place {
	t.Helper()
	p := &place{Desk: uitest.New(t)}
	p.SetDay("2026-03-13")
	s, ctx := p.Store, p.Ctx()
	sian, yasmin := data.Staff{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}, data.Staff{Name: "Yasmin Chowdhury", Role: data.RolePrescriber}
	p.Must(s.Lists.SaveStaff(ctx, &sian))
	p.Must(s.Lists.SaveStaff(ctx, &yasmin))
	s.Session.SwitchTo(sian.ID)
	surgery := data.Surgery{Name: "Bethesda Medical Centre", Town: "Cliftonville"}
	p.Must(s.Lists.SaveSurgery(ctx, &surgery))
	client := data.Client{GivenNames: "Tomasz", FamilyName: "Łukaszewicz", SurgeryID: surgery.ID, Prescriber: sian.ID}
	other := data.Client{GivenNames: "Ngozi", FamilyName: "Adeyemi", SurgeryID: surgery.ID, Prescriber: sian.ID, Address: "9 Canute Road"}
	p.Must(s.Casework.SaveClient(ctx, &client))
	p.Must(s.Casework.SaveClient(ctx, &other))
	service := data.Service{Name: "Kitchen Table"}
	p.Must(s.Directory.SaveService(ctx, &service))
	result, err := s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: client.ID, On: p.Host.Today(), Offers: []offering.SittingOffer{{ServiceID: service.ID, Decision: data.Chosen}}})
	p.Must(err)
	clinic := data.Clinic{SurgeryID: surgery.ID, StaffID: sian.ID, Room: "Room 4", Rule: data.WeeklyRule(1, data.Thursday), From: data.MustDate("2026-03-05"),
		Starts: "09:00", Ends: "11:00", SlotMinutes: 30}
	_, err = s.Diary.SaveClinic(ctx, &clinic)
	p.Must(err)
	booked := data.Appointment{ClientID: client.ID, ClinicID: clinic.ID, Kind: "clinic", On: data.MustDate("2026-04-09"), At: "09:30"}
	p.Must(s.Diary.Book(ctx, &booked))
	visit := data.Appointment{ClientID: other.ID, StaffID: sian.ID, Kind: "home_visit", On: data.MustDate("2026-04-10"), At: "14:00", Minutes: 60}
	p.Must(s.Diary.Book(ctx, &visit))
	p.client, p.other, p.due, p.booked, p.visit = client.ID, other.ID, result.FollowUps[0].ID, booked.ID, visit.ID
	p.sian, p.yasmin, p.surgery, p.clinic = sian.ID, yasmin.ID, surgery.ID, clinic.ID
	p.SetDay(today)
	p.page = New(p.Host, host.Route{}).(*page)
	p.Show(p.page)
	return p
}

func (p *place) item(key string) *timegrid.Item {
	for i, it := range p.page.hours.Items() {
		if it.Key == key {
			return &p.page.hours.Items()[i]
		}
	}
	p.T.Fatalf("there is no %q among %+v", key, p.page.hours.Items())
	return nil
}

func (p *place) focusGrid() { p.Host.Window.Canvas().Focus(p.page.FirstFocus()) }

func TestWeekShowsClinicsVisitsFollowUpsAndHolidays(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	if title := p.page.header.Title(); title != "6 to 12 April 2026" {
		t.Errorf("title %q", title)
	}
	p.Sees("Easter Monday", "Clinic · Bethesda Medical Centre", "9:00–11:00 · 1 of 4", "14:00 Home visit: Ngozi Adeyemi", "9 Canute Road", "Wed 8 · today")
	if it := p.item("follow_up " + string(p.due)); it.Column != 1 || it.From != timegrid.NoTime || it.Tone != kit.Red {
		t.Errorf("the follow-up: %+v", it)
	}
	if len(p.page.parked.list) != 1 {
		t.Errorf("overdue: %+v", p.page.parked.list)
	}
	p.Fits(p.page)
}

func TestDayHasAColumnForEachPrescriberAndAWordForEachSlot(t *testing.T) {
	p := newPlace(t, "2026-04-09")
	p.page.view.Tap(viewDay)
	p.Sees("Thursday 9 April 2026", "Siân Prŷs-Okafor", "1 of 4 booked", "Tomasz Łukaszewicz", "Booked", "Free", "9:00 to 11:00")
	if columns := p.page.hours.Columns(); len(columns) != 1 {
		t.Errorf("columns: %+v", columns)
	}
	p.Fits(p.page)
}

func TestOverdueStaysVisibleInAnotherMonth(t *testing.T) {
	p := newPlace(t, "2026-05-20")
	p.page.view.Tap(viewMonth)
	if p.page.span().title != "May 2026" || len(p.page.parked.list) != 1 {
		t.Errorf("%s: %+v", p.page.span().title, p.page.parked.list)
	}
	p.Fits(p.page)
}

func TestKeysTurnTheWeekAndOpenTheDayOfAClinic(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.focusGrid()
	p.Keys(fyne.KeyPageDown)
	if p.page.header.Title() != "13 to 19 April 2026" {
		t.Fatalf("Page Down leads to %q", p.page.header.Title())
	}
	p.Keys(fyne.KeyHome)
	p.page.hours.SetCursor(3, 9*60)
	p.Keys(fyne.KeyReturn)
	if p.page.header.Title() != "Thursday 9 April 2026" {
		t.Fatalf("Enter on the clinic leads to %q", p.page.header.Title())
	}
	p.page.hours.SetCursor(0, 9*60+30)
	p.Keys(fyne.KeyReturn, fyne.KeyReturn)
	p.WentTo(recordRoute(p.client))
}

func TestArrowsBeyondTheWeekLeadToTheNextOne(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.focusGrid()
	p.page.hours.SetCursor(4, 12*60)
	p.Keys(fyne.KeyRight)
	if column, minute, _ := p.page.hours.Cursor(); p.page.header.Title() != "13 to 19 April 2026" || column != 0 || minute != 12*60 {
		t.Errorf("%s, column %d at %d", p.page.header.Title(), column, minute)
	}
	p.Keys(fyne.KeyLeft)
	if column, _, _ := p.page.hours.Cursor(); p.page.header.Title() != "6 to 12 April 2026" || column != 4 {
		t.Errorf("%s, column %d", p.page.header.Title(), column)
	}
}

func TestAnOverdueFollowUpIsPlacedOnADayWithTheKeyboard(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.page.parked.rows.Focus()
	p.Keys(fyne.KeyDown, fyne.KeyReturn, fyne.KeyRight, fyne.KeyRight)
	p.Sees("Moving Tomasz Łukaszewicz")
	p.Keys(fyne.KeyEscape)
	if f, _ := p.Store.Offering.FollowUp(p.Ctx(), p.due); f.DueOn != data.MustDate("2026-04-07") {
		t.Fatalf("Escape moved it to %s", f.DueOn)
	}
	p.page.parked.rows.Focus()
	p.Keys(fyne.KeyReturn, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn)
	f, err := p.Store.Offering.FollowUp(p.Ctx(), p.due)
	p.Must(err)
	if f.DueOn != data.MustDate("2026-04-10") || f.FirstDue != data.MustDate("2026-04-07") || len(p.page.parked.list) != 0 {
		t.Errorf("due %s, first %s, still overdue %d", f.DueOn, f.FirstDue, len(p.page.parked.list))
	}
	if _, moving := p.page.moving(); moving {
		t.Error("it is still in hand")
	}
}

func TestAnOverdueFollowUpIsCarriedIntoAnotherWeek(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.page.parked.rows.Focus()
	p.Keys(fyne.KeyDown, fyne.KeyReturn, fyne.KeyPageDown, fyne.KeyReturn)
	if f, _ := p.Store.Offering.FollowUp(p.Ctx(), p.due); f.DueOn != data.MustDate("2026-04-15") {
		t.Errorf("due %s", f.DueOn)
	}
}

func TestAPastDayIsRefusedAndTheFollowUpStaysInHand(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.page.parked.rows.Focus()
	p.Keys(fyne.KeyDown, fyne.KeyReturn, fyne.KeyLeft, fyne.KeyReturn)
	p.Sees("This date is in the past. Choose today or later.")
	if _, moving := p.page.moving(); !moving {
		t.Error("it is no longer in hand")
	}
	p.Keys(fyne.KeyRight, fyne.KeyReturn)
	if f, _ := p.Store.Offering.FollowUp(p.Ctx(), p.due); f.DueOn != data.MustDate("2026-04-08") {
		t.Errorf("due %s", f.DueOn)
	}
}

func TestAVisitIsMovedWithTheKeyboardAndNotOntoAnother(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	second := data.Appointment{ClientID: p.client, StaffID: p.sian, Kind: "phone", On: data.MustDate("2026-04-10"), At: "15:00", Minutes: 30}
	p.Must(p.Store.Diary.Book(p.Ctx(), &second))
	p.focusGrid()
	p.page.hours.SetCursor(4, 14*60)
	p.Type("m")
	p.Keys(fyne.KeyDown, fyne.KeyReturn)
	p.Sees("14:15 is taken by Tomasz Łukaszewicz. The next free time on this day is")
	for range 5 {
		p.Keys(fyne.KeyDown)
	}
	p.Keys(fyne.KeyReturn)
	a, err := p.Store.Diary.Appointment(p.Ctx(), p.visit)
	p.Must(err)
	if a.At != "15:30" || a.On != data.MustDate("2026-04-10") {
		t.Errorf("the visit is on %s at %s", a.On, a.At)
	}
}

func TestASlotOfAClinicIsMovedToAnotherSlot(t *testing.T) {
	p := newPlace(t, "2026-04-09")
	p.page.view.Tap(viewDay)
	p.page.hours.SetCursor(0, 9*60+30)
	p.focusGrid()
	p.Type("m")
	p.Keys(fyne.KeyDown, fyne.KeyReturn)
	a, err := p.Store.Diary.Appointment(p.Ctx(), p.booked)
	p.Must(err)
	if a.At != "10:00" || a.ClinicID != p.clinic {
		t.Errorf("it is at %s in %q", a.At, a.ClinicID)
	}
}

func TestDraggingMovesAVisit(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	g := p.page.hours
	from := g.PositionOf(4, 14*60+10)
	to := g.PositionOf(3, 15*60+10)
	g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}, Dragged: fyne.Delta{DX: to.X - from.X, DY: to.Y - from.Y}})
	g.DragEnd()
	a, err := p.Store.Diary.Appointment(p.Ctx(), p.visit)
	p.Must(err)
	if a.At != "15:00" || a.On != data.MustDate("2026-04-09") {
		t.Errorf("the visit is on %s at %s", a.On, a.At)
	}
}

func TestWeeksAndMonthsAreWhole(t *testing.T) {
	for d := data.MustDate("2023-12-25"); d.Before(data.MustDate("2029-03-02")); d = d.AddDays(1) {
		for _, s := range []span{weekOf(d), monthOf(d)} {
			if s.first.Weekday() != time.Monday || !s.holds(d) || s.last().Weekday() != time.Sunday || s.weeks > 6 {
				t.Fatalf("%s: %+v", d, s)
			}
		}
	}
}

func TestExportWritesAFileWithInitialsUnlessNamesAreAskedFor(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	for _, names := range []bool{false, true} {
		a, err := p.Store.Overview.Agenda(p.Ctx(), agenda.Filter{From: p.page.span().first, To: p.page.span().last(), Changes: true})
		p.Must(err)
		path := filepath.Join(t.TempDir(), "week.ics")
		n, err := calendar.Write(p.Ctx(), path, a, names, p.Host.Clock.Now())
		p.Must(err)
		file, err := os.ReadFile(path)
		p.Must(err)
		// The session, who is booked in it, the visit and the follow-up.
		if n != 4 || strings.Contains(string(file), "Tomasz") != names {
			t.Errorf("names %t: %d entries:\n%s", names, n, file)
		}
	}
}

// “Open the calendar” beside two bookings at one time led to the week of today.
func TestCalendar_opensAtTheDayThatLedThere(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	page := New(p.Host, host.Route{Area: host.Calendar, Day: data.MustDate("2026-05-12")}).(*page)
	p.Show(page)
	if page.chosen != data.MustDate("2026-05-12") || page.view.Selected() != viewDay {
		t.Errorf("it shows %s, view %d", page.chosen, page.view.Selected())
	}
	p.Sees("12 May 2026")
}
