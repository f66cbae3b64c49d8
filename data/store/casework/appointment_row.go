package casework

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/store"
)

// AppointmentColumns select a whole appointment, a, for ScanAppointment.
const AppointmentColumns = `a.id, a.client_id, a.clinic_id, a.surgery_id, a.staff_id, a.kind, a.on_day, a.at, a.minutes, a.state, a.state_at,
	a.note, a.by_surgery, a.why, a.sent_by, a.contact_id, a.created_at, a.created_by, a.updated_at, a.updated_by`

// ScanAppointment returns where AppointmentColumns go.
func ScanAppointment(a *data.Appointment) []any {
	return append([]any{&a.ID, store.OrNull(&a.ClientID), store.OrNull(&a.ClinicID), store.OrNull(&a.SurgeryID), store.OrNull(&a.StaffID),
		&a.Kind, &a.On, &a.At, &a.Minutes, &a.State, store.At(&a.StateAt), &a.Note, &a.BySurgery, &a.Why, &a.SentBy,
		store.OrNull(&a.ContactID)}, store.StampDest(&a.Stamp)...)
}

// Appointment reads an appointment that was not removed; CodeNotFound when there
// is none.
func Appointment(ctx context.Context, q store.Querier, id data.ID) (*data.Appointment, error) {
	return store.One(ctx, q, ScanAppointment, "SELECT "+AppointmentColumns+" FROM appointment a WHERE a.id = ? AND a.removed_at IS NULL", id)
}

// SaveAppointment writes an appointment within a transaction. One that is new, or
// whose state has changed from was, gets a row that says since when.
func SaveAppointment(t *store.Tx, a *data.Appointment, was data.AppointmentState, why string) error {
	if a.State != was || a.StateAt.IsZero() {
		store.AsItWas(t, &a.StateAt)
		if a.StateAt.IsZero() || !t.Quiet {
			a.StateAt = t.Now
		}
	}
	if err := t.Save("appointment", &a.ID, &a.Stamp, a.ClientID, []store.Field{
		{"clinic_id", store.Ref(a.ClinicID)}, {"client_id", store.Ref(a.ClientID)}, {"kind", a.Kind}, {"state", a.State},
		{"on_day", a.On}, {"at", a.At}, {"minutes", a.Minutes}, {"staff_id", store.Ref(a.StaffID)}, {"surgery_id", store.Ref(a.SurgeryID)},
		{"note", a.Note}, {"why", a.Why}, {"state_at", store.Instant(a.StateAt)}, {"by_surgery", a.BySurgery}, {"sent_by", a.SentBy},
		{"contact_id", store.Ref(a.ContactID)},
	}); err != nil || a.State == was && why == "" {
		return err
	}
	return AddAppointmentState(t, a, why)
}

// AddAppointmentState notes the state that an appointment is in.
func AddAppointmentState(t *store.Tx, a *data.Appointment, why string) error {
	var id data.ID
	at := a.StateAt
	if why != "" && !t.Quiet {
		at = t.Now
	}
	return t.Insert("appointment_state", &id, &data.Stamp{}, a.ClientID, []store.Field{
		{"appointment_id", a.ID}, {"client_id", store.Ref(a.ClientID)}, {"state", a.State}, {"at", store.Instant(at)}, {"why", why},
	})
}

// MarkAppointment says how far an appointment has come. The contact that came of
// it is recorded, or follows: one that was attended for someone who was seen, one
// that was missed for someone with an episode who did not come.
func MarkAppointment(t *store.Tx, a *data.Appointment, state data.AppointmentState, why string) error {
	if a.State == state {
		return nil
	}
	was := a.State
	store.AsItWas(t, &a.State)
	store.AsItWas(t, &a.Why)
	a.State = state
	if state == data.AppointmentCancelled {
		a.Why = data.Tidy(why)
	}
	if t.Holds() != store.HoldsClinics { // else a PC that holds contacts has it follow; see FollowDesk
		if err := contactFollows(t, a); err != nil {
			return err
		}
	}
	return SaveAppointment(t, a, was, data.Tidy(why))
}

// contactFollows makes the contact agree with what came of an appointment.
func contactFollows(t *store.Tx, a *data.Appointment) error {
	outcome := map[data.AppointmentState]data.ContactOutcome{
		data.AppointmentSeen: data.ContactAttended, data.AppointmentMissed: data.ContactMissed, data.AppointmentCancelled: data.ContactCancelled,
	}[a.State]
	if a.ContactID == "" {
		return contactOf(t, a, outcome)
	}
	k, err := store.One(t.Ctx, t, ScanContact, "SELECT "+ContactColumns+" FROM contact k WHERE k.id = ?", a.ContactID)
	if err != nil {
		return err
	}
	store.AsItWas(t, &a.ContactID)
	if outcome != "" {
		k.Outcome = outcome
		if err := tookPlace(t, k); err != nil {
			return err
		}
		if err := t.Save("contact", &k.ID, &k.Stamp, k.ClientID, []store.Field{{"outcome", k.Outcome}}); err != nil {
			return err
		}
		return owesFirstMessage(t, k)
	}
	// It is open again, so nothing has come of it yet.
	parts, err := contactParts(t.Ctx, t, k.ID)
	if err != nil {
		return err
	}
	if parts.Any() || k.Note != "" {
		return data.NewProblem(data.CodeRefused, "A contact has been written for this appointment. Remove the contact first if it was entered in error.")
	}
	a.ContactID = ""
	if err := t.Update("contact", k.ID, &data.Stamp{}, k.ClientID,
		[]store.Field{{"removed_why", "The appointment was opened again."}, {"removed_at", store.Instant(t.Now)}}); err != nil {
		return err
	}
	return takesBackFirstMessage(t, k)
}

