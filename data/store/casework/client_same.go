package casework

import (
	"context"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// Why two records are held to be of one person.
const (
	sameNHSNumber    = "the same NHS number"
	sameNameAndBirth = "the same name and date of birth"
)

// whySame is the rule for one person with two records: why c is held to be the
// person with that name, birth date and NHS number, or "".
func whySame(c *data.Client, given, family string, born data.Date, nhs string) string {
	own, _ := data.ParseNHSNumber(c.NHSNumber)
	other, _ := data.ParseNHSNumber(nhs)
	switch {
	case own != "" && own == other:
		return sameNHSNumber
	case !c.BirthDate.IsZero() && c.BirthDate == born && samePersonName(c.GivenNames, c.FamilyName, given, family):
		return sameNameAndBirth
	}
	return ""
}

// samePersonName compares names without case, accents, spaces, apostrophes and hyphens,
// without the order of the parts of a double name or of first and last name, and without
// titles.
func samePersonName(givenA, familyA, givenB, familyB string) bool {
	givenA, givenB = untitled(givenA, familyA), untitled(givenB, familyB)
	a, b := givenA+" "+familyA, givenB+" "+familyB
	return fold.Text(a) != "" && (sameWords(a, b) || sameWords(givenA, givenB) && sameWords(familyA, familyB))
}

// untitled is given names without the titles before them: “Mr J” Smith is J Smith.
func untitled(given, family string) string {
	const end = " ." // so that a title alone may go
	if bare := strings.TrimSuffix(fold.Untitled(given+end), "."); data.Tidy(family) != "" {
		return data.Tidy(bare)
	}
	return given
}

// sameWords reports whether two texts have the same words in any order, or the
// same letters wherever the spaces are.
func sameWords(a, b string) bool {
	x, y := fold.Words(a), fold.Words(b)
	if strings.Join(x, "") == strings.Join(y, "") {
		return true
	}
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// identity is what tells whether a stored client is the same person.
type identity struct {
	id            data.ID
	given, family string
	born          data.Date
	nhs           string
}

func scanIdentity(i *identity) []any { return []any{&i.id, &i.given, &i.family, &i.born, &i.nhs} }

const identitySelect = "SELECT c.id, c.given_names, c.family_name, c.birth_date, c.nhs_number FROM client c"

// RefuseDouble refuses a client who is here already under another record, unless
// it is one of those that known names: a person has said that they are two. What
// was so before a change is no reason to refuse the change.
func RefuseDouble(t *store.Tx, c *data.Client, known []data.ID) error {
	// Two queries, so that each uses its index.
	candidates, err := store.Collect(t.Ctx, t, scanIdentity,
		identitySelect+" WHERE c.nhs_number <> '' AND c.nhs_number = ?1 AND c.id <> ?3 UNION "+
			identitySelect+" WHERE c.birth_date IS NOT NULL AND c.birth_date = ?2 AND c.id <> ?3",
		c.NHSNumber, c.BirthDate, c.ID)
	if err != nil {
		return err
	}
	was, err := store.Collect(t.Ctx, t, scanIdentity, identitySelect+" WHERE c.id = ?", c.ID)
	if err != nil {
		return err
	}
	why := map[data.ID]string{}
	for _, o := range candidates {
		reason := whySame(c, o.given, o.family, o.born, o.nhs)
		if reason == "" || slices.Contains(known, o.id) || len(was) > 0 && was[0].matches(o) {
			continue
		}
		why[o.id] = reason
	}
	if len(why) == 0 {
		return nil
	}
	return duplicate(t, why)
}

// matches reports whether two stored clients are held to be one person.
func (i identity) matches(o identity) bool {
	return whySame(&data.Client{GivenNames: i.given, FamilyName: i.family, BirthDate: i.born, NHSNumber: i.nhs}, o.given, o.family, o.born, o.nhs) != ""
}

// duplicate is the refusal, with the clients that are the same person as lists
// show them, those with the same NHS number first.
func duplicate(t *store.Tx, why map[data.ID]string) error {
	refusal := &data.DuplicateClient{}
	for id, reason := range why {
		row, err := store.One(t.Ctx, t, scanClientRow, clientRowSelect(" WHERE c.id = ?"), id, 1, 0)
		if err != nil {
			return err
		}
		if !t.Mine(id) {
			row = &data.ClientRow{ID: id, Name: "A client of a colleague"}
		}
		refusal.Same = append(refusal.Same, data.Similar{ClientRow: *row, Why: reason})
	}
	slices.SortFunc(refusal.Same, func(a, b data.Similar) int {
		if a.Why != b.Why {
			if a.Why == sameNHSNumber {
				return -1
			}
			return 1
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	return refusal
}

// SaveClientAsAnother saves a client as SaveClient does, although they share an
// NHS number, or name and birth date, with the clients that known names: a person
// was shown these and said that they are someone else.
func (s *Casework) SaveClientAsAnother(ctx context.Context, c *data.Client, known ...data.ID) error {
	if err := c.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.clients.WriteAbout(ctx, store.ChangedClient, &c.ID, func(t *store.Tx) error {
		if err := RefuseDouble(t, c, known); err != nil {
			return err
		}
		return SaveClient(t, c)
	})
}
