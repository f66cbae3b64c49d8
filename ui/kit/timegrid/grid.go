package timegrid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"waymark/ui/kit"
)

// NoTime stands for the minute of what has a day and no hour.
const NoTime = -1

// Look is how an item of a Grid is drawn.
type Look int

// The looks.
const (
	// GridBlock is a filled block.
	Block Look = iota
	// GridCard is a white card with a bar at its left.
	Card
	// GridWarm is a block in amber.
	Warm
	// GridPlain is a grey block.
	Plain
	// GridHatched is time in which nothing takes place. It lies behind everything.
	Hatched
	// GridStruck is what was called off.
	Struck
)

// Column is one column: its heading, and a second line where there is one.
type Column struct {
	Title, Note string
	Today       bool
}

// Item is one thing in a column.
type Item struct {
	// Key names it to the screen.
	Key    string
	Column int
	// From and To are minutes since midnight. With From at NoTime it stands above
	// the hours.
	From, To int
	Look     Look
	Title    string
	Brief    string   // stands for the title or the heading where there is little room; "" for none
	Lines    []string // below the title, as far as there is room
	// Heading stands above the item, with Aside at its right.
	Heading, Aside string
	Rows           []Row // the parts of a block
	Chip           string
	Tone           kit.Tone
	// Movable items can be picked up; where they may go is Untimed (above the
	// hours) and Timed (at an hour).
	Movable, Untimed, Timed bool
	Tip                     string // the whole of it in words
}

// Row is a part of a block with an hour of its own.
type Row struct {
	Key      string
	From, To int
	Label    string // in front, such as the hour
	Texts    []string
	Chip     string
	Tone     kit.Tone
	Free     bool // a white hole
	Strong   bool // under way
	Equal    bool // its texts weigh the same; else the first leads
	Movable  bool
	Timed    bool
	Tip      string
}

// Move is an item on its way to another place.
type Move struct {
	Key, Title     string
	Column, Minute int
	Length         int // in minutes
	Timed, Untimed bool
	Dragged        bool // by the pointer
}

// Grid has hours down and columns across: a day with a column for each
// person, or a week. It is one stop for Tab. Arrows go from one thing to the
// next, Enter opens what is there or takes the free time, M picks up what can be
// moved; then arrows move it, Enter puts it down and Escape leaves it where it
// was. The pointer does the same by tapping and dragging.
type Grid struct {
	widget.BaseWidget
	// OnOpen is called with the item or row that a person opened.
	OnOpen func(key string)
	// OnFree is called with the free time that a person chose; the minute is
	// NoTime above the hours.
	OnFree func(column, minute int)
	// OnHead is called with the column whose heading was tapped.
	OnHead func(column int)
	// OnPage is called when the keyboard goes beyond the first or last column.
	OnPage func(by int)
	// OnHome is called for the Home key.
	OnHome func()
	// OnMoving is called when something was picked up or is held elsewhere.
	OnMoving func(Move)
	// OnPlaced is called when it was put down; the screen calls EndMove.
	OnPlaced func(Move)
	// OnLeft is called when it was left where it was.
	OnLeft func()
	// OnRune is called with letters that the grid has no use for.
	OnRune func(rune)

	columns  []Column
	items    []Item
	from, to int // whole hours
	now      int // minute of the line of now, or NoTime
	nowIn    int // its column, or -1 for all

	first   int // the first column in view
	cursor  gridStop
	move    *Move
	grab    int // minutes between the pointer and the beginning of what is dragged
	focused bool
	scale   float32

	plan   gridPlan
	head   *fyne.Container
	body   *timeBody
	scroll *container.Scroll
}

// New makes an empty grid.
func New() *Grid {
	g := &Grid{from: 9, to: 17, now: NoTime, head: container.NewWithoutLayout(), cursor: gridStop{minute: 9 * 60}}
	g.body = newTimeBody(g)
	g.scroll = container.NewVScroll(g.body)
	g.ExtendBaseWidget(g)
	return g
}