// contactOf records the contact that came of an appointment. Someone who was
// cancelled was not met; who has no episode and did not come has no story yet.
func contactOf(t *store.Tx, a *data.Appointment, outcome data.ContactOutcome) error {
	if a.ClientID == "" || outcome != data.ContactAttended && outcome != data.ContactMissed {
		return nil
	}
	k := contactFrom(a, outcome)
	if outcome == data.ContactMissed {
		var has bool
		if err := t.Value(&has, "SELECT EXISTS (SELECT 1 FROM episode WHERE client_id = ?)", a.ClientID); err != nil || !has {
			return err
		}
	}
	var err error
	if k.EpisodeID, err = EpisodeAbout(t, a.ClientID, a.On); err != nil {
		return err
	}
	if err := k.Validate(t.Today()); err != nil {
		return err
	}
	store.AsItWas(t, &a.ContactID)
	if err := writeContact(t, &k); err != nil {
		return err
	}
	a.ContactID = k.ID
	return nil
}

// appointmentOf is the appointment that a contact came of, nil if it came of none.
func appointmentOf(t *store.Tx, contact data.ID) (*data.Appointment, error) {
	list, err := store.Collect(t.Ctx, t, ScanAppointment,
		"SELECT "+AppointmentColumns+" FROM appointment a WHERE a.contact_id = ? AND a.removed_at IS NULL ORDER BY a.id LIMIT 1", contact)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// appointmentFollows makes the appointment agree with the contact that came of it.
func appointmentFollows(t *store.Tx, k *data.Contact) error {
	a, err := appointmentOf(t, k.ID)
	if err != nil || a == nil {
		return err
	}
	state := stateAfter(k.Outcome)
	if a.State == state {
		return nil
	}
	was := a.State
	a.State = state
	t.Also(store.Change{Kind: store.ChangedDiary, ClientID: a.ClientID})
	return SaveAppointment(t, a, was, "")
}

// reopenAppointment asks again what came of an appointment whose contact was
// entered in error.
func reopenAppointment(t *store.Tx, contact data.ID) error {
	a, err := appointmentOf(t, contact)
	if err != nil || a == nil {
		return err
	}
	was := a.State
	a.State, a.ContactID = data.AppointmentBooked, ""
	t.Also(store.Change{Kind: store.ChangedDiary, ClientID: a.ClientID})
	return SaveAppointment(t, a, was, "")
}

// appointmentsOn reads what a client has on a day, but what was missed or
// cancelled.
func appointmentsOn(ctx context.Context, q store.Querier, client data.ID, on data.Date) ([]data.Appointment, error) {
	list, err := store.Collect(ctx, q, ScanAppointment,
		"SELECT "+AppointmentColumns+" FROM appointment a WHERE "+store.AppointmentsOf("?1")+" AND a.on_day = ?2 AND a.removed_at IS NULL ORDER BY a.at, a.id", client, on)
	return slices.DeleteFunc(list, func(a data.Appointment) bool { return !a.State.Occupies() }), err
}

// seen records the contact that came of an appointment as part of an episode, and
// returns it.
func seen(t *store.Tx, a *data.Appointment, episode, staff data.ID) (data.ID, error) {
	k := contactFrom(a, data.ContactAttended)
	k.EpisodeID = episode
	if k.StaffID == "" {
		k.StaffID = staff
	}
	return k.ID, cameOf(t, a, &k)
}

// contactFrom is the contact of an appointment, not stored yet.
func contactFrom(a *data.Appointment, outcome data.ContactOutcome) data.Contact {
	return data.Contact{ClientID: a.ClientID, Kind: a.Kind, Outcome: outcome, On: a.On, At: a.At, Minutes: a.Minutes, StaffID: a.StaffID, SurgeryID: a.SurgeryID}
}

// cameOf stores a new contact as what came of an appointment.
func cameOf(t *store.Tx, a *data.Appointment, k *data.Contact) error {
	if err := k.Validate(t.Today()); err != nil {
		return err
	}
	if err := writeContact(t, k); err != nil {
		return err
	}
	was := a.State
	a.ContactID = k.ID
	a.State = stateAfter(k.Outcome)
	t.Also(store.Change{Kind: store.ChangedDiary, ClientID: a.ClientID})
	return SaveAppointment(t, a, was, "")
}

// stateAfter is the state of an appointment whose contact had an outcome.
func stateAfter(o data.ContactOutcome) data.AppointmentState {
	switch o {
	case data.ContactMissed:
		return data.AppointmentMissed
	case data.ContactCancelled:
		return data.AppointmentCancelled
	default:
		return data.AppointmentSeen
	}
}

// SaveContactOf records what came of an appointment as a contact, which may differ
// from it in its time and its kind, and marks the appointment. CodeConflict if
// a contact came of it already.
func (s *Casework) SaveContactOf(ctx context.Context, appointment data.ID, k *data.Contact) error {
	if err := k.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedContact, &k.ClientID, func(t *store.Tx) error {
		a, err := Appointment(t.Ctx, t, appointment)
		if err != nil {
			return err
		}
		if a.ContactID != "" || a.ClientID != k.ClientID {
			return data.NewProblem(data.CodeConflict, "A contact has since been recorded for this appointment. What you typed is still here. Open the record to see it.")
		}
		store.AsItWas(t, &k.EpisodeID)
		if k.EpisodeID == "" {
			if k.EpisodeID, err = EpisodeAbout(t, k.ClientID, k.On); err != nil {
				return err
			}
		}
		if k.StaffID == "" {
			k.StaffID = t.Actor
		}
		return cameOf(t, a, k)
	})
}
