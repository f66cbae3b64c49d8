package answers

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// itemTexts are the headings of the short questionnaire in words.
func itemHeadings7(t *testing.T) []string {
	t.Helper()
	var texts []string
	for _, item := range options(t, "swemwbs").Definition.Items {
		texts = append(texts, item.Text)
	}
	return texts
}

// answered adds seven answers to each row of cells.
func answeredRows(t *testing.T, heading []string, rows ...[]string) [][]string {
	t.Helper()
	all := [][]string{append(slices.Clone(heading), itemHeadings7(t)...)}
	for i, row := range rows {
		for item := range 7 {
			row = append(slices.Clone(row), fmt.Sprint(1+(i+item)%5))
		}
		all = append(all, row)
	}
	return all
}

func TestPerson_ownCodeBeforeTheNumberOfTheResponse(t *testing.T) {
	for _, heading := range []string{"Client reference number", "Please enter your unique code", "3. What is your client ID?", "Our ref"} {
		var rows [][]string
		for i := range 8 {
			rows = append(rows, []string{fmt.Sprint(118000 + i), fmt.Sprint("ab", i%4), []string{"Before", "After"}[i/4]})
		}
		l, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Respondent ID", heading, "Stage"}, rows...))
		if sets[0].Person.Reference != "ab0" || sets[4].Person.Reference != "ab0" || sets[4].Stage != "follow_up" {
			t.Errorf("%q: %+v", heading, sets[4])
		}
		if !strings.Contains(strings.Join(l.Questions, " "), "“Respondent ID” is another one on every row") {
			t.Errorf("%q: nothing was said: %q", heading, l.Questions)
		}
	}
}

func TestPerson_memberOfStaffWhoWasSignedIn(t *testing.T) {
	heading := []string{"ID", "Start time", "Completion time", "Email", "Name"}
	row := func(i int) []string {
		return []string{fmt.Sprint(i + 1), "2026-03-01 10:00", "2026-03-01 10:05", "dana@example.org", "Dana Prescriber"}
	}
	var rows, coded [][]string
	for i := range 8 {
		rows = append(rows, row(i))
		coded = append(coded, append(row(i), fmt.Sprintf("SP-%03d", i%4), []string{"First", "Follow-up"}[i/4]))
	}
	l, sets := read(t, options(t, "swemwbs"), answeredRows(t, append(slices.Clone(heading), "Client reference number ", "Is this the first or the follow-up questionnaire?"), coded...))
	if s := sets[5]; s.Person.Reference != "SP-001" || s.Person.FullName() != "" || s.Stage != "follow_up" || sets[1].Stage != "baseline" || len(l.Undecided()) > 0 {
		t.Errorf("%+v, %+v", s, l.Undecided())
	}
	l, _ = read(t, options(t, "swemwbs"), answeredRows(t, heading, rows...))
	if asks := l.Undecided(); len(asks) != 1 || asks[0].Key != "name" {
		t.Errorf("with nobody but the signed in: %+v", asks)
	}
	o := options(t, "swemwbs")
	o.Map = &Map{Person: "ID"}
	if l, _ = read(t, o, answeredRows(t, heading, rows...)); len(l.Undecided()) > 0 {
		t.Errorf("after an answer: %+v", l.Undecided())
	}
}

func TestPerson_numbersThatBeginAgainAtEachSurgery(t *testing.T) {
	rows := func(place string) [][]string {
		var rows [][]string
		for i := range 15 {
			rows = append(rows, []string{[]string{"Northway", "Elm Tree", "The Quay"}[i/5], fmt.Sprint(1 + i%5)})
		}
		return answeredRows(t, []string{place, "ID"}, rows...)
	}
	l, sets := read(t, options(t, "swemwbs"), rows("Surgery"))
	people := map[string]bool{}
	for _, s := range sets {
		people[s.Person.Reference] = true
	}
	if len(people) != 15 || !people["Elm Tree 2"] || !strings.Contains(strings.Join(l.Questions, " "), "begin again") {
		t.Errorf("%d people, %q", len(people), l.Questions)
	}
	if l, _ = read(t, options(t, "swemwbs"), rows("Location")); len(l.Undecided()) != 1 || l.Undecided()[0].Key != "within" {
		t.Errorf("a location: %+v", l.Undecided())
	}
	o := options(t, "swemwbs")
	o.Map = &Map{Within: "none"}
	if l, sets = read(t, o, rows("Surgery")); sets[6].Person.Reference != "2" || len(l.Undecided()) > 0 {
		t.Errorf("told: %+v", sets[6])
	}
}

