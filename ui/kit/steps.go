package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/theme"
)

// Steps says which steps something takes, which of them are done, and at which
// one it is: "1 File  2 Columns  3 Done".
type Steps struct {
	widget.BaseWidget
	names []string
	at    int
	body  *fyne.Container
}

// NewSteps makes a line of steps that is at the first.
func NewSteps(names ...string) *Steps {
	s := &Steps{body: HStack(18)}
	s.ExtendBaseWidget(s)
	s.Set(names, 0)
	return s
}

// Set changes the steps, and which of them it is at, from 0.
func (s *Steps) Set(names []string, at int) {
	s.names, s.at = names, at
	s.body.Objects = nil
	for i, name := range names {
		text := NewText(strconv.Itoa(i+1)+"  "+name, Muted)
		switch {
		case i == at:
			text.SetStyle(Bold)
			text.SetColor(theme.ColorAccent)
		case i < at:
			text.SetColor(theme.ColorInk)
		}
		s.body.Objects = append(s.body.Objects, text)
	}
	s.body.Refresh()
	s.Refresh()
}

// At is the step that it is at, from 0.
func (s *Steps) At() int { return s.at }

// Text is the name of the step that it is at.
func (s *Steps) Text() string {
	if s.at < 0 || s.at >= len(s.names) {
		return ""
	}
	return s.names[s.at]
}

// MinSize is small for a narrow window: the texts end with an ellipsis.
func (s *Steps) MinSize() fyne.Size { return fyne.NewSize(160, s.body.MinSize().Height) }

// CreateRenderer draws the line. Part of fyne.Widget.
func (s *Steps) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.body) }
