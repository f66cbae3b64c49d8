package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// FormPage is a header, sections that scroll with the keyboard focus, and a bar
// with the save button that is always in view.
type FormPage struct {
	widget.BaseWidget
	header, body, footer *fyne.Container
	sections             *fyne.Container
	scroll               *FollowScroll
}

// NewFormPage makes an empty page.
func NewFormPage() *FormPage {
	p := &FormPage{header: container.NewStack(), footer: container.NewStack(), sections: VStack(theme.Gap)}
	p.scroll = ScrollBeyond(p.sections)
	p.body = container.NewStack(p.scroll)
	p.header.Hide()
	p.footer.Hide()
	p.ExtendBaseWidget(p)
	return p
}

// Add adds a section; the sentence under its heading may be empty.
func (p *FormPage) Add(title, sentence string, objects ...fyne.CanvasObject) *Card {
	content := VStack(formGap, objects...)
	if sentence != "" {
		content.Objects = append([]fyne.CanvasObject{NewParagraph(sentence, Muted)}, content.Objects...)
	}
	card := NewCard(title, "", content)
	p.sections.Add(card)
	return card
}

// SetHeader puts an object, usually a PageHeader, above what scrolls.
func (p *FormPage) SetHeader(header fyne.CanvasObject) {
	p.header.Objects = []fyne.CanvasObject{header}
	p.header.Show()
	p.Refresh()
}

// SetFooter puts buttons at the right of the bar and something at its left, which
// may be nil.
func (p *FormPage) SetFooter(left fyne.CanvasObject, buttons ...fyne.CanvasObject) {
	p.footer.Objects = []fyne.CanvasObject{HStack(8, buttons...)}
	if left != nil {
		p.footer.Objects[0] = Beside(left, buttons...)
	}
	p.footer.Show()
	p.Refresh()
}

// ScrollTo brings an object in a section into view, as the first field in error.
func (p *FormPage) ScrollTo(object fyne.CanvasObject) { p.scroll.ScrollTo(object) }

// CreateRenderer draws the page. Part of fyne.Widget.
func (p *FormPage) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewRectangle(color.Transparent)
	draw.Box(line, theme.ColorLine, "", 0, 0)
	settler := draw.NewSettler(
		func() float32 {
			return shownHeight(p.header, p.header.MinSize) + shownHeight(p.footer, p.footer.MinSize)
		},
		func() float32 { return shownHeight(p.header, p.header.Size) + shownHeight(p.footer, p.footer.Size) },
		func() { p.arrange(line, p.Size()) })
	return &draw.Rendering{
		Of:    p,
		Shows: draw.Fixed(p.header, p.body, line, p.footer, settler),
		Lays:  func(size fyne.Size) { p.arrange(line, size) },
		Least: func() fyne.Size {
			head, foot := p.header.MinSize(), p.footer.MinSize()
			return fyne.NewSize(max(200, head.Width, foot.Width), head.Height+foot.Height+120)
		},
		Redraws: func() {
			draw.Box(line, theme.ColorLine, "", 0, 0)
			p.header.Refresh()
			p.footer.Refresh()
			p.scroll.Refresh()
			p.arrange(line, p.Size())
			canvas.Refresh(p)
		},
	}
}

// shownHeight is the height of a size, or 0 if the object is hidden.
func shownHeight(o fyne.CanvasObject, size func() fyne.Size) float32 {
	if !o.Visible() {
		return 0
	}
	return size().Height
}

func (p *FormPage) arrange(line *canvas.Rectangle, size fyne.Size) {
	top, bottom := float32(0), size.Height
	if p.header.Visible() {
		top = draw.Settle(p.header, size.Width) + theme.Gap
	}
	line.Hidden = !p.footer.Visible()
	if p.footer.Visible() {
		height := draw.Settle(p.footer, size.Width)
		bottom -= height
		p.footer.Move(fyne.NewPos(0, bottom))
		bottom -= 12
		draw.Place(line, 0, bottom, size.Width, 1)
	}
	draw.Place(p.body, 0, top, size.Width, max(0, bottom-top))
}
