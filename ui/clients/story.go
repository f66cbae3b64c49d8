package clients

import (
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/rule"
	"waymark/ui/host"
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
	if s, ok := questionnaireStep(rec); ok {
		r := rule.Step{Kind: rule.StepAsk, ID: s.to.Record, On: today}
		switch {
		case r.ID != "":
			r.Kind = rule.StepResume
		case rec.Asks[0].State == data.AskLater:
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

// questionnaireStep is the questionnaire to ask by the rule (rule.Due): one
// left half-way, the first one, or a follow-up that is due.
func questionnaireStep(rec *data.ClientRecord) (step, bool) {
	return askStep(rec, func(a *data.Ask) bool {
		return a.DueNow() || a.State == data.AskLater && a.Stage == data.Baseline
	})
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
