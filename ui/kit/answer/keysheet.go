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

// KeyRow is one line of a KeySheet.
type KeyRow struct {
	Number string // as on the paper form
	Text   string
	Mark   string // what is keyed, "" for nothing yet
}

// KeySheet is a form that is keyed in from paper: its lines, each with a box for
// what was keyed, and one of them the current one. It takes every key that is
// typed and leaves it to its owner what they mean.
type KeySheet struct {
	widget.BaseWidget
	// OnRune and OnKey are given what is typed. OnKey says whether it used it.
	OnRune func(rune)
	OnKey  func(*fyne.KeyEvent) bool

	rows    []*keyLine
	body    *fyne.Container
	current int
	focused bool
}

// NewKeySheet makes an empty sheet.
func NewKeySheet() *KeySheet {
	s := &KeySheet{body: kit.VStack(0)}
	s.ExtendBaseWidget(s)
	return s
}

// SetRows shows other lines.
func (s *KeySheet) SetRows(rows []KeyRow) {
	s.rows, s.body.Objects = s.rows[:0], nil
	for _, row := range rows {
		line := newKeyLine(s, row)
		s.rows = append(s.rows, line)
		s.body.Objects = append(s.body.Objects, line)
	}
	s.body.Refresh()
}

// SetMark changes what is shown in the box of a line.
func (s *KeySheet) SetMark(i int, mark string) {
	if i >= 0 && i < len(s.rows) {
		s.rows[i].mark.SetText(mark)
	}
}

// Mark is what is shown in the box of a line.
func (s *KeySheet) Mark(i int) string { return s.rows[i].mark.Text() }

// SetCurrent moves to a line; one past the last is none.
func (s *KeySheet) SetCurrent(i int) {
	s.current = i
	for _, row := range s.rows {
		row.Refresh()
	}
	if i >= 0 && i < len(s.rows) {
		kit.FollowFocus(s.rows[i])
	}
}

// Current is the line that is keyed next.
func (s *KeySheet) Current() int { return s.current }

// Focus moves the keyboard to the sheet.
func (s *KeySheet) Focus() { kit.FocusOn(s) }

// Tapped takes the keyboard. Part of fyne.Tappable.
func (s *KeySheet) Tapped(*fyne.PointEvent) { s.Focus() }

// TypedRune hands a character on. Part of fyne.Focusable.
func (s *KeySheet) TypedRune(char rune) {
	if s.OnRune != nil {
		s.OnRune(char)
	}
}

// TypedKey hands a key on. Part of fyne.Focusable.
func (s *KeySheet) TypedKey(e *fyne.KeyEvent) {
	if s.OnKey == nil || !s.OnKey(e) {
		kit.DialogKey(s, e)
	}
}

// FocusGained shows which line is current. Part of fyne.Focusable.
func (s *KeySheet) FocusGained() { s.focus(true) }

// FocusLost pales it. Part of fyne.Focusable.
func (s *KeySheet) FocusLost() { s.focus(false) }

func (s *KeySheet) focus(on bool) {
	s.focused = on
	for _, row := range s.rows {
		row.Refresh()
	}
}

// CreateRenderer draws the sheet. Part of fyne.Widget.
func (s *KeySheet) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.body) }

// keyLine is one line with its box.
type keyLine struct {
	widget.BaseWidget
	sheet              *KeySheet
	number, text, mark *kit.Text
}

func newKeyLine(s *KeySheet, row KeyRow) *keyLine {
	l := &keyLine{sheet: s, number: kit.NewText(row.Number, kit.Muted), text: kit.NewParagraph(row.Text, kit.Body), mark: kit.NewText(row.Mark, kit.Bold)}
	l.mark.SetAlign(fyne.TextAlignCenter)
	l.ExtendBaseWidget(l)
	return l
}

func (l *keyLine) isCurrent() bool {
	return l.sheet.current < len(l.sheet.rows) && l.sheet.current >= 0 && l.sheet.rows[l.sheet.current] == l
}

// The measures of a line.
const (
	keyBoxWidth  float32 = 52
	keyBoxHeight float32 = 28
	keyNumber    float32 = 34
)

func (l *keyLine) CreateRenderer() fyne.WidgetRenderer {
	back, frame := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	paint := func() {
		ground, line, width := fyne.ThemeColorName(""), theme.ColorLine, float32(1)
		if l.isCurrent() {
			ground, line = theme.ColorSelected, theme.ColorTarget
			if l.sheet.focused {
				line, width = theme.ColorFocus, 2
			}
		}
		draw.Box(back, ground, "", 0, 6)
		draw.Box(frame, theme.ColorSurface, line, width, 6)
	}
	arrange := func(size fyne.Size) {
		scale := draw.TextScale()
		wide, high := keyBoxWidth*scale, keyBoxHeight*scale
		draw.Place(back, 0, 0, size.Width, size.Height)
		draw.Place(frame, size.Width-wide-8, (size.Height-high)/2, wide, high)
		draw.Place(l.mark, size.Width-wide-6, (size.Height-high)/2, wide-4, high)
		text := draw.Settle(l.text, max(60, size.Width-wide-28-keyNumber*scale))
		l.text.Move(fyne.NewPos(keyNumber*scale, (size.Height-text)/2))
		numberHigh := l.number.MinSize().Height
		draw.Place(l.number, 8, (size.Height-numberHigh)/2, keyNumber*scale-8, numberHigh)
	}
	paint()
	return &draw.Rendering{
		Of:    l,
		Shows: draw.Fixed(back, frame, l.number, l.text, l.mark),
		Lays:  arrange,
		Least: func() fyne.Size {
			return fyne.NewSize(220, max((keyBoxHeight+8)*draw.TextScale(), l.text.MinSize().Height+10))
		},
		Redraws: func() {
			paint()
			arrange(l.Size())
			canvas.Refresh(l)
		},
	}
}
