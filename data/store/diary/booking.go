package diary

import (
	"context"
	"errors"
	"fmt"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/lists"
)

// Book books an appointment (empty ID), or gives a slot that is held to a client.
// In a clinic, surgery, prescriber and length are those of the session. A time
// that is taken is refused with a data.SlotTaken that knows the next free one.
func (s *Diary) Book(ctx context.Context, a *data.Appointment) error {
	return s.writeAbout(ctx, &a.ClientID, func(t *store.Tx) error { return s.book(t, a) })
}

// BookNew books someone who has no record yet: it begins one with what is known,
// and no episode. It returns who that is. If the person is here already it refuses
// with a data.DuplicateClient, unless known names those whom they are not.
func (s *Diary) BookNew(ctx context.Context, p *data.NewPatient, a *data.Appointment, known ...data.ID) (data.ID, error) {
	err := s.writeAbout(ctx, &a.ClientID, func(t *store.Tx) error {
		if err := newClient(t, p, a, known); err != nil {
			return err
		}
		return s.book(t, a)
	})
	return a.ClientID, s.refused(err)
}

// SendThrough puts someone who came without a booking into the queue of a
// prescriber: they have arrived. p is nil for a client with a record. Without a
// clinic it is the one that runs at that surgery now; without a prescriber, its.
func (s *Diary) SendThrough(ctx context.Context, p *data.NewPatient, a *data.Appointment, known ...data.ID) error {
	return s.refused(s.writeAbout(ctx, &a.ClientID, func(t *store.Tx) error {
		for _, field := range []*data.ID{&a.ClinicID, &a.StaffID, &a.SurgeryID} {
			store.AsItWas(t, field)
		}
		now := t.Local()
		a.Kind, a.State, a.On, a.At = data.WalkIn, data.AppointmentArrived, data.DateOf(now), now.Format("15:04")
		a.BySurgery = s.guarded()
		if err := joinSession(t, a); err != nil {
			return err
		}
		if a.StaffID == "" {
			return data.FieldErrors{{Field: "StaffID", Sentence: "No clinic is running here now. Choose who will see the person."}}
		}
		if p != nil {
			if err := newClient(t, p, a, known); err != nil {
				return err
			}
		}
		return save(t, a, "")
	}))
}

// refused takes out of a refusal what a surgery may not read of someone who is
// here already.
func (s *Diary) refused(err error) error {
	var double *data.DuplicateClient
	if !errors.As(err, &double) || !s.guarded() {
		return err
	}
	less := &data.DuplicateClient{}
	for _, v := range double.Same {
		less.Same = append(less.Same, data.Similar{Why: v.Why,
			ClientRow: data.ClientRow{ID: v.ID, Name: v.Name, BirthDate: v.BirthDate, Phone: v.Phone}})
	}
	return less
}

// newClient begins the record of someone who is booked.
func newClient(t *store.Tx, p *data.NewPatient, a *data.Appointment, known []data.ID) error {
	c := &data.Client{GivenNames: p.GivenNames, FamilyName: p.FamilyName, BirthDate: p.BirthDate, Phone: p.Phone,
		SurgeryID: a.SurgeryID, Prescriber: a.StaffID}
	if a.ClinicID != "" {
		var at data.ID
		if err := t.Values("SELECT surgery_id, staff_id FROM clinic WHERE id = ?", []any{a.ClinicID}, &at, &c.Prescriber); err != nil {
			return err
		}
		if c.SurgeryID == "" { // else the surgery that books, for a clinic that may be another's
			c.SurgeryID = at
		}
	}
	if err := c.Validate(t.Today()); err != nil {
		return err
	}
	if err := casework.RefuseDouble(t, c, known); err != nil {
		return err
	}
	if err := casework.SaveClient(t, c); err != nil {
		return err
	}
	t.Also(store.Change{Kind: store.ChangedClient, ClientID: c.ID})
	store.AsItWas(t, &a.ClientID)
	a.ClientID = c.ID
	return nil
}

// joinSession puts a walk-in into the session that runs at its surgery now; of
// several, that of its prescriber, else the first.
func joinSession(t *store.Tx, a *data.Appointment) error {
	if a.ClinicID != "" || a.SurgeryID == "" {
		return nil
	}
	b, err := readBookIn(t, a.On, a.On)
	if err != nil {
		return err
	}
	list, err := b.sessions(data.SessionFilter{From: a.On, To: a.On, SurgeryID: a.SurgeryID, StaffID: a.StaffID})
	if err != nil {
		return err
	}
	for i := range list {
		if v := &list[i]; v.State == data.SessionOn && a.At >= v.Starts && a.At < v.Ends {
			a.ClinicID, a.StaffID = v.ClinicID, v.StaffID
			return nil
		}
	}
	return nil
}

