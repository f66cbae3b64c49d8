package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// MarkLook is how a part of a MarkedText looks.
type MarkLook int

// The looks.
const (
	MarkFound MarkLook = iota // to be looked at
	MarkStays
	MarkBlack
)

// TextMark is a part of a text, from one character to another.
type TextMark struct {
	From, To int
	Look     MarkLook
}

// MarkedText is a text to read in which parts are marked, word by word. A tap
// chooses a word, a second one extends the choice to there; Left and Right move,
// with Shift they extend. B marks what is chosen, Delete takes a mark away.
type MarkedText struct {
	widget.BaseWidget
	// OnMark is called with the chosen characters when B is pressed, and OnErase
	// with a character of the mark that Delete is for.
	OnMark  func(from, to int)
	OnErase func(at int)

	words        []markedWord
	text         []rune
	marks        []TextMark
	first, last  int // the chosen words; -1: none
	focused      bool
	shift        bool
	drawn        []fyne.CanvasObject
	places       []wordPlace
	height, wide float32
}

// markEdge is the room beside a line, in which the frame of a word is drawn.
const markEdge float32 = 4

type markedWord struct {
	text     string
	from, to int
	breaks   int // lines that end before the word
}

type wordPlace struct {
	pos  fyne.Position
	size fyne.Size
}

// NewMarkedText makes an empty one.
func NewMarkedText() *MarkedText {
	m := &MarkedText{first: -1, last: -1}
	m.ExtendBaseWidget(m)
	return m
}

// Set shows a text. What is chosen stays if it is the one that is shown.
func (m *MarkedText) Set(text string, marks []TextMark) {
	if text == string(m.text) {
		m.SetMarks(marks)
		return
	}
	m.text, m.words, m.first, m.last = []rune(text), nil, -1, -1
	breaks := 0
	for i := 0; i < len(m.text); {
		if unicode.IsSpace(m.text[i]) {
			if m.text[i] == '\n' {
				breaks++
			}
			i++
			continue
		}
		from := i
		for i < len(m.text) && !unicode.IsSpace(m.text[i]) {
			i++
		}
		m.words, breaks = append(m.words, markedWord{string(m.text[from:i]), from, i, breaks}), 0
	}
	m.SetMarks(marks)
}

// SetMarks shows other marks of the same text.
func (m *MarkedText) SetMarks(marks []TextMark) {
	m.marks = marks
	m.Refresh()
}

// Chosen is the part of the text that is chosen, without the signs at its end;
// ok is false if nothing is.
func (m *MarkedText) Chosen() (from, to int, ok bool) {
	if m.first < 0 || len(m.words) == 0 {
		return 0, 0, false
	}
	a, b := min(m.first, m.last), max(m.first, m.last)
	from, to = m.words[a].from, m.words[b].to
	for to > from+1 && strings.ContainsRune(".,;:!?)”\"’", m.text[to-1]) {
		to--
	}
	for from < to-1 && strings.ContainsRune("(“\"‘", m.text[from]) {
		from++
	}
	return from, to, true
}

// Choose chooses the words that the characters from and to are in.
func (m *MarkedText) Choose(from, to int) {
	m.first, m.last = -1, -1
	for i, w := range m.words {
		if w.from < to && from < w.to {
			if m.first < 0 {
				m.first = i
			}
			m.last = i
		}
	}
	m.Refresh()
}

// FocusGained is part of fyne.Focusable.
func (m *MarkedText) FocusGained() {
	m.focused = true
	if m.first < 0 && len(m.words) > 0 {
		m.first, m.last = 0, 0
	}
	m.Refresh()
}

// FocusLost is part of fyne.Focusable.
func (m *MarkedText) FocusLost() { m.focused, m.shift = false, false; m.Refresh() }

// TypedRune is part of fyne.Focusable.
func (m *MarkedText) TypedRune(r rune) {
	if from, to, ok := m.Chosen(); ok && unicode.ToLower(r) == 'b' && m.OnMark != nil {
		m.OnMark(from, to)
	}
}

// KeyDown is part of desktop.Keyable.
func (m *MarkedText) KeyDown(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		m.shift = true
	}
}

// KeyUp is part of desktop.Keyable.
func (m *MarkedText) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		m.shift = false
	}
}

// TypedKey is part of fyne.Focusable.
func (m *MarkedText) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		m.step(-1)
	case fyne.KeyRight, fyne.KeyDown:
		m.step(1)
	case fyne.KeyHome:
		m.step(-len(m.words))
	case fyne.KeyEnd:
		m.step(len(m.words))
	case fyne.KeyDelete, fyne.KeyBackspace:
		if from, _, ok := m.Chosen(); ok && m.OnErase != nil {
			m.OnErase(from)
		}
	}
}

func (m *MarkedText) step(by int) {
	if len(m.words) == 0 {
		return
	}
	m.last = min(max(m.last+by, 0), len(m.words)-1)
	if !m.shift {
		m.first = m.last
	}
	m.Refresh()
}

