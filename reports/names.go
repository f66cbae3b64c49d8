package reports

import (
	"slices"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/named"
	"waymark/data/wording"
)

// NameFound is a word in a text of the report that a client is called by.
type NameFound struct {
	Name  string // as it is written in the text
	Place string // such as “What we learned” or “Story: A garden”
	Near  string // a few words around it
}

// NamesIn finds the names of clients in what the service wrote itself: what it
// learned, its stories and quotes, and the captions of pictures. The figures hold
// none. A name counts as a whole word, or several in a row, that begins with a
// capital letter: a first name, a family name or the name that a client prefers.
// Many names are words or belong to other people, so a person has to judge. Each
// is listed once for each place.
func (r *Report) NamesIn(clients []data.ClientName) []NameFound {
	index := named.Of(clients)
	var found []NameFound
	for _, t := range r.freeTexts() {
		for _, in := range index.In(t.text) {
			f := NameFound{Name: in.Name, Place: t.place, Near: in.Near}
			if !slices.ContainsFunc(found, func(o NameFound) bool { return o.Place == f.Place && fold.Text(o.Name) == fold.Text(f.Name) }) {
				found = append(found, f)
			}
		}
	}
	return found
}

// CapitalWords lists the words of the report's own texts that begin with a capital
// letter, each once: what someone who must not know who is a client can be asked to
// look at. It says nothing of the clients.
func (r *Report) CapitalWords() []string {
	var list []string
	for _, t := range r.freeTexts() {
		for _, w := range named.Capitals(t.text) {
			if !slices.Contains(list, w) {
				list = append(list, w)
			}
		}
	}
	return list
}

// HasTexts reports whether people wrote anything that is in the report.
func (r *Report) HasTexts() bool { return len(r.freeTexts()) > 0 }

type freeText struct{ place, text string }

// freeTexts are the texts of the report that people wrote, with where they are.
func (r *Report) freeTexts() []freeText {
	var list []freeText
	for _, b := range wording.Parse(r.Learnt) {
		place := "What we learned"
		if b.Kind == wording.Picture {
			place = "Caption of a picture"
		}
		list = append(list, freeText{place, b.Plain()})
	}
	for i := range r.Tales {
		t := &r.Tales[i]
		place := "Story"
		if t.Quote {
			place = "Quote"
		}
		if t.Heading != "" {
			place += " “" + shorten(t.Heading, longestInHeading) + "”"
		}
		list = append(list, freeText{place, t.Heading})
		for _, b := range wording.Parse(t.Body) {
			list = append(list, freeText{place, b.Plain()})
		}
	}
	return list
}
