package kit_test

import (
	"fmt"
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
	"waymark/ui/uitest"
)

// list is Rows of n rows that counts the objects made and the rows filled.
type list struct {
	*kit.Rows
	n, made, filled  int
	selected, opened []int
}

func newList(n int) *list {
	l := &list{n: n}
	l.Rows = kit.NewRows(func() int { return l.n },
		func() fyne.CanvasObject { l.made++; return kit.NewRowText() },
		func(i int, o fyne.CanvasObject) {
			l.filled++
			o.(*kit.RowText).Set(kit.RowData{Title: fmt.Sprint("Row ", i)})
		}, kit.RowHeight())
	l.OnSelect = func(i int) { l.selected = append(l.selected, i) }
	l.OnOpen = func(i int) { l.opened = append(l.opened, i) }
	return l
}

func TestRowsMakeOnlyWhatIsSeen(t *testing.T) {
	l := newList(100_000)
	w := kittest.Window(t, 400, 600, l.Rows)
	w.Canvas().Focus(l.Rows)
	kittest.Press(w, fyne.KeyEnd)
	if l.Selected() != 99_999 {
		t.Errorf("End selects %d", l.Selected())
	}
	kittest.Press(w, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyDown)
	if l.made > 30 {
		t.Errorf("%d row objects were made", l.made)
	}
	before := l.filled
	l.Refresh()
	if l.filled != before {
		t.Error("a refresh fills the rows again")
	}
	l.Reload()
	if l.filled == before {
		t.Error("Reload fills nothing")
	}
}

func TestRowsSelectAndOpenByKeyboard(t *testing.T) {
	l := newList(3)
	w := kittest.Window(t, 400, 400, l.Rows)
	w.Canvas().Focus(l.Rows)
	kittest.Press(w, fyne.KeyReturn) // nothing selected: nothing opens
	kittest.Press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if want := []int{0, 1, 2, 1}; !reflect.DeepEqual(l.selected, want) {
		t.Errorf("selected %v, want %v", l.selected, want)
	}
	if !reflect.DeepEqual(l.opened, []int{1}) {
		t.Errorf("opened %v", l.opened)
	}
}

func TestRowsSelectByTap(t *testing.T) {
	l := newList(10)
	w := kittest.Window(t, 400, 400, l.Rows)
	test.TapCanvas(w.Canvas(), fyne.NewPos(50, kit.RowHeight()*2.5))
	if l.Selected() != 2 || len(l.selected) != 1 {
		t.Errorf("selected %d, told %v", l.Selected(), l.selected)
	}
	test.DoubleTap(rowAt(t, w, "Row 4"))
	if !reflect.DeepEqual(l.opened, []int{4}) {
		t.Errorf("opened %v", l.opened)
	}
	l.Select(7)
	if len(l.selected) != 2 {
		t.Errorf("Select told someone: %v", l.selected)
	}
}

// rowAt is the tappable around a row's text.
func rowAt(t *testing.T, w fyne.Window, title string) fyne.DoubleTappable {
	t.Helper()
	var last fyne.DoubleTappable
	for _, o := range test.LaidOutObjects(w.Content()) {
		if d, ok := o.(fyne.DoubleTappable); ok {
			last = d
		}
		if row, ok := o.(*kit.RowText); ok && row.Data().Title == title {
			return last
		}
	}
	t.Fatalf("no row %q", title)
	return nil
}

func TestRowsForgetASelectionThatIsGone(t *testing.T) {
	l := newList(5)
	w := kittest.Window(t, 400, 400, l.Rows)
	l.Select(4)
	l.n = 2
	l.Reload()
	if l.Selected() != -1 {
		t.Errorf("row %d of 2 is selected", l.Selected())
	}
	l.n = 0
	l.Reload()
	w.Canvas().Focus(l.Rows)
	kittest.Press(w, fyne.KeyDown, fyne.KeyEnd, fyne.KeyReturn)
	if l.Selected() != -1 || len(l.opened) != 0 {
		t.Error("an empty list has a selection")
	}
}

