package calendar

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// dayCell is one day of the grid: its number, a holiday's name, and as many
// entries as there is room for; what does not fit is counted.
type dayCell struct {
	widget.BaseWidget
	tap     func(data.Date)
	day     data.Date
	heading string
	today   bool
	outside bool // of another month
	holiday string
	chosen  bool
	focused bool
	entries []entry
}

var _ fyne.Tappable = (*dayCell)(nil)

func newDayCell(tap func(data.Date)) *dayCell {
	c := &dayCell{tap: tap}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped implements fyne.Tappable.
func (c *dayCell) Tapped(*fyne.PointEvent) { c.tap(c.day) }

// CreateRenderer implements fyne.Widget.
func (c *dayCell) CreateRenderer() fyne.WidgetRenderer {
	r := &dayCellRenderer{cell: c, ground: canvas.NewRectangle(nil), heading: kit.NewText("", kit.Bold),
		holiday: kit.NewText("", kit.Small), more: kit.NewText("", kit.Small)}
	r.Refresh()
	return r
}

type dayCellRenderer struct {
	cell                   *dayCell
	ground                 *canvas.Rectangle
	heading, holiday, more *kit.Text
	lines                  []*entryLine
	size                   fyne.Size
}

// entryLine is one entry in a day: its title on a soft ground, with a bar in
// the colour of its state.
type entryLine struct {
	ground, bar *canvas.Rectangle
	text        *kit.Text
}

const cellPadding, lineGap = 6, 3

// Layout implements fyne.WidgetRenderer.
func (r *dayCellRenderer) Layout(size fyne.Size) {
	r.size = size
	r.ground.Resize(size)
	inner := size.Width - 2*cellPadding
	y := float32(cellPadding)
	head := r.heading.MinSize().Height
	r.heading.Move(fyne.NewPos(cellPadding, y))
	r.heading.Resize(fyne.NewSize(inner, head))
	y += head + 2
	if r.cell.holiday != "" {
		h := r.holiday.MinSize().Height
		r.holiday.Move(fyne.NewPos(cellPadding, y))
		r.holiday.Resize(fyne.NewSize(inner, h))
		y += h + 2
	}
	r.layOutEntries(y, inner, size.Height-cellPadding)
}

func (r *dayCellRenderer) layOutEntries(y, width, bottom float32) {
	height := kit.NewText("X", kit.Small).MinSize().Height + 6
	entries := r.cell.entries
	room := max(0, int((bottom-y+lineGap)/(height+lineGap)))
	shown := min(room, len(entries))
	if shown < len(entries) && shown > 0 {
		shown-- // a line for how many more there are
	}
	for len(r.lines) < shown {
		r.lines = append(r.lines, &entryLine{ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), text: kit.NewText("", kit.Small)})
	}
	for i, l := range r.lines {
		visible := i < shown
		for _, o := range []fyne.CanvasObject{l.ground, l.bar, l.text} {
			if visible {
				o.Show()
			} else {
				o.Hide()
			}
		}
		if !visible {
			continue
		}
		r.paintLine(l, entries[i])
		l.ground.Move(fyne.NewPos(cellPadding, y))
		l.ground.Resize(fyne.NewSize(width, height))
		l.bar.Move(fyne.NewPos(cellPadding, y))
		l.bar.Resize(fyne.NewSize(4, height))
		l.text.Move(fyne.NewPos(cellPadding+9, y+3))
		l.text.Resize(fyne.NewSize(width-13, height-6))
		y += height + lineGap
	}
	r.more.Hide()
	if rest := len(entries) - shown; rest > 0 {
		r.more.SetText("+ " + strconv.Itoa(rest) + " more")
		r.more.Show()
		r.more.Move(fyne.NewPos(cellPadding+2, y))
		r.more.Resize(fyne.NewSize(width, height-6))
		if y+height-6 > bottom+0.5 { // not even that fits: it stands beside the day
			r.more.SetText("+" + strconv.Itoa(rest))
			least := r.more.MinSize()
			r.more.Move(fyne.NewPos(cellPadding+width-least.Width, cellPadding+2))
			r.more.Resize(least)
		}
	}
}

// toneColors are ground, bar and text of a state, by theme colour name.
func toneColors(t kit.Tone) (ground, bar fyne.ThemeColorName) {
	switch t {
	case kit.Red:
		return theme.ColorRedBg, theme.ColorRed
	case kit.Amber:
		return theme.ColorAmberBg, theme.ColorAmber
	case kit.Green:
		return theme.ColorGreenBg, theme.ColorGreen
	case kit.Accent:
		return theme.ColorAccentSoft, theme.ColorAccent
	default:
		return theme.ColorNeutralBg, theme.ColorMuted
	}
}

func (r *dayCellRenderer) paintLine(l *entryLine, e entry) {
	ground, bar := toneColors(e.tone)
	l.ground.FillColor, l.ground.CornerRadius = r.color(ground), 5
	l.bar.FillColor, l.bar.CornerRadius = r.color(bar), 2
	l.text.SetText(e.title())
	if e.done {
		l.text.SetColor(theme.ColorMuted)
	} else {
		l.text.SetColor(theme.ColorInk)
	}
	l.ground.Refresh()
	l.bar.Refresh()
}

func (r *dayCellRenderer) color(name fyne.ThemeColorName) color.Color {
	return r.cell.Theme().Color(name, fyne.CurrentApp().Settings().ThemeVariant())
}

// Refresh implements fyne.WidgetRenderer.
func (r *dayCellRenderer) Refresh() {
	c := r.cell
	fill := theme.ColorSurface
	switch {
	case c.chosen:
		fill = theme.ColorSelected
	case c.today:
		fill = theme.ColorAccentSoft
	case c.outside || c.holiday != "":
		fill = theme.ColorGround
	}
	r.ground.FillColor = r.color(fill)
	r.ground.StrokeColor, r.ground.StrokeWidth = r.color(theme.ColorLine), 1
	if c.chosen && c.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = r.color(theme.ColorFocus), 2
	}
	r.ground.Refresh()
	r.heading.SetText(c.heading)
	switch {
	case c.today:
		r.heading.SetColor(theme.ColorAccent)
	case c.outside:
		r.heading.SetColor(theme.ColorMuted)
	default:
		r.heading.SetColor(theme.ColorInk)
	}
	r.holiday.SetText(c.holiday)
	r.holiday.SetColor(theme.ColorMuted)
	r.more.SetColor(theme.ColorMuted)
	r.Layout(r.size)
	canvas.Refresh(c)
}

// MinSize implements fyne.WidgetRenderer.
func (r *dayCellRenderer) MinSize() fyne.Size {
	// The day and one line below it, whole.
	return fyne.NewSize(70, max(56, 2*cellPadding+r.heading.MinSize().Height+2+r.more.MinSize().Height))
}

// Objects implements fyne.WidgetRenderer.
func (r *dayCellRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.ground, r.heading, r.more}
	if r.cell.holiday != "" {
		list = append(list, r.holiday)
	}
	for _, l := range r.lines {
		list = append(list, l.ground, l.bar, l.text)
	}
	return list
}

// Destroy implements fyne.WidgetRenderer.
func (r *dayCellRenderer) Destroy() {}
