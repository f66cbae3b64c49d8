package store_test

import (
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/data/store/round"
)

// TestFollowUp_ofSomeoneWhoDiedIsOnlyClosed: one that came from another PC once they had
// died stood in the round, and could be done, tried again and put off as if they lived.
func TestFollowUp_ofSomeoneWhoDiedIsOnlyClosed(t *testing.T) {
	now := d("2026-02-10")
	s := open(t, func() time.Time { return time.Date(now.Year, now.Month, now.Day, 9, 40, 0, 0, time.UTC) })
	client, due := owed(t, s, "Ash", "2026-02-10", "A", "B")
	must(t, s.Offering.MoveFollowUp(bg, due[1].ID, d("2026-03-20"), "They are away"))
	must(t, s.Offering.AddHoliday(bg, data.Holiday{On: d("2026-03-20"), Title: "Office closed"}))
	must(t, s.Offering.AddHoliday(bg, data.Holiday{On: due[0].DueOn, Title: "Staff day"}))
	if moves, err := s.Offering.HolidayMoves(bg, ""); err != nil || len(moves) == 0 {
		t.Fatalf("the holiday moves no follow-up: %v", err)
	}
	now = d("2026-03-10")
	record, err := s.Overview.Record(bg, client.ID)
	must(t, err)
	listed := func() (n int) {
		calls, err := s.Round.Calls(bg, "")
		must(t, err)
		rows, _, err := s.Casework.Clients(bg, data.ClientFilter{Overdue: true})
		must(t, err)
		tasks, err := s.Tasks.Tasks(bg, data.TaskFilter{Open: true})
		must(t, err)
		attention, err := s.Overview.AttentionList(bg, now, "")
		must(t, err)
		for _, a := range attention {
			if a.ClientID == client.ID {
				n++
			}
		}
		silent, err := s.Offering.NoNews(bg)
		must(t, err)
		moved, err := s.Offering.HolidayClashes(bg, now, "")
		must(t, err)
		moves, err := s.Offering.HolidayMoves(bg, "")
		must(t, err)
		return n + len(calls.Stops) + len(rows) + len(tasks) + len(silent) + len(moved) + len(moves)
	}
	if listed() == 0 {
		t.Fatal("nothing is to be done for them while they live")
	}
	e := record.Episode
	e.Status, e.CloseReason, e.ClosedOn = data.EpisodeClosed, data.CloseDied, d("2026-03-01")
	must(t, s.Casework.SaveEpisode(bg, e))
	// As it came from another PC that had not heard: an episode with its follow-up.
	for _, change := range []string{
		`INSERT INTO episode (id, client_id, opened_on, status, created_at, created_by, updated_at, updated_by)
			SELECT 'there', client_id, opened_on, 'open', created_at, created_by, created_at, updated_by FROM episode`,
		"UPDATE prescription SET episode_id = 'there'",
		"UPDATE follow_up SET episode_id = 'there', status = 'open', closed_on = NULL",
		"UPDATE task SET episode_id = 'there', status = 'open', closed_on = NULL WHERE kind = 'referral'",
		"UPDATE referral SET episode_id = 'there'",
	} {
		must(t, s.Exec(bg, change))
	}

	if n := listed(); n != 0 {
		t.Errorf("%d things are to be done for someone who died", n)
	}
	_, done := s.Offering.CompleteFollowUp(bg, due[0].ID, offering.Completion{On: now})
	_, called := s.Round.SaveCall(bg, &round.Call{ClientID: client.ID, On: now, Heard: []round.Heard{{FollowUpID: due[0].ID}}})
	_, printed := s.Offering.OfferSheet(bg, client.ID, nil)
	for what, err := range map[string]error{
		"done": done, "called": called, "printed": printed,
		"tried": s.Offering.RecordAttempt(bg, &data.Attempt{FollowUpID: due[0].ID, On: now, Result: data.AttemptNoAnswer}),
		"moved": s.Offering.MoveFollowUp(bg, due[0].ID, d("2026-03-20"), ""),
	} {
		if data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%s: %v", what, err)
		}
	}
	must(t, s.Offering.CloseFollowUp(bg, due[0].ID, data.FollowUpNotNeeded, now, ""))
}
