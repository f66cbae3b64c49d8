package desk_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// surgeries is a database with two surgeries and their people.
type surgeries struct {
	*office.Office
	own, other data.ID
}

func openSurgeries(t *testing.T) *surgeries {
	t.Helper()
	ctx := context.Background()
	clock := data.Clock(func() time.Time { return time.Date(2026, 4, 7, 10, 12, 0, 0, time.UTC) })
	store.Templates()
	o, err := office.Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: clock})
	must(t, err)
	t.Cleanup(func() { _ = o.Close() })
	s := &surgeries{Office: o}
	for to, name := range map[*data.ID]string{&s.own: "Birchington Medical Centre", &s.other: "Mocketts Wood Surgery"} {
		surgery := data.Surgery{Name: name}
		must(t, o.Lists.SaveSurgery(ctx, &surgery))
		*to = surgery.ID
	}
	s.person(t, "Rahima", "Begum", "1958-09-03", "07700 900641", s.own)
	s.person(t, "Abdul", "Rahman Siddiqui", "1949-12-14", "07700 900720", s.own)
	s.person(t, "Rahul", "Mehta", "1960-01-02", "07700 900999", s.other)
	s.person(t, "Rahel", "Levi", "1971-05-06", "", "")
	return s
}

func (s *surgeries) person(t *testing.T, given, family, born, phone string, surgery data.ID) data.ID {
	t.Helper()
	c := data.Client{GivenNames: given, FamilyName: family, BirthDate: data.MustDate(born), Phone: phone, SurgeryID: surgery,
		Postcode: "CT7 9PA", NHSNumber: "", Matters: "Rahsaan is the cat"}
	must(t, s.Casework.SaveClient(context.Background(), &c))
	return c.ID
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func names(people []data.DeskPerson) string {
	text := ""
	for _, p := range people {
		text += p.Name + "; "
	}
	return text
}

func TestFind_ownPeopleByPartAndOthersOnlyExactly(t *testing.T) {
	s := openSurgeries(t)
	s.Session.StandIn(s.own)
	for typed, want := range map[string]string{
		"rah":                      "Rahima Begum; Abdul Rahman Siddiqui; ",
		"3/9/1958":                 "Rahima Begum; ",
		"900720":                   "Abdul Rahman Siddiqui; ",
		"ra":                       "Rahima Begum; Abdul Rahman Siddiqui; ",
		"rahul":                    "",
		"rahul mehta":              "",
		"rahul mehta 2/1/1960":     "Rahul Mehta; ",
		"mehta rahul 07700 900999": "Rahul Mehta; ",
		"2/1/1960":                 "",
		"rahel levi 6 may 1971":    "Rahel Levi; ",
		"ct7":                      "", // found by postcode elsewhere, but a desk does not learn who lives there
		"":                         "",
	} {
		people, err := s.Desk.Find(context.Background(), s.own, typed)
		if err != nil || names(people) != want {
			t.Errorf("%q finds %q, %v; want %q", typed, names(people), err, want)
		}
	}
	people, err := s.Desk.Find(context.Background(), s.own, "rahul mehta 2/1/1960")
	if err != nil || people[0].Surgery != "Mocketts Wood Surgery" {
		t.Errorf("%+v %v", people, err)
	}
}