// Two link workers kept a list each and numbered their clients from 1. Put together,
// the numbers made five people of fifteen, and follow-ups of ten first questionnaires.
func TestPerson_numbersThatBeginAgainAtEachLinkWorker(t *testing.T) {
	for _, heading := range []string{"Link worker", "Cohort", "PCN", "Year"} {
		var rows [][]string
		for i := range 15 {
			rows = append(rows, []string{"Park Surgery", []string{"2023", "2024", "2025"}[i/5], fmt.Sprint(1 + i%5)})
		}
		l, _ := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Surgery", heading, "Client"}, rows...))
		if asks := l.Undecided(); len(asks) != 1 || asks[0].Key != "within" || !strings.Contains(asks[0].Sentence, heading) {
			t.Errorf("%s: %+v", heading, asks)
		}
	}
	var apart [][]string
	for i := range 15 { // one number each, whoever sees them
		apart = append(apart, []string{[]string{"Sara", "Kiran", "Dee"}[i%3], fmt.Sprint(1 + i)})
	}
	if l, _ := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Link worker", "Client"}, apart...)); len(l.Undecided()) > 0 {
		t.Errorf("numbers of their own: %+v", l.Undecided())
	}
}

// Everyone came before in 2024 and after in 2025, and the import stopped to ask whether
// client 1 of 2025 was another person, with yes as its first answer.
func TestPerson_beforeHereAndAfterThereIsOnePerson(t *testing.T) {
	for heading, at := range map[string][2]string{"Year": {"2024", "2025"}, "Quarter": {"Q1", "Q2"}, "Worker": {"Ann", "Bob"}, "File": {"pre.csv", "post.csv"}, "Sheet": {"Sheet1", "Sheet2"}} {
		var rows [][]string
		for i := range 12 {
			rows = append(rows, []string{fmt.Sprint(1 + i%6), []string{"Before", "After"}[i/6], at[i/6]})
		}
		l, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Client ID", "When", heading}, rows...))
		if len(l.Undecided()) > 0 || sets[6].Person.Reference != "1" {
			t.Errorf("%s: %+v, asked %+v", heading, sets[6].Person, l.Undecided())
		}
		for i := range rows { // each has both, and is numbered anew
			rows[i][1] = []string{"Before", "After"}[i%2]
			rows[i][0] = fmt.Sprint(1 + i%6/2)
		}
		l, _ = read(t, options(t, "swemwbs"), answeredRows(t, []string{"Client ID", "When", heading}, rows...))
		if asks := l.Undecided(); len(asks) != 1 || asks[0].Key != "within" {
			t.Errorf("%s, numbered anew: asked %+v", heading, asks)
		}
	}
	var moved [][]string
	for i := range 12 {
		moved = append(moved, []string{fmt.Sprint(1 + i%6), []string{"Before", "After"}[i/6], []string{"Elm", "Quay"}[(i+i/6)%2]})
	}
	if l, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Client ID", "When", "Surgery"}, moved...)); len(l.Undecided()) > 0 || sets[6].Person.Reference != "1" {
		t.Errorf("who moved: %+v, asked %+v", sets[6].Person, l.Undecided())
	}
}

