package offersheet

import (
	"testing"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/reports"
)

// In some languages the word before a fact is long. It goes over several lines, and
// never into the fact.
func TestLabels_neverReachTheFact(t *testing.T) {
	in := clienttext.Pseudo(clienttext.Expanded)
	for name, l := range map[string]look{"roomy": roomy, "normal": normal, "compact": compact, "large": large} {
		d := newDocument(&data.OfferSheet{}, l, reports.Print{Language: in})
		d.in = in
		d.labels = d.labelled()
		for _, label := range []string{in.Say("sheet.ask_for"), in.Say("sheet.email"), "Donaudampfschifffahrtselektrizitäten", "одна очень длинная подпись перед словами"} {
			for _, part := range d.Wrap(label, d.label, d.labels-1) {
				d.Set(d.label)
				if w := d.Wide(part); w > d.labels {
					t.Errorf("%s: %q is %.1f mm wide, and the fact begins after %.1f", name, part, w, d.labels)
				}
			}
			rows := d.beside(left, label, []row{{lead: d.body.Lead}})
			if want := len(d.Wrap(label, d.label, d.labels-1)); len(rows) != max(want, 1) {
				t.Errorf("%s: %q takes %d rows, want %d", name, label, len(rows), want)
			}
		}
	}
}