// Tapped chooses a word, or extends the choice to it.
func (m *MarkedText) Tapped(e *fyne.PointEvent) {
	i := m.at(e.Position)
	if c := fyne.CurrentApp().Driver().CanvasForObject(m); c != nil && !m.focused {
		c.Focus(m)
	} else if i >= 0 && m.first >= 0 && m.first == m.last && i != m.first {
		m.last = i
		m.Refresh()
		return
	}
	if i >= 0 {
		m.first, m.last = i, i
		m.Refresh()
	}
}

// Dragged extends the choice along the pointer.
func (m *MarkedText) Dragged(e *fyne.DragEvent) {
	i := m.at(e.Position)
	if i < 0 {
		return
	}
	if start := m.at(e.Position.Subtract(e.Dragged)); !m.focused || start >= 0 && m.first != m.last && i == start {
		if c := fyne.CurrentApp().Driver().CanvasForObject(m); c != nil {
			c.Focus(m)
		}
		m.first = i
	}
	m.last = i
	m.Refresh()
}

// DragEnd is part of fyne.Draggable.
func (m *MarkedText) DragEnd() {}

// at is the word at a place, -1 if there is none.
func (m *MarkedText) at(pos fyne.Position) int {
	for i, p := range m.places {
		if pos.X >= p.pos.X && pos.X < p.pos.X+p.size.Width && pos.Y >= p.pos.Y && pos.Y < p.pos.Y+p.size.Height {
			return i
		}
	}
	return -1
}

// AccessibilityLabel is the text as it is.
func (m *MarkedText) AccessibilityLabel() string { return string(m.text) }

// lay finds the place of each word in a width.
func (m *MarkedText) lay(width float32) {
	space := fyne.MeasureText(" ", draw.Size(looks[Body].size), fyne.TextStyle{}).Width
	line := fyne.MeasureText("M", draw.Size(looks[Body].size), fyne.TextStyle{}).Height * 1.45
	m.places = m.places[:0]
	x, y := markEdge, float32(0)
	for _, w := range m.words {
		size := fyne.MeasureText(w.text, draw.Size(looks[Body].size), fyne.TextStyle{})
		if w.breaks > 0 && len(m.places) > 0 || x > markEdge && x+size.Width+markEdge > width {
			x, y = markEdge, y+line*max(1, float32(w.breaks))
		}
		m.places = append(m.places, wordPlace{fyne.NewPos(x, y), fyne.NewSize(size.Width+space, line)})
		x += size.Width + space
	}
	m.height = y + line
}

// look is how a word is marked, and whether it is.
func (m *MarkedText) look(w *markedWord) (look MarkLook, marked bool) {
	look = -1
	for _, k := range m.marks {
		if w.from < k.To && k.From < w.to {
			look, marked = max(look, k.Look), true
		}
	}
	return look, marked
}

func (m *MarkedText) draw(width float32) {
	m.lay(width)
	m.drawn = m.drawn[:0]
	for i := range m.words {
		w, p := &m.words[i], m.places[i]
		ink, ground := theme.ColorInk, fyne.ThemeColorName("")
		if look, marked := m.look(w); marked {
			switch look {
			case MarkFound:
				ink, ground = theme.ColorAmber, theme.ColorAmberBg
			case MarkStays:
				ink, ground = theme.ColorGreen, theme.ColorGreenBg
			case MarkBlack:
				ink, ground = theme.ColorSurface, theme.ColorInk
			}
		}
		chosen := m.first >= 0 && i >= min(m.first, m.last) && i <= max(m.first, m.last)
		if ground != "" || chosen {
			box := canvas.NewRectangle(draw.Color(theme.ColorSelected))
			if ground != "" {
				box.FillColor = draw.Color(ground)
			}
			if chosen {
				box.StrokeColor, box.StrokeWidth = draw.Color(theme.ColorAccent), 2
			}
			draw.Place(box, p.pos.X-2, p.pos.Y+1, p.size.Width, p.size.Height-4)
			m.drawn = append(m.drawn, box)
		}
		text := canvas.NewText(w.text, draw.Color(ink))
		text.TextSize = draw.Size(looks[Body].size)
		draw.Place(text, p.pos.X, p.pos.Y+(p.size.Height-2-text.MinSize().Height)/2, text.MinSize().Width, text.MinSize().Height)
		m.drawn = append(m.drawn, text)
	}
	m.wide = width
}

// CreateRenderer draws the text. Part of fyne.Widget.
func (m *MarkedText) CreateRenderer() fyne.WidgetRenderer {
	return &draw.Rendering{
		Of:    m,
		Shows: func() []fyne.CanvasObject { return m.drawn },
		Lays:  func(size fyne.Size) { m.draw(size.Width) },
		Least: func() fyne.Size {
			width := m.Size().Width
			if width <= 0 {
				width = 10_000
			}
			if width != m.wide {
				m.lay(width)
			}
			return fyne.NewSize(80, m.height)
		},
		Redraws: func() {
			m.draw(m.Size().Width)
			canvas.Refresh(m)
		},
	}
}
