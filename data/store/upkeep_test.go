package store_test

import (
	"context"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/data/store/office"
)

// sitting puts services before a new client, who chooses them all.
func sitting(t *testing.T, s *office.Office, services ...data.ID) (client data.ID, prescriptions []data.Prescription) {
	t.Helper()
	c := data.Client{GivenNames: "Ada", FamilyName: "Pett", KnownAs: "Addie"}
	must(t, s.Casework.SaveClient(context.Background(), &c))
	offers := make([]offering.SittingOffer, len(services))
	for i, id := range services {
		offers[i] = offering.SittingOffer{ServiceID: id, Decision: data.Chosen, Words: "I like singing"}
	}
	r, err := s.Offering.SaveSitting(context.Background(), offering.Sitting{ClientID: c.ID, On: data.MustDate("2026-03-10"), Offers: offers})
	must(t, err)
	return c.ID, r.Prescriptions
}

func TestRingRoundAsksForTheMostUsedFirst(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	ids := map[string]data.ID{}
	for _, v := range []data.Service{
		{Name: "Lately", LastChecked: data.MustDate("2026-04-01")},
		{Name: "Never"},
		{Name: "Long ago", LastChecked: data.MustDate("2025-01-01"), Phone: "01843 1"},
		{Name: "Open again", Status: data.ServicePaused, ClosedUntil: data.MustDate("2026-04-05"), LastChecked: data.MustDate("2026-03-01")},
		{Name: "For good", Status: data.ServiceDefunct},
	} {
		must(t, s.Directory.SaveService(ctx, &v))
		ids[v.Name] = v.ID
	}
	sitting(t, s, ids["Long ago"])
	rows, total, err := s.Directory.RingRound(ctx, 2)
	must(t, err)
	if total != 3 || len(rows) != 2 || rows[0].Name != "Long ago" || rows[0].Used != 1 || rows[0].Phone != "01843 1" {
		t.Fatalf("%d due: %+v", total, rows)
	}
	must(t, s.Directory.MarkServiceChecked(ctx, ids["Long ago"], data.MustDate("2026-04-08"), "by phone"))
	if _, total, err = s.Directory.RingRound(ctx, 0); err != nil || total != 2 {
		t.Errorf("after one was checked %d are due, %v", total, err)
	}
}

func TestMergeAndUndo(t *testing.T) {
	ctx := context.Background()
	s := directory(t,
		data.Service{Name: "Village choir", Phone: "01843 555 014", Postcode: "CT9 1AA"},
		data.Service{Name: "The village choir", Phone: "01843555014", Email: "choir@example.org"},
		data.Service{Name: "Village lunch", Phone: "01843 555014"},
		data.Service{Name: "Lunch club", Area: "Margate"}, data.Service{Name: "Lunch club", Area: "Ramsgate"})
	pairs, err := s.Directory.DuplicateServices(ctx, 0)
	must(t, err)
	if len(pairs) != 1 || pairs[0].Reason == "" {
		t.Fatalf("pairs %+v", pairs)
	}
	keep, gone := pairs[0].A, pairs[0].B
	_, prescriptions := sitting(t, s, gone.ID)

	merge, err := s.Directory.MergeServices(ctx, keep.ID, gone.ID)
	must(t, err)
	kept, err := s.Directory.Service(ctx, keep.ID)
	must(t, err)
	if kept.Email != "choir@example.org" && kept.Postcode != "CT9 1AA" {
		t.Errorf("what was blank was not filled: %+v", kept)
	}
	if got := found(t, s, data.ServiceFilter{Words: "choir"}); len(got) != 1 {
		t.Errorf("after the merge there are %q", got)
	}
	if p, err := s.Offering.Prescription(ctx, prescriptions[0].ID); err != nil || p.ServiceID != keep.ID {
		t.Errorf("the prescription points at %v, %v", p, err)
	}
	if _, err := s.Directory.MergeServices(ctx, keep.ID, gone.ID); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("merged twice: %v", err)
	}
	merges, err := s.Directory.Merges(ctx)
	must(t, err)
	if len(merges) != 1 || merges[0].ID != merge {
		t.Fatalf("merges %+v", merges)
	}

	must(t, s.Directory.UndoMerge(ctx, merge))
	if got := found(t, s, data.ServiceFilter{Words: "choir"}); len(got) != 2 {
		t.Errorf("after it was undone there are %q", got)
	}
	if p, err := s.Offering.Prescription(ctx, prescriptions[0].ID); err != nil || p.ServiceID != gone.ID {
		t.Errorf("the prescription points at %v, %v", p, err)
	}
	after, err := s.Directory.Service(ctx, keep.ID)
	must(t, err)
	if after.Email != "" && after.Postcode != "" {
		t.Errorf("what was filled in stayed: %+v", after)
	}
	if data.CodeOf(s.Directory.UndoMerge(ctx, merge)) != data.CodeNotFound {
		t.Error("undone twice")
	}
	must(t, s.Directory.NotDuplicates(ctx, gone.ID, keep.ID))
	if pairs, err = s.Directory.DuplicateServices(ctx, 0); err != nil || len(pairs) != 0 {
		t.Errorf("suggested again: %+v, %v", pairs, err)
	}
}

