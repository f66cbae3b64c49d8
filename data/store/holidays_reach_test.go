package store_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// firstFollowUp is the open follow-up of a client who chose a service.
func firstFollowUp(t *testing.T, s *office.Office, client data.ID) data.FollowUp {
	t.Helper()
	r, err := s.Overview.Record(bg, client)
	must(t, err)
	if len(r.FollowUps) == 0 {
		t.Fatal("there is no follow-up")
	}
	return r.FollowUps[0]
}

func holidaySentences(t *testing.T, s *office.Office, today string) string {
	t.Helper()
	list, err := s.Overview.AttentionList(bg, d(today), "")
	must(t, err)
	var b strings.Builder
	for _, a := range list {
		if a.Kind == "Holiday" {
			b.WriteString(a.Sentence + "\n")
		}
	}
	return b.String()
}

func TestAddHoliday_movesWhatIsDueOnItAndListsIt(t *testing.T) {
	s := open(t, on("2026-08-10"))
	c, _, _ := chosen(t, s, "2026-08-06") // due on Thursday 27 August
	if f := firstFollowUp(t, s, c.ID); f.DueOn != d("2026-08-27") {
		t.Fatalf("due on %v", f.DueOn)
	}
	must(t, s.Offering.AddHoliday(bg, data.Holiday{On: d("2026-08-27"), Title: "Office closed"}))
	f := firstFollowUp(t, s, c.ID)
	if f.DueOn != d("2026-08-28") || f.FirstDue != f.DueOn || f.MovedBecause != "moved past Office closed" {
		t.Errorf("now due on %v (first due %v) because %q", f.DueOn, f.FirstDue, f.MovedBecause)
	}
	if n := countRows(t, s, "audit WHERE action = 'change' AND record = 'follow_up' AND record_id = '"+string(f.ID)+"' AND fields LIKE '%due_on%'"); n != 1 {
		t.Errorf("%d audit rows for the move", n)
	}
	moves, err := s.Offering.HolidayMoves(bg, "")
	must(t, err)
	if len(moves) != 1 || moves[0].From != d("2026-08-27") || moves[0].To != d("2026-08-28") || moves[0].Client != "Ash" || moves[0].Service != "Lunch club" {
		t.Fatalf("listed as moved: %+v", moves)
	}
	if got := holidaySentences(t, s, "2026-08-10"); got != "1 follow-up moved from Thu 27 Aug 2026 to Fri 28 Aug 2026\n" {
		t.Errorf("Today says %q", got)
	}

	// A second day is told as one move from the first day to the last.
	must(t, s.Offering.AddHoliday(bg, data.Holiday{On: d("2026-08-28"), Title: "Office closed still"}))
	moves, err = s.Offering.HolidayMoves(bg, "")
	must(t, err)
	if len(moves) != 1 || moves[0].From != d("2026-08-27") || moves[0].To != d("2026-09-01") {
		t.Errorf("after a second day: %+v", moves)
	}

	must(t, s.Offering.ReadHolidayMoves(bg, moves))
	if got := holidaySentences(t, s, "2026-08-10"); got != "" {
		t.Errorf("once read, Today still says %q", got)
	}
}

func TestRemoveHoliday_movesBackWhatHadMovedBecauseOfIt(t *testing.T) {
	s := open(t, on("2026-08-10"))
	c, _, _ := chosen(t, s, "2026-08-06")
	was := firstFollowUp(t, s, c.ID)
	must(t, s.Offering.AddHoliday(bg, data.Holiday{On: d("2026-08-27"), Title: "Office closed"}))
	must(t, s.Offering.RemoveHoliday(bg, d("2026-08-27")))
	f := firstFollowUp(t, s, c.ID)
	if f.DueOn != was.DueOn || f.FirstDue != was.FirstDue || f.MovedBecause != "" {
		t.Errorf("due on %v (first due %v) because %q, was %v", f.DueOn, f.FirstDue, f.MovedBecause, was.DueOn)
	}
	if moves, err := s.Offering.HolidayMoves(bg, ""); err != nil || len(moves) != 0 {
		t.Errorf("it is back where it was, yet listed as moved: %+v, %v", moves, err)
	}
	// A bank holiday of the list, removed: what was moved past it comes back.
	e, _, _ := chosen(t, s, "2026-08-10") // three weeks on is the summer bank holiday
	if f := firstFollowUp(t, s, e.ID); f.DueOn != d("2026-09-01") {
		t.Fatalf("due on %v", f.DueOn)
	}
	must(t, s.Offering.RemoveHoliday(bg, d("2026-08-31")))
	if f := firstFollowUp(t, s, e.ID); f.DueOn != d("2026-08-31") || f.MovedBecause != "" {
		t.Errorf("after the bank holiday was removed: %v because %q", f.DueOn, f.MovedBecause)
	}
}

func TestAddHoliday_renamedReachesTheReason(t *testing.T) {
	s := open(t, on("2026-08-10"))
	c, _, _ := chosen(t, s, "2026-08-06")
	must(t, s.Offering.AddHoliday(bg, data.Holiday{On: d("2026-08-27"), Title: "Office closed"}))
	must(t, s.Offering.AddHoliday(bg, data.Holiday{On: d("2026-08-27"), Title: "Team training"}))
	if f := firstFollowUp(t, s, c.ID); f.MovedBecause != "moved past Team training" {
		t.Errorf("moved because %q", f.MovedBecause)
	}
}

