package answer

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit"
	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// likertRow is one item with its targets.
type likertRow struct {
	widget.BaseWidget
	table   *Likert
	item    int
	text    *kit.Text
	value   int  // 1 to N, 0 for none
	ring    int  // the target under the keyboard, 1 to N
	went    bool // the ring was moved by a person since the row got the keyboard
	focused bool
}

func newLikertRow(table *Likert, item int, text string) *likertRow {
	r := &likertRow{table: table, item: item, ring: 1, text: kit.NewParagraph(text, kit.Body)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *likertRow) tick(value int) { r.answer(value, false) }

func (r *likertRow) answer(value int, byDigit bool) {
	if value < 0 || value > len(r.table.heads) {
		return
	}
	changed := r.value != value
	r.value = value
	if value > 0 {
		r.ring = value
	}
	r.Refresh()
	switch {
	case changed:
		r.table.answered(r.item, value, byDigit)
	case byDigit:
		// The same digit again confirms the answer: go on without telling.
		r.next()
	}
}

func (r *likertRow) next() {
	if r.item+1 < len(r.table.rows) {
		r.table.FocusItem(r.item + 1)
	} else if r.table.OnEnd != nil {
		r.table.OnEnd()
	}
}

// Tapped ticks the target whose column was hit: the whole height of the row counts.
func (r *likertRow) Tapped(e *fyne.PointEvent) {
	kit.FocusOn(r)
	left, each := r.table.columns(r.Size().Width)
	if e.Position.X < left {
		return
	}
	r.answer(int((e.Position.X-left)/each)+1, false)
}

func (r *likertRow) TypedRune(char rune) {
	if char >= '1' && char <= '9' {
		r.answer(int(char-'0'), true)
	}
}

func (r *likertRow) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		r.moveRing(-1)
	case fyne.KeyRight:
		r.moveRing(1)
	case fyne.KeySpace:
		r.answer(r.ring, false)
	case fyne.KeyReturn, fyne.KeyEnter:
		if r.went {
			r.answer(r.ring, false)
		} else {
			kit.DialogKey(r, e)
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		r.answer(0, false)
	case fyne.KeyUp:
		r.table.step(r.item, -1)
	case fyne.KeyDown:
		r.table.step(r.item, 1)
	default:
		kit.DialogKey(r, e)
	}
}

func (r *likertRow) moveRing(by int) {
	r.ring, r.went = max(1, min(r.ring+by, len(r.table.heads))), true
	r.Refresh()
}

func (r *likertRow) FocusGained() {
	r.focused = true
	r.Refresh()
	kit.FollowFocus(r)
}

func (r *likertRow) FocusLost() {
	r.focused, r.went = false, false
	r.Refresh()
}

func (r *likertRow) diameter() float32 {
	_, each := r.table.columns(r.Size().Width)
	return min(34*draw.TextScale()*r.table.scale, each-10)
}

func (r *likertRow) CreateRenderer() fyne.WidgetRenderer {
	d := &likertDrawing{row: r, back: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent), ring: canvas.NewCircle(color.Transparent)}
	for range r.table.heads {
		d.targets = append(d.targets, canvas.NewCircle(color.Transparent))
	}
	objects := []fyne.CanvasObject{d.back, d.line, d.ring}
	for _, target := range d.targets {
		objects = append(objects, target)
	}
	objects = append(objects, r.text)
	d.paint()
	return &draw.Rendering{
		Of:    r,
		Shows: draw.Fixed(objects...),
		Lays:  d.arrange,
		Least: func() fyne.Size {
			height := max(53*draw.TextScale()*min(r.table.scale, 1.4), r.text.MinSize().Height+18)
			return fyne.NewSize(280, height)
		},
		Redraws: func() {
			d.paint()
			d.arrange(r.Size())
			canvas.Refresh(r)
		},
	}
}

type likertDrawing struct {
	row        *likertRow
	back, line *canvas.Rectangle
	ring       *canvas.Circle
	targets    []*canvas.Circle
}

func (d *likertDrawing) paint() {
	ground := fyne.ThemeColorName("")
	if d.row.focused {
		ground = theme.ColorSelected
	}
	draw.Box(d.back, ground, "", 0, 6)
	draw.Box(d.line, theme.ColorLine, "", 0, 0)
	for i, target := range d.targets {
		target.FillColor = draw.Color(theme.ColorSurface)
		target.StrokeColor = draw.Color(theme.ColorTarget)
		target.StrokeWidth = 2
		if i+1 == d.row.value {
			target.FillColor = draw.Color(theme.ColorAccent)
			target.StrokeColor = draw.Color(theme.ColorAccent)
		}
		target.Refresh()
	}
	d.ring.StrokeColor = draw.Color(theme.ColorFocus)
	d.ring.StrokeWidth = 2
	d.ring.Hidden = !d.row.focused
	// 18 on a normal pad: read at arm's length by someone who has left his glasses.
	d.row.text.SetScale(d.row.table.scale * 18 / 14)
}

func (d *likertDrawing) arrange(size fyne.Size) {
	left, each := d.row.table.columns(size.Width)
	side := d.row.diameter()
	draw.Place(d.line, 0, 0, size.Width, 1)
	draw.Place(d.back, 0, 1, size.Width, size.Height-1)
	for i, target := range d.targets {
		x := left + float32(i)*each + (each-side)/2
		draw.Place(target, x, (size.Height-side)/2, side, side)
		if i+1 == d.row.ring {
			draw.Place(d.ring, x-5, (size.Height-side)/2-5, side+10, side+10)
		}
	}
	height := draw.Settle(d.row.text, max(20, left-16))
	d.row.text.Move(fyne.NewPos(6, max(0, (size.Height-height)/2)))
}
