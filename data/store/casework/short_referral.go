package casework

import (
	"context"
	"errors"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// ShortChoices is what the form of a short referral offers to the service's own
// staff.
func (s *Casework) ShortChoices(ctx context.Context) (*data.ShortChoices, error) {
	c, err := ShortChoices(ctx, s.clients)
	if err != nil {
		return nil, err
	}
	var role data.Role
	err = s.db.QueryRowContext(ctx, "SELECT name, role FROM staff WHERE id = ?", s.db.Actor()).Scan(&c.PrescriberName, &role)
	switch {
	case store.MissingRow(err) || err == nil && !role.SeesClients():
		c.PrescriberName = ""
		return c, nil
	case err != nil:
		return nil, store.Problem(err)
	}
	c.Prescriber = s.db.Actor()
	return c, nil
}

// ShortChoices reads through q what the form of a short referral offers.
func ShortChoices(ctx context.Context, q store.Querier) (c *data.ShortChoices, err error) {
	c = &data.ShortChoices{}
	if c.Surgeries, err = lists.Surgeries(ctx, q, false); err != nil {
		return nil, err
	}
	if c.Reasons, err = lists.Reasons(ctx, q, false); err != nil {
		return nil, err
	}
	if c.MinimumAge, err = lists.MinimumAge(ctx, q); err != nil {
		return nil, err
	}
	days, err := lists.HolidayList(ctx, q)
	c.Holidays = data.NewHolidays(days)
	return c, err
}

// ReferShortly stores a short referral whole: the client, unless they are here
// already, the referral, and whether they agreed to be contacted. known are the
// clients who share a name and birth date with a new one, and of whom someone
// has said that they are others; without them such a double is refused with a
// data.DuplicateClient (CodeDuplicate).
func (s *Casework) ReferShortly(ctx context.Context, r *data.ShortReferral, known ...data.ID) error {
	return s.clients.WriteAbout(ctx, store.ChangedClient, &r.ClientID, func(t *store.Tx) error { return ReferShortly(t, r, known...) })
}

// ReferShortly validates and writes a short referral within a transaction. It
// needs no right beyond the transaction's, and what it returns holds no more than
// a reception desk may see.
func ReferShortly(t *store.Tx, r *data.ShortReferral, known ...data.ID) error {
	if err := r.Validate(t.Today()); err != nil {
		return err
	}
	referral := r.Referral()
	if r.ClientID == "" {
		if err := addReferred(t, r, known); err != nil {
			return err
		}
	} else if err := completeReferred(t, r, referral); err != nil {
		return err
	}
	referral.ClientID = r.ClientID
	id, err := EpisodeFor(t, r.ClientID, r.ReceivedOn)
	if err != nil {
		return err
	}
	referral.EpisodeID = id
	if err := SaveReferral(t, referral); err != nil {
		return err
	}
	if consent := r.Consent(); consent != nil {
		return SaveConsent(t, consent)
	}
	return nil
}

// addReferred adds the new client of a short referral.
func addReferred(t *store.Tx, r *data.ShortReferral, known []data.ID) error {
	c := r.Client()
	if err := c.Validate(t.Today()); err != nil {
		return err
	}
	if err := RefuseDouble(t, c, known); err != nil {
		var double *data.DuplicateClient
		if errors.As(err, &double) {
			double.OnlyNear()
		}
		return err
	}
	if err := SaveClient(t, c); err != nil {
		return err
	}
	store.AsItWas(t, &r.ClientID)
	r.ClientID = c.ID
	return nil
}

// completeReferred adds to a client who is here already what was not known of
// them. What differs from their record is not overwritten: the referral says it.
func completeReferred(t *store.Tx, r *data.ShortReferral, referral *data.Referral) error {
	c, err := store.One(t.Ctx, t, ScanClient, "SELECT "+ClientColumns+" FROM client WHERE id = ?", r.ClientID)
	if err != nil {
		return err
	}
	var differs []string
	if phone := data.PhoneDigits(r.Phone); phone != "" && phone != data.PhoneDigits(c.Phone) && phone != data.PhoneDigits(c.OtherPhone) {
		switch {
		case c.Phone == "":
			c.Phone = r.Phone
		case c.OtherPhone == "":
			c.OtherPhone = r.Phone
		default:
			differs = append(differs, "Phone given with this referral: "+r.Phone+".")
		}
	}
	switch {
	case c.BirthDate.IsZero():
		c.BirthDate = r.BirthDate
	case !r.BirthDate.IsZero() && r.BirthDate != c.BirthDate:
		differs = append(differs, "Date of birth given with this referral: "+r.BirthDate.Short()+".")
	}
	if name := data.Tidy(r.GivenNames + " " + r.FamilyName); name != "" && !sameWords(name, c.Name()) {
		differs = append(differs, "Name given with this referral: "+name+".")
	}
	if c.SurgeryID == "" {
		c.SurgeryID = r.SurgeryID
	}
	if c.Prescriber == "" {
		c.Prescriber = r.Prescriber
	}
	referral.Note = strings.Join(differs, "\n")
	return SaveClient(t, c)
}

// ReferredOn lists the clients who were referred on a day, the latest first;
// surgery may be empty for all. At most 20 are listed; total is how many there are.
func (s *Casework) ReferredOn(ctx context.Context, day data.Date, surgery data.ID) (rows []data.ReferredRow, total int, err error) {
	return ReferredOn(ctx, s.db, s.db.Local().Location(), day, surgery)
}

// ReferredOn reads through q; at says on which clock the times are.
func ReferredOn(ctx context.Context, q store.Querier, at *time.Location, day data.Date, surgery data.ID) (rows []data.ReferredRow, total int, err error) {
	const most = 20
	rows, err = store.Collect(ctx, q, func(r *data.ReferredRow) []any {
		return []any{&r.ClientID, &r.Name, store.Clock(&r.At, at), &r.Seen, &total}
	}, `SELECT c.id, trim(c.given_names || ' ' || c.family_name), f.created_at,
		EXISTS (SELECT 1 FROM contact k WHERE k.client_id = c.id AND k.held_on >= f.received_on AND k.outcome = 'attended' AND k.removed_at IS NULL),
		count(*) OVER ()
		FROM referral f CROSS JOIN client c ON c.id = f.client_id
		WHERE f.received_on = ?1 AND (?2 = '' OR f.surgery_id = ?2) ORDER BY f.created_at DESC, f.id DESC LIMIT ?3`, day, surgery, most)
	return rows, total, err
}
