package store_test

import (
	"testing"

	"waymark/data"
	"waymark/data/store/measure"
	"waymark/data/store/office"
)

func of(name, given, family string, row int, stage data.Stage, day string) *data.AnswerSet {
	s := answerSet(row, "", stage, day, 3, nil)
	s.Person = data.AnswerPerson{Name: name, GivenNames: given, FamilyName: family}
	return s
}

// “Mr J Smith” was kept with his title, for a list that also had Mrs J Smith. A later list
// that said “J Smith” made a third client, who had a follow-up without a beginning.
func TestImportResponses_findsAClientWhoseTitleIsKept(t *testing.T) {
	s := open(t, on("2026-04-08"))
	takeAnswers(t, s, measure.ResponseImport{}, of("Mr J Smith", "Mr J", "Smith", 2, data.Baseline, "2026-01-13"))
	r, rows := takeAnswers(t, s, measure.ResponseImport{}, of("J Smith", "J", "Smith", 2, data.StageFollowUp, "2026-03-14"))
	if clientsHere(t, s) != 1 || r.DoubtfulNew != 1 || len(rows[0].Doubts) == 0 {
		t.Errorf("%d clients: %+v", clientsHere(t, s), rows[0])
	}
	takeAnswers(t, s, measure.ResponseImport{}, of("Mrs J Smith", "Mrs J", "Smith", 2, data.Baseline, "2026-01-14"))
	if clientsHere(t, s) != 2 {
		t.Errorf("with her %d clients", clientsHere(t, s))
	}
	if _, rows = takeAnswers(t, s, measure.ResponseImport{}, of("J Smith", "J", "Smith", 3, data.StageFollowUp, "2026-04-01")); rows[0].Reason == "" || clientsHere(t, s) != 2 {
		t.Errorf("who may be either: %+v, %d clients", rows[0], clientsHere(t, s))
	}
}

// Two of a list who differ in their titles are not both the one client without any.
func TestImportResponses_twoByTheirTitlesAreNotOneClient(t *testing.T) {
	s := open(t, on("2026-04-08"))
	takeAnswers(t, s, measure.ResponseImport{}, of("J Smith", "J", "Smith", 2, data.Baseline, "2026-01-13"))
	_, rows := takeAnswers(t, s, measure.ResponseImport{}, of("Mr J Smith", "Mr J", "Smith", 2, "", "2026-03-13"), of("Mrs J Smith", "Mrs J", "Smith", 3, "", "2026-03-14"))
	if rows[0].Reason == "" || rows[1].Reason == "" || clientsHere(t, s) != 1 {
		t.Errorf("%+v %+v, %d clients", rows[0], rows[1], clientsHere(t, s))
	}
}

func clientsHere(t *testing.T, s *office.Office) int {
	t.Helper()
	_, n, err := s.Casework.Clients(bg, data.ClientFilter{})
	must(t, err)
	return n
}
