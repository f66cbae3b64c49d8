package answers

import (
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/instrument"
)

var today = data.MustDate("2026-04-08")

func options(t testing.TB, id string) Options {
	t.Helper()
	d, ok := instrument.Standard().ByID(id)
	if !ok {
		t.Fatalf("no %s", id)
	}
	return Options{Catalogue: instrument.Standard(), Definition: d, Today: today}
}

// list writes rows as CSV.
func list(t testing.TB, name string, rows [][]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(f)
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t testing.TB, o Options, rows [][]string) (*List, []*data.AnswerSet) {
	t.Helper()
	l, err := Open(context.Background(), list(t, "answers.csv", rows), o)
	if err != nil {
		t.Fatalf("%v with the headings %q", err, rows[0])
	}
	var sets []*data.AnswerSet
	for s, err := range l.Sets(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, s)
	}
	return l, sets
}

// refused returns the sentence of a list that cannot be read.
func refused(t *testing.T, o Options, rows [][]string) string {
	t.Helper()
	_, err := Open(context.Background(), list(t, "answers.csv", rows), o)
	if err == nil {
		t.Fatalf("read with the headings %q", rows[0])
	}
	if data.CodeOf(err) == "" {
		t.Fatalf("no sentence for a person: %v", err)
	}
	return data.Sentence(err)
}

// story is made-up answers of three people, before and after; 0 is a blank.
var story = map[string][2][14]int{
	"K1": {{2, 3, 2, 3, 1, 2, 3, 2, 3, 2, 4, 3, 2, 3}, {3, 4, 3, 4, 2, 3, 4, 3, 4, 3, 5, 4, 3, 4}},
	"K2": {{1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4}, {5, 4, 3, 2, 1, 5, 4, 3, 2, 1, 5, 4, 3, 2}},
	"K3": {{2, 2, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2}, {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0, 0, 4}},
}

func cells(answers [14]int) []string {
	var all []string
	for _, a := range answers {
		text := ""
		if a > 0 {
			text = strconv.Itoa(a)
		}
		all = append(all, text)
	}
	return all
}

func numberedHeadings(form string, n int) []string {
	var all []string
	for i := 1; i <= n; i++ {
		all = append(all, fmt.Sprintf(form, i))
	}
	return all
}

func letteredHeadings(form string, n int) []string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(form, 'a'+i))
	}
	return all
}

var shortHeadings = strings.Fields("Optimistic Useful Relaxed Interested_people Energy Problems Thinking_clearly Good Close Confident Mind Loved New_things Cheerful")

// told is a list of answers in a form that two readings can be compared by.
func told(sets []*data.AnswerSet) []string {
	var all []string
	for _, s := range sets {
		if s.Skip != "" {
			continue
		}
		text := s.Person.Reference + " " + string(s.Stage)
		for _, item := range slices.Sorted(maps.Keys(s.Answers)) {
			text += fmt.Sprintf(" %d:%d", item, s.Answers[item])
		}
		all = append(all, text)
	}
	slices.Sort(all)
	return all
}

func wanted() []string {
	var sets []*data.AnswerSet
	for who, both := range story {
		for n, stage := range []data.Stage{data.Baseline, data.StageFollowUp} {
			s := &data.AnswerSet{Person: data.AnswerPerson{Reference: who}, Stage: stage, Answers: map[int]int{}}
			for i, a := range both[n] {
				if a > 0 {
					s.Answers[i+1] = a
				}
			}
			sets = append(sets, s)
		}
	}
	return told(sets)
}

func TestWideListsOfEveryKindOfHeading(t *testing.T) {
	for _, form := range [][2]string{
		{"pre_%d", "post_%d"}, {"t1_q%d", "t2_q%d"}, {"T1Q%d", "T2Q%d"}, {"WEMWBS%d_T1", "WEMWBS%d_T2"}, {"q%d_baseline", "q%d_followup"}, {"baseline Q%d", "follow-up Q%d"},
		{"wemwbs_%02d", "wemwbs_%02d.2"}, {"WEMWBS%d.1", "WEMWBS%d.2"}, {"wemwbs%d_w1", "wemwbs%d_w2"}, {"wemwbs_0_%d", "wemwbs_1_%d"}, {"preWEMWBS%d", "postWEMWBS%d"},
		{"preQ%d", "postQ%d"}, {"wemwbspre%d", "wemwbspost%d"}, {"Before: item %d", "After: item %d"}, {"wem%d_0m", "wem%d_6m"}, {"WEMWBS Q%d (start)", "WEMWBS Q%d (end)"},
		{"first_%d", "second_%d"}, {"wb_pre_%d", "wb_post_%d"}, {"W%d_baseline", "W%d_3 months"}, {"Baseline.%d", "Final.%d"},
		{"pre_wemwbs_%c", "post_wemwbs_%c"}, {"t1q%c", "t2q%c"}, {"wb%d", "wb%d.1"},
	} {
		headings := numberedHeadings
		if strings.Contains(form[0], "%c") {
			headings = letteredHeadings
		}
		header := append(append([]string{"ID", "Age", "Sex"}, headings(form[0], 14)...), headings(form[1], 14)...)
		rows := [][]string{header}
		for who, both := range story {
			rows = append(rows, append(append([]string{who, "61", "f"}, cells(both[0])...), cells(both[1])...))
		}
		if _, sets := read(t, options(t, "wemwbs"), rows); !slices.Equal(told(sets), wanted()) {
			t.Errorf("%q: got %q", form, told(sets))
		}
	}
}

