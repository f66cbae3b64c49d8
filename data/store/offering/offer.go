package offering

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/directory"
)

// Sitting is one conversation in which services were put before a client.
type Sitting struct {
	ClientID data.ID
	On       data.Date
	Offers   []SittingOffer
	Meeting  data.Meeting // how they met for it
}

// SittingOffer is one service of a sitting and what the client said. Kind
// counts only when it was chosen.
type SittingOffer struct {
	ServiceID  data.ID
	Decision   data.Decision
	Why        data.DeclineReason // why it was not chosen; "" when not said
	Words      string
	Confidence *int
	Kind       data.PrescriptionKind
}

// SittingResult is what a sitting led to.
type SittingResult struct {
	Prescriptions []data.Prescription
	FollowUps     []data.FollowUp // the first follow-up of each prescription
	ContactID     data.ID         // the contact that the sitting was, "" for none
}

// SaveSitting stores a whole sitting in one transaction: the contact it was,
// every offer, a prescription for each chosen one with its first follow-up, and
// a task for each service that we contact. An offer that cannot be stored stores
// none of them, and nothing is chosen by someone who has died: a follow-up would ring
// their family.
func (s *Offering) SaveSitting(ctx context.Context, sitting Sitting) (*SittingResult, error) {
	if len(sitting.Offers) == 0 {
		return nil, data.NewProblem(data.CodeInvalid, "No service was put before the client yet. Choose one, or go back.")
	}
	result := &SittingResult{}
	err := s.db.WriteAbout(ctx, store.ChangedClient, &sitting.ClientID, func(t *store.Tx) error {
		if err := refuseDead(t, sitting); err != nil {
			return err
		}
		episode, err := casework.EpisodeFor(t, sitting.ClientID, sitting.On)
		if err != nil {
			return err
		}
		if result.ContactID, err = casework.Meet(t, sitting.Meeting, sitting.ClientID, episode, sitting.On); err != nil {
			return err
		}
		for _, o := range sitting.Offers {
			if err := saveSittingOffer(t, sitting, episode, o, result); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return result, nil
}

// refuseDead returns data.CodeRefused if a service was chosen and the client has died.
func refuseDead(t *store.Tx, sitting Sitting) error {
	if !slices.ContainsFunc(sitting.Offers, func(o SittingOffer) bool { return o.Decision == data.Chosen }) {
		return nil
	}
	return casework.RefuseDead(t.Ctx, t, sitting.ClientID, "The record says that this person has died, so no service was chosen and nothing was saved. If that is wrong, open the case again first.")
}

func saveSittingOffer(t *store.Tx, sitting Sitting, episode data.ID, o SittingOffer, result *SittingResult) error {
	var err error
	if o.ServiceID, err = directory.Survivor(t, o.ServiceID); err != nil { // it may have been merged while the client chose
		return err
	}
	offer := data.Offer{EpisodeID: episode, ClientID: sitting.ClientID, ServiceID: o.ServiceID, OfferedOn: sitting.On,
		Decision: o.Decision, Why: o.Why, Words: o.Words, Confidence: o.Confidence, StaffID: t.Actor, ContactID: result.ContactID}
	if err := offer.Validate(t.Today()); err != nil {
		return err
	}
	if err := SaveOffer(t, &offer); err != nil {
		return err
	}
	if o.Decision != data.Chosen {
		return nil
	}
	kind := o.Kind
	if kind == "" {
		kind = data.ReferralOn
	}
	p := data.Prescription{OfferID: offer.ID, EpisodeID: episode, ClientID: sitting.ClientID, ServiceID: o.ServiceID,
		Kind: kind, MadeOn: sitting.On, Status: data.StatusMade, StatusOn: sitting.On}
	if err := p.Validate(t.Today()); err != nil {
		return err
	}
	if err := SavePrescription(t, &p); err != nil {
		return err
	}
	if err := t.Value(&p.Service, "SELECT name FROM service WHERE id = ?", p.ServiceID); err != nil {
		return err
	}
	f, err := scheduleFollowUp(t, &p, 1, p.MadeOn)
	if err != nil {
		return err
	}
	if p.Kind == data.ReferralOn {
		if err := toContact(t, &p, f.StaffID); err != nil {
			return err
		}
	}
	result.Prescriptions = append(result.Prescriptions, p)
	result.FollowUps = append(result.FollowUps, *f)
	return nil
}

// SaveOffer writes an offer within a transaction.
func SaveOffer(t *store.Tx, o *data.Offer) error {
	return t.Save("offer", &o.ID, &o.Stamp, o.ClientID, []store.Field{
		{"episode_id", o.EpisodeID}, {"client_id", o.ClientID}, {"service_id", o.ServiceID}, {"offered_on", o.OfferedOn},
		{"decision", o.Decision}, {"why", o.Why}, {"words", o.Words}, {"confidence", o.Confidence}, {"staff_id", store.Ref(o.StaffID)},
		{"contact_id", store.Ref(o.ContactID)},
	})
}

// SavePrescription writes a service referral within a transaction.
func SavePrescription(t *store.Tx, p *data.Prescription) error {
	return t.Save("prescription", &p.ID, &p.Stamp, p.ClientID, []store.Field{
		{"offer_id", p.OfferID}, {"episode_id", p.EpisodeID}, {"client_id", p.ClientID}, {"service_id", p.ServiceID},
		{"kind", p.Kind}, {"made_on", p.MadeOn}, {"status", p.Status}, {"status_on", p.StatusOn}, {"note", p.Note},
	})
}

// Offers returns everything that was ever put before a client, newest first.
func (s *Offering) Offers(ctx context.Context, client data.ID) ([]data.Offer, error) {
	return store.Collect(ctx, s.db, func(o *data.Offer) []any {
		return append([]any{&o.ID, &o.EpisodeID, &o.ClientID, &o.ServiceID, &o.OfferedOn, &o.Decision, &o.Why, &o.Words, &o.Confidence,
			store.OrNull(&o.StaffID), store.OrNull(&o.ContactID)}, store.StampDest(&o.Stamp)...)
	}, `SELECT id, episode_id, client_id, service_id, offered_on, decision, why, words, confidence, staff_id, contact_id, `+store.StampColumns+`
		FROM offer WHERE client_id = ? ORDER BY offered_on DESC, id DESC`, client)
}

// PrescriptionColumns select a whole service referral, p, with its service, v, for ScanPrescription.
const PrescriptionColumns = `p.id, p.offer_id, p.episode_id, p.client_id, p.service_id, p.kind, p.made_on, p.status, p.status_on, p.note,
	v.name, p.created_at, p.created_by, p.updated_at, p.updated_by`

// ScanPrescription returns where PrescriptionColumns go.
func ScanPrescription(p *data.Prescription) []any {
	return append([]any{&p.ID, &p.OfferID, &p.EpisodeID, &p.ClientID, &p.ServiceID, &p.Kind, &p.MadeOn, &p.Status, &p.StatusOn,
		&p.Note, &p.Service}, store.StampDest(&p.Stamp)...)
}

// Prescription reads one prescription; CodeNotFound when there is none.
func (s *Offering) Prescription(ctx context.Context, id data.ID) (*data.Prescription, error) {
	return prescription(ctx, s.db, id)
}

func prescription(ctx context.Context, q store.Querier, id data.ID) (*data.Prescription, error) {
	return store.One(ctx, q, ScanPrescription,
		"SELECT "+PrescriptionColumns+" FROM prescription p JOIN service v ON v.id = p.service_id WHERE p.id = ?", id)
}

// SetPrescriptionStatus stores what came of a prescription, as heard on a day.
// Every change stays in the client's story.
func (s *Offering) SetPrescriptionStatus(ctx context.Context, id data.ID, status data.PrescriptionStatus, on data.Date, note string) error {
	return s.SetPrescriptionStatusMet(ctx, id, status, on, note, data.Meeting{})
}

// SetPrescriptionStatusMet is SetPrescriptionStatus, and records the contact in
// which the client said so. The zero Meeting is news from someone else.
func (s *Offering) SetPrescriptionStatusMet(ctx context.Context, id data.ID, status data.PrescriptionStatus, on data.Date, note string, m data.Meeting) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedClient, &client, func(t *store.Tx) error {
		p, err := prescription(ctx, t, id)
		if err != nil {
			return err
		}
		client = p.ClientID
		if err := setPrescriptionStatus(t, p, status, on, note); err != nil {
			return err
		}
		_, err = casework.Meet(t, m, p.ClientID, p.EpisodeID, on)
		return err
	})
}

func setPrescriptionStatus(t *store.Tx, p *data.Prescription, status data.PrescriptionStatus, on data.Date, note string) error {
	was := *p
	p.Status, p.StatusOn, p.Note = status, on, note
	if p.StatusOn.IsZero() {
		return data.FieldErrors{{Field: "StatusOn", Sentence: "Enter the date."}}
	}
	if p.StatusOn.Before(p.MadeOn) {
		return data.FieldErrors{{Field: "StatusOn", Sentence: "This is before the referral was made. Check the date."}}
	}
	if err := p.Validate(t.Today()); err != nil {
		return err
	}
	if on.Before(was.StatusOn) {
		// News that comes late is part of the story, but not how things stand.
		err := AddStatusChange(t, p, &data.Stamp{})
		*p = was
		return err
	}
	if err := SavePrescription(t, p); err != nil {
		return err
	}
	if err := settleContact(t, p); err != nil {
		return err
	}
	return AddStatusChange(t, p, &data.Stamp{})
}

// AddStatusChange writes a change of a service referral to the client's story.
func AddStatusChange(t *store.Tx, p *data.Prescription, stamp *data.Stamp) error {
	var id data.ID
	return t.Insert("prescription_status", &id, stamp, p.ClientID, []store.Field{
		{"prescription_id", p.ID}, {"client_id", p.ClientID}, {"status", p.Status}, {"status_on", p.StatusOn}, {"note", p.Note},
	})
}