// Set shows columns and items, with hours from a whole hour to another. What is
// being moved stays on its way, and the keyboard where it was.
func (g *Grid) Set(columns []Column, items []Item, from, to int) {
	g.columns, g.items, g.from, g.to = columns, items, from, max(to, from+1)
	g.cursor.column = min(g.cursor.column, max(0, len(columns)-1))
	g.first = min(g.first, max(0, len(columns)-1))
	if g.move != nil {
		g.move.Column = min(g.move.Column, max(0, len(columns)-1))
	}
	g.Refresh()
}

// SetNow draws the line of now at a minute of a column, or of all with -1;
// NoTime takes it away.
func (g *Grid) SetNow(minute, column int) {
	if g.now != minute || g.nowIn != column {
		g.now, g.nowIn = minute, column
		g.Refresh()
	}
}

// SetCursor puts the keyboard's place at a minute of a column.
func (g *Grid) SetCursor(column, minute int) {
	g.cursor = gridStop{column: column, minute: minute}
	g.settleCursor()
	g.reveal()
	g.Refresh()
}

// Cursor is where the keyboard is: a column, a minute or NoTime, and the key of
// what stands there, if anything.
func (g *Grid) Cursor() (column, minute int, key string) {
	return g.cursor.column, g.cursor.minute, g.cursor.key
}

// Focus moves the keyboard to the grid.
func (g *Grid) Focus() { kit.FocusOn(g) }

// Items are what the grid shows.
func (g *Grid) Items() []Item { return g.items }

// Columns are the columns, in view or not.
func (g *Grid) Columns() []Column { return g.columns }

// StartMove takes something in hand, which need not be in the grid.
func (g *Grid) StartMove(m Move) {
	if !m.Timed && m.Minute != NoTime {
		m.Minute = NoTime
	}
	g.move = &m
	g.reveal()
	g.Refresh()
	g.tellMoving()
}

// Moving is what is in hand.
func (g *Grid) Moving() (m Move, ok bool) {
	if g.move == nil {
		return Move{}, false
	}
	return *g.move, true
}

// EndMove lets go of what is in hand, once it was placed.
func (g *Grid) EndMove() {
	if g.move == nil {
		return
	}
	g.cursor = gridStop{column: g.move.Column, minute: g.move.Minute, key: g.move.Key}
	g.move = nil
	g.Refresh()
}

// LeaveMove leaves what is in hand where it was.
func (g *Grid) LeaveMove() {
	if g.move == nil {
		return
	}
	g.move = nil
	g.Refresh()
	if g.OnLeft != nil {
		g.OnLeft()
	}
}

func (g *Grid) tellMoving() {
	if g.OnMoving != nil && g.move != nil {
		g.OnMoving(*g.move)
	}
}

// place puts down what is in hand.
func (g *Grid) placeMove() {
	if g.move != nil && g.OnPlaced != nil {
		g.OnPlaced(*g.move)
	}
}

// DragOver holds something that is dragged from outside the grid over a place of
// the window; DropAt puts it down there, or leaves it where that is not in the
// grid.
func (g *Grid) DragOver(m Move, at fyne.Position) {
	m.Dragged = true
	if g.move == nil || g.move.Key != m.Key {
		g.grab = 0
		g.move = &m
	}
	g.dragTo(at.Subtract(absolute(g)))
}

// DropAt ends what DragOver began.
func (g *Grid) DropAt(at fyne.Position) {
	p := at.Subtract(absolute(g))
	if p.X < 0 || p.Y < 0 || p.X > g.Size().Width || p.Y > g.Size().Height {
		g.LeaveMove()
		return
	}
	g.placeMove()
}

func absolute(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
}

// FocusGained shows where the keyboard is. Part of fyne.Focusable.
func (g *Grid) FocusGained() {
	g.focused = true
	g.settleCursor()
	g.Refresh()
}

// FocusLost hides it. Part of fyne.Focusable.
func (g *Grid) FocusLost() {
	g.focused = false
	g.Refresh()
}
