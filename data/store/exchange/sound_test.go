package exchange_test

import (
	"slices"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/exchange"
)

// A place is held in a clinic. One PC books someone in it, the other moves it: neither
// form would save a booking of no one, and no one who was booked is forgotten.
func TestSound_aPlaceThatWasMovedAndBookedIsHeldAndThePersonListed(t *testing.T) {
	s := newService(t, 2)
	a, b := s.devices[0], s.devices[1]
	c := a.addClient(t, "Ann", "Archer")
	a.refer(t, c.ID)
	surgery, staff := &data.Surgery{Name: "Hill"}, &data.Staff{Name: "Pat", Role: "prescriber"}
	must(t, a.Lists.SaveSurgery(ctx, surgery))
	must(t, a.Lists.SaveStaff(ctx, staff))
	held := &data.Appointment{StaffID: staff.ID, Kind: "phone", On: data.MustDate("2026-05-12"), At: "10:00", Minutes: 30, State: data.AppointmentHeld}
	must(t, a.Diary.Book(ctx, held))
	s.meet()
	booked := *held
	booked.ClientID, booked.State = c.ID, data.AppointmentBooked
	must(t, a.Diary.Book(ctx, &booked))
	b.now = noon.Add(time.Minute)
	must(t, b.Diary.Move(ctx, held.ID, data.FreeSlot{Day: data.MustDate("2026-05-12"), At: "11:00", Minutes: 30, StaffID: staff.ID}))
	s.meet()
	s.same()
	for _, d := range s.devices {
		list, err := exchange.Unsound(ctx, reader(d), data.MustDate("2026-04-10"))
		if err != nil || len(list) > 0 {
			t.Errorf("%s: %q, %v", d.name, list, err)
		}
	}
	if !slices.ContainsFunc(append(met(t, a, exchange.Overwritten), met(t, b, exchange.Overwritten)...), func(x exchange.Settled) bool {
		return x.Lost["client_id"] == string(c.ID)
	}) {
		t.Error("who was booked is not listed")
	}
}
