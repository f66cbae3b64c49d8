package timegrid

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// gridDesk is a grid in a window, with what it called.
type gridDesk struct {
	*Grid
	window fyne.Window
	calls  []string
}

func newGridDesk(t *testing.T, size fyne.Size) *gridDesk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	d := &gridDesk{Grid: New(), window: test.NewTempWindow(t, nil)}
	note := func(format string, args ...any) { d.calls = append(d.calls, fmt.Sprintf(format, args...)) }
	d.OnOpen = func(key string) { note("open %s", key) }
	d.OnFree = func(c, m int) { note("free %d %d", c, m) }
	d.OnHead = func(c int) { note("head %d", c) }
	d.OnPage = func(by int) { note("page %d", by) }
	d.OnPlaced = func(m Move) { note("placed %s %d %d", m.Key, m.Column, m.Minute) }
	d.OnLeft = func() { note("left") }
	d.window.SetContent(kit.TipLayer(d))
	d.window.Resize(size)
	return d
}

func (d *gridDesk) keys(names ...fyne.KeyName) {
	for _, n := range names {
		d.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func (d *gridDesk) called(t *testing.T, want ...string) {
	t.Helper()
	if strings.Join(d.calls, "; ") != strings.Join(want, "; ") {
		t.Errorf("called %q, want %q", d.calls, want)
	}
	d.calls = nil
}

func columnsOf(n int) []Column {
	list := make([]Column, n)
	for i := range list {
		list[i] = Column{Title: fmt.Sprint("Day ", i)}
	}
	return list
}

func clinicItem() Item {
	return Item{Key: "clinic", Column: 1, From: 600, To: 690, Look: Block, Title: "Clinic", Rows: []Row{
		{Key: "r1", From: 600, To: 630, Label: "10:00", Texts: []string{"Joan"}, Chip: "Booked", Movable: true, Timed: true},
		{Key: "r2", From: 630, To: 660, Label: "10:30", Texts: []string{"30 minutes"}, Free: true},
		{Key: "r3", From: 660, To: 690, Label: "11:00", Texts: []string{"Ivy", "Rosa"}, Chip: "Booked twice", Equal: true},
	}}
}

func TestGrid_arrowsReachEverything(t *testing.T) {
	d := newGridDesk(t, fyne.NewSize(900, 700))
	d.Set(columnsOf(3), []Item{clinicItem(),
		{Key: "any", Column: 1, From: NoTime, Look: Card, Title: "Harold · 1st", Movable: true, Untimed: true},
		{Key: "call", Column: 1, From: 550, To: 570, Look: Card, Title: "9:10 Priya", Movable: true, Timed: true}}, 9, 12)
	d.SetCursor(1, NoTime)
	d.FocusGained()
	for range 12 {
		d.keys(fyne.KeyReturn, fyne.KeyDown)
	}
	got := strings.Join(d.calls, "; ")
	for _, want := range []string{"open any", "free 1 540", "open call", "free 1 570", "open r1", "open r2", "open r3", "free 1 690"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q was not reached: %s", want, got)
		}
	}
}

func TestGrid_leftAndRightKeepTheHour(t *testing.T) {
	d := newGridDesk(t, fyne.NewSize(900, 700))
	d.Set(columnsOf(3), []Item{clinicItem()}, 9, 17)
	d.SetCursor(0, 640)
	d.keys(fyne.KeyRight, fyne.KeyReturn, fyne.KeyRight, fyne.KeyReturn, fyne.KeyRight)
	d.called(t, "open r2", "free 2 630", "page 1")
}

func TestGrid_whatIsInHandIsPlacedOrLeft(t *testing.T) {
	d := newGridDesk(t, fyne.NewSize(900, 700))
	d.Set(columnsOf(3), []Item{clinicItem(), {Key: "call", Column: 0, From: 540, To: 560, Look: Card, Title: "Priya", Movable: true, Timed: true}}, 9, 17)
	d.SetCursor(0, 540)
	d.TypedRune('m')
	d.keys(fyne.KeyDown, fyne.KeyRight, fyne.KeyEscape)
	if _, moving := d.Moving(); moving {
		t.Error("Escape did not let go")
	}
	d.TypedRune('m')
	d.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn)
	d.called(t, "left", "placed call 1 630") // from slot to slot within the clinic
	if _, moving := d.Moving(); !moving {
		t.Error("it was let go before the screen said so")
	}
	d.EndMove()
}

