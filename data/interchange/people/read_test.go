package people

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"waymark/data"
	"waymark/data/instrument"
)

var today = data.MustDate("2026-11-29")

func testOptions(m *Map) Options {
	return Options{Today: today, Map: m, Catalogue: instrument.Standard(),
		Surgeries: []string{"Birchington Medical Centre", "Westbrook Surgery", "Park Lane Surgery"},
		Reasons:   []string{"Housing", "Benefits/Financial", "Befriending/Isolation", "Bereavement", "Mental Health"},
		Staff:     []string{"Anna Cole", "Ben Osei"}}
}

// write puts a list into a CSV file.
func write(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "caseload.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t testing.TB, path string, m *Map) *List {
	t.Helper()
	l, err := Open(context.Background(), path, optionsOf(m))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func optionsOf(m *Map) Options {
	if m == nil {
		m = &Map{}
	}
	return testOptions(m)
}

func read(t testing.TB, l *List) *Read {
	t.Helper()
	r, err := l.People(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func keys(l *List) []string {
	var all []string
	for _, a := range l.Asks() {
		all = append(all, a.Key)
	}
	return all
}

func becomes(l *List) map[string]Field {
	all := map[string]Field{}
	for _, c := range l.Columns() {
		all[c.Heading] = c.Field
	}
	return all
}

const caseload = `Ref,1. NHS no.,Client's name,DOB / age,Ref date,Tel,GP,Why referred,Referrer,"WEMWBS 1","WEMWBS 2",Consent Y/N
1,943 476 5919,Mrs Adaeze Obi,14/02/1958,28/03/2024,1843496001,Birchington Medical Centre,Bereavement,Nurse Cole,34,45,Y
2,,"MENSAH, Kwabena (Mr)",72,15/04/2024,07700 900123,Westbrook Surgery,housing,Dr Shah,40,,N
3,401 023 2137,Li Wei Chen,03/05/1949,20/04/2024,,Westbrook Surgery,Housing; Bereavement,,,,
`

func TestOpen_caseload(t *testing.T) {
	l := open(t, write(t, caseload), nil)
	want := map[string]Field{"Ref": Reference, "1. NHS no.": NHSNumber, "Client's name": Name, "DOB / age": Birth, "Ref date": ReferredOn, "Tel": Phone, "GP": Surgery,
		"Why referred": MainReason, "Referrer": Referrer, "WEMWBS 1": Score, "WEMWBS 2": Score, "Consent Y/N": Consent}
	for heading, f := range want {
		if got := becomes(l)[heading]; got != f {
			t.Errorf("%s becomes %s, want %s", heading, got, f)
		}
	}
	if got := keys(l); !slices.Equal(got, []string{"ages"}) {
		t.Fatalf("asked %v, want the ages alone", got)
	}
	m, err := (&Map{}).With(l.Asks()[0].Answers[0].Map)
	if err != nil {
		t.Fatal(err)
	}
	l = open(t, write(t, caseload), m)
	if len(l.Asks()) > 0 {
		t.Fatalf("asked %v again", keys(l))
	}
	r := read(t, l)
	if len(r.People) != 3 {
		t.Fatalf("%d people, want 3", len(r.People))
	}
	obi, mensah, chen := r.People[0], r.People[1], r.People[2]
	if c := obi.Client; c.GivenNames != "Adaeze" || c.FamilyName != "Obi" || c.NHSNumber != "9434765919" || c.BirthDate != data.MustDate("1958-02-14") || c.Phone != "01843 496001" {
		t.Errorf("read %+v", c)
	}
	if r := obi.Referrals; len(r) != 1 || r[0].ReceivedOn != data.MustDate("2024-03-28") || r[0].Reason != "Bereavement" || r[0].Referrer != "Nurse Cole" {
		t.Errorf("referrals %+v", r)
	}
	for _, line := range []string{"Title: Mrs", "WEMWBS 1: 34 (answers not in the list)", "Consent Y/N, as the list says: Y"} {
		if !slices.Contains(obi.Notes, line) {
			t.Errorf("no note %q in %q", line, obi.Notes)
		}
	}
	if c := mensah.Client; c.FamilyName != "MENSAH" || c.GivenNames != "Kwabena" || !c.BirthDate.IsZero() || !slices.Contains(mensah.Notes, "Age 72") {
		t.Errorf("read %+v with %q", c, mensah.Notes)
	}
	if len(mensah.Left) != 1 || mensah.Left[0].Text != "72" {
		t.Errorf("left %+v, want the age", mensah.Left)
	}
	if r := chen.Referrals[0]; r.Reason != "Housing" || !slices.Equal(r.Further, []string{"Bereavement"}) {
		t.Errorf("reasons %q, %q", r.Reason, r.Further)
	}
	if chen.Client.FamilyName != "Chen" || chen.Client.GivenNames != "Li Wei" {
		t.Errorf("name %+v", chen.Client)
	}
}

func TestOpen_asksWhichWayRoundDaysAre(t *testing.T) {
	for name, c := range map[string]struct {
		days  []string
		asked bool
		order order
	}{
		"day first alone":               {[]string{"03/04/2024", "28/03/2024"}, false, dayFirst},
		"month first alone":             {[]string{"03/04/2024", "03/28/2024"}, false, monthFirst},
		"one slip with the month first": {[]string{"03/04/2024", "05/06/2024", "03/28/2024"}, true, dayFirst},
		"two of many":                   {[]string{"03/04/2024", "05/06/2024", "03/28/2024", "04/28/2024"}, false, monthFirst},
		"both":                          {[]string{"03/04/2024", "03/28/2024", "28/03/2024"}, true, dayFirst},
		"neither":                       {[]string{"03/04/2024", "05/06/2024"}, true, dayFirst},
		"to come if month first":        {[]string{"01/12/2025", "02/11/2026", "05/12/2025", "04/11/2026", "10/12/2025", "11/12/2026", "12/11/2026"}, true, dayFirst},
		"the same either way":           {[]string{"04/04/2024", "05/05/2024"}, false, dayFirst},
		"would be in the future else":   {[]string{"01/12/2025", "03/12/2025", "04/12/2025", "11/11/2026", "12/10/2026", "05/12/2025", "02/12/2025"}, true, dayFirst},
	} {
		var b strings.Builder
		b.WriteString("Client name,Referral date\n")
		for i, d := range c.days {
			b.WriteString([]string{"Ann Lee", "Bob Kay", "Cy Dow", "Di Fox", "Ed Gill", "Flo Hay", "Gus Ing"}[i] + "," + d + "\n")
		}
		l := open(t, write(t, b.String()), nil)
		if strings.Contains(name, "future") || strings.Contains(name, "to come") {
			continue // both signs are possible; what matters is that it is not wrong
		}
		if asked := slices.Contains(keys(l), "days/Referral date"); asked != c.asked || l.column(ReferredOn).order != c.order {
			t.Errorf("%s: asked %v, %s; want %v, %s", name, asked, l.column(ReferredOn).order, c.asked, c.order)
		}
	}
}

// One birthday with the month first, a slip, turned those of everyone else on its sheet
// round, and nothing was said.
func TestOpen_daysOfOtherColumnsSpeakAgainstASlip(t *testing.T) {
	l := open(t, write(t, "Client name,DOB,Referral date\nAnn Lee,03/14/1950,28/03/2024\nBob Kay,03/15/1948,29/03/2024\nCy Dow,03/04/1949,30/03/2024\n"), nil)
	if !slices.Contains(keys(l), "days/DOB") {
		t.Errorf("asked %v", keys(l))
	}
	l = open(t, write(t, "Client name,DOB\nAnn Lee,03/14/1950\nBob Kay,03/15/1948\nCy Dow,03/04/1949\n"), nil)
	if slices.Contains(keys(l), "days/DOB") || !strings.Contains(strings.Join(l.Doubts, " "), "month first") {
		t.Errorf("asked %v, said %q", keys(l), l.Doubts)
	}
}

// A map answered a question with a word that is no answer, and every contact vanished.
func TestParseMap_contactsHaveAnswersOfTheirOwn(t *testing.T) {
	for _, part := range []string{"contact_kinds", "contact_outcomes"} {
		if _, err := ParseMap([]byte(`{"` + part + `": {"": "done"}}`)); err == nil || !strings.Contains(err.Error()+data.Sentence(err), part) {
			t.Errorf("%s: %v", part, err)
		}
	}
	if _, err := ParseMap([]byte(`{"contact_kinds": {"Text": "phone", "": "leave_out"}, "contact_outcomes": {"": "attended"}}`)); err != nil {
		t.Error(err)
	}
}

// A sheet with a score on each row was read as one of contacts, of which each client
// got as many as they had scores.
func TestOpen_scoresAreNoContacts(t *testing.T) {
	path := book(t, map[string][][]any{
		"People": {{"PatientID", "First", "Last", "Birth"}, {"P1", "Ann", "Moss", "12/03/1947"}, {"P2", "Bob", "Reed", "23/01/1950"}},
		"Scores": {{"PatientID", "Date", "Measure", "Score"}, {"P1", "12/01/2026", "Life satisfaction", 3}, {"P1", "28/03/2026", "Life satisfaction", 7}},
	}, "People", "Scores")
	l := open(t, path, nil)
	if r := read(t, l); len(r.People) != 2 || len(r.People[0].Contacts) != 0 || r.People[0].Client.BirthDate.IsZero() {
		t.Errorf("%+v", r.People)
	}
	if !strings.Contains(strings.Join(l.Doubts, " "), "“Scores” has scores without their answers") {
		t.Errorf("it says %q", l.Doubts)
	}
}

// A sheet of contacts that is called Outcomes, or has a column about questionnaires, was
// left out as one of scores, with “Says she wants to die”.
func TestOpen_contactsAreNoScores(t *testing.T) {
	people := [][]any{{"PatientID", "First", "Last", "DOB"}, {"P1", "Ann", "Moss", "12/03/1947"}, {"P2", "Bob", "Reed", "23/01/1950"}}
	const said = "Says she wants to die; safety plan made"
	for _, c := range []struct {
		name     string
		rows     [][]any
		contacts int
	}{
		{"Outcomes", [][]any{{"PatientID", "Date", "Outcome", "Notes"}, {"P1", "13/01/2026", "Attended", said}, {"P1", "28/03/2026", "DNA", "No answer"}}, 2},
		{"Outcomes", [][]any{{"PatientID", "Date", "What happened"}, {"P1", "13/01/2026", said}, {"P1", "28/03/2026", "No answer"}}, 2},
		{"Outcomes", [][]any{{"PatientID", "Date", "Comments", "Score"}, {"P1", "13/01/2026", said, 3}, {"P1", "28/03/2026", "No answer", ""}}, 2},
		{"2025", [][]any{{"PatientID", "Date", "Type", "Notes", "Questionnaire"}, {"P1", "13/01/2026", "Phone", said, "Y"}, {"P1", "28/03/2026", "Phone", "No answer", "N"}}, 2},
		{"2025", [][]any{{"PatientID", "Date", "Notes", "Tool"}, {"P1", "13/01/2026", said, "PAM"}, {"P1", "28/03/2026", "No answer", ""}}, 2},
		{"2025", [][]any{{"PatientID", "Date", "Type", "Tool", "Score"}, {"P1", "13/01/2026", "Phone", "PAM", 3}, {"P1", "28/03/2026", "Phone", "PAM", 4}}, 2},
		{"Scores", [][]any{{"PatientID", "Date", "Type", "Result"}, {"P1", "13/01/2026", "Baseline", 3}, {"P1", "28/03/2026", "Review", 7}}, 0},
		{"Scores", [][]any{{"PatientID", "Date", "WEMWBS", "Notes"}, {"P1", "13/01/2026", 43, ""}, {"P1", "28/03/2026", 51, ""}}, 0},
	} {
		l := open(t, book(t, map[string][][]any{"People": people, c.name: c.rows}, "People", c.name), nil)
		contacts := read(t, l).People[0].Contacts
		if len(contacts) != c.contacts {
			t.Errorf("%s %v: %d contacts, want %d; it says %q", c.name, c.rows[0], len(contacts), c.contacts, l.Doubts)
		} else if slices.Contains(c.rows[1], said) && contacts[0].Note != said {
			t.Errorf("%s %v: %+v", c.name, c.rows[0], contacts[0])
		}
	}
}

// “Ref rec'd” was kept as a note, so that no one had a referral.
func TestOpen_headingsInShort(t *testing.T) {
	l := open(t, write(t, "ID No,Client,Birth,Ref rec'd\n7,Ann Lee,14/03/1950,28/03/2024\n8,Bob Kay,15/03/1948,29/03/2024\n"), nil)
	if got := becomes(l); got["ID No"] != Reference || got["Birth"] != Birth || got["Ref rec'd"] != ReferredOn {
		t.Errorf("%+v", got)
	}
}

// A workbook with a sheet for each month asked the same of every sheet, and twelve
// months made a form of two dozen questions.
func TestOpen_aSheetForEachMonthAsksOnce(t *testing.T) {
	sheets := map[string][][]any{}
	months := []string{"Jan", "Feb", "Mar"}
	for i, m := range months {
		sheets[m] = [][]any{{"Name", "DOB", "Date"}, {"Ann " + m, fmt.Sprintf("03/0%d/1950", i+4), fmt.Sprintf("02/0%d/2024", i+4)}, {"Bob " + m, fmt.Sprintf("05/0%d/1940", i+6), fmt.Sprintf("01/0%d/2024", i+4)}}
	}
	path := book(t, sheets, months...)
	l := open(t, path, nil)
	if got := keys(l); len(got) != 2 {
		t.Fatalf("asked %v", got)
	}
	m := &Map{}
	for _, a := range l.Asks() {
		if !strings.Contains(a.Evidence, "3 sheets: Jan, Feb and Mar") {
			t.Errorf("%s: %s", a.Title, a.Evidence)
		}
		var err error
		if m, err = m.With(a.Answers[0].Map); err != nil {
			t.Fatal(err)
		}
	}
	if l = open(t, path, m); slices.ContainsFunc(keys(l), func(k string) bool { return strings.HasPrefix(k, "columns/") || strings.Contains(k, "DOB") }) {
		t.Errorf("after the answers: %v", keys(l))
	}
	for _, c := range l.Columns() {
		if c.Heading == "Date" && c.Field != ReferredOn {
			t.Errorf("%s is %s", c.Key(), c.Field)
		}
	}
	asks := open(t, path, nil).Asks()
	apart, err := (&Map{}).With(asks[0].Answers[len(asks[0].Answers)-1].Map)
	if err != nil {
		t.Fatal(err)
	}
	each := open(t, path, apart)
	if got := keys(each); len(got) != 6 || !strings.Contains(each.Asks()[1].Evidence, "the sheet “Feb”") {
		t.Errorf("one by one: %v, %s", got, each.Asks()[1].Evidence)
	}
}

// A name within a name, as JSON has it, and “Seen?” were kept as notes: no one had a
// name, and everyone had been seen.
func TestOpen_namesWithinNamesAndWhoWasSeen(t *testing.T) {
	l := open(t, write(t, "name given,name family,DOB,Appointment date,Seen?\nAnn,Lee,14/03/1950,28/03/2024,Seen\nBob,Kay,15/03/1948,29/03/2024,UTA\nCy,Dow,16/03/1948,30/03/2024,Canx\n"), nil)
	if got := becomes(l); got["name given"] != Given || got["name family"] != Family || got["Seen?"] != ContactOutcome || got["Appointment date"] != ContactOn {
		t.Errorf("%+v", got)
	}
	if slices.Contains(keys(l), "contact_outcomes") {
		t.Errorf("asked %v", keys(l))
	}
}

func TestPeople_unreadableDaysAreLeft(t *testing.T) {
	path := write(t, "Client name,Referral date\nAnn Lee,28/03/2024\nBob Kay,03/28/2024\nCy Dow,soon\n")
	m, err := ParseMap([]byte(`{"days": {"Referral date": "day_first"}}`))
	if err != nil {
		t.Fatal(err)
	}
	r := read(t, open(t, path, m))
	if len(r.People[0].Referrals) != 1 || len(r.People[1].Referrals) != 0 || len(r.People[2].Referrals) != 0 {
		t.Error("want one referral, of the first")
	}
	for i, n := range []int{0, 1, 1} {
		if len(r.People[i].Left) != n {
			t.Errorf("person %d: left %+v", i, r.People[i].Left)
		}
	}
}

func TestOpen_numbersThatRestartAtEachSurgery(t *testing.T) {
	l := open(t, write(t, "ID,Name,Surgery,Referred\n1,Ann Lee,Birchington Medical Centre,28/03/2024\n2,Bob Kay,Birchington Medical Centre,29/03/2024\n"+
		"1,Cy Dow,Westbrook Surgery,28/03/2024\n2,Di Fox,Westbrook Surgery,30/03/2024\n1,Ann Lee,Birchington Medical Centre,28/05/2024\n"), nil)
	if len(l.Asks()) > 0 {
		t.Fatalf("asked %v", keys(l))
	}
	r := read(t, l)
	if len(r.People) != 4 {
		t.Fatalf("%d people, want 4", len(r.People))
	}
	if n := len(r.People[0].Referrals); n != 2 {
		t.Errorf("the person with two rows has %d referrals", n)
	}
}

// Where someone named a column that is a note, the first note of the row was taken for it;
// and a year was taken unasked, although any column of years may fit by chance.
func TestOpen_numbersThatRestartEachYear(t *testing.T) {
	text := "Comment,Year,Ref,Name,DOB,Referral date\n"
	for i, name := range []string{"Ann Able", "Ben Best", "Cat Cole", "Dan Dart", "Eve East", "Fay Ford", "Gus Gray", "Hal Hunt"} {
		text += fmt.Sprintf("as before,%d,%d,%s,14/02/195%d,%d/03/2024\n", 2023+i/4, 1+i%4, name, i, 13+i)
	}
	path := write(t, text)
	l := open(t, path, nil)
	if got := keys(l); !slices.Equal(got, []string{"within"}) {
		t.Fatalf("asked %q", got)
	}
	for answer, next := range [][]string{nil, {"reference"}} {
		m, err := (&Map{}).With(l.Asks()[0].Answers[answer].Map)
		if err != nil {
			t.Fatal(err)
		}
		l := open(t, path, m)
		if r := read(t, l); len(r.People) != 8 || !slices.Equal(keys(l), next) {
			t.Errorf("%v: %d people, then asked %q", m.Within, len(r.People), keys(l))
		}
	}
}

// A slip in one reference made a review’s year, a school year or a year of birth where
// numbers begin again: everyone with two rows became two people.
func TestOpen_yearsAtWhichNumbersGoOn(t *testing.T) {
	for _, heading := range []string{"Review year", "School year", "Year born"} {
		text := "Ref,Name,DOB,Referral date," + heading + "\n"
		for i, name := range []string{"Ann Able", "Ben Best", "Cat Cole", "Dan Dart"} {
			for j := range 2 {
				if j == 1 && i == 3 {
					name = "Eve East" // typed under the number of another
				}
				text += fmt.Sprintf("%d,%s,%d/02/1955,%d/0%d/2024,%d\n", 1+i, name, 14+i, 13+i, 3+j, 2023+j)
			}
		}
		l := open(t, write(t, text), nil)
		if r := read(t, l); !slices.Equal(keys(l), []string{"reference"}) || len(r.People) != 5 {
			t.Errorf("%s: asked %q, %d people", heading, keys(l), len(r.People))
		}
	}
}

// Two people with one number and one first name were joined, and only the list to work
// through said that their surnames and days of birth differ.
func TestOpen_oneNumberAndOneFirstNameIsAsked(t *testing.T) {
	text := "Ref,Name,DOB,Referral date\n1,John Smith,14/02/1950,13/03/2024\n2,Ann Able,15/02/1958,13/03/2024\n1,John Brown,16/03/1962,13/04/2024\n2,Ann Abel,15/02/1959,13/04/2024\n"
	l := open(t, write(t, text), nil)
	if got := keys(l); !slices.Contains(got, "reference") {
		t.Errorf("asked are %q", got)
	}
	if r := read(t, open(t, write(t, text), &Map{Reference: "by_name"})); len(r.People) != 3 {
		t.Errorf("%d people by their names, want 3", len(r.People))
	}
}

func TestOpen_numbersThatRestartAnywhereAreAsked(t *testing.T) {
	l := open(t, write(t, "ID,Name,Referred\n1,Ann Lee,28/03/2024\n1,Cy Dow,28/03/2025\n"), nil)
	if !slices.Contains(keys(l), "reference") {
		t.Fatalf("asked %v", keys(l))
	}
	if n := len(read(t, l).People); n != 2 {
		t.Errorf("%d people in the preview, want 2", n)
	}
}

func TestPeople_emptyRowsAreCounted(t *testing.T) {
	var b strings.Builder
	b.WriteString("Ref,Name,DOB,Status\n1,Ann Lee,28/03/1950,Open\n")
	for range 284 {
		b.WriteString("99,,,Open\n")
	}
	b.WriteString("Total,1,,\n")
	r := read(t, open(t, write(t, b.String()), nil))
	count := map[data.ListOutcome]int{}
	for _, row := range r.Rows {
		count[row.Outcome]++
	}
	if len(r.People) != 1 || count[data.ListNothing] != 284 || count[data.ListTotals] != 1 || len(r.Rows) != 285 {
		t.Errorf("%d people, %v", len(r.People), count)
	}
}

func TestPeople_nothingOfAnUndatedReferralIsLost(t *testing.T) {
	path := write(t, "Name,Referral date,Reason,Referred by,Closed,Closure reason,Contact date,Contact type,Attended,Contact notes,Action taken\n"+
		"Ann Lee,31/04/2024,Housing,Nurse,12/05/2024,DNA x3,13/04/2024,Phone,Yes,Rang,Wrote\n")
	p := read(t, open(t, path, nil)).People[0]
	notes := strings.Join(p.Notes, "; ")
	for _, want := range []string{"Housing", "Nurse", "12 May 2024", "DNA x3"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %q in %q", want, notes)
		}
	}
	if len(p.Left) != 1 || p.Left[0].Text != "31/04/2024" {
		t.Errorf("left %+v", p.Left)
	}
	if k := p.Contacts; len(k) != 1 || k[0].Note != "Rang\nWrote" {
		t.Errorf("contacts %+v", k)
	}
}

func TestOpen_spellingsAreAskedOnce(t *testing.T) {
	path := write(t, "Name,GP,Reason\nAnn Lee,Westbrk,Debt worries\nBob Kay,Westbrk,Housing\nCy Dow,Birchington,lonely\nDi Fox,The Elms,Other stuff\n")
	l := open(t, path, nil)
	got := map[string]map[string]string{}
	for _, a := range l.Asks() {
		got[a.Key] = map[string]string{}
		for _, s := range a.Table {
			got[a.Key][s.Text] = s.Proposed
		}
	}
	want := map[string]map[string]string{
		"surgeries": {"Westbrk": "Westbrook Surgery", "Birchington": "Birchington Medical Centre", "The Elms": ""},
		"reasons":   {"Debt worries": "Benefits/Financial", "lonely": "Befriending/Isolation", "Other stuff": ""},
	}
	for part, table := range want {
		for text, name := range table {
			if p, ok := got[part][text]; !ok || p != name {
				t.Errorf("%s: “%s” is proposed as %q (asked %v), want %q", part, text, p, ok, name)
			}
		}
	}
	m := &Map{}
	var err error
	for _, a := range l.Asks() {
		chosen := map[string]string{}
		for _, s := range a.Table {
			chosen[s.Text] = s.Proposed
			if s.Proposed == "" {
				chosen[s.Text] = addNew
			}
		}
		if m, err = m.With(a.Fragment(chosen)); err != nil {
			t.Fatal(err)
		}
	}
	l = open(t, path, m)
	if len(l.Asks()) > 0 {
		t.Fatalf("asked %v again", keys(l))
	}
	r := read(t, l)
	if r.People[0].Surgery != "Westbrook Surgery" || r.People[3].Surgery != "The Elms" {
		t.Errorf("surgeries %q, %q", r.People[0].Surgery, r.People[3].Surgery)
	}
}

// A column called “Reasons” became a note, and a family one person.
func TestOpen_reasonsInOneColumnAndHouseholds(t *testing.T) {
	r := read(t, open(t, write(t, "Ref,Name,DOB,Referral date,Reasons\n1,Ann Able,14/02/1958,13/03/2024,Housing; Bereavement\n2,Ford family,,14/03/2024,Housing\n"), nil))
	if ref := r.People[0].Referrals[0]; ref.Reason != "Housing" || !slices.Equal(ref.Further, []string{"Bereavement"}) {
		t.Errorf("%+v", ref)
	}
	if left := r.People[1].Left; len(left) != 1 || !strings.Contains(left[0].Why, "two people or more") {
		t.Errorf("of a family it says %v", left)
	}
}

// “Housing; Money” was proposed as Housing, and with that answer the money was lost; two
// surgeries in a cell were lost without a word.
func TestOpen_severalReasonsInACellAreEachAsked(t *testing.T) {
	text := `Name,DOB,Referral date,Reason,GP,Link worker
Ann Able,14/02/1958,13/03/2024,Housing; Money,Birchington Medical Centre,Anna Cole
Ben Best,15/02/1958,14/03/2024,Bereavement / isolation,Westbrook Surgery / Park Lane Surgery,Anna Cole / Ben Osei
Cat Cole,16/02/1958,15/03/2024,Housing and bereavement,Westbrook Surgery,Anna Cole
Dan Dart,17/02/1958,16/03/2024,"Knitting; housing, money & bereavement",Westbrook Surgery,Anna Cole
Eve East,18/02/1958,17/03/2024,Arts and crafts,Westbrook Surgery,Anna Cole
`
	l := open(t, write(t, text), nil)
	got := map[string]string{}
	for _, a := range l.Asks() {
		for _, s := range a.Table {
			got[s.Text] = s.Proposed
		}
	}
	want := map[string]string{"Money": "", "isolation": "Befriending/Isolation", "Knitting": "", "Arts and crafts": "",
		"Westbrook Surgery / Park Lane Surgery": "", "Anna Cole / Ben Osei": ""}
	for text, proposed := range want {
		if was, asked := got[text]; !asked || was != proposed {
			t.Errorf("of %q is proposed %q (asked: %v), want %q", text, was, asked, proposed)
		}
	}
	if len(got) != len(want) {
		t.Errorf("asked are %q", got)
	}
	m := &Map{Reasons: map[string]string{"Money": "Benefits/Financial", "isolation": "Befriending/Isolation", "Knitting": leaveOut, "Arts and crafts": "new"},
		Surgeries: map[string]string{"Westbrook Surgery / Park Lane Surgery": "Westbrook Surgery"}, Prescribers: map[string]string{"Anna Cole / Ben Osei": "Anna Cole"}}
	r := read(t, open(t, write(t, text), m))
	for i, reasons := range [][]string{{"Housing", "Benefits/Financial"}, {"Bereavement", "Befriending/Isolation"}, {"Housing", "Bereavement"}, {"Housing", "Benefits/Financial", "Bereavement"}, {"Arts and crafts"}} {
		ref := r.People[i].Referrals[0]
		if all := append([]string{ref.Reason}, ref.Further...); !slices.Equal(all, reasons) {
			t.Errorf("%s has the reasons %q, want %q", r.People[i].Client.GivenNames, all, reasons)
		}
	}
	if notes := r.People[3].Notes; len(notes) != 1 || !strings.Contains(notes[0], "Knitting") {
		t.Errorf("a reason that is left out is no note: %q", notes)
	}
}

func TestOpen_aHeadingThatItsCellsContradictIsAsked(t *testing.T) {
	l := open(t, write(t, "Name,NHS number\nAnn Lee,none yet\nBob Kay,see file\nCy Dow,ask her\n"), nil)
	if !slices.Contains(keys(l), "columns/NHS number") {
		t.Errorf("asked %v", keys(l))
	}
}

func TestReadNHS_zeros(t *testing.T) {
	// A valid number with a zero in front, as the check digit has it.
	whole := ""
	for n := range 10 {
		if s, err := data.ParseNHSNumber("012345678" + string(rune('0'+n))); err == nil {
			whole = s
		}
	}
	if whole == "" {
		t.Skip("no check digit makes it valid")
	}
	if n, restored, why := readNHS(whole[1:]); n != whole || !restored || why != "" {
		t.Errorf("read %q, %v, %q", n, restored, why)
	}
	if _, _, why := readNHS("9.43477E+09"); !strings.Contains(why, "shortened") {
		t.Errorf("a shortened number is %q", why)
	}
	if _, _, why := readNHS("943476591"); why == "" {
		t.Error("nine digits that do not fit were read")
	}
}

// book writes a workbook with the rows of each sheet.
func book(t testing.TB, sheets map[string][][]any, order ...string) string {
	t.Helper()
	f := excelize.NewFile()
	for i, name := range order {
		if i == 0 {
			_ = f.SetSheetName("Sheet1", name)
		} else if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for r, row := range sheets[name] {
			cell, _ := excelize.CoordinatesToCellName(1, r+1)
			if err := f.SetSheetRow(name, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "caseload.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// A birth of 1930 came out as one of 1926 from the workbook of an old Mac, whose
// days are plain numbers and count from 1904.
func TestPeople_daysAreCountedAsTheWorkbookDoes(t *testing.T) {
	for from1904, want := range map[bool]string{false: "1930-06-01", true: "1934-06-02"} {
		f := excelize.NewFile()
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}); err != nil {
			t.Fatal(err)
		}
		for i, row := range [][]any{{"Ref", "First name", "Surname", "DOB", "Date referred"}, {"A1", "Ann", "Lee", 11110, 44000.5}, {"A2", "Bob", "Kay", 12345, 44010}} {
			if err := f.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &row); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join(t.TempDir(), "old.xlsx")
		if err := f.SaveAs(path); err != nil {
			t.Fatal(err)
		}
		l, err := Open(context.Background(), path, Options{Today: data.MustDate("2026-04-07")})
		if err != nil {
			t.Fatal(err)
		}
		people := read(t, l).People
		if len(people) != 2 || people[0].Client.BirthDate != data.MustDate(want) {
			t.Errorf("from 1904 %v: %+v", from1904, people)
		}
		if told := strings.Contains(strings.Join(l.Doubts, " "), "from 1904"); told != from1904 {
			t.Errorf("from 1904 %v: it says %q", from1904, l.Doubts)
		}
	}
}

func TestPeople_oneSheetForEachKind(t *testing.T) {
	items := []any{"Ref", "Date", "When"}
	first, second := []any{"A1", "30/03/2024", "Pre"}, []any{"A1", "30/06/2024", "Post"}
	for i := range 14 {
		items = append(items, "WEMWBS "+string(rune('0'+(i+1)/10))+string(rune('0'+(i+1)%10)))
		first, second = append(first, 2), append(second, 4)
	}
	path := book(t, map[string][][]any{
		"Clients":   {{"Ref", "First name", "Surname", "DOB"}, {"A1", "Ann", "Lee", "28/03/1950"}, {"A2", "Bob", "Kay", "1/4/1949"}},
		"Referrals": {{"Ref", "Date", "Reason", "Source"}, {"A1", "28/03/2024", "Housing", "GP"}, {"A2", "29/03/2024", "Bereavement", "Self"}},
		"Contacts":  {{"Ref", "Date", "Type", "Outcome", "Notes"}, {"a1", "2/4/2024", "Phone", "Attended", "Rang"}, {"A1", "20/4/2024", "HV", "DNA", ""}, {"A9", "20/4/2024", "Phone", "Attended", "?"}},
		"WEMWBS":    {items, first, second},
	}, "Clients", "Referrals", "Contacts", "WEMWBS")
	l := open(t, path, nil)
	if len(l.Asks()) > 0 {
		t.Fatalf("asked %+v", l.Asks())
	}
	r := read(t, l)
	if len(r.People) != 2 {
		t.Fatalf("%d people, want 2", len(r.People))
	}
	ann := r.People[0]
	if len(ann.Referrals) != 1 || ann.Referrals[0].Reason != "Housing" || ann.Referrals[0].Source != "gp" {
		t.Errorf("referrals %+v", ann.Referrals)
	}
	if len(ann.Contacts) != 2 || ann.Contacts[0].Kind != "phone" || ann.Contacts[1].Outcome != data.ContactMissed || ann.Contacts[1].Kind != "home_visit" {
		t.Errorf("contacts %+v", ann.Contacts)
	}
	if len(ann.Answers) != 2 || ann.Answers[0].Set.Answers[1] != 2 || ann.Answers[1].Set.Stage != data.StageFollowUp {
		t.Errorf("answers %+v", ann.Answers)
	}
	if len(r.Left) != 1 || r.Left[0].At != (data.ListPlace{Sheet: "Contacts", Row: 4}) {
		t.Errorf("left %+v, want the contact of no one", r.Left)
	}
}

func TestOpen_datesThatExcelTurnedRoundAreAsked(t *testing.T) {
	rows := [][]any{{"Name", "Referral date"}}
	names := []string{"Ann Lee", "Bob Kay", "Cy Dow", "Di Fox", "Ed Gill", "Flo Hay", "Gus Ing"}
	for i, n := range names {
		if i < 5 {
			rows = append(rows, []any{n, "2024-0" + string(rune('1'+i)) + "-03"})
		} else {
			rows = append(rows, []any{n, "28/03/2024"})
		}
	}
	path := book(t, map[string][][]any{"List": rows}, "List")
	l := open(t, path, nil)
	if !slices.Contains(keys(l), "days/Referral date") {
		t.Fatalf("asked %v", keys(l))
	}
	m, err := (&Map{}).With(l.Asks()[0].Answers[0].Map)
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, open(t, path, m)).People[1].Referrals[0].ReceivedOn; got != data.MustDate("2024-03-02") {
		t.Errorf("turned back to %s", got)
	}
}

// Lists have headings between people, notes beneath them, records to try a program
// out, and couples in one row. Each became a client.
func TestRowsThatAreNotOnePerson(t *testing.T) {
	l := open(t, write(t, "First name,Surname,DOB,Postcode,Phone\n"+
		"Westbrook Surgery,,,,\n"+ // 2
		"Ada,Quill,13/01/1940,,\n"+
		"Test,Patient,01/01/2000,,\n"+ // 4
		"DO NOT USE,,,,\n"+ // 5
		"Ann and Bob,Smith,14/02/1941,,\n"+ // 6
		"Ada,Test,15/03/1942,,\n"+
		",Vance,,,\n"+ // 8
		"Mr & Mrs,Jones,16/04/1943,,\n"+ // 9
		"* Clients who declined are not listed,,,,\n"), nil) // 10
	r := read(t, l)
	var names []string
	left := map[int]string{}
	for _, p := range r.People {
		names = append(names, p.Client.Name())
		for _, o := range p.Left {
			left[o.At.Row] = o.Why
		}
	}
	for _, o := range r.Left {
		left[o.At.Row] = o.Why
	}
	if want := []string{"Ada Quill", "Ann and Bob Smith", "Ada Test", "Vance", "Jones"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	for row, want := range map[int]string{2: "stands alone", 4: "test record", 5: "test record", 6: "two people", 8: "Nothing but the name", 9: "two people", 10: "stands alone"} {
		if !strings.Contains(left[row], want) {
			t.Errorf("row %d: %q, want %q", row, left[row], want)
		}
	}
	if len(left) != 7 {
		t.Errorf("%v", left)
	}
}

// A list in which most people stand several times asked about each pair as well as
// whether people do: 27,000 questions, and 455 MB for them.
func TestRepeats_areApartUntilSomeoneSaysThatTheyAreOne(t *testing.T) {
	var text strings.Builder
	text.WriteString("Name,DOB,Referral date\n")
	for i := range 20 {
		fmt.Fprintf(&text, "Adaeze Obi %c,14/02/195%d,%d/03/2024\n", 'A'+i%5, i%5, 13+i%5)
	}
	path := write(t, text.String())
	told := []int{}
	o := optionsOf(nil)
	o.Tell = func(done, of int) { told = append(told, done, of) }
	l, err := Open(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	if got := keys(l); !slices.Contains(got, "repeats") {
		t.Fatalf("asked are %q", got)
	}
	r := read(t, l)
	if len(r.People) != 20 || r.People[4].SameAs != nil || r.People[5].SameAs != r.People[0] || r.People[19].SameAs != r.People[4] {
		t.Errorf("%d people in the preview, want 20, of whom 15 may be one of the first 5", len(r.People))
	}
	if n := len(told); n != 80 || told[38] != 20 || told[39] != 0 || told[78] != 20 || told[79] != 20 {
		t.Errorf("told of its rows: %v", told)
	}
	if r := read(t, open(t, path, &Map{Repeats: "same"})); len(r.People) != 5 || len(r.People[0].Rows) != 4 {
		t.Errorf("%d people if they are the same, want 5", len(r.People))
	}
	if r := read(t, open(t, path, &Map{Repeats: "ask"})); len(r.People) != 20 {
		t.Errorf("%d people if each is asked about, want 20", len(r.People))
	}
}

// A person with three sessions was named on the first row alone, and the other two went
// to the list to work through without a question.
func TestOpen_namesOnTheFirstRowOfEachPersonAreAsked(t *testing.T) {
	text := "Name,DOB,Session date,Type,Notes\n"
	for i := range 4 {
		for j := range 3 {
			name, born := "", ""
			if j == 0 {
				name, born = fmt.Sprintf("Adaeze Obi%c", 'a'+i), fmt.Sprintf("14/02/195%d", i)
			}
			text += fmt.Sprintf("%s,%s,%d/0%d/2024,Phone,talked %d\n", name, born, 13+i, 3+j, j)
		}
	}
	path := write(t, text)
	l := open(t, path, nil)
	if got := keys(l); !slices.Contains(got, "nameless_rows") {
		t.Fatalf("asked are %q", got)
	}
	if got := becomes(l); got["Type"] != ContactKind || got["Notes"] != ContactNote {
		t.Errorf("columns become %v", got)
	}
	if r := read(t, l); len(r.People) != 4 || len(r.Left) != 8 || len(r.People[0].Contacts) != 1 {
		t.Errorf("before it is answered: %d people, %d left", len(r.People), len(r.Left))
	}
	r := read(t, open(t, path, &Map{Nameless: "above"}))
	if len(r.People) != 4 || len(r.Left) != 0 {
		t.Fatalf("%d people, %v left", len(r.People), r.Left)
	}
	for _, p := range r.People {
		if len(p.Rows) != 3 || len(p.Contacts) != 3 || p.Contacts[2].Note != "talked 2" || p.Contacts[2].Kind != "phone" {
			t.Errorf("%s: rows %v, contacts %+v", p.Client.FamilyName, p.Rows, p.Contacts)
		}
	}
	slip := write(t, "Name,DOB,Referral date,Reason\nAnn Able,14/02/1958,13/03/2024,Housing\n,,14/03/2024,Housing\nBen Best,15/02/1958,14/03/2024,Housing\n")
	if got := keys(open(t, slip, nil)); slices.Contains(got, "nameless_rows") {
		t.Errorf("a slip in one row is asked about: %q", got)
	}
}

// The second of a couple became a note about the first.
func TestOpen_secondPersonInARowIsAsked(t *testing.T) {
	text := "Surname,Forename,DOB,Surname,Forename,DOB\nAble,Ann,14/02/1958,Best,Ben,15/02/1961\nCole,Cat,16/02/1962,Dart,Dan,17/02/1963\n"
	l := open(t, write(t, text), nil)
	if got := keys(l); !slices.Contains(got, "columns/Surname (2)") {
		t.Fatalf("asked are %q", got)
	}
	m, err := l.o.Map.With(l.Asks()[slices.Index(keys(l), "columns/Surname (2)")].Answers[1].Map)
	if err != nil {
		t.Fatal(err)
	}
	l = open(t, write(t, text), m)
	if r := read(t, l); len(r.People) != 2 || len(r.People[0].Notes) != 0 || slices.Contains(keys(l), "columns/Surname (2)") {
		t.Errorf("left out: %+v, asked %q", r.People[0], keys(l))
	}
	once := open(t, write(t, "Name,Former name,DOB,Referral date\nAnn Able,Ann Best,14/02/1958,13/03/2024\n"), nil)
	if got := keys(once); len(got) != 0 {
		t.Errorf("a former name is asked about: %q", got)
	}
}

// The dead were to be rung: a mark in the name became a part of it.
func TestPeople_nameThatSaysTheyDied(t *testing.T) {
	r := read(t, open(t, write(t, `Client,DOB,Referral date
Deceased - Ann Lee,20/06/1940,21/04/2026
Ann Lane (RIP),21/06/1940,21/04/2026
"LOW, Ann (dec'd 3/5/26)",22/06/1940,21/04/2026
Rip Lowe,23/06/1940,21/04/2026
A Smith / B Smith,23/06/1941,21/04/2026
`), nil))
	for i, want := range []string{"Ann Lee", "Ann Lane", "Ann LOW", "Rip Lowe"} {
		p := r.People[i]
		if p.Client.Name() != want || (p.Client.Alert != "") != (i < 3) || (len(p.Left) > 0) != (i < 3) {
			t.Errorf("%q: alert %q, left %v", p.Client.Name(), p.Client.Alert, p.Left)
		}
	}
	if p := r.People[4]; len(p.Left) != 1 {
		t.Errorf("%q is not asked about: %v", p.Client.Name(), p.Left)
	}
}

// Someone whose status was “DNA x3 - closed” stayed open without a word.
func TestStatuses_inOtherWordsAreAskedAbout(t *testing.T) {
	path := write(t, "Ref,Name,Referral date,Date closed,Status\n1,Ann Lee,21/04/2026,,Active\n2,Bo Lee,21/04/2026,21/05/2026,Stepped down\n3,Cy Lee,21/04/2026,,DNA x3 - closed\n")
	if got := keys(open(t, path, nil)); !slices.Equal(got, []string{"statuses"}) {
		t.Fatalf("asked are %q", got)
	}
	l := open(t, path, &Map{Statuses: map[string]string{"Stepped down": "closed", "DNA x3 - closed": "closed"}})
	if got := keys(l); !slices.Equal(got, []string{"closed_without_date"}) {
		t.Errorf("with the words explained, asked are %q", got)
	}
	r := read(t, l)
	if !r.People[1].Referrals[0].Closed || r.People[0].Referrals[0].Closed || len(r.People[2].Left) != 1 {
		t.Errorf("%+v", r.People)
	}
}

// A list on its side became people called “DOB” and “GP”.
func TestOpen_listOnItsSide(t *testing.T) {
	l := open(t, write(t, "Name,Adaeze Obi,Li Wei Chen,Ben Jones\nDOB,14/02/1958,03/05/1949,13/06/1960\nReferral date,28/03/2026,20/04/2026,21/04/2026\nGP,Westbrook Surgery,Westbrook Surgery,Westbrook Surgery\nReason,Housing,Housing,Housing\n"), nil)
	r := read(t, l)
	if len(r.People) != 3 || r.People[1].Client.Name() != "Li Wei Chen" || r.People[1].Client.BirthDate.String() != "1949-05-03" || len(l.Doubts) == 0 {
		t.Errorf("%d people, %v", len(r.People), l.Doubts)
	}
}

// The columns of exports of EMIS were not known, and the line of totals was a person.
func TestOpen_exportOfEMIS(t *testing.T) {
	l := open(t, write(t, `"NHS Number","Usual GP's Organisation","Full Name","Date of Birth","Mobile Telephone"
"943 476 5919","Westbrook Surgery","OBI, Adaeze (Mrs)","14-Feb-1958","07700 900123"
"401 023 2137","Westbrook Surgery","CHEN, Li Wei (Ms)","03-May-1949","07700 900124"
"Total Patients: 2"
`), nil)
	if got := becomes(l); got["Usual GP's Organisation"] != Surgery || got["Mobile Telephone"] != OtherPhone {
		t.Errorf("%v", got)
	}
	if r := read(t, l); len(r.People) != 2 || len(r.Left) > 0 {
		t.Errorf("%d people, %v", len(r.People), r.Left)
	}
}

// The day on which someone died stood in a note that no one reads before ringing.
func TestPeople_columnThatSaysTheyDied(t *testing.T) {
	r := read(t, open(t, write(t, "NHS number,Name,DOB,Referral date,Date of death,Deceased?\n,Ann Lee,20/06/1940,21/04/2026,03/05/2026,Y\n,Bo Low,21/06/1940,21/04/2026,,N\n,Cy May,22/06/1940,21/04/2026,,Yes\n"), nil))
	for i, want := range []int{1, 0, 1} {
		if p := r.People[i]; len(p.Left) != want || (p.Client.Alert != "") != (want > 0) {
			t.Errorf("%s: alert %q, left %v", p.Client.Name(), p.Client.Alert, p.Left)
		}
	}
	r = read(t, open(t, write(t, "Ref,Name,Referral date,Date closed,Status\n1,Ann Lee,21/04/2026,22/05/2026,Deceased\n2,Bo Low,21/04/2026,,Open\n"), nil))
	if ref := r.People[0].Referrals[0]; !ref.Closed || ref.CloseReason != "died" {
		t.Errorf("%+v", ref)
	}
}

// Of every closed referral without a reason the list seemed to say that there was
// another reason.
func TestPeople_noReasonForClosingIsNotAnotherReason(t *testing.T) {
	r := read(t, open(t, write(t, "Ref,Name,Referral date,Date closed,Reason closed\n1,Ann Lee,21/04/2026,22/05/2026,\n2,Bo Low,21/04/2026,22/05/2026,Deceased\n3,Cy May,21/04/2026,22/05/2026,Went travelling\n"), nil))
	for i, want := range []data.CloseReason{"", "died", "other"} {
		if ref := r.People[i].Referrals[0]; !ref.Closed || ref.CloseReason != want || (ref.CloseNote == "Went travelling") != (want == "other") {
			t.Errorf("%s: %+v, want closed because of %q", r.People[i].Client.Name(), ref, want)
		}
	}
}

// A later “No” took the place of “Needs an interpreter: Yes”, and nothing was said.
func TestPeople_aNeedIsKeptWhereRowsDiffer(t *testing.T) {
	for cells, want := range map[[2]string]struct {
		needs data.YesNo
		left  int
	}{{"Yes", "No"}: {data.Yes, 1}, {"No", "Yes"}: {data.Yes, 1}, {"Yes", ""}: {data.Yes, 0}, {"", "No"}: {data.No, 0}, {"Y", "yes"}: {data.Yes, 0}, {"No", "No"}: {data.No, 0}} {
		for _, heading := range []string{"Interpreter", "Lives alone"} {
			r := read(t, open(t, write(t, "Ref,Name,DOB,Referral date,"+heading+"\n1,Ann Lee,14/03/1950,21/04/2026,"+cells[0]+"\n1,Ann Lee,14/03/1950,22/05/2026,"+cells[1]+"\n2,Bo Low,15/03/1950,21/04/2026,No\n"), nil))
			got := map[string]data.YesNo{"Interpreter": r.People[0].Client.Interpreter, "Lives alone": r.People[0].Client.LivesAlone}[heading]
			if left := r.People[0].Left; got != want.needs || len(left) != want.left || want.left > 0 && (left[0].Column != heading || left[0].Text != cells[1]) {
				t.Errorf("%s %q: %q, left %+v", heading, cells, got, left)
			}
		}
	}
}

// “Do not contact: Yes” stood in a note, and people were to be rung.
func TestPeople_columnThatSaysNotToContact(t *testing.T) {
	r := read(t, open(t, write(t, "Name,DOB,Referral date,Do not contact,Alert\nAnn Lee,20/06/1940,21/04/2026,Yes,Dog\nBo Low,21/06/1940,21/04/2026,No,\nCy May,22/06/1940,21/04/2026,,\n"), nil))
	for i, want := range []string{"Dog. Do not contact, as the list says", "", ""} {
		if p := r.People[i]; p.Client.Alert != want || len(p.Left) > 0 {
			t.Errorf("%s: alert %q, left %v", p.Client.Name(), p.Client.Alert, p.Left)
		}
	}
}

func TestStatuses_withMoreBehindThem(t *testing.T) {
	l := open(t, write(t, "Ref,Name,Referral date,Date closed,Status\n1,Ann Lee,21/04/2026,22/05/2026,Closed - moved away\n2,Bo Low,21/04/2026,,Open (waiting list)\n"), nil)
	if got := keys(l); len(got) > 0 {
		t.Errorf("asked are %q", got)
	}
	r := read(t, l)
	if ref := r.People[0].Referrals[0]; !ref.Closed || ref.CloseReason != "moved_away" {
		t.Errorf("%+v", ref)
	}
	if r.People[1].Referrals[0].Closed {
		t.Error("someone who is open was closed")
	}
}
