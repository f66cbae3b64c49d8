package office

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/diary"
	"waymark/data/store/directory"
	"waymark/data/store/flags"
	"waymark/data/store/lists"
	"waymark/data/store/measure"
	"waymark/data/store/offering"
	"waymark/data/store/visits"
)

// Bulk writes many whole records in one transaction, for imports and sample
// caseloads: the caller gives each its ID and dates. Nothing is scheduled or
// filled in beyond what the record says, and no one is asked whether two clients
// are one person.
type Bulk struct{ t *store.Tx }

// Load runs fn in one transaction with one audit row; an error leaves the
// database as it was.
func (s *Office) Load(ctx context.Context, what string, fn func(*Bulk) error) error {
	err := s.db.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(t *store.Tx) error {
		t.Quiet = true
		if err := fn(&Bulk{t}); err != nil {
			return err
		}
		t.Quiet = false
		return t.Audit("load", "database", data.ID(what), "", "")
	})
	if err == nil {
		for _, kind := range []store.ChangeKind{store.ChangedLists, store.ChangedDirectory, store.ChangedReports, store.ChangedClient} {
			s.db.Announce(store.Change{Kind: kind})
		}
	}
	return err
}

// Add writes one new record, a pointer to one of the types of package data.
// A blank ID and Stamp are filled in. A Response has its score worked out.
func (b *Bulk) Add(record any) error {
	switch v := record.(type) {
	case *data.Partner:
		return add(b.t, &v.ID, v.Validate(), func() error { return lists.SavePartner(b.t, v) })
	case *data.Surgery:
		return add(b.t, &v.ID, v.Validate(), func() error { return lists.SaveSurgery(b.t, v) })
	case *data.Staff:
		return add(b.t, &v.ID, v.Validate(), func() error { return lists.SaveStaff(b.t, v) })
	case *data.Reason:
		return add(b.t, &v.ID, v.Validate(), func() error { return lists.SaveReason(b.t, v) })
	case *data.Category:
		return add(b.t, &v.ID, v.Validate(), func() error { return lists.SaveCategory(b.t, v) })
	case *data.Clinic:
		return add(b.t, &v.ID, v.Validate(), func() error { return diary.SaveClinic(b.t, v) })
	case *data.Absence:
		return add(b.t, &v.ID, v.Validate(), func() error { return diary.SaveAbsence(b.t, v) })
	case *data.Service:
		return add(b.t, &v.ID, v.Validate(b.t.Today()), func() error { return directory.SaveService(b.t, v) })
	default:
		return b.addStory(record)
	}
}

// addStory writes what belongs to a client.
func (b *Bulk) addStory(record any) error {
	t, today := b.t, b.t.Today()
	switch v := record.(type) {
	case *data.Client:
		return add(t, &v.ID, v.Validate(today), func() error { return casework.SaveClient(t, v) })
	case *data.Episode:
		return add(t, &v.ID, v.Validate(today), func() error { return casework.SaveEpisode(t, v) })
	case *data.Referral:
		return add(t, &v.ID, v.Validate(today), func() error { return casework.SaveReferral(t, v) })
	case *data.Need:
		return add(t, &v.ID, v.Validate(today), func() error { return casework.SaveNeed(t, v) })
	case *data.Contact:
		return add(t, &v.ID, v.Validate(today), func() error { return casework.SaveContact(t, v) })
	case *data.Appointment:
		return add(t, &v.ID, v.Validate(), func() error { return casework.SaveAppointment(t, v, "", "") })
	case *data.Offer:
		return add(t, &v.ID, v.Validate(today), func() error { return offering.SaveOffer(t, v) })
	case *data.Prescription:
		return add(t, &v.ID, v.Validate(today), func() error { return savePrescriptionWithStory(t, v) })
	case *data.Gap:
		return add(t, &v.ID, v.Validate(today), func() error { return offering.SaveGap(t, v) })
	case *data.FollowUp:
		return add(t, &v.ID, nil, func() error { return casework.SaveFollowUp(t, v) })
	case *data.Task:
		return add(t, &v.ID, nil, func() error { return casework.SaveTask(t, v) })
	case *data.Response:
		return add(t, &v.ID, v.Validate(today), func() error { return measure.SaveResponse(t, v) })
	case *data.Tale:
		return add(t, &v.ID, v.Validate(today), func() error { return casework.SaveTale(t, v) })
	case *data.Consent:
		return add(t, &v.ID, v.Validate(today), func() error { return casework.SaveConsent(t, v) })
	default:
		return b.addVisit(record)
	}
}

// addVisit writes what belongs to a home visit, and flags.
func (b *Bulk) addVisit(record any) error {
	t := b.t
	switch v := record.(type) {
	case *data.Visit:
		return add(t, &v.ID, v.Validate(), func() error { return visits.SaveVisit(t, v) })
	case *data.VisitFinding:
		return add(t, &v.ID, v.Validate(), func() error { return visits.SaveFinding(t, v) })
	case *data.VisitDecision:
		return add(t, &v.ID, nil, func() error { return visits.SaveDecision(t, v) })
	case *data.Flag:
		return add(t, &v.ID, nil, func() error { return flags.Save(t, v) })
	default:
		return fmt.Errorf("cannot load a %T", record)
	}
}

// AddAttempt writes a try at a follow-up of the given client.
func (b *Bulk) AddAttempt(a *data.Attempt, client data.ID) error {
	return add(b.t, &a.ID, nil, func() error { return offering.SaveAttempt(b.t, a, client) })
}

// SetSetting stores a setting.
func (b *Bulk) SetSetting(key, value string) error { return lists.SetSetting(b.t, key, value) }

// savePrescriptionWithStory also writes the change of status that brought a
// prescription to where it stands.
func savePrescriptionWithStory(t *store.Tx, p *data.Prescription) error {
	if err := offering.SavePrescription(t, p); err != nil {
		return err
	}
	if p.Status == data.StatusMade {
		return nil
	}
	return offering.AddStatusChange(t, p, &data.Stamp{})
}

// add writes a record as new even when it has an ID: the caller made it.
func add(t *store.Tx, id *data.ID, invalid error, save func() error) error {
	if invalid != nil {
		return invalid
	}
	t.Given = *id
	if *id == "" {
		t.Given = t.FreshID()
	}
	*id = ""
	return save()
}
