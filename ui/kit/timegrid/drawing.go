package timegrid

import (
	"fmt"
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"waymark/ui/kit"
	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// gridDraw gathers what is drawn.
type gridDraw struct {
	g       *Grid
	objects []fyne.CanvasObject
}

func (d *gridDraw) rect(x, y, w, h float32, fill, line fyne.ThemeColorName, width, radius float32) {
	r := canvas.NewRectangle(color.Transparent)
	draw.Box(r, fill, line, width, radius)
	draw.Place(r, x, y, max(0, w), max(0, h))
	d.objects = append(d.objects, r)
}

// text draws a text of at most some lines and returns its height.
func (d *gridDraw) text(text string, style kit.Style, name fyne.ThemeColorName, x, y, w float32, lines int) float32 {
	if text == "" || lines < 1 || w < 8 {
		return 0
	}
	t := kit.NewHyphenated(text, style, name, w, lines)
	height := float32(len(t.Lines())) * t.LineHeight()
	draw.Place(t, x, y, w, height)
	d.objects = append(d.objects, t)
	return height
}

// CreateRenderer draws the grid. Part of fyne.Widget.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	back, ring := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	var head []fyne.CanvasObject
	arrange := func(size fyne.Size) {
		if size.Width <= 0 || size.Height <= 0 {
			return
		}
		draw.Box(back, theme.ColorSurface, theme.ColorLine, 1, theme.CardRadius)
		draw.Place(back, 0, 0, size.Width, size.Height)
		g.plan = g.measure(size)
		g.first = max(0, min(g.first, len(g.columns)-g.plan.shown))
		head = g.drawHead(size)
		top := g.plan.head + g.plan.band
		draw.Place(g.scroll, 1, top, size.Width-2, max(0, size.Height-top-4))
		g.body.shown = g.drawBody(size.Width)
		g.scroll.Refresh()
		ring.Hidden = !g.focused || len(g.columns) > 0 // else the cursor says where the keyboard is
		draw.Box(ring, "", theme.ColorFocus, 2, theme.CardRadius)
		draw.Place(ring, 0, 0, size.Width, size.Height)
		canvas.Refresh(g.body)
	}
	return &draw.Rendering{
		Of: g,
		Shows: func() []fyne.CanvasObject {
			all := append([]fyne.CanvasObject{back}, head...)
			return append(all, g.scroll, ring)
		},
		Lays: func(size fyne.Size) {
			arrange(size)
			if g.scale == 0 {
				g.scale = 1
				g.reveal()
			}
		},
		Least: func() fyne.Size { return fyne.NewSize(gridGutter+gridLeast, 240) },
		Redraws: func() {
			arrange(g.Size())
			canvas.Refresh(g)
		},
	}
}

// drawHead draws the headings and what has no hour.
func (g *Grid) drawHead(size fyne.Size) []fyne.CanvasObject {
	d := &gridDraw{g: g}
	p := g.plan
	for i, c := range g.columns {
		if !g.inView(i) {
			continue
		}
		x := g.x(i)
		if c.Today {
			d.rect(x, 1, p.width, p.head-1, theme.ColorSelected, "", 0, 0)
		}
		y := float32(9)
		y += d.text(c.Title, kit.Bold, theme.ColorInk, x+12, y, p.width-18, 2)
		d.text(c.Note, kit.Muted, theme.ColorMuted, x+12, y, p.width-18, 2)
		if i > g.first {
			d.rect(x, 0, 1, size.Height-1, theme.ColorLine, "", 0, 0)
		}
		d.band(i)
	}
	d.rect(p.gutter, 0, 1, size.Height-1, theme.ColorLine, "", 0, 0)
	d.rect(1, p.head, size.Width-2, 1, theme.ColorLine, "", 0, 0)
	if p.band > 0 {
		d.text("Any time", kit.Small, theme.ColorMuted, 6, p.head+7, p.gutter-8, 2)
		d.rect(1, p.head+p.band-1, size.Width-2, 1, theme.ColorLine, "", 0, 0)
	}
	if g.first > 0 {
		d.text("‹ "+strconv.Itoa(g.first), kit.Small, theme.ColorMuted, 6, 10, p.gutter-8, 1)
	}
	if rest := len(g.columns) - g.first - p.shown; rest > 0 {
		d.text(strconv.Itoa(rest)+" ›", kit.Small, theme.ColorMuted, 6, 10+p.line, p.gutter-8, 1)
	}
	return d.objects
}

