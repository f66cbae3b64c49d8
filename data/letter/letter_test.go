package letter

import (
	"strings"
	"testing"

	"waymark/data"
)

func TestDefault_fillsForTheInventedPerson(t *testing.T) {
	for _, k := range Kinds() {
		tpl := Default(k.Value)
		if err := tpl.Validate(); err != nil {
			t.Errorf("%s: %v", k.Value, err)
			continue
		}
		l, err := tpl.Letter(SampleOf(k.Value))
		if err != nil {
			t.Errorf("%s: %v", k.Value, err)
			continue
		}
		if plain := l.Plain(); strings.ContainsAny(plain, "{}[]") || strings.Contains(plain, "\n\n\n") {
			t.Errorf("%s: %s", k.Value, plain)
		}
		text, err := tpl.Message(SampleOf(k.Value))
		if k.Value.ToClient() != (text != "") || err != nil {
			t.Errorf("%s: text %q %v", k.Value, text, err)
		}
		if size := Measure(text); size.Unicode || size.Parts > 2 {
			t.Errorf("%s: %v", k.Value, size)
		}
	}
}

// What must be known for each kind; everything else may be missing.
var needed = map[Kind]Values{
	Reminder:  {FirstName: "Ann", Appointment: "appointment", Day: "Tuesday 7 April 2026", OurService: "Us"},
	Missed:    {FirstName: "Ann", Appointment: "appointment", Day: "Tuesday 7 April 2026", OurService: "Us"},
	Second:    {FirstName: "Ann", Appointment: "appointment", Day: "Tuesday 7 April 2026", OurService: "Us"},
	Cancelled: {FirstName: "Ann", Appointment: "appointment", Day: "Tuesday 7 April 2026", OurService: "Us"},
	FollowUp:  {FirstName: "Ann", OurService: "Us"},
	Referral:  {Name: "Ann", Service: "Lunch", OurService: "Us"},
	Surgery:   {Name: "Ann", OurService: "Us"},
}

func TestDefault_needsLittle(t *testing.T) {
	for k, v := range needed {
		tpl := Default(k)
		l, err := tpl.Letter(v)
		if err != nil {
			t.Errorf("%s: %v", k, err)
			continue
		}
		for line := range strings.SplitSeq(l.Plain(), "\n") {
			if strings.HasSuffix(line, ":") || strings.HasSuffix(line, " ") || strings.Contains(line, " .") || strings.Contains(line, "  ") {
				t.Errorf("%s: a line with a hole: %q", k, line)
			}
		}
		if text, err := tpl.Message(v); err != nil || strings.Contains(text, "..") || strings.Contains(text, " .") {
			t.Errorf("%s: %q %v", k, text, err)
		}
	}
}

func TestValidate_saysWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"Dear {surname}":             "{surname} is not a field",
		"Dear {name":                 "A { has no }",
		"Dear {na\nme}":              "A { has no }",
		"Dear name}":                 "A } has no {",
		"On [{day}":                  "A [ has no ]",
		"On {day}]":                  "A ] has no [",
		"[on {day} [at {time}]]":     "within square brackets",
		"Score: {scores}":            "{scores} is not a field",
		"":                           "Enter the text of the letter",
		strings.Repeat("word ", 1e3): "4,999 characters",
	} {
		tpl := Template{Kind: Reminder, Heading: "x", Body: text, Text: "x"}
		err := tpl.Validate()
		if got := data.FieldErrorsOf(err).For("Body"); !strings.Contains(got, want) {
			t.Errorf("%.20q: %q", text, got)
		}
	}
	good := Template{Kind: Reminder, Heading: "{ Day }", Body: "Hi {FIRST  Name} [really] [at {time}]", Text: "x"}
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
}

func TestLetter_leavesOutWhatIsNotKnown(t *testing.T) {
	tpl := Template{Kind: Reminder, Heading: "x", Body: "Dear {name} [sic],\n\nDay: {day}\n[Time: {time}\n][Place: {place}\n][With: {staff}]\n\n\n\nBye[ {our phone}]"}
	l, err := tpl.Letter(Values{Name: "Zoë {day} [x]", Day: "7 April", Place: " Room\n 4 "})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := l.Plain(), "x\n\nDear Zoë {day} [x] [sic],\n\nDay: 7 April\nPlace: Room 4\n\nBye\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLetter_refusesAHole(t *testing.T) {
	tpl := Default(Reminder)
	_, err := tpl.Letter(Values{FirstName: "Ann", OurService: "Us", Appointment: "visit", Day: "  "})
	if !strings.Contains(data.Sentence(err), "needs {day}") {
		t.Error(err)
	}
}

func TestLetter_tellsHeadingsItemsAndWordsApart(t *testing.T) {
	tpl := Template{Kind: Surgery, Heading: "x", Body: "# Agreed\n{agreed}\n\n-5 is no item"}
	l, err := tpl.Letter(Values{Agreed: "- one\n- two"})
	if err != nil {
		t.Fatal(err)
	}
	want := []Line{{Heading, "Agreed", false}, {Item, "one", false}, {Item, "two", false}, {Words, "-5 is no item", true}}
	if len(l.Lines) != len(want) {
		t.Fatal(l.Lines)
	}
	for i, w := range want {
		if l.Lines[i] != w {
			t.Errorf("%d: %v, want %v", i, l.Lines[i], w)
		}
	}
}

func TestMeasure_countsAsThePhoneCompanyDoes(t *testing.T) {
	for text, want := range map[string]Size{
		"":                               {},
		strings.Repeat("a", 160):         {160, 1, false},
		strings.Repeat("a", 161):         {161, 2, false},
		strings.Repeat("a", 306):         {306, 2, false},
		strings.Repeat("a", 307):         {307, 3, false},
		strings.Repeat("€", 80):          {80, 1, false},
		strings.Repeat("€", 81):          {81, 2, false},
		"£5 for Zoë at the café":         {22, 1, true}, // ë is beyond the basic alphabet
		strings.Repeat("ł", 70):          {70, 1, true},
		strings.Repeat("ł", 71):          {71, 2, true},
		strings.Repeat("\U0001F600", 35): {35, 1, true},
		strings.Repeat("\U0001F600", 36): {36, 2, true},
	} {
		if got := Measure(text); got != want {
			t.Errorf("%.12q…: %+v, want %+v", text, got, want)
		}
	}
}

func TestMessage_usesPlainSignsWhereThatIsEnough(t *testing.T) {
	tpl := Template{Kind: Reminder, Text: "We’ll ring {first name} – “soon”…"}
	if got, _ := tpl.Message(Values{FirstName: "Ann"}); got != `We'll ring Ann - "soon"...` {
		t.Error(got)
	}
	if got, _ := tpl.Message(Values{FirstName: "Łucja"}); got != "We’ll ring Łucja – “soon”…" {
		t.Error(got)
	}
}

func FuzzTemplate_neverPanicsAndLeavesNoMark(f *testing.F) {
	for _, k := range Kinds() {
		f.Add(Default(k.Value).Body, "x")
	}
	f.Add("[[{day}]", "]{[")
	f.Fuzz(func(t *testing.T, body, value string) {
		tpl := Template{Kind: Reminder, Heading: "x", Body: body, Text: "x"}
		if tpl.Validate() != nil {
			return
		}
		v := SampleOf(Reminder)
		v[Name] = value
		l, err := tpl.Letter(v)
		if err == nil && strings.Contains(l.Plain(), left) {
			t.Errorf("%q with %q keeps a mark", body, value)
		}
	})
}
