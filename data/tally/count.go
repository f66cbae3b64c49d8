package tally

import (
	"cmp"
	"slices"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/rule"
)

// Count adds up the facts of one client after another. What each figure means
// is said at data.Figures.
type Count struct {
	filter                   data.FigureFilter
	partner, surgery, reason Code
	partnership              partnership
	from, to                 Day
	words                    *Words
	is                       meaning
	lonely                   Code // the reason that stands for loneliness
	calendar                 Calendar
	until                    map[Day]data.Date // the last day to be on time, by the day first due

	figures      data.Figures
	people       descriptions
	further      counts
	needs        counts
	kinds        counts
	contacts     counts
	appointments appointments
	gaps         counts
	cross        map[[2]Code]int
	offers       offerCounts
	loneReason   counts
	loneNeeds    counts
	found        []Code // of the client at hand: further reasons and needs, each once
	outcomes     outcomes
	atHome       visitCounts

	// LowTop and MiddleTop are the highest ratings of the low and of the middle
	// band of clutter.
	LowTop, MiddleTop int
}

// meaning has the codes of the words that the counts turn on.
type meaning struct {
	attended, chosen, completed                Code
	held, walkIn                               Code
	done, open, declined, notNeeded, unreached Code
	baseline, followUp                         Code
	began                                      []Code
}

func meaningOf(w *Words) meaning {
	m := meaning{
		attended: w.Code(string(data.ContactAttended)),
		held:     w.Code(string(data.AppointmentHeld)), walkIn: w.Code(string(data.WalkIn)),
		chosen: w.Code(string(data.Chosen)), completed: w.Code(string(data.StatusCompleted)),
		done: w.Code(string(data.FollowUpDone)), open: w.Code(string(data.FollowUpOpen)),
		declined: w.Code(string(data.FollowUpDeclined)), notNeeded: w.Code(string(data.FollowUpNotNeeded)),
		unreached: w.Code(string(data.FollowUpUnreached)),
		baseline:  w.Code(string(data.Baseline)), followUp: w.Code(string(data.StageFollowUp)),
	}
	for _, o := range data.PrescriptionStatuses() {
		if o.Value.Began() {
			m.began = append(m.began, w.Code(string(o.Value)))
		}
	}
	return m
}

// Calendar is what of the day of counting the counts turn on: whether a follow-up
// that is open may still be done on time.
type Calendar struct {
	Today    data.Date
	Holidays *data.Holidays // of the service
}

// New returns a count for f. kinds are the questionnaires that are thought to
// be in use; where Kinds says others in the end, the count is to be made again
// with those.
func New(f data.FigureFilter, words *Words, catalogue *instrument.Catalogue, kinds []Kind, lonely data.ID, calendar Calendar) *Count {
	c := &Count{filter: f, partner: words.Code(string(f.PartnerID)), surgery: words.Code(string(f.SurgeryID)), reason: words.Code(string(f.ReasonID)), from: DayOf(f.From), to: DayOf(f.To),
		words: words, is: meaningOf(words), lonely: words.Code(string(lonely)), cross: map[[2]Code]int{},
		calendar: calendar, until: map[Day]data.Date{}, LowTop: 3, MiddleTop: 6}
	c.figures.Filter = f
	c.offers.services = map[int64]*data.ServiceFigures{}
	c.outcomes.prepare(words, catalogue, kinds)
	return c
}

// counts are how many of each code there are.
type counts []int

func (n *counts) add(c Code) {
	if int(c) >= len(*n) {
		*n = append(*n, make([]int, int(c)+1-len(*n))...)
	}
	(*n)[c]++
}

func (n counts) of(c Code) int {
	if int(c) < len(n) {
		return n[c]
	}
	return 0
}

// descriptions are the counts of people seen along what describes them.
type descriptions struct {
	sex, reason, surgery, source, prescriber, partner counts
	band                                              map[string]int
}

