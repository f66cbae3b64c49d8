package pdf_test

import (
	"strings"
	"testing"

	"waymark/reports/internal/fixture"
)

// What is not shown is named once: “Services offered. Services offered.” was said
// of a title without a finding.
func TestUnshown_saysItsTitleOnce(t *testing.T) {
	page := strings.Join(strings.Fields(text(t, write(t, build(t, fixture.One(), "x", safe)))), " ")
	if !strings.Contains(page, "Not shown, because") {
		t.Fatal("nothing is hidden")
	}
	for _, title := range []string{"People offered a service.", "Services offered.", "From referral to first contact.", "From referral to first service.", "Gaps in local services."} {
		if strings.Contains(page, title+" "+title) {
			t.Errorf("%q is said twice", title)
		}
	}
}

// A line never ends within “n = 68” or “p < 0.001”.
func TestNotes_signsStayWithTheirNumbers(t *testing.T) {
	for _, line := range strings.Split(poppler(t, "pdftotext", write(t, build(t, fixture.Pilot(), "x", safe)), "-"), "\n") {
		line = strings.TrimSpace(line)
		if strings.HasSuffix(line, " =") || strings.HasSuffix(line, " <") || strings.HasPrefix(line, "= ") || strings.HasPrefix(line, "< ") {
			t.Error(line)
		}
	}
}
