package tally_test

import (
	"testing"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/tally"
)

// service is a small service's words and people, to count.
type service struct {
	words *tally.Words
	facts []*tally.Facts
}

func (s *service) code(word string) tally.Code { return s.words.Code(word) }

func (s *service) count(f data.FigureFilter) *data.Figures {
	c := tally.New(f, s.words, instrument.Standard(), s.words.Kinds(), "lonely", calendar)
	for _, one := range s.facts {
		c.Add(one)
	}
	return c.Figures(tally.Names{Reasons: []tally.Entry{{ID: "debt", Name: "Debt"}, {ID: "lonely", Name: "Loneliness"}, {ID: "old", Name: "Old", Retired: true}},
		Surgeries: []tally.Entry{{ID: "north", Name: "North"}, {ID: "south", Name: "South"}}, Lonely: "Loneliness"})
}

func day(iso string) tally.Day { return tally.DayOf(data.MustDate(iso)) }

var calendar = tally.Calendar{Today: data.MustDate("2026-04-07"), Holidays: data.NewHolidays(data.EnglandAndWales())}

func period(from, to string) data.FigureFilter {
	return data.FigureFilter{From: data.MustDate(from), To: data.MustDate(to)}
}

// seen is someone with one attended contact on a day.
func (s *service) seen(on string) *tally.Facts {
	f := &tally.Facts{Contacts: []tally.Contact{{On: day(on), Episode: 1, Kind: s.code("phone"), Outcome: s.code("attended")}}}
	s.facts = append(s.facts, f)
	return f
}

// Someone is described by the latest referral up to the end of the period, and
// by its surgery before their own.
func TestCount_describesByTheLatestReferral(t *testing.T) {
	s := &service{words: tally.NewWords()}
	ada := s.seen("2026-02-01")
	ada.Surgery = s.code("north")
	ada.Referrals = []tally.Referral{
		{On: day("2026-01-01"), Episode: 1, Reason: s.code("debt")},
		{On: day("2026-03-01"), Episode: 1, Reason: s.code("lonely"), Surgery: s.code("south")},
	}
	for _, c := range []struct {
		to              string
		debt, north     int
		filtered        data.FigureFilter
		inFilter, asked int
	}{
		{"2026-02-28", 1, 1, data.FigureFilter{SurgeryID: "north"}, 1, 0},
		{"2026-03-31", 0, 0, data.FigureFilter{SurgeryID: "north"}, 0, 1},
	} {
		f := s.count(period("2026-01-01", c.to))
		if f.Seen != 1 || f.ByReason[0].N != c.debt || f.BySurgery[0].N != c.north || f.Loneliness.Asked != c.asked {
			t.Errorf("to %s: %+v %+v, lonely %+v", c.to, f.ByReason, f.BySurgery, f.Loneliness)
		}
		if len(f.ByReason) != 3 || f.ByReason[2].Label != "Not recorded" {
			t.Errorf("a retired reason that no one came with is listed: %+v", f.ByReason)
		}
		c.filtered.From, c.filtered.To = f.Filter.From, f.Filter.To
		if f := s.count(c.filtered); f.Seen != c.inFilter {
			t.Errorf("%+v: %d seen", c.filtered, f.Seen)
		}
	}
}

// A contact counts for the days waited only in the episode of the referral, on
// its day or later.
func TestCount_waitsFromTheReferral(t *testing.T) {
	s := &service{words: tally.NewWords()}
	f := s.seen("2026-01-20")
	attended, missed := s.code("attended"), s.code("did_not_attend")
	f.Contacts = append(f.Contacts, tally.Contact{On: day("2026-01-04"), Episode: 1, Outcome: attended}, tally.Contact{On: day("2026-01-07"), Episode: 2, Outcome: attended},
		tally.Contact{On: day("2026-01-08"), Episode: 1, Outcome: missed})
	f.Referrals = []tally.Referral{{On: day("2026-01-05"), Episode: 1}}
	f.Went = []tally.Went{{Episode: 1, On: day("2026-02-05")}, {Episode: 1, On: day("2026-01-25")}}
	got := s.count(period("2026-01-01", "2026-03-31"))
	if w := got.ToFirstContact; len(w.Days) != 1 || w.Days[0] != 15 || w.NotYet != 0 {
		t.Errorf("to the first contact: %+v", w)
	}
	if w := got.ToFirstService; len(w.Days) != 1 || w.Days[0] != 20 {
		t.Errorf("to the first service: %+v", w)
	}
}

// Each need counts once a person, and what was recorded of someone who was not
// seen is counted apart.
func TestCount_people(t *testing.T) {
	s := &service{words: tally.NewWords()}
	ada := s.seen("2026-02-01")
	ada.Needs = []tally.Need{{day("2026-02-01"), s.code("lonely")}, {day("2026-02-02"), s.code("lonely")}, {day("2026-02-02"), s.code("debt")}, {day("2025-02-02"), s.code("old")}}
	ben := s.seen("2025-02-01")
	ben.Referrals = []tally.Referral{{On: day("2026-02-01"), Episode: 1}}
	ben.FollowUps = []tally.FollowUp{
		{Episode: 1, Status: s.code("done"), Number: 1, FirstDue: day("2026-02-01"), ClosedOn: day("2026-02-06")},
		{Episode: 1, Status: s.code("done"), Number: 2, FirstDue: day("2026-02-01"), ClosedOn: day("2026-02-09")},
	}
	f := s.count(period("2026-01-01", "2026-03-31"))
	if f.Seen != 1 || len(f.NeedsFound) != 2 || f.NeedsFound[0].N != 1 || f.NeedsFound[1].N != 1 || f.PeopleWithNeeds != 1 {
		t.Errorf("needs %+v of %d", f.NeedsFound, f.PeopleWithNeeds)
	}
	if l := f.Loneliness; l.Found != 1 || l.Asked != 0 || len(l.Needs) != 1 || l.Needs[0].Key != "debt" {
		t.Errorf("loneliness: %+v", l)
	}
	if f.Unmet != (data.Unmet{Referrals: 1, FollowUps: 2}) || f.ReferralsReceived != 1 {
		t.Errorf("without a contact: %+v", f.Unmet)
	}
	if f.FollowUps != (data.FollowUpFigures{Due: 2, OnTime: 1, Late: 1}) {
		t.Errorf("follow-ups: %+v", f.FollowUps)
	}
}

// The figures say which questionnaires they would have to be counted with.
func TestCount_knowsTheQuestionnairesInUse(t *testing.T) {
	s := &service{words: tally.NewWords()}
	c := tally.New(period("2026-01-01", "2026-03-31"), s.words, instrument.Standard(), nil, "", calendar)
	kind := s.words.Kind("wemwbs", "1")
	c.Add(&tally.Facts{Responses: []tally.Response{{On: day("2020-01-01"), Instrument: kind.Instrument, Version: kind.Version}}})
	if got := c.Kinds(); len(got) != 1 || got[0] != kind {
		t.Errorf("%v", got)
	}
	if got := s.words.Kinds(); len(got) != 1 || got[0] != kind {
		t.Errorf("the words know %v", got)
	}
}
