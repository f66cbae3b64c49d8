package store_test

import (
	"context"
	"slices"
	"testing"

	"waymark/data"
)

// TestSuggestedNeeds_areProposedAndConfirmed: a list without needs gets them proposed from its words;
// confirming writes them through the kernel, and undoing takes exactly these away.
func TestSuggestedNeeds_areProposedAndConfirmed(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	money := data.Reason{Name: "Benefits/Financial"}
	must(t, s.Lists.SaveReason(ctx, &money))
	general := data.Reason{Name: "General Referral"}
	must(t, s.Lists.SaveReason(ctx, &general))
	services := []*data.Service{
		{Name: "Citizens Hub", Description: "We help with debts."},
		{Name: "Marked already", Description: "Debt advice.", Needs: []data.ID{money.ID}},
		{Name: "Closed for good", Description: "Debt advice.", Status: data.ServiceDefunct},
		{Name: "Indebted to nobody", Description: "A choir."},
		{Name: "Budgeting club"},
	}
	for _, v := range services {
		must(t, s.Directory.SaveService(ctx, v))
	}
	list, err := s.Directory.SuggestedNeeds(ctx)
	must(t, err)
	if len(list) != 1 || list[0].Reason.ID != money.ID || len(list[0].Services) != 2 ||
		list[0].Services[0].Name != "Budgeting club" || list[0].Services[1].Quote != "We help with debts" {
		t.Fatalf("suggested %+v", list)
	}
	both := []data.ID{services[0].ID, services[1].ID}
	added, err := s.Directory.AddNeed(ctx, money.ID, both)
	must(t, err)
	if !slices.Equal(added, both[:1]) {
		t.Errorf("added %v: the one that was marked before is not of it", added)
	}
	if list, err = s.Directory.SuggestedNeeds(ctx); err != nil || len(list[0].Services) != 1 {
		t.Errorf("still suggested: %+v, %v", list, err)
	}
	if _, err = s.Directory.AddNeed(ctx, money.ID, []data.ID{services[4].ID, "nobody"}); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("a service that is not there: %v", err)
	}
	if v, err := s.Directory.Service(ctx, services[4].ID); err != nil || len(v.Needs) != 0 {
		t.Errorf("half of it was written: %+v, %v", v, err)
	}
	removed, err := s.Directory.RemoveNeed(ctx, money.ID, added)
	must(t, err)
	if !slices.Equal(removed, added) {
		t.Errorf("removed %v", removed)
	}
	for i, want := range []int{0, 1} {
		if v, err := s.Directory.Service(ctx, services[i].ID); err != nil || len(v.Needs) != want {
			t.Errorf("%s: %v, %v", services[i].Name, v.Needs, err)
		}
	}
}

func TestServicesNotCheckedSince(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	today := data.MustDate("2026-04-08")
	for name, checked := range map[string]string{"Never": "", "Long ago": "2025-06-01", "Lately": "2026-03-30"} {
		v := &data.Service{Name: name}
		if checked != "" {
			v.LastChecked = data.MustDate(checked)
		}
		must(t, s.Directory.SaveService(ctx, v))
	}
	rows, total, err := s.Directory.Services(ctx, data.ServiceFilter{CheckedTo: today.AddDays(-90)})
	must(t, err)
	if total != 2 || rows[0].Name != "Long ago" || rows[1].Name != "Never" {
		t.Errorf("%d: %+v", total, rows)
	}
}
