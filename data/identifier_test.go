package data_test

import (
	"strings"
	"testing"

	"waymark/data"
)

func TestParseNHSNumber(t *testing.T) {
	for text, want := range map[string]string{
		"9434765919": "9434765919", "943 476 5919": "9434765919", " 943-476-5870": "9434765870",
		"401\u00a0023–2137": "4010232137",
	} {
		if got, err := data.ParseNHSNumber(text); err != nil || got != want {
			t.Errorf("%q = %q, %v", text, got, err)
		}
	}
	for text, word := range map[string]string{
		"4857773456": "swapped", "9434765918": "swapped", "1234567890": "swapped", "9999999999": "Check it", "0000000000": "Check it",
		"943476591": "9 digits", "94347659199": "more than 10", "943476591O": "10-digit", "": "0 digits", "٩٤٣٤٧٦٥٩١٩": "10-digit",
	} {
		got, err := data.ParseNHSNumber(text)
		if err == nil || got != "" || !strings.Contains(err.Error(), word) {
			t.Errorf("%q = %q, %v, want an error with %q", text, got, err, word)
		}
	}
}

// The check digit finds every single wrong digit and every swap of neighbours.
func TestNHSNumberFindsSlips(t *testing.T) {
	const good = "9434765919"
	for i := range good {
		for c := byte('0'); c <= '9'; c++ {
			if slip := good[:i] + string(c) + good[i+1:]; slip != good {
				if _, err := data.ParseNHSNumber(slip); err == nil {
					t.Errorf("%s was taken", slip)
				}
			}
		}
		if i > 0 && good[i] != good[i-1] {
			slip := good[:i-1] + string(good[i]) + string(good[i-1]) + good[i+1:]
			if _, err := data.ParseNHSNumber(slip); err == nil {
				t.Errorf("%s was taken", slip)
			}
		}
	}
}

func TestFormatNHSNumber(t *testing.T) {
	if got := data.FormatNHSNumber("9434765919"); got != "943 476 5919" {
		t.Errorf("got %q", got)
	}
	if got := data.FormatNHSNumber(""); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestParsePostcode(t *testing.T) {
	for _, c := range []struct {
		text, want string
		warns      bool
	}{
		{"m11aa", "M1 1AA", false}, {"M60 1NW", "M60 1NW", false}, {"cr2 6xh", "CR2 6XH", false}, {"DN55 1PT", "DN55 1PT", false},
		{"w1a 1hq", "W1A 1HQ", false}, {"EC1A1BB", "EC1A 1BB", false}, {" ct9  1aa ", "CT9 1AA", false}, {"GIR 0AA", "GIR 0AA", false},
		{"N1P 2NG", "N1P 2NG", false}, {"ZZ99 3VZ", "ZZ99 3VZ", true}, {"zz993cz", "ZZ99 3CZ", true},
		{"CX9 1AA", "CX9 1AA", true}, {"M1Z 1AA", "M1Z 1AA", true}, {"EC1F 1BB", "EC1F 1BB", true}, {"CT9-1AA", "CT9 1AA", false},
	} {
		got, warning, err := data.ParsePostcode(c.text)
		if err != nil || got != c.want || (warning != "") != c.warns {
			t.Errorf("%q = %q, %q, %v", c.text, got, warning, err)
		}
		if again, _, err := data.ParsePostcode(got); err != nil || again != got {
			t.Errorf("%q read again = %q, %v", got, again, err)
		}
	}
	for _, text := range []string{"QA1 1AA", "", "CT9", "CT9 1A", "CT9 AAA", "9CT 1AA", "CJ9 1AA", "CT9 1CA", "CT9 1AA 2", "CT999 1AA", "ABC1 1AA", "ZZ99"} {
		if got, _, err := data.ParsePostcode(text); err == nil || got != "" {
			t.Errorf("%q = %q, want an error", text, got)
		}
	}
}

func TestFindPostcode(t *testing.T) {
	for text, want := range map[string]string{
		"12 Harold Road, Margate ct91aa, Kent": "CT9 1AA", "Flat 2B, CT9 2DA": "CT9 2DA", "no postcode 123": "",
		"QA1 1AA or CT7 9AB": "CT7 9AB", "": "",
	} {
		if got := data.FindPostcode(text); got != want {
			t.Errorf("%q = %q, want %q", text, got, want)
		}
	}
}

func TestNormalisePhone(t *testing.T) {
	for text, want := range map[string]string{
		" 01843  496001 ": "01843 496001", "01843496001": "01843 496001", "07700900123": "07700 900123", "02079460018": "020 7946 0018",
		"01214960018": "0121 496 0018", "01132960018": "0113 296 0018", "03001234567": "0300 123 4567",
		"+44 7700 900123": "+44 7700 900123", "+447700900123": "+447700900123", "(01843) 496-001": "(01843) 496-001",
		"01843 496001 x12": "01843 496001 ext 12", "01843496001 ext. 7": "01843 496001 ext 7", "116 123": "116 123", "111": "111",
		"+353 1 496 0018": "+353 1 496 0018", "01843–496–001": "01843-496-001",
	} {
		got, err := data.NormalisePhone(text)
		if err != nil || got != want {
			t.Errorf("%q = %q, %v, want %q", text, got, err, want)
		}
		if again, err := data.NormalisePhone(got); err != nil || again != got {
			t.Errorf("%q again = %q, %v", got, again, err)
		}
	}
	for text, word := range map[string]string{
		"": "too few", "12345": "too few", "none": "like 01632", "01843 496OO1": "like 01632", "44+7700900123": "like 01632", "++4477009001": "like 01632",
	} {
		if got, err := data.NormalisePhone(text); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%q = %q, %v, want an error with %q", text, got, err, word)
		}
	}
}

func TestPhoneDigits(t *testing.T) {
	for text, want := range map[string]string{
		"+44 (0)1843 496001": "01843496001", "01843 496001": "01843496001", "0044 1843 496001": "01843496001", "+441843496001 ext 12": "01843496001",
		"(01843) 496-001": "01843496001", "+353 1 496": "3531496", "7700": "7700", "Mary": "", "": "",
	} {
		if got := data.PhoneDigits(text); got != want {
			t.Errorf("%q = %q, want %q", text, got, want)
		}
	}
}

func FuzzIdentifiers(f *testing.F) {
	for _, s := range []string{"9434765919", "m11aa", "+44 7700 900123 ext 4", "ZZ99 3VZ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if n, err := data.ParseNHSNumber(text); err == nil {
			if again, err := data.ParseNHSNumber(data.FormatNHSNumber(n)); err != nil || again != n {
				t.Errorf("NHS number %q again = %q, %v", n, again, err)
			}
		}
		if p, _, err := data.ParsePostcode(text); err == nil {
			if again, _, err := data.ParsePostcode(p); err != nil || again != p {
				t.Errorf("postcode %q again = %q, %v", p, again, err)
			}
		}
		if p, err := data.NormalisePhone(text); err == nil {
			if again, err := data.NormalisePhone(p); err != nil || again != p || data.PhoneDigits(p) != data.PhoneDigits(text) {
				t.Errorf("phone %q again = %q, %v", p, again, err)
			}
		}
		data.FindPostcode(text)
	})
}
