package clients

import (
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/rule"
	"waymark/ui/host"
)

// step is what should happen next with a client: the first thing that anybody
// who opens the record sees.
type step struct {
	when   string // the day, or how late it is
	late   bool
	title  string
	detail string
	then   string // what comes after it, or ""
	verb   string // on the button; "" when there is nothing to press
	does   stepKind
	to     host.Route // where the button leads, for stepGo
}

// stepKind is what the button of a step does.
type stepKind int

const (
	stepGo stepKind = iota
	stepReferral
	stepReopen
)

// nextStep returns what should happen next: what is owed soonest by rule.Next,
// and in a line beneath it what comes after that.
func nextStep(rec *data.ClientRecord, today data.Date) step {
	e := rec.Episode
	switch {
	case e == nil:
		return step{title: "No referral yet", detail: "Write down who sent them and why, and the work can begin.",
			verb: "Add a referral", does: stepReferral}
	case e.Status == data.EpisodeClosed:
		return step{when: e.ClosedOn.Short(), title: "Closed: " + e.CloseReason.Label(),
			detail: firstOf(e.CloseNote, "A new referral begins a new episode."), verb: "Open again", does: stepReopen}
	}
	owed, tell := owedSteps(rec, today)
	slices.SortFunc(owed, func(a, b rule.Step) int { return a.Compare(b, today) })
	if len(owed) > 0 {
		s := tell(owed[0])
		if len(owed) > 1 {
			then := tell(owed[1])
			s.then = "Then: " + strings.Join(nonEmpty(then.title, then.when), ", ")
		}
		return s
	}
	if e.Status == data.EpisodePaused {
		return step{when: e.PausedOn.Short(), title: "Paused", detail: firstOf(e.CloseNote, "Nothing is due until it is opened again."),
			verb: "Open again", does: stepReopen}
	}
	return step{title: "No next step", detail: "Nothing is planned for " + rec.Client.Called() + ". Offer services, or plan the next contact.",
		verb: "Plan a contact", to: host.Route{Area: host.Clients, View: host.ViewNewContact, Client: rec.Client.ID}}
}

func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(t string) bool { return t == "" })
}

// owedSteps lists what a client is owed, and how each of it is told. While the
// episode is paused nothing is owed but the contacts that are planned.
func owedSteps(rec *data.ClientRecord, today data.Date) ([]rule.Step, func(rule.Step) step) {
	told := map[rule.Step]step{}
	var owed []rule.Step
	add := func(r rule.Step, s step) { owed, told[r] = append(owed, r), s }
	for i := range rec.Planned {
		k := &rec.Planned[i]
		add(rule.Step{Kind: rule.StepContact, ID: k.ID, On: k.On, At: k.At}, plannedStep(rec, k, today))
	}
	if rec.Episode.Status == data.EpisodePaused {
		return owed, func(r rule.Step) step { return told[r] }
	}
	for i := range rec.FollowUps {
		f := &rec.FollowUps[i]
		add(rule.Step{Kind: rule.StepFollowUp, ID: f.ID, On: f.DueOn}, followUpStep(rec, f, today))
	}
	// The second questionnaire waits for the follow-ups.
	if s, ok := questionnaireStep(rec); ok && (s.title != "Second questionnaire" || len(rec.FollowUps) == 0) {
		r := rule.Step{Kind: rule.StepAsk, ID: s.to.Record, On: today}
		switch {
		case r.ID != "":
			r.Kind = rule.StepResume
		case s.title == "First questionnaire" && !rec.Seen():
			r.On = data.Date{} // it is asked when they first meet
		}
		add(r, s)
	}
	return owed, func(r rule.Step) step { return told[r] }
}

