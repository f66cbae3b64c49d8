package listimport

import (
	"slices"

	"waymark/data/interchange/table"
	"waymark/ui/kit"
)

// delimiterNames says in words what is hard to see.
var delimiterNames = map[rune]string{
	',': "Comma  ,", ';': "Semicolon  ;", '\t': "Tab", '|': "Bar  |", '\x1f': "Unit separator", '\x1e': "Record separator", '\x01': "Start of heading",
}

// delimiters are the characters that may stand between cells, with the one that
// was found even if it is an odd one.
func delimiters(found rune) []kit.Option {
	all := table.Delimiters()
	if found != 0 && !slices.Contains(all, found) {
		all = append(all, found)
	}
	list := make([]kit.Option, len(all))
	for i, d := range all {
		name, ok := delimiterNames[d]
		if !ok {
			name = string(d)
		}
		list[i] = kit.Option{ID: string(d), Label: name}
	}
	return list
}

// delimiterID is the delimiter as a choice knows it, "" when a list has one
// column only.
func delimiterID(d rune) string {
	if d == 0 {
		return ""
	}
	return string(d)
}
