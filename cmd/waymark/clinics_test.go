package main

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"waymark/data"
)

// clinicsOf is what 'clinics --json' prints for some days.
func clinicsOf(t *testing.T, db string, from, to data.Date, args ...string) (list clinicsList, out string) {
	t.Helper()
	code, out, errout := callProgram(t, append([]string{"clinics", "--db", db, "--from", from.String(), "--to", to.String(), "--json"}, args...)...)
	if code != exitOK {
		t.Fatalf("clinics: %d, %s", code, errout)
	}
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return list, out
}

func TestClinics_listsSlotsAndBookings(t *testing.T) {
	d := newDiaryDesk(t)
	list, out := clinicsOf(t, d.path, d.day, d.day)
	if len(list.Sessions) != 1 || len(list.Others) != 0 || list.Free != 3 {
		t.Fatalf("%s", out)
	}
	v := list.Sessions[0]
	if v.Clinic != d.clinic.ID || v.Day != d.day || v.Surgery != "Bethesda" || v.Starts != "09:00" || v.Ends != "11:00" || v.State != data.SessionOn {
		t.Errorf("%+v", v)
	}
	var at []string
	for _, s := range v.Slots {
		at = append(at, s.At)
		if s.Free != (s.At != "09:30") || s.Free != (len(s.Bookings) == 0) {
			t.Errorf("slot %+v", s)
		}
	}
	if strings.Join(at, " ") != "09:00 09:30 10:00 10:30" {
		t.Errorf("slots at %v", at)
	}
	if b := v.Slots[1].Bookings; len(b) != 1 || b[0].ID != d.booked.ID || b[0].State != data.AppointmentBooked || b[0].Twice || b[0].Name != "" {
		t.Errorf("bookings %+v", b)
	}
	if strings.Contains(out, "ukaszewicz") {
		t.Error("a name was given that no one asked for")
	}
	if named, _ := clinicsOf(t, d.path, d.day, d.day, "--names"); !strings.Contains(named.Sessions[0].Slots[1].Bookings[0].Name, "Łukaszewicz") {
		t.Errorf("%+v", named.Sessions[0].Slots[1])
	}
}

func TestClinics_leavesOutADayOnLeaveUnlessSomebodyIsBooked(t *testing.T) {
	d := newDiaryDesk(t)
	_, err := d.store.Diary.SaveAbsence(context.Background(), &data.Absence{StaffID: d.clinic.StaffID, From: d.day.AddDays(-7), To: d.day, Kind: "leave"})
	if err != nil {
		t.Fatal(err)
	}
	list, out := clinicsOf(t, d.path, d.day.AddDays(-7), d.day)
	if len(list.Sessions) != 1 || list.Free != 0 {
		t.Fatalf("%s", out)
	}
	if v := list.Sessions[0]; v.Day != d.day || v.State != data.SessionOff || v.Why == "" || len(v.Others) != 1 || v.Others[0].ID != d.booked.ID {
		t.Errorf("%+v", v)
	}
}

// Someone who was booked into a clinic that has ended still has to be told.
func TestClinics_keepsWhoIsBookedIntoAClinicThatHasEnded(t *testing.T) {
	for name, from := range map[string]int{"ended": -1, "removed": -30} {
		t.Run(name, func(t *testing.T) {
			d := newDiaryDesk(t)
			if _, err := d.store.Diary.RemoveClinic(context.Background(), d.clinic.ID, d.day.AddDays(from)); err != nil {
				t.Fatal(err)
			}
			list, out := clinicsOf(t, d.path, d.day, d.day)
			if len(list.Sessions) != 0 || len(list.Others) != 1 || list.Others[0].ID != d.booked.ID || list.Others[0].At != "09:30" {
				t.Errorf("%s", out)
			}
		})
	}
}

func TestClinics_saysWhichDaysItNeeds(t *testing.T) {
	d := newDiaryDesk(t)
	for _, args := range [][]string{{"--from", "2026-04-06"}, {"--from", "2026-04-06", "--to", "2026-04-05"}, {"--from", "2026-04-06", "--to", "2036-04-06"}} {
		code, out, errout := callProgram(t, append([]string{"clinics", "--db", d.path}, args...)...)
		if code == exitOK || out != "" || errout == "" {
			t.Errorf("%v: %d, %q, %q", args, code, out, errout)
		}
	}
}