func TestRowTextTellsWhatItHides(t *testing.T) {
	row := kit.NewRowText()
	kittest.Window(t, 260, 58, row)
	row.Set(kit.RowData{Title: kittest.LongName, Secondary: "First follow-up"})
	if got := row.TipText(); got != kittest.LongName+"\nFirst follow-up" {
		t.Errorf("the tip is %q", got)
	}
	row.Set(kit.RowData{Title: "Ann", Marks: []kit.Range{{From: 0, To: 99}, {From: 2, To: 1}}})
	if got := row.TipText(); got != "" {
		t.Errorf("a row that hides nothing has the tip %q", got)
	}
}

// The directory's list was left out at first: its last row was cut below the name.
func TestRows_noRowIsSeenInHalf(t *testing.T) {
	count, row := func() int { return 100 }, func() fyne.CanvasObject { return kit.NewRowText() }
	fill := func(_ int, o fyne.CanvasObject) { o.(*kit.RowText).Set(kit.RowData{Title: "Row"}) }
	for name, list := range map[string]func() fyne.CanvasObject{
		"Rows":    func() fyne.CanvasObject { return kit.NewRows(count, row, fill, 50) },
		"KeyRows": func() fyne.CanvasObject { return kit.NewKeyRows(count, row, fill, 50) },
	} {
		t.Run(name, func(t *testing.T) { seesWholeRows(t, list()) })
	}
}

// seesWholeRows shows a list with room for six rows of 50 and a half, and turns the wheel.
func seesWholeRows(t *testing.T, rows fyne.CanvasObject) {
	t.Helper()
	w := kittest.Window(t, 400, 330, rows)
	for _, turn := range []float32{0, -10, -10, -35, -200, 60, -9000} {
		test.Scroll(w.Canvas(), fyne.NewPos(100, 100), 0, turn)
		seen := 0
		uitest.Walk(w.Content(), func(s uitest.Seen) {
			if _, ok := s.Object.(*kit.RowText); !ok {
				return
			}
			switch inside := s.At.In(s.View); {
			case inside:
				seen++
			case s.At.Bottom() > s.View.Y+1 && s.At.Y < s.View.Bottom()-1:
				t.Fatalf("after %v: a row at %v, where %v can be seen", turn, s.At, s.View)
			}
		})
		if seen != 6 {
			t.Errorf("after %v: %d whole rows, want 6", turn, seen)
		}
	}
}

// A band of nearly a row's height was left blank below the last row that fitted.
func TestRows_fillTheListWithWholeRows(t *testing.T) {
	l := newList(20)
	w := kittest.Window(t, 400, 6*kit.RowHeight()+50, l.Rows)
	for _, n := range []int{20, 7, 20} {
		l.n = n
		l.Reload()
		for _, turn := range []float32{0, -9000, 9000} {
			test.Scroll(w.Canvas(), fyne.NewPos(100, 100), 0, turn)
			if blank := blankBelow(w); blank > 7 { // less than a pixel a row
				t.Errorf("of %d rows, after %v: %v blank below the last", n, turn, blank)
			}
		}
	}
	l.n = 3
	l.Reload()
	if got, want := blankBelow(w), 3*kit.RowHeight()+50; got < want {
		t.Errorf("three rows leave %v, want %v: they need not fill the list", got, want)
	}
}

// With room for nearly three rows the list showed two, each half as high again.
func TestRows_areALittleLowerIfOneMoreFitsThen(t *testing.T) {
	for _, n := range []int{3, 20} {
		l := newList(n)
		w := kittest.Window(t, 400, 2.9*kit.RowHeight(), l.Rows)
		if seen := wholeRows(w); seen != 3 {
			t.Errorf("of %d rows %d are seen, want 3", n, seen)
		}
		w.Resize(fyne.NewSize(400, 2.7*kit.RowHeight()))
		if seen := wholeRows(w); seen != 2 {
			t.Errorf("of %d rows %d are seen in less room, want 2", n, seen)
		}
	}
}

