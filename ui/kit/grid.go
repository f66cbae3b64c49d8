package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// cell is one small target of a grid: a day, a month, a year.
type cell struct {
	text   string
	muted  bool
	strong bool
}

// grid is a table of targets of one size with one of them under the keyboard.
type grid struct {
	widget.BaseWidget
	columns int
	size    fyne.Size
	cells   []cell
	at      int
	focused bool
	hovered int
	onTap   func(int)
	onKey   func(*fyne.KeyEvent) bool
}

func newGrid(onTap func(int)) *grid {
	g := &grid{columns: 1, onTap: onTap, hovered: -1}
	g.ExtendBaseWidget(g)
	return g
}

// set shows other cells, with the cursor on one.
func (g *grid) set(columns int, width, height float32, cells []cell, at int) {
	g.columns, g.size, g.cells, g.at, g.hovered = columns, fyne.NewSize(width, height), cells, at, -1
	g.Refresh()
}

func (g *grid) hit(at fyne.Position) int {
	width := g.Size().Width / float32(g.columns)
	height := g.size.Height * draw.TextScale()
	column, row := int(at.X/width), int(at.Y/height)
	i := row*g.columns + column
	if at.X < 0 || at.Y < 0 || column >= g.columns || i >= len(g.cells) {
		return -1
	}
	return i
}

func (g *grid) Tapped(e *fyne.PointEvent) {
	if i := g.hit(e.Position); i >= 0 && g.cells[i].text != "" {
		g.onTap(i)
	}
}

func (g *grid) TypedKey(e *fyne.KeyEvent) {
	if g.onKey != nil && g.onKey(e) {
		return
	}
	if isPress(e) {
		if g.at >= 0 && g.at < len(g.cells) {
			g.onTap(g.at)
		}
		return
	}
	if step, ok := arrowStep(e.Name, g.columns); ok {
		if to := g.at + step; to >= 0 && to < len(g.cells) {
			g.at = to
			g.Refresh()
		}
	}
}

// arrowStep is how far an arrow moves in a table of so many columns.
func arrowStep(key fyne.KeyName, columns int) (int, bool) {
	switch key {
	case fyne.KeyLeft:
		return -1, true
	case fyne.KeyRight:
		return 1, true
	case fyne.KeyUp:
		return -columns, true
	case fyne.KeyDown:
		return columns, true
	}
	return 0, false
}

func (g *grid) TypedRune(rune) {}

func (g *grid) FocusGained() {
	g.focused = true
	g.Refresh()
}

func (g *grid) FocusLost() {
	g.focused = false
	g.Refresh()
}

func (g *grid) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

func (g *grid) MouseMoved(e *desktop.MouseEvent) {
	if i := g.hit(e.Position); i != g.hovered {
		g.hovered = i
		g.Refresh()
	}
}

func (g *grid) MouseOut() {
	g.hovered = -1
	g.Refresh()
}

func (g *grid) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	again := func(size fyne.Size) {
		objects = objects[:0]
		width, height := size.Width/float32(g.columns), g.size.Height*draw.TextScale()
		for i, c := range g.cells {
			x, y := float32(i%g.columns)*width, float32(i/g.columns)*height
			objects = append(objects, g.drawCell(i, c, x, y, width, height)...)
		}
	}
	return &draw.Rendering{
		Of:    g,
		Shows: func() []fyne.CanvasObject { return objects },
		Lays:  again,
		Least: func() fyne.Size {
			rows := (len(g.cells) + g.columns - 1) / g.columns
			return fyne.NewSize(g.size.Width*draw.TextScale()*float32(g.columns), g.size.Height*draw.TextScale()*float32(rows))
		},
		Redraws: func() {
			again(g.Size())
			canvas.Refresh(g)
		},
	}
}

func (g *grid) drawCell(i int, c cell, x, y, width, height float32) []fyne.CanvasObject {
	back := canvas.NewRectangle(color.Transparent)
	fill, line := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	ink := theme.ColorInk
	if c.muted {
		ink = theme.ColorMuted
	}
	if c.strong {
		fill, ink = theme.ColorAccent, theme.ColorOnAccent
	} else if i == g.hovered && c.text != "" {
		fill = theme.ColorAccentSoft
	}
	if g.focused && i == g.at {
		line = theme.ColorFocus
	}
	draw.Box(back, fill, line, 2, 6)
	draw.Place(back, x+1, y+1, width-2, height-2)
	text := canvas.NewText(c.text, draw.Color(ink))
	text.TextSize = draw.Size(theme.SizeSecondary)
	least := text.MinSize()
	draw.Place(text, x+(width-least.Width)/2, y+(height-least.Height)/2, least.Width, least.Height)
	return []fyne.CanvasObject{back, text}
}
