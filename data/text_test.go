package data_test

import (
	"testing"

	"waymark/data"
)

func TestCountsAreReadable(t *testing.T) {
	for n, want := range map[int]string{0: "0 services", 1: "1 service", 999: "999 services", 1204: "1,204 services", 50000: "50,000 services", 1000007: "1,000,007 services"} {
		if got := data.Plural(n, "service", "services"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := data.Count(-1204); got != "-1,204" {
		t.Errorf("below 0: %q", got)
	}
	all := data.ServiceSearch{Rows: make([]data.ServiceRow, 14), Total: 14}
	if got := all.CountText(1204); got != "14 of 1,204 services" {
		t.Errorf("a part: %q", got)
	}
	if got := all.CountText(14); got != "14 services" {
		t.Errorf("all: %q", got)
	}
	all.Total = 1000
	if got := all.CountText(1204); got != "1,000 of 1,204 services, the first 14 listed" {
		t.Errorf("more than are listed: %q", got)
	}
}

func TestMilesAreReadable(t *testing.T) {
	for m, want := range map[float64]string{-1: "", 0.02: "here", 0.4: "0.4 miles", 1.02: "1 mile", 3.14: "3.1 miles", 12.6: "13 miles"} {
		if got := data.MilesText(m); got != want {
			t.Errorf("%v: %q, want %q", m, got, want)
		}
	}
}
