package ui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// week is a surgery with a clinic on Tuesday mornings, nine slots long, and the one
// PC that reception and prescriber share. It is Tue 7 Apr 2026.
type week struct {
	keyboard
	*uitest.Desk
	shell   *Shell
	surgery data.Surgery
	sian    data.Staff
}

func newWeek(t *testing.T) *week {
	t.Helper()
	s, d, surgery := newSurgeryShell(t)
	w := &week{keyboard: keyboard{t, d.Window}, Desk: d, shell: s, surgery: surgery}
	staff, err := d.Store.Lists.Staff(d.Ctx(), false)
	d.Must(err)
	w.sian = staff[0]
	clinic := data.Clinic{SurgeryID: surgery.ID, StaffID: w.sian.ID, Room: "Room 4", Rule: data.WeeklyRule(1, data.Tuesday),
		From: data.MustDate("2026-03-03"), Starts: "09:00", Ends: "13:30", SlotMinutes: 30}
	_, err = d.Store.Diary.SaveClinic(d.Ctx(), &clinic)
	d.Must(err)
	for _, name := range []string{"Thursday lunch club", "Money advice"} {
		d.Must(d.Store.Directory.SaveService(d.Ctx(), &data.Service{Name: name, Status: data.ServiceActive, LastChecked: data.MustDate("2026-04-01")}))
	}
	w.at("08:20")
	return w
}

func (w *week) at(clock string) {
	minute := data.MinuteOf(clock)
	w.Now = time.Date(2026, 4, 7, minute/60, minute%60, 0, 0, time.UTC)
}

// reception and prescriber say who is at the PC.
func (w *week) reception() {
	w.shell.become(office.PC{Role: access.Reception, Surgery: w.surgery.ID})
}
func (w *week) prescriber() { w.shell.become(office.PC{Role: access.Everything}) }

