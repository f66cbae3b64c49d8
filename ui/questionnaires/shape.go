package questionnaires

import (
	"slices"
	"strconv"
	"strings"

	"waymark/data/instrument"
)

// tableMost is the most answers that stand side by side with their words above.
const tableMost = 7

// isScale is true for answers that are a row of numbers, such as 0 to 10, of
// which at most the ends have words.
func isScale(choices []instrument.Choice) bool {
	if len(choices) <= tableMost {
		return false
	}
	for _, c := range choices[1 : len(choices)-1] {
		if wordsOf(c) != "" {
			return false
		}
	}
	return true
}

// wordsOf is what an answer says beside its number: "0 – Not at all" says "Not
// at all".
func wordsOf(c instrument.Choice) string {
	rest, found := strings.CutPrefix(strings.TrimSpace(c.Label), strconv.Itoa(c.Value))
	if !found {
		return c.Label
	}
	return strings.TrimLeft(rest, " –—-:.=")
}

func facesOf(choices []instrument.Choice) []string {
	faces := make([]string, len(choices))
	for i, c := range choices {
		faces[i] = strconv.Itoa(c.Value)
	}
	return faces
}

func labelsOf(choices []instrument.Choice) []string {
	out := make([]string, len(choices))
	for i, c := range choices {
		out[i] = c.Label
	}
	return out
}

// placeOf is where a value is among the answers, from 1, and 0 for none.
func placeOf(choices []instrument.Choice, value int, given bool) int {
	if !given {
		return 0
	}
	return 1 + slices.IndexFunc(choices, func(c instrument.Choice) bool { return c.Value == value })
}

// perPage is how many items a page of the pad shows in a column: seven rows of
// big targets fit a laptop without scrolling, and four scales.
const (
	perPage      = 7
	perPageLarge = 4
)

// inColumns cuts the items into pages, by their places.
func inColumns(def *instrument.Definition) [][]int {
	var pages [][]int
	room := 0.0
	for i, item := range def.Items {
		needs := 1.0 / perPage
		switch choices := def.ChoicesOf(item); {
		case isScale(choices):
			needs = 1.0 / perPageLarge
		case len(choices) > tableMost:
			needs = 1 // a long list of answers one under another
		}
		if len(pages) == 0 || needs > room+1e-9 {
			pages, room = append(pages, nil), 1
		}
		pages[len(pages)-1] = append(pages[len(pages)-1], i)
		room -= needs
	}
	return pages
}

// oneByOne puts every item on a page of its own.
func oneByOne(def *instrument.Definition) [][]int {
	pages := make([][]int, len(def.Items))
	for i := range pages {
		pages[i] = []int{i}
	}
	return pages
}

// alike groups neighbouring items of a page that share one table: those with
// the same answers, few enough to stand side by side.
func alike(def *instrument.Definition, items []int) [][]int {
	var groups [][]int
	for n, i := range items {
		choices := def.ChoicesOf(def.Items[i])
		if n > 0 && len(choices) <= tableMost && slices.Equal(choices, def.ChoicesOf(def.Items[items[n-1]])) {
			groups[len(groups)-1] = append(groups[len(groups)-1], i)
			continue
		}
		groups = append(groups, []int{i})
	}
	return groups
}
