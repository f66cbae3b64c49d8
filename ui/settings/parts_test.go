package settings

import (
	"testing"

	"waymark/ui/uitest"
)

func TestPartsLeadToTheirPart(t *testing.T) {
	d := uitest.New(t)
	parts := Parts(d.Host)
	if len(parts) != len(partWords) {
		t.Fatalf("%d parts and %d lines of other words", len(parts), len(partWords))
	}
	for i, part := range parts {
		if p := New(d.Host, part.Route).(*page); p.open != i {
			t.Errorf("%q opens part %d, not %d", part.Title, p.open, i)
		}
	}
}
