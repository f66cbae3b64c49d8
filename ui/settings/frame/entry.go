package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit"
)

// entryHeight is the height of a row that is a single line.
const entryHeight = 42

// entryRow is a row of one line: the title of a part, or the heading above some.
type entryRow struct {
	widget.BaseWidget
	text *kit.Text
}

func newEntryRow() fyne.CanvasObject {
	e := &entryRow{text: kit.NewText("", kit.Body)}
	e.ExtendBaseWidget(e)
	return e
}

// set shows a title, or a heading in bold.
func (e *entryRow) set(text string, heading bool) {
	style := kit.Body
	if heading {
		style = kit.Label
	}
	e.text.SetStyle(style)
	e.text.SetText(text)
}

// TipText is the title where an ellipsis hides its end, or "".
func (e *entryRow) TipText() string {
	if e.text.Truncated() {
		return e.text.Text()
	}
	return ""
}

// CreateRenderer implements fyne.Widget.
func (e *entryRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.PadXY(4, 10, e.text))
}
