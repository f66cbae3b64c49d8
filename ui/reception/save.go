package reception

import (
	"context"
	"errors"
	"fmt"

	"waymark/data"
	"waymark/ui/kit"
)

// This file saves what the panel of a booking was filled in with.

// submit does what the button says.
func (b *booking) submit() {
	if b.busy || b.act.Disabled() || b.person == nil && b.fresh == nil {
		return
	}
	var patient *data.NewPatient
	if b.fresh != nil {
		var ok bool
		if patient, ok = b.fresh.read(); !ok {
			return
		}
		if b.purpose == toBook && !b.fresh.ready {
			b.fresh.ready = true
			b.show()
			b.onFit()
			b.h.Window.Canvas().Focus(b.slots.rows)
			return
		}
	}
	b.save(patient)
}

// save books, moves or sends through; known names those whom someone new is not.
func (b *booking) save(patient *data.NewPatient, known ...data.ID) {
	a := &data.Appointment{Kind: "clinic", SurgeryID: b.surgery}
	if b.person != nil {
		a.ClientID = b.person.ID
	}
	name := ""
	if patient != nil {
		name = data.Tidy(patient.GivenNames + " " + patient.FamilyName)
	} else {
		name = b.person.Name
	}
	work, sentence := b.work(a, patient, known, name)
	if work == nil {
		return
	}
	b.busy = true
	b.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			b.busy = false
			b.saved(a, patient, err, sentence)
		}
	})
}

// work is what is to be done, and the sentence that says that it was.
func (b *booking) work(a *data.Appointment, patient *data.NewPatient, known []data.ID, name string) (func(context.Context) error, string) {
	if b.purpose == toSendThrough {
		a.SentBy = b.sentBy.Text()
		if b.staff != nil {
			a.StaffID = data.ID(b.staff.Selected())
		}
		return func(ctx context.Context) error { return b.h.Desk.SendThrough(ctx, patient, a, known...) }, fmt.Sprintf("%s is in the queue.", name)
	}
	slot := b.slot()
	if slot == nil {
		return nil, ""
	}
	when := b.dayWords(slot.Day) + " " + data.Hour(slot.At)
	if slot.SurgeryID != b.surgery {
		when += ", " + slot.Surgery
	}
	if b.purpose == toMove {
		id, to := b.moving.ID, *slot
		a.ID = id
		return func(ctx context.Context) error { return b.h.Desk.Move(ctx, id, to) }, fmt.Sprintf("Moved: %s, %s.", name, when)
	}
	a.ClinicID, a.On, a.At, a.Minutes, a.Note = slot.ClinicID, slot.Day, slot.At, slot.Minutes, b.note.Text
	sentence := fmt.Sprintf("Booked: %s, %s.", name, when)
	if patient == nil {
		return func(ctx context.Context) error { return b.h.Desk.Book(ctx, a) }, sentence
	}
	return func(ctx context.Context) error {
		_, err := b.h.Desk.BookNew(ctx, patient, a, known...)
		return err
	}, sentence
}

// saved says what came of it, and makes ready for the next person.
func (b *booking) saved(a *data.Appointment, patient *data.NewPatient, err error, sentence string) {
	var double *data.DuplicateClient
	switch {
	case errors.As(err, &double) && patient != nil:
		b.askSame(double, patient)
	case data.FieldErrorsOf(err).For("StaffID") != "":
		b.askStaff()
	case err != nil:
		if b.fresh != nil && b.fresh.refused(data.FieldErrorsOf(err)) {
			b.fresh.ready = false
			b.show()
			return
		}
		b.fail(b.h.Fail("book", err))
	default:
		if b.purpose != toBook { // one at a time; the clinic shows what came of it
			b.close()
			b.say(kit.Green, sentence)
			return
		}
		b.cardOf = a.ID
		b.person, b.fresh, b.moving = nil, nil, nil
		b.slots.want(nil)
		b.search.clear()
		b.done.Set(kit.Green, sentence)
		b.done.Show()
		b.fault.Hide()
		b.show()
		b.onFit()
		b.h.Window.Canvas().Focus(b.search.entry)
	}
}

func (b *booking) fail(sentence string) {
	b.fault.Set(kit.Red, sentence)
	b.fault.Show()
	b.slots.want(nil)
	b.show()
	b.slots.reload()
}

// askSame asks whether someone new is a person who is known already.
func (b *booking) askSame(double *data.DuplicateClient, patient *data.NewPatient) {
	var known []data.ID
	lines := kit.VStack(6)
	for _, v := range double.Same {
		known = append(known, v.ID)
		lines.Add(kit.NewParagraph(v.Name+" · "+personWords(v.BirthDate, v.Phone), kit.Bold))
	}
	lines.Add(kit.NewParagraph(fmt.Sprintf("There is already someone with %s. Is it this person?", double.Same[0].Why), kit.Body))
	first := double.Same[0]
	kit.AskWhich(b.h.Window, "Already a client?", lines,
		kit.Way{Verb: "Someone else", Do: func() { b.save(patient, known...) }},
		kit.Way{Verb: "This person", Do: func() {
			b.person, b.fresh = &data.DeskPerson{ID: first.ID, Name: first.Name, BirthDate: first.BirthDate, Phone: first.Phone}, nil
			b.save(nil)
		}})
}

// askStaff asks who will see a walk-in when no clinic is on.
func (b *booking) askStaff() {
	b.h.Background(func(ctx context.Context) func() {
		people, err := b.h.Desk.Prescribers(ctx)
		return func() {
			if err != nil {
				b.fail(b.h.Fail("read the prescribers", err))
				return
			}
			options := make([]kit.Option, 0, len(people))
			for _, p := range people {
				options = append(options, kit.Option{ID: string(p.ID), Label: p.Name})
			}
			b.staff = kit.NewChoice("Who will see them?", options, nil)
			if len(options) == 1 {
				b.staff.SetSelected(options[0].ID)
			}
			b.fault.Set(kit.Amber, "There is no clinic here now. Choose who will see them, then send them through.")
			b.fault.Show()
			b.show()
			b.staff.Focus()
		}
	})
}
