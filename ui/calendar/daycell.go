package calendar

import (
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/ui/kit"
	"waymark/ui/kit/draw"
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
	entries []agenda.Entry
	ghost   string // who would be put down here
}

var (
	_ fyne.Tappable     = (*dayCell)(nil)
	_ desktop.Hoverable = (*dayCell)(nil)
)

func newDayCell(tap func(data.Date)) *dayCell {
	c := &dayCell{tap: tap}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped implements fyne.Tappable.
func (c *dayCell) Tapped(*fyne.PointEvent) { c.tap(c.day) }

// MouseIn shows the whole day. Part of desktop.Hoverable.
func (c *dayCell) MouseIn(e *desktop.MouseEvent) { kit.ShowTip(c, c.tip(), e.Position) }

// MouseMoved implements desktop.Hoverable.
func (c *dayCell) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes it away. Part of desktop.Hoverable.
func (c *dayCell) MouseOut() { kit.HideTip(c) }

// mostInTip is how many entries of a day are read out at once.
const mostInTip = 14

func (c *dayCell) tip() string {
	if len(c.entries) == 0 {
		return ""
	}
	words := []string{c.day.Long()}
	for i := range c.entries {
		if i == mostInTip {
			words = append(words, fmt.Sprintf("and %d more", len(c.entries)-i))
			break
		}
		words = append(words, lineTitle(&c.entries[i]))
	}
	return strings.Join(words, "\n")
}

// CreateRenderer implements fyne.Widget.
func (c *dayCell) CreateRenderer() fyne.WidgetRenderer {
	r := &dayCellRenderer{cell: c, ground: canvas.NewRectangle(nil), heading: kit.NewText("", kit.Bold),
		holiday: kit.NewText("", kit.Small), more: kit.NewText("", kit.Small), ghost: kit.NewText("", kit.Label)}
	r.Refresh()
	return r
}

type dayCellRenderer struct {
	cell                   *dayCell
	ground                 *canvas.Rectangle
	heading, holiday, more *kit.Text
	ghost                  *kit.Text
	shown                  int // how many lines are drawn
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
	r.heading.SetText(r.cell.heading) // whole again, if there is room now
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
	line := kit.NewText("X", kit.Small).MinSize().Height
	if r.cell.ghost != "" {
		r.ghost.SetText(r.cell.ghost)
		r.ghost.Move(fyne.NewPos(cellPadding+4, y))
		r.ghost.Resize(fyne.NewSize(width-4, line))
		y += line + lineGap
	}
	heights := r.heights(line, width, bottom-y)
	for len(r.lines) < len(heights) {
		r.lines = append(r.lines, &entryLine{ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), text: kit.NewParagraph("", kit.Small)})
	}
	r.shown = len(heights)
	for i, height := range heights {
		l := r.lines[i]
		r.paintLine(l, &r.cell.entries[i], max(1, int((height-5)/line)))
		l.ground.Move(fyne.NewPos(cellPadding, y))
		l.ground.Resize(fyne.NewSize(width, height))
		l.bar.Move(fyne.NewPos(cellPadding, y))
		l.bar.Resize(fyne.NewSize(4, height))
		l.text.Move(fyne.NewPos(cellPadding+9, y+3))
		l.text.Resize(fyne.NewSize(width-13, height-6))
		y += height + lineGap
	}
	r.more.Hide()
	if rest := len(r.cell.entries) - len(heights); rest > 0 {
		r.more.SetText(fmt.Sprintf("+ %d more", rest))
		r.more.Show()
		r.more.Move(fyne.NewPos(cellPadding+2, y))
		r.more.Resize(fyne.NewSize(width, line))
		if y+line > bottom+0.5 { // not even that fits: it stands beside the day
			r.more.SetText("+" + strconv.Itoa(rest))
			least := r.more.MinSize()
			r.more.Move(fyne.NewPos(cellPadding+width-least.Width, cellPadding+2))
			r.more.Resize(least)
			r.besideCount(width - least.Width)
		}
	}
}

