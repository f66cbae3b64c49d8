package casework

import (
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// Doubles finds, for an import of many new clients, who would be a second record
// of a client, by the rule of RefuseDouble. It reads the clients once.
type Doubles struct {
	byNHS  map[string]bool
	byName map[string][]identity // by nameKey
}

// ReadDoubles reads the clients there are.
func ReadDoubles(t *store.Tx) (*Doubles, error) {
	d := &Doubles{map[string]bool{}, map[string][]identity{}}
	return d, store.Each(t.Ctx, t, scanIdentity, func(i *identity) error {
		d.add(*i)
		return nil
	}, identitySelect)
}

// nameKey is the same for all names that samePersonName holds to be one, of
// people born on one day: the letters, whatever their order.
func nameKey(given, family string, born data.Date) string {
	letters := []rune(strings.Join(fold.Words(untitled(given, family)+" "+family), ""))
	slices.Sort(letters)
	return born.String() + string(letters)
}

// Add makes a new client known.
func (d *Doubles) Add(c *data.Client) {
	d.add(identity{c.ID, c.GivenNames, c.FamilyName, c.BirthDate, c.NHSNumber})
}

func (d *Doubles) add(i identity) {
	if number, err := data.ParseNHSNumber(i.nhs); err == nil && number != "" {
		d.byNHS[number] = true
	}
	if !i.born.IsZero() {
		key := nameKey(i.given, i.family, i.born)
		d.byName[key] = append(d.byName[key], i)
	}
}

// Has reports whether a client is here already under another record.
func (d *Doubles) Has(c *data.Client) bool {
	if number, err := data.ParseNHSNumber(c.NHSNumber); err == nil && d.byNHS[number] {
		return true
	}
	return !c.BirthDate.IsZero() && slices.ContainsFunc(d.byName[nameKey(c.GivenNames, c.FamilyName, c.BirthDate)], func(i identity) bool {
		return whySame(c, i.given, i.family, i.born, i.nhs) != ""
	})
}
