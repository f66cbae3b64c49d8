package moving_test

import (
	"testing"

	"waymark/data"
	"waymark/data/letter"
	"waymark/data/store/letters"
)

// TestImport_noLetterIsWrittenToSomeoneWhoDied: only the episode that began last was once
// asked how it ended. Here the list has an earlier one that ended with their death, so
// their family had letters for them still.
func TestImport_noLetterIsWrittenToSomeoneWhoDied(t *testing.T) {
	for name, c := range map[string]struct {
		other string // the referral after the one that ended on 5 April with “Died”
		died  bool
	}{
		"a later one ended before":     {"10/01/2026,20/02/2026,Completed", true},
		"a later one was left open":    {"10/01/2026,,", true},
		"both ended on the same day":   {"10/01/2026,05/04/2026,", true},
		"one began after it":           {"10/05/2026,,", false},
		"one began after, and ended":   {"10/05/2026,20/06/2026,Completed", false},
		"the other one came first":     {"10/01/2024,20/02/2024,Completed", true},
		"a later day, as Died as well": {"10/05/2026,20/06/2026,Died", true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newService(t)
			s.bring("Ref,Name,DOB,Referral date,Date closed,Reason closed\n1,Ann Lee,14/03/1950,01/06/2025,05/04/2026,Died\n"+
				"1,Ann Lee,14/03/1950,"+c.other+"\n2,Bo Low,15/03/1950,13/01/2026,,\n", `{"days":{"Referral date":"day_first"}}`)
			writes := func(name string, want bool) {
				t.Helper()
				about := letters.About{Kind: letter.Missed, ClientID: s.record(name).Client.ID, On: data.MustDate("2026-11-20")}
				if _, err := s.Letters.ToClient(ctx, about); want && err != nil || !want && data.CodeOf(err) != data.CodeRefused {
					t.Errorf("a letter to %s: %v", name, err)
				}
			}
			writes("Ann Lee", !c.died)
			writes("Bo Low", true)
			if !c.died {
				return
			}
			// Whoever finds that this was wrong opens the episode that the record shows.
			e := s.record("Ann Lee").Episode
			if e.Status != data.EpisodeClosed {
				e.Status, e.CloseReason, e.ClosedOn = data.EpisodeClosed, "goals_met", e.OpenedOn
				s.must(s.Casework.SaveEpisode(ctx, e))
				writes("Ann Lee", false)
			}
			e.Status = data.EpisodeOpen
			s.must(s.Casework.SaveEpisode(ctx, e))
			writes("Ann Lee", true)
		})
	}
}

// TestImport_whoDiedIsBookedNoMore: a newer list said that someone had died, and what was
// booked with them stayed booked, and their follow-ups and tasks open: someone was sent to
// ring. Closing by hand ends all of these.
func TestImport_whoDiedIsBookedNoMore(t *testing.T) {
	const head = "Ref,Name,DOB,Referral date,Date closed,Reason closed\n"
	for name, c := range map[string]struct {
		later string // what the newer list says
		dead  bool
		open  data.EpisodeStatus
	}{
		"the same referral":                       {"1,Ann Lee,14/03/1950,01/06/2026,05/11/2026,Died\n", true, data.EpisodeClosed},
		"another one before, and here it goes on": {"1,Ann Lee,14/03/1950,01/06/2025,05/11/2026,Died\n", true, data.EpisodeClosed},
		"it began here after they died":           {"1,Ann Lee,14/03/1950,01/06/2025,05/11/2025,Died\n", false, data.EpisodeOpen},
		"closed for another reason":               {"1,Ann Lee,14/03/1950,01/06/2026,05/11/2026,Completed\n", false, data.EpisodeOpen},
	} {
		t.Run(name, func(t *testing.T) {
			s := newService(t)
			days := `{"days":{"Referral date":"day_first","DOB":"day_first"}}`
			s.bring(head+"1,Ann Lee,14/03/1950,01/06/2026,,\n2,Bo Low,15/03/1950,13/01/2026,,\n", days)
			ann := s.record("Ann Lee")
			a := &data.Appointment{ClientID: ann.Client.ID, Kind: "home_visit", On: data.MustDate("2026-12-03"), At: "10:00", Minutes: 60}
			s.must(s.Diary.Book(ctx, a))
			k := &data.Task{ClientID: ann.Client.ID, EpisodeID: ann.Episode.ID, Kind: "other", Title: "Ring about the club", FirstDue: data.MustDate("2026-12-01"), DueOn: data.MustDate("2026-12-01")}
			s.must(s.Tasks.Add(ctx, k))

			r := s.bring(head+c.later+"2,Bo Low,15/03/1950,13/01/2026,,\n", days)
			want, todo := data.AppointmentBooked, 1
			if c.dead {
				want, todo = data.AppointmentCancelled, 0
			}
			looks := func(when string, state data.AppointmentState, todo int, episode data.EpisodeStatus) {
				t.Helper()
				got, err := s.Diary.Appointment(ctx, a.ID)
				s.must(err)
				tasks, err := s.Tasks.Tasks(ctx, data.TaskFilter{Open: true})
				s.must(err)
				if e := s.record("Ann Lee").Episode; got.State != state || len(tasks) != todo || e.Status != episode {
					t.Errorf("%s: the appointment is %s, %d tasks are open, support is %s", when, got.State, len(tasks), e.Status)
				}
			}
			looks("imported", want, todo, c.open)
			if r.Left == 0 {
				t.Error("nothing is left to check")
			}
			s.sound()

			s.must(s.Moving.Undo(ctx, r.ImportID))
			looks("undone", data.AppointmentBooked, 1, data.EpisodeOpen)
			s.sound()
		})
	}
}
