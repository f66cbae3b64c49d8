package letters

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"waymark/data"
	"waymark/data/letter"
	"waymark/data/store"
)

// Share says what a letter to a service holds beside the name and what was
// chosen. Nothing of it is shared unless someone says so.
type Share struct {
	Phone, Address, BirthDate, Reach, Language bool
	Note                                       string // what is added, in the words of who writes
}

// Referred is a letter to a service that a client chose, ready to be looked at.
type Referred struct {
	Letter   *letter.Letter
	ClientID data.ID
	Client   string
	Service  string
	Phone    string // of the service
	Email    string // of the service
}

// ToService makes the letter or email that passes a client to a service that they
// chose, with what was agreed and no more. Nothing is recorded: see RecordSent.
// It returns data.CodeRefused unless the client agreed to be named to an
// organisation, and if they died.
func (s *Letters) ToService(ctx context.Context, prescription data.ID, share Share) (*Referred, error) {
	p, err := s.offering.Prescription(ctx, prescription)
	if err != nil {
		return nil, err
	}
	if err := s.living(ctx, p.ClientID); err != nil {
		return nil, err
	}
	agreed, err := s.agreed(ctx, p.ClientID, data.ConsentOrganisation)
	switch {
	case err != nil:
		return nil, err
	case !agreed:
		return nil, data.NewProblem(data.CodeRefused,
			"No one has recorded that the client agrees to be named to an organisation. Ask them, record it under Consent, then make the letter.")
	}
	c, err := s.casework.Client(ctx, p.ClientID)
	if err != nil {
		return nil, err
	}
	v, err := s.ours(ctx, "")
	if err != nil {
		return nil, err
	}
	service, err := s.directory.Service(ctx, p.ServiceID)
	if err != nil {
		return nil, err
	}
	v[letter.Name], v[letter.Service], v[letter.Organisation] = c.Name(), service.Name, service.Organisation
	v[letter.ContactName], v[letter.ChosenOn] = service.ContactName, letter.PlainDay(p.MadeOn)
	shared(v, c, share)
	t, err := s.Template(ctx, letter.Referral)
	if err != nil {
		return nil, err
	}
	l, err := t.Letter(v)
	if err != nil {
		return nil, err
	}
	s.frame(l, v)
	l.To = letter.Lines(service.ContactName, service.Name, service.Organisation, service.Address, service.Postcode)
	return &Referred{Letter: l, ClientID: c.ID, Client: c.Name(), Service: service.Name, Phone: service.Phone, Email: service.Email}, nil
}

// shared adds what was ticked.
func shared(v letter.Values, c *data.Client, share Share) {
	if share.Phone {
		v[letter.ClientPhone] = data.Tidy(c.Phone + " " + c.OtherPhone)
	}
	if share.Address {
		v[letter.ClientHome] = commas(c.Address, c.Town, c.Postcode)
	}
	if share.BirthDate {
		v[letter.BirthDate] = letter.PlainDay(c.BirthDate)
	}
	if share.Reach {
		v[letter.Reach] = c.ContactBy
	}
	if share.Language {
		v[letter.Language] = spoken(c)
	}
	v[letter.Note] = share.Note
}

func spoken(c *data.Client) string {
	language := c.Language
	if language == "" && c.Interpreter == data.Yes {
		language = "Not English"
	}
	if c.Interpreter == data.Yes {
		return fmt.Sprintf("%s, with an interpreter", language)
	}
	return language
}

// agreed reports whether a client's last word on a use was yes. It is an error if the
// use of their record is restricted.
func (s *Letters) agreed(ctx context.Context, client data.ID, kind data.ConsentKind) (bool, error) {
	var given, kept bool
	err := s.db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM rights_request WHERE client_id = ? AND "+store.StandingSQL+")", client).Scan(&kept)
	switch {
	case err != nil:
		return false, store.Problem(err)
	case kept:
		return false, data.NewProblem(data.CodeRestricted, "Use of this person’s record is restricted, as they asked, so no letter about them is made. A manager can lift that under Rights.")
	}
	err = s.db.QueryRowContext(ctx, `SELECT given FROM consent WHERE client_id = ? AND kind = ?
		ORDER BY given_on DESC, created_at DESC, id DESC LIMIT 1`, client, kind).Scan(&given)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return given, store.Problem(err)
}
