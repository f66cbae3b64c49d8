package directory

import "waymark/data"

// facetCount counts the services that a filter finds, and what further filters
// would leave of them.
type facetCount struct {
	index       *facets
	filter      data.ServiceFilter
	today       data.Date
	checkedFrom data.Date
	mine        map[int64]bool // favourites of who is asking
	chosen      map[int64]bool // favourites that the filter keeps to

	need, category, area, language int32 // as numbered in the index; -1: chosen, and unknown
	asked                          data.Times
	delivery                       facetFlags // the way that the filter keeps to
	days                           [data.Sunday + 1]data.Times
	parts                          [data.Evening + 1]data.Times

	ways                                []int // as data.DeliveryWays
	counts                              *data.ServiceCounts
	needs, categories, areas, languages []int
}

// choices are the lists of which one entry can be chosen, and all other filters
// as one more.
type choices uint8

const (
	choiceNeed choices = 1 << iota
	choiceCategory
	choiceArea
	choiceLanguage
	choiceTimes
	anyOther
)

func newFacetCount(index *facets, f data.ServiceFilter, c *serviceCounter) *facetCount {
	n := &facetCount{
		index: index, filter: f, today: c.today, checkedFrom: c.checkedFrom,
		asked: data.At(f.Day, f.Part),
		need:  index.needs.find(string(f.NeedID)), category: index.categories.find(string(f.CategoryID)),
		area: index.areas.find(f.Area), language: index.languages.find(f.Language),
		counts: &data.ServiceCounts{Delivery: map[data.Delivery]int{}, Days: map[data.Weekday]int{}, Parts: map[data.DayPart]int{}},
		needs:  make([]int, len(index.needs.used)), categories: make([]int, len(index.categories.used)),
		areas: make([]int, len(index.areas.used)), languages: make([]int, len(index.languages.used)),
	}
	for d := data.Monday; d <= data.Sunday; d++ {
		n.days[d], n.counts.Days[d] = data.At(d, f.Part), 0
	}
	for p := data.Morning; p <= data.Evening; p++ {
		n.parts[p], n.counts.Parts[p] = data.At(f.Day, p), 0
	}
	for k, way := range data.DeliveryWays() {
		n.ways = append(n.ways, 0)
		if way.Value == f.Delivery {
			n.delivery = facetDelivery << k
		}
	}
	return n
}

// addEach counts services by their rising numbers. One that the index does not
// know was added since, and is counted next time.
func (n *facetCount) addEach(seqs []int64) {
	i := 0
	for _, seq := range seqs {
		for i < len(n.index.seqs) && n.index.seqs[i] < seq {
			i++
		}
		if i < len(n.index.seqs) && n.index.seqs[i] == seq {
			n.add(i)
		}
	}
}

// add counts one service.
func (n *facetCount) add(i int) {
	row := &n.index.rows[i]
	against := n.against(i, row)
	if against == 0 {
		n.addFound(i, row)
	}
	in := func(list choices) bool { return against&^list == 0 }
	if in(choiceNeed) {
		count(n.needs, n.index.needs.of(i))
	}
	if in(choiceCategory) {
		count(n.categories, n.index.categories.of(i))
	}
	if in(choiceLanguage) {
		count(n.languages, n.index.languages.of(i))
	}
	if in(choiceArea) && row.area >= 0 {
		n.areas[row.area]++
	}
	if in(choiceTimes) {
		n.addTimes(row.times)
	}
}

func count(counts []int, entries []int32) {
	for _, e := range entries {
		counts[e]++
	}
}

func (n *facetCount) addTimes(times data.Times) {
	if times == 0 {
		return
	}
	for d := data.Monday; d <= data.Sunday; d++ {
		if times&n.days[d] != 0 {
			n.counts.Days[d]++
		}
	}
	for p := data.Morning; p <= data.Evening; p++ {
		if times&n.parts[p] != 0 {
			n.counts.Parts[p]++
		}
	}
}

// addFound counts a service that the whole filter finds.
func (n *facetCount) addFound(i int, row *facetRow) {
	c := n.counts
	c.Total++
	add := func(holds bool, to *int) {
		if holds {
			*to++
		}
	}
	add(row.is&facetFree != 0, &c.Free)
	add(row.is&facetStepFree != 0, &c.Wheelchair)
	add(row.is&facetHasRoom != 0, &c.HasRoom)
	add(!row.lastChecked.IsZero() && !row.lastChecked.Before(n.checkedFrom), &c.Checked)
	add(n.filter.For == nil || row.suits(n.filter.For, n.today), &c.Suits)
	add(n.mine[n.index.seqs[i]], &c.Favourites)
	for k := range n.ways {
		add(row.is&(facetDelivery<<k) != 0, &n.ways[k])
	}
}

// against returns what keeps a service out.
func (n *facetCount) against(i int, row *facetRow) choices {
	f := &n.filter
	var by choices
	if f.NeedID != "" && !n.index.needs.has(i, n.need) {
		by |= choiceNeed
	}
	if f.CategoryID != "" && !n.index.categories.has(i, n.category) {
		by |= choiceCategory
	}
	if f.Language != "" && !n.index.languages.has(i, n.language) {
		by |= choiceLanguage
	}
	if f.Area != "" && (row.area < 0 || row.area != n.area) {
		by |= choiceArea
	}
	if (f.Day != 0 || f.Part != 0) && row.times&n.asked == 0 {
		by |= choiceTimes
	}
	if !n.passesOthers(i, row) {
		by |= anyOther
	}
	return by
}

// passesOthers reports whether the filters that are no lists let a service pass.
func (n *facetCount) passesOthers(i int, row *facetRow) bool {
	f := &n.filter
	must := func(asked bool, flag facetFlags) bool { return !asked || row.is&flag != 0 }
	switch {
	case row.is&facetMerged != 0, !f.Closed && row.is&facetDefunct != 0:
		return false
	case !must(f.Free, facetFree), !must(f.Wheelchair, facetStepFree), !must(f.HasRoom, facetHasRoom):
		return false
	case !must(f.Delivery != "", n.delivery):
		return false
	case f.Age > 0 && !row.takesAge(f.Age):
		return false
	case !f.CheckedFrom.IsZero() && (row.lastChecked.IsZero() || row.lastChecked.Before(f.CheckedFrom)):
		return false
	case f.Favourites != "" && !n.chosen[n.index.seqs[i]]:
		return false
	}
	return !f.SuitsOnly || f.For == nil || row.suits(f.For, n.today)
}
