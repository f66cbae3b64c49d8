package tally

import (
	"cmp"
	"slices"
	"strings"

	"waymark/data"
)

// Entry is one entry of a list of the service, such as a reason.
type Entry struct {
	ID, Name string
	Retired  bool
}

// Service is what a service is called.
type Service struct{ ID, Name string }

// Names are what the counts are called. Each list is in the order in which it
// is shown.
type Names struct {
	Reasons, Surgeries, Staff []Entry
	Partners                  []Entry           // none in a service of one organisation
	Partnership               Partnership       // who belongs to which of them
	Services                  map[int64]Service // by seq; those that Services of the count asks for
	Lonely                    string            // the reason that stands for loneliness; "" for none
}

// Services lists the services whose names are wanted.
func (c *Count) Services() []int64 {
	list := make([]int64, 0, len(c.offers.services))
	for seq := range c.offers.services {
		list = append(list, seq)
	}
	for _, g := range c.outcomes.groups {
		for _, m := range g.measures {
			list = append(list, m.went...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Figures names the counts. It is called once, at the end.
func (c *Count) Figures(n Names) *data.Figures {
	f := &c.figures
	c.describePeople(n)
	f.FurtherReasons, f.NeedsFound, f.Gaps = c.inOrder(n.Reasons, c.further), c.inOrder(n.Reasons, c.needs), c.inOrder(n.Reasons, c.gaps)
	for at, count := range c.cross {
		f.ReasonNeeds = append(f.ReasonNeeds, data.Cross{Row: c.words.Word(at[0]), Column: c.words.Word(at[1]), N: count})
	}
	slices.SortFunc(f.ReasonNeeds, func(a, b data.Cross) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	c.describeActivity()
	c.describeVisits(n.Reasons)
	f.Services = c.byService(n.Services)
	if f.Loneliness.Reason = n.Lonely; c.lonely != 0 {
		l := &f.Loneliness
		l.ByReason = slices.DeleteFunc(c.named(n.Reasons, c.loneReason), func(t data.Tally) bool { return t.N == 0 && strings.TrimSpace(t.Key) != "" })
		l.Needs = c.inOrder(n.Reasons, c.loneNeeds)
	}
	for _, g := range c.outcomes.groups {
		for _, m := range g.measures {
			if m.used {
				f.Outcomes = append(f.Outcomes, m.figures(&c.outcomes, c.words, n.Services))
			}
		}
	}
	return f
}

// describePeople names the counts of people, in the order of the service's own
// lists, with "Not recorded" last.
func (c *Count) describePeople(n Names) {
	f := &c.figures
	f.BySex = append(tallies(c, data.Sexes(), c.people.sex), notRecorded(c.people.sex.of(0)))
	f.BySource = append(tallies(c, data.Sources(), c.people.source), notRecorded(c.people.source.of(0)))
	for _, b := range data.AgeBands() {
		key := b
		if b == data.AgeBandOf(-1) {
			key = ""
		}
		f.ByAgeBand = append(f.ByAgeBand, data.Tally{Key: key, Label: b, N: c.people.band[b]})
	}
	f.ByReason, f.BySurgery = c.named(n.Reasons, c.people.reason), c.named(n.Surgeries, c.people.surgery)
	f.ByPrescriber = c.named(n.Staff, c.people.prescriber)
	if len(n.Partners) > 0 {
		f.ByPartner, f.SurgeryPartners = c.named(n.Partners, c.people.partner), c.partnership.named(c.words)
	}
}

func (c *Count) describeActivity() {
	f := &c.figures
	f.ContactsByKind = tallies(c, data.ContactKinds(), c.kinds)
	f.ContactsByOutcome = tallies(c, data.ContactOutcomes(), c.contacts)
	f.Appointments = c.appointments.tallies(c)
	f.AppointmentsWalkIn = c.appointments.walkIn
	f.OffersByDecision = tallies(c, data.Decisions(), c.offers.decisions)
	f.Prescriptions = tallies(c, data.PrescriptionStatuses(), c.offers.statuses)
	f.NotChosenBecause = append(tallies(c, data.DeclineReasons(), c.offers.why), notRecorded(c.offers.why.of(0)))
	f.ByConfidence = c.byConfidence()
}

// tallies counts along options, in their order.
func tallies[T ~string](c *Count, options []data.Option[T], n counts) []data.Tally {
	var list []data.Tally
	for _, o := range options {
		list = append(list, data.Tally{Key: string(o.Value), Label: o.Label, N: n.of(c.words.Code(string(o.Value)))})
	}
	return list
}

func notRecorded(n int) data.Tally { return data.Tally{Label: "Not recorded", N: n} }

// named sets the names of counts from those of a list of the service; retired entries appear
// only when they count.
func (c *Count) named(entries []Entry, n counts) []data.Tally {
	var list []data.Tally
	for _, e := range entries {
		if t := (data.Tally{Key: e.ID, Label: e.Name, N: n.of(c.words.Code(e.ID))}); t.N > 0 || !e.Retired {
			list = append(list, t)
		}
	}
	return append(list, notRecorded(n.of(0)))
}

// inOrder names counts in the order of a list; those without any are left out.
func (c *Count) inOrder(entries []Entry, n counts) []data.Tally {
	return slices.DeleteFunc(c.named(entries, n), func(t data.Tally) bool { return t.Key == "" || t.N == 0 })
}
