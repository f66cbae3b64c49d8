package moving_test

import (
	"testing"

	"waymark/data"
)

// TestImport_whoWasFoundToLiveIsNotClosedAgain: a list said that someone had died, and
// someone here found that this was wrong and opened the case again. Every newer list that
// still said so closed it once more, and cancelled what was booked since.
func TestImport_whoWasFoundToLiveIsNotClosedAgain(t *testing.T) {
	const (
		head = "Ref,Name,DOB,Referral date,Date closed,Reason closed\n"
		days = `{"days":{"Referral date":"day_first","DOB":"day_first"}}`
		bo   = "2,Bo Low,15/03/1950,13/01/2026,,\n"
		died = "1,Ann Lee,14/03/1950,01/06/2026,05/11/2026,Died\n"
	)
	for name, c := range map[string]struct{ first, later, last string }{
		"closed by a list":              {"1,Ann Lee,14/03/1950,01/06/2026,,\n", died, died},
		"closed since the first list":   {died, died, died},
		"another day, and still before": {died, died, "1,Ann Lee,14/03/1950,01/06/2026,12/11/2026,Died\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newService(t)
			s.bring(head+c.first+bo, days)
			s.bring(head+c.later+bo, days)
			e := s.record("Ann Lee").Episode
			if !e.Died() {
				t.Fatal("the list did not close it")
			}
			e.Status = data.EpisodeOpen
			s.must(s.Casework.SaveEpisode(ctx, e))
			a := &data.Appointment{ClientID: e.ClientID, Kind: "home_visit", On: data.MustDate("2026-12-03"), At: "10:00", Minutes: 60}
			s.must(s.Diary.Book(ctx, a))

			r := s.bring(head+c.last+bo, days)
			got, err := s.Diary.Appointment(ctx, a.ID)
			s.must(err)
			if e := s.record("Ann Lee").Episode; got.State != data.AppointmentBooked || e.Status != data.EpisodeOpen {
				t.Errorf("the appointment is %s, support is %s", got.State, e.Status)
			}
			if r.Left == 0 {
				t.Error("nothing is left to check")
			}
			s.sound()
		})
	}
}

// TestImport_whoDiedAfterTheCaseWasOpenedAgain: it was closed and opened again for another
// reason, or the import was undone, before the list says that they died.
func TestImport_whoDiedAfterTheCaseWasOpenedAgain(t *testing.T) {
	const (
		head = "Ref,Name,DOB,Referral date,Date closed,Reason closed\n"
		days = `{"days":{"Referral date":"day_first","DOB":"day_first"}}`
		bo   = "2,Bo Low,15/03/1950,13/01/2026,,\n"
		open = "1,Ann Lee,14/03/1950,01/06/2026,,\n"
	)
	for name, c := range map[string]struct {
		died  string
		again func(s *service)
	}{
		"someone opened it again before": {"28/11/2026", func(s *service) {
			s.now = s.now.AddDate(0, 0, -5)
			e := s.record("Ann Lee").Episode
			e.Status, e.CloseReason, e.ClosedOn = data.EpisodeClosed, "goals_met", data.MustDate("2026-11-01")
			s.must(s.Casework.SaveEpisode(ctx, e))
			e.Status = data.EpisodeOpen
			s.must(s.Casework.SaveEpisode(ctx, e))
			s.now = s.now.AddDate(0, 0, 5)
		}},
		"the import was undone": {"05/11/2026", func(s *service) {
			r := s.bring(head+"1,Ann Lee,14/03/1950,01/06/2026,05/11/2026,Died\n"+bo, days)
			s.must(s.Moving.Undo(ctx, r.ImportID))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newService(t)
			s.bring(head+open+bo, days)
			c.again(s)
			if e := s.record("Ann Lee").Episode; e.Status != data.EpisodeOpen {
				t.Fatalf("support is %s", e.Status)
			}
			s.bring(head+"1,Ann Lee,14/03/1950,01/06/2026,"+c.died+",Died\n"+bo, days)
			if e := s.record("Ann Lee").Episode; !e.Died() {
				t.Errorf("support is %s", e.Status)
			}
			s.sound()
		})
	}
}
