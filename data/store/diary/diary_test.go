package diary_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/diary"
	"waymark/data/store/office"
	"waymark/data/store/storetest"
)

var bg = context.Background()

func TestMain(m *testing.M) { storetest.Main(m) }

func d(iso string) data.Date { return data.MustDate(iso) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// week is a service on Tue 3 Mar 2026 at 08:00: two surgeries, Siân with a
// clinic on Tuesdays at Westgate and Tom with one on Wednesdays at Birchington.
type week struct {
	*office.Office
	t                     *testing.T
	now                   time.Time
	westgate, birchington data.ID
	sian, tom             data.ID
	tuesdays, wednesdays  data.Clinic
}

func newWeek(t *testing.T) *week {
	t.Helper()
	w := &week{t: t, now: time.Date(2026, 3, 3, 8, 0, 0, 0, time.UTC)}
	db, err := office.Open(bg, filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: func() time.Time { return w.now }})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	w.Office = db
	surgery := func(name string) data.ID {
		v := data.Surgery{Name: name}
		must(t, db.Lists.SaveSurgery(bg, &v))
		return v.ID
	}
	staff := func(name string) data.ID {
		v := data.Staff{Name: name, Role: data.RolePrescriber}
		must(t, db.Lists.SaveStaff(bg, &v))
		return v.ID
	}
	w.westgate, w.birchington = surgery("Westgate Surgery"), surgery("Birchington Medical Centre")
	w.sian, w.tom = staff("Siân Price"), staff("Tom Okafor")
	clinic := func(surgery, staff data.ID, day data.Weekday) data.Clinic {
		c := data.Clinic{SurgeryID: surgery, StaffID: staff, Room: "Room 2", Rule: data.WeeklyRule(1, day), From: d("2026-03-01"),
			Starts: "09:00", Ends: "12:00", SlotMinutes: 30, Breaks: []data.ClinicBreak{{From: "10:30", To: "11:00"}}}
		_, err := db.Diary.SaveClinic(bg, &c)
		must(t, err)
		return c
	}
	w.tuesdays, w.wednesdays = clinic(w.westgate, w.sian, data.Tuesday), clinic(w.birchington, w.tom, data.Wednesday)
	return w
}

func (w *week) client(name string) data.ID {
	w.t.Helper()
	c := data.Client{FamilyName: name, GivenNames: "Ann", Phone: "01843 555010", SurgeryID: w.westgate}
	must(w.t, w.Casework.SaveClient(bg, &c))
	must(w.t, w.Casework.AddReferral(bg, &data.Referral{ClientID: c.ID, ReceivedOn: d("2026-02-02")}))
	return c.ID
}

func (w *week) book(client data.ID, day, at string) *data.Appointment {
	w.t.Helper()
	a := &data.Appointment{ClientID: client, ClinicID: w.tuesdays.ID, Kind: "clinic", On: d(day), At: at}
	must(w.t, w.Diary.Book(bg, a))
	return a
}

func (w *week) session(day string) data.Session {
	w.t.Helper()
	list, err := w.Diary.Sessions(bg, data.SessionFilter{From: d(day), To: d(day)})
	must(w.t, err)
	if len(list) != 1 {
		w.t.Fatalf("%d sessions on %s", len(list), day)
	}
	return list[0]
}

func free(s data.Session) (list []string) {
	for _, slot := range s.Slots {
		if slot.Free() {
			list = append(list, slot.At)
		}
	}
	return list
}

func TestBook_takesASlotOnceAndSaysTheNextFree(t *testing.T) {
	w := newWeek(t)
	ann, bob := w.client("Abbot"), w.client("Baker")
	a := w.book(ann, "2026-03-10", "10:00")
	if a.StaffID != w.sian || a.SurgeryID != w.westgate || a.Minutes != 30 || a.State != data.AppointmentBooked {
		t.Errorf("booked %+v", a)
	}
	if got, want := free(w.session("2026-03-10")), []string{"09:00", "09:30", "11:00", "11:30"}; !slices.Equal(got, want) {
		t.Errorf("free %v, want %v", got, want)
	}
	err := w.Diary.Book(bg, &data.Appointment{ClientID: bob, ClinicID: w.tuesdays.ID, Kind: "clinic", On: d("2026-03-10"), At: "10:00"})
	var taken *data.SlotTaken
	if !errors.As(err, &taken) || taken.Next == nil || taken.Next.At != "11:00" || data.CodeOf(err) != data.CodeConflict {
		t.Fatalf("the second booking: %v", err)
	}
	if want := "The slot on Tue 10 Mar 2026 at 10:00 is taken. The next free time is Tue 10 Mar 2026 at 11:00, Westgate Surgery."; err.Error() != want {
		t.Error(err)
	}
	must(t, w.Diary.Cancel(bg, a.ID, "Feels better"))
	w.book(bob, "2026-03-10", "10:00")
}

