package store_test

import (
	"context"
	"strings"
	"testing"

	"waymark/data"
)

// TestTwoClinicsOfOnePersonAtOneTime: one person cannot be in two rooms. Another
// person can, and so can the same one when the first is over.
func TestTwoClinicsOfOnePersonAtOneTime(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	surgery := data.Surgery{Name: "Birchington Medical Centre"}
	must(t, s.Lists.SaveSurgery(ctx, &surgery))
	sian, rhys := data.Staff{Name: "Siân Prŷs", Role: data.RolePrescriber}, data.Staff{Name: "Rhys Ap", Role: data.RolePrescriber}
	must(t, s.Lists.SaveStaff(ctx, &sian))
	must(t, s.Lists.SaveStaff(ctx, &rhys))
	clinic := func(staff data.ID, starts, ends string) *data.Clinic {
		return &data.Clinic{SurgeryID: surgery.ID, StaffID: staff, Rule: data.WeeklyRule(1, data.Tuesday), From: data.MustDate("2026-03-03"),
			Starts: starts, Ends: ends, SlotMinutes: 30}
	}
	first := clinic(sian.ID, "09:00", "13:00")
	for _, c := range []*data.Clinic{first, clinic(rhys.ID, "09:00", "13:00"), clinic(sian.ID, "13:00", "16:00")} {
		_, err := s.Diary.SaveClinic(ctx, c)
		must(t, err)
	}
	_, err := s.Diary.SaveClinic(ctx, clinic(sian.ID, "12:00", "14:00"))
	errs := data.FieldErrorsOf(err)
	if len(errs) != 1 || errs[0].Field != "Starts" || !strings.Contains(errs[0].Sentence, "Siân Prŷs has a clinic at Birchington Medical Centre then, on Tue 14 Apr 2026 from ") {
		t.Fatalf("saved, or said %v", err)
	}
	first.Room = "Room 4" // a clinic does not overlap itself
	if _, err := s.Diary.SaveClinic(ctx, first); err != nil {
		t.Error(err)
	}
	first.Until = data.MustDate("2026-04-13")
	_, err = s.Diary.SaveClinic(ctx, first)
	must(t, err)
	if _, err := s.Diary.SaveClinic(ctx, clinic(sian.ID, "09:00", "12:00")); err != nil {
		t.Errorf("after the first has ended: %v", err)
	}
}
