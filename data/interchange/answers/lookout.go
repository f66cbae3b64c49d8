package answers

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
)

// lookout finds out what the columns of a list hold.
type lookout struct {
	def     *instrument.Definition
	wording *wording
	names   [][]string // by which lists name the questionnaire, in tokens
	header  []string
	asks    []string // for a person to check
	shifted []string // columns whose numbers do not begin at 1
}

// furtherNames are what lists call a questionnaire besides its id and names.
var furtherNames = map[string][]string{
	"wemwbs": {"wem", "wemwsb", "wemwb", "wemb", "warwick edinburgh", "warwick"}, "swemwbs": {"swem", "s wemwbs", "short wemwbs", "scwemwb", "swemwb", "swemwsb", "wemwbs short"},
	"ons4": {"ons", "ons wb", "onswb"}, "ucla3": {"ucla"}, "djg6": {"djg", "djgls", "gierveld"},
}

// otherScales are names of questionnaires that are none of ours. Columns that
// are called so are never taken without being told.
var otherScales = setOf("phq", "gad", "hads", "ghq", "epds", "dass", "pss", "sf", "eq", "eqd", "who", "whoqol", "bdi", "bai", "gds", "panas", "swls", "ses", "rses", "core", "ces", "cesd", "honos",
	"pam", "mos", "moca", "audit", "sdq", "rcads", "asq", "loc", "brs", "cdrisc", "ucla", "djg", "djgls", "wemwbs", "swemwbs", "ons", "haq", "oslo", "lsns", "rosenberg", "kessler")

func newLookout(d *instrument.Definition, header []string) *lookout {
	l := &lookout{def: d, wording: newWording(d), header: header}
	for _, name := range append([]string{d.ID, d.ShortName, d.Name}, furtherNames[d.ID]...) {
		if words := tokens(name); len(words) > 0 {
			l.names = append(l.names, words)
		}
	}
	return l
}

// blocks finds the columns of the items, at one or several times.
func (l *lookout) blocks(free []int) ([]block, error) {
	words, askWords := l.byWords(free)
	if words == nil || !words.holds(len(l.def.Items)) {
		l.shifted = nil
		numbers, ask := l.byNumbers(free)
		switch {
		case numbers != nil:
			l.askNumbers(numbers)
			return l.order(numbers), nil
		case ask != "":
			return nil, data.NewProblem(data.CodeInvalid, ask)
		}
	}
	switch {
	case words != nil:
		return l.order(words), nil
	case askWords != "":
		return nil, data.NewProblem(data.CodeInvalid, askWords)
	}
	return nil, nil
}

// holds is true when some block has every item.
func (c *cluster) holds(items int) bool {
	for _, b := range c.blocks {
		if len(b) == items {
			return true
		}
	}
	return false
}

// askNumbers tells what a person should check.
func (l *lookout) askNumbers(c *cluster) {
	n := len(l.def.Items)
	if len(l.shifted) > 0 {
		slices.Sort(l.shifted)
		l.asks = append(l.asks, fmt.Sprintf("%s were taken for items 1 to %d. Is that right?", strings.Join(l.shifted, ", "), n))
		return
	}
	if c.class == byUnknown {
		l.asks = append(l.asks, fmt.Sprintf("The columns from “%s” on, numbered 1 to %d, were taken for the items of %s. Is that right?", l.header[c.first()], n, l.def.ShortName))
	}
}

// order makes blocks of a cluster, earliest first.
func (l *lookout) order(c *cluster) []block {
	var all []block
	l.questionNumber(c)
	for when, items := range c.blocks {
		all = append(all, block{when: when, items: items, date: -1})
	}
	slices.SortFunc(all, func(a, b block) int { return byRank(a.when, b.when) })
	if len(all) > 1 && all[0].when.kind == noTime {
		l.asks = append(l.asks, "The columns without a time in their headings were taken for the first time. Is that right?")
	}
	for _, b := range all {
		if without := l.without(b); len(without) > 0 {
			l.asks = append(l.asks, noColumnFor(without, b.when))
		}
	}
	return all
}

// questionNumber takes the number that a survey gives to a question of several parts, as in
// “2. Feelings - Useful”, for no time, where there are no others.
func (l *lookout) questionNumber(c *cluster) {
	if len(c.blocks) != 1 {
		return
	}
	for when, items := range c.blocks {
		n := fmt.Sprint(when.n)
		if when.kind != numbered || when.n < 2 || when.label != n {
			return
		}
		for _, column := range items {
			if rest, ok := strings.CutPrefix(strings.TrimLeft(l.header[column], " Qq"), n); !ok || rest == "" || !strings.ContainsRune(".):", rune(rest[0])) {
				return
			}
		}
		c.blocks = map[moment]map[int]int{{}: items}
		l.asks = append(l.asks, fmt.Sprintf("“%s” at the beginning of the headings was taken for the number of a question, and not for a time. Is that right?", n))
	}
}

// without are the numbers of the items that have no column.
func (l *lookout) without(b block) []string {
	var without []string
	for _, item := range l.def.Items {
		if _, ok := b.items[item.Number]; !ok {
			without = append(without, fmt.Sprint(item.Number))
		}
	}
	return without
}

// noColumnFor says which questions are blank in every row.
func noColumnFor(items []string, m moment) string {
	which := data.JoinAnd(items)
	switch {
	case len(items) == 1 && m.label != "":
		return fmt.Sprintf("No column was found for question %s at “%s”, so it is blank in every row.", which, m.label)
	case len(items) == 1:
		return fmt.Sprintf("No column was found for question %s, so it is blank in every row.", which)
	case m.label != "":
		return fmt.Sprintf("No columns were found for questions %s at “%s”, so they are blank in every row.", which, m.label)
	}
	return fmt.Sprintf("No columns were found for questions %s, so they are blank in every row.", which)
}
