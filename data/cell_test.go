package data_test

import (
	"testing"

	"waymark/data"
)

func TestGuardCell(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Choir": "Choir", "@symes Community Building": "'@symes Community Building", "+44 1843": "'+44 1843",
		"=1+1": "'=1+1", "-": "'-", "'=1": "''=1", "'tis the season": "'tis the season", "''": "''", "\tx": "'\tx",
	} {
		if got := data.GuardCell(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
