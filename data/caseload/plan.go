package caseload

import (
	"math"

	"waymark/data"
)

// plan is what is fixed of one person before their story is told.
type plan struct {
	reason   string // "" not recorded
	sex      data.Sex
	referred data.Date
	baseline stage
	followUp stage
	refused  bool // the use in evaluation
	many     bool // not of the pilot: the story may be longer ago
}

// stage is one questionnaire of a plan.
type stage struct {
	done  bool
	total int  // 0: some answers are blank
	half  bool // left halfway, to be resumed
}

// pilotReasons are the primary reasons of the pilot's 68 people with one,
// in the order of the report.
var pilotReasons = []struct {
	name string
	n    int
}{
	{"Housing", 19}, {"Benefits/Financial", 19}, {"Assistance in Home", 11}, {"Befriending/Isolation", 6},
	{"General Referral", 5}, {"Employability", 4}, {"Bereavement", 2}, {"Mental Health", 2}, {"", 1},
}

const (
	pilotFemale    = 33
	pilotBaselines = 62 // complete ones
	pilotPairs     = 41
	meanBefore     = 32
	meanAfter      = 44
	// pairDays is how long ago someone was referred before they can have
	// answered twice.
	pairDays = 60
)

// pilot plans the 69 people of the pilot.
func (g *generator) pilot() []plan {
	plans := make([]plan, 0, PilotClients)
	for _, r := range pilotReasons {
		for range r.n {
			plans = append(plans, plan{reason: r.name})
		}
	}
	known := plans[:PilotClients-1]
	g.Shuffle(len(known), func(i, j int) { known[i], known[j] = known[j], known[i] })
	for i := range known {
		known[i].sex = data.SexMale
		if i < pilotFemale {
			known[i].sex = data.SexFemale
		}
	}
	g.Shuffle(len(plans), func(i, j int) { plans[i], plans[j] = plans[j], plans[i] })
	g.spreadReferrals(plans)
	g.giveScores(plans)
	return plans
}

// spreadReferrals lays the referrals over the eight months, the last one early
// enough that everyone has been seen.
func (g *generator) spreadReferrals(plans []plan) {
	days := g.today.AddDays(-12).Sub(g.start)
	for i := range plans {
		d := g.start.AddDays(i * days / (len(plans) - 1))
		plans[i].referred = g.working(d)
	}
}

// giveScores decides who answered which questionnaire, and with which total,
// so that the means are exactly the pilot's: over all first questionnaires, and
// over the same people before and after.
func (g *generator) giveScores(plans []plan) {
	var early, rest []int
	for i, p := range plans {
		if g.today.Sub(p.referred) >= pairDays && len(early) < pilotPairs && g.chance(0.9) {
			early = append(early, i)
		} else {
			rest = append(rest, i)
		}
	}
	for i := 0; len(early) < pilotPairs; i++ { // the chance left too many out
		if g.today.Sub(plans[rest[i]].referred) >= pairDays {
			early = append(early, rest[i])
			rest = append(rest[:i], rest[i+1:]...)
			i--
		}
	}
	before := g.scores(pilotPairs, meanBefore, 6.5)
	after := g.after(before)
	for k, i := range early {
		plans[i].baseline = stage{done: true, total: before[k]}
		plans[i].followUp = stage{done: true, total: after[k]}
	}
	g.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	others := g.scores(pilotBaselines-pilotPairs, meanBefore, 6.5)
	unfinished := 2
	for k, i := range rest {
		p := &plans[i]
		switch {
		case k < len(others):
			p.baseline = stage{done: true, total: others[k]}
			if unfinished > 0 && g.today.Sub(p.referred) >= pairDays {
				p.followUp = stage{done: true} // some answers blank
				unfinished--
			}
		case k < len(others)+3:
			p.baseline = stage{done: true}
		case k == len(others)+3:
			p.baseline = stage{done: true, half: true}
		default:
			p.refused = k%2 == 0
		}
	}
}

// scores returns n totals of about a normal shape whose mean is exactly mean.
func (g *generator) scores(n int, mean, sd float64) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = clamp(int(math.Round(mean + sd*g.NormFloat64())))
	}
	g.exactly(list, int(mean)*n, func(int) bool { return true })
	return list
}

// after returns the totals at follow-up: most rose, some stood still, a few fell.
func (g *generator) after(before []int) []int {
	list := make([]int, len(before))
	for i, b := range before {
		change := int(math.Round(12.6 + 6.2*g.NormFloat64()))
		switch {
		case i < 2:
			change = -4 - g.IntN(3)
		case i < 5:
			change = g.IntN(5) - 2
		}
		list[i] = clamp(b + change)
	}
	g.exactly(list, meanAfter*len(list), func(i int) bool { return i >= 5 })
	return list
}

// exactly moves totals by single points until they add up to sum.
func (g *generator) exactly(list []int, sum int, may func(i int) bool) {
	for _, v := range list {
		sum -= v
	}
	for sum != 0 {
		i, step := g.IntN(len(list)), 1
		if sum < 0 {
			step = -1
		}
		if may(i) && clamp(list[i]+step) == list[i]+step {
			list[i] += step
			sum -= step
		}
	}
}

// clamp keeps a total between what the scale allows and what is plausible.
func clamp(total int) int { return min(max(total, 15), 68) }

// planOf is the plan of the i-th client: one of the pilot's, or a further one.
func (g *generator) planOf(i int, pilot []plan) plan {
	if i < len(pilot) {
		return pilot[i]
	}
	return g.further()
}

// further plans someone beyond the pilot, in the pilot's proportions, over
// the last four years.
func (g *generator) further() plan {
	p := plan{many: true, sex: data.SexFemale, referred: g.working(g.today.AddDays(-12 - g.IntN(4*365)))}
	if g.chance(0.5) {
		p.sex = data.SexMale
	}
	if g.chance(0.01) {
		p.sex = ""
	}
	at := g.IntN(PilotClients)
	for _, r := range pilotReasons {
		if at -= r.n; at < 0 {
			p.reason = r.name
			break
		}
	}
	if g.chance(0.9) {
		p.baseline = stage{done: true, total: clamp(int(math.Round(meanBefore + 7*g.NormFloat64())))}
		if g.today.Sub(p.referred) >= pairDays && g.chance(0.62) {
			p.followUp = stage{done: true, total: clamp(p.baseline.total + int(math.Round(11+7*g.NormFloat64())))}
		}
	}
	p.refused = !p.baseline.done && g.chance(0.3)
	return p
}
