package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// selectBox shows what is chosen and opens what there is to choose from.
type selectBox struct {
	widget.DisableableWidget
	text, placeholder string
	onOpen            func()
	onStep            func(int)
	onRune            func(rune)
	onErase           func()      // Delete or Backspace; may be nil
	typing            func() bool // a space belongs to what is being typed; may be nil
	onBlur            func()      // may be nil
	focused, hovered  bool
}

func newSelectBox() *selectBox {
	s := &selectBox{placeholder: "Choose…"}
	s.ExtendBaseWidget(s)
	return s
}

func (s *selectBox) Tapped(*fyne.PointEvent) {
	if !s.Disabled() {
		s.onOpen()
	}
}

func (s *selectBox) TypedKey(e *fyne.KeyEvent) {
	if s.Disabled() {
		DialogKey(s, e)
		return
	}
	switch e.Name {
	case fyne.KeySpace:
		if s.typing == nil || !s.typing() {
			s.onOpen()
		}
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF4:
		s.onOpen()
	case fyne.KeyDelete, fyne.KeyBackspace:
		if s.onErase != nil {
			s.onErase()
		}
	case fyne.KeyDown:
		s.onStep(1)
	case fyne.KeyUp:
		s.onStep(-1)
	default:
		DialogKey(s, e)
	}
}

func (s *selectBox) TypedRune(r rune) {
	// The space that opens the list comes as a character, too.
	if !s.Disabled() && (r != ' ' || s.typing != nil && s.typing()) {
		s.onRune(r)
	}
}

func (s *selectBox) FocusGained() {
	s.focused = true
	s.Refresh()
	FollowFocus(s)
}

func (s *selectBox) FocusLost() {
	s.focused = false
	s.Refresh()
	if s.onBlur != nil {
		s.onBlur()
	}
}

func (s *selectBox) MouseIn(*desktop.MouseEvent) {
	s.hovered = true
	s.Refresh()
}

func (s *selectBox) MouseMoved(*desktop.MouseEvent) {}

func (s *selectBox) MouseOut() {
	s.hovered = false
	s.Refresh()
}

func (s *selectBox) colors() (ink, line fyne.ThemeColorName, width float32) {
	ink, line, width = theme.ColorInk, fynetheme.ColorNameInputBorder, 1.5
	if s.text == "" {
		ink = theme.ColorMuted
	}
	switch {
	case s.Disabled():
		ink = disabledText
	case s.focused:
		line, width = theme.ColorAccent, 2
	case s.hovered:
		line = theme.ColorTarget
	}
	return ink, line, width
}

func (s *selectBox) CreateRenderer() fyne.WidgetRenderer {
	back, text := canvas.NewRectangle(color.Transparent), canvas.NewText("", color.Transparent)
	chevron := canvas.NewImageFromResource(nil)
	const pad float32 = 8
	paint := func() {
		ink, line, width := s.colors()
		text.Color = draw.Color(ink)
		text.TextSize = draw.Size(theme.SizeBody)
		draw.Box(back, fynetheme.ColorNameInputBackground, line, width, theme.ButtonRadius)
		chevron.Resource = theme.Icon(theme.IconChevron, theme.ColorMuted)
		chevron.Refresh()
	}
	arrange := func(size fyne.Size) {
		draw.Place(back, 1, 1, size.Width-2, size.Height-2)
		side := iconSide * draw.TextScale()
		draw.Place(chevron, size.Width-pad-side+4, (size.Height-side)/2, side, side)
		shown := s.text
		if shown == "" {
			shown = s.placeholder
		}
		text.Text, _ = draw.Ellipsis(shown, size.Width-2*pad-side, func(t string) float32 {
			return fyne.MeasureText(t, text.TextSize, text.TextStyle).Width
		})
		least := text.MinSize()
		draw.Place(text, pad, (size.Height-least.Height)/2, least.Width, least.Height)
	}
	paint()
	return &draw.Rendering{
		Of:    s,
		Shows: draw.Fixed(back, text, chevron),
		Lays:  arrange,
		Least: func() fyne.Size {
			height := fyne.MeasureText("M", draw.Size(theme.SizeBody), fyne.TextStyle{}).Height
			return fyne.NewSize(120, height+2*fynetheme.InnerPadding())
		},
		Redraws: func() {
			paint()
			arrange(s.Size())
			canvas.Refresh(s)
		},
	}
}
