package reports

import (
	"time"

	"waymark/data"
)

// Options is what a report says besides its figures.
type Options struct {
	ServiceName string
	AsAt        time.Time // when the figures were counted, in the zone to print
	// Surgery and Reason name the filters that the figures were counted with;
	// "" is all of them.
	Surgery, Reason string
	// Comparators are held against the means of their questionnaire. nil takes
	// the first one that comes with each questionnaire; an empty list none.
	Comparators []data.Comparator
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
	r := &Report{
		Service: data.Tidy(o.ServiceName), From: f.Filter.From, To: f.Filter.To, AsAt: o.AsAt,
		Surgery: data.Tidy(o.Surgery), Reason: data.Tidy(o.Reason),
		Seen: f.Seen, ReferralsReceived: f.ReferralsReceived,
	}
	if r.Service == "" {
		r.Service = "Social prescribing service"
	}
	r.describePeople(f)
	r.describeActivity(f)
	for i := range f.Outcomes {
		r.Outcomes = append(r.Outcomes, outcome(&f.Outcomes[i], f.Seen, o.Comparators))
	}
	r.KeyFigures = keyFigures(r)
	r.Definitions = definitions(r)
	r.Quality = quality(r, f)
	return r, nil
}

func checkPeriod(f data.FigureFilter) error {
	if f.From.IsZero() || f.To.IsZero() {
		return data.NewProblem(data.CodeInvalid, "Please give the first and the last day of the period.")
	}
	if f.From.After(f.To) {
		return data.NewProblem(data.CodeInvalid, "The period ends before it begins. Please check the two dates.")
	}
	return nil
}

// Tables lists every table of the report in the order that it is read.
func (r *Report) Tables() []*Table {
	list := []*Table{
		&r.Reasons, &r.FurtherReasons, &r.NeedsFound, &r.Sex, &r.AgeBands, &r.Surgeries, &r.Sources,
		&r.ContactsByKind, &r.ContactsByOutcome,
		&r.Offers.People, &r.Offers.ByDecision, &r.Offers.Prescriptions, &r.Gaps, &r.FollowUps,
	}
	for i := range r.Outcomes {
		list = append(list, &r.Outcomes[i].ByMode)
	}
	return list
}
