package casework

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// ClientColumns select a whole client, for ScanClient.
var ClientColumns = clientColumns() + ", " + store.StampColumns

func clientColumns() string {
	columns := []string{"id"}
	for _, f := range data.ClientFields() {
		columns = append(columns, f.Column)
	}
	return strings.Join(columns, ", ")
}

// ScanClient returns where ClientColumns go.
func ScanClient(c *data.Client) []any {
	to := []any{&c.ID}
	for _, f := range data.ClientFields() {
		in := f.In(c)
		if id, ok := in.(*data.ID); ok {
			in = store.OrNull(id)
		}
		to = append(to, in)
	}
	return append(to, store.StampDest(&c.Stamp)...)
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
	return t.Save("client", &c.ID, &c.Stamp, c.ID, ClientRow(c, data.ClientFields()))
}

// ClientRow is how the table client holds some fields of a client, with what is worked
// out from all of them.
func ClientRow(c *data.Client, fields []data.ClientField) []store.Field {
	row := make([]store.Field, 0, len(fields)+2)
	for _, f := range fields {
		var value any
		switch v := f.In(c).(type) {
		case *string:
			value = *v
		case *data.Date:
			value = *v
		case *data.Sex:
			value = *v
		case *data.YesNo:
			value = *v
		case *data.YesNoNumber:
			value = *v
		case *data.ID:
			value = store.Ref(*v)
		}
		row = append(row, store.Field{Column: f.Column, Value: value})
	}
	return append(row, store.Field{Column: "search_text", Value: ClientSearchText(c)}, store.Field{Column: "sort_name", Value: ClientSortName(c)})
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
