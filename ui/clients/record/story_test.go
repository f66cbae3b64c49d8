package record

import (
	"testing"

	"waymark/data"
	"waymark/data/store/measure"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

// recordWith is an open episode with a finished baseline and nothing else.
func recordWith(change func(*data.ClientRecord)) *data.ClientRecord {
	score := 29.0
	rec := &data.ClientRecord{
		Client:  data.Client{ID: "c", GivenNames: "Harold", KnownAs: "Harry", ContactBy: "after 10"},
		Episode: &data.Episode{ID: "e", Status: data.EpisodeOpen, OpenedOn: data.MustDate("2026-03-10")},
		Responses: []data.Response{{ID: "r", EpisodeID: "e", Stage: data.Baseline, Finished: true, Score: &score,
			AnsweredOn: data.MustDate("2026-03-17")}},
	}
	change(rec)
	return rec
}

func TestNextStep(t *testing.T) {
	followUp := func(due string, attempts int) data.FollowUp {
		return data.FollowUp{ID: "f", PrescriptionID: "p", Number: 1, CountedFrom: data.MustDate("2026-03-17"),
			DueOn: data.MustDate(due), Attempts: attempts}
	}
	rx := []data.Prescription{{ID: "p", Service: "Money Advice"}}
	ask := func(stage data.Stage, state data.AskState) data.Ask {
		return data.Ask{InstrumentID: "wemwbs", Name: "WEMWBS", Stage: stage, State: state}
	}
	booked := func(id data.ID, on, at string) data.AppointmentRow {
		return data.AppointmentRow{Appointment: data.Appointment{ID: id, Kind: "clinic", State: data.AppointmentBooked, On: data.MustDate(on), At: at}}
	}
	for name, c := range map[string]struct {
		change             func(*data.ClientRecord)
		title, when, verb  string
		late               bool
		does               person.StepKind
		view               host.View
		record             data.ID
		wantDetailToInform string
	}{
		"no referral": {func(r *data.ClientRecord) { r.Episode = nil }, "No referral yet", "", "Add a referral", false, person.StepReferral, "", "", ""},
		"closed": {func(r *data.ClientRecord) {
			r.Episode.Status, r.Episode.CloseReason, r.Episode.ClosedOn = data.EpisodeClosed, "goals_met", data.MustDate("2026-04-01")
			r.FollowUps = []data.FollowUp{followUp("2026-04-07", 0)}
		}, "Support complete", "1 Apr 2026", "Reopen", false, person.StepReopen, "", "", ""},
		"follow-up today": {func(r *data.ClientRecord) {
			r.Prescriptions, r.FollowUps = rx, []data.FollowUp{followUp("2026-04-07", 0)}
		}, "First follow-up: Money Advice", "today", "Follow up", false, person.StepGo, host.ViewFollowUp, "f", "3 weeks from 17 Mar 2026 · after 10"},
		"follow-up overdue after tries": {func(r *data.ClientRecord) {
			r.Prescriptions, r.FollowUps = rx, []data.FollowUp{followUp("2026-04-05", 2)}
		}, "First follow-up: Money Advice", "2 days overdue", "Follow up", true, person.StepGo, host.ViewFollowUp, "f",
			"3 weeks from 17 Mar 2026 · 2 attempts with no answer · after 10"},
		"paused": {func(r *data.ClientRecord) {
			r.Episode.Status, r.Episode.PausedOn = data.EpisodePaused, data.MustDate("2026-04-02")
		}, "Paused", "2 Apr 2026", "Reopen", false, person.StepReopen, "", "", ""},
		"an appointment": {func(r *data.ClientRecord) {
			r.Appointments = []data.AppointmentRow{booked("k", "2026-04-09", ""), booked("l", "2026-04-20", "")}
		},
			"Clinic", "Thu 9 Apr 2026", "Move or cancel", false, person.StepAppointment, host.ViewAppointment, "k", "Booked"},
		"missed once": {func(r *data.ClientRecord) { r.Missed = data.Missed{N: 1, Last: data.MustDate("2026-04-02")} },
			"Book again and write", "2 Apr 2026", "Book again", false, person.StepBook, "", "", "Did not attend once"},
		"missed three times": {func(r *data.ClientRecord) { r.Missed = data.Missed{N: 3, Last: data.MustDate("2026-04-02")} },
			"Close the case", "2 Apr 2026", "Close…", false, person.StepClose, "", "", "Did not attend 3 times in a row"},
		"missed, and booked again": {func(r *data.ClientRecord) {
			r.Missed = data.Missed{N: 1, Last: data.MustDate("2026-04-02")}
			r.Appointments = []data.AppointmentRow{booked("k", "2026-04-07", "10:00")}
		}, "Clinic at 10:00", "today", "Record contact", false, person.StepGo, host.ViewAppointment, "k", ""},
		"an appointment that passed": {func(r *data.ClientRecord) { r.Appointments = []data.AppointmentRow{booked("k", "2026-04-06", "")} },
			"Clinic", "1 day overdue", "Record contact", true, person.StepGo, host.ViewAppointment, "k", ""},
		"a clinic tomorrow before a follow-up in three weeks": {func(r *data.ClientRecord) {
			r.Prescriptions, r.FollowUps = rx, []data.FollowUp{followUp("2026-04-28", 0)}
			r.Appointments = []data.AppointmentRow{booked("k", "2026-04-08", "10:00")}
		}, "Clinic at 10:00", "Wed 8 Apr 2026", "Move or cancel", false, person.StepAppointment, host.ViewAppointment, "k", ""},
		"an overdue follow-up before a clinic today": {func(r *data.ClientRecord) {
			r.Prescriptions, r.FollowUps = rx, []data.FollowUp{followUp("2026-04-01", 0)}
			r.Appointments = []data.AppointmentRow{booked("k", "2026-04-07", "10:00")}
		}, "First follow-up: Money Advice", "6 days overdue", "Follow up", true, person.StepGo, host.ViewFollowUp, "f", ""},
		"10:00 before 15:00": {func(r *data.ClientRecord) {
			r.Appointments = []data.AppointmentRow{booked("l", "2026-04-07", "15:00"), booked("k", "2026-04-07", "10:00")}
		}, "Clinic at 10:00", "today", "Record contact", false, person.StepGo, host.ViewAppointment, "k", ""},
		"one left half-way before a follow-up to come": {func(r *data.ClientRecord) {
			r.Prescriptions, r.FollowUps = rx, []data.FollowUp{followUp("2026-04-28", 0)}
			begun := ask(data.Baseline, data.AskBegun)
			begun.On, begun.ResponseID = data.MustDate("2026-03-17"), "r"
			r.Asks = []data.Ask{begun}
		}, "Questionnaire unfinished", "17 Mar 2026", "Continue", false, person.StepGo, host.ViewQuestionnaire, "r", ""},
		"paused with a follow-up": {func(r *data.ClientRecord) {
			r.Episode.Status, r.Episode.PausedOn = data.EpisodePaused, data.MustDate("2026-04-02")
			r.FollowUps = []data.FollowUp{followUp("2026-04-01", 0)}
		}, "Paused", "2 Apr 2026", "Reopen", false, person.StepReopen, "", "", ""},
		"first due": {func(r *data.ClientRecord) { r.Asks = []data.Ask{ask(data.Baseline, data.AskDue)} },
			"First questionnaire", "", "Start", false, person.StepGo, host.ViewQuestionnaire, "", "WEMWBS. You need this to see later what has changed."},
		"first to come": {func(r *data.ClientRecord) { r.Asks = []data.Ask{ask(data.Baseline, data.AskLater)} },
			"First questionnaire", "", "Start", false, person.StepGo, host.ViewQuestionnaire, "", ""},
		"left half-way": {func(r *data.ClientRecord) {
			begun := ask(data.Baseline, data.AskBegun)
			begun.On, begun.ResponseID = data.MustDate("2026-03-17"), "r"
			r.Asks = []data.Ask{begun}
		}, "Questionnaire unfinished", "17 Mar 2026", "Continue", false, person.StepGo, host.ViewQuestionnaire, "r", ""},
		"follow-up due": {func(r *data.ClientRecord) { r.Asks = []data.Ask{ask(data.StageFollowUp, data.AskDue)} },
			"Follow-up questionnaire", "", "Start", false, person.StepGo, host.ViewQuestionnaire, "", "WEMWBS. Ask the questions again to see what has changed."},
		"follow-up to come": {func(r *data.ClientRecord) { r.Asks = []data.Ask{ask(data.StageFollowUp, data.AskLater)} },
			"No next step", "", "Book an appointment", false, person.StepBook, "", "", ""},
		"refused": {func(r *data.ClientRecord) { r.Asks = []data.Ask{ask(data.Baseline, data.AskRefused)} },
			"No next step", "", "Book an appointment", false, person.StepBook, "", "", ""},
		"nothing": {func(*data.ClientRecord) {}, "No next step", "", "Book an appointment", false, person.StepBook, "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := nextStep(recordWith(c.change), uitest.Today)
			if s.Title != c.title || s.When != c.when || s.Verb != c.verb || s.Late != c.late || s.Does != c.does {
				t.Errorf("got %+v", s)
			}
			if s.To.View != c.view || s.To.Record != c.record {
				t.Errorf("leads to %+v", s.To)
			}
			if c.wantDetailToInform != "" && s.Detail != c.wantDetailToInform {
				t.Errorf("detail %q", s.Detail)
			}
		})
	}
}

