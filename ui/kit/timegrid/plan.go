package timegrid

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// gridPlan is where things stand in a Grid of a certain size.
type gridPlan struct {
	gutter  float32 // width of the hours at the left
	width   float32 // Of one column
	shown   int     // how many columns are in view
	head    float32 // height of the headings
	band    float32 // height of what has no hour, with its margins
	bands   map[int][]bandPlace
	hour    float32 // height of an hour
	top     float32 // above the first hour
	line    float32 // height of a line of text
	minimum float32 // Of an item
}

// The measures of a grid at the normal text size.
const (
	gridGutter    float32 = 60
	gridLeast     float32 = 92  // width of a column
	gridHour      float32 = 44  // height of an hour
	gridMost      float32 = 260 // height of an hour
	gridPad       float32 = 6
	gridRowPad    float32 = 8
	gridBar       float32 = 8   // room for the scroll bar
	gridLane      float32 = 54  // width of a lane
	gridLabel     float32 = 50  // width of the hour in front of a row
	gridBrief     float32 = 100 // width of a text below which a title is brief
	gridBandLines         = 5
)

// bandPlace is where the n-th thing without an hour of a column stands.
type bandPlace struct{ y, height float32 }

// measure plans the grid for a size.
func (g *Grid) measure(size fyne.Size) gridPlan {
	scale := draw.TextScale()
	p := gridPlan{gutter: gridGutter * scale, line: styleLine(kit.Small)}
	p.minimum = p.line + 6
	room := max(0, size.Width-p.gutter-gridBar)
	n := max(1, len(g.columns))
	p.shown = max(1, min(n, int(room/(gridLeast*scale))))
	p.width = room / float32(p.shown)
	p.head = g.headHeight(p)
	g.measureBand(&p, size)
	p.top = max(8, p.line/2+3)
	for i := range g.items {
		if g.items[i].Heading != "" {
			p.top = max(p.top, p.line+10)
		}
	}
	hours := float32(g.to - g.from)
	fit := (size.Height - p.head - p.band - p.top - 16) / hours
	p.hour = max(min(max(g.wanted(p), gridHour*scale), gridMost*scale), fit)
	return p
}

// headHeight is the height of the headings: each of at most two lines for the
// title and for what stands below it.
func (g *Grid) headHeight(p gridPlan) float32 {
	titles, notes := 1, 0
	for _, c := range g.columns {
		titles = max(titles, linesOf(c.Title, kit.Bold, p.width-18, 2))
		if c.Note != "" {
			notes = max(notes, linesOf(c.Note, kit.Muted, p.width-18, 2))
		}
	}
	return float32(titles)*styleLine(kit.Bold) + float32(notes)*styleLine(kit.Muted) + 18
}

// linesOf is how many lines a text takes at a width, at most some.
func linesOf(text string, style kit.Style, width float32, most int) int {
	return len(kit.NewHyphenated(text, style, theme.ColorInk, width, most).Lines())
}

// measureBand places what has no hour: each thing with one line or two, as far
// as a share of the height goes.
func (g *Grid) measureBand(p *gridPlan, size fyne.Size) {
	p.bands = map[int][]bandPlace{}
	limit := min(gridBandLines*(p.minimum+3), size.Height*0.28)
	for c := range g.columns {
		list := g.untimed(c)
		y := float32(4)
		for i, it := range list {
			height := p.minimum
			if linesOf(it.Title, kit.Small, p.width-2*gridPad-18, 2) > 1 {
				height += p.line
			}
			more := float32(0)
			if i < len(list)-1 {
				more = p.minimum
			}
			if y+height+more > limit && i > 0 {
				y += p.minimum // a line for how many more there are
				break
			}
			p.bands[c] = append(p.bands[c], bandPlace{y, height})
			y += height + 3
		}
		if len(list) > 0 {
			p.band = max(p.band, y+4)
		}
	}
	if g.move != nil && g.move.Untimed {
		p.band = max(p.band, p.minimum+8)
	}
}

// wanted is the height of an hour at which each row can be read: a word of state
// without room beside the name goes below it.
func (g *Grid) wanted(p gridPlan) float32 {
	hour := float32(0)
	for i := range g.items {
		for _, r := range g.items[i].Rows {
			minutes := r.To - r.From
			if minutes <= 0 {
				continue
			}
			lines := max(1, len(r.Texts))
			if r.Chip != "" && !r.Free && !rowHasChip(r, p.width-2*gridPad) {
				lines++
			}
			hour = max(hour, (float32(lines)*p.line+gridRowPad)*60/float32(minutes))
		}
	}
	return hour
}

