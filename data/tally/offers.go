package tally

import (
	"cmp"
	"slices"

	"waymark/data"
)

// offerCounts are the counts of what was offered in the period.
type offerCounts struct {
	decisions, statuses, why counts
	confidence               [notAsked + 1]data.ConfidenceFigures // by how sure the client was
	services                 map[int64]*data.ServiceFigures
}

const notAsked = 11 // how sure: 0 to 10

// offered counts the offers made to a client in the period.
func (c *Count) offered(f *Facts) {
	var offered, chose, started bool
	for i := range f.Offers {
		o := &f.Offers[i]
		if !c.within(o.On) {
			continue
		}
		chosen, went := o.Decision == c.is.chosen, slices.Contains(c.is.began, o.Status)
		offered, chose, started = true, chose || chosen, started || went
		n := &c.offers
		n.decisions.add(o.Decision)
		n.statuses.add(o.Status)
		if !chosen {
			n.why.add(o.Why)
		}
		sure := o.Confidence
		if sure < 0 || sure > notAsked {
			sure = notAsked
		}
		n.confidence[sure].Offers++
		n.confidence[sure].Chosen += one(chosen)
		n.confidence[sure].Started += one(went)
		s := n.services[o.Service]
		if s == nil {
			s = &data.ServiceFigures{}
			n.services[o.Service] = s
		}
		s.Offered++
		s.Chosen += one(chosen)
		s.Started += one(went)
		s.Completed += one(o.Status == c.is.completed)
	}
	c.figures.PeopleOffered += one(offered)
	c.figures.PeopleChose += one(chose)
	c.figures.PeopleStarted += one(started)
}

// byConfidence adds up what was chosen and begun by how sure people were.
func (c *Count) byConfidence() []data.ConfidenceFigures {
	bands := data.ConfidenceBands()
	list := make([]data.ConfidenceFigures, len(bands)+1) // the last: not asked
	for i, b := range bands {
		list[i] = data.ConfidenceFigures{Key: b.Key, Label: b.Label}
	}
	for sure, n := range c.offers.confidence {
		i := slices.IndexFunc(bands, func(b data.ConfidenceBand) bool { return sure >= b.From && sure <= b.To })
		if i < 0 {
			i = len(bands)
		}
		list[i].Offers += n.Offers
		list[i].Chosen += n.Chosen
		list[i].Started += n.Started
	}
	return list
}

// byService names the services that were offered, the one chosen most first.
func (c *Count) byService(names map[int64]Service) []data.ServiceFigures {
	var list []data.ServiceFigures
	for seq, n := range c.offers.services {
		if name, there := names[seq]; there {
			n.Key, n.Name = name.ID, name.Name
			list = append(list, *n)
		}
	}
	slices.SortFunc(list, func(a, b data.ServiceFigures) int {
		return cmp.Or(cmp.Compare(b.Chosen, a.Chosen), cmp.Compare(b.Offered, a.Offered), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key))
	})
	return list
}
