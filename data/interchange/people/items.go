package people

import (
	"regexp"
	"slices"
	"strings"

	"waymark/data/instrument"
	"waymark/data/interchange/answers"
)

// markAnswers marks the columns that the reader of answers reads.
func (s *sheet) markAnswers(l *List, d *instrument.Definition) {
	items, totals := answers.Items(s.file, l.answerOptions(d, s))
	for _, i := range append(items, totals...) {
		if i < len(s.columns) && s.columns[i].Field == "" {
			s.columns[i].Field, s.columns[i].Sign = Item, d.ShortName
		}
	}
}

// itemsIn are the questionnaires whose items are columns of a sheet. One that takes
// its items from another counts as that one.
func (l *List) itemsIn(s *sheet) []*instrument.Definition {
	if !s.looked && l.o.Catalogue != nil {
		s.items, s.looked = l.lookForItems(s), true
	}
	return s.items
}

func (l *List) lookForItems(s *sheet) []*instrument.Definition {
	var found []*instrument.Definition
	taken := map[int]bool{}
	named := strings.Join(append(slices.Clone(s.file.Header), s.name), " ")
	for _, pass := range []bool{true, false} { // those that are named come first
		for _, d := range l.o.Catalogue.All() {
			if _, told := l.o.Map.Questionnaires[d.ID]; told && string(l.o.Map.Questionnaires[d.ID]) == "null" {
				continue
			}
			if slices.Contains(found, d) || namesInstrument(named, d) != pass {
				continue
			}
			items, _ := answers.Items(s.file, l.answerOptions(d, s))
			const fewest = 5 // without its name, a few numbered columns may be anything
			if len(items) == 0 || !pass && len(items) < fewest || slices.ContainsFunc(items, func(i int) bool { return taken[i] }) {
				continue
			}
			for _, i := range items {
				taken[i] = true
			}
			found = append(found, d)
		}
	}
	return found
}

var lettersOnly = regexp.MustCompile(`[^a-z0-9]+`)

func namesInstrument(text string, d *instrument.Definition) bool {
	squeeze := func(t string) string { return lettersOnly.ReplaceAllString(strings.ToLower(t), "") }
	name := squeeze(d.ShortName)
	whole := squeeze(text)
	if name == "wemwbs" {
		whole = strings.ReplaceAll(whole, "swemwbs", "")
	}
	return name != "" && strings.Contains(whole, name)
}

// scores is true for a column that is called like a questionnaire.
func (s *sheet) scores(l *List, c *Column) bool {
	if l.o.Catalogue == nil {
		return false
	}
	return slices.ContainsFunc(l.o.Catalogue.All(), func(d *instrument.Definition) bool { return namesInstrument(c.Heading, d) })
}
