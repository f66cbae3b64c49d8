package casework

import (
	"errors"

	"github.com/google/uuid"

	"waymark/data"
	"waymark/data/store"
)

// ofDesks is the space of the ids of what follows from what the reception of a
// surgery said: two PCs that work it out make the same rows.
var ofDesks = uuid.MustParse("5a0e7a52-6c5a-4a53-8f0e-0d1f6b1f7a42")

func madeOf(appointment data.ID, what string) data.ID {
	return data.ID(uuid.NewSHA1(ofDesks, []byte(what+" "+string(appointment))).String())
}

// FollowDesk has the contact agree with what the reception of a surgery said came of
// an appointment, on a PC that holds no contacts. A contact in which something was
// written stays as it is. An appointment that is not there is left alone. later is
// true if its day is still to come by the clock of this PC, or if the record of whose it
// is may only be kept for now.
func FollowDesk(t *store.Tx, id data.ID) (later bool, err error) {
	a, err := Appointment(t.Ctx, t, id)
	if data.CodeOf(err) == data.CodeNotFound || store.MissingRow(err) {
		return false, nil
	}
	if err != nil || a.On.After(t.Today()) {
		return err == nil, err
	}
	had := a.ContactID
	if had != "" {
		err = contactFollows(t, a)
	} else {
		err = contactOfDesk(t, a)
	}
	if data.CodeOf(err) == data.CodeRestricted {
		return true, nil // it is recorded once the restriction is lifted
	}
	var fields data.FieldErrors
	if data.CodeOf(err) == data.CodeRefused || errors.As(err, &fields) {
		return false, nil // before anything was written
	}
	if err != nil || a.ContactID == had {
		return false, err
	}
	return false, t.Update("appointment", a.ID, &data.Stamp{}, a.ClientID, []store.Field{{"contact_id", store.Ref(a.ContactID)}})
}

// contactOfDesk is contactOf with ids that follow from the appointment's.
func contactOfDesk(t *store.Tx, a *data.Appointment) error {
	outcome := map[data.AppointmentState]data.ContactOutcome{data.AppointmentSeen: data.ContactAttended, data.AppointmentMissed: data.ContactMissed}[a.State]
	if a.ClientID == "" || outcome == "" {
		return nil
	}
	k := contactFrom(a, outcome)
	stamp := data.Stamp{CreatedAt: a.StateAt, CreatedBy: a.UpdatedBy, UpdatedAt: a.StateAt, UpdatedBy: a.UpdatedBy}
	id := madeOf(a.ID, "contact")
	var there bool
	if err := t.Value(&there, "SELECT EXISTS (SELECT 1 FROM contact WHERE id = ?)", id); err != nil {
		return err
	}
	if there { // the appointment was opened again in the meantime
		a.ContactID = id
		if err := t.Update("contact", id, &data.Stamp{}, a.ClientID, []store.Field{{"outcome", k.Outcome}, {"removed_at", nil}, {"removed_why", ""}}); err != nil {
			return err
		}
		if err := t.Value(&k.EpisodeID, "SELECT episode_id FROM contact WHERE id = ?", id); err != nil {
			return err
		}
		return owesFirstMessageSince(t, &k, a.On, stamp)
	}
	if err := k.Validate(t.Today()); err != nil {
		return err
	}
	var has bool
	if err := t.Value(&has, "SELECT EXISTS (SELECT 1 FROM episode WHERE client_id = ?)", a.ClientID); err != nil {
		return err
	}
	switch {
	case has:
		var err error
		if k.EpisodeID, err = EpisodeAbout(t, a.ClientID, a.On); err != nil {
			return err
		}
	case outcome == data.ContactMissed:
		return nil
	default:
		k.EpisodeID = madeOf(a.ID, "episode")
		if err := openEpisode(t, k.EpisodeID, stamp, a); err != nil {
			return err
		}
	}
	if err := t.Insert("contact", &id, &stamp, k.ClientID, contactFields(&k)); err != nil {
		return err
	}
	a.ContactID = id
	return owesFirstMessageSince(t, &k, a.On, stamp)
}

// openEpisode opens the first episode of someone whom a reception booked.
func openEpisode(t *store.Tx, id data.ID, stamp data.Stamp, a *data.Appointment) error {
	e := data.Episode{ClientID: a.ClientID, OpenedOn: a.On, Status: data.EpisodeOpen}
	if err := t.QueryRowContext(t.Ctx, "SELECT surgery_id, prescriber_id FROM client WHERE id = ?", a.ClientID).
		Scan(store.OrNull(&e.SurgeryID), store.OrNull(&e.Prescriber)); err != nil {
		return err
	}
	return t.Insert("episode", &id, &stamp, e.ClientID, episodeFields(&e))
}
