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