// besideCount has the day stand beside the count in a width: by its number alone if
// the month or “today” leaves no room.
func (r *dayCellRenderer) besideCount(width float32) {
	if draw.Measure(r.cell.heading, fynetheme.TextSize(), fyne.TextStyle{Bold: true}).Width > width-lineGap {
		r.heading.SetText(strconv.Itoa(r.cell.day.Day))
	}
	r.heading.Resize(fyne.NewSize(width, r.heading.Size().Height))
}

// heights are those of the entries for which there is room. Names wrap where all
// of them fit whole; else each has one line, and the last line is for how many
// more there are.
func (r *dayCellRenderer) heights(line, width, room float32) []float32 {
	entries := r.cell.entries
	fits := max(0, int((room+lineGap)/(line+6+lineGap)))
	if fits == 0 || len(entries) == 0 {
		return nil
	}
	if len(entries) <= fits {
		heights, used := make([]float32, len(entries)), float32(0)
		for i := range entries {
			heights[i] = line + 6
			if fyne.MeasureText(lineTitle(&entries[i]), fynetheme.CaptionTextSize(), fyne.TextStyle{}).Width > width-13 {
				heights[i] += line
			}
			used += heights[i] + lineGap
		}
		if used-lineGap <= room {
			return heights
		}
	}
	n := min(fits, len(entries))
	if n < len(entries) {
		n--
	}
	return slices.Repeat([]float32{line + 6}, n)
}

// lineTitle is an entry in one short line of a day.
func lineTitle(e *agenda.Entry) string {
	switch e.Kind {
	case agenda.Clinic:
		if e.Mood == agenda.Cancelled {
			return fmt.Sprintf("Clinic cancelled, %s", e.Surgery)
		}
		return fmt.Sprintf("Clinic %s, %s", fill(e), e.Surgery)
	case agenda.Away:
		return strings.Join(lines(e.Title(), e.Staff), ": ")
	case agenda.Visit:
		if e.Client != "" {
			return warned(timed(e)+fmt.Sprintf("visit %s", e.Client), e.Warnings)
		}
	}
	return warned(timed(e)+e.Title(), e.Warnings)
}

// lineColors are ground and bar of an entry, by theme colour name: the same as in
// the week.
func lineColors(e *agenda.Entry) (ground, bar fyne.ThemeColorName) {
	switch {
	case e.Kind == agenda.Clinic && e.Mood != agenda.Cancelled:
		return theme.ColorAccentSoft, theme.ColorAccent
	case e.Kind == agenda.Visit:
		return theme.ColorAmberBg, theme.ColorAmber
	case e.Closed || e.Kind == agenda.Away:
		return theme.ColorNeutralBg, theme.ColorLine
	}
	switch e.Mood {
	case agenda.Overdue:
		return theme.ColorRedBg, theme.ColorRed
	case agenda.Due:
		return theme.ColorAmberBg, theme.ColorAmber
	default:
		return theme.ColorNeutralBg, theme.ColorAccent
	}
}

func (r *dayCellRenderer) paintLine(l *entryLine, e *agenda.Entry, lines int) {
	l.text.SetMaxLines(lines)
	ground, bar := lineColors(e)
	// Without round corners, which take long to paint: there may be a hundred.
	l.ground.FillColor = r.color(ground)
	l.bar.FillColor = r.color(bar)
	l.text.SetText(lineTitle(e))
	if e.Closed || e.Kind == agenda.Away {
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
	r.ghost.SetColor(theme.ColorAccent)
	r.Layout(r.size)
	canvas.Refresh(c)
}

// MinSize implements fyne.WidgetRenderer.
func (r *dayCellRenderer) MinSize() fyne.Size {
	// The day; where nothing fits below it, how much there is stands beside it.
	return fyne.NewSize(70, max(40, 2*cellPadding+r.heading.MinSize().Height))
}

// Objects implements fyne.WidgetRenderer.
func (r *dayCellRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.ground, r.heading, r.more}
	if r.cell.ghost != "" {
		list = append(list, r.ghost)
	}
	if r.cell.holiday != "" {
		list = append(list, r.holiday)
	}
	for _, l := range r.lines[:r.shown] {
		list = append(list, l.ground, l.bar, l.text)
	}
	return list
}

// Destroy implements fyne.WidgetRenderer.
func (r *dayCellRenderer) Destroy() {}
