package kit

import (
	"unicode/utf8"
	"waymark/ui/kit/draw"

	"fyne.io/fyne/v2"
)

// headerLayout remembers the width it was last laid out for, because its minimum
// height depends on it.
type headerLayout struct {
	h     *PageHeader
	width float32
}

const (
	headerGap  float32 = 16 // between the title and the buttons
	buttonsGap float32 = 8
	// titleShare is the part of the width that a long title can claim before the
	// buttons do.
	titleShare float32 = 0.4
)

// headerPlan is where the buttons go at a width.
type headerPlan struct {
	inline  []fyne.CanvasObject // in view
	hidden  []*Button           // in the menu
	menu    *Button             // the menu they are in
	buttons float32             // how wide those in view are on one line
	below   bool                // under the title
}

// plan decides which buttons are in view, and where.
func (h *PageHeader) plan(width float32) headerPlan {
	p := headerPlan{}
	for _, o := range h.all {
		if o.Visible() {
			p.inline = append(p.inline, o)
			if b, ok := o.(*Button); ok && b.menu != nil {
				p.menu = b
			}
		}
	}
	p.buttons = lineOf(p.inline)
	if width <= 0 || h.roomFor(width, p.buttons) {
		return p
	}
	if !pages(p.inline) {
		if less := h.collapsed(p, func(buttons float32) bool { return h.roomFor(width, buttons) }); less != nil {
			return *less
		}
	}
	if p.buttons > width {
		if less := h.collapsed(p, func(buttons float32) bool { return buttons <= width }); less != nil {
			p = *less
		}
	}
	p.below = true
	return p
}

// roomFor reports whether the title can be read beside buttons of a width.
func (h *PageHeader) roomFor(width, buttons float32) bool {
	return buttons == 0 || buttons+headerGap+min(h.title.Natural()+1, width*titleShare) <= width
}

// pages reports whether buttons turn pages or choose a view, which stay together.
func pages(objects []fyne.CanvasObject) bool { return len(worded(objects)) < len(objects) }

// worded are the buttons before the first that turns pages or chooses a view.
func worded(objects []fyne.CanvasObject) []fyne.CanvasObject {
	for i, o := range objects {
		if b, ok := o.(*Button); !ok || utf8.RuneCountInString(b.text) < 2 {
			return objects[:i]
		}
	}
	return objects
}

// collapsed moves as few buttons into a menu as make those in view fit; nil when
// that is not enough.
func (h *PageHeader) collapsed(p headerPlan, fits func(buttons float32) bool) *headerPlan {
	less := headerPlan{menu: p.menu}
	if less.menu == nil {
		less.menu = h.more
	}
	rest := p.inline
	for _, o := range worded(p.inline) {
		b := o.(*Button)
		if b.kind == KindPrimary || b.kind == KindDanger || b.menu != nil {
			continue
		}
		less.hidden = append(less.hidden, b)
		rest = without(rest, b)
		less.inline = rest
		if p.menu == nil {
			less.inline = append([]fyne.CanvasObject{h.more}, rest...)
		}
		less.buttons = lineOf(less.inline)
		if fits(less.buttons) {
			return &less
		}
	}
	return nil
}

func without(objects []fyne.CanvasObject, one fyne.CanvasObject) []fyne.CanvasObject {
	var rest []fyne.CanvasObject
	for _, o := range objects {
		if o != one {
			rest = append(rest, o)
		}
	}
	return rest
}

// lineOf is how wide objects are beside one another.
func lineOf(objects []fyne.CanvasObject) float32 {
	width := float32(0)
	for _, o := range objects {
		width += o.MinSize().Width + buttonsGap
	}
	return max(0, width-buttonsGap)
}

// Layout puts everything in its place. Part of fyne.Layout.
func (l *headerLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.arrange(objects, size.Width, draw.Place)
}

// MinSize is as high as the width asks for. Part of fyne.Layout.
func (l *headerLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	widest := float32(160)
	for _, o := range l.h.all {
		if o.Visible() {
			widest = max(widest, o.MinSize().Width)
		}
	}
	return fyne.NewSize(widest, l.arrange(objects, l.width, nil))
}

// arrange tells where each object goes and returns the height.
func (l *headerLayout) arrange(objects []fyne.CanvasObject, width float32, at func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	crumb, subtitle, actions := objects[0], objects[3], objects[4]
	p := l.h.plan(width)
	if at == nil {
		at = func(fyne.CanvasObject, float32, float32, float32, float32) {}
	} else {
		l.h.fill(p)
	}
	y := float32(0)
	if crumb.Visible() {
		least := crumb.MinSize()
		at(crumb, -8, y, min(least.Width, width), least.Height)
		y += least.Height
	}
	room, buttons := width, heightOf(p.inline)
	if p.buttons > 0 && !p.below {
		room = max(0, width-p.buttons-headerGap)
	}
	title := l.arrangeTitle(objects, y, room, at)
	head := y + title
	sub := float32(0)
	if !l.h.subtitle.Hidden { // not the tip around it, which is never hidden
		sub = subtitle.MinSize().Height
	}
	switch {
	case p.buttons == 0 || p.below:
		at(subtitle, 0, head, width, sub)
		if !p.below {
			return head + sub
		}
		high := (&flow{}).each(p.inline, width, nil)
		at(actions, 0, head+sub+buttonsGap, width, high)
		return head + sub + buttonsGap + high
	case sub == 0 || l.h.subtitle.Natural() <= room:
		height := max(head+sub, buttons)
		at(subtitle, 0, head, room, sub)
		at(actions, width-p.buttons, (height-buttons)/2, p.buttons, buttons)
		return height
	default:
		// The second line needs the whole width: the buttons stand above it.
		top := max(0, (head-buttons)/2)
		head = max(head, top+buttons+4)
		at(actions, width-p.buttons, top, p.buttons, buttons)
		at(subtitle, 0, head, width, sub)
		return head + sub
	}
}

// arrangeTitle sets the title with the lighter words after it.
func (l *headerLayout) arrangeTitle(objects []fyne.CanvasObject, y, room float32, at func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	title, aside := objects[1], objects[2]
	height := title.MinSize().Height
	width := min(l.h.title.Natural()+1, room)
	at(title, 0, y, width, height)
	if aside.Visible() {
		least := aside.MinSize().Height
		if wanted := l.h.aside.Natural() + 1; min(wanted, 160*draw.TextScale()) > room-width-8 {
			at(aside, 0, y+height, min(wanted, room), least)
			return height + least
		}
		// The baselines of the two sizes meet a little below the middle.
		at(aside, width+8, y+(height-least)/2+3, max(0, min(l.h.aside.Natural()+1, room-width-8)), least)
	}
	return height
}

func heightOf(objects []fyne.CanvasObject) float32 {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return height
}

// fill brings the buttons in view, and the menu, up to the plan.
func (h *PageHeader) fill(p headerPlan) {
	for _, o := range h.all {
		if b, ok := o.(*Button); ok && b.menu != nil {
			b.menu.extra = nil
		}
	}
	if p.menu != nil {
		p.menu.menu.extra = p.hidden
	}
	h.actions.Objects = p.inline
}
