package store_test

import (
	"cmp"
	"context"
	"slices"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
)

// Stories of a report on a part of the caseload are those of the clients whom its
// figures count there: the surgery, the reason and the partner that the latest referral
// up to the end of the period gives them, as data.PartnerOf says.
func TestTales_areOfWhomAReportIsOn(t *testing.T) {
	ctx := context.Background()
	s, _, mine, others := partnership(t)
	ofSurgery, ofStaff := map[data.ID]data.ID{}, map[data.ID]data.ID{}
	surgeries, err := s.Lists.Surgeries(ctx, true)
	must(t, err)
	for _, v := range surgeries {
		ofSurgery[v.ID] = v.PartnerID
	}
	staff, err := s.Lists.Staff(ctx, true)
	must(t, err)
	for _, v := range staff {
		ofStaff[v.ID] = v.PartnerID
	}
	partners, err := s.Lists.Partners(ctx, true)
	must(t, err)
	reasons, err := s.Lists.Reasons(ctx, true)
	must(t, err)

	to := d("2026-04-08")
	type referral struct{ id, client, on, surgery, reason, prescriber data.ID }
	latest := map[data.ID]referral{}
	all := s.For(access.NewSession("", access.Everything, s.Clock()), access.Bulk)
	must(t, store.Each(ctx, all, func(r *referral) []any {
		return []any{&r.id, &r.client, &r.on, store.OrNull(&r.surgery), store.OrNull(&r.reason), store.OrNull(&r.prescriber)}
	}, func(r *referral) error {
		if was := latest[r.client]; r.on <= data.ID(to.String()) && (r.on > was.on || r.on == was.on && r.id > was.id) {
			latest[r.client] = *r
		}
		return nil
	}, "SELECT f.id, f.client_id, f.received_on, f.surgery_id, f.reason_id, e.prescriber_id FROM referral f JOIN episode e ON e.id = f.episode_id"))
	want := map[data.FigureFilter][]data.ID{}
	for _, list := range []map[data.ID]*data.ClientRecord{mine, others} {
		for id, r := range list {
			must(t, s.Casework.AddConsent(ctx, &data.Consent{ClientID: id, Kind: data.ConsentStory, Given: true, On: d("2026-04-01"), How: "written"}))
			must(t, s.Casework.SaveTale(ctx, &data.Tale{ClientID: id, Kind: data.TaleQuote, ToldOn: d("2026-04-02"), Body: "They rang when they said they would."}))
			surgery, prescriber, reason := r.Client.SurgeryID, data.ID(""), data.ID("")
			if latest, ok := latest[id]; ok {
				surgery, prescriber, reason = cmp.Or(latest.surgery, surgery), latest.prescriber, latest.reason
			}
			for _, part := range []data.FigureFilter{{PartnerID: data.PartnerOf(surgery, prescriber, ofSurgery, ofStaff)}, {SurgeryID: surgery}, {ReasonID: reason},
				{SurgeryID: surgery, ReasonID: reason}} {
				want[part] = append(want[part], id)
			}
		}
	}
	parts := []data.FigureFilter{{PartnerID: partners[0].ID}, {PartnerID: partners[1].ID}}
	for _, v := range surgeries {
		parts = append(parts, data.FigureFilter{SurgeryID: v.ID})
		for _, r := range reasons {
			parts = append(parts, data.FigureFilter{SurgeryID: v.ID, ReasonID: r.ID})
		}
	}
	for _, r := range reasons {
		parts = append(parts, data.FigureFilter{ReasonID: r.ID})
	}
	some := 0
	for _, part := range parts {
		f := part
		f.From, f.To = d("2026-04-02"), to
		tales, err := s.Figures.Tales(ctx, f)
		must(t, err)
		var got []data.ID
		for _, v := range tales {
			if !slices.Contains(got, v.ClientID) {
				got = append(got, v.ClientID)
			}
		}
		slices.Sort(got)
		slices.Sort(want[part])
		if expected := slices.Compact(want[part]); !slices.Equal(got, expected) { // without a reason, two parts are one
			t.Errorf("%+v: %d clients, want %d", part, len(got), len(expected))
		}
		some += len(got)
	}
	if some < 3*(len(mine)+len(others)) {
		t.Errorf("only %d stories were looked at", some)
	}
}
