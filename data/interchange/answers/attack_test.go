package answers

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"waymark/data"
)

// Each of these was a list that someone who had not built the program made,
// after the exports of survey programs and archives, and that was read wrongly
// without a word.

// plainRows is one questionnaire for each of n people, every answer 1 to 5.
func plainRows(n int, headings ...string) [][]string {
	rows := [][]string{append(slices.Clone(headings), numberedHeadings("wemwbs%d", 14)...)}
	for i := range n {
		row := make([]string, len(headings))
		for range 14 {
			row = append(row, fmt.Sprint(1+(i+len(row))%5))
		}
		rows = append(rows, row)
	}
	return rows
}

func TestLinesOfTotalsAreNobody(t *testing.T) {
	rows := plainRows(12, "id")
	for i := range rows[1:] {
		rows[i+1][0] = fmt.Sprint("P", i)
	}
	rows[3][0] = "Max" // a man's name, while no other word of the kind is there
	if _, sets := read(t, options(t, "wemwbs"), rows); sets[2].Skip != "" || sets[2].Person.Reference != "Max" {
		t.Errorf("Max: %+v", sets[2])
	}
	rows[3][0] = "P2"
	for _, word := range []string{"Mean", "Median:", "Min", "MAX", "Mode", "Count"} {
		rows = append(rows, append([]string{word}, slices.Repeat([]string{"3"}, 14)...))
	}
	_, sets := read(t, options(t, "wemwbs"), rows)
	for i, s := range sets {
		if (s.Skip == "") != (i < 12) {
			t.Errorf("row %d: %q", i, s.Skip)
		}
	}
}

func TestAWordUsedThroughoutIsAsked(t *testing.T) {
	rows := plainRows(20, "id")
	for i, row := range rows[1:] {
		row[0] = fmt.Sprint("P", i)
		for j := range row[1:] {
			row[j+1] = []string{"", "None of the time", "Rarely", "Some of the time", "Often", "All the time"}[row[j+1][0]-'0']
		}
	}
	if got := refused(t, options(t, "wemwbs"), rows); !strings.Contains(got, "“All the time” in 56") || !strings.Contains(got, `{"values": {"All the time": 1}}`) {
		t.Errorf("it says %q", got)
	}
	o := options(t, "wemwbs")
	o.Map = &Map{Values: map[string]int{"All the time": 5}}
	if _, sets := read(t, o, rows); len(sets[0].Answers) != 14 {
		t.Errorf("with a map: %+v", sets[0])
	}
}

func TestOneStrayFiveDoesNotHideAScaleFromZero(t *testing.T) {
	rows := plainRows(20, "id")
	for i, row := range rows[1:] {
		row[0] = fmt.Sprint("P", i)
		for j := range row[1:] {
			row[j+1] = fmt.Sprint(row[j+1][0] - '1')
		}
	}
	rows[4][5] = "5"
	if got := refused(t, options(t, "wemwbs"), rows); !strings.Contains(got, `{"add": 1}`) {
		t.Errorf("it says %q", got)
	}
}

func TestDaysWithTheMonthFirst(t *testing.T) {
	rows := plainRows(3, "id", "Date")
	for i, day := range []string{"02/08/2023 9:15 PM", "12/31/2023", "1/5/2024"} {
		rows[i+1][0], rows[i+1][1] = fmt.Sprint("P", i), day
	}
	days := func(o Options) string {
		_, sets := read(t, o, rows)
		return fmt.Sprint(sets[0].AnsweredOn, sets[1].AnsweredOn, sets[2].AnsweredOn)
	}
	if got := days(options(t, "wemwbs")); got != "2023-02-08 2023-12-31 2024-01-05" {
		t.Error(got)
	}
	rows[2][1] = "11/12/2023"
	o := options(t, "wemwbs")
	if l, _ := read(t, o, rows); len(l.Undecided()) != 1 || l.Undecided()[0].Key != "days" || len(l.Undecided()[0].Answers) != 2 {
		t.Errorf("days with PM that exist both ways: %+v", l.Undecided())
	}
	o.Map = &Map{Days: "month_first"}
	if got := days(o); got != "2023-02-08 2023-11-12 2024-01-05" {
		t.Error(got)
	}
	if _, err := ParseMap([]byte(`{"days": "american"}`)); data.CodeOf(err) != data.CodeInvalid {
		t.Error(err)
	}
	if day, ok := dayOf("2023/05/08 10:11:22 am GMT+1", today); !ok || day != data.MustDate("2023-05-08") {
		t.Error(day, ok)
	}
}

