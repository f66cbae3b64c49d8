package reports

import (
	"fmt"

	"waymark/data"
)

var kindWords = wording{
	none: "No contact took place in this period", unknown: "The kind of contact is not recorded",
	mostly: "The kind is not recorded for more than half of the contacts",
	all:    "Every contact was of one kind: %s", one: "The one contact was of this kind: %s",
	most: "More than half of the contacts were of one kind: %s",
	lead: "%s was the most common kind of contact", tie: "%s were the most common kinds of contact, equally",
	level: "No kind of contact stood out: %d were equally common",
}

var gapWords = wording{
	none: "No gap was recorded in this period", unknown: "The need is not recorded for any gap",
	mostly: "The need is not recorded for more than half of the gaps",
	all:    "Every gap was for %s", one: "The one gap was for %s", most: "More than half of the gaps were for %s",
	lead: "Something was missing most often for %s", tie: "Something was missing most often, equally, for %s",
	level: "No need stood out: %d were equally common",
}

// describeActivity makes the tables of what was done.
func (r *Report) describeActivity(f *data.Figures) {
	r.contacts(f)
	r.offers(f)
	r.gaps(f)
	r.followUps(&f.FollowUps)
}

func (r *Report) contacts(f *data.Figures) {
	k := things("by_kind", "Contacts by kind", "Kind of contact", "contacts", f.ContactsByKind)
	k.byCount()
	k.Finding = kindWords.finding(&k)
	k.Note = "Contacts that were attended. " + k.ns()
	r.ContactsByKind = k

	o := things("by_outcome", "What came of contacts", "Outcome", "contacts", f.ContactsByOutcome)
	attended := tally(f.ContactsByOutcome, string(data.ContactAttended))
	o.Finding = "No contact was arranged in this period"
	if o.N > 0 {
		o.Finding = fmt.Sprintf("%s of %s %s attended", Count(attended), plural(o.N, "contact", "contacts"), was(attended))
	}
	o.Note = o.ns()
	r.ContactsByOutcome = o
}

func (r *Report) offers(f *data.Figures) {
	o := &r.Offers
	o.ByDecision = things("by_decision", "Services offered", "What the person said", "offers", f.OffersByDecision)
	o.Chosen = tally(f.OffersByDecision, string(data.Chosen))
	o.ByDecision.Finding = "No service was offered in this period"
	if n := o.ByDecision.N; n > 0 {
		o.ByDecision.Finding = fmt.Sprintf("%s of %s %s chosen", Count(o.Chosen), plural(n, "offer", "offers"), was(o.Chosen))
	}
	o.ByDecision.Note = o.ByDecision.ns()

	for _, y := range f.Prescriptions {
		if data.PrescriptionStatus(y.Key).Began() {
			o.Started += y.N
		}
	}
	o.Prescriptions = things("prescriptions", "Services passed on", "What came of it", "services passed on", f.Prescriptions)
	o.Prescriptions.Finding = "No chosen service was passed on in this period"
	if n := o.Prescriptions.N; n > 0 {
		o.Prescriptions.Finding = fmt.Sprintf("%s of %s passed on %s started", Count(o.Started), plural(n, "service", "services"), was(o.Started))
	}
	o.Prescriptions.Note = "Started counts every service that the person went to at least once, also those completed or stopped since. " + o.Prescriptions.ns()

	o.People = Table{
		Key: "people", Title: "People offered a service", Heading: "Step", Unit: "people",
		N: f.PeopleOffered, Recorded: f.PeopleOffered, Overlaps: true,
		Rows: []Row{
			{Key: "offered", Label: "Were offered a service", Cell: Cell{N: f.PeopleOffered, Of: f.PeopleOffered}},
			{Key: "chose", Label: "Chose at least one", Cell: Cell{N: f.PeopleChose, Of: f.PeopleOffered}},
			{Key: "started", Label: "Started at least one", Cell: Cell{N: f.PeopleStarted, Of: f.PeopleOffered}},
		},
	}
	o.Finding = "No service was offered in this period"
	if f.PeopleOffered > 0 {
		o.Finding = fmt.Sprintf("%s of %s offered a service went to one", Count(f.PeopleStarted), people(f.PeopleOffered))
	}
	o.People.Finding = o.Finding
	o.Note = "Offers made in the period, and what has come of them up to now. Each step is a part of the one before it; percentages are of the " + people(f.PeopleOffered) + " offered a service."
	o.People.Note = o.Note
}

func (r *Report) gaps(f *data.Figures) {
	t := things("gaps", "Gaps: nothing suitable found", "Need", "gaps", f.Gaps)
	t.byCount()
	t.Finding = gapWords.finding(&t)
	t.Note = "Each time in the period that nothing suitable was in the directory for a need. " + t.ns()
	r.Gaps = t
}

func (r *Report) followUps(f *data.FollowUpFigures) {
	t := things("follow_ups", "Follow-ups", "What became of it", "follow-ups", []data.Tally{
		{Key: "on_time", Label: "Done on time", N: f.OnTime},
		{Key: "late", Label: "Done later", N: f.Late},
		{Key: "open", Label: "Still open", N: f.Open},
		{Key: "declined", Label: "Declined by the person", N: f.Declined},
		{Key: "not_needed", Label: "Not needed any more", N: f.NotNeeded},
	})
	t.Finding = "No follow-up fell due in this period"
	if t.N > 0 {
		t.Finding = fmt.Sprintf("%s of %s %s done on time", Count(f.OnTime), plural(t.N, "follow-up", "follow-ups"), was(f.OnTime))
	}
	t.Note = fmt.Sprintf("Follow-ups first due in the period. On time is at most %d days after the day first due. %s", data.OnTimeDays, t.ns())
	r.FollowUps = t
}

func tally(list []data.Tally, key string) int {
	n := 0
	for _, y := range list {
		if y.Key == key {
			n += y.N
		}
	}
	return n
}
