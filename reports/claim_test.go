package reports

import "testing"

// A finding that rests on a hidden count would let a reader work that count out.
func TestClaim_restsOnNothingHidden(t *testing.T) {
	c := claim{about: "People seen", says: "Money was the most common reason", apart: true, on: []Cell{{N: 30}, {N: 20}}}
	if c.title() != "Money was the most common reason" || !c.finds() {
		t.Errorf("of what is shown: %q", c.title())
	}
	c.on[1].Hidden = true
	if c.title() != "People seen" || c.finds() {
		t.Errorf("of what is hidden: %q", c.title())
	}
}

// Where one person may be in several rows, a hidden row may be as large as the
// largest that is shown.
func TestClaim_aHiddenRowMayLead(t *testing.T) {
	w := phrases{about: "needs found", lead: "%s was the most common need"}
	table := &Table{Unit: "people", Overlaps: true, N: Cell{N: 60}, Recorded: Cell{N: 60}, Rows: []Row{
		{Label: "Money", Cell: Cell{N: 40}}, {Label: "Housing", Cell: Cell{N: 6}}, {Label: "Work", Cell: Cell{Hidden: true}},
	}}
	if got := w.claim(table).title(); got != "Money was the most common need (40 of 60 people)" {
		t.Errorf("where the hidden row is smaller: %q", got)
	}
	table.topped = true
	if c := w.claim(table); c.finds() {
		t.Errorf("where the hidden row may be larger: %q", c.title())
	}
}
