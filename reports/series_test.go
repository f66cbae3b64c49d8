package reports_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

func handing() *reports.Handing {
	at := time.Date(2026, time.April, 2, 9, 0, 0, 0, time.UTC)
	day := data.MustDate
	return &reports.Handing{Recorded: true, Reader: "Trustees", Cells: 100, Hidden: 30, Alone: 20, Held: []reports.Earlier{
		{From: day("2026-01-01"), To: day("2026-03-31"), AsAt: at},
		{From: day("2026-04-01"), To: day("2026-04-30"), Surgery: "East Cliff", AsAt: at},
		{From: day("2026-01-01"), To: day("2026-03-31"), AsAt: at.AddDate(0, 1, 0)},
	}}
}

func TestHanding_saysWhatTheReaderHas(t *testing.T) {
	if got := handing().HeldText(); got != "January 2026 to March 2026 and April 2026 (East Cliff)" {
		t.Errorf("they have %q", got)
	}
	if got := (&reports.Handing{}).ReaderText(); got != "Everyone" {
		t.Errorf("handed to %q", got)
	}
}

// Definitions name the dates of earlier reports and nothing that was in them.
func TestDefinitions_nameTheEarlierReports(t *testing.T) {
	of := func(h *reports.Handing) string {
		r, err := reports.Build(fixture.Pilot(), reports.Options{Rule: disclosure.Default, Handing: h})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range r.Definitions {
			if d.Term == "Reports before this one" {
				return d.Meaning
			}
		}
		return ""
	}
	if got := of(handing()); !strings.Contains(got, "January 2026 to March 2026, counted on 2 April 2026; April 2026 (East Cliff), counted on 2 April 2026; January 2026 to March 2026, counted on 2 May 2026.") {
		t.Errorf("says %q", got)
	}
	if got := of(&reports.Handing{Reader: "Trustees"}); !strings.HasPrefix(got, "No report that bears on this one") {
		t.Errorf("says %q", got)
	}
	if got := of(nil); got != "" {
		t.Errorf("a draft says %q", got)
	}
}

func TestJSON_saysWhetherItIsADraft(t *testing.T) {
	for _, h := range []*reports.Handing{nil, handing()} {
		r, err := reports.Build(fixture.Pilot(), reports.Options{Rule: disclosure.Default, Handing: h})
		if err != nil {
			t.Fatal(err)
		}
		body, err := r.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Draft  bool
			Mark   string
			Series *struct {
				Reader string
				Held   []struct{ Period struct{ From string } }
				Hidden int
				Alone  int `json:"hidden_alone"`
			}
		}
		if err := json.Unmarshal(body, &got); err != nil {
			t.Fatal(err)
		}
		if got.Draft != (h == nil) || (got.Series == nil) != (h == nil) || (got.Mark == "") != (h != nil) {
			t.Errorf("%+v", got)
		}
		if h != nil && (got.Series.Reader != "Trustees" || len(got.Series.Held) != 3 || got.Series.Held[1].Period.From != "2026-04-01" || got.Series.Hidden != 30 || got.Series.Alone != 20) {
			t.Errorf("%+v", got.Series)
		}
	}
}
