package people

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"waymark/data"
)

// sessionsOf are the notes of each person's contacts, and of rows that are left the lines
// with why.
func sessionsOf(r *Read) (notes map[string]string, left map[int]string) {
	notes, left = map[string]string{}, map[int]string{}
	for _, p := range r.People {
		var said []string
		for _, k := range p.Contacts {
			said = append(said, k.Note)
		}
		notes[p.Client.Name()] = strings.Join(said, ", ")
	}
	for _, row := range r.Rows {
		left[row.Row] = string(row.Outcome) + ": " + row.Why
	}
	return notes, left
}

// Sessions beneath a test record, beneath “Unknown”, beneath a heading and beneath “This is
// no one’s name” went to the real client further above.
func TestNameless_rowsBeneathNoOneAreNotOfThePersonFurtherAbove(t *testing.T) {
	for name, between := range map[string]string{
		"a test record": "Test Patient,01/01/2000,,14/03/2024,Phone,tried", "no one’s name": "Anonymous,,,14/03/2024,Phone,walked in",
		"unknown": "Unknown,16/04/1972,,14/03/2024,Phone,walked in", "not given": "Not given,,,14/03/2024,Phone,walked in",
		"a heading": "Westbrook Surgery,,,,,", "headings again": "Name,DOB,Phone,Session date,Type,Notes",
		"totals": ",,,Total,4,", "a birth date": ",17/05/1981,,14/03/2024,Phone,hers",
		"a phone": ",,07700 900456,14/03/2024,Phone,hers", "no one, untouched": "Unknown,,,,,",
	} {
		path := write(t, "Name,DOB,Phone,Session date,Type,Notes\n"+
			"Ada Quill,14/02/1958,07700 900123,13/03/2024,Phone,hers 1\n,,,20/03/2024,Phone,hers 2\n,14/02/1958,07700900123,27/03/2024,Phone,hers 3\n"+
			between+"\n"+
			",,,15/03/2024,Phone,of someone else 1\n,,,16/03/2024,Phone,of someone else 2\n"+
			"Ben Best,15/02/1961,,17/03/2024,Phone,his 1\n,,,18/03/2024,Phone,his 2\n")
		if l := open(t, path, nil); !slices.Contains(keys(l), "nameless_rows") {
			t.Errorf("%s: asked %q", name, keys(l))
		}
		notes, left := sessionsOf(read(t, open(t, path, &Map{Nameless: "above"})))
		if len(notes) != 2 || notes["Ada Quill"] != "hers 1, hers 2, hers 3" || notes["Ben Best"] != "his 1, his 2" {
			t.Errorf("%s: sessions are %q", name, notes)
		}
		if len(left) != 3 || !strings.Contains(left[6], "does not say who") || !strings.Contains(left[7], "does not say who") {
			t.Errorf("%s: left are %v", name, left)
		}
	}
}

// The answer says that such rows are about the person above. Only rows beneath a person
// count for whether it is asked.
func TestNameless_rowsBeneathNoOneAreNotAskedAbout(t *testing.T) {
	l := open(t, write(t, "Name,DOB,Session date,Type,Notes\nAda Quill,14/02/1958,13/03/2024,Phone,hers\nTest Patient,01/01/2000,14/03/2024,Phone,tried\n,,15/03/2024,Phone,again\n,,16/03/2024,Phone,and again\n"), nil)
	if got := keys(l); slices.Contains(got, "nameless_rows") {
		t.Errorf("asked are %q", got)
	}
}

