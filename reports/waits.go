package reports

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/stat"

	"waymark/data"
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
	b.ToFirstContact = b.wait("to_first_contact", "From referral to first contact", "the first contact", &f.ToFirstContact)
	b.ToFirstService = b.wait("to_first_service", "From referral to first service", "the first service they went to", &f.ToFirstService)
}

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
	counts = append(counts, data.Tally{Key: "not_yet", Label: "Not yet", N: w.NotYet})
	t := Wait{Table: things(key, title, "How long", "referrals", counts)}
	b.protect(&t.Table)
	if n := len(w.Days); n > 0 && !b.rule.Small(n) {
		days := make([]float64, n)
		for i, d := range w.Days {
			days[i] = float64(d)
		}
		slices.Sort(days)
		t.Median = number(stat.Quantile(0.5, stat.Empirical, days, nil))
		if n >= 4*max(1, b.rule.Minimum) || b.rule.Minimum <= 1 {
			t.Quarter, t.Three = number(stat.Quantile(0.25, stat.Empirical, days, nil)), number(stat.Quantile(0.75, stat.Empirical, days, nil))
		}
	}
	switch {
	case !t.N.Some():
		t.Finding = "No referral was received in this period"
	case t.Median == nil && len(w.Days) == 0:
		t.Finding = "Nobody has got to " + what + " yet"
	case t.Median == nil:
		t.Finding = "Too few to say how long people waited for " + what
	default:
		t.Finding = fmt.Sprintf("Half of those who got to %s waited %s or less", what, data.Plural(int(*t.Median), "day", "days"))
	}
	t.Note = "Referrals received in the period, by the days to " + what + ". "
	if t.Quarter != nil {
		t.Note += fmt.Sprintf("A quarter waited %s or less, three quarters %s or less. ", data.Plural(int(*t.Quarter), "day", "days"), data.Plural(int(*t.Three), "day", "days"))
	}
	t.Note += t.ns()
	return t
}

func number(v float64) *float64 { return &v }