// band draws what has no hour in a column.
func (d *gridDraw) band(column int) {
	g := d.g
	list := g.untimed(column)
	shown := len(g.plan.bands[column])
	for i := range shown {
		at, size := g.bandBox(column, i)
		d.item(placed{list[i], at, size})
		if d.at(list[i].Key) {
			d.rect(at.X-2, at.Y-2, size.Width+4, size.Height+4, "", theme.ColorFocus, 2, 8)
		}
	}
	if rest := len(list) - shown; rest > 0 {
		at, size := g.bandBox(column, shown)
		d.text(fmt.Sprintf("+ %d more", rest), kit.Small, theme.ColorMuted, at.X+4, at.Y+3, size.Width-6, 1)
	}
	if m := g.move; m != nil && m.Column == column && m.Minute < 0 {
		at, size := g.bandBox(column, shown)
		if limit := g.plan.head + g.plan.band - g.plan.minimum - 4; at.Y > limit {
			at.Y = limit
		}
		size.Height = g.plan.minimum
		d.ghost(at.X, at.Y, size.Width, size.Height, m.Title)
	}
}

// at reports whether the keyboard is at something.
func (d *gridDraw) at(key string) bool {
	return d.g.focused && d.g.move == nil && key != "" && d.g.cursor.key == key
}

// drawBody draws the hours with what stands in them: lines, what is hatched,
// the line of now, and in front of all the items.
func (g *Grid) drawBody(width float32) []fyne.CanvasObject {
	d := &gridDraw{g: g}
	p := g.plan
	d.hours(width)
	g.eachHatched(d.hatched)
	d.nowLine(width)
	g.eachHatched(d.hatchWords)
	for i := range g.columns {
		if !g.inView(i) {
			continue
		}
		if i > g.first {
			d.rect(g.x(i)-1, 0, 1, g.bodyHeight(), theme.ColorLine, "", 0, 0)
		}
		for _, at := range g.timed(i) {
			d.item(at)
		}
	}
	d.rect(p.gutter-1, 0, 1, g.bodyHeight(), theme.ColorLine, "", 0, 0)
	d.cursor()
	if m := g.move; m != nil && m.Minute >= 0 && g.inView(m.Column) {
		height := max(p.minimum, float32(m.Length)/60*p.hour)
		d.ghost(g.x(m.Column)+gridPad, g.y(m.Minute), p.width-2*gridPad, height, hourText(m.Minute)+" "+m.Title)
	}
	return d.objects
}

// hours draws a line for each hour, with the hour beside it where the line of now
// leaves room.
func (d *gridDraw) hours(width float32) {
	g, p := d.g, d.g.plan
	for hour := g.from; hour <= g.to; hour++ {
		y := g.y(60 * hour)
		d.rect(p.gutter, y, width-p.gutter-2, 1, theme.ColorHover, "", 0, 0)
		if g.now < 0 || absInt(g.now-60*hour) > int(60*p.line/p.hour) {
			label := kit.NewText(strconv.Itoa(hour)+":00", kit.Small)
			label.SetAlign(fyne.TextAlignTrailing)
			draw.Place(label, 2, y-p.line/2, p.gutter-10, p.line)
			d.objects = append(d.objects, label)
		}
	}
}

// eachHatched calls draw with each time that is hatched and in view.
func (g *Grid) eachHatched(draw func(it *Item)) {
	for i := range g.items {
		if it := &g.items[i]; it.Look == Hatched && g.inView(it.Column) {
			draw(it)
		}
	}
}

func absInt(n int) int { return max(n, -n) }

func hourText(minute int) string { return fmt.Sprintf("%d:%02d", minute/60, minute%60) }

func (g *Grid) hatchTop(it *Item) float32 {
	if it.From < 0 {
		return 6
	}
	return g.y(it.From)
}

// hatchBox is where something hatched stands.
func (g *Grid) hatchBox(it *Item) (x, top, w, bottom float32) {
	top, bottom = g.hatchTop(it), g.bodyHeight()-6
	if it.From >= 0 {
		bottom = max(g.y(it.To), top+g.plan.minimum)
	}
	return g.x(it.Column) + gridPad, top, g.plan.width - 2*gridPad, bottom
}

func (d *gridDraw) hatched(it *Item) {
	x, top, w, bottom := d.g.hatchBox(it)
	stripes := newHatch()
	draw.Place(stripes, x, top, w, bottom-top)
	d.objects = append(d.objects, stripes)
	if d.at(it.Key) {
		d.rect(x-2, top-2, w+4, bottom-top+4, "", theme.ColorFocus, 2, 8)
	}
}

// hatchWords says what is hatched, where nothing else stands, in front of the line
// Of now.
func (d *gridDraw) hatchWords(it *Item) {
	g := d.g
	x, top, w, bottom := g.hatchBox(it)
	y, end := g.gapIn(it.Column, top+6, bottom, float32(1+len(it.Lines))*g.plan.line)
	if end-y < g.plan.line { // not room for all of it anywhere
		y, end = g.gapIn(it.Column, top+6, bottom, g.plan.line)
	}
	room, from, behind := int((end-y)/g.plan.line), y, len(d.objects)
	for i, line := range append([]string{it.Title}, it.Lines...) {
		style, name := kit.Small, theme.ColorMuted
		if i == 0 {
			style, name = kit.Label, theme.ColorInk
		}
		h := d.text(line, style, name, x+9, y, w-16, min(4, room))
		y += h
		room -= int(h/g.plan.line + 0.5)
	}
	if it.Chip != "" && room > 1 {
		d.chip(it.Chip, it.Tone, x+9, y+4, w-16)
	}
	if line := g.y(g.now); (g.nowIn < 0 || g.nowIn == it.Column) && from < line && line < y {
		ground := canvas.NewRectangle(color.Transparent)
		draw.Box(ground, theme.ColorSurface, "", 0, 6)
		draw.Place(ground, x+3, from-2, w-6, y-from+4)
		d.objects = slices.Insert(d.objects, behind, fyne.CanvasObject(ground))
	}
}