func TestBook_refusesWhatCannotTakePlace(t *testing.T) {
	w := newWeek(t)
	ann, bob := w.client("Abbot"), w.client("Baker")
	w.book(ann, "2026-03-10", "10:00")
	_, err := w.Diary.SaveAbsence(bg, &data.Absence{StaffID: w.sian, From: d("2026-03-24"), To: d("2026-03-24"), Kind: "leave"})
	must(t, err)
	for name, a := range map[string]data.Appointment{
		"the prescriber in two places": {ClientID: bob, StaffID: w.sian, Kind: "home_visit", On: d("2026-03-10"), At: "09:45", Minutes: 30},
		"the client in two places":     {ClientID: ann, StaffID: w.tom, Kind: "phone", On: d("2026-03-10"), At: "10:15"},
		"a day without clinic":         {ClientID: bob, ClinicID: w.tuesdays.ID, Kind: "clinic", On: d("2026-03-11"), At: "10:00"},
		"in the break":                 {ClientID: bob, ClinicID: w.tuesdays.ID, Kind: "clinic", On: d("2026-03-10"), At: "10:30"},
		"after the end":                {ClientID: bob, ClinicID: w.tuesdays.ID, Kind: "clinic", On: d("2026-03-10"), At: "12:00"},
		"on leave":                     {ClientID: bob, ClinicID: w.tuesdays.ID, Kind: "clinic", On: d("2026-03-24"), At: "10:00"},
		"a visit on leave":             {ClientID: bob, StaffID: w.sian, Kind: "home_visit", On: d("2026-03-24"), At: "15:00"},
		"a bank holiday":               {ClientID: bob, ClinicID: w.tuesdays.ID, Kind: "clinic", On: d("2026-12-25"), At: "10:00"},
		"a day that has passed":        {ClientID: bob, ClinicID: w.tuesdays.ID, Kind: "clinic", On: d("2026-03-02"), At: "10:00"},
	} {
		if err := w.Diary.Book(bg, &a); data.CodeOf(err) != data.CodeConflict && data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
		if a.ID != "" {
			t.Errorf("%s: has an ID although it was refused", name)
		}
	}
}

func TestBookNew_beginsARecordWithoutAnEpisode(t *testing.T) {
	w := newWeek(t)
	p := &data.NewPatient{GivenNames: "Nia", FamilyName: "New", BirthDate: d("1950-05-01"), Phone: "01843 555011"}
	at := func(clock string) *data.Appointment {
		return &data.Appointment{ClinicID: w.tuesdays.ID, Kind: "clinic", On: d("2026-03-10"), At: clock, Note: "Asked for by Dr Lee"}
	}
	id, err := w.Diary.BookNew(bg, p, at("09:00"))
	must(t, err)
	rows, err := w.Diary.Appointments(bg, data.AppointmentFilter{ClientID: id})
	must(t, err)
	if len(rows) != 1 || !rows[0].New || rows[0].Client != "Nia New" || rows[0].Phone != "01843 555011" {
		t.Fatalf("%+v", rows)
	}
	c, err := w.Casework.Client(bg, id)
	must(t, err)
	if c.SurgeryID != w.westgate || c.Prescriber != w.sian {
		t.Errorf("%+v", c)
	}
	if _, err := w.Diary.BookNew(bg, p, at("09:30")); data.CodeOf(err) != data.CodeDuplicate {
		t.Errorf("booked twice as new: %v", err)
	}
	if _, err := w.Diary.BookNew(bg, p, at("09:00"), id); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("another person in a slot that is taken: %v", err)
	}
	if _, n, err := w.Casework.Clients(bg, data.ClientFilter{Words: "New"}); err != nil || n != 1 {
		t.Errorf("%d clients are left of bookings that were refused, %v", n, err)
	}
}

