package people

import (
	"regexp"
	"slices"
	"strings"

	"waymark/data"
)

// between are the marks that stand between several names in a cell and in no name, and
// loosely those that stand in names as well, as in “Debt/money” and “Anxiety and stress”.
var (
	between = regexp.MustCompile(`\s*[;|\n•]\s*`)
	loosely = regexp.MustCompile(`(?i)\s*[;|\n•,/+&]\s*|\s+(and|plus)\s+`)
)

// parts are the names in a cell that has several; none for a cell that may be one name.
// Loose marks part it only where a part is known, or each is like one of its own.
func (v *vocabulary) parts(text string) []string {
	if !v.several {
		return nil
	}
	if parts := filledParts(between.Split(text, -1)); len(parts) > 1 {
		return v.looser(parts)
	}
	parts := filledParts(loosely.Split(text, -1))
	meant := map[string]bool{}
	known := false
	for _, p := range parts {
		name, ok := v.resolve(p)
		known = known || ok
		if !ok {
			name = v.propose(p, v.known)
		}
		if name != "" {
			meant[name] = true
		}
	}
	if known || len(meant) == len(parts) {
		return parts
	}
	return nil
}

// looser parts each of the parts by the loose marks, where it has several names.
func (v *vocabulary) looser(parts []string) []string {
	var all []string
	for _, p := range parts {
		if _, ok := v.resolve(p); !ok {
			if more := v.parts(p); len(more) > 1 {
				all = append(all, more...)
				continue
			}
		}
		all = append(all, p)
	}
	return all
}

// leavesOut reports whether someone decided that a name in a cell is kept as a note only.
func (v *vocabulary) leavesOut(text string) bool {
	return slices.ContainsFunc(v.parts(text), func(p string) bool {
		name, ok := v.resolve(p)
		return ok && name == ""
	})
}

func filledParts(parts []string) []string {
	return slices.DeleteFunc(parts, isBlank)
}

// unexplained are the spellings of a cell that someone has to explain: of one with
// several names each, not all together.
func (v *vocabulary) unexplained(text string, rows int) []Spelling {
	parts := v.parts(text)
	if len(parts) < 2 {
		return []Spelling{{Text: text, Rows: rows}}
	}
	var open []Spelling
	for _, p := range parts {
		if _, ok := v.resolve(p); !ok {
			open = append(open, Spelling{Text: strings.TrimSpace(data.Tidy(p)), Rows: rows})
		}
	}
	return open
}
