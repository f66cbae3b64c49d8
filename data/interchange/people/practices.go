package people

import (
	"context"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
)

// mostPractices is how many practices of the national list are offered for one
// spelling.
const mostPractices = 3

// PracticesLike makes the Practices of Options out of a search by words. Where the list
// cannot be read nothing is proposed, and a person types the name.
func PracticesLike(ctx context.Context, find func(ctx context.Context, text string, limit int) ([]data.Practice, int, error)) func(string) []data.Practice {
	return func(text string) []data.Practice {
		words := slices.DeleteFunc(fold.Words(text), func(w string) bool { return practiceWords[w] })
		found, _, err := find(ctx, strings.Join(words, " "), mostPractices+1)
		if err != nil {
			return nil
		}
		return found
	}
}

// proposePractices offers the GP practices of the national list that a spelling may
// mean. Where the service has no surgery like it and the list has one such practice
// alone, that one is proposed; a person still decides.
func (l *List) proposePractices(a *Ask, s *Spelling) {
	if l.o.Practices == nil {
		return
	}
	found := l.o.Practices(s.Text)
	for i := range found[:min(len(found), mostPractices)] {
		o := data.Option[string]{Value: found[i].Name, Label: found[i].Label() + " (NHS list)"}
		if !slices.ContainsFunc(a.Options, func(known data.Option[string]) bool { return known.Value == o.Value }) {
			a.Options = append(a.Options, o)
		}
	}
	if len(found) == 1 && (s.Proposed == "" || s.Proposed == addNew) {
		s.Proposed = found[0].Name
	}
}