// rowHasChip reports whether the word of a row has room beside what it says.
func rowHasChip(r Row, width float32) bool {
	scale := draw.TextScale()
	chip := kit.ChipWidth(r.Chip)
	return width-gridLabel*scale-12-chip > 76*scale
}

func styleLine(s kit.Style) float32 { return kit.NewText("M", s).LineHeight() }

// y is where a minute stands in the body, and minuteAt the minute at a height.
func (g *Grid) y(minute int) float32 {
	return g.plan.top + float32(minute-60*g.from)/60*g.plan.hour
}

func (g *Grid) minuteAt(y float32) int {
	return 60*g.from + int((y-g.plan.top)/g.plan.hour*60)
}

// x is where a column begins, in the body and above it.
func (g *Grid) x(column int) float32 {
	return g.plan.gutter + float32(column-g.first)*g.plan.width
}

func (g *Grid) columnAt(x float32) int {
	return max(0, min(len(g.columns)-1, g.first+int(max(0, x-g.plan.gutter)/g.plan.width)))
}

func (g *Grid) inView(column int) bool {
	return column >= g.first && column < g.first+g.plan.shown
}

// bodyHeight is the height of all hours.
func (g *Grid) bodyHeight() float32 {
	return g.plan.top + float32(g.to-g.from)*g.plan.hour + 10
}

// placed is an item with the box in which it is drawn.
type placed struct {
	item *Item
	pos  fyne.Position
	size fyne.Size
}

// timed places the items of a column that have an hour: those that would be
// drawn over one another stand side by side. What is hatched lies behind and
// takes no room.
func (g *Grid) timed(column int) []placed {
	var list []placed
	var intervals []Interval
	for _, it := range g.withHour(column) {
		top, bottom := g.y(it.From), g.y(it.To)
		bottom = max(bottom, top+g.plan.minimum)
		if limit := g.bodyHeight() - 2; bottom > limit {
			top, bottom = min(top, limit-g.plan.minimum), limit
		}
		list = append(list, placed{item: it, pos: fyne.NewPos(0, top), size: fyne.NewSize(0, bottom-top)})
		if it.Heading != "" {
			top -= g.plan.line + 6
		}
		// Half a pixel: what ends where another begins does not overlap it.
		intervals = append(intervals, Interval{int(top + 0.5), int(bottom - 0.5)})
	}
	lanes := Lanes(intervals)
	list = g.laid(list, lanes, column)
	for i := range list {
		list[i].pos.X += g.x(column) + gridPad
		list[i].size.Height--
	}
	return list
}

// withHour are the items of a column that have an hour, the earliest first.
func (g *Grid) withHour(column int) []*Item {
	var list []*Item
	for i := range g.items {
		if it := &g.items[i]; it.Column == column && it.From >= 0 && it.Look != Hatched {
			list = append(list, it)
		}
	}
	slices.SortStableFunc(list, func(a, b *Item) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To)) })
	return list
}

// moreKey begins the key of what stands for the things that have no room in a
// column; it opens the column.
const moreKey = "\x00more"

// laid sets their place and width in a column of lanes. What would be
// narrower than can be read is left out: a narrow strip at the right then says how
// many more there are.
func (g *Grid) laid(list []placed, lanes []Lane, column int) []placed {
	all, scale := g.plan.width-2*gridPad, draw.TextScale()
	most := max(1, int(all/(gridLane*scale)))
	strip := 28 * scale
	var kept []placed
	var rest moreStrip
	for i, lane := range lanes {
		at, width := list[i], all/float32(lane.Count)
		if lane.Count > most {
			fits := max(1, int((all-strip)/(gridLane*scale)))
			if lane.Index >= fits {
				kept = rest.add(kept, at)
				continue
			}
			width = (all - strip - 3) / float32(fits)
			lane.Count, lane.Span = fits, min(lane.Span, fits-lane.Index)
		}
		at.pos.X = float32(lane.Index) * width
		at.size.Width = width*float32(lane.Span) - 3*float32(min(1, lane.Count-lane.Index-lane.Span))
		kept = append(kept, at)
	}
	kept = rest.flush(kept)
	for i := range kept {
		if kept[i].item.Key == moreKey {
			kept[i].pos.X, kept[i].size.Width, kept[i].item.Column = all-strip, strip, column
		}
	}
	return kept
}