// book checks an appointment against the diary and writes it.
func (s *Diary) book(t *store.Tx, a *data.Appointment) error {
	for _, field := range []*data.ID{&a.StaffID, &a.SurgeryID} {
		store.AsItWas(t, field)
	}
	store.AsItWas(t, &a.State)
	was := data.AppointmentState("")
	if a.ID != "" {
		stored, err := casework.Appointment(t.Ctx, t, a.ID)
		if err != nil {
			return err
		}
		if was = stored.State; was != data.AppointmentHeld && was != data.AppointmentBooked {
			return data.NewProblem(data.CodeRefused, "This appointment is over. Book a new one.")
		}
	}
	if a.State == "" || a.State == data.AppointmentHeld && a.ClientID != "" {
		a.State = data.AppointmentBooked
	}
	if a.State == data.AppointmentBooked && a.ClientID == "" {
		a.State = data.AppointmentHeld
	}
	a.BySurgery = s.guarded()
	if err := s.refuseDead(t, a.ClientID); err != nil {
		return err
	}
	if err := fits(t, a); err != nil {
		return err
	}
	return save(t, a, was)
}

// refuseDead returns data.CodeRefused if a client has died. Who may not read records is
// not told why.
func (s *Diary) refuseDead(t *store.Tx, client data.ID) error {
	if client == "" {
		return nil
	}
	if s.guarded() {
		return casework.RefuseDead(t.Ctx, t, client, "Nothing can be booked for this person, so nothing was saved. Ask whoever sees them.")
	}
	return casework.RefuseDead(t.Ctx, t, client, "The record says that this person has died, so nothing was booked. If that is wrong, open the case again first.")
}

func save(t *store.Tx, a *data.Appointment, was data.AppointmentState) error {
	if err := a.Validate(); err != nil {
		return err
	}
	return casework.SaveAppointment(t, a, was, "")
}

// fits fills in what the session gives, and refuses a time that has passed, that
// is outside the session or is taken.
func fits(t *store.Tx, a *data.Appointment) error {
	if a.On.IsZero() {
		return data.FieldErrors{{Field: "On", Sentence: "Enter the day."}}
	}
	if a.On.Before(t.Today()) {
		return data.FieldErrors{{Field: "On", Sentence: "This day has passed. Enter a day to come, or record a contact instead."}}
	}
	b, err := readBookIn(t, a.On, a.On)
	if err != nil {
		return err
	}
	if a.ClinicID != "" {
		v, err := b.session(a.ClinicID, a.On)
		if err != nil {
			return err
		}
		if v == nil || v.State != data.SessionOn {
			return taken(t, a, noClinic(v))
		}
		a.StaffID, a.SurgeryID = v.StaffID, v.SurgeryID
		if a.Minutes == 0 {
			a.Minutes = v.SlotMinutes
		}
		if !v.Holds(a.At, a.Minutes) {
			return taken(t, a, "The clinic of "+a.On.Long()+" has no such slot.")
		}
	} else if a.StaffID == "" {
		a.StaffID = t.Actor
	}
	if away := b.away(a); away != nil {
		role, err := lists.RoleName(t.Ctx, t)
		if err != nil {
			return err
		}
		return taken(t, a, fmt.Sprintf("The %s is away then (%s).", role.One, data.LowerFirst(away.Kind.Label())))
	}
	return collides(t, a)
}

func noClinic(v *data.Session) string {
	sentence := "The clinic does not take place on this day"
	if v != nil && v.Why != "" {
		sentence += " (" + v.Why + ")"
	}
	return sentence + "."
}

// collides refuses an appointment at a time when its prescriber, its clinic or its
// client has another.
func collides(t *store.Tx, a *data.Appointment) error {
	if !a.Occupies() {
		return nil
	}
	ofDay, err := store.Collect(t.Ctx, t, casework.ScanAppointment,
		"SELECT "+casework.AppointmentColumns+" FROM appointment a WHERE a.on_day = ? AND a.removed_at IS NULL ORDER BY a.at, a.id", a.On)
	if err != nil {
		return err
	}
	for i := range ofDay {
		o := &ofDay[i]
		if !a.Collides(o) {
			continue
		}
		when := a.On.Long() + " at " + a.At
		switch {
		case a.ClinicID != "" && o.ClinicID == a.ClinicID:
			return taken(t, a, "The slot on "+when+" is taken.")
		case a.StaffID != "" && o.StaffID == a.StaffID:
			role, err := lists.RoleName(t.Ctx, t)
			if err != nil {
				return err
			}
			return taken(t, a, fmt.Sprintf("The %s has another appointment on %s.", role.One, when))
		default:
			return taken(t, a, "This client has another appointment on "+when+".")
		}
	}
	return nil
}

