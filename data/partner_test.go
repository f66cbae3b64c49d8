package data_test

import (
	"testing"

	"waymark/data"
)

func TestPartnerOf_theSurgeryDecidesAndThePrescriberOnlyWithoutOne(t *testing.T) {
	surgeries := map[data.ID]data.ID{"margate": "thanet", "borough": ""}
	staff := map[data.ID]data.ID{"sian": "dover", "ada": "thanet"}
	for _, c := range []struct {
		name                      string
		surgery, prescriber, want data.ID
	}{
		{"the surgery’s, whoever covers", "margate", "sian", "thanet"},
		{"the prescriber’s, without a surgery", "", "sian", "dover"},
		{"no one’s, where the surgery is no one’s", "borough", "sian", ""},
		{"no one’s, where the surgery is not known", "elsewhere", "ada", ""},
		{"no one’s, without either", "", "", ""},
	} {
		if got := data.PartnerOf(c.surgery, c.prescriber, surgeries, staff); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPartner_needsAName(t *testing.T) {
	if err := (&data.Partner{Name: "  "}).Validate(); data.FieldErrorsOf(err).For("Name") == "" {
		t.Errorf("a partner without a name: %v", err)
	}
	p := data.Partner{Name: " Thanet   Mind "}
	if err := p.Validate(); err != nil || p.Name != "Thanet Mind" {
		t.Errorf("%q: %v", p.Name, err)
	}
}