func TestStoryFilterShowsEveryKindExactlyWhereItBelongs(t *testing.T) {
	want := map[data.EntryKind]storyFilter{
		data.EntryContact: storyContacts, data.EntryAttempt: storyContacts, data.EntryFollowUp: storyContacts,
		data.EntryOffer: storyServices, data.EntryPrescription: storyServices, data.EntryResponse: storyQuestionnaires,
		data.EntryReferral: storyAll, data.EntryNeed: storyAll, data.EntryConsent: storyAll, data.EntryEpisode: storyAll,
	}
	for kind, home := range want {
		for f := storyAll; f <= storyQuestionnaires; f++ {
			shown := len(f.entries([]data.Entry{{Kind: kind}})) == 1
			if shown != (f == home || f == storyAll) {
				t.Errorf("filter %s shows %s: %v", storyFilterNames[f], kind, shown)
			}
		}
	}
}

func TestDayTextLeavesTheCurrentYearOut(t *testing.T) {
	if got := person.DayText(data.MustDate("2026-03-24"), uitest.Today); got != "24 Mar" {
		t.Errorf("got %q", got)
	}
	if got := person.DayText(data.MustDate("2025-12-24"), uitest.Today); got != "24 Dec 2025" {
		t.Errorf("got %q", got)
	}
}

