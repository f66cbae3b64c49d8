package diary_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/casework"
	"waymark/data/store/diary"
)

// close closes the support of a client on a day.
func (w *week) close(client data.ID, why data.CloseReason, on string, cancel ...data.ID) error {
	w.t.Helper()
	e := w.episode(client)
	e.Status, e.CloseReason, e.ClosedOn = data.EpisodeClosed, why, d(on)
	return w.Casework.SaveEpisode(bg, e, cancel...)
}

func (w *week) episode(client data.ID) *data.Episode {
	w.t.Helper()
	r, err := w.Overview.Record(bg, client)
	must(w.t, err)
	return r.Episode
}

func (w *week) stored(id data.ID) data.AppointmentRow {
	w.t.Helper()
	a, err := w.Diary.Appointment(bg, id)
	must(w.t, err)
	return *a
}

// TestClose_ofSomeoneWhoDiedCancelsWhatIsBooked: their appointment once stayed in the
// calendar, took its slot, and counted as missed once its day had passed.
func TestClose_ofSomeoneWhoDiedCancelsWhatIsBooked(t *testing.T) {
	w := newWeek(t)
	ann, bob := w.client("Abbot"), w.client("Baker")
	before, onTheDay, after := w.book(ann, "2026-03-03", "10:00"), w.book(ann, "2026-03-10", "10:00"), w.book(ann, "2026-03-17", "09:30")
	others := w.book(bob, "2026-03-10", "11:00")
	w.now = w.now.AddDate(0, 0, 8) // they died yesterday

	must(t, w.close(ann, data.CloseDied, "2026-03-10"))
	for _, a := range []*data.Appointment{onTheDay, after} {
		if got := w.stored(a.ID); got.State != data.AppointmentCancelled || got.Why != casework.ClientDied || got.ContactID != "" || got.Sequence != 1 {
			t.Errorf("of %s: %s, %q, contact %q, changed %d times", a.On, got.State, got.Why, got.ContactID, got.Sequence)
		}
	}
	for _, a := range []*data.Appointment{before, others} {
		if got := w.stored(a.ID); got.State != data.AppointmentBooked {
			t.Errorf("of %s: %s", a.On, got.State)
		}
	}
	if at := free(w.session("2026-03-17")); !slices.Contains(at, "09:30") {
		t.Errorf("free: %v", at)
	}
	figures, err := w.Figures.Figures(bg, data.FigureFilter{From: d("2026-03-10"), To: d("2026-03-31")})
	must(t, err)
	counted := map[string]int{}
	for _, n := range figures.Appointments {
		counted[n.Key] = n.N
	}
	if counted["cancelled"] != 2 || counted["did_not_attend"] != 0 {
		t.Errorf("the report counts %v", counted)
	}
}

// TestClose_ofSomeoneWhoDiedLeavesWhatHasBeenThatDay: they came in the morning and died
// in the afternoon, and the visit was once cancelled as if it had never been.
func TestClose_ofSomeoneWhoDiedLeavesWhatHasBeenThatDay(t *testing.T) {
	w := newWeek(t)
	ann := w.client("Abbot")
	morning, later := w.book(ann, "2026-03-10", "09:30"), w.book(ann, "2026-03-17", "09:30")
	w.now = time.Date(2026, 3, 10, 15, 0, 0, 0, w.now.Location())
	must(t, w.close(ann, data.CloseDied, "2026-03-10"))
	if a := w.stored(morning.ID); a.State != data.AppointmentBooked {
		t.Errorf("of the morning: %s", a.State)
	}
	if a := w.stored(later.ID); a.State != data.AppointmentCancelled {
		t.Errorf("of the week after: %s", a.State)
	}
	must(t, w.Diary.Mark(bg, morning.ID, data.AppointmentSeen, ""))
}

