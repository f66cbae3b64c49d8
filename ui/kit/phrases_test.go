package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

func TestPhrasesEndWithAnEllipsisWhereThereIsNoRoom(t *testing.T) {
	line := kit.NewPhrases()
	line.Set(kit.Phrase{Text: "Showing "}, kit.Phrase{Text: "counselling", Bold: true}, kit.Phrase{Text: " · 14 of 1,204 services"})
	w := kittest.Window(t, 600, 40, line)
	if line.Text() != "Showing counselling · 14 of 1,204 services" || line.TipText() != "" {
		t.Errorf("says %q, hides %q", line.Text(), line.TipText())
	}
	if markup := test.RenderObjectToMarkup(line); !strings.Contains(markup, "<text bold") || !strings.Contains(markup, "counselling") {
		t.Errorf("the word does not stand out: %s", markup)
	}
	w.Resize(fyne.NewSize(120, 40))
	line.Resize(fyne.NewSize(120, 20))
	if line.TipText() != line.Text() {
		t.Error("what is cut off is nowhere to be read")
	}
	if line.MinSize().Width > 120 {
		t.Errorf("a long line asks for %v", line.MinSize().Width)
	}
}

func TestCopyLinePutsItsTextOnTheClipboard(t *testing.T) {
	line := kit.NewCopyLine("01632 960101", kit.Body)
	w := kittest.Window(t, 400, 40, line)
	w.Canvas().FocusNext()
	kittest.Press(w, fyne.KeyReturn)
	if got := fyne.CurrentApp().Clipboard().Content(); got != "01632 960101" || line.Text() != got {
		t.Errorf("copied %q", got)
	}
	if !strings.Contains(test.RenderObjectToMarkup(line), "Copied") {
		t.Error("nothing says that it was copied")
	}
}