func TestSendThrough_joinsTheClinicThatRuns(t *testing.T) {
	w := newWeek(t)
	w.now = w.now.Add(2*time.Hour + 5*time.Minute)
	w.book(w.client("Abbot"), "2026-03-03", "10:00")
	a := &data.Appointment{SurgeryID: w.westgate, SentBy: "Dr Lee"}
	must(t, w.Diary.SendThrough(bg, &data.NewPatient{FamilyName: "Walker"}, a))
	s := w.session("2026-03-03")
	if len(s.Others) != 1 || s.Others[0].State != data.AppointmentArrived || s.Others[0].At != "10:05" || s.Others[0].StaffID != w.sian || s.Others[0].SentBy != "Dr Lee" {
		t.Errorf("%+v", s.Others)
	}
	if clashes, err := w.Diary.Clashes(bg, d("2026-03-03"), d("2026-03-03")); err != nil || len(clashes) > 0 {
		t.Errorf("a walk-in waits, it does not collide: %v, %v", clashes, err)
	}
	if err := w.Diary.SendThrough(bg, &data.NewPatient{FamilyName: "No one"}, &data.Appointment{SurgeryID: w.birchington}); data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("sent through to no one: %v", err)
	}
}

func TestMark_theContactIsWhatCameOfIt(t *testing.T) {
	w := newWeek(t)
	ann, bob := w.client("Abbot"), w.client("Baker")
	a, b := w.book(ann, "2026-03-03", "09:00"), w.book(bob, "2026-03-03", "09:30")
	w.now = w.now.Add(2 * time.Hour)
	for _, state := range []data.AppointmentState{data.AppointmentArrived, data.AppointmentInRoom, data.AppointmentSeen} {
		must(t, w.Diary.Mark(bg, a.ID, state, ""))
	}
	must(t, w.Diary.Mark(bg, b.ID, data.AppointmentMissed, ""))
	contacts, err := w.Casework.Contacts(bg, data.ContactFilter{})
	must(t, err)
	if len(contacts) != 2 || contacts[0].Outcome != data.ContactAttended || contacts[0].At != "09:00" || contacts[1].Outcome != data.ContactMissed {
		t.Fatalf("%+v", contacts)
	}
	seen, err := w.Diary.Appointment(bg, a.ID)
	must(t, err)
	if seen.ContactID != contacts[0].ID || seen.Sequence != 3 {
		t.Errorf("%+v", seen)
	}
	// He came after all, a little late.
	must(t, w.Diary.Mark(bg, b.ID, data.AppointmentArrived, ""))
	if contacts, err = w.Casework.Contacts(bg, data.ContactFilter{}); err != nil || len(contacts) != 1 {
		t.Errorf("the contact of a mistake is still there: %+v, %v", contacts, err)
	}
	// A contact that is changed or removed takes its appointment with it.
	k := contacts[0].Contact
	k.Outcome = data.ContactMissed
	must(t, w.Casework.SaveContact(bg, &k))
	if seen, err = w.Diary.Appointment(bg, a.ID); err != nil || seen.State != data.AppointmentMissed {
		t.Errorf("%+v, %v", seen, err)
	}
	must(t, w.Casework.RemoveContact(bg, k.ID, "Wrong person"))
	if seen, err = w.Diary.Appointment(bg, a.ID); err != nil || seen.State != data.AppointmentBooked || seen.ContactID != "" {
		t.Errorf("%+v, %v", seen, err)
	}
}

func TestMark_whatIsStillToComeIsNotSeen(t *testing.T) {
	w := newWeek(t)
	a := w.book(w.client("Abbot"), "2026-03-10", "09:00")
	for _, state := range []data.AppointmentState{data.AppointmentSeen, data.AppointmentMissed, data.AppointmentArrived, "lost"} {
		if err := w.Diary.Mark(bg, a.ID, state, ""); err == nil {
			t.Errorf("marked %s a week before", state)
		}
	}
}

