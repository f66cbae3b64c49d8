package calendar

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/lists"
	"waymark/reports/calendar"
	"waymark/ui/kit"
	"waymark/ui/kit/timegrid"
	"waymark/ui/uitest"
)

func (p *place) appointments(day string) []data.AppointmentRow {
	p.T.Helper()
	rows, err := p.Store.Diary.Appointments(p.Ctx(), data.AppointmentFilter{From: data.MustDate(day), To: data.MustDate(day)})
	p.Must(err)
	return rows
}

// A free time was booked as a phone call unless someone saw that, and counted as one.
func TestAFreeTimeIsBookedOnceItIsSaidHowTheyMeet(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.focusGrid()
	p.page.hours.SetCursor(4, 9*60+30)
	p.Keys(fyne.KeyReturn)
	p.Type("ngoz")
	p.Keys(fyne.KeyReturn, fyne.KeyReturn)
	p.Sees("Choose how they will meet.")
	if rows := p.appointments("2026-04-10"); len(rows) != 1 {
		t.Fatalf("booked before anyone said how they meet: %+v", rows)
	}
	p.Type("2") // by phone: the question has the keyboard
	p.Keys(fyne.KeyReturn)
	rows := p.appointments("2026-04-10")
	if len(rows) != 2 || rows[0].At != "09:30" || rows[0].ClientID != p.other || rows[0].StaffID != p.sian || rows[0].Kind != "phone" || rows[0].Minutes != 30 {
		t.Fatalf("%+v", rows)
	}
	if kit.OverlayOpen(p.Window) {
		t.Error("the dialog is still open")
	}
	p.Sees("9:30 Ngozi Adeyemi")
}

// TestBookingSaysAllThatIsMissing: who was asked for first, and how they meet only once
// that had been put right.
func TestBookingSaysAllThatIsMissing(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.focusGrid()
	p.page.hours.SetCursor(4, 9*60+30)
	p.Keys(fyne.KeyReturn)
	p.Press("Book")
	p.Sees("Choose a client, or “New client”", "Choose how they will meet")
}

func TestAFreeSlotIsBookedInItsClinic(t *testing.T) {
	p := newPlace(t, "2026-04-09")
	p.page.view.Tap(viewDay)
	p.page.hours.SetCursor(0, 10*60)
	p.focusGrid()
	p.Keys(fyne.KeyReturn)
	p.Type("ngozi")
	p.Keys(fyne.KeyReturn, fyne.KeyReturn)
	rows := p.appointments("2026-04-09")
	if len(rows) != 2 || rows[1].At != "10:00" || rows[1].ClinicID != p.clinic || rows[1].SurgeryID != p.surgery {
		t.Fatalf("%+v", rows)
	}
	p.Sees("2 of 4 booked")
}

