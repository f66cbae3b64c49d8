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

func FuzzGuardedCellComesBack(f *testing.F) {
	for _, text := range []string{"", "=1+1", "'=1+1", "'''", "'x", "+"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := data.UnguardCell(data.GuardCell(text)); got != text {
			t.Errorf("%q came back as %q", text, got)
		}
	})
}
