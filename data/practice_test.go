package data_test

import (
	"testing"

	"waymark/data"
)

func TestTitleCase_writesNamesAsPeopleDo(t *testing.T) {
	for given, want := range map[string]string{
		"THE OLD MILL SURGERY": "The Old Mill Surgery", "ST PETER'S SURGERY": "St Peter's Surgery",
		"STOW-ON-THE-WOLD HEALTH CENTRE": "Stow-On-The-Wold Health Centre", "DR A.K. SMITH & PARTNERS": "Dr A.K. Smith & Partners",
		"NHS WALK-IN CENTRE (GP)": "NHS Walk-In Centre (GP)", "SURGERY AT THE MILL": "Surgery at the Mill",
		"Already Written McKay": "Already Written McKay", "": "", "Ł ŁÓDŹ": "Ł Łódź",
	} {
		if got := data.TitleCase(given); got != want {
			t.Errorf("TitleCase(%q) = %q, want %q", given, got, want)
		}
		if again := data.TitleCase(data.TitleCase(given)); again != data.TitleCase(given) {
			t.Errorf("TitleCase twice: %q", again)
		}
	}
}
