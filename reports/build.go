package reports

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/reports/disclosure"
)

// Options is what a report says besides its figures.
type Options struct {
	ServiceName string
	Role        data.RoleName // what the service calls its prescribers; zero is the default
	AsAt        time.Time     // when the figures were counted, in the zone to print
	// Partner, Surgery and Reason name the filters that the figures were counted
	// with; "" is all of them.
	Partner, Surgery, Reason string
	// Comparators are set beside the means of their questionnaire. nil takes
	// the first one that comes with each questionnaire; an empty list none.
	Comparators []data.Comparator
	// Rule is how small numbers are treated; the zero Rule shows all of them,
	// for the service's own eyes only.
	Rule disclosure.Rule
	// Catalogue has the questionnaires; nil takes those of the program.
	Catalogue *instrument.Catalogue
	// Before are the figures of the period before, to compare with; nil for none.
	Before *data.Figures
	Learnt string // what was learnt, as package wording reads it
	Tales  []data.Tale
	// Series is what the readers of this report hold of earlier ones: no number
	// that it leaves open may follow from theirs, or theirs from it.
	Series disclosure.Series
	Scores bool // with each pair's scores, where no hidden count follows from them
	// Handing says who gets the report; nil makes a draft.
	Handing *Handing
	Staff   bool // with people and change by prescriber, who are named

	left map[string]bool // tables that are left out, because means tell too much of them
}

// Build works out every figure of a report once. Where parts do not add up to
// their whole it returns a *data.Problem that names them and says by how much,
// and no report: a wrong figure in a funder's hands is worse than none.
func Build(f *data.Figures, o Options) (*Report, error) {
	if err := checkPeriod(f.Filter); err != nil {
		return nil, err
	}
	if err := reconcile(f); err != nil {
		return nil, err
	}
	if o.Catalogue == nil {
		o.Catalogue = instrument.Standard()
	}
	var before *Report
	if o.Before != nil {
		if err := reconcile(o.Before); err != nil {
			return nil, err
		}
		before = describe(o.Before, o)
		if len(o.Series.Held) > 0 {
			o.Series.Held = append(slices.Clone(o.Series.Held), compared(before, o.Before, o))
		}
	}
	r := describe(f, o)
	if before != nil {
		r.Comparison = comparison(r, before)
	}
	r.KeyFigures = keyFigures(r)
	r.Definitions = definitions(r, data.NewRoleName(o.Role.One, o.Role.Many), o.Catalogue)
	r.Restricted = leftOut(f.Restricted, o.Rule)
	r.HeldOf = heldOf(f)
	r.Quality = quality(r)
	r.Learnt = o.Learnt
	r.addTales(o.Tales)
	r.Loss = r.lost()
	return r, nil
}

// describe works out every figure of one period. Where the rule hides numbers,
// it does so twice: once to find out which, and once without them.
func describe(f *data.Figures, o Options) *Report {
	if !o.Rule.On() {
		return fill(f, o, nil, false).Report
	}
	choice := o.Rule.Choose(trueNumbers(f, o), o.Series)
	if o.left = toldByMeans(choice.Told); len(o.left) > 0 {
		choice = o.Rule.Choose(trueNumbers(f, o), o.Series)
	}
	return fill(f, o, choice.Hide, false).Report
}

// toldByMeans lists the tables of scores of which a number follows whatever is hidden:
// of 6 people with a mean of 27 and no one in between no two can be in the highest band.
// They are left out, also their noughts.
func toldByMeans(told []string) map[string]bool {
	left := map[string]bool{}
	for _, ref := range told {
		table, _, _ := strings.Cut(ref, "#")
		if strings.HasPrefix(table, outcomePrefix) && (strings.HasSuffix(table, "/bands") || strings.HasSuffix(table, "/changes")) {
			left[table] = true
		}
	}
	return left
}

// trueNumbers are the numbers of a period before any is hidden or rounded.
func trueNumbers(f *data.Figures, o Options) disclosure.Held {
	o.Rule.RoundTo = 0
	return fill(f, o, nil, true).Holding("", f.Filter)
}

// byRef lists numbers by what they are.
func byRef(h disclosure.Held) map[string]int {
	list := map[string]int{}
	for i := range h.Tables {
		for _, c := range h.Tables[i].Cells {
			list[disclosure.Ref(h.Tables[i].Key, c.Key)] = c.N
		}
	}
	return list
}

// compared is what a report that compares prints of the period before.
func compared(before *Report, f *data.Figures, o Options) disclosure.Held {
	h := *before.comparedNumbers()
	h.On(f.Filter)
	h.True = byRef(trueNumbers(f, o))
	return h
}

// fill works out every figure of one period but those that are not to be
// printed. An open report has those of the rule that it will be printed with,
// and hides nothing.
func fill(f *data.Figures, o Options, hide map[string]bool, open bool) *builder {
	r := &Report{
		Service: cmp.Or(data.Tidy(o.ServiceName), "Social prescribing service"), From: f.Filter.From, To: f.Filter.To, AsAt: o.AsAt,
		Partner: data.Tidy(o.Partner), OwnOnly: f.OwnOf != "", OwnOf: f.OwnOf, Surgery: data.Tidy(o.Surgery), Reason: data.Tidy(o.Reason), Rule: o.Rule, Protection: protection(o.Rule), Handing: o.Handing,
	}
	b := &builder{Report: r, rule: o.Rule, hide: hide, left: o.left, open: open, figures: f, role: data.NewRoleName(o.Role.One, o.Role.Many), byStaff: o.Staff, series: len(o.Series.Held) > 0}
	r.Seen, r.ReferralsReceived = b.cell("people_seen", "seen", f.Seen), b.cell("report", "referrals", f.ReferralsReceived)
	r.Unmet = b.unmet(f)
	b.describePeople(f)
	b.partners(f)
	b.staff(f, o.Staff)
	b.loneliness(f)
	b.reasonNeeds(f) // after it, for it is parted there further
	b.describeActivity(f)
	b.visits(f)
	for i := range f.Outcomes {
		r.Outcomes = append(r.Outcomes, b.outcome(&f.Outcomes[i], o))
	}
	return b
}

func checkPeriod(f data.FigureFilter) error {
	if f.From.IsZero() || f.To.IsZero() {
		return data.NewProblem(data.CodeInvalid, "Enter the first and the last day of the period.")
	}
	if f.From.After(f.To) {
		return data.NewProblem(data.CodeInvalid, "The period ends before it begins. Check the two dates.")
	}
	return nil
}
