package people

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
)

func openText(t *testing.T, text string) *List {
	t.Helper()
	path := filepath.Join(t.TempDir(), "caseload.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := Open(context.Background(), path, Options{Today: data.MustDate("2026-11-29")})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Lists out of GP systems have the address in several columns, a mobile alone, and
// the surgery under “Registered GP Practice”.
func TestPeople_columnsOfSearchesInGPSystems(t *testing.T) {
	l := openText(t, "NHS Number,Full Name,House Name,Number and Street,Address Line 2,Town,Mobile,Registered GP Practice,Date ref'd\n"+
		"943 476 5919,\"ADAMS, Mary (Mrs)\",The Elms,1 High Street,Westwood,Margate,07700900123,Bethesda,14-Jan-2026\n")
	read, err := l.People(context.Background())
	if err != nil || len(read.People) != 1 {
		t.Fatal(err, read)
	}
	p := read.People[0]
	if c := p.Client; c.Address != "The Elms, 1 High Street, Westwood" || c.Town != "Margate" || c.Phone == "" || c.OtherPhone != "" {
		t.Errorf("%+v", c)
	}
	if len(p.Referrals) != 1 || p.Referrals[0].ReceivedOn.String() != "2026-01-14" {
		t.Errorf("referrals %+v", p.Referrals)
	}
	surgery := false
	for _, a := range l.Asks() {
		surgery = surgery || a.Key == "surgeries"
	}
	if !surgery {
		t.Error("the surgery is not asked about")
	}
}

// The date of something was kept as a note without a word, and no one had a referral.
func TestPeople_theOnlyDateIsAskedAbout(t *testing.T) {
	l := openText(t, "Name,Date of birth,Event date,Event details\nMary Adams,03/02/1950,14 Jan 2026,Referral\n")
	for _, a := range l.Asks() {
		if a.Key == "columns/Event date" && len(a.Answers) == 3 {
			return
		}
	}
	t.Errorf("asked: %+v", l.Asks())
}

// A birthday of 1948 was shown as one of 2148 in the question which way round it is.
func TestPeople_twoDigitYearsAreOfThePast(t *testing.T) {
	l := openText(t, "Name,DOB\nPeter Jones,12.4.48\n")
	for _, a := range l.Asks() {
		if a.Key == "days/DOB" && strings.Contains(a.Answers[0].Means, "12 Apr 1948") {
			return
		}
	}
	t.Errorf("asked: %+v", l.Asks())
}

// Exports of social prescribing programs and of GP systems: the referral was lost with
// its date under “Referral Created Date”, an empty “Village” stood in for the town, and
// a name under “Surname, First” was a note.
func TestPeople_headingsOfExports(t *testing.T) {
	l := openText(t, "Person ID,\"Surname, First\",Village,Town,Referral Created Date,Primary Referral Reason,Referring Organisation\n"+
		"P1,\"Adams, Mary\",,Margate,2026-01-14T10:00:00Z,Loneliness,Bethesda\nP2,\"Jones, Peter\",,Deal,2026-01-15T10:00:00Z,Loneliness,Bethesda\n")
	read, err := l.People(t.Context())
	if err != nil || len(read.People) != 2 {
		t.Fatal(err, read)
	}
	p := read.People[0]
	if p.Client.FamilyName != "Adams" || p.Client.Town != "Margate" || len(p.Referrals) != 1 || p.Referrals[0].ReceivedOn.String() != "2026-01-14" {
		t.Errorf("%+v, %+v, %q", p.Client, p.Referrals, p.Notes)
	}
}

// A list with a row for each contact kept what was said of it in one heap of notes on
// the referral, and could not read how long it took.
func TestPeople_aRowForEachContact(t *testing.T) {
	l := openText(t, "Case ID,Name,Date of contact,Type,Duration (hh:mm),Notes\nA1,Mary Adams,14 Jan 2026,Tel,0:20,Rang\nA1,Mary Adams,21 Jan 2026,Tel,1:05,Rang again\nA2,Peter Jones,15 Jan 2026,Tel,0:10,No reply\nA2,Peter Jones,16 Jan 2026,Tel,0:10,Spoke\n")
	read, err := l.People(t.Context())
	if err != nil || len(read.People) != 2 {
		t.Fatal(err, read)
	}
	c := read.People[0].Contacts
	if len(c) != 2 || c[1].Minutes != 65 || c[1].Note != "Rang again" || string(c[1].Kind) != "phone" || len(read.People[0].Notes) > 0 {
		t.Errorf("%+v, %q", c, read.People[0].Notes)
	}
}

// A caseload in which few have an NHS number was taken for a list of contacts: what its
// notes say of someone became the note of their last contact, and its type and outcome
// those of that contact.
func TestPeople_fewNHSNumbersMakeNoListOfContacts(t *testing.T) {
	for name, heading := range map[string]string{"an NHS number": "NHS number", "a reference": "Client ref"} {
		r := rand.New(rand.NewPCG(1, 2))
		text := heading + ",Name,DOB,Last contact,Type,Outcome,Notes\n"
		for i := range 50 {
			number := ""
			if i%3 == 0 {
				number = fmt.Sprintf("R%d", i)
			}
			if number != "" && heading == "NHS number" {
				number = validNHS(r)
			}
			text += fmt.Sprintf("%s,Ada Quill%c%c,14/02/19%d,%d/03/2024,Housing,Settled,lives with a son\n", number, 'a'+i%7, 'a'+i/7, 40+i, 1+i%28)
		}
		l := openText(t, text)
		if got := becomes(l); got["Last contact"] != ContactOn || got["Notes"] == ContactNote || got["Type"] == ContactKind || got["Outcome"] == ContactOutcome {
			t.Errorf("%s on few rows: columns become %v", name, got)
		}
		if got := read(t, l).People; len(got) != 50 || got[7].Contacts[0].Note != "" {
			t.Errorf("%s on few rows: %d people, the first %+v", name, len(got), got[0])
		}
	}
}

func TestReadMinutes(t *testing.T) {
	for text, want := range map[string]int{"20": 20, "20 mins": 20, "20 Minutes.": 20, "20.0": 20, "0:20": 20, "1:05:00": 65, "1 hr 5": 65, "1h 30m": 90, "1.5 hours": 90, "": -1, "long": -1, "1:75": -1, "-5": -1} {
		if got, ok := readMinutes(text); ok != (want >= 0) || ok && got != want {
			t.Errorf("%q: %d, %v", text, got, ok)
		}
	}
}

// Lists of other programs: who had ended, what to beware of and who they are stood in the
// note on the referral, and “Closed?” was closed.
func TestPeople_whatOtherProgramsCallThings(t *testing.T) {
	person := func(text string, m *Map) *data.ListPerson {
		t.Helper()
		r := read(t, open(t, write(t, text), m))
		if len(r.People) != 1 {
			t.Fatalf("%d people of %q", len(r.People), text)
		}
		return r.People[0]
	}
	p := person("Ref,Family Name,Given Name(s),Born,Opened,Ended,Why ended\n8,Qureshi,Aisha,1-Jan-55,09-Jan-24,01-Feb-24,Moved away\n", nil)
	if r := p.Referrals[0]; !r.Closed || r.ClosedOn != data.MustDate("2024-02-01") || r.CloseReason != "moved_away" {
		t.Errorf("ended: %+v", r)
	}
	p = person("Case Number,Contact Name,Date of Birth,Opened Date,Risk,Alerts\n1021,Ray Pike,13/05/1948,16/01/2024,HIGH,Never leave a message\n", nil)
	if p.Client.Name() != "Ray Pike" || p.Client.Alert != "HIGH. Never leave a message" || len(p.Referrals) != 1 {
		t.Errorf("of Salesforce: %+v", p)
	}
	p = person("Ref,Name,DOB,Referral date,Status\n2,Jan Mann,13/03/1940 00:00:00,14/02/2024,Closed - passed away 05/03/24\n", &Map{Closed: "last_day"})
	if p.Client.BirthDate != data.MustDate("1940-03-13") || p.Referrals[0].CloseReason != data.CloseDied {
		t.Errorf("of Access, and who died: %+v %+v", p.Client, p.Referrals)
	}
	if l := open(t, write(t, "Ref,Name,Referral date,Status\n2,Gus Judd,14/02/2024,Closed?\n3,Ann Lee,15/02/2024,Open\n"), nil); !slices.Contains(keys(l), "statuses") {
		t.Errorf("“Closed?” is not asked about: %q", keys(l))
	}
	p = person("Name,Referral date\nAlan Frost (dob 2/3/55),14/02/2024\n", nil)
	if len(p.Left) != 1 {
		t.Errorf("a birth date within a name: %+v", p.Left)
	}
}