func followUpStep(rec *data.ClientRecord, f *data.FollowUp, today data.Date) step {
	s := step{
		title: f.Ordinal(), verb: "Do it",
		to: host.Route{Area: host.Clients, View: host.ViewFollowUp, Client: rec.Client.ID, Record: f.ID},
	}
	for _, p := range rec.Prescriptions {
		if p.ID == f.PrescriptionID && p.Service != "" {
			s.title += ": " + p.Service
		}
	}
	s.when, s.late = whenText(f.DueOn, today), f.DueOn.Before(today)
	s.detail = "Three weeks from " + f.CountedFrom.Short()
	if f.MovedBecause != "" {
		s.detail += " (" + f.MovedBecause + ")"
	}
	if f.Attempts > 0 {
		s.detail = dotted(s.detail, data.Plural(f.Attempts, "try", "tries")+" reached nobody")
	}
	s.detail = dotted(s.detail, rec.Client.ContactBy)
	return s
}

// plannedStep is a contact that was planned and is not written up yet.
func plannedStep(rec *data.ClientRecord, k *data.Contact, today data.Date) step {
	s := step{when: whenText(k.On, today), title: k.Kind.Label(), detail: firstOf(k.Note, "Planned contact"),
		verb: "Write it up", to: contactRoute(rec.Client.ID, k.ID)}
	if k.At != "" {
		s.title += " at " + k.At
	}
	if k.On.Before(today) {
		s.late, s.detail = true, dotted("This day has passed. What came of it?", k.Note)
	}
	return s
}

// whenText is a day as it stands to today: "today", a day to come, or how long
// ago it was.
func whenText(d, today data.Date) string {
	switch days := today.Sub(d); {
	case days > 0:
		return data.Plural(days, "day", "days") + " overdue"
	case days == 0:
		return "today"
	default:
		return d.Long()
	}
}

func contactRoute(client, contact data.ID) host.Route {
	return host.Route{Area: host.Clients, View: host.ViewNewContact, Client: client, Record: contact}
}

// questionnaireStep is the questionnaire that is missing: one left half-way,
// the first one, or the second once the two follow-ups are done.
func questionnaireStep(rec *data.ClientRecord) (step, bool) {
	to := host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: rec.Client.ID}
	var first, second bool
	for _, r := range rec.Responses {
		if r.EpisodeID != rec.Episode.ID {
			continue
		}
		if !r.Finished {
			to.Record = r.ID
			return step{when: r.AnsweredOn.Short(), title: "Questionnaire left half-way", verb: "Go on with it", to: to,
				detail: data.Plural(len(r.Answers), "question is", "questions are") + " answered. What was left blank stays blank."}, true
		}
		first = first || r.Stage == data.Baseline
		second = second || r.Stage == data.StageFollowUp
	}
	switch {
	case !first:
		return step{title: "First questionnaire", verb: "Ask now", to: to,
			detail: "Without it nobody can tell later what has changed."}, true
	case !second && len(rec.Prescriptions) > 0:
		return step{title: "Second questionnaire", verb: "Ask now", to: to,
			detail: "The follow-ups are done. It shows what has changed since the first one."}, true
	}
	return step{}, false
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// storyFilter is what the story is narrowed to.
type storyFilter int

const (
	storyAll storyFilter = iota
	storyContacts
	storyServices
	storyQuestionnaires
)

var storyFilterNames = []string{"All", "Contacts", "Services", "Questionnaires"}

func (f storyFilter) shows(k data.EntryKind) bool {
	switch f {
	case storyContacts:
		return k == data.EntryContact || k == data.EntryAttempt || k == data.EntryFollowUp
	case storyServices:
		return k == data.EntryOffer || k == data.EntryPrescription
	case storyQuestionnaires:
		return k == data.EntryResponse
	default:
		return true
	}
}

// entries are those that the filter shows, in their order.
func (f storyFilter) entries(all []data.Entry) []data.Entry {
	shown := make([]data.Entry, 0, len(all))
	for _, e := range all {
		if f.shows(e.Kind) {
			shown = append(shown, e)
		}
	}
	return shown
}
