package answers

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"waymark/data"
)

// longRows is the story with one row for each questionnaire.
func longRows() [][]string {
	rows := [][]string{append([]string{"ID", "Time"}, numberedHeadings("WEMWBS%d", 14)...)}
	for _, who := range []string{"K1", "K2", "K3"} {
		rows = append(rows, append([]string{who, "pre"}, cells(story[who][0])...), append([]string{who, "post"}, cells(story[who][1])...))
	}
	return rows
}

func TestTheOrderOfRowsAndColumnsMakesNoDifference(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	rows := longRows()
	for range 20 {
		columns := r.Perm(len(rows[0]))
		shuffled := make([][]string, len(rows))
		for i, row := range rows {
			for _, c := range columns {
				shuffled[i] = append(shuffled[i], row[c])
			}
		}
		r.Shuffle(len(rows)-1, func(a, b int) { shuffled[a+1], shuffled[b+1] = shuffled[b+1], shuffled[a+1] })
		if _, sets := read(t, options(t, "wemwbs"), shuffled); !slices.Equal(told(sets), wanted()) {
			t.Fatalf("with the headings %q: %q", shuffled[0], told(sets))
		}
	}
}

func TestWhatIsNoAnswerIsLeftBlankAndToldByItsColumnOnly(t *testing.T) {
	rows := longRows()
	rows[1][4], rows[1][5], rows[2][6] = "2.5", "secret", "NA"
	_, sets := read(t, options(t, "wemwbs"), rows)
	if _, ok := sets[0].Answers[3]; ok {
		t.Error("2.5 became an answer")
	}
	if len(sets[0].Doubts) != 2 || sets[0].Doubts[0].Field != "WEMWBS3" || strings.Contains(sets[0].Doubts[1].Sentence, "secret") {
		t.Errorf("the doubts are %+v", sets[0].Doubts)
	}
	if len(sets[1].Doubts) != 0 || len(sets[1].Answers) != 13 {
		t.Errorf("a blank is told as %+v", sets[1])
	}
}

func TestRowsWithoutAnswersAndFurtherHeadingsAreSkipped(t *testing.T) {
	rows := longRows()
	blank := append([]string{"K9", "pre"}, slices.Repeat([]string{""}, 14)...)
	labels := []string{"Which person", "Which time"}
	for _, item := range options(t, "wemwbs").Definition.Items {
		labels = append(labels, item.Text)
	}
	rows = slices.Insert(rows, 1, labels)
	rows = append(rows, blank)
	_, sets := read(t, options(t, "wemwbs"), rows)
	if sets[0].Skip == "" || sets[0].Empty {
		t.Errorf("the labels were taken as %+v", sets[0])
	}
	if last := sets[len(sets)-1]; last.Skip == "" || !last.Empty {
		t.Errorf("the row without an answer was taken as %+v", last)
	}
	if !slices.Equal(told(sets), wanted()) {
		t.Errorf("got %q", told(sets))
	}
}

func TestScalesFromZeroAndTheOtherWayAreAsked(t *testing.T) {
	zero := longRows()
	for _, row := range zero[1:] {
		for i, cell := range row[2:] {
			if cell != "" {
				row[i+2] = string(cell[0] - 1)
			}
		}
	}
	for _, row := range zero[1:] { // no one chose the highest
		for i, cell := range row[2:] {
			if cell == "4" {
				row[i+2] = "3"
			}
		}
	}
	o := options(t, "wemwbs")
	if got := refused(t, o, zero); !strings.Contains(got, `{"add": 1}`) {
		t.Errorf("it says %q", got)
	}
	one := 1
	o.Map = &Map{Add: &one}
	_, sets := read(t, o, zero)
	if sets[0].Answers[5] != 1 || sets[0].Answers[1] != 2 {
		t.Errorf("with 1 added: %v", sets[0].Answers)
	}
	o.Map = &Map{Values: map[string]int{"1": 5, "2": 4, "4": 2, "5": 1}}
	_, sets = read(t, o, longRows())
	if sets[0].Answers[5] != 5 || sets[0].Answers[2] != 3 || sets[0].Answers[1] != 4 {
		t.Errorf("the other way round: %v", sets[0].Answers)
	}
}