// person is what describes a client in the period.
type person struct {
	sex, reason, surgery, source, prescriber, partner Code
	age                                               int // in full years; -1: not recorded
	band                                              string
	described                                         *Referral // nil: none up to the end of the period
}

func (c *Count) within(d Day) bool { return d >= c.from && d <= c.to }

// Add counts a client, or that they may not be counted.
func (c *Count) Add(f *Facts) {
	if f.Restricted {
		c.figures.Restricted++
		return
	}
	c.outcomes.use(f)
	p := c.describe(f)
	if !c.asked(&p) {
		return
	}
	seen := slices.ContainsFunc(f.Contacts, func(k Contact) bool { return k.Outcome == c.is.attended && c.within(k.On) })
	answered := slices.ContainsFunc(f.Responses, func(r Response) bool { return c.within(r.On) })
	c.activity(f)
	if seen || answered {
		p.age = c.ageOf(f.Born)
		p.band = data.AgeBandOf(p.age)
		c.outcomes.add(c, f, &p)
	}
	if seen {
		c.person(f, &p)
	} else {
		c.unmet(f)
	}
}

// AddGap counts a gap that was found for no one in particular: none of a part
// of the caseload.
func (c *Count) AddGap(g Need) {
	if c.partner == 0 && c.surgery == 0 && c.reason == 0 && c.within(g.On) {
		c.gaps.add(g.Reason)
	}
}

// describe finds the latest referral up to the end of the period, which says
// why, from whom and for which surgery the client came.
func (c *Count) describe(f *Facts) person {
	p := person{sex: f.Sex, surgery: f.Surgery}
	for i := len(f.Referrals) - 1; i >= 0; i-- {
		if r := &f.Referrals[i]; r.On <= c.to {
			p.described, p.reason, p.source, p.prescriber = r, r.Reason, r.Source, r.Prescriber
			p.surgery = cmp.Or(r.Surgery, f.Surgery)
			break
		}
	}
	p.partner = data.PartnerOf(p.surgery, p.prescriber, c.partnership.surgeries, c.partnership.staff)
	return p
}

// ageOf is data.Age, by numbers. A day of birth may be known by its month alone, see
// MonthOnly.
func (c *Count) ageOf(born Day) int {
	if born == 0 || born > c.to {
		return -1
	}
	return (c.to.digits() - born.digits()) / 10000
}

// person counts a client who was seen in the period.
func (c *Count) person(f *Facts, p *person) {
	c.figures.Seen++
	d := &c.people
	d.sex.add(p.sex)
	d.reason.add(p.reason)
	d.surgery.add(p.surgery)
	d.source.add(p.source)
	d.prescriber.add(p.prescriber)
	d.partner.add(p.partner)
	if d.band == nil {
		d.band = map[string]int{}
	}
	d.band[p.band]++
	c.found = c.found[:0]
	c.furtherReasons(p)
	c.needsFound(f, p)
	c.loneliness(p)
}

// furtherReasons and needsFound count people, each reason once a person.
func (c *Count) furtherReasons(p *person) {
	if p.described == nil || len(p.described.Further) == 0 {
		return
	}
	c.figures.PeopleWithFurther++
	for _, reason := range p.described.Further {
		c.further.add(reason)
		c.found = append(c.found, reason)
	}
}

func (c *Count) needsFound(f *Facts, p *person) {
	already := len(c.found)
	for _, n := range f.Needs {
		if !c.within(n.On) || slices.Contains(c.found[already:], n.Reason) {
			continue
		}
		c.found = append(c.found, n.Reason)
		c.needs.add(n.Reason)
		c.cross[[2]Code{p.reason, n.Reason}]++
	}
	if len(c.found) > already {
		c.figures.PeopleWithNeeds++
	}
}

