package interchange

import (
	"iter"

	"waymark/data"
	"waymark/data/interchange/plain"
)

// cleaned makes plain text of what a feed gives as HTML, and repairs addresses
// where that is safe.
func cleaned(entries iter.Seq2[*data.SourceEntry, error]) iter.Seq2[*data.SourceEntry, error] {
	return func(yield func(*data.SourceEntry, error) bool) {
		for e, err := range entries {
			if e != nil && err == nil && !e.Verbatim {
				clean(e)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

func clean(e *data.SourceEntry) {
	v := &e.Service
	for _, text := range []*string{&v.Name, &v.OtherNames, &v.Organisation, &v.Description, &v.Referring, &v.Eligibility, &v.Cost, &v.Days,
		&v.ContactName, &v.Address, &v.Area, &v.Waiting, &v.Access} {
		*text = plain.Text(*text)
	}
	for i := range e.Categories {
		e.Categories[i] = plain.Text(e.Categories[i])
	}
	for _, f := range []struct {
		name string
		text *string
		read func(string) (clean, doubt string)
	}{{"Email", &v.Email, plain.Email}, {"Web", &v.Web, plain.Web}, {"Phone", &v.Phone, plain.Phone}} {
		if *f.text == "" {
			continue
		}
		var doubt string
		if *f.text, doubt = f.read(*f.text); doubt != "" {
			e.Doubts = append(e.Doubts, data.Doubt{Field: f.name, Sentence: doubt})
		}
	}
	findPlace(e)
	e.Shorten(nil)
}

// findPlace looks for a postcode in the address, and then in the text, where
// only a single one can be the service's own.
func findPlace(e *data.SourceEntry) {
	v := &e.Service
	if v.Postcode == "" {
		v.Postcode = data.FindPostcode(v.Address)
	}
	if v.Postcode == "" {
		if found := data.FindPostcodes(v.Description); len(found) == 1 {
			v.Postcode = found[0]
		}
	}
}
