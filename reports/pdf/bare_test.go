package pdf_test

import (
	"strings"
	"testing"

	"waymark/reports/internal/fixture"
)

// Of an empty period four tables in a row said that no one was seen, and five that
// nothing was offered.
func TestEmptyPeriod_saysEachThingOnce(t *testing.T) {
	r := build(t, fixture.Empty(), "x", safe)
	paper := text(t, write(t, r))
	_, body, ok := strings.Cut(paper, "Who we supported\nSex; Age; Surgery; Source of referral")
	if !ok {
		_, body, ok = strings.Cut(oneLine(paper), "Sex; Age; Surgery; Source of referral")
	}
	if !ok {
		t.Fatalf("the tables are not named together: %s", oneLine(paper))
	}
	for said, most := range map[string]int{"No one was seen in this period": 2, "No service was offered in this period": 1} {
		if n := strings.Count(oneLine(body), said); n == 0 || n > most {
			t.Errorf("%q is said %d times", said, n)
		}
	}
}
