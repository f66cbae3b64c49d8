package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

// A comma stays at the word that leans, words lean and stand out, and no line
// is wider than the space.
func TestProseWrapsAndLeans(t *testing.T) {
	p := kit.NewProse([]kit.Stretch{{Text: "• "}, {Text: "They go "}, {Text: "once", Italic: true}, {Text: ", when "}, {Text: "we pick for them", Bold: true},
		{Text: ". " + strings.Repeat("And again. ", 20) + "https://example.org/" + strings.Repeat("long", 30)}}, kit.Body)
	kittest.Window(t, 300, 400, p)
	if got := p.Text(); !strings.HasPrefix(got, "• They go once, when we pick for them. And again.") {
		t.Error(got)
	}
	rows := map[float32]bool{}
	for _, o := range test.LaidOutObjects(p) {
		text, ok := o.(*canvas.Text)
		if !ok {
			continue
		}
		rows[text.Position().Y] = true
		if end := text.Position().X + text.Size().Width; end > p.Size().Width+1 {
			t.Errorf("%q ends at %g of %g", text.Text, end, p.Size().Width)
		}
		if text.TextStyle.Italic != (text.Text == "once") || text.TextStyle.Bold != strings.Contains("we pick for them", strings.TrimSpace(text.Text)) {
			t.Errorf("%q is printed as %+v", text.Text, text.TextStyle)
		}
	}
	if len(rows) < 4 || p.MinSize().Height < 4*15 {
		t.Errorf("%d lines, %g high", len(rows), p.MinSize().Height)
	}
}
