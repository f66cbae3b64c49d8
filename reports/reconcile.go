package reports

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
)

// checker collects sentences about parts that do not fit their whole.
type checker struct{ wrong []string }

func (c *checker) equal(parts string, sum int, whole string, n int) {
	switch {
	case sum > n:
		c.wrong = append(c.wrong, fmt.Sprintf("%s add up to %d, but %s is %d (%d too many)", parts, sum, whole, n, sum-n))
	case sum < n:
		c.wrong = append(c.wrong, fmt.Sprintf("%s add up to %d, but %s is %d (%d too few)", parts, sum, whole, n, n-sum))
	}
}

func (c *checker) within(part string, n int, whole string, most int) {
	if n > most {
		c.wrong = append(c.wrong, fmt.Sprintf("%s is %d, but %s is only %d (%d too many)", part, n, whole, most, n-most))
	}
}

func (c *checker) counts(what string, tallies []data.Tally) int {
	sum := 0
	for _, y := range tallies {
		if y.N < 0 {
			c.wrong = append(c.wrong, fmt.Sprintf("%s contain a negative count (%d)", what, y.N))
		}
		sum += y.N
	}
	return sum
}

// reconcile checks that every part adds up to its whole.
func reconcile(f *data.Figures) error {
	c := &checker{}
	const seen = "the number of people seen"
	for _, t := range []struct {
		name    string
		tallies []data.Tally
	}{
		{"people by reason", f.ByReason}, {"people by sex", f.BySex}, {"people by age band", f.ByAgeBand},
		{"people by surgery", f.BySurgery}, {"people by source", f.BySource}, {"people by prescriber", f.ByPrescriber},
		{"people by partner", f.ByPartner},
	} {
		if t.tallies == nil && (t.name == "people by prescriber" || t.name == "people by partner") {
			continue // figures of before it was counted, or of one organisation
		}
		c.equal(t.name, c.counts(t.name, t.tallies), seen, f.Seen)
	}
	c.overlap("further reasons", f.FurtherReasons, f.PeopleWithFurther, f.Seen)
	c.overlap("needs found later", f.NeedsFound, f.PeopleWithNeeds, f.Seen)
	c.activity(f)
	c.visits(f)
	for i := range f.Outcomes {
		o := &f.Outcomes[i]
		c.outcome(o, cmp.Or(o.People, f.Seen))
	}
	if len(c.wrong) == 0 {
		return nil
	}
	return data.NewProblem(data.CodeRefused, "The report was not made, because its parts do not add up: "+
		strings.Join(c.wrong, "; ")+". Ask the person who looks after Waymark to check the database.")
}

// overlap checks people with at least one of several things: no one can be in
// a row without being among them, nor among them without being in a row.
func (c *checker) overlap(name string, tallies []data.Tally, people, seen int) {
	sum := c.counts(name, tallies)
	c.within("the number of people with "+name, people, "the number of people seen", seen)
	c.within("the number of people with "+name, people, "the sum of "+name, sum)
	for _, y := range tallies {
		c.within("one row of "+name, y.N, "the number of people with any", people)
	}
}

func (c *checker) activity(f *data.Figures) {
	c.counts("contacts by outcome", f.ContactsByOutcome)
	c.equal("contacts by kind", c.counts("contacts by kind", f.ContactsByKind),
		"the number of contacts attended", tally(f.ContactsByOutcome, string(data.ContactAttended)))

	c.within("the number of walk-ins", f.AppointmentsWalkIn, "the number of appointments", c.counts("appointments by outcome", f.Appointments))
	offers := c.counts("offers by decision", f.OffersByDecision)
	chosen := tally(f.OffersByDecision, string(data.Chosen))
	c.within("the number of referrals and signposts", c.counts("referrals and signposts", f.Prescriptions), "the number of offers chosen", chosen)
	c.within("the number of people offered a service", f.PeopleOffered, "the number of offers", offers)
	c.within("the number of people who chose a service", f.PeopleChose, "the number of people offered one", f.PeopleOffered)
	c.within("the number of people who started a service", f.PeopleStarted, "the number of people who chose one", f.PeopleChose)

	if f.NotChosenBecause != nil {
		c.equal("reasons for not choosing", c.counts("reasons for not choosing", f.NotChosenBecause), "the number of offers not chosen", offers-chosen)
	}
	c.confidence(f, offers, chosen)
	c.services(f, offers, chosen)
	c.counts("gaps", f.Gaps)
	u := f.FollowUps
	c.counts("follow-ups that may still be done on time", []data.Tally{{N: u.NotYet}})
	c.equal("follow-ups done on time, done later, not done, declined, not needed and not reached",
		c.counts("follow-ups", []data.Tally{{N: u.OnTime}, {N: u.Late}, {N: u.Open}, {N: u.Declined}, {N: u.NotNeeded}, {N: u.Unreached}}),
		"the number due", u.Due)
}

func (c *checker) confidence(f *data.Figures, offers, chosen int) {
	if f.ByConfidence == nil {
		return
	}
	n, yes := 0, 0
	for _, y := range f.ByConfidence {
		c.within("the number started of one confidence", y.Started, "the number chosen", y.Chosen)
		n, yes = n+y.Offers, yes+y.Chosen
	}
	c.equal("offers by confidence", n, "the number of offers", offers)
	c.equal("chosen offers by confidence", yes, "the number of offers chosen", chosen)
}

func (c *checker) services(f *data.Figures, offers, chosen int) {
	if f.Services == nil {
		return
	}
	n, yes := 0, 0
	for _, s := range f.Services {
		c.within("the number completed of one service", s.Completed, "the number started", s.Started)
		c.within("the number started of one service", s.Started, "the number chosen", s.Chosen)
		n, yes = n+s.Offered, yes+s.Chosen
	}
	c.equal("offers by service", n, "the number of offers", offers)
	c.equal("chosen offers by service", yes, "the number of offers chosen", chosen)
}

func (c *checker) outcome(o *data.OutcomeFigures, seen int) {
	name := measureName(cmp.Or(o.Measure, o.InstrumentID))
	c.counts(name+" figures", []data.Tally{{N: o.Baselines}, {N: o.BaselinesIncomplete}, {N: o.FollowUps}, {N: o.FollowUpsIncomplete}, {N: o.Refused}})
	c.within("the number of people with a first "+name, o.Baselines+o.BaselinesIncomplete+o.Refused, "the number of people seen", seen)
	c.within("the number of people with a later "+name, o.FollowUps+o.FollowUpsIncomplete+o.Refused, "the number of people seen", seen)
	c.within("the number of "+name+" pairs", len(o.Pairs), "the number of people with a complete later one", o.FollowUps)
	if len(o.Unpaired) > 0 {
		c.within("the number of people with a first "+name+" and no pair", len(o.Unpaired), "the number of people with a first one", o.Baselines)
	}
	if modes := c.counts(name+" by how it was filled in", o.ByMode); len(o.ByMode) > 0 {
		c.within("the number of people with a complete "+name+", first and later", o.Baselines+o.FollowUps,
			"the number of those by how they were filled in", modes)
	}
	for _, p := range o.Pairs {
		if math.IsNaN(p.Before+p.After) || math.IsInf(p.Before+p.After, 0) {
			c.wrong = append(c.wrong, "a "+name+" score is not a number")
			return
		}
	}
}

// measureName is how people call a score; one that did not come with the
// program goes by its ID.
func measureName(id string) string {
	if m, ok := instrument.Standard().Measure(id); ok {
		return m.ShortName
	}
	return id
}
