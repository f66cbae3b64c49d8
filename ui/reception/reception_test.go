package reception

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/office"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// front is the reception of a surgery with a clinic on Tuesdays, 9:00 to 13:00.
// It is Tue 7 Apr 2026.
type front struct {
	*uitest.Desk
	page   *page
	clinic data.Clinic
	other  data.Clinic // at another surgery, on Wednesdays
	staff  data.Staff
	keys   int // pressed beside letters
}

func newFront(t *testing.T) *front {
	t.Helper()
	f := &front{Desk: uitest.New(t)}
	f.at("08:30")
	f.staff = data.Staff{Name: "Siân Prŷs-Okafor", Role: data.RolePrescriber}
	tom := data.Staff{Name: "Tom Adeyemi", Role: data.RolePrescriber}
	f.Must(f.Host.Lists.SaveStaff(f.Ctx(), &f.staff))
	f.Must(f.Host.Lists.SaveStaff(f.Ctx(), &tom))
	for c, at := range map[*data.Clinic]struct {
		surgery string
		day     data.Weekday
	}{&f.clinic: {"Birchington Medical Centre", data.Tuesday}, &f.other: {"Mocketts Wood Surgery", data.Wednesday}} {
		surgery := data.Surgery{Name: at.surgery}
		f.Must(f.Host.Lists.SaveSurgery(f.Ctx(), &surgery))
		*c = data.Clinic{SurgeryID: surgery.ID, StaffID: f.staff.ID, Room: "Room 4", Rule: data.WeeklyRule(1, at.day), From: data.MustDate("2026-03-03"),
			Starts: "09:00", Ends: "13:00", SlotMinutes: 30}
		_, err := f.Host.Diary.SaveClinic(f.Ctx(), c)
		f.Must(err)
	}
	return f
}

func (f *front) at(clock string) {
	minute := data.MinuteOf(clock)
	f.Now = time.Date(2026, 4, 7, minute/60, minute%60, 0, 0, time.UTC)
}

// person adds someone, and books them into today's clinic at a time, unless "".
func (f *front) person(name, born, at string) data.ID {
	f.T.Helper()
	given, family, _ := strings.Cut(name, " ")
	c := data.Client{GivenNames: given, FamilyName: family, BirthDate: data.MustDate(born), Phone: "07700 900118", SurgeryID: f.clinic.SurgeryID,
		Matters: "The garden", Alert: "Two people"}
	f.Must(f.Host.Casework.SaveClient(f.Ctx(), &c))
	if at != "" {
		f.Must(f.Host.Diary.Book(f.Ctx(), &data.Appointment{ClientID: c.ID, Kind: "clinic", ClinicID: f.clinic.ID, On: uitest.Today, At: at}))
	}
	return c.ID
}

// open makes the PC that of reception, and shows the page.
func (f *front) open() {
	f.T.Helper()
	f.Must(f.Host.SetThisPC(office.PC{Role: access.Reception, Surgery: f.clinic.SurgeryID}, ""))
	f.Size = fyne.NewSize(1170, 768)
	f.page = New(f.Host, host.Route{Area: host.Reception}).(*page)
	f.page.list.letters.Pause = 0
	f.Show(f.page)
	f.Window.Canvas().Focus(f.page.FirstFocus())
}

// press presses keys, and counts them.
func (f *front) press(names ...fyne.KeyName) {
	f.T.Helper()
	f.keys += len(names)
	f.Keys(names...)
}

// today lists today's appointments as "time name state", as staff see them.
func (f *front) today() []data.AppointmentRow {
	f.T.Helper()
	f.Host.Session.StaffAt("")
	defer f.Host.Session.StandIn(f.clinic.SurgeryID)
	rows, err := f.Host.Diary.Appointments(f.Ctx(), data.AppointmentFilter{From: uitest.Today, To: uitest.Today, Cancelled: true})
	f.Must(err)
	return rows
}

