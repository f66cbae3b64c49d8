package diary_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"waymark/data"
	"waymark/data/diary"
	"waymark/data/store"
	diarystore "waymark/data/store/diary"
	"waymark/data/store/office"
	"waymark/data/store/storetest"
)

// BenchmarkNextFree looks for a free slot in four surgeries over a year that is
// booked up, so that every session is looked at, against the query that reads what
// is booked.
func BenchmarkNextFree(b *testing.B) {
	path := filepath.Join(b.TempDir(), "waymark.db")
	from := d("2026-03-02")
	clock := func() time.Time { return from.Time().Add(8 * time.Hour) }
	s, err := office.Open(bg, path, store.Options{Clock: clock})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if err := s.Load(bg, "a full year", func(load *office.Bulk) error { return fullYear(load, from) }); err != nil {
		b.Fatal(err)
	}
	bare, err := sql.Open("sqlite3", "file:"+path+"?_cache_size=-64000&_query_only=on")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = bare.Close() }()
	storetest.InTurn(b, func() error {
		free, err := s.Diary.NextFree(bg, data.FreeFilter{From: from})
		if err == nil && len(free) > 0 {
			b.Fatalf("a year that is full has %+v free", free)
		}
		return err
	}, func() error {
		return storetest.Drain(bare, diarystore.TakenSQL, from.String(), from.AddMonths(12).String())
	})
}

// fullYear sets up four surgeries with two clinics a week each, and books every slot.
func fullYear(load *office.Bulk, from data.Date) error {
	client := data.Client{FamilyName: "Busy"}
	if err := load.Add(&client); err != nil {
		return err
	}
	plan := diary.Plan{Holidays: data.NewHolidays(data.EnglandAndWales())}
	for i, name := range []string{"Bethesda Medical Centre", "Birchington Medical Centre", "Mocketts Wood Surgery", "Westgate Surgery"} {
		surgery, staff := data.Surgery{Name: name}, data.Staff{Name: "Prescriber at " + name, Role: data.RolePrescriber}
		if err := load.Add(&surgery); err != nil {
			return err
		}
		if err := load.Add(&staff); err != nil {
			return err
		}
		c := data.Clinic{SurgeryID: surgery.ID, StaffID: staff.ID, Rule: data.WeeklyRule(1, data.Weekday(1+i), data.Friday), From: from,
			Starts: "09:00", Ends: "12:30", SlotMinutes: 30}
		if err := load.Add(&c); err != nil {
			return err
		}
		sessions, err := diary.Sessions(&c, from, from.AddMonths(13), &plan)
		if err != nil {
			return err
		}
		for j := range sessions {
			for _, slot := range diary.Slots(&sessions[j]) {
				if err := load.Add(&data.Appointment{ClientID: client.ID, ClinicID: c.ID, SurgeryID: surgery.ID, StaffID: staff.ID, Kind: "clinic",
					On: sessions[j].Day, At: slot.At, Minutes: slot.Minutes, State: data.AppointmentBooked}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
