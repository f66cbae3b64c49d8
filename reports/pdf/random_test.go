package pdf_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// Whatever the figures, the document is made, stays inside its margins, and
// has every figure in it.
func TestWrite_randomFigures(t *testing.T) {
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 4)) // the same ones each time
		f := figures(random)
		rule := []disclosure.Rule{own, safe, disclosure.Strict}[seed%3]
		r := buildWith(t, f, reports.Options{ServiceName: "Thanet", AsAt: fixture.AsAt, Rule: rule, Before: figures(random)})
		d := read(t, fmt.Sprintf("seed %d", seed), r)
		d.everything(r)
		if strings.Contains(d.layout, "NaN") || strings.Contains(d.layout, "%!") {
			t.Errorf("seed %d: %s", seed, d.layout)
		}
	}
}

// figures makes up those of a few people, over many reasons, services and
// questionnaires.
func figures(random *rand.Rand) *data.Figures {
	f := fixture.Empty()
	f.Seen = random.IntN(60)
	f.ByReason, f.BySurgery = named("Reason", 12), named("Surgery", 1+random.IntN(40))
	f.NeedsFound = named("Need", 12)
	share(random, f.Seen, f.ByReason, f.BySex, f.ByAgeBand, f.BySurgery, f.BySource, f.ByPrescriber)
	f.ReferralsReceived = f.Seen + random.IntN(5)
	for i := range f.NeedsFound {
		for _, y := range f.ByReason {
			if n := random.IntN(y.N + 1); n > 0 {
				f.NeedsFound[i].N += n
				f.ReasonNeeds = append(f.ReasonNeeds, data.Cross{Row: y.Key, Column: f.NeedsFound[i].Key, N: n})
			}
		}
		f.PeopleWithNeeds = max(f.PeopleWithNeeds, f.NeedsFound[i].N)
	}
	for i := range 24 {
		started := random.IntN(4)
		chosen := started + random.IntN(6)
		f.Services = append(f.Services, data.ServiceFigures{
			Key: fmt.Sprint(i), Name: fmt.Sprintf("Service %d", i+1), Offered: chosen + random.IntN(9), Chosen: chosen, Started: started, Completed: random.IntN(started + 1),
		})
		f.OffersByDecision[0].N += chosen
		f.OffersByDecision[2].N += f.Services[i].Offered - chosen
	}
	f.NotChosenBecause, f.ByConfidence = nil, nil
	f.PeopleOffered = f.Seen
	f.PeopleChose = random.IntN(f.PeopleOffered + 1)
	f.PeopleStarted = random.IntN(f.PeopleChose + 1)
	for _, measure := range []string{"wemwbs", "swemwbs", "ons4.anxious", "ucla3", "djg6.social", "own.one"} {
		f.Outcomes = append(f.Outcomes, outcome(random, f, measure))
	}
	return f
}

func named(name string, n int) []data.Tally {
	list := make([]data.Tally, n+1)
	for i := range n {
		list[i] = data.Tally{Key: fmt.Sprintf("%s-%d", name, i), Label: fmt.Sprintf("%s %d", name, i+1)}
	}
	list[n].Label = "Not recorded"
	return list
}

// share assigns to each of n people a row of every list.
func share(random *rand.Rand, n int, lists ...[]data.Tally) {
	for range n {
		for _, list := range lists {
			list[random.IntN(len(list))].N++
		}
	}
}

func outcome(random *rand.Rand, f *data.Figures, measure string) data.OutcomeFigures {
	instrument, _, _ := strings.Cut(measure, ".")
	o := data.OutcomeFigures{Measure: measure, InstrumentID: instrument}
	if f.Seen == 0 {
		return o
	}
	mean := 12.3
	pick := func(list []data.Tally) string { return list[random.IntN(len(list))].Key }
	for range random.IntN(f.Seen) {
		w := data.Who{Sex: pick(f.BySex), AgeBand: pick(f.ByAgeBand), Surgery: pick(f.BySurgery), Reason: pick(f.ByReason), Services: []string{fmt.Sprint(random.IntN(4))}}
		if random.IntN(3) == 0 {
			o.Unpaired = append(o.Unpaired, w)
		} else {
			o.Pairs = append(o.Pairs, data.Pair{Before: float64(random.IntN(10)), After: float64(random.IntN(12)), Who: w})
		}
	}
	o.Baselines, o.FollowUps = len(o.Pairs)+len(o.Unpaired), len(o.Pairs)
	o.BaselineMean, o.FollowUpMean = &mean, &mean
	o.ByMode = []data.Tally{{Key: "alone", Label: "Alone", N: o.Baselines + o.FollowUps}}
	return o
}