func TestBookingIsRefusedBesideTheTimeWithWhoAndTheNextFreeTime(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.focusGrid()
	p.page.hours.SetCursor(4, 13*60+30)
	p.Keys(fyne.KeyReturn)
	p.Type("tomasz")
	p.Keys(fyne.KeyReturn)
	p.Tab(2) // new patient, how
	p.Type("2")
	p.Tab(3) // who sees them, day, time
	p.Keys(fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	p.Type("14.30")
	p.Keys(fyne.KeyReturn)
	p.Sees("14:30 is taken by Ngozi Adeyemi. The next free time on this day is 15:00.")
	if rows := p.appointments("2026-04-10"); len(rows) != 1 {
		t.Fatalf("%+v", rows)
	}
	p.Keys(fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	p.Type("3pm")
	p.Keys(fyne.KeyReturn)
	if rows := p.appointments("2026-04-10"); len(rows) != 2 || rows[1].At != "15:00" || rows[1].ClientID != p.client {
		t.Fatalf("%+v", rows)
	}
}

func TestANewPatientIsBookedWithNameBirthDateAndPhone(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.focusGrid()
	p.page.hours.SetCursor(4, 10*60)
	p.Keys(fyne.KeyReturn)
	p.Type("Edith Sørensen")
	p.Press("New client")
	p.Tab(2)
	p.Type("03/02/1941")
	p.Tab(1)
	p.Type("01843 555 123")
	p.Tab(1)
	p.Type("4")
	p.Press("Book")
	if kit.OverlayOpen(p.Window) {
		t.Fatalf("the dialog is still open: %q", p.Texts())
	}
	rows := p.appointments("2026-04-10")
	if len(rows) != 2 || rows[0].Client != "Edith Sørensen" || !rows[0].New || rows[0].Phone != "01843 555 123" || rows[0].BirthDate != data.MustDate("1941-02-03") {
		t.Fatalf("%+v", rows)
	}
}

// "No clients found" led who sees some clients only to book a colleague's client as
// someone new.
func TestBookingSaysWhoseClientsItSearched(t *testing.T) {
	p := newPlace(t, "2026-04-09")
	b := &booking{page: p.page}
	if got := b.noneFound(); !strings.HasPrefix(got, "No clients found.") {
		t.Error(got)
	}
	p.Store.Session.SignIn(access.Identity{Person: p.sian, Role: access.Prescriber, OwnOnly: true})
	if got := b.noneFound(); !strings.Contains(got, "clients you can see. A colleague may know them already.") {
		t.Error(got)
	}
}

func TestAPastTimeIsNotBooked(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.focusGrid()
	p.page.hours.SetCursor(0, 10*60)
	p.Keys(fyne.KeyReturn)
	p.Sees("This date is in the past. Choose today or later to book.")
	if kit.OverlayOpen(p.Window) {
		t.Error("a dialog opened")
	}
}

func TestCancellingAnAppointmentNeedsAReason(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.focusGrid()
	p.page.hours.SetCursor(4, 14*60)
	p.Keys(fyne.KeyReturn)
	p.Press("Cancel appointment…")
	p.Press("Cancel appointment")
	p.Sees("Enter the reason, in a few words")
	p.Type("in hospital")
	p.Keys(fyne.KeyReturn)
	a, err := p.Store.Diary.Appointment(p.Ctx(), p.visit)
	p.Must(err)
	if a.State != data.AppointmentCancelled || a.Why != "in hospital" {
		t.Errorf("%+v", a)
	}
	p.SeesNot("Home visit")
}

func TestLeaveSaysWhomItLeavesToBeTold(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.Press("Add leave…")
	p.Press("Save") // sickness saved as leave was what came of a kind that was set already
	p.Sees("Choose the kind of absence")
	if list, _ := p.Store.Diary.Absences(p.Ctx(), data.MustDate("2026-04-08"), data.MustDate("2026-04-08")); len(list) != 0 {
		t.Fatalf("saved without a kind: %+v", list)
	}
	p.Press("Cancel")
	p.Press("Add leave…")
	p.Tab(1)
	p.Type("l")
	p.Tab(1)
	p.Keys(fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	p.Type("09/04/2026")
	p.Tab(1)
	p.Keys(fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	p.Type("10/04/2026")
	p.Press("Save")
	p.Sees("Tell 2 people", "Tomasz Łukaszewicz", "Ngozi Adeyemi")
	p.Keys(fyne.KeyEscape)
	p.page.who.Choose(string(p.sian))
	p.Sees("Leave", "2 people to tell")
	list, err := p.Store.Diary.Absences(p.Ctx(), data.MustDate("2026-04-09"), data.MustDate("2026-04-10"))
	p.Must(err)
	if len(list) != 1 || list[0].From != data.MustDate("2026-04-09") || list[0].To != data.MustDate("2026-04-10") {
		t.Fatalf("%+v", list)
	}
	p.page.open("away " + string(list[0].ID))
	p.Sees("People to tell:")
	p.Press("Remove…")
	p.Press("Remove")
	if list, _ := p.Store.Diary.Absences(p.Ctx(), data.MustDate("2026-04-09"), data.MustDate("2026-04-10")); len(list) != 0 {
		t.Errorf("it is still there: %+v", list)
	}
}

func TestFiltersShowOnePrescriberAndOneSurgery(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.page.who.Choose(string(p.yasmin))
	p.SeesNot("Clinic · Bethesda", "Home visit")
	p.Sees("Yasmin Chowdhury · all surgeries")
	p.page.who.Choose("")
	p.page.where.Choose(string(p.surgery))
	p.Sees("Clinic · Bethesda Medical Centre", "14:00 Home visit: Ngozi Adeyemi")
}

func TestTurningToAnotherMonthNeverWaits(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.page.view.Tap(viewMonth)
	p.Hold()
	for range 3 {
		p.Press("›")
	}
	if p.page.header.Title() != "July 2026" {
		t.Errorf("the title is %q while July is read", p.page.header.Title())
	}
	p.Release()
	if got := p.page.month.shown.title; got != "July 2026" {
		t.Errorf("what is shown is %q", got)
	}
}

func TestAMonthTakesWhatIsInHand(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	p.page.view.Tap(viewMonth)
	p.page.parked.rows.Focus()
	p.Keys(fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn)
	if f, _ := p.Store.Offering.FollowUp(p.Ctx(), p.due); f.DueOn != data.MustDate("2026-04-15") {
		t.Errorf("due %s", f.DueOn)
	}
	p.Keys(fyne.KeyReturn)
	if p.page.header.Title() != "Wednesday 15 April 2026" {
		t.Errorf("Enter on a day leads to %q", p.page.header.Title())
	}
}

func TestFeedIsStartedAndStopped(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	folder := t.TempDir()
	x := &exporting{page: p.page, folder: kit.NewTextField("Folder"), done: kit.NewBanner(kit.Green, "", nil)}
	x.dialog = kit.Message(p.Window, "x", "x")
	x.startFeed(folder, false)
	file, err := os.ReadFile(filepath.Join(folder, calendar.FeedName))
	p.Must(err)
	if strings.Contains(string(file), "Tomasz") || !strings.Contains(string(file), "T.Ł.") {
		t.Errorf("the feed:\n%s", file)
	}
	if set, _ := p.Store.Lists.Setting(p.Ctx(), lists.SettingFeedFolder); set != folder {
		t.Errorf("kept in %q", set)
	}
	x.startFeed("", false)
	if _, err := os.Stat(filepath.Join(folder, calendar.FeedName)); err == nil {
		t.Error("the old file is still there")
	}
	x.startFeed(filepath.Join(folder, "no such folder"), false)
	if x.folder.Error() == "" {
		t.Error("nothing is said of a folder that is not there")
	}
	if set, _ := p.Store.Lists.Setting(p.Ctx(), lists.SettingFeedFolder); set != "" {
		t.Errorf("kept in %q all the same", set)
	}
}

func TestAnOverdueFollowUpIsDraggedOntoADay(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	row, ok := uitest.Last(p.Desk, func(*timegrid.Draggable) bool { return true })
	if !ok {
		t.Fatal("nothing can be dragged")
	}
	driver := fyne.CurrentApp().Driver()
	to := driver.AbsolutePositionForObject(p.page.hours).Add(p.page.hours.PositionOf(4, 12*60))
	row.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to.Subtract(driver.AbsolutePositionForObject(row))}})
	if m, _ := p.page.hours.Moving(); m.Column != 4 {
		t.Errorf("it is held over column %d", m.Column)
	}
	row.DragEnd()
	if f, _ := p.Store.Offering.FollowUp(p.Ctx(), p.due); f.DueOn != data.MustDate("2026-04-10") {
		t.Errorf("due %s", f.DueOn)
	}
}

func TestACoordinatorIsBookedLikeAPrescriber(t *testing.T) {
	p := newPlace(t, "2026-04-08")
	maureen, jas := data.Staff{Name: "Maureen Achebe", Role: data.RoleCoordinator}, data.Staff{Name: "Jas Bhatti", Role: data.RoleReception}
	p.Must(p.Store.Lists.SaveStaff(p.Ctx(), &maureen))
	p.Must(p.Store.Lists.SaveStaff(p.Ctx(), &jas))
	p.Store.Session.SwitchTo(maureen.ID)
	p.page.Reload()
	b := p.page.openBooking(data.MustDate("2026-04-10"), 9*60, 30, "", "phone")
	if got := b.staff.Selected(); got != string(maureen.ID) {
		t.Errorf("a coordinator books for %q", got)
	}
	for _, person := range p.page.agenda.Staff {
		if person.ID == jas.ID {
			t.Error("a receptionist is offered to see clients")
		}
	}
}