func TestATotalThatIsNotTheSumIsDoubted(t *testing.T) {
	rows := longRows()
	rows[0] = append(rows[0], "Total score", "SWEMWBS metric", "PHQ score")
	totals := map[string][]string{"K1pre": {"35", "", "1"}, "K1post": {"49", "25.03", "1"}, "K2pre": {"40", "18.59", "1"}, "K3pre": {"99", "", "1"}}
	for i, row := range rows[1:] {
		more := totals[row[0]+row[1]]
		if more == nil {
			more = []string{"", "", "1"}
		}
		rows[i+1] = append(row, more...)
	}
	_, sets := read(t, options(t, "wemwbs"), rows)
	for i, want := range []int{0, 1, 1, 0, 0, 0} { // K1 pre is right; K3 pre is incomplete
		n := 0
		for _, d := range sets[i].Doubts {
			if strings.HasPrefix(d.Sentence, "The total") {
				n++
			}
		}
		if (n > 0) != (want > 0) {
			t.Errorf("row %d: %+v", i, sets[i].Doubts)
		}
	}
}

func TestPeopleDaysAndModes(t *testing.T) {
	answers := cells(story["K1"][0])
	rows := [][]string{append([]string{"NHS number", "First name", "Surname", "DOB", "Date completed", "How completed"}, shortHeadings...),
		append([]string{"943 476 5919", "Ann", "Lee", "1/2/1950", "7/4/2025", "by phone"}, answers...),
		append([]string{"9434765918", "Bob", "Ray", "soon", "1/1/2030", "dunno"}, answers...),
		append([]string{"", "", "", "", "", ""}, answers...)}
	l, sets := read(t, options(t, "wemwbs"), rows)
	p := sets[0].Person
	if p.NHSNumber != "9434765919" || p.FullName() != "Ann Lee" || p.BirthDate != data.MustDate("1950-02-01") || len(sets[0].Doubts) > 0 {
		t.Errorf("read as %+v with %+v", p, sets[0].Doubts)
	}
	if sets[0].AnsweredOn != data.MustDate("2025-04-07") || sets[0].Mode != "phone" || !l.Dated || !l.Modes {
		t.Errorf("read as %+v", sets[0])
	}
	if s := sets[1]; s.Person.NHSNumber != "" || !s.AnsweredOn.IsZero() || s.Mode != "" || len(s.Doubts) != 4 {
		t.Errorf("read as %+v", s)
	}
	if says := sets[1].Doubts[3]; says.Field != "How completed" || says.Sentence != "How it was filled in is not clear, so that is left out." {
		t.Errorf("“dunno” is answered %+v", says)
	}
	if got := l.InShort(); !strings.Contains(got, "How they were completed: “How completed” (by its heading).") {
		t.Error(got)
	}
	if s := sets[2]; s.Mode != "" || !strings.HasPrefix(s.Person.Reference, "Answers ") || len(s.Doubts) == 0 {
		t.Errorf("a row of no one was read as %+v", s)
	}
}

// A list said “Online” of each questionnaire, and the report counted them all as
// answered alone, though a prescriber had read some of them out beside the screen.
func TestModes_aMediumDoesNotSayThatTheyAnsweredAlone(t *testing.T) {
	answers := cells(story["K1"][0])
	rows := [][]string{append([]string{"First name", "Surname", "How completed"}, shortHeadings...)}
	cases := []struct {
		cell   string
		want   data.AnswerMode
		doubts int
	}{{"Online", "", 0}, {"on paper", "", 0}, {"Post", "", 0}, {"e-mail", "", 0}, {"Face_to_face", "", 0}, {"", "", 0}, {"Online", "", 0}, {"by pigeon", "", 1},
		{"Self-completed", "alone", 0}, {"On their own", "alone", 0}, {"Telephone", "phone", 0}, {"Interviewer", "read_aloud", 0}}
	for i, c := range cases {
		rows = append(rows, append([]string{fmt.Sprint("Ann", i), "Lee", c.cell}, answers...))
	}
	list, sets := read(t, options(t, "wemwbs"), rows)
	if len(sets) != len(cases) {
		t.Fatalf("%d sets of answers, want %d", len(sets), len(cases))
	}
	said := strings.Join(list.Questions, "\n") // once, and not on each row
	if !strings.Contains(said, "“How completed” says “Online” of 2 rows.") || strings.Count(said, "“Online”") != 1 {
		t.Errorf("the list as a whole says\n%s", said)
	}
	for i, c := range cases {
		if got := sets[i]; got.Mode != c.want || len(got.Doubts) != c.doubts {
			t.Errorf("%q is %q with %+v; want %q with %d doubts", c.cell, got.Mode, got.Doubts, c.want, c.doubts)
		}
	}
}

func TestWithoutAPersonColumnEachRowIsAPerson(t *testing.T) {
	rows := [][]string{numberedHeadings("wemwbs%d", 14), cells(story["K1"][0]), cells(story["K2"][0])}
	_, sets := read(t, options(t, "wemwbs"), rows)
	if sets[0].Person.Reference == sets[1].Person.Reference || sets[0].Person.Reference == "" || len(sets[0].Doubts) > 0 {
		t.Errorf("%+v and %+v", sets[0], sets[1])
	}
	if codeOf("a.csv") == codeOf("b.csv") {
		t.Error("two files have one code")
	}
}

