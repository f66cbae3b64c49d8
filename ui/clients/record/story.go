package record

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/rule"
	"waymark/ui/clients/person"
	"waymark/ui/host"
)

// nextStep returns what should happen next: what is owed soonest by rule.Next,
// and in a line beneath it what comes after that.
func nextStep(rec *data.ClientRecord, today data.Date) person.Step {
	e := rec.Episode
	switch {
	case e == nil:
		return person.Step{Title: "No referral yet", Detail: "Add a referral to start.",
			Verb: "Add a referral", Does: person.StepReferral}
	case e.Status == data.EpisodeClosed:
		why, then := "Reason not recorded", "A new referral starts a new episode of support."
		if e.CloseReason != "" {
			why = e.CloseReason.Label()
		}
		if rec.Died {
			then = "If this is wrong, support can be reopened."
		}
		return person.Step{Lead: "Closed", When: e.ClosedOn.Short(), Title: why,
			Detail: person.FirstOf(e.CloseNote, then), Verb: "Reopen", Does: person.StepReopen}
	}
	owed, tell := owedSteps(rec, today)
	slices.SortFunc(owed, func(a, b rule.Step) int { return a.Compare(b, today) })
	if len(owed) > 0 {
		s := tell(owed[0])
		if len(owed) > 1 {
			then := tell(owed[1])
			s.Then = fmt.Sprintf("Then: %s", strings.Join(nonEmpty(then.Title, then.When), ", "))
		}
		return s
	}
	if e.Status == data.EpisodePaused {
		return person.Step{Lead: "Since", When: e.PausedOn.Short(), Title: "Paused", Detail: person.FirstOf(e.CloseNote, "Nothing is due until you reopen it."),
			Verb: "Reopen", Does: person.StepReopen}
	}
	return person.Step{Title: "No next step", Detail: fmt.Sprintf("No next step is planned for %s. Offer services or book an appointment.", rec.Client.Called()),
		Verb: "Book an appointment", Does: person.StepBook}
}

func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(t string) bool { return t == "" })
}

// owedSteps lists what a client is owed, and how each of it is told. While the
// episode is paused nothing is owed but the appointments that are booked.
func owedSteps(rec *data.ClientRecord, today data.Date) ([]rule.Step, func(rule.Step) person.Step) {
	told := map[rule.Step]person.Step{}
	var owed []rule.Step
	add := func(r rule.Step, s person.Step) { owed, told[r] = append(owed, r), s }
	for i := range rec.Appointments {
		a := &rec.Appointments[i].Appointment
		add(rule.Step{Kind: rule.StepAppointment, ID: a.ID, On: a.On, At: a.At}, appointmentStep(rec, a, today))
	}
	if s, ok := missedStep(rec); ok {
		add(rule.Step{Kind: rule.StepMissed, On: rec.Missed.Last}, s)
	}
	if rec.Episode.Status == data.EpisodePaused {
		return owed, func(r rule.Step) person.Step { return told[r] }
	}
	for i := range rec.FollowUps {
		f := &rec.FollowUps[i]
		add(rule.Step{Kind: rule.StepFollowUp, ID: f.ID, On: f.DueOn}, followUpStep(rec, f, today))
	}
	if s, ok := questionnaireStep(rec); ok {
		r := rule.Step{Kind: rule.StepAsk, ID: s.To.Record, On: today}
		switch {
		case r.ID != "":
			r.Kind = rule.StepResume
		case rec.Asks[0].State == data.AskLater:
			r.On = data.Date{} // it is asked when they first meet
		}
		add(r, s)
	}
	return owed, func(r rule.Step) person.Step { return told[r] }
}

func followUpStep(rec *data.ClientRecord, f *data.FollowUp, today data.Date) person.Step {
	s := person.Step{
		Title: f.Ordinal(), Verb: "Follow up",
		To: host.Route{Area: host.Clients, View: host.ViewFollowUp, Client: rec.Client.ID, Record: f.ID},
	}
	for _, p := range rec.Prescriptions {
		if p.ID == f.PrescriptionID && p.Service != "" {
			s.Title += ": " + p.Service
		}
	}
	s.When, s.Late = whenText(f.DueOn, today), f.DueOn.Before(today)
	s.Detail = fmt.Sprintf("3 weeks from %s", f.CountedFrom.Short())
	if f.MovedBecause != "" {
		s.Detail += " (" + f.MovedBecause + ")"
	}
	if f.Attempts > 0 {
		s.Detail = person.Dotted(s.Detail, data.Plural(f.Attempts, "attempt with no answer", "attempts with no answer"), person.PrefixIf("best ", f.DuePart.In()))
	}
	s.Detail = person.Dotted(s.Detail, rec.Client.ContactBy)
	return s
}

// appointmentStep is an appointment of which no one has said what came.
func appointmentStep(rec *data.ClientRecord, a *data.Appointment, today data.Date) person.Step {
	s := person.Step{When: whenText(a.On, today), Title: a.Kind.Label(), Detail: person.FirstOf(a.Note, "Booked"),
		Verb: "Record contact", To: host.AppointmentRoute(a)}
	if a.At != "" {
		s.Title = fmt.Sprintf("%s at %s", s.Title, data.Hour(a.At))
	}
	switch {
	case a.On.Before(today):
		s.Late, s.Detail = true, person.Dotted("This date has passed. What happened?", a.Note)
	case a.On.After(today) && a.ID == rec.Appointments[0].ID:
		s.Verb, s.Does = "Move or cancel", person.StepAppointment
	}
	return s
}

// missedStep is what the service does after a non-attendance, unless something is
// booked already.
func missedStep(rec *data.ClientRecord) (person.Step, bool) {
	step, ok := rule.AfterMissed(rec.Missed.N, rec.MissedSteps)
	if !ok || len(rec.Appointments) > 0 {
		return person.Step{}, false
	}
	s := person.Step{When: rec.Missed.Last.Short(), Title: step.Label(), Detail: fmt.Sprintf("Did not attend %s", rule.TimesInARow(rec.Missed.N)),
		Verb: "Book again", Does: person.StepBook}
	switch step {
	case rule.MissedClose:
		s.Verb, s.Does = "Close…", person.StepClose
	case rule.MissedCall:
		s.Detail = person.Dotted(s.Detail, rec.Client.Phone)
	}
	return s, true
}

// whenText is a day as it stands to today: "today", a day to come, or how long
// ago it was.
func whenText(d, today data.Date) string {
	switch days := today.Sub(d); {
	case days > 0:
		return fmt.Sprintf("%s overdue", data.Plural(days, "day", "days"))
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
// left halfway, the first one, or a follow-up that is due.
func questionnaireStep(rec *data.ClientRecord) (person.Step, bool) {
	return person.AskStep(rec, func(a *data.Ask) bool {
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
		return k == data.EntryContact || k == data.EntryAppointment || k == data.EntryAttempt || k == data.EntryFollowUp ||
			k == data.EntryVisit || k == data.EntryDecision
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
