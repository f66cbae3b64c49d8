package kit_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
	"waymark/ui/uitest"
)

// longForm has fields of every kind that once stopped the wheel, in a window that shows
// a part of them.
func longForm(rows *kit.Rows) (content fyne.CanvasObject, line, lines *kit.TextField) {
	line, lines = kit.NewTextField("Town"), kit.NewTextArea("Note", 0)
	tail := kit.VStack(8)
	for range 20 {
		tail.Add(kit.NewTextField("Another"))
	}
	return kit.VStack(8, line, lines, kit.Fixed(200, 120, rows), tail), line, lines
}

func someRows(n int) *kit.Rows {
	return kit.NewRows(func() int { return n }, func() fyne.CanvasObject { return kit.NewRowText() },
		func(i int, o fyne.CanvasObject) { o.(*kit.RowText).Set(kit.RowData{Title: fmt.Sprintf("Row %d", i)}) }, 30)
}

// turn turns the wheel over the middle of an object.
func turn(w fyne.Window, over fyne.CanvasObject, by float32) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(over)
	test.Scroll(w.Canvas(), at.AddXY(over.Size().Width/2, over.Size().Height/2), 0, by)
}

// TestWheel_scrollsThePageUnderAnything: a form stood still as soon as a field came
// under the pointer, since Fyne gives the wheel to the field.
func TestWheel_scrollsThePageUnderAnything(t *testing.T) {
	rows := someRows(3)
	content, line, lines := longForm(rows)
	page := kit.Scroll(content)
	w := kittest.Window(t, 400, 400, page)
	for name, over := range map[string]fyne.CanvasObject{"a line": line.Entry, "lines": lines.Entry, "a short list": rows} {
		page.ScrollToTop()
		turn(w, over, -40)
		if page.Offset() != 40 {
			t.Errorf("%s: the page is scrolled by %v, want 40", name, page.Offset())
		}
	}
}

func TestWheel_scrollsWhatIsLongerThanItsBoxFirst(t *testing.T) {
	rows := someRows(30)
	content, _, lines := longForm(rows)
	page := kit.Scroll(content)
	w := kittest.Window(t, 400, 400, page)
	lines.SetText(strings.Repeat("A line of the note\n", 30))
	for name, over := range map[string]fyne.CanvasObject{"a long text": lines.Entry, "a long list": rows} {
		page.ScrollToTop()
		turn(w, over, -40)
		if page.Offset() != 0 {
			t.Errorf("%s: the page went by %v instead", name, page.Offset())
		}
		for range 40 {
			turn(w, over, -400)
			if page.Offset() > 0 {
				break
			}
		}
		if page.Offset() == 0 {
			t.Errorf("%s: at its end the page stands still", name)
		}
	}
}

func TestWheel_scrollsADialogAndNotThePageBelow(t *testing.T) {
	content, _, _ := longForm(someRows(3))
	page := kit.Scroll(content)
	w := kittest.Window(t, 400, 400, page)
	inside, line, _ := longForm(someRows(3))
	kit.ShowForm(w, "Change", inside, "Save", func() bool { return true })
	was := fyne.CurrentApp().Driver().AbsolutePositionForObject(line).Y
	turn(w, line.Entry, -40)
	if now := fyne.CurrentApp().Driver().AbsolutePositionForObject(line).Y; now != was-40 || page.Offset() != 0 {
		t.Errorf("the dialog went by %v, the page by %v", was-now, page.Offset())
	}
}

func TestRows_showWhatWasSelectedBeforeTheyHadTheirPlace(t *testing.T) {
	rows := someRows(40)
	rows.Select(30)
	w := kittest.Window(t, 300, 200, rows)
	seen := false
	uitest.Walk(w.Content(), func(s uitest.Seen) {
		if text, ok := s.Object.(*canvas.Text); ok && text.Text == "Row 30" {
			seen = s.At.In(s.View)
		}
	})
	if !seen {
		t.Error("row 30 is selected and not in view")
	}
}
