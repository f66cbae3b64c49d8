package desk

import (
	"context"

	"waymark/data"
)

// Book books someone who was found, or gives them a slot that is held.
func (s *Desk) Book(ctx context.Context, a *data.Appointment) error {
	if a.ID != "" {
		if err := s.mine(ctx, a.ID); err != nil {
			return err
		}
	}
	return discreet(s.diary.Book(ctx, a))
}

// BookNew books someone who has no record yet, with name, birth date and phone
// only. If they are here already it refuses with a data.DuplicateClient, unless
// known names those whom they are not.
func (s *Desk) BookNew(ctx context.Context, p *data.NewPatient, a *data.Appointment, known ...data.ID) (data.ID, error) {
	if own := s.session.Surgery(); own != "" {
		a.SurgeryID = own // whose patient they are, wherever the clinic is
	}
	id, err := s.diary.BookNew(ctx, p, a, known...)
	return id, discreet(err)
}

// SendThrough puts someone who came without an appointment into the queue of the
// clinic that is on at a surgery now. p is nil for someone who was found.
func (s *Desk) SendThrough(ctx context.Context, p *data.NewPatient, a *data.Appointment, known ...data.ID) error {
	if err := s.at(ctx, a.SurgeryID); err != nil {
		return err
	}
	return s.diary.SendThrough(ctx, p, a, known...)
}

// Move moves an appointment to a free slot.
func (s *Desk) Move(ctx context.Context, id data.ID, to data.FreeSlot) error {
	if err := s.mine(ctx, id); err != nil {
		return err
	}
	return discreet(s.diary.Move(ctx, id, to))
}

// Cancel cancels an appointment with a reason, or gives up a slot that was held.
func (s *Desk) Cancel(ctx context.Context, id data.ID, why string) error {
	if err := s.mine(ctx, id); err != nil {
		return err
	}
	return s.diary.Cancel(ctx, id, why)
}

// Mark says how far an appointment has come.
func (s *Desk) Mark(ctx context.Context, id data.ID, state data.AppointmentState) error {
	if err := s.mine(ctx, id); err != nil {
		return err
	}
	return discreet(s.diary.Mark(ctx, id, state, ""))
}

// KeepClash notes that two appointments stay although they collide.
func (s *Desk) KeepClash(ctx context.Context, a, b data.ID) error {
	for _, id := range []data.ID{a, b} {
		if err := s.mine(ctx, id); err != nil {
			return err
		}
	}
	return s.diary.KeepClash(ctx, a, b, "")
}