// The names of the columns stand over the line with the items, as SurveyMonkey
// writes them; a map may name them, too.
func TestHeadingsOnTwoLines(t *testing.T) {
	d := options(t, "wemwbs").Definition
	upper := append([]string{"Respondent ID", "End Date", d.Instruction}, slices.Repeat([]string{""}, 13)...)
	lower := []string{"", ""}
	for _, item := range d.Items {
		lower = append(lower, item.Text)
	}
	rows := [][]string{upper, lower}
	for i, row := range plainRows(8, "", "")[1:] {
		row[0], row[1] = fmt.Sprint(11800+i), "2023-05-0"+fmt.Sprint(i+1)
		rows = append(rows, row)
	}
	for _, m := range []*Map{nil, {Person: "Respondent ID", Date: "End Date"}} {
		o := options(t, "wemwbs")
		o.Map = m
		if _, sets := read(t, o, rows); len(sets) != 8 || sets[0].Person.Reference != "11800" || sets[0].AnsweredOn != data.MustDate("2023-05-01") {
			t.Errorf("%d sets, %+v", len(sets), sets[0])
		}
	}
}

// Whose answers they are, and their day, under headings that no one foresaw.
func TestPeopleAndDaysAreKnownByTheirCells(t *testing.T) {
	rows := plainRows(12, "Date of referral", "Agreed code with us", "Day we met, WEMWBS", "Postcode")
	for i, row := range rows[1:] {
		row[0], row[1], row[2], row[3] = "2020-01-01", fmt.Sprint("a", i), "7/4/2025", "CT9 1AA"
	}
	l, sets := read(t, options(t, "wemwbs"), rows)
	if sets[3].Person.Reference != "a3" || sets[3].AnsweredOn != data.MustDate("2025-04-07") || !l.Known || !l.Dated {
		t.Errorf("%+v", sets[3])
	}
	if asks := strings.Join(l.Questions, " "); !strings.Contains(asks, "“Agreed code with us”") || !strings.Contains(asks, "“Day we met, WEMWBS”") {
		t.Errorf("it asks %q", asks)
	}
	rows[0][1] = "Your initials"
	if _, sets := read(t, options(t, "wemwbs"), rows); sets[3].Person.Reference != "a3" {
		t.Errorf("%+v", sets[3])
	}
	rows = plainRows(12, "Remarks")
	if l, _ := read(t, options(t, "wemwbs"), rows); l.Known || l.Dated {
		t.Error("people or days out of nothing")
	}
}

func TestAnotherScalesNameIsNoneOfOurs(t *testing.T) {
	rows := [][]string{append(append([]string{"id"}, numberedHeadings("GAD7_%d", 7)...), numberedHeadings("WEMWBS_%d", 14)...)}
	for _, who := range []string{"K1", "K2", "K3"} {
		rows = append(rows, append(append([]string{who}, slices.Repeat([]string{"2"}, 7)...), cells(story[who][1])...))
	}
	if _, sets := read(t, options(t, "swemwbs"), rows); len(sets) != 3 || sets[0].Answers[1] != 3 || sets[0].Answers[2] != 4 {
		t.Errorf("%q", told(sets))
	}
	for i := range rows {
		rows[i] = rows[i][:8]
	}
	if got := refused(t, options(t, "swemwbs"), rows); !strings.Contains(got, "were not found") {
		t.Errorf("GAD-7 alone: %q", got)
	}
}

// Times written as 1.0 and 2.0; a column of times that says nothing is told.
func TestColumnsOfTimes(t *testing.T) {
	rows := longRows()
	for i, row := range rows[1:] {
		row[1] = fmt.Sprintf("%d.0", 1+i%2)
	}
	if _, sets := read(t, options(t, "wemwbs"), rows); !slices.Equal(told(sets), wanted()) {
		t.Errorf("%q", told(sets))
	}
	for i, row := range rows[1:] {
		row[1] = []string{"with Ann", "with Ben"}[i%2]
	}
	if l, _ := read(t, options(t, "wemwbs"), rows); !strings.Contains(strings.Join(l.Questions, " "), "“Time” was not understood") {
		t.Errorf("it asks %q", l.Questions)
	}
	rows = plainRows(12, "id", "month")
	for i, row := range rows[1:] {
		row[0], row[1] = fmt.Sprint("P", i), fmt.Sprint(1+i)
	}
	l, sets := read(t, options(t, "wemwbs"), rows)
	if sets[5].Stage != "" || !strings.Contains(strings.Join(l.Questions, " "), "Everyone has one row") {
		t.Errorf("%q: %+v", l.Questions, sets[5])
	}
}