// known adds someone who was referred in March.
func (w *week) known(name string) data.ID {
	w.T.Helper()
	given, family, _ := strings.Cut(name, " ")
	c := data.Client{GivenNames: given, FamilyName: family, BirthDate: data.MustDate("1950-02-03"), Phone: "01843 555014", SurgeryID: w.surgery.ID, Prescriber: w.sian.ID}
	w.Must(w.Store.Casework.SaveClient(w.Ctx(), &c))
	w.Must(w.Store.Casework.AddReferral(w.Ctx(), &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-03-10"), Source: "gp", SurgeryID: w.surgery.ID}))
	return c.ID
}

// book books someone into the next free slot, by keyboard.
func (w *week) book(name string) {
	w.ctrl(fyne.KeyB)
	w.Type(name)
	w.key(fyne.KeyReturn, fyne.KeyReturn)
}

// states lists today’s appointments as "09:00 Joan Ash booked".
func (w *week) states() string {
	w.T.Helper()
	rows, err := w.Store.Diary.Appointments(w.Ctx(), data.AppointmentFilter{From: uitest.Today, To: uitest.Today})
	w.Must(err)
	var lines []string
	for _, r := range rows {
		lines = append(lines, fmt.Sprintf("%s %s %s", r.At, r.Client, r.State))
	}
	return strings.Join(lines, "\n")
}

// list presses Tab until a list that a card of that title holds has the keyboard;
// "" is any list.
func (w *week) list(title string) {
	w.T.Helper()
	for range 80 {
		switch f := w.Window.Canvas().Focused().(type) {
		case *kit.Rows:
			if title == "" || w.within(title, f) {
				return
			}
		case *kit.KeyRows:
			if title == "" || w.within(title, f) {
				return
			}
		}
		w.tab()
	}
	w.T.Fatalf("Tab does not lead to the list %q", title)
}

// within reports whether an object stands in the card of that title.
func (w *week) within(title string, o fyne.CanvasObject) bool {
	var titled, held *kit.Card
	uitest.Walk(w.Window.Canvas().Content(), func(s uitest.Seen) {
		var card *kit.Card
		for _, parent := range s.Parents {
			if c, ok := parent.(*kit.Card); ok {
				card = c
			}
		}
		if text, ok := s.Object.(*kit.Text); ok && text.Text() == title {
			titled = card
		}
		if s.Object == o {
			held = card
		}
	})
	return held != nil && held == titled
}

// row goes to a row of the list that has the keyboard.
func (w *week) row(i int) {
	w.key(fyne.KeyHome)
	for range i {
		w.key(fyne.KeyDown)
	}
}

// place is the place of someone among today’s appointments.
func (w *week) place(name string) int {
	w.T.Helper()
	for i, line := range strings.Split(w.states(), "\n") {
		if strings.Contains(line, name) {
			return i
		}
	}
	w.T.Fatalf("%s has no appointment in\n%s", name, w.states())
	return 0
}

// A morning clinic of nine people, a walk-in and a non-attendance, then two visits,
// with the hands on the keys: the records, Today and the report agree afterwards.
func TestWorkingDay_clinicWalkInAndVisitsByKeyboard(t *testing.T) {
	w := newWeek(t)
	known := []string{"Ann Archer", "Ben Baker", "Cleo Carter", "Dan Dyer", "Eve Elder", "Fay Fox", "Gus Gray", "Hal Hunt"}
	visited := []string{"Ivy Innes", "Joe Jarvis"}
	for _, name := range known {
		w.known(name)
	}
	for i, name := range visited {
		w.Must(w.Store.Diary.Book(w.Ctx(), &data.Appointment{ClientID: w.known(name), StaffID: w.sian.ID, Kind: "home_visit", On: uitest.Today, At: fmt.Sprintf("1%d:00", 5+i)}))
	}
	w.bookings(known)
	w.morning(append(known, "Kit Kemp"))
	w.Now = w.Now.Add(5 * time.Hour)
	w.prescriber()
	for _, name := range append(append([]string{}, known...), "Kit Kemp", "Max Moss") {
		if name != "Dan Dyer" {
			w.writeUp(name)
		}
	}
	for _, name := range visited {
		w.visit(name)
	}
	w.offer("Ann Archer", "lunch")
	w.agree(known, visited)
}

// bookings: reception books people who are known, and one who is new.
func (w *week) bookings(known []string) {
	w.T.Helper()
	w.reception()
	for _, name := range known {
		w.book(strings.ToLower(name))
	}
	w.ctrl(fyne.KeyB)
	w.Type("Kit Kemp")
	w.key(fyne.KeyReturn)
	w.Type("21/6/44")
	w.tab()
	w.Type("01632 960112")
	w.key(fyne.KeyReturn, fyne.KeyReturn)
	w.prescriber()
	if got := w.states(); strings.Count(got, string(data.AppointmentBooked)) != 11 || !strings.HasPrefix(got, "09:00 Ann Archer booked\n09:30 Ben Baker booked\n") ||
		!strings.Contains(got, "13:00 Kit Kemp booked") {
		w.T.Fatalf("booked are\n%s", got)
	}
}

// morning: people arrive and go into the room, one after another; Dan
// does not come, and a walk-in does.
func (w *week) morning(booked []string) {
	w.T.Helper()
	w.reception()
	for i, name := range booked {
		w.at(fmt.Sprintf("%02d:%02d", 9+i/2, 30*(i%2)+1))
		w.list("")
		w.row(i)
		if name == "Dan Dyer" {
			w.Type("n")
			continue
		}
		w.key(fyne.KeyReturn, fyne.KeyReturn)
	}
	w.at("10:46")
	w.ctrl(fyne.KeyT)
	w.Type("Max Moss")
	w.key(fyne.KeyReturn)
	w.Type("2/11/39")
	w.key(fyne.KeyReturn)
	w.prescriber()
	if got := w.states(); strings.Count(got, "in_room") != 8 || !strings.Contains(got, "10:30 Dan Dyer did_not_attend") || !strings.Contains(got, "10:46 Max Moss arrived") {
		w.T.Fatalf("after the clinic\n%s", got)
	}
}

// writeUp opens someone’s appointment from Today and says what it was about.
func (w *week) writeUp(name string) {
	w.T.Helper()
	w.ctrl(fyne.Key1)
	w.list("Appointments and contacts")
	w.row(w.place(name))
	w.key(fyne.KeyReturn)
	w.Type("1") // seen: write it up
	if w.shell.Route().View != host.ViewAppointment {
		w.T.Fatalf("%s: the window shows %+v", name, w.shell.Route())
	}
	w.tabTo("Note")
	w.Type("Talked with " + name)
	w.ctrl(fyne.KeyS)
	if w.shell.Route() != (host.Route{Area: host.Today}) {
		w.T.Fatalf("%s: after saving the window shows %+v: %q", name, w.shell.Route(), w.Texts())
	}
}

// visit opens a home visit from Today, rates the first room and finishes it.
func (w *week) visit(name string) {
	w.T.Helper()
	w.ctrl(fyne.Key1)
	w.list("Appointments and contacts")
	w.row(w.place(name))
	w.key(fyne.KeyReturn)
	w.Type("1")
	if w.shell.Route().View != host.ViewVisits {
		w.T.Fatalf("%s: the window shows %+v", name, w.shell.Route())
	}
	w.key(fyne.KeyReturn) // the visit is selected
	if w.shell.Route().View != host.ViewVisit {
		w.T.Fatalf("%s: Enter leads to %+v", name, w.shell.Route())
	}
	w.Type("3")
	w.button("Finish visit…")
	w.key(fyne.KeyReturn)
	w.button("Finish visit")
	w.key(fyne.KeyReturn)
	if !w.reads("This visit is finished") {
		w.T.Fatalf("%s: %q", name, w.Texts())
	}
}

// button presses Tab until the button of that text has the keyboard.
func (w *week) button(text string) {
	w.T.Helper()
	for range 150 {
		if b, ok := w.Window.Canvas().Focused().(*kit.Button); ok && b.Text() == text {
			return
		}
		w.tab()
	}
	w.T.Fatalf("Tab does not lead to the button %q", text)
}

// offer puts a service before someone, who chooses it.
func (w *week) offer(name, service string) {
	w.T.Helper()
	w.ctrl(fyne.Key2)
	w.Type(strings.ToLower(name))
	w.key(fyne.KeyReturn)
	w.ctrl(fyne.KeyO)
	w.Type(service)
	w.key(fyne.KeyReturn, fyne.KeySpace)
	w.ctrl(fyne.KeyS) // asks whether it is a referral
	w.key(fyne.KeySpace)
	w.ctrl(fyne.KeyS)
	if kit.OverlayOpen(w.Window) {
		w.T.Fatalf("it asks although the clinic contact is on record: %q", w.Texts())
	}
}

// agree checks that the records, Today and the report say the same.
func (w *week) agree(known, visited []string) {
	w.T.Helper()
	contacts, err := w.Store.Casework.Contacts(w.Ctx(), data.ContactFilter{From: uitest.Today, To: uitest.Today})
	w.Must(err)
	told := map[string]int{}
	for _, k := range contacts {
		told[string(k.Kind)+" "+string(k.Outcome)]++
		if want := "Talked with " + k.Client; k.Outcome == data.ContactAttended && k.Kind != "home_visit" && k.Note != want {
			w.T.Errorf("the note about %s is %q", k.Client, k.Note)
		}
		rec, err := w.Store.Overview.Record(w.Ctx(), k.ClientID)
		w.Must(err)
		if k.Outcome == data.ContactAttended && (rec.Episode == nil || !slices.ContainsFunc(rec.Timeline, func(e data.Entry) bool { return e.Kind == data.EntryContact && e.Detail == k.Note })) {
			w.T.Errorf("the record of %s does not tell of the contact: %+v", k.Client, rec.Timeline)
		}
		if chose := len(rec.FollowUps) == 1; chose != (k.Client == "Ann Archer") {
			w.T.Errorf("%s is owed %+v", k.Client, rec.FollowUps)
		}
	}
	want := map[string]int{"clinic attended": len(known), "clinic did_not_attend": 1, "walk_in attended": 1, "home_visit attended": len(visited)}
	if !maps.Equal(told, want) { // of nine in the clinic, one did not come
		w.T.Errorf("on record are %v, want %v", told, want)
	}

	w.ctrl(fyne.Key1)
	for _, text := range w.Texts() {
		if text == data.AppointmentBooked.Label() || text == data.AppointmentArrived.Label() || strings.Contains(text, "what came of it?") {
			w.T.Errorf("Today still shows %q", text)
		}
	}
	unsettled, err := w.Store.Diary.Unsettled(w.Ctx(), uitest.Today.AddDays(1), "")
	w.Must(err)
	if len(unsettled) != 0 {
		w.T.Errorf("unsettled the day after: %+v", unsettled)
	}

	f, err := w.Store.Figures.Figures(w.Ctx(), data.FigureFilter{From: uitest.Today, To: uitest.Today})
	w.Must(err)
	if f.Seen != 11 {
		w.T.Errorf("the report counts %d people seen", f.Seen)
	}
	counted := map[string]int{}
	for _, list := range [][]data.Tally{f.ContactsByKind, f.ContactsByOutcome} {
		for _, y := range list {
			if y.N > 0 {
				counted[y.Key] += y.N
			}
		}
	}
	if want := map[string]int{"clinic": 8, "walk_in": 1, "home_visit": 2, "attended": 11, "did_not_attend": 1}; !maps.Equal(counted, want) {
		w.T.Errorf("the report counts %v, want %v", counted, want)
	}
}
