package data

import "testing"

func TestFlag_validate(t *testing.T) {
	today := MustDate("2026-04-07")
	good := Flag{ClientID: "c", KindID: "k", Why: "seen", SetOn: today, ReviewOn: today.AddMonths(6)}
	for name, c := range map[string]struct {
		change func(*Flag)
		field  string
	}{
		"as it is":                   {func(*Flag) {}, ""},
		"no kind":                    {func(f *Flag) { f.KindID = "" }, "KindID"},
		"not said how it is known":   {func(f *Flag) { f.Why = " " }, "Why"},
		"no review":                  {func(f *Flag) { f.ReviewOn = Date{} }, "ReviewOn"},
		"a review today":             {func(f *Flag) { f.ReviewOn = today }, "ReviewOn"},
		"a review too far away":      {func(f *Flag) { f.ReviewOn = today.AddMonths(25) }, "ReviewOn"},
		"set tomorrow":               {func(f *Flag) { f.SetOn = today.AddDays(1) }, "SetOn"},
		"lifted, with an old review": {func(f *Flag) { f.ReviewOn, f.LiftedOn = today.AddDays(-9), today }, ""},
	} {
		f := good
		c.change(&f)
		errs := FieldErrorsOf(f.Validate(today))
		if c.field == "" && errs != nil || c.field != "" && (len(errs) != 1 || errs.For(c.field) == "") {
			t.Errorf("%s: %v", name, errs)
		}
	}
}

func TestFlag_expiresOnItsReviewDayAndCountsOn(t *testing.T) {
	f := Flag{ID: "f", Kind: "Dog", ReviewOn: MustDate("2026-04-07")}
	if f.Expired(MustDate("2026-04-06")) || !f.Expired(MustDate("2026-04-07")) || f.Lifted() {
		t.Error("a flag expires on the day of its review")
	}
	f.LiftedOn = MustDate("2026-04-08")
	if f.Expired(MustDate("2026-04-09")) || !f.Lifted() {
		t.Error("a lifted flag asks for nothing")
	}
}

func TestFlag_words(t *testing.T) {
	f := Flag{ID: "f", Kind: "Dog", Note: "in the yard", Why: "seen on a visit", SetOn: MustDate("2026-03-03"), SetByName: "Siân", ReviewOn: MustDate("2026-09-03")}
	if f.Label() != "Dog: in the yard" {
		t.Errorf("label %q", f.Label())
	}
	if got := f.About(MustDate("2026-04-07")); got != "Set 3 Mar 2026 by Siân: seen on a visit · review 3 Sep 2026" {
		t.Errorf("%q", got)
	}
	f.LiftedOn, f.LiftedName, f.LiftedWhy = MustDate("2026-04-07"), "Tomasz", "the dog has gone"
	if got := f.About(MustDate("2026-04-07")); got != "Set 3 Mar 2026 by Siân: seen on a visit · removed 7 Apr 2026 by Tomasz: the dog has gone" {
		t.Errorf("%q", got)
	}
}

func TestUnderAge(t *testing.T) {
	today := MustDate("2026-04-07")
	for born, want := range map[string]string{
		"1976-04-07": "", "1976-04-08": "Age 49. This service is for people aged 50 and over.", "1930-01-01": "",
	} {
		if got := UnderAgeNote(MustDate(born), today, 50); got != want {
			t.Errorf("born %s: %q", born, got)
		}
	}
	if UnderAgeNote(Date{}, today, 50) != "" || UnderAgeNote(MustDate("2010-01-01"), today, 0) != "" {
		t.Error("an unknown age, or a service for any age, is spoken of")
	}
}