func TestClose_ofSomeoneWhoDiedTellsThemOfNoChange(t *testing.T) {
	w := newWeek(t)
	ann := w.client("Abbot")
	a := w.book(ann, "2026-03-10", "10:00")
	_, err := w.Diary.ChangeSession(bg, data.SessionChange{ClinicID: w.tuesdays.ID, Day: a.On, State: data.SessionCancelled, Why: "No room"})
	must(t, err)
	if list, err := w.Diary.ToTell(bg); err != nil || len(list) != 1 {
		t.Fatalf("to tell: %v, %v", list, err)
	}
	must(t, w.close(ann, data.CloseDied, "2026-03-03"))
	if list, err := w.Diary.ToTell(bg); err != nil || len(list) != 0 {
		t.Errorf("still to tell: %v, %v", list, err)
	}
}

func TestClose_otherwiseCancelsOnlyWhatIsChosen(t *testing.T) {
	w := newWeek(t)
	ann := w.client("Abbot")
	first, second := w.book(ann, "2026-03-10", "10:00"), w.book(ann, "2026-03-17", "10:00")
	must(t, w.close(ann, "goals_met", "2026-03-03", second.ID))
	if a := w.stored(first.ID); a.State != data.AppointmentBooked {
		t.Errorf("the one that was kept: %s", a.State)
	}
	if a := w.stored(second.ID); a.State != data.AppointmentCancelled || a.Why != casework.SupportEnded {
		t.Errorf("the one that was chosen: %s, %q", a.State, a.Why)
	}
	e := w.episode(ann)
	e.Status = data.EpisodeOpen
	must(t, w.Casework.SaveEpisode(bg, e))
	if a := w.stored(second.ID); a.State != data.AppointmentCancelled {
		t.Errorf("opened again: %s", a.State)
	}
}

// TestClose_isWholeOrNotAtAll: an appointment that someone else changed while the form
// was open is not cancelled unseen, and support is not closed without it.
func TestClose_isWholeOrNotAtAll(t *testing.T) {
	w := newWeek(t)
	ann, bob := w.client("Abbot"), w.client("Baker")
	first, gone := w.book(ann, "2026-03-10", "10:00"), w.book(ann, "2026-03-17", "10:00")
	others := w.book(bob, "2026-03-10", "11:00")
	must(t, w.Diary.Cancel(bg, gone.ID, "In hospital"))
	for name, id := range map[string]data.ID{"cancelled already": gone.ID, "of someone else": others.ID} {
		if err := w.close(ann, "goals_met", "2026-03-03", first.ID, id); data.CodeOf(err) != data.CodeConflict {
			t.Errorf("%s: %v", name, err)
		}
	}
	if e := w.episode(ann); e.Status != data.EpisodeOpen {
		t.Errorf("the episode is %s", e.Status)
	}
	for _, a := range []*data.Appointment{first, others} {
		if got := w.stored(a.ID); got.State != data.AppointmentBooked {
			t.Errorf("of %s at %s: %s", a.On, a.At, got.State)
		}
	}
}

// TestBook_refusesSomeoneWhoDied: whoever is looked up by the same name is not booked,
// rung and reminded in the place of the person who was meant.
func TestBook_refusesSomeoneWhoDied(t *testing.T) {
	w := newWeek(t)
	ann := w.client("Abbot")
	booked := w.book(ann, "2026-03-10", "10:00")
	must(t, w.close(ann, data.CloseDied, "2026-03-03"))
	another := data.Appointment{ClientID: ann, ClinicID: w.tuesdays.ID, Kind: "clinic", On: d("2026-03-17"), At: "10:00"}
	if err := w.Diary.Book(bg, &another); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("booked: %v", err)
	}
	if err := w.Diary.Mark(bg, booked.ID, data.AppointmentBooked, ""); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("booked again: %v", err)
	}
	desk := diary.New(w.Store, access.NewSession("", access.Reception, func() time.Time { return w.now }))
	if err := desk.Book(bg, &another); err == nil || strings.Contains(data.Sentence(err), "died") {
		t.Errorf("a reception is told %q", data.Sentence(err))
	}
	e := w.episode(ann)
	e.Status = data.EpisodeOpen
	must(t, w.Casework.SaveEpisode(bg, e))
	must(t, w.Diary.Mark(bg, booked.ID, data.AppointmentBooked, ""))
	must(t, w.Diary.Book(bg, &another))
}
