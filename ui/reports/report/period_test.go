package report

import (
	"testing"

	"waymark/data"
)

func TestPeriods(t *testing.T) {
	tests := []struct{ id, today, first, from, to string }{
		{"this month", "2026-04-07", "", "2026-04-01", "2026-04-07"},
		{"last month", "2026-03-31", "", "2026-02-01", "2026-02-28"},
		{"last month", "2026-01-05", "", "2025-12-01", "2025-12-31"},
		{"this quarter", "2026-06-30", "", "2026-04-01", "2026-06-30"},
		{"last quarter", "2026-02-10", "", "2025-10-01", "2025-12-31"},
		{"last 8 months", "2019-05-31", "", "2018-10-01", "2019-05-31"},
		{"this year", "2026-04-07", "", "2026-01-01", "2026-04-07"},
		{"last financial year", "2026-04-07", "", "2025-04-01", "2026-03-31"},
		{"last financial year", "2026-03-31", "", "2024-04-01", "2025-03-31"},
		{"all", "2026-04-07", "2024-11-02", "2024-11-02", "2026-04-07"},
		{"all", "2026-04-07", "", "2026-04-07", "2026-04-07"},
	}
	for _, tt := range tests {
		var first data.Date
		if tt.first != "" {
			first = data.MustDate(tt.first)
		}
		from, to, ok := periodSpan(tt.id, data.MustDate(tt.today), first)
		if !ok || from.String() != tt.from || to.String() != tt.to {
			t.Errorf("%s on %s: got %s to %s (%t), want %s to %s", tt.id, tt.today, from, to, ok, tt.from, tt.to)
		}
	}
	if _, _, ok := periodSpan(periodCustom, data.MustDate("2026-04-07"), data.Date{}); ok {
		t.Error("a period that someone gives has no days of its own")
	}
}
