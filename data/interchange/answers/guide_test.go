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