func TestLongListsOfEveryKindOfHeading(t *testing.T) {
	wemwbs := options(t, "wemwbs").Definition
	var texts, grid []string
	for _, item := range wemwbs.Items {
		texts = append(texts, fmt.Sprintf("%d. %s", item.Number, strings.ReplaceAll(item.Text, "’", "'")))
		grid = append(grid, wemwbs.Instruction+" ["+item.Text+"]")
	}
	for _, headings := range [][]string{
		numberedHeadings("wemwbs%d", 14), numberedHeadings("WEMWBS_%02d", 14), numberedHeadings("Q%d", 14), numberedHeadings("W%d", 14), numberedHeadings("item %d", 14),
		numberedHeadings("%d", 14), numberedHeadings("V%d", 14), numberedHeadings("Q12_%d", 14), texts, grid, shortHeadings,
		letteredHeadings("Q12%c", 14), letteredHeadings("wemwb%c", 14), letteredHeadings("WEMWBS (%c", 14), letteredHeadings("b_wemwb%c", 14),
	} {
		for _, times := range []struct{ name, first, second string }{
			{"time", "pre", "post"}, {"Wave", "1", "2"}, {"visit", "0", "1"}, {"Stage", "Baseline", "Follow-up"}, {"Timepoint", "T1", "T2"},
			{"When", "before", "after"}, {"redcap_event_name", "baseline_arm_1", "month_3_arm_1"}, {"Pre/Post", "PRE", "Post "}, {"Assessment", "first", "second"}, {"week", "0", "12"},
		} {
			rows := [][]string{append([]string{"Participant ID", times.name}, headings...)}
			for who, both := range story {
				rows = append(rows, append([]string{who, times.first}, cells(both[0])...), append([]string{who, times.second}, cells(both[1])...))
			}
			if _, sets := read(t, options(t, "wemwbs"), rows); !slices.Equal(told(sets), wanted()) {
				t.Errorf("%q, %q: got %q", headings[:2], times, told(sets))
			}
		}
	}
}

func TestCellsAreReadAndNeverGuessed(t *testing.T) {
	d := options(t, "wemwbs").Definition
	s := newScale(d, 1, &Map{Missing: []Cell{"-1", "0.0"}})
	for cell, want := range map[string]int{
		"1": 1, "1.0": 1, "1,0": 1, " 5 ": 5, "3.": 3, "None of the time": 1, "often": 4, "OFTEN ": 4, "some  of the time": 3, "5 - All of the time": 5, "1=None of the time": 1,
		"All of the time (5)": 5, "(2) Rarely": 2, "4. Often": 4, "rarely - 2": 2,
	} {
		if got, kind := s.read(cell); kind != answered || got != want {
			t.Errorf("%q: %d, kind %d", cell, got, kind)
		}
	}
	for _, cell := range []string{"", ".", "NA", "n/a", "NaN", "null", "-", "missing", "#NULL!", "-9", "-99", "-999", "9", "99", "999", "77", "88", "99.0", "-1", "0", "#N/A",
		"Item not applicable", "Schedule not obtained", "No answer/refused", "-8. Don't know", "(-9) Refusal"} {
		if got, kind := s.read(cell); kind != blank {
			t.Errorf("%q: %d, kind %d; not a blank", cell, got, kind)
		}
	}
	for _, cell := range []string{"2.5", "6", "-2", "1.5", "0,5", "5 - Often", "Sometimes", "None", "12", "1 2", "3/4", "1e0", "१"} {
		if got, kind := s.read(cell); kind != strange {
			t.Errorf("%q was taken for %d, kind %d", cell, got, kind)
		}
	}
	ucla := newScale(options(t, "ucla3").Definition, 1, &Map{})
	for cell, want := range map[string]cellKind{"Hardly ever": answered, "hardly ever or never": answered, "Hardly": strange, "Never": strange} {
		if got, kind := ucla.read(cell); kind != want || kind == answered && got != 1 {
			t.Errorf("%q: %d, kind %d", cell, got, kind)
		}
	}
	add, ons := 1, newScale(options(t, "ons4").Definition, 1, &Map{})
	if got, kind := newScale(d, 1, &Map{Add: &add}).read("0"); got != 1 || kind != answered {
		t.Errorf("0 with 1 added: %d, kind %d", got, kind)
	}
	if got, kind := newScale(d, 1, &Map{Values: map[string]int{"1": 5}}).read("1.0"); got != 5 || kind != answered {
		t.Errorf("a value told by the map: %d, kind %d", got, kind)
	}
	if got, kind := ons.read("9"); got != 9 || kind != answered {
		t.Errorf("9 on a scale that has it: %d, kind %d", got, kind)
	}
}

func TestDaysAreReadTheBritishWay(t *testing.T) {
	for cell, want := range map[string]string{
		"2025-04-07": "2025-04-07", "7/4/2025": "2025-04-07", "07/04/25": "2025-04-07", "07.04.2025": "2025-04-07", "7 Apr 2025": "2025-04-07", "45754": "2025-04-07", "45754.4375": "2025-04-07",
		"2025-04-07 10:30:00": "2025-04-07", "2025-04-07T10:30:00Z": "2025-04-07", "07/04/2025 9:15": "2025-04-07", "20250407": "2025-04-07", "7th April 2025": "2025-04-07",
	} {
		if got, ok := dayOf(cell, today); !ok || got.String() != want {
			t.Errorf("%q: %v, %v", cell, got, ok)
		}
	}
	for _, cell := range []string{"", "today", "+3", "2025", "soon", "7 Apr", "31/2/2025", "04/25/2025", "12", "Tuesday"} {
		if got, ok := dayOf(cell, today); ok {
			t.Errorf("%q was read as %v", cell, got)
		}
	}
	if !american("04/25/2025") || american("25/04/2025") {
		t.Error("the month first was not known")
	}
}
