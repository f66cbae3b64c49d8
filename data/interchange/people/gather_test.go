package people

import (
	"slices"
	"strings"
	"testing"
)

func months(days map[string][]string, order ...string) map[string][][]any {
	sheets := map[string][][]any{}
	for _, month := range order {
		rows := [][]any{{"Name", "DOB", "Referral date"}}
		for i, day := range days[month] {
			rows = append(rows, []any{[]string{"Ann ", "Bob ", "Cy ", "Di ", "Ed ", "Flo "}[i] + month, "13/02/1950", day})
		}
		sheets[month] = rows
	}
	return sheets
}

// January has one slip, February both orders and March all that can be read both ways: one
// question said of all three what is so in January, and one answer turned the dates of three
// clerks round.
func TestGather_sheetsWithOtherSignsAreAskedApart(t *testing.T) {
	order := []string{"Jan", "Feb", "Mar"}
	l := open(t, book(t, months(map[string][]string{
		"Jan": {"03/04/2024", "05/04/2024", "03/28/2024"},
		"Feb": {"03/05/2024", "05/06/2024", "28/03/2024", "03/28/2024"},
		"Mar": {"03/05/2024", "06/05/2024", "08/09/2024"},
	}, order...), order...), nil)
	var about []string
	for _, a := range l.Asks() {
		if strings.HasPrefix(a.Key, "days/") {
			about = append(about, a.Evidence)
		}
	}
	for _, want := range []string{
		"This is about the sheet “Jan”. 2 dates, such as 03/04/2024, can be read both ways. Only 1 can only be month first (03/28/2024): row 4. It may be a slip.",
		"This is about the sheet “Feb”. 2 dates, such as 03/05/2024, can be read both ways. 1 can only be day first (28/03/2024). 1 can only be month first (03/28/2024): row 5.",
	} {
		if !slices.Contains(about, want) {
			t.Errorf("not asked: %s\nasked: %q", want, about)
		}
	}
}

// A sheet on which most dates show that the month is first is not asked about together with
// one on which a single slip does.
func TestGather_slipsAreAskedApartFromSheetsWithTheMonthFirst(t *testing.T) {
	order := []string{"Jan", "Feb", "Mar"}
	l := open(t, book(t, months(map[string][]string{
		"Jan": {"03/04/2024", "05/04/2024", "03/28/2024"},
		"Feb": {"03/05/2024", "03/27/2024", "03/28/2024", "03/29/2024"},
		"Mar": {"13/03/2024", "14/03/2024"},
	}, order...), order...), nil)
	if got := keys(l); !slices.Contains(got, "days/Jan!Referral date") || !slices.Contains(got, "days/Feb!Referral date") {
		t.Errorf("asked are %q", got)
	}
}

// Of sheets with the same sign the counts of the first stood for all.
func TestGather_countsOfSheetsAreAddedUp(t *testing.T) {
	order := []string{"Jan", "Feb"}
	l := open(t, book(t, months(map[string][]string{
		"Jan": {"03/04/2024", "28/03/2024", "03/28/2024"},
		"Feb": {"03/05/2024", "05/06/2024", "27/03/2024", "03/28/2024", "03/29/2024"},
	}, order...), order...), nil)
	at := slices.IndexFunc(l.Asks(), func(a Ask) bool { return strings.HasPrefix(a.Key, "days/") })
	if at < 0 || slices.ContainsFunc(l.Asks()[at+1:], func(a Ask) bool { return strings.HasPrefix(a.Key, "days/") }) {
		t.Fatalf("asked are %q", keys(l))
	}
	a := l.Asks()[at]
	if want := "3 dates, such as 03/04/2024, can be read both ways. 2 can only be day first (28/03/2024). 3 can only be month first (03/28/2024): row 4 of “Jan” and rows 5 and 6 of “Feb”. It is so on 2 sheets: Jan and Feb."; a.Evidence != want {
		t.Errorf("it says %q, want %q", a.Evidence, want)
	}
	if got := []string{a.Answers[0].Means, a.Answers[1].Means}; !strings.HasSuffix(got[0], "To the list to work through: 3.") || !strings.HasSuffix(got[1], "To the list to work through: 2.") {
		t.Errorf("the answers mean %q", got)
	}
	m, err := (&Map{}).With(a.Answers[0].Map)
	if err != nil || len(m.Days) != 2 {
		t.Errorf("the answer says %v, %v", m, err)
	}
}

// A date of birth that a system filled in is asked about once, with the rows of all sheets.
func TestGather_standInsAreCountedOnAllSheets(t *testing.T) {
	order := []string{"Jan", "Feb"}
	days := []string{"13/03/2024", "14/03/2024", "15/03/2024", "16/03/2024", "17/03/2024", "18/03/2024"}
	l := open(t, book(t, months(map[string][]string{"Jan": days, "Feb": days[:5]}, order...), order...), nil)
	at := slices.IndexFunc(l.Asks(), func(a Ask) bool { return strings.HasPrefix(a.Key, "stand_in/") })
	if at < 0 || !strings.HasPrefix(l.Asks()[at].Evidence, "11 of 11 rows have it.") {
		t.Errorf("asked are %+v", l.Asks())
	}
}
