package casework

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// ClientColumns select a whole client, for ScanClient.
const ClientColumns = `id, given_names, family_name, known_as, birth_date, sex, nhs_number, address, town, postcode,
	phone, other_phone, email, contact_by, language, interpreter, access_needs, lives_alone, surgery_id, prescriber_id,
	matters, alert, other, reads, ` + store.StampColumns

// ScanClient returns where ClientColumns go.
func ScanClient(c *data.Client) []any {
	return append([]any{&c.ID, &c.GivenNames, &c.FamilyName, &c.KnownAs, &c.BirthDate, &c.Sex, &c.NHSNumber, &c.Address, &c.Town,
		&c.Postcode, &c.Phone, &c.OtherPhone, &c.Email, &c.ContactBy, &c.Language, &c.Interpreter, &c.AccessNeeds, &c.LivesAlone,
		store.OrNull(&c.SurgeryID), store.OrNull(&c.Prescriber), &c.Matters, &c.Alert, &c.Other, &c.Reads}, store.StampDest(&c.Stamp)...)
}

// Client reads one client; CodeNotFound when there is none.
func (s *Casework) Client(ctx context.Context, id data.ID) (*data.Client, error) {
	c, err := store.One(ctx, s.db, ScanClient, "SELECT "+ClientColumns+" FROM client WHERE id = ?", id)
	if err == nil {
		s.db.Opened("client", id, id)
	}
	return c, err
}

// SaveClient adds a client (empty ID) or changes one. If someone else changed it
// since it was read, nothing is overwritten (CodeConflict). If the person is here
// already, with the same NHS number or the same name and date of birth, nothing is
// saved and the error is a data.DuplicateClient (CodeDuplicate); see
// SaveClientAsAnother.
func (s *Casework) SaveClient(ctx context.Context, c *data.Client) error {
	return s.SaveClientAsAnother(ctx, c)
}

// SaveClient writes a client within a transaction.
func SaveClient(t *store.Tx, c *data.Client) error {
	return t.Save("client", &c.ID, &c.Stamp, c.ID, []store.Field{
		{"given_names", c.GivenNames}, {"family_name", c.FamilyName}, {"known_as", c.KnownAs},
		{"birth_date", c.BirthDate}, {"sex", c.Sex}, {"nhs_number", c.NHSNumber},
		{"address", c.Address}, {"town", c.Town}, {"postcode", c.Postcode},
		{"phone", c.Phone}, {"other_phone", c.OtherPhone}, {"email", c.Email},
		{"contact_by", c.ContactBy}, {"language", c.Language}, {"interpreter", c.Interpreter},
		{"access_needs", c.AccessNeeds}, {"lives_alone", c.LivesAlone},
		{"surgery_id", store.Ref(c.SurgeryID)}, {"prescriber_id", store.Ref(c.Prescriber)},
		{"matters", c.Matters}, {"alert", c.Alert}, {"other", c.Other}, {"reads", c.Reads},
		{"search_text", ClientSearchText(c)}, {"sort_name", ClientSortName(c)},
	})
}

// ClientSortName is what clients are sorted by.
func ClientSortName(c *data.Client) string { return fold.Text(c.FamilyName + " " + c.GivenNames) }

// ClientSearchText is what any part of is searched: names, NHS number,
// postcode with and without its space, phones as digits, and the birth date in
// the ways people type it.
func ClientSearchText(c *data.Client) string {
	parts := []string{fold.Text(c.Name()), fold.Text(c.KnownAs), c.NHSNumber,
		fold.Text(c.Postcode), strings.ReplaceAll(fold.Text(c.Postcode), " ", ""),
		data.PhoneDigits(c.Phone), data.PhoneDigits(c.OtherPhone)}
	if !c.BirthDate.IsZero() {
		parts = append(parts, c.BirthDate.String(), c.BirthDate.Numeric(), fold.Text(c.BirthDate.Short()))
	}
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n")
}
