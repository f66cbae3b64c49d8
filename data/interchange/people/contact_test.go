package people

import (
	"slices"
	"testing"
)

// “Attended” and “Seen” without a date of the contact stood nowhere, nor did the note of a
// contact that was left out because the list does not say what came of it.
func TestPeople_whatIsSaidOfAContactThatIsNotMadeIsANote(t *testing.T) {
	leave := &Map{Kinds: map[string]string{"": leaveOut}, Outcomes: map[string]string{"": leaveOut}}
	for _, c := range []struct {
		list string
		m    *Map
		want string // the note of the first person; "" for none
	}{
		{"Referral date,Seen\nAnn Lee,14/03/1950,21/04/2026,Yes", nil, "Seen: Yes"},
		{"Referral date,Attended\nAnn Lee,14/03/1950,21/04/2026,No", nil, "Attended: No"},
		{"Referral date,Contact method\nAnn Lee,14/03/1950,21/04/2026,Phone", nil, "Contact method: Phone"},
		{"Date seen,Seen?\nAnn Lee,14/03/1950,,UTA\nBo Low,15/03/1950,21/04/2026,Yes", nil, "Contact without a date: Seen?: UTA."},
		{"Date seen,Attended,Minutes,Contact notes\nAnn Lee,14/03/1950,,Yes,20,Low in mood", nil, "Contact without a date: Attended: Yes. Minutes: 20. Low in mood"},
		{"Date seen,Contact notes\nAnn Lee,14/03/1950,,Low in mood", nil, "Contact without a date: Low in mood"},
		{"Date seen,Attended,Minutes\nAnn Lee,14/03/1950,,,0", nil, ""},
		{"Date seen,Attended\nAnn Lee,14/03/1950,31/02/2026,Yes", nil, "Contact of 31/02/2026: Attended: Yes."},
		{"Date seen,Contact notes\nAnn Lee,14/03/1950,21/04/2026,Wants to die; safety plan", leave, "Contact of 21/04/2026: Wants to die; safety plan"},
	} {
		p := read(t, open(t, write(t, "Name,DOB,"+c.list+"\n"), c.m)).People[0]
		if len(p.Contacts) > 0 || c.want == "" && len(p.Notes) > 0 || c.want != "" && !slices.Contains(p.Notes, c.want) {
			t.Errorf("%s: contacts %+v, notes %q, want %q", c.list, p.Contacts, p.Notes, c.want)
		}
	}
}
