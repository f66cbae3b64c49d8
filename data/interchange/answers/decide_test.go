package answers

import (
	"strings"
	"testing"

	"waymark/data"
)

func TestMap_with(t *testing.T) {
	m := &Map{Person: "Ref", Items: map[int]string{1: "A", 2: "B"}}
	for _, answer := range []string{`{"days": "month_first"}`, `{"items": {"2": "C"}}`, `{"person": "Code"}`} {
		var err error
		if m, err = m.With(answer); err != nil {
			t.Fatal(err)
		}
	}
	if m.Days != monthFirst || m.Person != "Code" || m.Items[1] != "A" || m.Items[2] != "C" {
		t.Errorf("%+v", m)
	}
	first := &Map{Items: map[int]string{1: "A"}}
	if second, err := first.With(`{"items": {"1": "Z"}}`); err != nil || first.Items[1] != "A" || second.Items[1] != "Z" {
		t.Errorf("the map itself changed: %+v, %v", first, err)
	}
	for _, wrong := range []string{``, `{"days": "often"}`, `{"nonsense": 1}`, `[1]`} {
		if _, err := m.With(wrong); data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}

func TestPlain(t *testing.T) {
	for given, want := range map[string]string{
		"Nothing of commands.": "Nothing of commands.",
		`The days can be read both ways. Say with --map which is right: {"days": "day_first"}.`:                                                                       "The days can be read both ways.",
		"Not found. It seems to have those of SWEMWBS: is that what to import, with --instrument swemwbs? Else name them with --map, such as {}. The columns are: A.": "Not found. It seems to have those of SWEMWBS.",
		"This list would change 4 of 5. Rename the file. If it corrects the earlier list, use --replace.":                                                             "This list would change 4 of 5. Rename the file.",
	} {
		if got := Plain(given); got != want {
			t.Errorf("%q became %q", given, got)
		}
	}
}

// Whatever is asked or was decided by the contents is offered with each of its
// answers, in words, and each answer is one that a map takes.
func TestList_decisions(t *testing.T) {
	l, _ := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Respondent ID", "Collector ID", "End Date", "Client ref", "Surgery"},
		[]string{"1", "9", "02/03/2026 10:00", "A", "X"}, []string{"2", "9", "03/04/2026 11:00", "a", "Y"}, []string{"3", "9", "05/04/2026 11:00", "B", "Y"}))
	required, asked := 0, 0
	for _, d := range l.Decisions() {
		if d.Required {
			required++
		}
		if strings.Contains(d.Sentence, "--") || d.Sentence == "" {
			t.Errorf("%+v", d)
		}
		for _, c := range d.Choices {
			asked++
			if c.Answer == "" {
				continue
			}
			if _, err := (&Map{}).With(c.Answer); err != nil || c.Words == "" || c.Words == c.Answer {
				t.Errorf("%s: %+v, %v", d.Key, c, err)
			}
		}
	}
	if required != len(l.Undecided()) || required == 0 || asked < 50 {
		t.Errorf("%d required, %d answers", required, asked)
	}
	if got := l.InShort(); !strings.Contains(got, "7 of 7 questions") || !strings.Contains(got, "“Client ref” (by its heading)") ||
		!strings.Contains(got, "How they were completed: no column says, so that is not recorded.") {
		t.Error(got)
	}
}
