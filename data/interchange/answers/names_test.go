package answers

import (
	"slices"
	"strings"
	"testing"

	"waymark/data"
)

// “Mr J Smith” came on 13 January and “Mrs J Smith” on 14 March. Without their titles
// they were one client, whose wellbeing had changed from his to hers.
func TestNames_husbandAndWifeAreTwoPeople(t *testing.T) {
	for _, rows := range [][][]string{
		answeredRows(t, []string{"Client name", "Date"}, []string{"Mr J Smith", "13/01/2025"}, []string{"Mrs J Smith", "14/03/2025"}, []string{"SMITH, J (Ms)", "15/06/2025"}, []string{"Bob Ray", "13/01/2025"}),
		answeredRows(t, []string{"Title", "Forename", "Surname", "Date"}, []string{"Mr", "J", "Smith", "13/01/2025"}, []string{"Mrs", "J", "Smith", "14/03/2025"}, []string{"Miss", "J", "Smith", "15/06/2025"}, []string{"", "Bob", "Ray", "13/01/2025"}),
	} {
		l, sets := read(t, options(t, "swemwbs"), rows)
		if asks := l.Undecided(); len(asks) != 1 || asks[0].Key != "names" || strings.Contains(asks[0].Sentence, "Smith") {
			t.Errorf("asked %+v", asks)
		}
		if him, her, again := sets[0].Person.FullName(), sets[1].Person.FullName(), sets[2].Person.FullName(); him != "Mr J Smith" || her != "Mrs J Smith" || !strings.EqualFold(again, her) {
			t.Errorf("%q, %q and %q", him, her, again)
		}
		if got := sets[3].Person.FullName(); got != "Bob Ray" {
			t.Errorf("another is %q", got)
		}
		for answer, want := range map[string]string{"same": "J Smith", "exact": "Mrs J Smith"} {
			o := options(t, "swemwbs")
			o.Map = &Map{Names: answer}
			if l, sets = read(t, o, rows); sets[1].Person.FullName() != want || len(l.Undecided()) > 0 {
				t.Errorf("told %s: %q, asked %+v", answer, sets[1].Person.FullName(), l.Undecided())
			}
		}
	}
}

// A row without a title may be of either, so that someone has to look at it.
func TestNames_aRowWithoutATitleIsDoubtful(t *testing.T) {
	_, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Client name"}, []string{"Mr J Smith"}, []string{"Mrs J Smith"}, []string{"J Smith"}))
	if s := sets[2]; s.Person.FullName() != "J Smith" || len(s.Doubts) != 1 {
		t.Errorf("%+v", s)
	}
}

// Where something else tells who they are, a title makes no difference.
func TestNames_titlesThatMakeNoDifference(t *testing.T) {
	for _, c := range [][3]string{{"NHS number", "943 476 5919", "9992750081"}, {"DOB", "1/2/1950", "25/3/1944"}, {"Client ID", "C7", "C9"}} {
		rows := answeredRows(t, []string{"Client name", c[0]}, []string{"Mr J Smith", c[1]}, []string{"Mrs J Smith", c[2]})
		if l, sets := read(t, options(t, "swemwbs"), rows); len(l.Undecided()) > 0 || sets[0].Person.FullName() != "J Smith" {
			t.Errorf("%s: %+v, asked %+v", c[0], sets[0].Person, l.Undecided())
		}
	}
	if l, _ := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Client name"}, []string{"Miss Ann Moss"}, []string{"Mrs Ann Moss"}, []string{"Dr Ann Moss"})); len(l.Undecided()) > 0 {
		t.Errorf("of someone who married: %+v", l.Undecided())
	}
}

// Father and son have one name but for its mark.
func TestNames_fatherAndSonAreTwoPeople(t *testing.T) {
	_, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Client name"}, []string{"John Smith Snr"}, []string{"John Smith Jr"}, []string{"Smith, John Jnr"}))
	var names []string
	for _, s := range sets {
		names = append(names, s.Person.FullName())
	}
	if !slices.Equal(names, []string{"John Snr Smith", "John Jr Smith", "John Jr Smith"}) {
		t.Errorf("%q", names)
	}
}

// “Unknown male”, “No name given” and “Test” became clients. Answers without a name stand
// for someone of their own, which is said.
func TestNames_whoHasNoNameIsNotCalledSo(t *testing.T) {
	_, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Client name"}, []string{"Ann Moss"}, []string{"Unknown male"}, []string{"No name given"}, []string{"Test"}, []string{"Baby Smith"}))
	for n, s := range sets {
		name := s.Person.FullName()
		if n == 0 && name != "Ann Moss" || (n == 1 || n == 2) && (name != "" || len(s.Doubts) == 0) || n == 3 && s.Skip == "" || n == 4 && (name != "Baby Smith" || len(s.Doubts) == 0) {
			t.Errorf("%d: %q, skipped %q, doubts %v", n, name, s.Skip, s.Doubts)
		}
	}
}

// “Completed on” was taken for the item on whether someone feels “completely anxious”, and
// what a program writes of the PC for whose answers they are.
func TestList_completedOnIsADay(t *testing.T) {
	l, sets := read(t, options(t, "ons4"), [][]string{{"#", "What is the client's NHS number?", "Completed on", "Satisfied", "Worthwhile", "Happy", "Anxious", "Network ID"},
		{"a1", "9990209677", "2026-03-10", "4", "5", "6", "2", "n1"}, {"a2", "9990310238", "2026-03-11", "5", "5", "7", "1", "n2"}})
	if len(sets) != 2 || sets[0].AnsweredOn != data.MustDate("2026-03-10") || sets[1].Person.NHSNumber != "9990310238" {
		t.Fatalf("%+v", sets)
	}
	if asked := strings.Join(l.Remarks(), "; "); strings.Contains(asked, "Network ID") {
		t.Error(asked)
	}
}
