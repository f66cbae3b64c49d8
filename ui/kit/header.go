package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/theme"
)

// PageHeader says where you are: a title with a few lighter words after it, a
// second line below, a way back above, and the page's buttons at the right.
type PageHeader struct {
	widget.BaseWidget
	title, aside, subtitle *Text
	crumb                  *Button
	actions                *fyne.Container
	body                   *fyne.Container
}

// NewPageHeader makes a header. Long texts end with an ellipsis; the buttons
// always stay in view.
func NewPageHeader(title, subtitle string, actions ...fyne.CanvasObject) *PageHeader {
	h := &PageHeader{
		title:    NewText(title, Title),
		aside:    NewText("", Heading),
		subtitle: NewText(subtitle, Body),
		crumb:    Quiet("", nil),
		actions:  HStack(8, actions...),
	}
	h.aside.SetColor(theme.ColorMuted)
	h.subtitle.SetColor(theme.ColorMuted)
	h.crumb.size = buttonSize{22, 4}
	h.crumb.Hide()
	h.body = container.New(&headerLayout{h}, h.crumb, tipFor(h.title), h.aside, tipFor(h.subtitle), h.actions)
	h.show()
	h.ExtendBaseWidget(h)
	return h
}

// SetTitle changes the title.
func (h *PageHeader) SetTitle(title string) {
	h.title.SetText(title)
	h.Refresh()
}

// Title is the whole title.
func (h *PageHeader) Title() string { return h.title.Text() }

// SetSubtitle changes the line below the title.
func (h *PageHeader) SetSubtitle(subtitle string) {
	h.subtitle.SetText(subtitle)
	h.Refresh()
}

// SetAside changes the lighter words after the title.
func (h *PageHeader) SetAside(aside string) {
	h.aside.SetText(aside)
	h.Refresh()
}

// SetActions changes the buttons at the right.
func (h *PageHeader) SetActions(actions ...fyne.CanvasObject) {
	h.actions.Objects = actions
	h.actions.Refresh()
	h.Refresh()
}

// SetBreadcrumb puts a way back above the title; "" takes it away.
func (h *PageHeader) SetBreadcrumb(text string, onTap func()) {
	h.crumb.SetText(text)
	h.crumb.OnTapped = onTap
	h.Refresh()
}

func (h *PageHeader) show() {
	h.crumb.Hidden = h.crumb.Text() == ""
	h.aside.Hidden = h.aside.Text() == ""
	h.subtitle.Hidden = h.subtitle.Text() == ""
}

// Refresh draws the header again. Part of fyne.Widget.
func (h *PageHeader) Refresh() {
	h.show()
	h.body.Refresh()
	h.BaseWidget.Refresh()
}

// CreateRenderer draws the header. Part of fyne.Widget.
func (h *PageHeader) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.body) }

type headerLayout struct{ h *PageHeader }

func (l *headerLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	crumb, title, aside, subtitle, actions := objects[0], objects[1], objects[2], objects[3], objects[4]
	buttons := actions.MinSize()
	place(actions, max(0, size.Width-buttons.Width), max(0, (size.Height-buttons.Height)/2), buttons.Width, buttons.Height)
	room := max(0, size.Width-buttons.Width-16)
	y := float32(0)
	if crumb.Visible() {
		least := crumb.MinSize()
		place(crumb, -8, y, min(least.Width, room), least.Height)
		y += least.Height
	}
	height := title.MinSize().Height
	width := min(l.h.title.natural()+1, room)
	place(title, 0, y, width, height)
	if aside.Visible() {
		least := aside.MinSize().Height
		// The baselines of the two sizes meet a little below the middle.
		place(aside, width+8, y+(height-least)/2+3, max(0, min(l.h.aside.natural()+1, room-width-8)), least)
	}
	y += height
	if !l.h.subtitle.Hidden { // not the tip around it, which is never hidden
		place(subtitle, 0, y, room, subtitle.MinSize().Height)
	}
}

func (l *headerLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(80, objects[1].MinSize().Height)
	if objects[0].Visible() {
		size.Height += objects[0].MinSize().Height
	}
	if !l.h.subtitle.Hidden {
		size.Height += objects[3].MinSize().Height
	}
	actions := objects[4].MinSize()
	size.Width += actions.Width
	size.Height = max(size.Height, actions.Height)
	return size
}