func TestGrid_whatCannotMoveIsNotPickedUp(t *testing.T) {
	d := newGridDesk(t, fyne.NewSize(900, 700))
	d.Set(columnsOf(2), []Item{clinicItem()}, 9, 17)
	d.SetCursor(1, 630)
	d.TypedRune('m')
	if _, moving := d.Moving(); moving || d.PickUp("r3") || d.PickUp("nothing") {
		t.Error("something was picked up")
	}
}

func TestGrid_thePointerOpensBooksAndDrags(t *testing.T) {
	d := newGridDesk(t, fyne.NewSize(900, 700))
	d.Set(columnsOf(3), []Item{clinicItem(), {Key: "call", Column: 0, From: 540, To: 600, Look: Card, Title: "Priya", Movable: true, Timed: true}}, 9, 17)
	tap := func(p fyne.Position) { d.Tapped(&fyne.PointEvent{Position: p}) }
	tap(d.PositionOf(1, 645))
	tap(d.PositionOf(2, 760))
	tap(fyne.NewPos(d.PositionOf(2, 760).X, 5))
	d.called(t, "open r2", "free 2 750", "head 2")
	from, to := d.PositionOf(0, 560), d.PositionOf(2, 800)
	d.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}, Dragged: fyne.Delta{DX: to.X - from.X, DY: to.Y - from.Y}})
	d.DragEnd()
	d.called(t, "placed call 2 780") // held where it was taken hold of, 20 minutes below its top
	d.EndMove()
	d.DragOver(Move{Key: "parked", Title: "Margaret", Untimed: true, Minute: NoTime}, d.PositionOf(1, 600))
	d.DropAt(fyne.NewPos(-50, 10))
	d.called(t, "left")
}

func TestGrid_nothingIsDrawnOverAnotherOrOutside(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 9))
	for _, size := range []fyne.Size{{Width: 900, Height: 700}, {Width: 520, Height: 360}, {Width: 300, Height: 300}} {
		d := newGridDesk(t, size)
		for range 60 {
			var items []Item
			for i := range random.IntN(14) {
				from := 540 + random.IntN(400)
				items = append(items, Item{Key: fmt.Sprint(i), Column: random.IntN(2), From: from, To: from + random.IntN(120), Title: "Featherstonehaugh"})
			}
			d.Set(columnsOf(2), items, 9, 18)
			for c := range 2 {
				list := d.timed(c)
				seen := 0
				for i, a := range list {
					if a.pos.X < d.x(c) || a.pos.X+a.size.Width > d.x(c)+d.plan.width+0.5 || a.pos.Y < 0 || a.pos.Y+a.size.Height > d.bodyHeight() {
						t.Fatalf("%v %v is outside column %d", a.pos, a.size, c)
					}
					if a.size.Height < d.plan.minimum-1.5 || a.size.Width < 20 {
						t.Fatalf("%v is too small to read", a.size)
					}
					for _, b := range list[:i] {
						if a.pos.X+0.5 < b.pos.X+b.size.Width && b.pos.X+0.5 < a.pos.X+a.size.Width && a.pos.Y+1 < b.pos.Y+b.size.Height && b.pos.Y+1 < a.pos.Y+a.size.Height {
							t.Fatalf("%v %v is drawn over %v %v", a.pos, a.size, b.pos, b.size)
						}
					}
					var more int
					if n, _ := fmt.Sscanf(a.item.Title, "+%d", &more); n == 1 {
						seen += more
					} else {
						seen++
					}
				}
				want := 0
				for _, it := range items {
					if it.Column == c {
						want++
					}
				}
				if seen != want {
					t.Fatalf("%d of %d things are drawn or counted", seen, want)
				}
			}
		}
	}
}