func TestChangeText_comparesOnlyBeforeAndAfter(t *testing.T) {
	scored := func(v float64) *measure.ScoredResponse {
		return &measure.ScoredResponse{Response: data.Response{AnsweredOn: data.MustDate("2026-03-17")}, Value: &v}
	}
	one := *scored(35)
	for want, given := range map[string]measure.Pair{
		"29 at first":                    {Before: scored(29), Scores: []measure.ScoredResponse{one, one}},
		"29 at first, 41 now: up 12":     {Before: scored(29), After: scored(41)},
		"40 at first, 33 now: down 7":    {Before: scored(40), After: scored(33)},
		"40 at first, 40 now: no change": {Before: scored(40), After: scored(40)},
		"35 on 17 Mar 2026":              {Scores: []measure.ScoredResponse{one}},
		"No score yet":                   {},
	} {
		if got := changeText(&given); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestConsentChips(t *testing.T) {
	chips := consentChips([]data.Consent{{Kind: data.ConsentRecord, Given: true}, {Kind: data.ConsentSurgery, Given: true},
		{Kind: data.ConsentOrganisation}}, false)
	if len(chips) != 2 || chips[0].Text != "Consent: record, surgery" || chips[1].Text != "No consent: organisations" {
		t.Errorf("chips %+v", chips)
	}
	if due := consentChips(nil, true); len(due) != 1 || due[0].Text != "Consent to be confirmed" {
		t.Errorf("someone from a list has the chips %+v", due)
	}
	if none := consentChips(nil, false); len(none) != 1 || none[0].Text != "Consent to keep a record: not asked" {
		t.Errorf("no one asked: %+v", none)
	}
}

func TestTheOffersOfOneDayAreOneChapter(t *testing.T) {
	day, earlier := data.MustDate("2026-03-17"), data.MustDate("2026-03-10")
	offer := func(on data.Date, name, said string) data.Entry {
		return data.Entry{Kind: data.EntryOffer, On: on, Title: name, Tags: []string{said}}
	}
	told := chapters([]data.Entry{
		{Kind: data.EntryContact, On: day, Title: "Clinic"},
		offer(day, "Men's Shed", "Not now"), offer(day, "Money Advice", "Chosen"),
		offer(earlier, "Lunch club", "Declined"),
	})
	if len(told) != 3 || told[1].Title != "2 services offered, 1 chosen" || len(told[1].parts) != 2 {
		t.Fatalf("told %+v", told)
	}
	asked := chapters([]data.Entry{{Kind: data.EntryConsent, On: day}, {Kind: data.EntryConsent, On: day}})
	if len(asked) != 1 || asked[0].Title != "Consent asked for 2 uses" {
		t.Errorf("consents became %+v", asked)
	}
	if told[2].Title != "Lunch club" || told[2].parts != nil {
		t.Errorf("a single offer became %+v", told[2])
	}
}

func TestNextStep_namesWhatComesAfterIt(t *testing.T) {
	rec := recordWith(func(r *data.ClientRecord) {
		r.FollowUps = []data.FollowUp{{ID: "f", Number: 1, DueOn: data.MustDate("2026-04-28")}}
		r.Appointments = []data.AppointmentRow{{Appointment: data.Appointment{ID: "k", Kind: "clinic", On: data.MustDate("2026-04-08"), At: "10:00"}}}
	})
	if s := nextStep(rec, uitest.Today); s.Then != "Then: First follow-up, Tue 28 Apr 2026" {
		t.Errorf("got %q", s.Then)
	}
}