// A filter hid the row that names Ben, and his visible sessions went to Ada. Hers go on
// beneath a hidden one of her own.
func TestNameless_rowsBeneathAHiddenNameAreNotOfThePersonFurtherAbove(t *testing.T) {
	path := book(t, map[string][][]any{"List": {{"Name", "DOB", "Session date", "Type", "Notes"},
		{"Ada Quill", "14/02/1958", "13/03/2024", "Phone", "hers 1"}, {"", "", "14/03/2024", "Phone", "hers, hidden"}, {"", "", "15/03/2024", "Phone", "hers 2"},
		{"Ben Best", "15/02/1961", "17/03/2024", "Phone", "his, hidden"}, {"", "", "18/03/2024", "Phone", "his 2"}, {"", "", "19/03/2024", "Phone", "his 3"}}}, "List")
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for _, r := range []int{3, 5} {
		if err := f.SetRowVisible("List", r, false); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	notes, left := sessionsOf(read(t, open(t, path, &Map{Nameless: "above", HiddenRows: "leave_out"})))
	if len(notes) != 1 || notes["Ada Quill"] != "hers 1, hers 2" || len(left) != 4 || !strings.Contains(left[6], "does not say who") {
		t.Errorf("hidden rows left out: %q, left %v", notes, left)
	}
	notes, left = sessionsOf(read(t, open(t, path, &Map{Nameless: "above", HiddenRows: "read"})))
	if notes["Ada Quill"] != "hers 1, hers, hidden, hers 2" || notes["Ben Best"] != "his, hidden, his 2, his 3" || len(left) != 0 {
		t.Errorf("hidden rows read: %q, left %v", notes, left)
	}
}

// The question is about sheets of people. On a sheet of sessions a row without a reference
// was joined with the row above unasked.
func TestNameless_rowsOfASheetOfSessionsAreNotJoined(t *testing.T) {
	path := book(t, map[string][][]any{
		"Clients":  {{"Ref", "Name", "DOB"}, {"A1", "Ada Quill", "14/02/1958"}, {"A2", "Ben Best", "15/02/1961"}},
		"Contacts": {{"Ref", "Date", "Type", "Outcome", "Notes"}, {"A1", "2/4/2024", "Phone", "Attended", "hers"}, {"", "3/4/2024", "Phone", "Attended", "no one’s"}, {"A2", "4/4/2024", "Phone", "Attended", "his"}},
	}, "Clients", "Contacts")
	r := read(t, open(t, path, &Map{Nameless: "above"}))
	notes, _ := sessionsOf(r)
	if notes["Ada Quill"] != "hers" || notes["Ben Best"] != "his" || len(r.Left) != 1 || r.Left[0].At != (data.ListPlace{Sheet: "Contacts", Row: 3}) {
		t.Errorf("sessions are %q, left %+v", notes, r.Left)
	}
}

// “Unknown male” and “Name not given” became clients. “Baby Smith” may be one: it is listed.
func TestPeople_whoHasNoNameIsNoClient(t *testing.T) {
	path := write(t, "Name,DOB,Referral date,Notes\nAda Quill,14/02/1958,13/03/2024,a\nUnknown male,,14/03/2024,b\nUNKNOWN (female),,14/03/2024,c\nNo name given,,14/03/2024,d\n"+
		"Name not given,,14/03/2024,e\nAnonymous caller 2,,14/03/2024,f\nTest,,14/03/2024,g\nName withheld,,14/03/2024,h\n"+
		"Baby Smith,,15/03/2024,i\nUnknown Smith,,15/03/2024,j\nLady Known,16/04/1972,15/03/2024,k\nNo Kim,17/04/1972,15/03/2024,l\n")
	r := read(t, open(t, path, nil))
	var names, listed []string
	for _, p := range r.People {
		names = append(names, p.Client.Name())
		for _, l := range p.Left {
			if strings.Contains(l.Why, "stand for a name") {
				listed = append(listed, p.Client.Name())
			}
		}
	}
	if !slices.Equal(names, []string{"Ada Quill", "Baby Smith", "Unknown Smith", "Known", "No Kim"}) || !slices.Equal(listed, []string{"Baby Smith", "Unknown Smith"}) || len(r.Left) != 7 {
		t.Errorf("clients are %q, listed %q, left %+v", names, listed, r.Left)
	}
}

// A walk-in became a client, and “Nil Kumar” and “Xu X” lost half of their names without a
// word.
func TestPeople_whatMayStandForANameIsListed(t *testing.T) {
	r := read(t, open(t, write(t, "First name,Surname,Referral date\nWalk-in,,14/03/2024\nNil,Kumar,14/03/2024\nXu,X,14/03/2024\nMum,,14/03/2024\nAnn’s,mum,14/03/2024\nJack,Daughter,14/03/2024\nSuharto,-,14/03/2024\n"), nil))
	var got []string
	for _, p := range r.People {
		got = append(got, fmt.Sprintf("%s %d", p.Client.Name(), len(p.Left)))
	}
	if want := []string{"Kumar 1", "Xu 1", "Mum 1", "Ann’s mum 1", "Jack Daughter 0", "Suharto 0"}; !slices.Equal(got, want) || len(r.Left) != 1 {
		t.Errorf("%q, left %v", got, r.Left)
	}
}