// gapIn is the first stretch of a column, between a height and a bottom, in which
// nothing stands and something of a height has room. It is empty if there is none.
func (g *Grid) gapIn(column int, y, bottom, height float32) (from, to float32) {
	for _, at := range g.timed(column) {
		top := at.pos.Y
		if at.item.Heading != "" {
			top -= g.plan.line + 6
		}
		if top >= y+height {
			return y, min(top, bottom)
		}
		y = max(y, at.pos.Y+at.size.Height+4)
	}
	return y, bottom
}

// chip draws a word of state and returns its width.
func (d *gridDraw) chip(word string, tone kit.Tone, x, y, most float32) float32 {
	c := kit.NewChip(word, tone)
	least := c.MinSize()
	w := min(least.Width, most)
	draw.Place(c, x, y, w, least.Height)
	d.objects = append(d.objects, c)
	return w
}

func (d *gridDraw) nowLine(width float32) {
	g := d.g
	if g.now < 60*g.from || g.now > 60*g.to {
		return
	}
	y := g.y(g.now)
	from, w := g.plan.gutter, width-g.plan.gutter-2
	if g.nowIn >= 0 {
		if !g.inView(g.nowIn) {
			return
		}
		from, w = g.x(g.nowIn), g.plan.width
	}
	d.rect(from, y-1, w, 2, theme.ColorAccent, "", 0, 0)
	h := g.plan.line + 4
	d.rect(4, y-h/2, g.plan.gutter-8, h, theme.ColorAccent, "", 0, h/2)
	label := kit.NewText(hourText(g.now), kit.Small)
	label.SetColor(theme.ColorOnAccent)
	label.SetAlign(fyne.TextAlignCenter)
	draw.Place(label, 4, y-g.plan.line/2, g.plan.gutter-8, g.plan.line)
	d.objects = append(d.objects, label)
}

// cursor draws where the keyboard is within the hours.
func (d *gridDraw) cursor() {
	g := d.g
	if !g.focused || g.move != nil || g.cursor.minute < 0 || !g.inView(g.cursor.column) {
		return
	}
	c := g.cursor
	for _, at := range g.timed(c.column) {
		if c.key != "" && at.item.Key == c.key && len(at.item.Rows) == 0 {
			d.rect(at.pos.X-2, at.pos.Y-2, at.size.Width+4, at.size.Height+4, "", theme.ColorFocus, 2, 8)
			return
		}
		for _, r := range at.item.Rows {
			if c.key != "" && r.Key == c.key {
				d.rect(at.pos.X, g.y(r.From), at.size.Width, float32(r.To-r.From)/60*g.plan.hour, "", theme.ColorFocus, 2, 6)
				return
			}
		}
	}
	if c.key == "" {
		x, y, w, h := g.x(c.column)+gridPad, g.y(c.minute), g.plan.width-2*gridPad, g.plan.hour/2
		d.rect(x, y, w, h, "", theme.ColorFocus, 2, 6)
		d.text(hourText(c.minute), kit.Small, theme.ColorMuted, x+8, y+3, w-16, 1)
	}
}

// ghost draws what is in hand, where it would be put down.
func (d *gridDraw) ghost(x, y, w, h float32, title string) {
	d.rect(x, y, w, h, theme.ColorSurface, "", 0, 6)
	dash := func(x, y, w, h float32) { d.rect(x, y, w, h, theme.ColorAccent, "", 0, 0) }
	const length, gap, thick = 7, 4, 2
	for at := x; at < x+w; at += length + gap {
		dash(at, y, min(length, x+w-at), thick)
		dash(at, y+h-thick, min(length, x+w-at), thick)
	}
	for at := y; at < y+h; at += length + gap {
		dash(x, at, thick, min(length, y+h-at))
		dash(x+w-thick, at, thick, min(length, y+h-at))
	}
	lines := max(1, int((h-4)/d.g.plan.line))
	hint := kit.NewText("Press Enter to place it", kit.Small)
	hint.SetColor(theme.ColorAccent)
	if need := hint.Natural() + 8; w-need > 140*draw.TextScale() {
		draw.Place(hint, x+w-need, y+3, need-6, d.g.plan.line)
		d.objects = append(d.objects, hint)
		w -= need
	}
	d.text(title, kit.Small, theme.ColorAccent, x+9, y+3, w-16, lines)
}