// wholeRows counts the rows that are seen whole.
func wholeRows(w fyne.Window) (n int) {
	uitest.Walk(w.Content(), func(s uitest.Seen) {
		if _, ok := s.Object.(*kit.RowText); ok && s.At.In(s.View) {
			n++
		}
	})
	return n
}

// blankBelow is how much of a window is below its last whole row.
func blankBelow(w fyne.Window) float32 {
	bottom := float32(0)
	uitest.Walk(w.Content(), func(s uitest.Seen) {
		if _, ok := s.Object.(*kit.RowText); ok && s.At.In(s.View) {
			bottom = max(bottom, s.At.Bottom())
		}
	})
	return w.Canvas().Size().Height - bottom
}

// A list that is made higher or lower shows from the same row on.
func TestRows_stayWhereTheyAreWhenTheListIsMadeHigher(t *testing.T) {
	l := newList(100)
	w := kittest.Window(t, 400, 6*kit.RowHeight()+50, l.Rows)
	l.Select(55)
	first := firstSeen(w)
	for _, extra := range []float32{10, 30, 57, 2} {
		w.Resize(fyne.NewSize(400, 6*kit.RowHeight()+extra))
		if now := firstSeen(w); now != first {
			t.Errorf("with %v more the first row is %q, it was %q", extra, now, first)
		}
	}
}

func firstSeen(w fyne.Window) string {
	top, title := float32(-1), ""
	uitest.Walk(w.Content(), func(s uitest.Seen) {
		if row, ok := s.Object.(*kit.RowText); ok && s.At.In(s.View) && (top < 0 || s.At.Y < top) {
			top, title = s.At.Y, row.Data().Title
		}
	})
	return title
}

// A tap on a row of a list that had no selection left the outline around the whole
// list, beside the one around the row.
func TestRows_oneOutlineSaysWhereTheKeyboardIs(t *testing.T) {
	count, row := func() int { return 3 }, func() fyne.CanvasObject { return kit.NewRowText() }
	fill := func(i int, o fyne.CanvasObject) { o.(*kit.RowText).Set(kit.RowData{Title: fmt.Sprint("Row ", i)}) }
	plain, keyed := kit.NewRows(count, row, fill, 50), kit.NewKeyRows(count, row, fill, 50)
	for name, list := range map[string]struct {
		of       fyne.CanvasObject
		unselect func()
	}{"Rows": {plain, plain.Unselect}, "KeyRows": {keyed, keyed.Unselect}} {
		w := kittest.Window(t, 400, 330, list.of)
		w.Canvas().Focus(list.of.(fyne.Focusable))
		for i, change := range []func(){func() {}, func() { test.TapCanvas(w.Canvas(), fyne.NewPos(100, 75)) }, list.unselect} {
			if change(); outlines(w) != 1 {
				t.Errorf("%s: %d outlines after %d changes", name, outlines(w), i)
			}
		}
	}
}

func outlines(w fyne.Window) int {
	n := 0
	uitest.Walk(w.Content(), func(s uitest.Seen) {
		if r, ok := s.Object.(*canvas.Rectangle); ok && r.StrokeWidth == 2 {
			n++
		}
	})
	return n
}

// A heading stands between rows: keys go past it, a press on it selects nothing, and
// the first row beneath brings it into view.
func TestRowsAreNeverSelectedWhereAHeadingStands(t *testing.T) {
	l := newList(40)
	l.Heading = func(i int) bool { return i == 0 || i == 3 || i == 39 }
	w := kittest.Window(t, 400, 300, l.Rows)
	w.Canvas().Focus(l.Rows)
	kittest.Press(w, fyne.KeyHome, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyHome, fyne.KeyUp)
	if want := []int{1, 2, 4, 2, 38, 1}; !reflect.DeepEqual(l.selected, want) {
		t.Errorf("keys select %v, want %v", l.selected, want)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(50, 10))
	if l.Selected() != 1 || len(l.opened) > 0 {
		t.Errorf("a press on a heading selects %d and opens %v", l.Selected(), l.opened)
	}
}
