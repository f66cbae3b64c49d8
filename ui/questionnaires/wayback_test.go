package questionnaires

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

func TestInitials(t *testing.T) {
	tests := map[string]string{
		"Siân Prŷs-Okafor":   "SPO",
		"mary o’brien":       "MO",
		"  Łucja  Żak ":      "ŁŻ",
		"":                   "",
		"Dr. A. B. Patel":    "DABP",
		"Anne-Marie D'Souza": "AMD",
	}
	for name, want := range tests {
		if got := initials(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestCheckCode_refusesWhatCanBeGuessed(t *testing.T) {
	for _, refused := range []string{"", " ", "s", "123", " 12 ", "spok", "SPOK"} {
		if checkCode(refused, "Sam Peter Oke King") == "" {
			t.Errorf("%q was taken", refused)
		}
	}
	if problem := checkCode("4827", "Sam King"); problem != "" {
		t.Errorf("4827 was refused: %s", problem)
	}
	if !sameCode(" spo ", "SPO") || sameCode("SP", "SPO") || sameCode("", "SPO") {
		t.Error("a code is the same whatever its case, and otherwise whole")
	}
}

func TestNewCode_isNotGuessed(t *testing.T) {
	seen := map[string]bool{}
	for range 200 {
		code := newCode()
		if checkCode(code, "") != "" || strings.Trim(code, "0123456789") != "" || strings.Count(code, code[:1]) == 4 {
			t.Errorf("proposed %q", code)
		}
		seen[code] = true
	}
	if len(seen) < 150 {
		t.Errorf("only %d different codes of 200", len(seen))
	}
}

func TestCodeIsOnTheScreenBeforeHandingOver(t *testing.T) {
	e := newEnv(t)
	e.Host.PadCodes = nil
	s := e.questionnaire(e.margery, "")
	code := s.prep.code.Text()
	if checkCode(code, "") != "" {
		t.Fatalf("proposed %q", code)
	}
	e.Sees("Staff code: " + code)
	s.prep.mode.SetSelected(0)
	s.prep.code.Entry.SetText("apple 9")
	e.Sees("Staff code: apple 9")
	e.tap("Hand over")
	e.SeesNot("apple", "Staff code")
	e.tap("Prescriber")
	e.Sees("For staff only")
	e.SeesNot("apple", "initials", "letters", "figures", "Siân", "Margery", "records")
	e.Type("apple 9")
	e.Keys(fyne.KeyReturn)
	if s.FullWindow() {
		t.Fatal("the code that was on the screen does not lead back")
	}
	if next := e.questionnaire(e.margery, ""); next.prep.code.Text() != "apple 9" {
		t.Errorf("the next pad proposes %q", next.prep.code.Text())
	}
}

func TestWrongCodesHaveToWait(t *testing.T) {
	e, s := handedOver(t)
	attempt := func(code string) {
		e.Type(code)
		e.Keys(fyne.KeyReturn)
	}
	e.tap("Prescriber")
	attempt("1111")
	attempt("2222")
	e.SeesNot("Wait")
	attempt("3333")
	e.Sees("That is not the code. Wait 5 seconds, then try again.")
	e.Keys(fyne.KeyEscape) // closing the dialog shortens nothing
	e.tap("Prescriber")
	attempt(padCode)
	e.Sees("Wait 5 seconds, then try again.")
	if !s.FullWindow() {
		t.Fatal("the right code counted during the wait")
	}
	e.Now = e.Now.Add(4*time.Second + time.Millisecond)
	attempt(padCode)
	e.Sees("Wait 1 second, then try again.")
	e.Now = e.Now.Add(time.Second)
	attempt(padCode)
	if s.FullWindow() {
		t.Fatal("the right code does not count after the wait")
	}
}
