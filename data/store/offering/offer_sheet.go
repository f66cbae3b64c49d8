package offering

import (
	"context"
	"database/sql"
	"errors"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/lists"
)

// OfferSheet gathers what a client takes home about some of their
// prescriptions; without a list, about all of the latest episode that are not
// finished. Each gets the reference for its reply slip, once and for good.
func (s *Offering) OfferSheet(ctx context.Context, client data.ID, prescriptions []data.ID) (*data.OfferSheet, error) {
	c, err := s.casework.Client(ctx, client)
	if err != nil {
		return nil, err
	}
	if err := casework.RefuseDead(ctx, s.db, client, "The record says that this person has died, so there is no sheet for them. If that is wrong, open the case again first."); err != nil {
		return nil, err
	}
	if len(prescriptions) == 0 {
		if prescriptions, err = s.unfinishedPrescriptions(ctx, client); err != nil {
			return nil, err
		}
	}
	if len(prescriptions) == 0 {
		return nil, data.NewProblem(data.CodeNotFound, "Nothing is chosen at present, so there is nothing to print. Offer services first.")
	}
	sheet := &data.OfferSheet{Person: c.KnownAs, On: s.db.Today()}
	if sheet.Person == "" {
		sheet.Person = c.GivenNames
	}
	if sheet.Person == "" {
		sheet.Person = c.FamilyName
	}
	if err := s.sheetHead(ctx, sheet, c); err != nil {
		return nil, err
	}
	mayAsk, err := s.consented(ctx, client, data.ConsentOrganisation)
	if err != nil {
		return nil, err
	}
	if err := s.giveSlips(ctx, client, prescriptions); err != nil {
		return nil, err
	}
	for _, id := range prescriptions {
		item, err := s.sheetItem(ctx, id)
		if err != nil {
			return nil, err
		}
		item.PersonMayAsk = mayAsk
		sheet.Items = append(sheet.Items, *item)
	}
	return sheet, nil
}

func (s *Offering) unfinishedPrescriptions(ctx context.Context, client data.ID) ([]data.ID, error) {
	return store.Collect(ctx, s.db, func(id *data.ID) []any { return []any{id} }, `SELECT p.id FROM prescription p
		WHERE p.episode_id = (SELECT id FROM episode WHERE client_id = ? ORDER BY status = 'closed', opened_on DESC, id DESC LIMIT 1)
		AND p.status IN ('made', 'contacted', 'started', 'attending') ORDER BY p.made_on, p.id`, client)
}

func (s *Offering) sheetHead(ctx context.Context, sheet *data.OfferSheet, c *data.Client) error {
	var err error
	if sheet.ServiceName, err = s.lists.Setting(ctx, lists.SettingServiceName); err != nil {
		return err
	}
	if sheet.Phone, err = s.lists.Setting(ctx, lists.SettingServicePhone); err != nil {
		return err
	}
	who := c.Prescriber
	if who == "" {
		who = s.db.Actor()
	}
	err = s.db.QueryRowContext(ctx, "SELECT name FROM staff WHERE id = ?", who).Scan(&sheet.Prescriber)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return store.Problem(err)
}

// consented is true when the client's last word on a use was yes.
func (s *Offering) consented(ctx context.Context, client data.ID, kind data.ConsentKind) (bool, error) {
	var given bool
	err := s.db.QueryRowContext(ctx, `SELECT given FROM consent WHERE client_id = ? AND kind = ?
		ORDER BY given_on DESC, id DESC LIMIT 1`, client, kind).Scan(&given)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return given, store.Problem(err)
}

func (s *Offering) sheetItem(ctx context.Context, prescription data.ID) (*data.OfferSheetItem, error) {
	var service data.ID
	var item data.OfferSheetItem
	err := s.db.QueryRowContext(ctx, `SELECT p.service_id, p.kind, p.slip, o.words,
		(SELECT f.due_on FROM follow_up f WHERE f.prescription_id = p.id AND f.status = 'open' ORDER BY f.number LIMIT 1)
		FROM prescription p JOIN offer o ON o.id = p.offer_id WHERE p.id = ?`, prescription).
		Scan(&service, &item.Kind, &item.Slip, &item.Words, &item.FollowUpOn)
	if err != nil {
		return nil, store.Problem(err)
	}
	v, err := s.directory.Service(ctx, service)
	if err != nil {
		return nil, err
	}
	item.Service = *v
	item.Contact, err = s.sheetContact(ctx, prescription)
	return &item, err
}

// giveSlips sets a reference on those prescriptions that have none yet. A
// prescription of someone else is refused.
func (s *Offering) giveSlips(ctx context.Context, client data.ID, prescriptions []data.ID) error {
	return s.db.Write(ctx, store.Change{Kind: store.ChangedClient, ClientID: client}, func(t *store.Tx) error {
		for _, id := range prescriptions {
			var slip string
			if err := t.Value(store.OrNull(&slip), "SELECT slip FROM prescription WHERE id = ? AND client_id = ?", id, client); err != nil {
				return err
			}
			if slip != "" {
				continue
			}
			if err := giveSlip(t, id, client); err != nil {
				return err
			}
		}
		return nil
	})
}

func giveSlip(t *store.Tx, prescription, client data.ID) error {
	for {
		slip := data.NewSlip()
		var taken int
		if err := t.Value(&taken, "SELECT count(*) FROM prescription WHERE slip = ?", slip); err != nil {
			return err
		}
		if taken > 0 {
			continue
		}
		if err := t.Set("prescription", prescription, store.Field{"slip", slip}); err != nil {
			return err
		}
		return t.Audit("change", "prescription", prescription, client, "slip")
	}
}

// PrescriptionBySlip finds the prescription that a reply slip is about.
// CodeInvalid when the reference cannot be one, CodeNotFound when none has it.
func (s *Offering) PrescriptionBySlip(ctx context.Context, reference string) (*data.Prescription, error) {
	slip, err := data.ParseSlip(reference)
	if err != nil {
		return nil, err
	}
	p, err := store.One(ctx, s.db, ScanPrescription,
		"SELECT "+PrescriptionColumns+" FROM prescription p JOIN service v ON v.id = p.service_id WHERE p.slip = ?", slip)
	if data.CodeOf(err) == data.CodeNotFound {
		return nil, data.NewProblem(data.CodeNotFound, "No slip with this reference was printed from this database. Compare it letter by letter.")
	}
	return p, err
}
