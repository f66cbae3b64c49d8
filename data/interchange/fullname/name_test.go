package fullname_test

import (
	"testing"

	"waymark/data/interchange/fullname"
)

func TestRead(t *testing.T) {
	for text, want := range map[string]fullname.Name{
		"Mrs Adaeze Obi":         {"Mrs", "Adaeze", "Obi"},
		"OBI, Adaeze (Mrs)":      {"Mrs", "Adaeze", "OBI"},
		"Obi, Mrs Adaeze":        {"Mrs", "Adaeze", "Obi"},
		"Dr. J. van der Berg":    {"Dr", "J.", "van der Berg"},
		"OBI Adaeze":             {"", "Adaeze", "OBI"},
		"Adaeze OBI":             {"", "Adaeze", "OBI"},
		"Mary Ann Smith-Jones":   {"", "Mary Ann", "Smith-Jones"},
		"Obi":                    {"", "", "Obi"},
		"Mr":                     {"Mr", "", ""},
		"Mr and Mrs Tom Baker":   {"Mr", "and Mrs Tom", "Baker"},
		"  Ádám   Ő  ":           {"", "Ádám", "Ő"},
		"Prof Sir Tim Hunt":      {"Prof Sir", "Tim", "Hunt"},
		"Ann Moss (nee Grey)":    {"", "Ann (nee Grey)", "Moss"},
		"Ann Moss née Grey":      {"", "Ann née Grey", "Moss"},
		"Mrs Ann Moss (Annie)":   {"Mrs", "Ann (Annie)", "Moss"},
		"MOSS Ann (nee Grey)":    {"", "Ann (nee Grey)", "MOSS"},
		"Dr. Raj Gill MBE":       {"Dr MBE", "Raj", "Gill"},
		"John Smith Jr":          {"", "John Jr", "Smith"},
		"John Smith, Jnr.":       {"", "John Jr", "Smith"},
		"SMITH, John Jnr":        {"", "John Jr", "SMITH"},
		"Smith Snr, Mr John":     {"Mr", "John Snr", "Smith"},
		"Mr John Smith Snr MBE":  {"Mr MBE", "John Snr", "Smith"},
		"Raj Gill O.B.E.":        {"OBE", "Raj", "Gill"},
		"Master Lee":             {"Master", "", "Lee"},
		"Ann (known as Annie) B": {"", "Ann (known as Annie)", "B"},
		// Nee and Aka are names too: “Siew Lin Nee Tan” had the family name Lin.
		"Siew Lin Nee Tan":      {"", "Siew Lin Nee", "Tan"},
		"SIEW LIN NEE TAN":      {"", "SIEW LIN NEE", "TAN"},
		"Kofi Yaw Aka Mensah":   {"", "Kofi Yaw Aka", "Mensah"},
		"Ann Moss nee Grey":     {"", "Ann nee Grey", "Moss"},
		"Ann Moss NÉE Grey":     {"", "Ann NÉE Grey", "Moss"},
		"Ann Moss Formerly Roe": {"", "Ann Formerly Roe", "Moss"},
		"Ann Moss aka Annie":    {"", "Ann aka Annie", "Moss"},
		"Ann Moss A.K.A. Annie": {"", "Ann A.K.A. Annie", "Moss"},
		"Ann Moss (Nee Grey)":   {"", "Ann (Nee Grey)", "Moss"},
		"Ann Moss (Nee Grey":    {"", "Ann (Nee Grey", "Moss"},
	} {
		if got := fullname.Read(text, false); got != want {
			t.Errorf("Read(%q) = %+v, want %+v", text, got, want)
		}
	}
	if got := fullname.Read("Obi Adaeze", true); got.Family != "Obi" || got.Given != "Adaeze" {
		t.Errorf("surname first: %+v", got)
	}
}
