package reports

import (
	"fmt"
	"strings"

	"waymark/data"
)

var kindWords = phrases{
	none: "No contact took place in this period", unknown: "The kind of contact is not recorded",
	mostly: "The kind is not recorded for more than half of the contacts",
	all:    "Every contact was of one kind: %s", one: "The one contact was of this kind: %s",
	most: "More than half of the contacts were of one kind: %s",
	lead: "%s was the most common kind of contact", tie: "%s were the most common kinds of contact, equally",
	level: "No kind of contact stood out: %d were equally common",
}

var gapWords = phrases{
	none: "No gap was recorded in this period", unknown: "The need is not recorded for any gap",
	mostly: "The need is not recorded for more than half of the gaps",
	all:    "Every gap was for %s", one: "The one gap was for %s", most: "More than half of the gaps were for %s",
	lead: "Something was missing most often for %s", tie: "Something was missing most often, equally, for %s",
	level: "No need stood out: %d were equally common",
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
	o := things("by_outcome", "What came of contacts", "Outcome", "contacts", f.ContactsByOutcome)
	// The table of kinds counts the attended ones, too.
	b.protect(&o, string(data.ContactAttended))
	o.Finding = b.share(&o, string(data.ContactAttended), "attended", "No contact was arranged in this period")
	o.Note = o.ns()
	b.ContactsByOutcome = o

	k := things("by_kind", "Contacts by kind", "Kind of contact", "contacts", f.ContactsByKind)
	b.protect(&k)
	k.byCount()
	k.Finding = kindWords.finding(&k)
	k.Note = "Contacts that were attended. " + k.ns()
	b.ContactsByKind = k
}

// share says how many of what a table counts are in one row, such as "240 of
// 270 contacts were attended".
func (b *builder) share(t *Table, key, what, none string) string {
	row := t.Row(key)
	switch {
	case t.N.Hidden, row != nil && row.Cell.Hidden:
		return "Too few " + t.Unit + " to say how many were " + what
	case t.N.N == 0 || row == nil:
		return none
	}
	return fmt.Sprintf("%s of %s %s %s %s", row.Cell.Text(), t.N.Text(), unit(t.N.N, t.Unit), was(row.Cell.N), what)
}

func (b *builder) gaps(f *data.Figures) {
	t := things("gaps", "Gaps: nothing suitable found", "Need", "gaps", f.Gaps)
	b.protect(&t)
	t.byCount()
	t.Finding = gapWords.finding(&t)
	t.Note = "Each time in the period that nothing suitable was in the directory for a need. " + t.ns()
	b.Gaps = t
}

func (b *builder) followUps(f *data.FollowUpFigures) {
	t := things("follow_ups", "Follow-ups", "What became of it", "follow-ups", []data.Tally{
		{Key: "on_time", Label: "Done on time", N: f.OnTime},
		{Key: "late", Label: "Done later", N: f.Late},
		{Key: "open", Label: "Not done yet, and late", N: f.Open},
		{Key: "unreached", Label: "Person could not be reached", N: f.Unreached},
		{Key: "declined", Label: "Declined by the person", N: f.Declined},
		{Key: "not_needed", Label: "Not needed any more", N: f.NotNeeded},
	})
	b.protect(&t)
	t.Finding = b.share(&t, "on_time", "done on time", "No follow-up fell due in this period")
	b.FollowUpsNotYet = b.cell(f.NotYet)
	t.Note = fmt.Sprintf("Follow-ups first due in the period. On time is at most %d working days after the day first due. %s",
		data.OnTimeDays, strings.TrimSpace(t.ns()+" "+b.notYet()))
	b.FollowUps = t
}

// notYet says how many follow-ups are not counted, because nothing is missing yet.
func (b *builder) notYet() string {
	switch c := b.FollowUpsNotYet; {
	case c.Hidden:
		return "A few more are open and may still be done on time; they are not counted here."
	case c.N == 0:
		return ""
	case c.N == 1:
		return "1 more is open and may still be done on time; it is not counted here."
	default:
		return c.Text() + " more are open and may still be done on time; they are not counted here."
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
