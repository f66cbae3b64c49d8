package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// CopyLine is a text, such as a phone number, with a button that copies it.
type CopyLine struct {
	widget.BaseWidget
	text   string
	button *Button
	body   *fyne.Container
}

// NewCopyLine makes a line of text in the style that can be copied.
func NewCopyLine(text string, style Style) *CopyLine {
	c := &CopyLine{text: text}
	c.button = Quiet("Copy", c.copy).Compact()
	c.body = HStack(4, NewText(text, style), c.button)
	c.ExtendBaseWidget(c)
	return c
}

// Text is what is copied.
func (c *CopyLine) Text() string { return c.text }

func (c *CopyLine) copy() {
	Copy(c.text)
	c.button.SetText("Copied")
}

// CreateRenderer draws the line. Part of fyne.Widget.
func (c *CopyLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.body) }
