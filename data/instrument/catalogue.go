package instrument

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Catalogue is the questionnaires of the program and a service's own beside
// them. It never changes once it is made, so that it may be shared.
type Catalogue struct {
	kept []*Definition // oldest first: the embedded ones, then own, as loaded
}

// NewCatalogue puts a service's own questionnaires beside the embedded ones,
// in the order in which they were loaded. An own one with the ID and version
// of an embedded one is left out, so that nothing changes what the program's
// own wording counts for; of two own ones with the same ID and version the
// later stays. They must be ones that Parse gave.
func NewCatalogue(own ...*Definition) *Catalogue {
	c := &Catalogue{kept: slices.Clone(embedded())}
	for _, d := range own {
		if d == nil || has(embedded(), d) {
			continue
		}
		c.kept = slices.DeleteFunc(c.kept, func(k *Definition) bool { return sameVersion(k, d) })
		c.kept = append(c.kept, d)
	}
	return c
}

// standard is made once.
var standard = sync.OnceValue(func() *Catalogue { return NewCatalogue() })

// Standard is the catalogue of the embedded questionnaires only.
func Standard() *Catalogue { return standard() }

func has(all []*Definition, d *Definition) bool {
	return slices.ContainsFunc(all, func(k *Definition) bool { return sameVersion(k, d) })
}

func sameVersion(a, b *Definition) bool { return a.ID == b.ID && a.Version == b.Version }

// All returns the newest version of each questionnaire, by name. They are
// shared: do not change them.
func (c *Catalogue) All() []*Definition {
	var newest []*Definition
	for _, d := range slices.Backward(c.kept) {
		if !slices.ContainsFunc(newest, func(k *Definition) bool { return k.ID == d.ID }) {
			newest = append(newest, d)
		}
	}
	slices.SortFunc(newest, func(a, b *Definition) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.ID, b.ID))
	})
	return newest
}

// ByID finds the newest version of a questionnaire, the one loaded last.
func (c *Catalogue) ByID(id string) (*Definition, bool) {
	return c.last(func(d *Definition) bool { return d.ID == id })
}

// Version finds one version of a questionnaire: the one that a response was
// given to.
func (c *Catalogue) Version(id, version string) (*Definition, bool) {
	return c.last(func(d *Definition) bool { return d.ID == id && d.Version == version })
}

func (c *Catalogue) last(is func(*Definition) bool) (*Definition, bool) {
	for _, d := range slices.Backward(c.kept) {
		if is(d) {
			return d, true
		}
	}
	return nil, false
}

// Measure finds a measure by its ID, such as "ons4.anxious", in the newest
// version that has it.
func (c *Catalogue) Measure(id string) (Measure, bool) {
	instrumentID, _, _ := strings.Cut(id, ".") // no questionnaire has a dot in its ID
	for _, d := range slices.Backward(c.kept) {
		if d.ID != instrumentID {
			continue
		}
		for _, m := range d.Measures() {
			if m.ID == id {
				return m, true
			}
		}
	}
	return Measure{}, false
}

// MeasuresFrom returns all that answers to one version of a questionnaire can be
// scored as: its own measures first, then those of the questionnaires derived
// from it, so that "wemwbs" gives wemwbs and swemwbs. It is nil for a version
// that is not there.
func (c *Catalogue) MeasuresFrom(instrumentID, version string) []Measure {
	var all []Measure
	for _, d := range c.scoredFrom(instrumentID, version) {
		all = append(all, d.Measures()...)
	}
	return all
}

// Scores makes every score of MeasuresFrom, by the ID of the measure. Answers
// that the questionnaire cannot have been given are an error, and so is a
// version that is not there.
func (c *Catalogue) Scores(instrumentID, version string, a Answers, opts Options) (map[string]Score, error) {
	sources := c.scoredFrom(instrumentID, version)
	if len(sources) == 0 {
		return nil, fmt.Errorf("there is no questionnaire %q in version %q", instrumentID, version)
	}
	scores, err := sources[0].Scores(a, opts)
	if err != nil {
		return nil, err
	}
	for _, d := range sources[1:] {
		for _, m := range d.Measures() {
			scores[m.ID] = d.scoreAs(&m, d.Derive(a), opts)
		}
	}
	return scores, nil
}

// scoredFrom returns the questionnaires that answers to one version score: that
// one first, then the newest of each that is derived from it.
func (c *Catalogue) scoredFrom(instrumentID, version string) []*Definition {
	source, ok := c.Version(instrumentID, version)
	if !ok {
		return nil
	}
	all := []*Definition{source}
	for _, d := range c.All() {
		if d.derivesFrom(source) {
			all = append(all, d)
		}
	}
	return all
}
