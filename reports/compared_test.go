package reports

import (
	"encoding/json"
	"testing"

	"waymark/data"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// A comparison prints numbers of the period before. The reader holds those, too.
func TestBearing_includesThePeriodThatWasComparedWith(t *testing.T) {
	before := fixture.Pilot()
	before.Filter = before.Filter.Before()
	r, err := Build(fixture.Pilot(), Options{Rule: disclosure.Default, Before: before})
	if err != nil {
		t.Fatal(err)
	}
	frozen, err := Freeze(r, "x", fixture.Pilot().Filter)
	if err != nil {
		t.Fatal(err)
	}
	frozen.Filter.SurgeryID = "s"
	held := []data.HandedOver{{Report: *frozen}}
	// A month of the period before overlaps with nothing else.
	list, err := bearing(before.Filter.From, before.Filter.From.AddDays(20), held)
	if err != nil || len(list) != 1 || len(list[0].numbers) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	old := list[0].numbers[1]
	if old.From != before.Filter.From || old.To != before.Filter.To || old.Surgery != "s" {
		t.Errorf("holds %s to %s of %q", old.From, old.To, old.Surgery)
	}
	found := map[string]int{}
	for _, table := range old.Tables {
		for _, c := range table.Cells {
			found[table.Key+"#"+c.Key] = c.N
		}
	}
	if found["people_seen#seen"] != 69 || found["report#referrals"] != r.ReferralsReceived.N || len(found) < 8 || len(old.Means) == 0 {
		body, _ := json.Marshal(old)
		t.Errorf("holds %v: %s", found, body)
	}
	if list, err := bearing(before.Filter.From.AddDays(-40), before.Filter.From.AddDays(-1), held); err != nil || len(list) != 0 {
		t.Errorf("an earlier period is borne on by %+v, %v", list, err)
	}
}

// One that does not overlap bears on a report through one that overlaps with both.
func TestBearing_reachesThroughOtherReports(t *testing.T) {
	var held []data.HandedOver
	for _, days := range [][2]string{{"2026-01-01", "2026-03-31"}, {"2026-03-15", "2026-06-15"}, {"2027-01-01", "2027-03-31"}} {
		f := fixture.Pilot()
		f.Filter = data.FigureFilter{From: data.MustDate(days[0]), To: data.MustDate(days[1])}
		r, err := Build(f, Options{Rule: disclosure.Default})
		if err != nil {
			t.Fatal(err)
		}
		frozen, err := Freeze(r, "x", f.Filter)
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, data.HandedOver{Report: *frozen})
	}
	list, err := bearing(data.MustDate("2026-06-01"), data.MustDate("2026-06-30"), held)
	if err != nil || len(list) != 2 || list[0].From.String() != "2026-01-01" || list[1].From.String() != "2026-03-15" {
		t.Errorf("%+v, %v", list, err)
	}
	held[0].Report.Body = []byte("{}")
	if _, err := bearing(data.MustDate("2026-06-01"), data.MustDate("2026-06-30"), held); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("one that cannot be read: %v", err)
	}
}