// moreStrip gathers what has no room, as long as it hangs together.
type moreStrip struct {
	n           int
	top, bottom float32
}

func (m *moreStrip) add(kept []placed, at placed) []placed {
	if m.n > 0 && at.pos.Y >= m.bottom {
		kept = m.flush(kept)
	}
	if m.n == 0 {
		m.top, m.bottom = at.pos.Y, at.pos.Y+at.size.Height
	}
	m.top, m.bottom = min(m.top, at.pos.Y), max(m.bottom, at.pos.Y+at.size.Height)
	m.n++
	return kept
}

func (m *moreStrip) flush(kept []placed) []placed {
	if m.n == 0 {
		return kept
	}
	it := &Item{Key: moreKey, Look: Plain, Title: fmt.Sprintf("+%d", m.n), Tip: fmt.Sprintf("%d more. Open the day to see them.", m.n)}
	m.n = 0
	return append(kept, placed{item: it, pos: fyne.NewPos(0, m.top), size: fyne.NewSize(0, m.bottom-m.top)})
}

// untimed are the items of a column without an hour, in their order.
func (g *Grid) untimed(column int) []*Item {
	var list []*Item
	for i := range g.items {
		if it := &g.items[i]; it.Column == column && it.From < 0 && it.Look != Hatched {
			list = append(list, it)
		}
	}
	return list
}

// bandBox is the box of the i-th thing without an hour of a column, or of the
// place below the last one that is shown.
func (g *Grid) bandBox(column, i int) (fyne.Position, fyne.Size) {
	list := g.plan.bands[column]
	at := bandPlace{4, g.plan.minimum}
	switch {
	case i < len(list):
		at = list[i]
	case len(list) > 0:
		at.y = list[len(list)-1].y + list[len(list)-1].height + 3
	}
	return fyne.NewPos(g.x(column)+gridPad, g.plan.head+at.y), fyne.NewSize(g.plan.width-2*gridPad, at.height)
}

// gridStop is a place at which the keyboard can be: a thing, or a free time.
type gridStop struct {
	column, minute, to int
	key                string
	row                bool
}

// stops are the places of a column, from above: what has no hour, then each
// thing, each part of a block, and each half-hour at which nothing stands.
func (g *Grid) stops(column int) []gridStop {
	var stops []gridStop
	for _, it := range g.untimed(column) {
		stops = append(stops, gridStop{column: column, minute: NoTime, to: NoTime, key: it.Key})
	}
	var timed []gridStop
	taken := func(minute int) bool {
		for i := range timed {
			if timed[i].minute <= minute && minute < timed[i].to {
				return true
			}
		}
		return false
	}
	for i := range g.items {
		it := &g.items[i]
		if it.Column != column || it.From < 0 || it.Look == Hatched {
			continue
		}
		if len(it.Rows) == 0 {
			timed = append(timed, gridStop{column: column, minute: it.From, to: max(it.To, it.From+1), key: it.Key})
		}
		for _, r := range it.Rows {
			timed = append(timed, gridStop{column: column, minute: r.From, to: r.To, key: r.Key, row: true})
		}
	}
	for minute := 60 * g.from; minute < 60*g.to; minute += 30 {
		if !taken(minute) {
			timed = append(timed, gridStop{column: column, minute: minute, to: minute + 30})
		}
	}
	slices.SortStableFunc(timed, func(a, b gridStop) int { return cmp.Compare(a.minute, b.minute) })
	return append(stops, timed...)
}

// joinedTexts puts the texts of a row into one where there is room for one only.
func joinedTexts(texts []string, lines int) []string {
	if len(texts) <= max(1, lines) {
		return texts
	}
	return []string{strings.Join(texts, " · ")}
}

// PositionOf is where a minute of a column is in the grid, in the middle of the
// column; with NoTime, where the first thing without an hour is.
func (g *Grid) PositionOf(column, minute int) fyne.Position {
	x := g.x(column) + g.plan.width/2
	if minute < 0 {
		return fyne.NewPos(x, g.plan.head+4+g.plan.minimum/2)
	}
	return fyne.NewPos(x, g.plan.head+g.plan.band+g.y(minute)-g.scroll.Offset.Y)
}
