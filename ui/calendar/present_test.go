package calendar

import (
	"strings"
	"testing"

	"waymark/data/agenda"
)

// A new kind of entry that no one has given a look yet would stand in the week as
// an empty box.
func TestItem_ofAKindWithoutALookOfItsOwn(t *testing.T) {
	e := agenda.Entry{Kind: "training", From: 9 * 60, To: 10 * 60, Client: "Anna", About: "First aid", Staff: "Sam"}
	it := (&picture{}).item(0, e, true)
	if !strings.Contains(it.Title, "Anna") || !strings.Contains(strings.Join(it.Lines, " "), "First aid") {
		t.Errorf("it shows %q, %q", it.Title, it.Lines)
	}
}