func (f *front) has(want ...string) {
	f.T.Helper()
	var got []string
	for _, r := range f.today() {
		got = append(got, fmt.Sprintf("%s %s %s", r.At, r.Client, r.State))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		f.T.Errorf("today is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (f *front) says(text string) bool {
	for _, t := range f.Texts() {
		if strings.Contains(t, text) {
			return true
		}
	}
	return false
}

// chooseRow selects someone in the list with the arrows.
func (f *front) chooseRow(name string) {
	f.T.Helper()
	f.Window.Canvas().Focus(f.page.list.rows)
	f.Keys(fyne.KeyHome)
	for range f.page.list.items {
		if r := f.page.list.chosen(); r != nil && r.Client == name {
			return
		}
		f.Keys(fyne.KeyDown)
	}
	f.T.Fatalf("%s is not in the list", name)
}

func TestBook_knownPersonIntoTheFirstFreeSlot(t *testing.T) {
	f := newFront(t)
	f.person("Joan Bracewell", "1951-03-12", "09:00")
	f.person("Rahima Begum", "1958-09-03", "")
	f.open()
	f.page.Book() // Ctrl+B
	f.keys++
	f.Type("rah")
	f.press(fyne.KeyReturn, fyne.KeyReturn)
	f.has("09:00 Joan Bracewell booked", "09:30 Rahima Begum booked")
	if f.keys-1 > 4 {
		t.Errorf("%d keys after the name, want 4 at most", f.keys-1)
	}
	if !f.says("Booked: Rahima Begum, today 9:30.") {
		t.Error("it does not say what was booked")
	}
	if f.Focused() != fyne.Focusable(f.page.booking.search.entry) {
		t.Error("the next person cannot be typed at once")
	}
}

func TestBook_enterBeforeTheMatchesCame(t *testing.T) {
	f := newFront(t)
	f.person("Rahima Begum", "1958-09-03", "")
	f.open()
	f.page.Book()
	f.Hold()
	f.Type("rah")
	f.Keys(fyne.KeyReturn)
	f.Release()
	if f.page.booking.person == nil || f.page.booking.person.Name != "Rahima Begum" {
		t.Fatalf("Enter was lost: %+v", f.page.booking.person)
	}
	f.Keys(fyne.KeyReturn)
	f.has("09:00 Rahima Begum booked")
}

func TestBook_anotherSlotAndANote(t *testing.T) {
	f := newFront(t)
	f.person("Rahima Begum", "1958-09-03", "")
	f.open()
	f.page.Book()
	f.Type("900118")
	f.Keys(fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown)
	f.Window.Canvas().Focus(f.page.booking.note)
	f.Type("needs an interpreter")
	f.Keys(fyne.KeyReturn)
	f.has("10:00 Rahima Begum booked")
	if rows := f.today(); rows[0].Note != "needs an interpreter" || !rows[0].BySurgery {
		t.Errorf("%+v", rows[0].Appointment)
	}
	if !f.says("needs an interpreter") {
		t.Error("reception does not see its own note")
	}
}

func TestBook_anySurgery(t *testing.T) {
	f := newFront(t)
	f.person("Rahima Begum", "1958-09-03", "")
	f.at("13:30")
	f.open()
	f.page.Book()
	f.Type("rah")
	f.Keys(fyne.KeyReturn)
	f.page.booking.slots.any.Tap(1)
	f.Window.Canvas().Focus(f.page.booking.slots.rows)
	f.Keys(fyne.KeyReturn)
	if !f.says("Booked: Rahima Begum, tomorrow 9:00, Mocketts Wood Surgery.") {
		t.Error(f.Texts())
	}
}

func TestBook_newPatientWithNameBirthDateAndPhone(t *testing.T) {
	f := newFront(t)
	f.open()
	f.page.Book()
	f.Type("bernadette o'hare")
	f.Keys(fyne.KeyReturn) // no one matches, so the one line is a new patient
	f.Type("21/6/44")
	f.Tab(1)
	f.Type("01632 960112")
	f.Keys(fyne.KeyReturn, fyne.KeyReturn)
	f.has("09:00 Bernadette O'Hare booked")
	row := f.today()[0]
	if !row.New || row.BirthDate != data.MustDate("1944-06-21") || row.Phone != "01632 960112" {
		t.Errorf("%+v", row)
	}
}

func TestBook_newPatientWhoIsKnownAlready(t *testing.T) {
	f := newFront(t)
	id := f.person("Rahima Begum", "1958-09-03", "")
	f.open()
	f.page.Book()
	f.Type("begum rahima 3/9/1958")
	f.Keys(fyne.KeyUp, fyne.KeyReturn) // someone new, all the same
	f.Keys(fyne.KeyReturn, fyne.KeyReturn)
	if !kit.OverlayOpen(f.Window) {
		t.Fatal("it does not ask", f.Texts())
	}
	f.Keys(fyne.KeyReturn) // this person
	rows := f.today()
	if len(rows) != 1 || rows[0].ClientID != id {
		t.Errorf("%+v", rows)
	}
}

func TestSendThrough_newNameInSixKeys(t *testing.T) {
	f := newFront(t)
	f.person("Bernard Hare", "1950-01-01", "10:30")
	f.open()
	f.at("10:06")
	f.page.SendThrough() // Ctrl+T
	f.keys++
	f.Type("bern")
	f.press(fyne.KeyUp, fyne.KeyReturn)
	f.Type("Oduya")
	f.Tab(1)
	f.keys++
	f.Type("2/11/39")
	f.press(fyne.KeyReturn)
	if f.keys > 6 {
		t.Errorf("%d keys, want 6 at most", f.keys)
	}
	f.has("10:06 Bern Oduya arrived", "10:30 Bernard Hare booked")
	if row := f.today()[0]; row.Kind != data.WalkIn || row.StaffID != f.staff.ID || row.ClinicID != f.clinic.ID {
		t.Errorf("%+v", row.Appointment)
	}
	if !f.says("1  Walk-in: Bern Oduya") {
		t.Error("the queue does not show them", f.Texts())
	}
}

func TestSendThrough_knownPersonSentByADoctor(t *testing.T) {
	f := newFront(t)
	f.person("Rahima Begum", "1958-09-03", "")
	f.open()
	f.at("11:06")
	f.page.SendThrough()
	f.Type("rah")
	f.Keys(fyne.KeyReturn)
	f.Type("Dr Patel")
	f.Keys(fyne.KeyReturn)
	f.has("11:06 Rahima Begum arrived")
	if !f.says("Sent through by Dr Patel at 11:06") {
		t.Error(f.Texts())
	}
}

func TestSendThrough_asksWhoWhenNoClinicIsOn(t *testing.T) {
	f := newFront(t)
	f.person("Rahima Begum", "1958-09-03", "")
	f.open()
	f.at("14:00")
	f.page.SendThrough()
	f.Type("rah")
	f.Keys(fyne.KeyReturn, fyne.KeyReturn)
	if !f.says("Choose who will see them") || f.page.booking.staff == nil {
		t.Fatal(f.Texts())
	}
	f.page.booking.staff.Choose(string(f.staff.ID))
	f.page.booking.submit()
	f.has("14:00 Rahima Begum arrived")
}

func TestLetters_markTheSelectedRow(t *testing.T) {
	f := newFront(t)
	f.person("Joan Bracewell", "1951-03-12", "09:00")
	f.person("Derek Mumford", "1947-10-30", "09:30")
	f.open()
	f.at("09:31")
	f.chooseRow("Joan Bracewell")
	for _, step := range []struct {
		letter string
		want   string
	}{{"a", "arrived"}, {"R", "in_room"}, {"s", "seen"}, {"b", "booked"}, {"n", "did_not_attend"}} {
		f.Type(step.letter)
		f.has("09:00 Joan Bracewell "+step.want, "09:30 Derek Mumford booked")
		if r := f.page.list.chosen(); r == nil || r.Client != "Joan Bracewell" {
			t.Fatal("the selection went elsewhere")
		}
	}
	f.chooseRow("Derek Mumford")
	f.Keys(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn) // what comes next, until there is nothing
	f.has("09:00 Joan Bracewell did_not_attend", "09:30 Derek Mumford seen")
}

// Someone who believes to be in the search types a name at the list.
func TestLetters_nameTypedAtTheListMarksNobody(t *testing.T) {
	f := newFront(t)
	f.person("Joan Bracewell", "1951-03-12", "09:00")
	f.person("Anna Rss", "1960-01-01", "")
	f.open()
	f.page.list.letters.Pause = letterPause
	f.Hold()
	f.Type("anna")
	f.Release()
	f.has("09:00 Joan Bracewell booked")
	if !f.page.booking.open || f.page.booking.search.entry.Text != "anna" {
		t.Errorf("the search has %q", f.page.booking.search.entry.Text)
	}
}

func TestMoveAndCancel(t *testing.T) {
	f := newFront(t)
	f.person("Joan Bracewell", "1951-03-12", "09:00")
	f.person("Derek Mumford", "1947-10-30", "09:30")
	f.open()
	f.chooseRow("Joan Bracewell")
	f.Type("m")
	f.Keys(fyne.KeyReturn) // to the next free slot
	f.has("09:30 Derek Mumford booked", "10:00 Joan Bracewell booked")
	f.chooseRow("Derek Mumford")
	f.Keys(fyne.KeyDelete, fyne.KeyReturn)
	if !kit.OverlayOpen(f.Window) {
		t.Fatal("it was cancelled without a reason")
	}
	f.Type("ill")
	f.Keys(fyne.KeyReturn)
	f.has("09:30 Derek Mumford cancelled", "10:00 Joan Bracewell booked")
	if f.today()[0].Why != "ill" {
		t.Error(f.today()[0].Why)
	}
}

func TestBookedTwice_bothNamesAndSettledThere(t *testing.T) {
	f := newFront(t)
	f.person("Joan Bracewell", "1951-03-12", "11:30")
	priya := f.person("Priya Raman", "1970-02-09", "")
	f.Must(f.Host.Load(f.Ctx(), "second booking", func(b *office.Bulk) error {
		return b.Add(&data.Appointment{ClientID: priya, ClinicID: f.clinic.ID, SurgeryID: f.clinic.SurgeryID, StaffID: f.staff.ID, Kind: "clinic",
			On: uitest.Today, At: "11:30", Minutes: 30, State: data.AppointmentBooked})
	}))
	f.open()
	f.chooseRow("Priya Raman")
	if !f.says("Double booked: Priya Raman and Joan Bracewell.") {
		t.Error(f.Texts())
	}
	f.Type("k")
	if r := f.page.list.chosen(); r.Clash || f.says("Double booked") {
		t.Error("it is marked still")
	}
}

func TestCancelClinic_listsWhoMustBeTold(t *testing.T) {
	f := newFront(t)
	f.person("Joan Bracewell", "1951-03-12", "09:00")
	f.open()
	f.page.list.cancelClinic(f.page.list.current())
	f.Keys(fyne.KeyReturn)
	if !f.says("People to tell") || !f.says("07700 900118") {
		t.Fatal(f.Texts())
	}
	f.Keys(fyne.KeyReturn)
	if !f.says("1 person must be told that their appointment has changed.") {
		t.Error(f.Texts())
	}
	f.page.list.putBack(f.page.list.current())
	if f.page.list.current().State != data.SessionOn {
		t.Error("the clinic is not on again")
	}
}

func TestChangeTimes_andPrescriber(t *testing.T) {
	f := newFront(t)
	f.person("Joan Bracewell", "1951-03-12", "12:00")
	f.open()
	f.page.list.changeTimes(f.page.list.current())
	f.Keys(fyne.KeyTab)
	f.Tab(1)
	f.Keys()
	f.Window.Canvas().Focused().(*kit.Entry).SetText("11.30")
	f.Keys(fyne.KeyReturn)
	s := f.page.list.current()
	if s.Ends != "11:30" || len(f.page.list.toTell) != 1 {
		t.Errorf("%+v, %d to tell", s, len(f.page.list.toTell))
	}
	if kit.OverlayOpen(f.Window) {
		f.Keys(fyne.KeyReturn)
	}
	f.page.list.changeStaff(f.page.list.current())
	f.Window.Canvas().Overlays().Top()
	f.tapButton("Change")
	if s := f.page.list.current(); s.Staff != "Tom Adeyemi" || s.Ends != "11:30" {
		t.Errorf("%+v", s)
	}
}

func (f *front) tapButton(name string) {
	f.T.Helper()
	done := false
	f.Each(func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text() == name && !done {
			done = true
			b.Tapped(nil)
		}
	})
	if !done {
		f.T.Fatalf("there is no button %q", name)
	}
}

func TestSplitName(t *testing.T) {
	for typed, want := range map[string][2]string{"bernadette o'hare": {"Bernadette", "O'Hare"}, "Anna van der Berg": {"Anna", "van der Berg"},
		"rahima": {"Rahima", ""}, "mary ann smith-jones": {"Mary Ann", "Smith-Jones"}, "McAdam DEAN": {"McAdam", "DEAN"}, "": {"", ""}} {
		if given, family := splitName(typed); given != want[0] || family != want[1] {
			t.Errorf("%q: %q %q", typed, given, family)
		}
	}
}

// The page shows nothing of why anyone comes, whoever wrote it.
func TestPage_showsNoNotesOfStaff(t *testing.T) {
	f := newFront(t)
	id := f.person("Joan Bracewell", "1951-03-12", "")
	f.Must(f.Host.Diary.Book(f.Ctx(), &data.Appointment{ClientID: id, Kind: "clinic", ClinicID: f.clinic.ID, On: uitest.Today, At: "09:00", Note: "Debt, and afraid of her son"}))
	f.Must(f.Host.Diary.Book(f.Ctx(), &data.Appointment{ClientID: id, Kind: "home_visit", SurgeryID: f.clinic.SurgeryID, StaffID: f.staff.ID, On: uitest.Today, At: "15:00", Minutes: 60, Note: "Hoarding"}))
	f.open()
	if !f.says("Joan Bracewell") {
		t.Fatal(f.Texts())
	}
	for _, text := range []string{"Debt", "Hoarding", "garden", "Two people", "15:00"} {
		if f.says(text) {
			t.Errorf("reception reads %q", text)
		}
	}
}

func TestPage_fits(t *testing.T) {
	f := newFront(t)
	f.open()
	f.Fits(f.page)
	f.page.Book()
	f.Fits(f.page)
	coming := NewComing(f.Host, host.Route{Area: host.Clinics})
	f.Show(coming)
	f.Fits(coming)
}

func TestComing_listsClinicsAndBooksIntoThem(t *testing.T) {
	f := newFront(t)
	f.person("Rahima Begum", "1958-09-03", "")
	f.open()
	p := NewComing(f.Host, host.Route{Area: host.Clinics}).(*comingPage)
	f.Show(p)
	if len(p.sessions) != weeksAhead || p.sessions[0].Day != data.MustDate("2026-04-14") {
		t.Fatalf("%d clinics", len(p.sessions))
	}
	f.Window.Canvas().Focus(p.FirstFocus())
	f.Keys(fyne.KeyDown, fyne.KeyReturn) // the second, and into its list
	f.Keys(fyne.KeyReturn)               // its first slot
	f.Type("rah")
	f.Keys(fyne.KeyReturn, fyne.KeyReturn)
	if !f.says("Booked: Rahima Begum, Tue 21 Apr 2026 9:00.") {
		t.Error(f.Texts())
	}
}

func TestStaff_seeTheClinicOfToday(t *testing.T) {
	f := newFront(t)
	f.person("Joan Bracewell", "1951-03-12", "09:00")
	f.Host.Session.StaffAt(f.staff.ID)
	p := New(f.Host, host.Route{Area: host.Reception}).(*page)
	f.Show(p)
	if p.surgery != f.clinic.SurgeryID || !f.says("Joan Bracewell") {
		t.Error(f.Texts())
	}
}

// printer keeps what was printed.
type printer struct {
	*uitest.Sheets
	card  *data.AppointmentCard
	list  *data.DeskSession
	large bool
	path  string
}

func (p *printer) AppointmentCard(_ context.Context, path string, c *data.AppointmentCard, o reports.Print) error {
	p.card, p.large, p.path = c, o.Large, path
	return os.WriteFile(path, []byte("%PDF"), 0o600)
}

func (p *printer) ClinicList(_ context.Context, path string, s *data.DeskSession, large bool) error {
	p.list, p.path = s, path
	return os.WriteFile(path, []byte("%PDF"), 0o600)
}

func TestPrint_cardAndList(t *testing.T) {
	f := newFront(t)
	p := &printer{Sheets: f.Printer()}
	f.Host.Documents = p
	f.person("Joan Bracewell", "1951-03-12", "09:00")
	f.open()
	f.chooseRow("Joan Bracewell")
	f.Type("c")
	f.Type(" ") // large print
	f.Keys(fyne.KeyReturn)
	if p.card == nil || p.card.Client != "Joan Bracewell" || p.card.At != "09:00" || !p.large || len(f.Opened) != 1 {
		t.Fatalf("%+v, large %v, opened %v", p.card, p.large, f.Opened)
	}
	if strings.Contains(p.path, "Joan") || strings.Contains(p.path, "Bracewell") {
		t.Error("the file has their name:", p.path)
	}
	f.page.list.menuItems()[0].Action()
	f.Keys(fyne.KeyReturn)
	if p.list == nil || p.list.ClinicID != f.clinic.ID || len(f.Opened) != 2 {
		t.Errorf("%+v", p.list)
	}
}

// The slots come after the page, and are seen then.
func TestSlots_areShownWhenTheyCome(t *testing.T) {
	f := newFront(t)
	f.open()
	f.Hold()
	f.page = New(f.Host, host.Route{Area: host.Reception}).(*page)
	f.Show(f.page)
	f.ReleaseOnly(0) // the clinic, which asks for the slots
	if !f.says("Loading") {
		t.Fatal("the slots were not waited for")
	}
	f.ReleaseOnly(1)
	if f.says("Loading") || !f.says("Today 9:00") {
		t.Error(f.Texts())
	}
}
