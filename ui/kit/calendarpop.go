package kit

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// calendarPop is a month to choose a day from, with ways to any other month and,
// by decade and year, to any other year in three taps.
type calendarPop struct {
	widget.BaseWidget
	shown    Day // its month is on show; its day is under the keyboard
	chosen   Day
	today    Day
	onPick   func(Day)
	onClose  func()
	month    *Button
	year     *Button
	weekdays *fyne.Container
	grid     *grid
	body     *fyne.Container
	mode     calendarMode
}

// The years that the calendar goes to.
const (
	firstYear = 1900
	lastYear  = 2199
)

type calendarMode int

const (
	pickDay calendarMode = iota
	pickMonth
	pickDecade
	pickYear
)

func newCalendarPop(chosen, today Day, onPick func(Day), onClose func()) *calendarPop {
	p := &calendarPop{shown: chosen, chosen: chosen, today: today, onPick: onPick, onClose: onClose}
	if chosen.IsZero() {
		p.shown = today
	}
	p.month = Quiet("", func() { p.choose(pickMonth) })
	p.year = Quiet("", func() { p.choose(pickDecade) })
	back := Quiet("‹", func() { p.turn(-1) })
	on := Quiet("›", func() { p.turn(1) })
	var names []fyne.CanvasObject
	for _, name := range []string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"} {
		t := NewText(name, Small)
		t.SetAlign(fyne.TextAlignCenter)
		names = append(names, t)
	}
	p.weekdays = Columns(nil, names...)
	p.weekdays.Layout = &evenly{}
	p.grid = newGrid(p.tapped)
	p.grid.onKey = p.key
	p.body = VStack(4, HStack(2, back, Spacer(), p.month, p.year, Spacer(), on), p.weekdays, p.grid)
	p.show(pickDay)
	p.ExtendBaseWidget(p)
	return p
}

// evenly shares the width without gaps, to stand above a grid.
type evenly struct{}

func (evenly) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width / float32(max(1, len(objects)))
	for i, o := range objects {
		draw.Place(o, float32(i)*width, 0, width, size.Height)
	}
}

func (evenly) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

func (p *calendarPop) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.body) }

// turn goes so many months on, or decades while a decade or year is picked.
func (p *calendarPop) turn(n int) {
	switch p.mode {
	case pickDecade:
		p.move(p.shown.AddMonths(n * 1200))
	case pickYear:
		p.move(p.shown.AddMonths(n * 120))
	case pickMonth:
		p.move(p.shown.AddMonths(n * 12))
	default:
		p.move(p.shown.AddMonths(n))
	}
	p.show(p.mode)
}

// choose shows another table with the keyboard on it.
func (p *calendarPop) choose(mode calendarMode) {
	p.show(mode)
	FocusOn(p.grid)
}

func (p *calendarPop) move(to Day) {
	if to.Year >= firstYear && to.Year <= lastYear {
		p.shown = to
	}
}

func (p *calendarPop) show(mode calendarMode) {
	p.mode = mode
	p.month.SetText(time.Month(p.shown.Month).String())
	p.year.SetText(fmt.Sprint(p.shown.Year))
	p.weekdays.Hidden = mode != pickDay
	switch mode {
	case pickMonth:
		p.showMonths()
	case pickDecade:
		p.showNumbers(p.century(), 10, "%ds", p.shown.Year/10*10)
	case pickYear:
		p.showNumbers(p.shown.Year/10*10, 1, "%d", p.shown.Year)
	default:
		p.showDays()
	}
	p.body.Refresh()
}

// century is the first decade on show: twelve of them, up to the next, so that
// anyone's year of birth is three taps away.
func (p *calendarPop) century() int { return p.shown.Year/10*10 - 100 }

func (p *calendarPop) first() (offset int) {
	first := Day{p.shown.Year, p.shown.Month, 1}
	return (int(first.Weekday()) + 6) % 7
}

func (p *calendarPop) showDays() {
	offset := p.first()
	cells := make([]cell, 42)
	for i := range cells {
		n := i - offset + 1
		if n < 1 || n > daysIn(p.shown.Year, p.shown.Month) {
			continue
		}
		day := Day{p.shown.Year, p.shown.Month, n}
		cells[i] = cell{text: fmt.Sprint(n), strong: day == p.chosen, muted: i%7 > 4}
	}
	p.grid.set(7, 38, 32, cells, offset+p.shown.Day-1)
}

func (p *calendarPop) showMonths() {
	cells := make([]cell, 12)
	for i := range cells {
		cells[i] = cell{text: time.Month(i + 1).String()[:3], strong: i+1 == p.shown.Month}
	}
	p.grid.set(3, 88, 48, cells, p.shown.Month-1)
}

func (p *calendarPop) showNumbers(from, step int, format string, current int) {
	count := 12
	if step == 1 {
		count = 10
	}
	cells := make([]cell, count)
	for i := range cells {
		n := from + i*step
		cells[i] = cell{text: fmt.Sprintf(format, n), strong: n == current}
	}
	p.grid.set(3, 88, 48, cells, max(0, (current-from)/step))
}

func (p *calendarPop) tapped(i int) {
	switch p.mode {
	case pickMonth:
		p.move(p.shown.AddMonths(i + 1 - p.shown.Month))
		p.show(pickDay)
	case pickDecade:
		p.move(p.shown.AddMonths(12 * (p.century() + i*10 - p.shown.Year/10*10)))
		p.show(pickYear)
	case pickYear:
		p.move(p.shown.AddMonths(12 * (p.shown.Year/10*10 + i - p.shown.Year)))
		p.show(pickDay)
	default:
		day := Day{p.shown.Year, p.shown.Month, i - p.first() + 1}
		if day.Valid() {
			p.onPick(day)
		}
	}
	FocusOn(p.grid)
}

// key moves through days over the edges of a month; the other tables use the
// grid's own arrows.
func (p *calendarPop) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		p.onClose()
		return true
	case fyne.KeyPageUp:
		p.turn(-1)
		return true
	case fyne.KeyPageDown:
		p.turn(1)
		return true
	}
	step, ok := arrowStep(e.Name, 7)
	if !ok || p.mode != pickDay {
		return false
	}
	p.move(p.shown.AddDays(step))
	p.show(pickDay)
	return true
}

// iconTap is an icon that can be tapped but is no stop of the Tab key: what it
// does has a key of its own.
type iconTap struct {
	widget.BaseWidget
	icon fyne.Resource
	fn   func()
}

func newIconTap(icon fyne.Resource, fn func()) *iconTap {
	t := &iconTap{icon: icon, fn: fn}
	t.ExtendBaseWidget(t)
	return t
}

func (t *iconTap) Tapped(*fyne.PointEvent) { t.fn() }

func (t *iconTap) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Pad(8, Fixed(iconSide, iconSide, widget.NewIcon(theme.Icon(t.icon, theme.ColorMuted)))))
}
