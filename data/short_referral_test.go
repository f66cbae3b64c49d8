package data

import (
	"strings"
	"testing"
	"testing/quick"
)

func TestSplitName(t *testing.T) {
	for typed, want := range map[string][2]string{
		"":                          {"", ""},
		"Begum":                     {"", "Begum"},
		"Rahima Begum-Castellanos":  {"Rahima", "Begum-Castellanos"},
		"  Mary  Ann   Lee ":        {"Mary Ann", "Lee"},
		"Ludwig van der Berg":       {"Ludwig", "van der Berg"},
		"Van Morrison":              {"Van", "Morrison"},
		"Jean Van Damme":            {"Jean Van", "Damme"},
		"van Gogh":                  {"van", "Gogh"},
		"Begum Castellanos, Rahima": {"Rahima", "Begum Castellanos"},
		"Begum,":                    {"", "Begum"},
		"Gruffydd ap Llywelyn":      {"Gruffydd", "ap Llywelyn"},
		"عبد الرحمن الأنصاري":       {"عبد الرحمن", "الأنصاري"},
		"Siân Prŷs-Okafor":          {"Siân", "Prŷs-Okafor"},
		"María García y Vega":       {"María García", "y Vega"},
		"Mary\tAnn\nO’Hare":         {"Mary Ann", "O’Hare"},
	} {
		if given, family := SplitName(typed); given != want[0] || family != want[1] {
			t.Errorf("%q is read as %q, %q; want %q, %q", typed, given, family, want[0], want[1])
		}
	}
}

// Whatever is typed, no word of it is lost.
func TestSplitName_keepsEveryWord(t *testing.T) {
	keeps := func(name string) bool {
		given, family := SplitName(name)
		both := strings.Fields(given + " " + family)
		for _, w := range strings.Fields(strings.ReplaceAll(name, ",", " ")) {
			found := false
			for _, b := range both {
				found = found || b == w
			}
			if !found {
				return false
			}
		}
		return true
	}
	if err := quick.Check(keeps, nil); err != nil {
		t.Error(err)
	}
}

func TestShortReferral_asksForANameAndAnAnswer(t *testing.T) {
	today := MustDate("2026-04-07")
	r := ShortReferral{ReceivedOn: today}
	errs := FieldErrorsOf(r.Validate(today))
	if len(errs) != 2 || errs.For("FamilyName") == "" || errs.For("Agreed") == "" {
		t.Errorf("an empty form: %v", errs)
	}
	r = ShortReferral{ReceivedOn: today, FamilyName: " Begum ", Phone: "07700900641", Agreed: NotAsked}
	if err := r.Validate(today); err != nil || r.FamilyName != "Begum" || r.Phone != "07700 900641" || r.Consent() != nil {
		t.Errorf("%+v, %v", r, err)
	}
	r = ShortReferral{ReceivedOn: today, FamilyName: "Begum", Phone: "077", BirthDate: today.AddDays(1), Agreed: Agreed}
	if errs := FieldErrorsOf(r.Validate(today)); errs.For("Phone") == "" || errs.For("BirthDate") == "" || len(errs) != 2 {
		t.Errorf("a wrong phone and a birth date to come: %v", errs)
	}
	r = ShortReferral{ClientID: "known", ReceivedOn: today, Agreed: Disagree}
	if err := r.Validate(today); err != nil || r.Consent() == nil || r.Consent().Given || r.FamilyName != "" {
		t.Errorf("someone known needs no name: %+v, %v", r, err)
	}
}

func TestFirstCallBy_isFiveWorkingDaysOn(t *testing.T) {
	h := NewHolidays(EnglandAndWales())
	for received, want := range map[string]string{
		"2026-04-07": "2026-04-14", "2026-03-31": "2026-04-09", "2026-04-04": "2026-04-13", "2026-12-23": "2027-01-04",
	} {
		if got := h.FirstCallBy(MustDate(received)); got != MustDate(want) {
			t.Errorf("referred on %s: first call by %s, want %s", received, got, want)
		}
	}
}