func TestTheMapSaysWhatTheListDoesNot(t *testing.T) {
	rows := longRows()
	rows[0] = append([]string{"Who", "Point"}, strings.Split("a b c d e f g h i j k l m n", " ")...)
	o := options(t, "wemwbs")
	refused(t, o, rows)
	m, err := ParseMap([]byte(`{"person": "who", "time": "POINT", "times": {"Pre": "baseline", "post": "follow_up"}, "missing": [-1, "x"],
		"items": {"1":"a","2":"b","3":"c","4":"d","5":"e","6":"f","7":"g","8":"h","9":"i","10":"j","11":"k","12":"l","13":"m","14":"n"}}`))
	if err != nil {
		t.Fatal(err)
	}
	o.Map = m
	if _, sets := read(t, o, rows); !slices.Equal(told(sets), wanted()) {
		t.Errorf("got %q", told(sets))
	}
	for _, wrong := range []string{`{"person": "Whom"}`, `{"items": {"15": "a"}}`, `{"items": {"1": "z"}}`} {
		if o.Map, err = ParseMap([]byte(wrong)); err != nil {
			t.Fatal(err)
		}
		refused(t, o, rows)
	}
	for _, wrong := range []string{`{"persons": "a"}`, `[`, `{"times": {"pre": "first"}}`, ``} {
		if _, err := ParseMap([]byte(wrong)); data.CodeOf(err) == "" {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}

func TestUnclearTimesAreAsked(t *testing.T) {
	rows := longRows()
	for _, row := range rows[1:] {
		row[1] = map[string]string{"pre": "blue", "post": "green"}[row[1]]
	}
	o := options(t, "wemwbs")
	o.Map = &Map{Time: "Time"}
	if got := refused(t, o, rows); !strings.Contains(got, `"times"`) {
		t.Errorf("it says %q", got)
	}
	o.Map = &Map{Time: "Time", Times: map[string]string{"blue": "baseline", "green": "follow_up"}}
	if _, sets := read(t, o, rows); !slices.Equal(told(sets), wanted()) {
		t.Errorf("got %q", told(sets))
	}
	o.Map.Times["green"] = ignored
	if _, sets := read(t, o, rows); len(told(sets)) != 3 {
		t.Errorf("got %q", told(sets))
	}
}

// “1st appointment” beside “Entry” became a follow-up without a word: it is the first,
// or the first after it.
func TestFirstBesideBaselineIsAsked(t *testing.T) {
	rows := longRows()
	firsts := 0
	for _, row := range rows[1:] {
		if row[1] = map[string]string{"pre": []string{"Entry", "1st appointment"}[firsts%2], "post": "Exit"}[row[1]]; row[1] != "Exit" {
			firsts++
		}
	}
	if got := refused(t, options(t, "wemwbs"), rows); !strings.Contains(got, `"times"`) || !strings.Contains(got, "1st appointment") {
		t.Errorf("it says %q", got)
	}
	for _, row := range rows[1:] {
		if row[1] != "Exit" {
			row[1] = "First"
		}
	}
	if _, sets := read(t, options(t, "wemwbs"), rows); sets[0].Stage != "baseline" {
		t.Errorf("without another first: %+v", sets[0])
	}
}

func TestOtherScalesAreNotTakenForTheQuestionnaire(t *testing.T) {
	rows := longRows()
	rows[0] = append(rows[0], numberedHeadings("PHQ%d", 9)...)
	rows[0] = append(rows[0], numberedHeadings("GHQ_%d", 14)...)
	for i, row := range rows[1:] {
		rows[i+1] = append(row, slices.Repeat([]string{"1"}, 23)...)
	}
	if _, sets := read(t, options(t, "wemwbs"), rows); !slices.Equal(told(sets), wanted()) {
		t.Errorf("got %q", told(sets))
	}
	rows[0] = append([]string{"ID", "Time"}, numberedHeadings("xyz_%d", 14)...)
	rows[0] = append(rows[0], slices.Repeat([]string{"x"}, 9)...)
	rows[0] = append(rows[0], numberedHeadings("abc_%d", 14)...)
	if got := refused(t, options(t, "wemwbs"), rows); !strings.Contains(got, "--map") {
		t.Errorf("it says %q", got)
	}
}

// A1 to A14 may be answers, and B1 to B14 their second time: only a person can know.
func TestColumnsThatFitTooAreTold(t *testing.T) {
	rows := [][]string{append(append([]string{"ID"}, numberedHeadings("A%d", 14)...), numberedHeadings("B%d", 14)...)}
	rows = append(rows, append(append([]string{"K1"}, cells(story["K1"][0])...), cells(story["K1"][1])...))
	l, _ := read(t, options(t, "wemwbs"), rows)
	if got := strings.Join(l.Questions, " "); !strings.Contains(got, "“B1” on are numbered 1 to 14, too") {
		t.Errorf("it says %q", got)
	}
}

func TestTheShortQuestionnaireIsFoundInTheLongOne(t *testing.T) {
	_, sets := read(t, options(t, "swemwbs"), longRows())
	if got := sets[0].Answers; len(got) != 7 || got[4] != 2 || got[7] != 4 || got[6] != 3 {
		t.Errorf("got %v", got)
	}
	short := [][]string{append([]string{"id"}, numberedHeadings("swemwbs_%d", 7)...), {"K1", "1", "2", "3", "4", "5", "1", "2"}}
	if _, sets := read(t, options(t, "swemwbs"), short); sets[0].Answers[7] != 2 {
		t.Errorf("got %v", sets[0].Answers)
	}
	lettered := [][]string{append([]string{"pidp"}, letteredHeadings("a_scwemwb%c", 7)...), {"K1", "1", "2", "3", "4", "5", "1", "-9"}}
	if _, sets := read(t, options(t, "swemwbs"), lettered); len(sets[0].Answers) != 6 || sets[0].Answers[6] != 1 {
		t.Errorf("by letters, got %v", sets[0].Answers)
	}
	lettered[0] = append(lettered[0], letteredHeadings("d_scwemwb%c", 7)...)
	if got := refused(t, options(t, "swemwbs"), lettered); !strings.Contains(got, "--map") {
		t.Errorf("two waves: it says %q", got)
	}
	if got := refused(t, options(t, "wemwbs"), short); !strings.Contains(got, "--instrument swemwbs") {
		t.Errorf("it says %q", got)
	}
}

func TestAnExcelListWithACodebookBeforeIt(t *testing.T) {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	if err := book.SetSheetName("Sheet1", "Codebook"); err != nil {
		t.Fatal(err)
	}
	for i := range 400 {
		if err := book.SetSheetRow("Codebook", "A"+itoa(i+1), &[]any{"variable", "label", "what it means", "values", "notes", "more", "and more"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := book.NewSheet("Data"); err != nil {
		t.Fatal(err)
	}
	for i, row := range longRows() {
		values := make([]any, len(row))
		for n, cell := range row {
			values[n] = cell
			if i > 0 && n > 1 && cell != "" {
				values[n] = float64(cell[0] - '0')
			}
		}
		if err := book.SetSheetRow("Data", "A"+itoa(i+1), &values); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "answers.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	l, err := Open(context.Background(), path, options(t, "wemwbs"))
	if err != nil {
		t.Fatal(err)
	}
	var sets []*data.AnswerSet
	for s, err := range l.Sets(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, s)
	}
	if !slices.Equal(told(sets), wanted()) {
		t.Errorf("got %q", told(sets))
	}
}

func TestAGroupIsNoPersonAndNoTime(t *testing.T) {
	rows := [][]string{append([]string{"Code", "Type"}, numberedHeadings("wemwbs%d", 14)...)}
	for n := range 12 {
		rows = append(rows, append([]string{[]string{"north", "south"}[n%2], itoa(1 + n%2)}, cells(story["K1"][n%2])...))
	}
	l, sets := read(t, options(t, "wemwbs"), rows)
	people := map[string]bool{}
	for _, s := range sets {
		people[s.Person.Reference] = true
		if s.Stage != "" {
			t.Errorf("a type was taken for a time: %+v", s)
		}
	}
	if len(people) != 12 || len(l.Questions) == 0 {
		t.Errorf("%d people, %q", len(people), l.Questions)
	}
}

func TestTheNameOfAFileMayTellTheTime(t *testing.T) {
	for name, want := range map[string]data.Stage{"wemwbs_pre.csv": data.Baseline, "Post course.csv": data.StageFollowUp, "t2.csv": data.StageFollowUp, "answers final.csv": "", "pre and post.csv": ""} {
		rows := [][]string{append([]string{"id"}, numberedHeadings("q%d", 14)...), append([]string{"K1"}, cells(story["K1"][0])...)}
		l, err := Open(context.Background(), list(t, name, rows), options(t, "wemwbs"))
		if err != nil {
			t.Fatal(err)
		}
		for s, err := range l.Sets(context.Background()) {
			if err != nil || s.Stage != want || (want != "") != (len(l.Questions) > 0) {
				t.Errorf("%q: %q, %q, %v", name, s.Stage, l.Questions, err)
			}
		}
	}
}

func TestReadingCanBeCalledOff(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Open(ctx, list(t, "a.csv", longRows()), options(t, "wemwbs")); err == nil {
		t.Error("it was read to the end")
	}
}