func TestMark_noOneHasMissedAnHourThatIsStillToCome(t *testing.T) {
	w := newWeek(t)
	a := w.book(w.client("Abbot"), "2026-03-03", "10:00")
	w.now = time.Date(2026, 3, 3, 9, 59, 0, 0, time.UTC)
	if err := w.Diary.Mark(bg, a.ID, data.AppointmentMissed, ""); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("missed a minute before: %v", err)
	}
	must(t, w.Diary.Mark(bg, a.ID, data.AppointmentArrived, "")) // early
	must(t, w.Diary.Mark(bg, a.ID, data.AppointmentBooked, ""))
	w.now = w.now.Add(time.Minute)
	must(t, w.Diary.Mark(bg, a.ID, data.AppointmentMissed, ""))
}

func TestChangeSession_listsWhoHasToBeTold(t *testing.T) {
	w := newWeek(t)
	ann, bob := w.client("Abbot"), w.client("Baker")
	early, late := w.book(ann, "2026-03-10", "09:00"), w.book(bob, "2026-03-10", "11:30")
	told := func(want ...data.ID) {
		t.Helper()
		list, err := w.Diary.ToTell(bg)
		must(t, err)
		var got []data.ID
		for _, v := range list {
			got = append(got, v.Appointment.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("to tell: %v, want %v", got, want)
		}
	}
	change := func(c data.SessionChange) []data.AppointmentRow {
		t.Helper()
		c.ClinicID, c.Day = w.tuesdays.ID, d("2026-03-10")
		rows, err := w.Diary.ChangeSession(bg, c)
		must(t, err)
		return rows
	}
	if rows := change(data.SessionChange{State: data.SessionOn, Ends: "11:00"}); len(rows) != 1 || rows[0].ID != late.ID {
		t.Errorf("shortened: %+v", rows)
	}
	told(late.ID)
	if rows := change(data.SessionChange{State: data.SessionOn}); len(rows) != 0 {
		t.Errorf("as it was: %+v", rows)
	}
	told()
	if rows := change(data.SessionChange{State: data.SessionOn, StaffID: w.tom}); len(rows) != 2 || rows[0].StaffID != w.tom {
		t.Errorf("another prescriber: %+v", rows)
	}
	if rows := change(data.SessionChange{State: data.SessionCancelled, Why: "Flood"}); len(rows) != 2 {
		t.Errorf("cancelled: %+v", rows)
	}
	told(early.ID, late.ID)
	if s := w.session("2026-03-10"); s.State != data.SessionCancelled || len(s.Others) != 2 {
		t.Errorf("%+v", s)
	}
	must(t, w.Diary.Move(bg, early.ID, data.FreeSlot{ClinicID: w.tuesdays.ID, Day: d("2026-03-17"), At: "09:00"}))
	list, err := w.Diary.ToTell(bg)
	must(t, err)
	must(t, w.Diary.Told(bg, list[0].ID, "Phone"))
	if list, err = w.Diary.ToTell(bg); err != nil || len(list) != 1 || list[0].Appointment.ID != early.ID || list[0].Appointment.On != d("2026-03-17") {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestSaveAbsence_listsWhoIsBookedMeanwhile(t *testing.T) {
	w := newWeek(t)
	ann := w.client("Abbot")
	inClinic := w.book(ann, "2026-03-17", "11:30")
	visit := &data.Appointment{ClientID: ann, StaffID: w.sian, Kind: "home_visit", On: d("2026-03-18"), At: "14:00", Minutes: 60}
	must(t, w.Diary.Book(bg, visit))
	leave := &data.Absence{StaffID: w.sian, From: d("2026-03-17"), To: d("2026-03-18"), FromAt: "11:00", Kind: "leave"}
	rows, err := w.Diary.SaveAbsence(bg, leave)
	must(t, err)
	if len(rows) != 2 || rows[0].ID != inClinic.ID || rows[1].ID != visit.ID {
		t.Errorf("%+v", rows)
	}
	if got, want := free(w.session("2026-03-17")), []string{"09:00", "09:30", "10:00"}; !slices.Equal(got, want) {
		t.Errorf("free %v, want %v", got, want)
	}
	must(t, w.Diary.RemoveAbsence(bg, leave.ID))
	if list, err := w.Diary.ToTell(bg); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestRemoveClinic_endsItOnADay(t *testing.T) {
	w := newWeek(t)
	ann := w.client("Abbot")
	w.book(ann, "2026-03-10", "09:00")
	a := w.book(ann, "2026-03-17", "09:00")
	rows, err := w.Diary.RemoveClinic(bg, w.tuesdays.ID, d("2026-03-11"))
	must(t, err)
	if len(rows) != 1 || rows[0].ID != a.ID {
		t.Errorf("%+v", rows)
	}
	list, err := w.Diary.Sessions(bg, data.SessionFilter{From: d("2026-03-01"), To: d("2026-03-31"), ClinicID: w.tuesdays.ID})
	must(t, err)
	if len(list) != 2 || list[1].Day != d("2026-03-10") {
		t.Errorf("%+v", list)
	}
}

func TestNextFree_inAnyOrOneSurgery(t *testing.T) {
	w := newWeek(t)
	first := func(f data.FreeFilter) string {
		t.Helper()
		list, err := w.Diary.NextFree(bg, f)
		must(t, err)
		if len(list) == 0 {
			return ""
		}
		return list[0].Words()
	}
	today := data.FreeFilter{From: d("2026-03-03"), Now: "11:10"}
	if got := first(today); got != "Tue 3 Mar 2026 at 11:30, Westgate Surgery" {
		t.Error(got)
	}
	today.SurgeryID = w.birchington
	if got := first(today); got != "Wed 4 Mar 2026 at 9:00, Birchington Medical Centre" {
		t.Error(got)
	}
	today.SurgeryID, today.StaffID, today.Now = "", w.sian, "11:31"
	if got := first(today); got != "Tue 10 Mar 2026 at 9:00, Westgate Surgery" {
		t.Error(got)
	}
	list, err := w.Diary.NextFree(bg, data.FreeFilter{From: d("2026-03-03"), Limit: 200})
	must(t, err)
	if len(list) != 200 || !slices.IsSortedFunc(list, func(a, b data.FreeSlot) int { return a.Day.Compare(b.Day) }) {
		t.Errorf("%d slots", len(list))
	}
}

// Two PCs book one slot before they meet: both stay, are marked, and someone
// settles them.
func TestClashes_ofTwoPCsAreFoundAndSettled(t *testing.T) {
	w := newWeek(t)
	ann, bob := w.client("Abbot"), w.client("Baker")
	a := w.book(ann, "2026-03-10", "10:00")
	b := &data.Appointment{ClientID: bob, ClinicID: w.tuesdays.ID, SurgeryID: w.westgate, StaffID: w.sian, Kind: "clinic",
		On: d("2026-03-10"), At: "10:00", Minutes: 30, State: data.AppointmentBooked}
	must(t, w.Load(bg, "exchange", func(load *office.Bulk) error { return load.Add(b) }))
	clashes, err := w.Diary.Clashes(bg, d("2026-03-03"), d("2026-04-03"))
	must(t, err)
	if len(clashes) != 1 || !w.session("2026-03-10").Slots[2].Appointments[0].Clash {
		t.Fatalf("%+v", clashes)
	}
	must(t, w.Diary.KeepClash(bg, b.ID, a.ID, "A couple, seen together"))
	if clashes, err = w.Diary.Clashes(bg, d("2026-03-03"), d("2026-04-03")); err != nil || len(clashes) != 0 || w.session("2026-03-10").Slots[2].Appointments[0].Clash {
		t.Errorf("%+v, %v", clashes, err)
	}
}

func TestUnsettled_asksWhatCameOfADayThatHasPassed(t *testing.T) {
	w := newWeek(t)
	ann := w.client("Abbot")
	a := w.book(ann, "2026-03-03", "10:00")
	w.book(ann, "2026-03-10", "10:00")
	unsettled := func(today string, staff data.ID) int {
		rows, err := w.Diary.Unsettled(bg, d(today), staff)
		must(t, err)
		return len(rows)
	}
	if unsettled("2026-03-03", "") != 0 || unsettled("2026-03-04", "") != 1 || unsettled("2026-03-04", w.tom) != 0 || unsettled("2026-03-11", w.sian) != 2 {
		t.Error("the wrong appointments are asked about")
	}
	w.now = w.now.Add(4 * time.Hour)
	must(t, w.Diary.Mark(bg, a.ID, data.AppointmentMissed, ""))
	if unsettled("2026-03-04", "") != 0 {
		t.Error("it is asked about again")
	}
}

func TestHeldSlot_isGivenToAClient(t *testing.T) {
	w := newWeek(t)
	held := &data.Appointment{ClinicID: w.tuesdays.ID, Kind: "clinic", On: d("2026-03-10"), At: "09:00", State: data.AppointmentHeld, Note: "For Dr Lee"}
	must(t, w.Diary.Book(bg, held))
	if slices.Contains(free(w.session("2026-03-10")), "09:00") {
		t.Error("a slot that is held is free")
	}
	if err := w.Diary.Mark(bg, held.ID, data.AppointmentArrived, ""); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("no one arrived: %v", err)
	}
	held.ClientID = w.client("Abbot")
	must(t, w.Diary.Book(bg, held))
	if held.State != data.AppointmentBooked {
		t.Errorf("%+v", held)
	}
}

func TestPresence_theLastWordOfADayCounts(t *testing.T) {
	w := newWeek(t)
	set := func(staff data.ID, state data.PresenceState, back string) {
		w.now = w.now.Add(time.Minute)
		must(t, w.Diary.SetPresence(bg, &data.Presence{StaffID: staff, SurgeryID: w.westgate, State: state, BackAt: back}))
	}
	set(w.sian, data.PresenceFree, "")
	set(w.tom, data.PresenceFree, "")
	set(w.sian, data.PresenceAway, "11:40")
	list, err := w.Diary.Presence(bg, w.westgate, d("2026-03-03"))
	must(t, err)
	if len(list) != 2 || list[0].State != data.PresenceAway || list[0].BackAt != "11:40" || list[0].Staff != "Siân Price" || list[1].State != data.PresenceFree {
		t.Errorf("%+v", list)
	}
	if list, err = w.Diary.Presence(bg, "", d("2026-03-04")); err != nil || len(list) != 0 {
		t.Errorf("yesterday's is told today: %+v, %v", list, err)
	}
}

// What a prescriber writes on an appointment is not read back to a surgery.
func TestNotes_ofThePrescriberStayInTheService(t *testing.T) {
	w := newWeek(t)
	ann := w.client("Abbot")
	a := w.book(ann, "2026-03-10", "09:00")
	a.Note = "Ask about the debt"
	must(t, w.Diary.Book(bg, a))
	desk := diary.Through(w.For(access.NewSession("", "visitor", w.Clock()), access.Diary))
	if _, err := desk.Appointments(bg, data.AppointmentFilter{}); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("a role that may not: %v", err)
	}
	rows, err := w.Diary.Appointments(bg, data.AppointmentFilter{})
	must(t, err)
	if rows[0].Note == "" || rows[0].BySurgery {
		t.Errorf("%+v", rows[0])
	}
}

// A person who is erased leaves no pair and no queue behind.
func TestEraseClient_takesTheirAppointments(t *testing.T) {
	w := newWeek(t)
	ann, bob := w.client("Abbot"), w.client("Baker")
	a, b := w.book(ann, "2026-03-03", "10:00"), w.book(bob, "2026-03-03", "11:00")
	must(t, w.Diary.KeepClash(bg, a.ID, b.ID, "Ann waits for Bob"))
	must(t, w.Diary.SetPresence(bg, &data.Presence{StaffID: w.sian, State: data.PresenceWith, AppointmentID: a.ID}))
	_, err := w.Diary.ChangeSession(bg, data.SessionChange{ClinicID: w.tuesdays.ID, Day: d("2026-03-03"), State: data.SessionCancelled})
	must(t, err)
	_, err = w.Casework.EraseClient(bg, ann)
	must(t, err)
	rows, err := w.Diary.Appointments(bg, data.AppointmentFilter{})
	must(t, err)
	list, err := w.Diary.Presence(bg, "", d("2026-03-03"))
	must(t, err)
	tell, err := w.Diary.ToTell(bg)
	must(t, err)
	if len(rows) != 1 || rows[0].ID != b.ID || list[0].AppointmentID != "" || len(tell) != 1 {
		t.Errorf("%+v\n%+v\n%+v", rows, list, tell)
	}
}
