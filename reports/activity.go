package reports

import (
	"fmt"
	"strings"

	"waymark/data"
)

var kindWords = phrases{
	about: "Contacts attended, by type",
	none:  "No contact took place in this period", unknown: "The type of contact is not recorded",
	mostly: "The type is not recorded for more than half",
	all:    "All contacts were of one type: %s", one: "The one contact was of this type: %s",
}

var gapWords = phrases{
	about: "Gaps in local services, by need",
	none:  "No gap was recorded in this period", unknown: "The need is not recorded for any gap",
	mostly: "The need is not recorded for more than half of the gaps",
	all:    "Every gap was for %s", one: "The one gap was for %s",
}

// describeActivity makes the tables of what was done.
func (b *builder) describeActivity(f *data.Figures) {
	b.contacts(f)
	b.appointments(f)
	b.waits(f)
	b.offers(f)
	b.gaps(f)
	b.followUps(&f.FollowUps)
}

func (b *builder) contacts(f *data.Figures) {
	o := things("by_outcome", "Attendance at contacts", "Outcome", "contacts", f.ContactsByOutcome)
	b.protect(&o)
	o.Finding = shareClaim(&o, string(data.ContactAttended), "attended", "No contact was arranged in this period").title()
	o.Note = o.ns()
	b.ContactsByOutcome = o

	k := things("by_kind", "Contacts by type", "Type of contact", "contacts", f.ContactsByKind)
	b.protect(&k)
	k.byCount()
	k.Finding = kindWords.claim(&k).title()
	k.Note = "Contacts that were attended. " + k.ns()
	b.ContactsByKind = k
}

// shareClaim says how many of what a table counts are in one row, such as "240
// of 270 contacts were attended", and compares nothing.
func shareClaim(t *Table, key, what, none string) claim {
	c := claim{about: t.Title, on: []Cell{t.N}, apart: true}
	row := t.Row(key)
	switch {
	case !t.N.Some() || row == nil:
		c.says = none
	case t.N.Hidden:
	case row.Cell.Hidden:
		c.base = Count(t.N.N) + " " + unit(t.N.N, t.Unit)
	default:
		c.says = fmt.Sprintf(oneOrMany(row.Cell.N, "%s of %s was %s", "%s of %s were %s"), row.Cell.Text(), t.N.of(t.Unit), what)
	}
	return c
}

func (b *builder) gaps(f *data.Figures) {
	t := things("gaps", "Gaps in local services", "Need", "gaps", f.Gaps)
	b.protect(&t)
	t.byCount()
	t.Finding = gapWords.claim(&t).title()
	t.Note = "Each time a need was recorded with no suitable service in the directory. One person may have several. " + t.ns()
	b.Gaps = t
}

func (b *builder) followUps(f *data.FollowUpFigures) {
	t := things("follow_ups", followUpsTitle, "Result", "follow-ups", []data.Tally{
		{Key: "on_time", Label: "Done on time", N: f.OnTime},
		{Key: "late", Label: "Done later", N: f.Late},
		{Key: "open", Label: "Not done yet, and late", N: f.Open},
		{Key: "unreached", Label: "Person could not be reached", N: f.Unreached},
		{Key: "declined", Label: "Declined by the person", N: f.Declined},
		{Key: "not_needed", Label: "No longer needed", N: f.NotNeeded},
	})
	b.protect(&t)
	t.Finding = shareClaim(&t, "on_time", "done on time", "No follow-up was due in this period").title()
	b.FollowUpsNotYet = b.cell("follow_ups_not_yet", "not_yet", f.NotYet)
	t.Note = fmt.Sprintf("Follow-ups first due in the period. “On time” means no more than %d working days late. %s",
		data.OnTimeDays, strings.TrimSpace(t.ns()+" "+b.notYet()))
	b.FollowUps = t
}

// notYet says how many follow-ups are not counted, because nothing is missing yet.
func (b *builder) notYet() string {
	switch c := b.FollowUpsNotYet; {
	case c.Hidden:
		return "A few more are open and may still be done on time. They are not counted here."
	case c.N == 0:
		return ""
	case c.N == 1:
		return "1 more is open and may still be done on time. It is not counted here."
	default:
		return c.Text() + " more are open and may still be done on time. They are not counted here."
	}
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
