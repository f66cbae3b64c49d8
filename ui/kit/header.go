package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/theme"
)

// PageHeader says where you are: a title with a few lighter words after it, a
// second line below, a way back above, and the page's buttons at the right.
//
// The title keeps room to be read and the primary button stays in view, however
// large the text is: where the width is not enough, the buttons that matter less
// go into a menu, the leftmost first, and what still does not fit goes below.
type PageHeader struct {
	widget.BaseWidget
	title, aside, subtitle *Text
	crumb                  *Button
	all                    []fyne.CanvasObject // the buttons, as the page gave them
	more                   *Button             // for those that go into a menu
	actions                *fyne.Container     // those in view
	body                   *fyne.Container
}

// NewPageHeader makes a header. Long texts end with an ellipsis.
func NewPageHeader(title, subtitle string, actions ...fyne.CanvasObject) *PageHeader {
	h := &PageHeader{
		title:    NewText(title, Title),
		aside:    NewText("", Heading),
		subtitle: NewText(subtitle, Body),
		crumb:    Quiet("", nil),
		all:      actions,
		more:     MenuButton("More", nil),
		actions:  container.New(&flow{}),
	}
	h.aside.SetColor(theme.ColorMuted)
	h.subtitle.SetColor(theme.ColorMuted)
	h.crumb.size = buttonSize{22, 4}
	h.crumb.Hide()
	h.body = container.New(&headerLayout{h: h}, h.crumb, tipFor(h.title), h.aside, tipFor(h.subtitle), h.actions)
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
	h.all = actions
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

// ShownTitle is what can be read of the title.
func (h *PageHeader) ShownTitle() string { return strings.Join(h.title.Lines(), " ") }
