package store_test

import (
	"context"
	"slices"
	"testing"

	"waymark/data"
	"waymark/data/access"
)

// TestTales_leaveOutWhatNamesAnotherClient: only the name of whoever told a story was once
// looked for, so a coordinator read of another, by full name, that he drinks again.
func TestTales_leaveOutWhatNamesAnotherClient(t *testing.T) {
	ctx := context.Background()
	told := data.MustDate("2026-04-08")
	s := open(t, on("2026-04-08"))
	ann, other := data.Client{GivenNames: "Ann", FamilyName: "Lee"}, data.Client{GivenNames: "Zebediah", FamilyName: "Quorn"}
	for _, c := range []*data.Client{&ann, &other} {
		must(t, s.Casework.SaveClient(ctx, c))
		must(t, s.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: told}))
	}
	must(t, s.Casework.AddConsent(ctx, &data.Consent{ClientID: ann.ID, Kind: data.ConsentStory, Given: true, On: told, How: "in_person"}))
	for heading, body := range map[string]string{
		"A lift":              "Zebediah Quorn from her group, who drinks again, drives her.",
		"Zebediah’s car":      "It gets her out.",
		"A garden":            "In May it grew. Her friend Iris came.",
		"Ann finds her way":   "She went by bus.",
		"What someone taught": "- Mr Quorn showed her how to text",
	} {
		must(t, s.Casework.SaveTale(ctx, &data.Tale{ClientID: ann.ID, Kind: data.TaleStory, ToldOn: told, Heading: heading, Body: body}))
	}
	f := data.FigureFilter{From: data.MustDate("2026-04-01"), To: data.MustDate("2026-04-30")}
	reads := func(who string, without int, want ...string) {
		t.Helper()
		tales, err := s.Figures.Tales(ctx, f)
		must(t, err)
		var got []string
		for _, tale := range tales {
			got = append(got, tale.Heading)
		}
		slices.Sort(got)
		if n, err := s.Figures.TalesNaming(ctx, f); err != nil || n != without || !slices.Equal(got, want) {
			t.Errorf("%s reads %q, and knows of %d more, %v", who, got, n, err)
		}
	}
	all := []string{"A garden", "A lift", "Ann finds her way", "What someone taught", "Zebediah’s car"}
	reads("whoever sees the clients", 0, all...)
	s.Session.SignIn(access.Identity{Person: "01900000-0000-7000-8000-000000000099", Role: access.Coordinator})
	reads("a coordinator", 4, "A garden")
}