// loneliness counts the people seen for whom loneliness was a reason or was
// found, with what they came for and what else was found.
func (c *Count) loneliness(p *person) {
	if c.lonely == 0 {
		return
	}
	l := &c.figures.Loneliness
	switch {
	case p.reason == c.lonely:
		l.Asked++
	case slices.Contains(c.found, c.lonely):
		l.Found++
		c.loneReason.add(p.reason)
	default:
		return
	}
	slices.Sort(c.found)
	c.found = slices.Compact(c.found)
	for _, need := range c.found {
		if need != c.lonely {
			c.loneNeeds.add(need)
		}
	}
}

// activity counts what was done in the period, whether the client was seen in
// it or not.
func (c *Count) activity(f *Facts) {
	c.visits(f)
	for i := range f.Referrals {
		if r := &f.Referrals[i]; c.within(r.On) {
			c.figures.ReferralsReceived++
			c.waits(f, r)
		}
	}
	for _, k := range f.Contacts {
		if !c.within(k.On) {
			continue
		}
		c.contacts.add(k.Outcome)
		if k.Outcome == c.is.attended {
			c.kinds.add(k.Kind)
		}
	}
	c.booked(f)
	for _, g := range f.Gaps {
		if c.within(g.On) {
			c.gaps.add(g.Reason)
		}
	}
	for i := range f.FollowUps {
		if u := &f.FollowUps[i]; c.within(u.FirstDue) {
			c.followUp(u)
		}
	}
	c.offered(f)
}

// waits takes the days from a referral to the first attended contact, and to
// the first service that the client went to.
func (c *Count) waits(f *Facts, r *Referral) {
	var contact, service Day
	for _, k := range f.Contacts {
		if k.Outcome == c.is.attended && k.Episode == r.Episode && k.On >= r.On {
			contact = earliest(contact, k.On)
		}
	}
	for _, w := range f.Went {
		if w.Episode == r.Episode && w.On >= r.On {
			service = earliest(service, w.On)
		}
	}
	c.figures.ToFirstContact = c.waited(c.figures.ToFirstContact, r.On, contact)
	c.figures.ToFirstService = c.waited(c.figures.ToFirstService, r.On, service)
}

func earliest(a, b Day) Day {
	if a == 0 {
		return b
	}
	return min(a, b)
}

func (c *Count) waited(w data.Waits, from, until Day) data.Waits {
	if until == 0 {
		w.NotYet++
		w.Waiting = append(w.Waiting, max(0, c.calendar.Today.Sub(from.Date())))
	} else {
		w.Days = append(w.Days, until.Date().Sub(from.Date()))
	}
	return w
}

func (c *Count) followUp(u *FollowUp) {
	until, known := c.until[u.FirstDue]
	if !known {
		until = c.calendar.Holidays.OnTimeUntil(u.FirstDue.Date())
		c.until[u.FirstDue] = until
	}
	rule.KeptOf(c.statusOf(u.Status), u.ClosedOn.Date(), until, c.calendar.Today).Count(&c.figures.FollowUps)
}

func (c *Count) statusOf(code Code) data.FollowUpStatus {
	switch code {
	case c.is.done:
		return data.FollowUpDone
	case c.is.declined:
		return data.FollowUpDeclined
	case c.is.notNeeded:
		return data.FollowUpNotNeeded
	case c.is.unreached:
		return data.FollowUpUnreached
	}
	return data.FollowUpOpen
}

// unmet counts what was recorded about a client who was not seen.
func (c *Count) unmet(f *Facts) {
	u := &c.figures.Unmet
	for i := range f.Referrals {
		u.Referrals += one(c.within(f.Referrals[i].On))
	}
	for i := range f.Offers {
		u.Offers += one(c.within(f.Offers[i].On))
	}
	for i := range f.Responses {
		u.Responses += one(c.within(f.Responses[i].On))
	}
	for i := range f.FollowUps {
		v := &f.FollowUps[i]
		u.FollowUps += one(v.Status == c.is.done && c.within(v.ClosedOn))
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
