package answers

import (
	"maps"
	"slices"

	"waymark/data"
	"waymark/data/interchange/table"
)

// HeadingWords returns a heading without the number of its question and the words
// by which a form asks, and that without the words that say whose it is: “1. What
// is the client’s name?” gives "clients name" and "name".
func HeadingWords(heading string) (plain, ownerless string) { return plainKeys(heading) }

// Tokens takes a heading apart into folded words and numbers.
func Tokens(heading string) []string { return tokens(heading) }

// ReadDay reads a day as lists have it, with the month first if monthFirst: ISO,
// British, in words or as Excel counts days, with or without the time of day.
func ReadDay(cell string, today data.Date, monthFirst bool) (data.Date, bool) {
	if monthFirst {
		cell = dayFirst(cell)
	}
	return dayOf(cell, today)
}

// DayAndMonth returns the first two numbers of a day such as 28/03/2024; ok is
// false for a cell that is not written so.
func DayAndMonth(cell string) (first, second int, ok bool) { return dayAndMonth(cell) }

// MonthFirst turns a day that is written with the month first into one with the
// day first. Other cells are returned as they are.
func MonthFirst(cell string) string { return dayFirst(cell) }

// Items finds the columns of a list that hold answers to the questionnaire, and
// scores that someone worked out; none if it is not in the list.
func Items(file *table.File, o Options) (items, totals []int) {
	if o.Map == nil {
		o.Map = &Map{}
	}
	c, err := columnsOf(file, o)
	if err != nil || c == nil {
		return nil, nil
	}
	for _, b := range c.blocks {
		items = append(items, slices.Sorted(maps.Values(b.items))...)
		for _, t := range b.totals {
			totals = append(totals, t.column)
		}
	}
	return items, totals
}
