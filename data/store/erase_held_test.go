package store_test

import (
	"os"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/office"
)

// A place was held before someone was booked in it. That it was held names no one,
// and is still part of their booking: it once kept them from being erased.
func TestErase_whoWasBookedInAPlaceThatWasHeld(t *testing.T) {
	s := open(t, on("2026-04-07"))
	must(t, s.AddStartingLists(bg))
	staff := data.Staff{Name: "Pat", Role: data.RolePrescriber}
	must(t, s.Lists.SaveStaff(bg, &staff))
	c := data.Client{FamilyName: "Archer"}
	must(t, s.Casework.SaveClient(bg, &c))
	place := data.Appointment{StaffID: staff.ID, Kind: "phone", On: d("2026-04-08"), At: "10:00", Minutes: 30, State: data.AppointmentHeld}
	must(t, s.Diary.Book(bg, &place))
	place.ClientID, place.State = c.ID, data.AppointmentBooked
	must(t, s.Diary.Book(bg, &place))
	if n := countRows(t, s, "appointment_state"); n != 2 {
		t.Fatalf("%d states", n)
	}
	_, err := s.Casework.EraseClient(bg, c.ID)
	must(t, err)
	if n := countRows(t, s, "appointment_state") + countRows(t, s, "appointment"); n != 0 {
		t.Errorf("%d rows are left", n)
	}
}

// The certificate named the files that say how the window looks and who uses the PC among
// those that may still hold the person, for good.
func TestErase_namesNoFileThatHoldsNoRecords(t *testing.T) {
	s := open(t, on("2026-04-07"))
	c := data.Client{FamilyName: "Archer"}
	must(t, s.Casework.SaveClient(bg, &c))
	must(t, s.KeepLook("dark", "1.25"))
	must(t, s.SetThisPC(office.PC{Role: access.Everything}, ""))
	for _, suffix := range []string{store.LookSuffix, store.PCSuffix} {
		if _, err := os.Stat(s.Path() + suffix); err != nil {
			t.Fatal(err)
		}
	}
	e, err := s.Casework.EraseClient(bg, c.ID)
	must(t, err)
	if len(e.Copies) > 0 {
		t.Errorf("it may still be in %+v", e.Copies)
	}
}
