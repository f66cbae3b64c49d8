package reports_test

import (
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// A service with one client read “No service was offered” on the card of a report
// that hid how many were: 0 of a whole that is hidden is not 0 of none.
func TestKeyFigures_noneOfAHiddenWholeIsHidden(t *testing.T) {
	f := fixture.One()
	f.PeopleStarted = 0
	f.Prescriptions = []data.Tally{{Key: string(data.StatusMade), Label: "Referred or signposted", N: 1}}
	f.ByConfidence[0].Started, f.Services[0].Started, f.ToFirstService = 0, 0, data.Waits{NotYet: 1, Waiting: []int{9}}
	f.FollowUps = data.FollowUpFigures{Due: 1, Open: 1}
	r := buildWith(t, f, disclosure.Default)
	for _, k := range r.KeyFigures {
		if k.Key == "started" || k.Key == "follow_ups" {
			if k.Value != "hidden" || strings.Contains(k.Note, "No ") {
				t.Errorf("%s: %s %s (%s)", k.Key, k.Value, k.Label, k.Note)
			}
		}
	}
}

// The sentence began with “swemwbs”, the id of the questionnaire.
func TestOutcome_sameAnswersAreSaidByName(t *testing.T) {
	f := fixture.Pilot()
	o := &f.Outcomes[0]
	o.Measure, o.InstrumentID, o.Other = "swemwbs", "swemwbs", "wemwbs"
	for i := range o.Pairs {
		o.Pairs[i].Before, o.Pairs[i].After = 18.59, 21.54
	}
	if text := buildWith(t, f, disclosure.Rule{}).Outcomes[0].Text; !strings.Contains(text, " SWEMWBS is worked out from the answers to WEMWBS") {
		t.Error(text)
	}
}

// With 9 people of whom 8 had both scores, “hidden” people whose follow-up was not
// due could be one only: everyone could subtract. Whoever has no second score is
// counted together, whatever the reason is.
func TestLater_reasonsAreCountedTogetherWhereOneIsSmall(t *testing.T) {
	for _, of := range []func(o *data.OutcomeFigures){
		func(o *data.OutcomeFigures) { o.NotDue = 1 },
		func(o *data.OutcomeFigures) { o.Declined = 1 },
		func(o *data.OutcomeFigures) { o.Unpaired = make([]data.Who, 1) },
	} {
		f := nine(8)
		of(&f.Outcomes[0])
		later := buildWith(t, f, disclosure.Default).Outcomes[0].Later
		if later == nil || len(later.Rows) != 2 {
			t.Fatalf("%+v", later)
		}
		if r := later.Rows[1]; r.Cell.Hidden || r.Cell.N != 1 || len(r.Parts) != 3 || later.Finding != "1 of 9 people with a first score has no follow-up score" {
			t.Errorf("%q: %+v", later.Finding, r)
		}
		if !strings.Contains(later.Note, "Their total is shown, because it follows from the other numbers.") {
			t.Errorf("a 1 is in print, without why: %s", later.Note)
		}
		open := buildWith(t, f, disclosure.Rule{}).Outcomes[0].Later
		if len(open.Rows) != 4 {
			t.Errorf("unprotected: %+v", open.Rows)
		}
	}
}

// Of 11 people 9 were seen: two answered without a contact, and no table had them.
func TestOutcome_whoAnsweredWithoutAContactDoesNotFollow(t *testing.T) {
	f := nine(9)
	f.Outcomes[0].People, f.Unmet.Responses = 11, 2
	r := buildWith(t, f, disclosure.Default)
	if o := r.Outcomes[0]; !r.Seen.Hidden && !o.People.Hidden {
		t.Errorf("%s seen, %s people", r.Seen.Text(), o.People.Text())
	}
	f = nine(9)
	f.Outcomes[0].People, f.Unmet.Responses = 14, 5
	r = buildWith(t, f, disclosure.Default)
	if o := r.Outcomes[0]; r.Seen.Hidden || o.People.Hidden || o.Finding == "" || !strings.Contains(o.Text, "9 of 14 people") {
		t.Errorf("%s seen, %s people: %s", r.Seen.Text(), o.People.Text(), o.Text)
	}
}

// Of 24 who waited, 17 were shown and 7 hidden in two rows. A quarter of the 24 had
// got there after 3 days, so 6 of the 7 were in the row of the first week, and 1 in
// the other.
func TestWaits_quartilesTellNoHiddenRow(t *testing.T) {
	f := fixture.Pilot()
	f.ReferralsReceived = 24
	for i := range 24 {
		days := 60
		if i < 6 {
			days = 3
		} else if i == 6 {
			days = 20
		}
		f.ToFirstContact.Days = append(f.ToFirstContact.Days[:i:i], days)
	}
	f.ToFirstContact.NotYet, f.ToFirstContact.Waiting = 0, nil
	f.ToFirstService = f.ToFirstContact
	w := buildWith(t, f, disclosure.Default).ToFirstContact
	if w.Lengths == nil || w.Lengths.Quarter == nil || *w.Lengths.Quarter != 3 {
		t.Fatalf("%+v", w.Lengths)
	}
	if first, long := w.Row("7").Cell, w.Row("more").Cell; first.Hidden && !long.Hidden {
		t.Errorf("a quarter within 3 days, and %+v", w.Rows)
	}
}

// nine is nine people seen who all answered a first questionnaire, and some of them
// a second one.
func nine(pairs int) *data.Figures {
	f := fixture.Pilot()
	empty := *fixture.Empty()
	empty.Seen = 9
	for _, list := range [][]data.Tally{empty.ByReason, empty.BySex, empty.ByAgeBand, empty.BySurgery, empty.BySource, empty.ByPrescriber} {
		list[0].N = 9
	}
	o := f.Outcomes[0]
	o.People, o.Refused, o.BaselinesIncomplete, o.FollowUpsIncomplete, o.Estimated, o.Adjusted = 9, 0, 0, 0, 0, 0
	o.Baselines, o.FollowUps, o.Pairs, o.Unpaired = 9, pairs, o.Pairs[:pairs], nil
	o.NotDue, o.Declined = 0, 0
	for i := range o.ByMode {
		o.ByMode[i].N = 0
	}
	o.ByMode[0].N = 9 + pairs
	empty.Outcomes = []data.OutcomeFigures{o}
	return &empty
}

// The tenth of 41 people is 4 of them, and the scores of the shorter questionnaire
// were written as single people had them: 13.33.
func TestSpread_tellsOfNoFew(t *testing.T) {
	f := fixture.Pilot()
	for i := range f.Outcomes[0].Pairs {
		f.Outcomes[0].Pairs[i].Before += 0.33
	}
	for rule, quarters := range map[disclosure.Rule]bool{disclosure.Default: true, {Minimum: 4}: false} {
		s := buildWith(t, f, rule).Outcomes[0].Spread
		if s == nil || s.Quarters != quarters {
			t.Fatalf("%+v: %+v", rule, s)
		}
		for _, v := range append(s.Before[:], s.After[:]...) {
			if tenths := 10 * v; tenths-float64(int(tenths+0.5)) > 1e-9 || float64(int(tenths+0.5))-tenths > 1e-9 {
				t.Errorf("%+v: %v", rule, v)
			}
		}
		if quarters && (s.Before[0] != s.Before[1] || s.After[3] != s.After[2]) {
			t.Errorf("the tenths are given: %+v", s)
		}
	}
}

// “42.5, then 52.0: mean change +10.0” looked wrong where it was only rounded.
func TestMeans_sayThatTheyAreRounded(t *testing.T) {
	f := nine(8)
	o := &f.Outcomes[0]
	for i := range o.Pairs {
		o.Pairs[i].Before, o.Pairs[i].After = 42.3, 52.2 // 42.5, 52.0 and +10.0 to half a point
	}
	f.Outcomes[0].NotDue = 1
	r := buildWith(t, f, disclosure.Default)
	if text := r.Outcomes[0].Text; !strings.Contains(text, "rounded by itself") {
		t.Error(text)
	}
	if text := buildWith(t, fixture.Pilot(), disclosure.Default).Outcomes[0].Text; strings.Contains(text, "rounded by itself") {
		t.Error(text)
	}
}

// Less is better on some scales, and the title of a change on them says so.
func TestOutcome_titleSaysWhichWayIsBetter(t *testing.T) {
	f := fixture.Pilot()
	f.Outcomes[0].InstrumentID, f.Outcomes[0].Measure = "ucla3", "ucla3"
	for i := range f.Outcomes[0].Pairs {
		p := &f.Outcomes[0].Pairs[i]
		p.Before, p.After = 8, float64(3+i%3)
	}
	r := buildWith(t, f, disclosure.Rule{})
	if title := r.Outcomes[0].Finding; !strings.Contains(title, "of which lower is better, was ") || !strings.Contains(title, "lower at follow-up") {
		t.Error(title)
	}
}

// A title is not said again in the label of a table: a share has a name of its own.
func TestKeyFigure_title(t *testing.T) {
	for _, k := range buildWith(t, fixture.Pilot(), disclosure.Default).KeyFigures {
		if strings.HasPrefix(k.Title(), "Of ") {
			t.Error(k.Title())
		}
	}
	if title := (reports.KeyFigure{Label: "people seen"}).Title(); title != "People seen" {
		t.Error(title)
	}
}
