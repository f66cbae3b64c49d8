package answers

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// answerAll answers each question of a list with the words for its key, and opens the
// list again.
func answerAll(t *testing.T, o Options, rows [][]string, answers map[string]string) *List {
	t.Helper()
	for range 20 {
		l, _ := read(t, o, rows)
		at := slices.IndexFunc(l.Decisions(), func(d Decision) bool { return d.Required })
		if at < 0 {
			return l
		}
		d := l.Decisions()[at]
		words, ok := answers[d.Key]
		choice := slices.IndexFunc(d.Choices, func(c Choice) bool { return c.Words == words })
		if !ok || choice < 0 {
			t.Fatalf("%s: %s has no %q among %+v", d.Key, d.Sentence, words, d.Choices)
		}
		var err error
		if o.Map, err = o.Map.With(d.Choices[choice].Answer); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("it asks without end")
	return nil
}

// In the window such a list was refused with a sentence about files for the command.
func TestGuide_asksWhatCellsAndTimesMean(t *testing.T) {
	french := []string{"Jamais", "Rarement", "Parfois", "Souvent", "Toujours", "Sans avis"}
	rows := plainRows(20, "id", "wave")
	for i, row := range rows[1:] {
		row[0], row[1] = fmt.Sprint("P", i/3), []string{"pre", "post", "omega"}[i%3]
		for j := range row[2:] {
			row[j+2] = french[(i+j)%6]
		}
	}
	o := options(t, "wemwbs")
	if said := refused(t, o, rows); !strings.Contains(said, "“Rarement” in 48") || !strings.Contains(said, "--map") {
		t.Errorf("%q", said)
	}
	o.Guide = true
	l := answerAll(t, o, rows, map[string]string{"values.Jamais": "1: None of the time", "values.Rarement": "2: Rarely", "values.Parfois": "3: Some of the time", "values.Souvent": "4: Often",
		"values.Toujours": "5: All of the time", "values.Sans avis": "It means that there is no answer", "times.omega": "Follow-up"})
	for set, err := range l.Sets(t.Context()) {
		if err != nil || set.Skip != "" || len(set.Doubts) > 0 || len(set.Answers) < 11 || (set.Stage == "baseline") != (set.At.Row%3 == 2) {
			t.Errorf("%+v, %v", set, err)
		}
	}
}

func TestGuide_asksWhereCountingBegins(t *testing.T) {
	rows := plainRows(12, "id")
	for i, row := range rows[1:] {
		row[0] = fmt.Sprint("P", i)
		for j := range row[1:] {
			row[j+1] = fmt.Sprint((i + j) % 4)
		}
	}
	o := options(t, "wemwbs")
	o.Guide = true
	l := answerAll(t, o, rows, map[string]string{"add": "They were counted from 0, so 1 is added to each"})
	for set, err := range l.Sets(t.Context()) {
		if err != nil || len(set.Answers) != 14 || set.Answers[1] != (set.At.Row-2)%4+1 {
			t.Errorf("%+v", set.Answers)
		}
	}
}

// LimeSurvey gives its answers codes, A1 to A5. Each was asked about alone, and the
// command refused the list.
func TestCodesInOrder_areOneQuestion(t *testing.T) {
	for name, code := range map[string]func(int) string{
		"from 1": func(n int) string { return fmt.Sprint("A", n) }, "with a zero": func(n int) string { return fmt.Sprintf("AO%02d", n) }, "from 0": func(n int) string { return fmt.Sprint("L", n-1) },
	} {
		rows := plainRows(12, "id")
		for i, row := range rows[1:] {
			row[0] = fmt.Sprint("P", i)
			for j := range row[1:] {
				row[j+1] = code((i+j)%5 + 1)
			}
		}
		o := options(t, "wemwbs")
		l, sets := read(t, o, rows)
		if asks := l.Undecided(); len(asks) != 1 || asks[0].Key != "values" || len(asks[0].Answers) != 2 || sets[0].Answers[1] != 1 {
			t.Errorf("%s: %+v, %+v", name, asks, sets[0])
		}
		o.Guide = true
		turned := fmt.Sprintf("%s: None of the time, %s: Rarely, %s: Some of the time, %s: Often, %s: All of the time", code(5), code(4), code(3), code(2), code(1))
		l = answerAll(t, o, rows, map[string]string{"values": turned})
		for set, err := range l.Sets(t.Context()) {
			if err != nil || len(set.Answers) != 14 || set.Answers[1] != 5-(set.At.Row-2)%5 {
				t.Errorf("%s: %+v, %v", name, set, err)
			}
		}
	}
}

// A list of two people with such codes was refused as if it held no answers.
func TestCodesInOrder_ofAFewPeopleAreAskedToo(t *testing.T) {
	rows := plainRows(2, "id")
	for i, row := range rows[1:] {
		row[0] = fmt.Sprint("P", i)
		for j := range row[1:] {
			row[j+1] = fmt.Sprint("A", (i+j)%5+1)
		}
	}
	l, sets := read(t, options(t, "wemwbs"), rows)
	if asks := l.Undecided(); len(asks) != 1 || asks[0].Key != "values" || len(sets) != 2 || sets[0].Answers[1] != 1 {
		t.Errorf("%+v, %+v", asks, sets)
	}
}

// Codes beyond the answers, or with other words among them, may mean anything.
func TestCodesInOrder_otherCodesAreAskedOneByOne(t *testing.T) {
	for _, codes := range [][]string{{"A1", "A2", "A3", "A4", "A6"}, {"A1", "A2", "A3", "A4", "Often enough"}, {"A1", "A2", "A3", "B4", "A5"}} {
		rows := plainRows(12, "id")
		for i, row := range rows[1:] {
			row[0] = fmt.Sprint("P", i)
			for j := range row[1:] {
				row[j+1] = codes[(i+j)%5]
			}
		}
		if said := refused(t, options(t, "wemwbs"), rows); !strings.Contains(said, "no answer of WEMWBS") {
			t.Errorf("%q: %q", codes, said)
		}
	}
}
