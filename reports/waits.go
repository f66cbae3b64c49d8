package reports

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/rule"
	"waymark/reports/disclosure"
)

// waitBands are the lengths of time that waits are counted by, in days.
var waitBands = []struct {
	key, label string
	most       int
}{
	{"7", "Within a week", 7}, {"14", "8 to 14 days", 14}, {"28", "15 to 28 days", 28}, {"56", "29 to 56 days", 56}, {"more", "More than 56 days", -1},
}

// waits says how long people waited for the first contact and the first service.
func (b *builder) waits(f *data.Figures) {
	b.ToFirstContact = b.wait("to_first_contact", "From referral to first contact", "a first contact", &f.ToFirstContact)
	b.ToFirstService = b.wait("to_first_service", "From referral to first service", "a first service", &f.ToFirstService)
}

// notYetKey is the row of those who still wait.
const notYetKey = "not_yet"

func (b *builder) wait(key, title, what string, w *data.Waits) Wait {
	counts := make([]data.Tally, len(waitBands))
	for i, band := range waitBands {
		counts[i] = data.Tally{Key: band.key, Label: band.label}
	}
	for _, days := range w.Days {
		i := slices.IndexFunc(waitBands, func(band struct {
			key, label string
			most       int
		}) bool {
			return band.most < 0 || days <= band.most
		})
		counts[i].N++
	}
	counts = append(counts, data.Tally{Key: notYetKey, Label: "Not yet", N: w.NotYet})
	t := Wait{Table: things(key, title, "How long", "referrals", counts)}
	b.protect(&t.Table)
	b.lengths(&t, w)
	c := claim{about: title, on: []Cell{t.N}, apart: true}
	if !t.N.Hidden {
		c.base = t.N.of(t.Unit)
	}
	switch {
	case !t.N.Some():
		c.says, c.base = "No referral was received in this period", ""
	case t.N.Hidden:
	case len(w.Days) == 0:
		c.says = "No one has reached " + what + " yet"
	case t.Lengths == nil:
	case t.Lengths.Median == nil:
		c.says = "Fewer than half have reached " + what + " so far"
	default:
		sentence := "Median wait for %s was %s, counting those still waiting"
		if !t.someWait() {
			sentence = "Median wait for %s was %s"
		}
		c.says = fmt.Sprintf(sentence, what, data.Plural(int(*t.Lengths.Median), "day", "days"))
	}
	t.Finding = c.title()
	t.Note = "Referrals received in the period, by days to " + what + ". " + strings.TrimSpace(t.lengthsText()+t.ns())
	return t
}

// lengths works out the median and the quartiles, of all referrals: those who
// still wait count for as long as they have waited so far. They are left out
// where few have got there, whose single waits they would tell.
func (b *builder) lengths(t *Wait, w *data.Waits) {
	n := len(w.Days)
	if n < fewestWait(b.rule) || t.N.Hidden {
		return
	}
	at := func(share float64) *float64 {
		if day, reached := rule.Waited(w.Days, w.Waiting, share); reached {
			return number(float64(day))
		}
		return nil
	}
	t.Lengths = &Lengths{Median: at(0.5)}
	if n >= fewestQuarters(b.rule) {
		t.Lengths.Quarter, t.Lengths.Three, t.Lengths.Quartiles = at(0.25), at(0.75), true
	}
}

// fewestWait is how many people have to have got there for a median: that of one is
// their own wait.
func fewestWait(r disclosure.Rule) int { return max(2, r.Minimum) }

// fewestQuarters is how many have to have got there for quartiles.
func fewestQuarters(r disclosure.Rule) int { return 4 * max(1, r.Minimum) }

// someWait reports whether anyone still waits, or how many do is hidden.
func (w *Wait) someWait() bool {
	row := w.Row(notYetKey)
	return row == nil || row.Cell.Some()
}

func (w *Wait) lengthsText() string {
	l := w.Lengths
	if l == nil {
		return ""
	}
	by := func(v *float64) string {
		if v == nil {
			return notReached
		}
		return data.Plural(int(*v), "day", "days")
	}
	text := "Counting those still waiting (Kaplan–Meier), the median is " + by(l.Median)
	if !w.someWait() {
		text = "The median is " + by(l.Median)
	}
	if l.Quartiles {
		text = fmt.Sprintf("%s, the lower quartile %s and the upper quartile %s", text, by(l.Quarter), by(l.Three))
	}
	if !strings.Contains(text, notReached) {
		return text + ". "
	}
	return text + ". “Not reached” means that too many are still waiting to say. "
}

// Days lists the lengths of the wait with their names. A report saved before
// those still waiting were counted has those of the people who got there.
func (w *Wait) Days() []WaitLength {
	if w.Lengths == nil {
		if w.Median == nil {
			return nil
		}
		return []WaitLength{
			{"A quarter of those who got there waited no longer than, days", w.Quarter},
			{"Half of those who got there waited no longer than, days", w.Median},
			{"Three quarters of those who got there waited no longer than, days", w.Three},
		}
	}
	l := w.Lengths
	list := []WaitLength{{"Median wait (days), counting those still waiting", l.Median}}
	if !w.someWait() {
		list[0].Label = "Median wait (days)"
	}
	if l.Quartiles {
		list = append(list, WaitLength{"Lower quartile wait (days)", l.Quarter}, WaitLength{"Upper quartile wait (days)", l.Three})
	}
	return list
}

// WaitLength is one of the lengths of a wait; Days is nil where it is not
// reached, or cannot be given.
type WaitLength struct {
	Label string
	Days  *float64
}

// Text is the length as printed: “52”, or “not reached”.
func (l WaitLength) Text() string {
	if l.Days == nil {
		return notReached
	}
	return Count(int(*l.Days))
}

const notReached = "not reached"

func number(v float64) *float64 { return &v }
