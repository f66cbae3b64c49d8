package store

import (
	"context"
	"database/sql"
	"errors"

	"waymark/data"
)

// OfferSheet gathers what a client takes home about some of their
// prescriptions; without a list, about all of the latest episode that are not
// finished. Each gets the reference for its reply slip, once and for good.
func (s *Store) OfferSheet(ctx context.Context, client data.ID, prescriptions []data.ID) (*data.OfferSheet, error) {
	c, err := s.Client(ctx, client)
	if err != nil {
		return nil, err
	}
	if len(prescriptions) == 0 {
		if prescriptions, err = s.unfinishedPrescriptions(ctx, client); err != nil {
			return nil, err
		}
	}
	if len(prescriptions) == 0 {
		return nil, data.NewProblem(data.CodeNotFound, "Nothing is chosen at present, so there is nothing to print. Please offer services first.")
	}
	sheet := &data.OfferSheet{Person: c.KnownAs, On: s.today()}
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

func (s *Store) unfinishedPrescriptions(ctx context.Context, client data.ID) ([]data.ID, error) {
	return collect(ctx, s.reader, func(id *data.ID) []any { return []any{id} }, `SELECT p.id FROM prescription p
		WHERE p.episode_id = (SELECT id FROM episode WHERE client_id = ? ORDER BY status = 'closed', opened_on DESC, id DESC LIMIT 1)
		AND p.status IN ('made', 'contacted', 'started', 'attending') ORDER BY p.made_on, p.id`, client)
}

func (s *Store) sheetHead(ctx context.Context, sheet *data.OfferSheet, c *data.Client) error {
	var err error
	if sheet.ServiceName, err = s.Setting(ctx, SettingServiceName); err != nil {
		return err
	}
	if sheet.Phone, err = s.Setting(ctx, SettingServicePhone); err != nil {
		return err
	}
	who := c.Prescriber
	if who == "" {
		who = s.Actor()
	}
	err = s.reader.QueryRowContext(ctx, "SELECT name FROM staff WHERE id = ?", who).Scan(&sheet.Prescriber)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return problem(err)
}

// consented is true when the client's last word on a use was yes.
func (s *Store) consented(ctx context.Context, client data.ID, kind data.ConsentKind) (bool, error) {
	var given bool
	err := s.reader.QueryRowContext(ctx, `SELECT given FROM consent WHERE client_id = ? AND kind = ?
		ORDER BY given_on DESC, id DESC LIMIT 1`, client, kind).Scan(&given)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return given, problem(err)
}

func (s *Store) sheetItem(ctx context.Context, prescription data.ID) (*data.OfferSheetItem, error) {
	var service data.ID
	var item data.OfferSheetItem
	err := s.reader.QueryRowContext(ctx, `SELECT p.service_id, p.kind, p.slip, o.words,
		(SELECT f.due_on FROM follow_up f WHERE f.prescription_id = p.id AND f.status = 'open' ORDER BY f.number LIMIT 1)
		FROM prescription p JOIN offer o ON o.id = p.offer_id WHERE p.id = ?`, prescription).
		Scan(&service, &item.Kind, &item.Slip, &item.Words, &item.FollowUpOn)
	if err != nil {
		return nil, problem(err)
	}
	v, err := s.Service(ctx, service)
	if err != nil {
		return nil, err
	}
	item.Service = *v
	return &item, nil
}

// giveSlips gives those prescriptions a reference that have none yet. A
// prescription of somebody else is refused.
func (s *Store) giveSlips(ctx context.Context, client data.ID, prescriptions []data.ID) error {
	return s.write(ctx, Change{Kind: ChangedClient, ClientID: client}, func(t *tx) error {
		for _, id := range prescriptions {
			var slip string
			if err := t.value(orNull(&slip), "SELECT slip FROM prescription WHERE id = ? AND client_id = ?", id, client); err != nil {
				return err
			}
			if slip != "" {
				continue
			}
			if err := t.giveSlip(id, client); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *tx) giveSlip(prescription, client data.ID) error {
	for {
		slip := data.NewSlip()
		var taken int
		if err := t.value(&taken, "SELECT count(*) FROM prescription WHERE slip = ?", slip); err != nil {
			return err
		}
		if taken > 0 {
			continue
		}
		if err := t.set("prescription", prescription, field{"slip", slip}); err != nil {
			return err
		}
		return t.audit("change", "prescription", prescription, client, "slip")
	}
}

// PrescriptionBySlip finds the prescription that a reply slip is about.
// CodeInvalid when the reference cannot be one, CodeNotFound when none has it.
func (s *Store) PrescriptionBySlip(ctx context.Context, reference string) (*data.Prescription, error) {
	slip, err := data.ParseSlip(reference)
	if err != nil {
		return nil, err
	}
	p, err := one(ctx, s.reader, scanPrescription,
		"SELECT "+prescriptionColumns+" FROM prescription p JOIN service v ON v.id = p.service_id WHERE p.slip = ?", slip)
	if data.CodeOf(err) == data.CodeNotFound {
		return nil, data.NewProblem(data.CodeNotFound, "No slip with this reference was printed from this database. Please compare it letter by letter.")
	}
	return p, err
}