func TestSlipBringsNewsBack(t *testing.T) {
	ctx := context.Background()
	now := data.MustDate("2026-03-10")
	s := open(t, func() time.Time { return time.Date(now.Year, now.Month, now.Day, 12, 0, 0, 0, time.UTC) })
	choir, club := data.Service{Name: "Choir"}, data.Service{Name: "Club"}
	must(t, s.Directory.SaveService(ctx, &choir))
	must(t, s.Directory.SaveService(ctx, &club))
	client, prescriptions := sitting(t, s, choir.ID, club.ID)
	must(t, s.Casework.AddConsent(ctx, &data.Consent{ClientID: client, Kind: data.ConsentOrganisation, Given: true, On: now, How: "in_person"}))

	sheet, err := s.Offering.OfferSheet(ctx, client, nil)
	must(t, err)
	again, err := s.Offering.OfferSheet(ctx, client, []data.ID{prescriptions[0].ID})
	must(t, err)
	if len(sheet.Items) != 2 || sheet.Person != "Addie" || sheet.Items[0].Slip == sheet.Items[1].Slip || again.Items[0].Slip != sheet.Items[0].Slip ||
		!sheet.Items[0].PersonMayAsk || sheet.Items[0].Words != "I like singing" || sheet.Items[0].FollowUpOn != data.MustDate("2026-03-31") {
		t.Fatalf("sheet %+v", sheet)
	}
	if _, err := s.Offering.OfferSheet(ctx, client, []data.ID{choir.ID}); err == nil {
		t.Error("a sheet about something that is no prescription of hers")
	}

	// Twenty days later no one misses anything, a day after that both are missed.
	now = data.MustDate("2026-03-30")
	if rows, err := s.Offering.NoNews(ctx); err != nil || len(rows) != 0 {
		t.Errorf("too early: %+v, %v", rows, err)
	}
	now = data.MustDate("2026-03-31")
	rows, err := s.Offering.NoNews(ctx)
	must(t, err)
	if len(rows) != 2 || rows[0].Client != "Ada Pett" || rows[0].LastWord != data.MustDate("2026-03-10") || rows[0].Slip == "" {
		t.Fatalf("no news: %+v", rows)
	}
	p, err := s.Offering.PrescriptionBySlip(ctx, " "+data.ShowSlip(sheet.Items[1].Slip))
	must(t, err)
	if p.ServiceID != club.ID {
		t.Errorf("the slip is about %s", p.Service)
	}
	must(t, s.Offering.SetPrescriptionStatus(ctx, p.ID, data.StatusStarted, now, "came once"))
	if rows, err = s.Offering.NoNews(ctx); err != nil || len(rows) != 1 || rows[0].Service != "Choir" {
		t.Errorf("after one slip: %+v, %v", rows, err)
	}
	if _, err := s.Offering.PrescriptionBySlip(ctx, data.NewSlip()); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("a slip of someone else's: %v", err)
	}
}