func TestYesAndNoAreNobody(t *testing.T) {
	rows := plainRows(12, "Client", "Date", "Patient initials")
	for i, row := range rows[1:] {
		row[0], row[1], row[2] = "Yes", "2025-04-07", fmt.Sprint("X", i)
	}
	if _, sets := read(t, options(t, "wemwbs"), rows); sets[4].Person.Reference != "X4" {
		t.Errorf("%+v", sets[4].Person)
	}
}

// A heading fewer than the columns, as R writes a table with row names: every
// answer stood beneath the item before.
func TestRowNamesAreNoItem(t *testing.T) {
	rows := plainRows(12)
	for i := range rows[1:] {
		rows[i+1] = append([]string{fmt.Sprint(i + 1)}, rows[i+1]...)
	}
	if got := refused(t, options(t, "wemwbs"), rows); !strings.Contains(got, "more columns than its headings") {
		t.Errorf("it says %q", got)
	}
}

// "Never" is the last answer to the fourth question, whatever a map says of the
// first three.
func TestAMapDoesNotChangeWhatAnItemCallsItsAnswer(t *testing.T) {
	o := options(t, "ucla3")
	o.Map = &Map{Values: map[string]int{"Never": 1, "Sometimes": 2}}
	_, sets := read(t, o, [][]string{{"id", "ucla1", "ucla2", "ucla3", "ucla4"}, {"K1", "Never", "Sometimes", "Often", "Never"}})
	if got := sets[0].Answers; got[1] != 1 || got[2] != 2 || got[3] != 3 || got[4] != 5 {
		t.Errorf("%v", got)
	}
}

func TestMapsThatCannotBeAreRefused(t *testing.T) {
	for want, m := range map[string]*Map{
		"“1” counts for 9":   {Values: map[string]int{"1": 9}},
		"“A1” for two items": {Items: map[int]string{1: "A1", 2: "A1"}},
		"an item 15":         {Items: map[int]string{15: "A1"}},
	} {
		o := options(t, "wemwbs")
		o.Map = m
		if got := refused(t, o, longRows()); !strings.Contains(got, want) {
			t.Errorf("%q: it says %q", want, got)
		}
	}
}

// A time in seconds since 1970 under “Timestamp” was passed over, and the answers of
// a whole year were written as given today.
func TestAColumnOfTheDayThatCannotBeReadIsAsked(t *testing.T) {
	rows := plainRows(6, "id", "Timestamp")
	for i := range rows[1:] {
		rows[i+1][0], rows[i+1][1] = fmt.Sprint("P", i), fmt.Sprint(1774000000+i*90000)
	}
	l, _ := read(t, options(t, "wemwbs"), rows)
	if asks := l.Undecided(); len(asks) != 1 || asks[0].Key != "answered_on" || !strings.Contains(asks[0].Sentence, "“Timestamp”") {
		t.Errorf("%+v", asks)
	}
	o := options(t, "wemwbs")
	o.DayGiven = true
	if l, _ := read(t, o, rows); len(l.Undecided()) != 0 {
		t.Errorf("the day was given: %+v", l.Undecided())
	}
	for i := range rows[1:] {
		rows[i+1][1] = "" // a column that no one fills in asks nothing
	}
	if l, _ := read(t, options(t, "wemwbs"), rows); len(l.Undecided()) != 0 {
		t.Errorf("blank: %+v", l.Undecided())
	}
}

// A row whose formulas were never calculated had “no answer in it”, and no one was
// told that Excel would find some.
func TestARowOfFormulasWithoutResultsSaysSo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "answers.xlsx")
	b := excelize.NewFile()
	for i, row := range plainRows(5, "id") {
		for j, cell := range row {
			at, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if i == 3 && j > 0 {
				_ = b.SetCellFormula("Sheet1", at, "[1]Sheet1!A1")
				continue
			}
			if j == 0 && i > 0 {
				cell = fmt.Sprint("P", i)
			}
			_ = b.SetCellStr("Sheet1", at, cell)
		}
	}
	if err := b.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	l, err := Open(t.Context(), path, options(t, "wemwbs"))
	if err != nil {
		t.Fatal(err)
	}
	for set, err := range l.Sets(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if says := strings.Contains(set.Skip, "formula"); says != (set.At.Row == 4) {
			t.Errorf("row %d: %q", set.At.Row, set.Skip)
		}
	}
}
