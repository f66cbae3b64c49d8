package diary

import (
	"context"

	"waymark/data"
	"waymark/data/store"
)

// SetPresence says that a prescriber is free, with someone or away from now on.
func (s *Diary) SetPresence(ctx context.Context, p *data.Presence) error {
	if err := p.Validate(); err != nil {
		return err
	}
	return s.write(ctx, func(t *store.Tx) error {
		store.AsItWas(t, &p.ID)
		p.ID, p.On, p.At = "", t.Today(), t.Now
		return t.Insert("presence", &p.ID, &data.Stamp{}, "", []store.Field{
			{"staff_id", p.StaffID}, {"surgery_id", store.Ref(p.SurgeryID)}, {"state", p.State}, {"on_day", p.On}, {"at", store.Instant(p.At)},
			{"back_at", p.BackAt}, {"appointment_id", store.Ref(p.AppointmentID)},
		})
	})
}

// Presence returns the last that each prescriber said on a day at a surgery, by
// name; an empty surgery asks for all. Who has said nothing is not in it.
func (s *Diary) Presence(ctx context.Context, surgery data.ID, today data.Date) ([]data.Presence, error) {
	return store.Collect(ctx, s.db, func(p *data.Presence) []any {
		return []any{&p.ID, &p.StaffID, store.OrNull(&p.SurgeryID), &p.State, &p.On, store.At(&p.At), &p.BackAt, store.OrNull(&p.AppointmentID), &p.Staff}
	}, `SELECT p.id, p.staff_id, p.surgery_id, p.state, p.on_day, p.at, p.back_at, p.appointment_id, st.name
		FROM presence p JOIN staff st ON st.id = p.staff_id
		WHERE p.on_day = ?1 AND (?2 = '' OR p.surgery_id = ?2)
		AND p.id = (SELECT o.id FROM presence o WHERE o.on_day = ?1 AND o.staff_id = p.staff_id ORDER BY o.at DESC, o.id DESC LIMIT 1)
		ORDER BY st.name_fold`, today, surgery)
}