func TestGapIsKeptAndTakenBack(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	housing := data.Reason{Name: "Housing"}
	must(t, s.Lists.SaveReason(ctx, &housing))
	c := data.Client{GivenNames: "Ada"}
	must(t, s.Casework.SaveClient(ctx, &c))
	g := data.Gap{ClientID: c.ID, ReasonID: housing.ID, Note: "a flat without stairs"}
	must(t, s.Offering.SaveGap(ctx, &g))
	gaps, err := s.Offering.ClientGaps(ctx, c.ID)
	must(t, err)
	if len(gaps) != 1 || gaps[0].Reason != "Housing" || gaps[0].FoundOn != data.MustDate("2026-04-08") || g.Reason != "Housing" {
		t.Fatalf("gaps %+v", gaps)
	}
	must(t, s.Offering.SaveGap(ctx, &data.Gap{ReasonID: housing.ID})) // about no one
	april := data.FigureFilter{From: data.MustDate("2026-04-01"), To: data.MustDate("2026-04-30")}
	if f, err := s.Figures.Figures(ctx, april); err != nil || len(f.Gaps) != 1 || f.Gaps[0].N != 2 || f.Gaps[0].Label != "Housing" {
		t.Errorf("in the report: %+v, %v", f.Gaps, err)
	}
	april.ReasonID = housing.ID
	if f, err := s.Figures.Figures(ctx, april); err != nil || len(f.Gaps) != 0 {
		t.Errorf("in a report on those who came for housing: %+v, %v", f.Gaps, err)
	}
	must(t, s.Offering.RemoveGap(ctx, g.ID))
	if gaps, err = s.Offering.ClientGaps(ctx, c.ID); err != nil || len(gaps) != 0 {
		t.Errorf("after it was taken back: %+v, %v", gaps, err)
	}
	if data.CodeOf(s.Offering.RemoveGap(ctx, g.ID)) != data.CodeNotFound {
		t.Error("taken back twice")
	}
	if data.FieldErrorsOf(s.Offering.SaveGap(ctx, &data.Gap{})).For("ReasonID") == "" {
		t.Error("a gap without a need was taken")
	}
}

func TestFavouritesAndRecent(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 4, 8, 12, 0, 0, 0, time.UTC)
	s := open(t, func() time.Time { now = now.Add(time.Second); return now })
	siân := data.Staff{Name: "Siân", Role: data.RolePrescriber}
	must(t, s.Lists.SaveStaff(ctx, &siân))
	s.Session.SwitchTo(siân.ID)
	var ids []data.ID
	for _, name := range []string{"A", "B", "C"} {
		v := data.Service{Name: name}
		must(t, s.Directory.SaveService(ctx, &v))
		ids = append(ids, v.ID)
	}
	must(t, s.Directory.SetFavourite(ctx, ids[1], true))
	for _, id := range []data.ID{ids[0], ids[2], ids[1], ids[0]} {
		must(t, s.Directory.NoteServiceOpened(ctx, id))
	}
	recent, err := s.Directory.RecentServices(ctx, 2)
	must(t, err)
	if len(recent) != 2 || recent[0].Name != "A" || recent[1].Name != "B" || !recent[1].Favourite || recent[0].Favourite {
		t.Errorf("recent %+v", recent)
	}
	if got := found(t, s, data.ServiceFilter{Favourites: siân.ID}); len(got) != 1 || got[0] != "B" {
		t.Errorf("favourites %q", got)
	}
	must(t, s.Directory.SetFavourite(ctx, ids[1], false))
	if rows, err := s.Directory.FavouriteServices(ctx); err != nil || len(rows) != 0 {
		t.Errorf("favourites %+v, %v", rows, err)
	}
}