// TestGrid_breaksNoWord: where clinics stood side by side a name went on in the
// middle of a word, as “Birchingto n”. With a hyphen it may.
func TestGrid_breaksNoWord(t *testing.T) {
	const name = "Birchington Medical Centre"
	for _, width := range []float32{340, 420, 520, 700} {
		d := newGridDesk(t, fyne.NewSize(width, 600))
		var items []Item
		for i, look := range []Look{Block, Block, Card} {
			items = append(items, Item{Key: fmt.Sprint(i), Column: 0, From: 540, To: 760, Look: look, Title: name})
		}
		d.Set(columnsOf(3), items, 9, 17)
		seen := false
		for _, o := range test.LaidOutObjects(d.Grid) {
			text, ok := o.(*kit.Text)
			if !ok || strings.ReplaceAll(text.Text(), "- ", "") != name {
				continue
			}
			seen = true
			for _, word := range strings.Fields(strings.ReplaceAll(strings.Join(text.Lines(), " "), "- ", "")) {
				if !strings.HasSuffix(word, "…") && !strings.Contains(" "+name+" ", " "+word+" ") {
					t.Errorf("at %v: %q", width, text.Lines())
				}
			}
		}
		if !seen {
			t.Error("the test sees no name")
		}
	}
}

// On a busy day the words of a leave ran on over the bookings below them.
func TestGrid_wordsOfALeaveStayBetweenTheBookings(t *testing.T) {
	d := newGridDesk(t, fyne.NewSize(420, 700))
	items := []Item{{Key: "leave", From: NoTime, Look: Hatched, Title: "Leave for a training course that has a long name",
		Lines: []string{"Back after Friday 17 April 2026", "Ask Bronwen about the clinic"}, Chip: "3 people to tell", Tone: kit.Amber}}
	for i := range 5 {
		items = append(items, Item{Key: fmt.Sprint("call", i), From: 545 + 60*i, To: 590 + 60*i, Look: Card, Title: "Priya"})
	}
	d.Set(columnsOf(3), items, 9, 14)
	taken := d.timed(0)
	words := 0
	for _, o := range d.body.shown {
		text, ok := o.(*kit.Text)
		if !ok || !strings.Contains(items[0].Title+strings.Join(items[0].Lines, " "), strings.TrimSuffix(text.Text(), "…")) {
			continue
		}
		words++
		for _, at := range taken {
			if top := text.Position().Y; top < at.pos.Y+at.size.Height && top+text.Size().Height > at.pos.Y {
				t.Errorf("%q at %v of height %v is over what stands at %v", text.Text(), top, text.Size().Height, at.pos.Y)
			}
		}
	}
	if words == 0 {
		t.Error("the leave says nothing")
	}
}

// The name of a surgery was cut to “Birching…” above a block with room for all of it.
func TestGrid_aNarrowBlockShowsTheWholeName(t *testing.T) {
	d := newGridDesk(t, fyne.NewSize(2*140+gridGutter+gridBar, 700))
	d.Set(columnsOf(2), []Item{
		{Key: "clinic", From: 540, To: 780, Title: "Clinic · Birchington Medical Centre", Brief: "Birchington Medical Centre", Lines: []string{"9:00–13:00 · 4 of 8"}},
		{Key: "call", From: 600, To: 630, Look: Card, Title: "10:00 Hüseyin Francis"}}, 9, 14)
	drawn := ""
	for _, o := range d.body.shown {
		if text, ok := o.(*kit.Text); ok {
			drawn += strings.Join(text.Lines(), "|") + "|"
		}
	}
	if got := strings.ReplaceAll(drawn, "-|", ""); !strings.Contains(got, "Birchington|Medical|Centre|") {
		t.Errorf("drawn is %q", drawn)
	}
	if !strings.Contains(drawn, "|10:00 H") && !strings.Contains(drawn, "|10:00|H") {
		t.Errorf("nothing is seen of who comes at 10: %q", drawn)
	}
}

// A slot of 20 minutes beside an appointment said “Free, 20…”.
func TestGrid_aFreeSlotWithoutRoomIsFree(t *testing.T) {
	d := newGridDesk(t, fyne.NewSize(340, 900))
	d.Set(columnsOf(1), []Item{
		{Key: "clinic", From: 540, To: 580, Rows: []Row{{Key: "a", From: 540, To: 560, Label: "9:00", Texts: []string{"20 minutes"}, Chip: "Free", Free: true}}},
		{Key: "call", From: 540, To: 580, Look: Card, Title: "9:00 Priya"}}, 9, 16)
	for _, o := range d.body.shown {
		if text, ok := o.(*kit.Text); ok && text.Truncated() {
			t.Errorf("cut to %q", text.Lines())
		}
	}
}