// A spreadsheet made 12 of 0012 on its way to the follow-up, and no one had a before
// and after.
func TestPerson_numbersThatLostTheirZeros(t *testing.T) {
	rows := answeredRows(t, []string{"Participant", "Wave"}, []string{"0012", "1"}, []string{"0107", "1"}, []string{"12", "2"}, []string{"107", "2"})
	l, sets := read(t, options(t, "swemwbs"), rows)
	if sets[0].Person.Reference != "0012" || sets[2].Person.Reference != "0012" || sets[3].Person.Reference != "0107" {
		t.Errorf("%+v and %+v", sets[2].Person, sets[3].Person)
	}
	if len(l.Undecided()) > 0 || !strings.Contains(strings.Join(l.Questions, " "), "2 codes are written in several ways") {
		t.Errorf("it says %q", l.Questions)
	}
	rows[3][1] = "1"
	if l, _ = read(t, options(t, "swemwbs"), rows); len(l.Undecided()) != 1 || l.Undecided()[0].Key != "codes" {
		t.Errorf("both at one time: %+v", l.Undecided())
	}
}

// “MOSS, Ann (Mrs)” of the first list was not found again as “Mrs Ann Moss”, so that
// the follow-up was another person’s.
func TestPerson_titlesAreNoPartOfAName(t *testing.T) {
	for _, name := range []string{"MOSS, Ann (Mrs)", "Mrs Ann Moss", "Ann Moss", "Moss, Mrs Ann"} {
		_, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Client name", "DOB"}, []string{name, "1/2/1950"}, []string{"Bob Ray", "25/3/1944"}))
		if p := sets[0].Person; !strings.EqualFold(p.FullName(), "Ann Moss") || !strings.EqualFold(p.FamilyName, "Moss") {
			t.Errorf("%q: %+v", name, p)
		}
	}
	_, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Forename", "Surname", "DOB"}, []string{"Mrs Ann", "Moss", "1/2/1950"}, []string{"Bob", "Ray", "25/3/1944"}))
	if got := sets[0].Person.FullName(); got != "Ann Moss" {
		t.Errorf("in two columns: %q", got)
	}
}

func TestPerson_codesAsPeopleTypeThem(t *testing.T) {
	rows := answeredRows(t, []string{"Participant code", "When"}, []string{"Jo12", "Before"}, []string{"ab 34", "Before"}, []string{"SMI-07", "Before"}, []string{"JO12", "After"}, []string{"AB34", "After"}, []string{"smi 07", "After"})
	l, sets := read(t, options(t, "swemwbs"), rows)
	for i := range 3 {
		if sets[i].Person.Reference != sets[i+3].Person.Reference {
			t.Errorf("%q and %q are two people", sets[i].Person.Reference, sets[i+3].Person.Reference)
		}
	}
	if len(l.Undecided()) > 0 || !strings.Contains(strings.Join(l.Questions, " "), "3 codes are written in several ways") {
		t.Errorf("it says %q", l.Questions)
	}
	rows[4][1] = "Before"
	if l, _ = read(t, options(t, "swemwbs"), rows); len(l.Undecided()) != 1 || l.Undecided()[0].Key != "codes" {
		t.Errorf("two of one time: %+v", l.Undecided())
	}
	o := options(t, "swemwbs")
	o.Map = &Map{Codes: "exact"}
	if _, sets = read(t, o, rows); sets[3].Person.Reference != "JO12" {
		t.Errorf("exact: %+v", sets[3].Person)
	}
}

func TestPerson_headingsAsPeopleWriteThem(t *testing.T) {
	for _, heading := range []string{"NHS number", "NHS Number:", "1. NHS number", "Q2. NHS number", "What is your NHS number?", "Please enter your NHS number", "Client's NHS number", "Your NHS no. (10 digits)", "Patient NHS Number", "Code"} {
		_, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{heading}, []string{"943 476 5919"}, []string{"9992750081"}))
		if sets[0].Person.NHSNumber != "9434765919" || sets[1].Person.NHSNumber != "9992750081" {
			t.Errorf("%q: %+v", heading, sets[0].Person)
		}
	}
	for _, heading := range []string{"Name", "Client's name", "What is your name?", "Name of client", "1) Full name", "Please type your full name"} {
		_, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{heading, "What is your date of birth?"}, []string{"Ann Lee", "1/2/1950"}, []string{"Bob Ray", "25/3/1944"}))
		if p := sets[0].Person; p.Name != "Ann Lee" || p.BirthDate.String() != "1950-02-01" {
			t.Errorf("%q: %+v", heading, p)
		}
	}
}
