package answer

import (
	"strconv"
	"waymark/ui/kit"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Answers is the answers to one question as big targets: one under another
// with their words, or in one row with the words at its ends. Nothing is
// ticked until a person ticks it, and a tick can be taken back. The answers'
// colour means nothing.
//
// The key of an answer ticks it and goes on; the arrows along the answers move a
// ring that Space ticks, Delete or Backspace clears, and the other arrows go to the
// question before or after. Enter ticks only where a person moved the ring.
type Answers struct {
	widget.BaseWidget
	// OnNext is called after an answer by its key, and OnStep by the arrows that
	// lead to the question before (-1) or after (+1). Either may be nil.
	OnNext func()
	OnStep func(by int)

	keys     []string
	words    []*kit.Text // beside each answer; at the two ends when across
	across   bool
	showKeys bool
	value    int // 1 to N, 0 for none
	ring     int
	went     bool // the ring was moved by a person since the answers got the keyboard
	focused  bool
	scale    float32
	onAnswer func(value int)
	tops     []float32 // where each answer of a list begins, and where the last ends
}

// NewList makes answers one under another. They are ticked by the keys
// 1 to 9 and 0 in their order; onAnswer is called with the place 1 to N that a
// person ticked, or 0 when they cleared it.
func NewList(labels []string, onAnswer func(value int)) *Answers {
	a := &Answers{ring: 1, scale: 1, onAnswer: onAnswer}
	for i, label := range labels {
		a.keys = append(a.keys, strconv.Itoa((i+1)%10))
		a.words = append(a.words, kit.NewParagraph(label, kit.Body))
	}
	a.ExtendBaseWidget(a)
	return a
}

// NewScale makes answers in one row, such as 0 to 10, with what the first
// and the last stand for beneath them. Each is ticked by its face; "10" by T or
// + as well, since it has no key of its own.
func NewScale(faces []string, low, high string, onAnswer func(value int)) *Answers {
	a := &Answers{ring: 1, scale: 1, onAnswer: onAnswer, across: true, keys: faces}
	a.words = []*kit.Text{kit.NewParagraph(low, kit.Body), kit.NewParagraph(high, kit.Body)}
	a.words[1].SetAlign(fyne.TextAlignTrailing)
	a.ExtendBaseWidget(a)
	return a
}

// ShowKeys shows the key of each answer in a list, for someone who reads them
// aloud and types what they hear.
func (a *Answers) ShowKeys() *Answers {
	a.showKeys = true
	return a
}

// SetAnswer ticks a place 1 to N, or clears with 0, without calling onAnswer.
func (a *Answers) SetAnswer(value int) {
	if value < 0 || value > len(a.keys) {
		return
	}
	a.value = value
	if value > 0 {
		a.ring = value
	}
	a.Refresh()
}

// Answer is the place that is ticked, 0 for none.
func (a *Answers) Answer() int { return a.value }

// SetTextScale makes the letters and targets larger for this reader, on top of
// the text size setting; 1 is normal.
func (a *Answers) SetTextScale(scale float32) {
	a.scale = max(0.5, min(scale, 3))
	a.Refresh()
}

// Focus moves the keyboard to the answers.
func (a *Answers) Focus() { kit.FocusOn(a) }

// Tick answers as a person would, for code that acts for one.
func (a *Answers) Tick(value int) { a.answer(value, false) }

func (a *Answers) answer(value int, byKey bool) {
	if value < 0 || value > len(a.keys) {
		return
	}
	changed := a.value != value
	a.SetAnswer(value)
	if changed && a.onAnswer != nil {
		a.onAnswer(value)
	}
	if byKey && a.OnNext != nil {
		a.OnNext()
	}
}

// Tapped ticks the target that was hit: all of its row or column counts.
func (a *Answers) Tapped(e *fyne.PointEvent) {
	a.Focus()
	if hit := a.at(e.Position); hit > 0 {
		a.answer(hit, false)
	}
}

// at is the place under a point, 0 for none.
func (a *Answers) at(p fyne.Position) int {
	if a.across {
		each := a.each(a.Size().Width)
		if p.X < 0 || p.X >= each*float32(len(a.keys)) || p.Y > a.targetHeight() {
			return 0
		}
		return int(p.X/each) + 1
	}
	for i := 1; i < len(a.tops); i++ {
		if p.Y >= a.tops[i-1] && p.Y < a.tops[i] {
			return i
		}
	}
	return 0
}

// TypedRune ticks the answer of a key. Part of fyne.Focusable.
func (a *Answers) TypedRune(char rune) {
	if place := a.placeOf(char); place > 0 {
		a.answer(place, true)
	}
}

func (a *Answers) placeOf(char rune) int {
	if char == 't' || char == 'T' || char == '+' {
		char = '+'
	}
	for i, key := range a.keys {
		if key == string(char) || char == '+' && key == "10" {
			return i + 1
		}
	}
	return 0
}

// TypedKey moves the ring, ticks and clears. Part of fyne.Focusable.
func (a *Answers) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		a.arrow(-1, (e.Name == fyne.KeyLeft) == a.across)
	case fyne.KeyRight, fyne.KeyDown:
		a.arrow(1, (e.Name == fyne.KeyRight) == a.across)
	case fyne.KeySpace:
		a.answer(a.ring, false)
	case fyne.KeyReturn, fyne.KeyEnter:
		if a.went {
			a.answer(a.ring, false)
		} else {
			kit.DialogKey(a, e)
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		a.answer(0, false)
	default:
		kit.DialogKey(a, e)
	}
}

// arrow moves the ring along the answers, or leads to another question.
func (a *Answers) arrow(by int, along bool) {
	if !along {
		if a.OnStep != nil {
			a.OnStep(by)
		}
		return
	}
	a.ring, a.went = max(1, min(a.ring+by, len(a.keys))), true
	a.Refresh()
}

// FocusGained shows the ring. Part of fyne.Focusable.
func (a *Answers) FocusGained() {
	a.focused = true
	a.Refresh()
	kit.FollowFocus(a)
}

// FocusLost hides the ring. Part of fyne.Focusable.
func (a *Answers) FocusLost() {
	a.focused, a.went = false, false
	a.Refresh()
}
