package store

import (
	"context"
	"fmt"

	"waymark/data"
)

// Bulk writes many whole records in one transaction, for imports and sample
// caseloads: the caller gives each its ID and dates. Nothing is scheduled or
// filled in beyond what the record says, and nobody is asked whether two clients
// are one person.
type Bulk struct{ t *tx }

// Load runs fn in one transaction with one audit row; an error leaves the
// database as it was.
func (s *Store) Load(ctx context.Context, what string, fn func(*Bulk) error) error {
	err := s.write(ctx, Change{Kind: ChangedSettings}, func(t *tx) error {
		t.quiet = true
		if err := fn(&Bulk{t}); err != nil {
			return err
		}
		t.quiet = false
		return t.audit("load", "database", data.ID(what), "", "")
	})
	if err == nil {
		s.announce(Change{Kind: ChangedDirectory})
		s.announce(Change{Kind: ChangedClient})
	}
	return err
}

// Add writes one new record, a pointer to one of the types of package data.
// A blank ID and Stamp are filled in. A Response has its score worked out.
func (b *Bulk) Add(record any) error {
	switch v := record.(type) {
	case *data.Surgery:
		return b.t.add(&v.ID, v.Validate(), func() error { return b.t.saveSurgery(v) })
	case *data.Staff:
		return b.t.add(&v.ID, v.Validate(), func() error { return b.t.saveStaff(v) })
	case *data.Reason:
		return b.t.add(&v.ID, v.Validate(), func() error { return b.t.saveReason(v) })
	case *data.Category:
		return b.t.add(&v.ID, v.Validate(), func() error { return b.t.saveCategory(v) })
	case *data.Service:
		return b.t.add(&v.ID, v.Validate(b.t.today()), func() error { return b.t.saveService(v) })
	default:
		return b.addStory(record)
	}
}

// addStory writes what belongs to a client.
func (b *Bulk) addStory(record any) error {
	t, today := b.t, b.t.today()
	switch v := record.(type) {
	case *data.Client:
		return t.add(&v.ID, v.Validate(today), func() error { return t.saveClient(v) })
	case *data.Episode:
		return t.add(&v.ID, v.Validate(today), func() error { return t.saveEpisode(v) })
	case *data.Referral:
		return t.add(&v.ID, v.Validate(today), func() error { return t.saveReferral(v) })
	case *data.Need:
		return t.add(&v.ID, v.Validate(today), func() error { return t.saveNeed(v) })
	case *data.Contact:
		return t.add(&v.ID, v.Validate(today), func() error { return t.saveContact(v) })
	case *data.Offer:
		return t.add(&v.ID, v.Validate(today), func() error { return t.saveOffer(v) })
	case *data.Prescription:
		return t.add(&v.ID, v.Validate(today), func() error { return t.savePrescriptionWithStory(v) })
	case *data.Gap:
		return t.add(&v.ID, v.Validate(today), func() error { return t.saveGap(v) })
	case *data.FollowUp:
		return t.add(&v.ID, nil, func() error { return t.saveFollowUp(v) })
	case *data.Response:
		return t.add(&v.ID, v.Validate(today), func() error { return t.saveResponse(v) })
	case *data.Tale:
		return t.add(&v.ID, v.Validate(today), func() error { return t.saveTale(v) })
	case *data.Consent:
		return t.add(&v.ID, v.Validate(today), func() error { return t.saveConsent(v) })
	default:
		return fmt.Errorf("cannot load a %T", record)
	}
}

// AddAttempt writes a try at a follow-up of the given client.
func (b *Bulk) AddAttempt(a *data.Attempt, client data.ID) error {
	return b.t.add(&a.ID, nil, func() error { return b.t.saveAttempt(a, client) })
}

// SetSetting stores a setting.
func (b *Bulk) SetSetting(key, value string) error { return b.t.setSetting(key, value) }

// savePrescriptionWithStory also writes the change of status that brought a
// prescription to where it stands.
func (t *tx) savePrescriptionWithStory(p *data.Prescription) error {
	if err := t.savePrescription(p); err != nil {
		return err
	}
	if p.Status == data.StatusMade {
		return nil
	}
	return t.addStatusChange(p, &data.Stamp{})
}

// add writes a record as new even when it has an ID: the caller made it.
func (t *tx) add(id *data.ID, invalid error, save func() error) error {
	if invalid != nil {
		return invalid
	}
	t.given = *id
	if *id == "" {
		t.given = t.freshID()
	}
	*id = ""
	return save()
}