// taken is the refusal, with the next slot that is free in the same clinic's
// surgery.
func taken(t *store.Tx, a *data.Appointment, sentence string) error {
	refusal := &data.SlotTaken{Sentence: sentence}
	if a.ClinicID == "" {
		return refusal
	}
	f := data.FreeFilter{From: a.On, Now: a.At, Limit: 1}
	if a.On == t.Today() {
		f.Now = max(f.Now, t.Local().Format("15:04"))
	}
	if err := t.Value(store.OrNull(&f.SurgeryID), "SELECT surgery_id FROM clinic WHERE id = ?", a.ClinicID); err != nil {
		return err
	}
	f = filled(f)
	b, err := readBookIn(t, f.From, f.Until)
	if err != nil {
		return err
	}
	next, err := nextFree(t.Ctx, t, b, f)
	if err != nil {
		return err
	}
	if len(next) > 0 {
		refusal.Next = &next[0]
	}
	return refusal
}

// Move moves an appointment to a free slot, or outside clinics (no ClinicID) to a
// day and a time with the same prescriber. It stays the same appointment.
func (s *Diary) Move(ctx context.Context, id data.ID, to data.FreeSlot) error {
	var client data.ID
	return s.writeAbout(ctx, &client, func(t *store.Tx) error {
		a, err := casework.Appointment(t.Ctx, t, id)
		if err != nil {
			return err
		}
		client = a.ClientID
		if a.State != data.AppointmentBooked && a.State != data.AppointmentHeld && a.State != data.AppointmentArrived {
			return data.NewProblem(data.CodeRefused, "This appointment is over. Book a new one.")
		}
		from := a.On.Long()
		if a.At != "" {
			from += ", " + a.At
		}
		was := a.State
		a.On, a.At, a.ClinicID = to.Day, to.At, to.ClinicID
		if to.Minutes > 0 {
			a.Minutes = to.Minutes
		}
		if to.StaffID != "" {
			a.StaffID = to.StaffID
		}
		if to.SurgeryID != "" {
			a.SurgeryID = to.SurgeryID
		}
		if a.State == data.AppointmentArrived && a.On != t.Today() {
			a.State = data.AppointmentBooked
		}
		if err := fits(t, a); err != nil {
			return err
		}
		if err := a.Validate(); err != nil {
			return err
		}
		return casework.SaveAppointment(t, a, was, "Moved from "+from)
	})
}

// Cancel cancels an appointment with a reason, or gives up a slot that was held.
func (s *Diary) Cancel(ctx context.Context, id data.ID, why string) error {
	return s.Mark(ctx, id, data.AppointmentCancelled, why)
}

// Mark says how far an appointment has come. The contact that comes of it is
// recorded with it: see casework.MarkAppointment.
func (s *Diary) Mark(ctx context.Context, id data.ID, state data.AppointmentState, why string) error {
	var client data.ID
	return s.writeAbout(ctx, &client, func(t *store.Tx) error {
		a, err := casework.Appointment(t.Ctx, t, id)
		if err != nil {
			return err
		}
		client = a.ClientID
		if err := s.mayMark(t, a, state); err != nil {
			return err
		}
		t.Also(store.Change{Kind: store.ChangedContact, ClientID: client})
		return casework.MarkAppointment(t, a, state, why)
	})
}

func (s *Diary) mayMark(t *store.Tx, a *data.Appointment, state data.AppointmentState) error {
	switch {
	case state.Label() == data.AppointmentState("").Label():
		return errors.New("no state of an appointment")
	case state == data.AppointmentHeld || a.ClientID == "" && state != data.AppointmentCancelled:
		return data.NewProblem(data.CodeRefused, "A slot that is held for no one can only be booked or given up.")
	case a.On.After(t.Today()) && state != data.AppointmentBooked && state != data.AppointmentCancelled:
		return data.NewProblem(data.CodeRefused, "This appointment is still to come. Move it if the client came on another day.")
	case state == data.AppointmentMissed && a.On == t.Today() && a.At > t.Local().Format("15:04"):
		return data.NewProblem(data.CodeRefused, "It is not "+a.At+" yet, so the client can still come. Cancel the appointment, with the reason, if you know that they will not.")
	case !a.State.Occupies() && state.Occupies():
		// It takes its time up again, which someone else may have by now.
		again := *a
		again.State = state
		if state.Open() {
			if err := s.refuseDead(t, a.ClientID); err != nil {
				return err
			}
		}
		return collides(t, &again)
	}
	return nil
}
