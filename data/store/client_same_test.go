package store_test

import (
	"errors"
	"testing"

	"waymark/data"
	"waymark/data/store/office"
)

func person(given, family, born, nhs string) data.Client {
	c := data.Client{GivenNames: given, FamilyName: family, NHSNumber: nhs}
	if born != "" {
		c.BirthDate = d(born)
	}
	return c
}

// refusedFor returns why a save was refused as a double, or "".
func refusedFor(t *testing.T, err error) (why string, ids []data.ID) {
	t.Helper()
	if err == nil {
		return "", nil
	}
	var same *data.DuplicateClient
	if !errors.As(err, &same) || data.CodeOf(err) != data.CodeDuplicate {
		t.Fatalf("want a refusal as a double, got %v", err)
	}
	for _, s := range same.Same {
		ids = append(ids, s.ID)
	}
	return same.Same[0].Why, ids
}

func TestSaveClient_whoIsHereAlready(t *testing.T) {
	const nhs, otherNHS = "943 476 5919", "987 654 3210"
	cases := map[string]struct {
		here, comes data.Client
		why         string
	}{
		"the same NHS number, written differently": {person("Ann", "Lee", "", "9434765919"), person("Bea", "Ray", "", "943-476 5919"), "the same NHS number"},
		"case":                          {person("Ann", "Lee", "1950-01-02", ""), person("ANN", "lee", "1950-01-02", ""), "the same name and date of birth"},
		"accents":                       {person("Siân", "Łoś", "1950-01-02", ""), person("Sian", "Los", "1950-01-02", ""), "the same name and date of birth"},
		"spaces":                        {person("Mary Ann", "van der Berg", "1950-01-02", ""), person("Maryann", "Vanderberg", "1950-01-02", ""), "the same name and date of birth"},
		"apostrophes":                   {person("Ann", "O’Brien", "1950-01-02", ""), person("Ann", "O Brien", "1950-01-02", ""), "the same name and date of birth"},
		"order of a double name":        {person("Ann", "Smith-Jones", "1950-01-02", ""), person("Ann", "Jones Smith", "1950-01-02", ""), "the same name and date of birth"},
		"order and spaces":              {person("Ann-Mary", "Vanderberg", "1950-01-02", ""), person("Mary Ann", "van der Berg", "1950-01-02", ""), "the same name and date of birth"},
		"first and last name exchanged": {person("Ann", "Lee", "1950-01-02", ""), person("Lee", "Ann", "1950-01-02", ""), "the same name and date of birth"},
		"name in one field":             {person("Ann", "Lee", "1950-01-02", ""), person("", "Ann Lee", "1950-01-02", ""), "the same name and date of birth"},

		"another birth date":          {person("Ann", "Lee", "1950-01-02", ""), person("Ann", "Lee", "1951-01-02", ""), ""},
		"no birth date":               {person("Ann", "Lee", "1950-01-02", ""), person("Ann", "Lee", "", ""), ""},
		"neither has a birth date":    {person("Ann", "Lee", "", ""), person("Ann", "Lee", "", ""), ""},
		"another name":                {person("Ann", "Lee", "1950-01-02", nhs), person("Anna", "Lee", "1950-01-02", otherNHS), ""},
		"neither has an NHS number":   {person("Ann", "Lee", "", ""), person("Bea", "Ray", "", ""), ""},
		"a twin of one family's name": {person("Ann", "Lee", "1950-01-02", nhs), person("Bea", "Lee", "1950-01-02", otherNHS), ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := open(t, on("2026-06-30"))
			must(t, s.Casework.SaveClient(bg, &c.here))
			why, ids := refusedFor(t, s.Casework.SaveClient(bg, &c.comes))
			if why != c.why {
				t.Fatalf("refused for %q, want %q", why, c.why)
			}
			if c.why == "" {
				return
			}
			if len(ids) != 1 || ids[0] != c.here.ID {
				t.Errorf("the refusal names %v, want %v", ids, c.here.ID)
			}
			if _, n := allClients(t, s); n != 1 || c.comes.ID != "" {
				t.Errorf("%d clients are stored, and the new one has the ID %q", n, c.comes.ID)
			}
			must(t, s.Casework.SaveClientAsAnother(bg, &c.comes, ids...))
			if _, n := allClients(t, s); n != 2 {
				t.Errorf("%d clients after saving as another person", n)
			}
		})
	}
}

func allClients(t *testing.T, s *office.Office) ([]data.ClientRow, int) {
	t.Helper()
	rows, n, err := s.Casework.Clients(bg, data.ClientFilter{})
	must(t, err)
	return rows, n
}

func TestSaveClientAsAnother_asksAboutWhoCameMeanwhile(t *testing.T) {
	s := open(t, on("2026-06-30"))
	first, second := person("Ann", "Lee", "1950-01-02", ""), person("Ann", "Lee", "1950-01-02", "")
	must(t, s.Casework.SaveClient(bg, &first))
	must(t, s.Casework.SaveClientAsAnother(bg, &second, first.ID))
	third := person("ann", "lee", "1950-01-02", "")
	if _, ids := refusedFor(t, s.Casework.SaveClientAsAnother(bg, &third, first.ID)); len(ids) != 1 || ids[0] != second.ID {
		t.Errorf("the refusal names %v, want only who was not shown yet", ids)
	}
}

func TestSaveClient_editIsRefusedOnlyForWhatItChanges(t *testing.T) {
	s := open(t, on("2026-06-30"))
	ann, bea := person("Ann", "Lee", "1950-01-02", "9434765919"), person("Bea", "Ray", "1960-01-02", "")
	must(t, s.Casework.SaveClient(bg, &ann))
	must(t, s.Casework.SaveClient(bg, &bea))
	bea.NHSNumber = "9434765919"
	if why, _ := refusedFor(t, s.Casework.SaveClient(bg, &bea)); why != "the same NHS number" {
		t.Fatalf("refused for %q", why)
	}
	must(t, s.Casework.SaveClientAsAnother(bg, &bea, ann.ID))
	bea.Town = "Minster" // they are known as two now
	must(t, s.Casework.SaveClient(bg, &bea))
	ann.Town = "Sarre"
	must(t, s.Casework.SaveClient(bg, &ann))
	bea.GivenNames, bea.FamilyName, bea.BirthDate, bea.NHSNumber = "Cy", "Dee", d("1970-01-02"), ""
	must(t, s.Casework.SaveClient(bg, &bea))
	bea.GivenNames, bea.FamilyName, bea.BirthDate = "Ann", "Lee", d("1950-01-02")
	if why, _ := refusedFor(t, s.Casework.SaveClient(bg, &bea)); why != "the same name and date of birth" {
		t.Errorf("refused for %q after becoming the same again", why)
	}
}

func TestDuplicateClient_namesNobodyInItsSentence(t *testing.T) {
	s := open(t, on("2026-06-30"))
	here, comes := person("Ann", "Lee", "1950-01-02", ""), person("Ann", "Lee", "1950-01-02", "")
	must(t, s.Casework.SaveClient(bg, &here))
	err := s.Casework.SaveClient(bg, &comes)
	if got, want := data.Sentence(err), "A client with the same name and date of birth is here already. Open that record, or save this one as another person."; got != want || err.Error() != want {
		t.Errorf("the sentence is %q and %q", got, err.Error())
	}
}