func TestAddHoliday_listsWhatAPersonPutOnTheDayUntilItIsSettled(t *testing.T) {
	now := d("2026-08-10").Time().Add(9 * time.Hour)
	s := open(t, func() time.Time { now = now.Add(time.Second); return now })
	c, _, _ := chosen(t, s, "2026-08-06")
	f := firstFollowUp(t, s, c.ID)
	must(t, s.Offering.MoveFollowUp(bg, f.ID, d("2026-08-25"), "Away until then"))
	booked := []data.Appointment{
		{ClientID: c.ID, Kind: "clinic", On: d("2026-08-25"), At: "10:00"},
		{ClientID: c.ID, Kind: "home_visit", On: d("2026-08-25"), At: "14:00"},
		{ClientID: c.ID, Kind: "phone", On: d("2026-08-25"), At: "15:00"},
	}
	for i := range booked {
		must(t, s.Diary.Book(bg, &booked[i]))
	}
	must(t, s.Diary.Cancel(bg, booked[2].ID, ""))
	must(t, s.Offering.AddHoliday(bg, data.Holiday{On: d("2026-08-25"), Title: "Office closed"}))
	if f := firstFollowUp(t, s, c.ID); f.DueOn != d("2026-08-25") || f.MovedBecause != "Away until then" {
		t.Errorf("a day that a person chose moved to %v because %q", f.DueOn, f.MovedBecause)
	}
	clashes := func() []data.HolidayClash {
		t.Helper()
		list, err := s.Offering.HolidayClashes(bg, d("2026-08-10"), "")
		must(t, err)
		return list
	}
	if list := clashes(); len(list) != 3 || list[0].FollowUpID != f.ID || list[1].At != "10:00" || list[2].What != "Home visit" {
		t.Fatalf("listed: %+v", list)
	}
	if got := holidaySentences(t, s, "2026-08-10"); !strings.Contains(got, "Ash, clinic, is on Tue 25 Aug 2026, which is now Office closed\n") {
		t.Errorf("Today says %q", got)
	}
	// A note typed into the booking settles nothing; moving, cancelling and
	// keeping do.
	booked[0].Note = "Bring letters"
	must(t, s.Diary.Book(bg, &booked[0]))
	if list := clashes(); len(list) != 3 {
		t.Errorf("after a note: %+v", list)
	}
	must(t, s.Diary.Move(bg, booked[0].ID, data.FreeSlot{Day: d("2026-08-26"), At: "10:00"}))
	must(t, s.Diary.Cancel(bg, booked[1].ID, "Feels unwell"))
	list := clashes()
	if len(list) != 1 || list[0].FollowUpID != f.ID {
		t.Fatalf("after one was moved and one cancelled: %+v", list)
	}
	must(t, s.Offering.KeepOnHoliday(bg, list[0]))
	if list := clashes(); len(list) != 0 {
		t.Errorf("after the day was confirmed: %+v", list)
	}
	// What is booked on a holiday that is known is no surprise.
	must(t, s.Diary.Book(bg, &data.Appointment{ClientID: c.ID, Kind: "phone", On: d("2026-08-25")}))
	if list := clashes(); len(list) != 0 {
		t.Errorf("an appointment on a known holiday is listed: %+v", list)
	}
}

func TestOpen_aNewerListOfHolidaysReachesWhatIsBooked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	options := store.Options{Clock: on("2026-08-10")}
	s, err := office.Open(bg, path, options)
	must(t, err)
	c, _, _ := chosen(t, s, "2026-08-10") // three weeks on is the summer bank holiday
	must(t, s.Close())
	// The database as it would be if the program's list had not had that day yet.
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	for _, statement := range []string{
		"DELETE FROM holiday_known WHERE day = '2026-08-31'",
		"UPDATE follow_up SET due_on = '2026-08-31', first_due = '2026-08-31', moved_because = ''",
	} {
		_, err := db.Exec(statement)
		must(t, err)
	}
	must(t, db.Close())
	for range 2 { // the second start finds nothing to do
		s, err = office.Open(bg, path, options)
		must(t, err)
		if f := firstFollowUp(t, s, c.ID); f.DueOn != d("2026-09-01") || !strings.HasPrefix(f.MovedBecause, "moved past ") {
			t.Errorf("due on %v because %q", f.DueOn, f.MovedBecause)
		}
		if got := holidaySentences(t, s, "2026-08-10"); got != "1 follow-up moved from Mon 31 Aug 2026 to Tue 1 Sep 2026\n" {
			t.Errorf("Today says %q", got)
		}
		must(t, s.Close())
	}
}

// countRows counts the rows of a table, with or without a condition, as another
// program would see them.
func countRows(t *testing.T, s *office.Office, from string) int {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+s.Path()+"?mode=ro")
	must(t, err)
	defer func() { _ = db.Close() }()
	var n int
	must(t, db.QueryRow("SELECT count(*) FROM "+from).Scan(&n))
	return n
}
