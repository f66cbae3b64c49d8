package answers

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// cluster is columns that are named alike, with blocks at one or several times.
type cluster struct {
	stem   string
	class  class
	blocks map[moment]map[int]int // item number to column
	twice  []int                  // two columns for one item at one time
}

// byNumbers finds the columns whose headings number the items. ask is a
// sentence where two sets of columns fit equally well.
func (l *lookout) byNumbers(free []int) (found *cluster, ask string) {
	type key struct {
		stem string
		last bool
	}
	all := map[key]*cluster{}
	for _, column := range free {
		words := tokens(l.header[column])
		for k, w := range words {
			if !isDigits(w) {
				continue
			}
			r := l.readNumber(column, words, k)
			if r.class == never {
				continue
			}
			at := key{r.stem, r.last}
			if all[at] == nil {
				all[at] = &cluster{stem: r.stem, class: r.class, blocks: map[moment]map[int]int{}}
			}
			all[at].add(r)
		}
	}
	var fit []*cluster
	for _, c := range all {
		if !c.foreign() && l.settle(c) {
			fit = append(fit, c)
		}
	}
	return l.best(fit)
}

// foreign is true for columns that bear another questionnaire's name, and not
// this one's.
func (c *cluster) foreign() bool {
	return c.class == byUnknown && slices.ContainsFunc(strings.Fields(c.stem), func(w string) bool { return otherScales[w] })
}

func (c *cluster) add(r reading) {
	c.class = max(c.class, r.class)
	if c.blocks[r.when] == nil {
		c.blocks[r.when] = map[int]int{}
	}
	if _, taken := c.blocks[r.when][r.item]; taken {
		c.twice = append(c.twice, r.column)
		return
	}
	c.blocks[r.when][r.item] = r.column
}

// settle keeps the blocks that hold the questionnaire, with its own numbers;
// false when none does.
func (l *lookout) settle(c *cluster) bool {
	for when, items := range c.blocks {
		numbered := l.renumber(items)
		if numbered == nil || c.class >= byNumber && len(numbered) < len(l.def.Items) {
			delete(c.blocks, when)
			continue
		}
		c.blocks[when] = numbered
	}
	if len(c.blocks) == 1 { // the 14 of wemwbs14_1 is no time
		for when, items := range c.blocks {
			if when.kind == numbered && when.n == len(l.def.Items) && when.label == fmt.Sprint(when.n) {
				c.blocks = map[moment]map[int]int{{}: items}
			}
		}
	}
	return len(c.blocks) > 0
}

// renumber returns columns by the item numbers of the questionnaire, or nil when
// the numbers of the headings cannot be those.
func (l *lookout) renumber(items map[int]int) map[int]int {
	numbers := slices.Sorted(maps.Keys(items))
	n := len(l.def.Items)
	least, most := numbers[0], numbers[len(numbers)-1]
	if sources := l.sources(); len(sources) == len(numbers) && most > n {
		own := map[int]int{}
		for _, source := range numbers {
			if item, ok := sources[source]; ok {
				own[item] = items[source]
			}
		}
		if len(own) == len(numbers) {
			return own
		}
	}
	switch {
	case least >= 1 && most <= n && len(numbers)*2 > n:
		return items
	case len(numbers) == n && n > 2 && most-least == n-1: // q5 to q18
		own := map[int]int{}
		for number, column := range items {
			own[number-least+1] = column
		}
		l.shifted = append(l.shifted, fmt.Sprintf("“%s” to “%s”", l.header[items[least]], l.header[items[most]]))
		return own
	}
	return nil
}

// sources are the numbers that the items have in the questionnaire that this
// one is derived from.
func (l *lookout) sources() map[int]int {
	own := map[int]int{}
	for _, item := range l.def.Items {
		if item.Source > 0 {
			own[item.Source] = item.Number
		}
	}
	return own
}

// best is the cluster that fits best.
func (l *lookout) best(fit []*cluster) (*cluster, string) {
	if len(fit) == 0 {
		return nil, ""
	}
	slices.SortFunc(fit, func(a, b *cluster) int {
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(b.columns(), a.columns()), strings.Compare(a.stem, b.stem))
	})
	top := fit[0]
	if len(fit) > 1 && fit[1].class == top.class && fit[1].columns() == top.columns() {
		return nil, fmt.Sprintf("Two sets of columns could be the items of %s, such as “%s” and “%s”. Enter with --map which columns are meant.",
			l.def.ShortName, l.header[top.first()], l.header[fit[1].first()])
	}
	if len(top.twice) > 0 {
		return nil, fmt.Sprintf("Two columns seem to hold the same item, one of them “%s”. Enter with --map which columns are meant.", l.header[slices.Min(top.twice)])
	}
	l.tellOthers(top, fit[1:])
	return top, ""
}

// tellOthers says which columns fit the questionnaire, too, where nothing in
// the headings of those that were taken names it.
func (l *lookout) tellOthers(top *cluster, others []*cluster) {
	for _, c := range others {
		if top.class >= byNumber && c.holds(len(l.def.Items)) && c.stem != top.stem {
			l.asks = append(l.asks, fmt.Sprintf("The columns from “%s” on are numbered 1 to %d, too, and were left out. Is that right? If not, name the columns of each time with --map.",
				l.header[c.first()], len(l.def.Items)))
		}
	}
}

func (c *cluster) columns() int {
	n := 0
	for _, items := range c.blocks {
		n += len(items)
	}
	return n
}

// first is the leftmost column.
func (c *cluster) first() int {
	first := -1
	for _, items := range c.blocks {
		for _, column := range items {
			if first < 0 || column < first {
				first = column
			}
		}
	}
	return first
}
