package answer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
	"waymark/ui/kit"
	"waymark/ui/kit/draw"
)

// Likert is a questionnaire's page: a row for each item with large round
// targets under shared heads. Nothing is ticked until a person ticks it, and a tick
// can be taken back. The answers' colour means nothing.
//
// In a row, the digits 1 to N tick and go on to the next row, the left and right
// arrows move a ring that Space ticks, Delete or Backspace clears, and the
// up and down arrows change rows. Enter ticks only where a person moved the ring.
type Likert struct {
	widget.BaseWidget
	// OnEnd is called after the last row was answered by a digit.
	OnEnd func()
	// OnLeave is called by the up arrow in the first row (-1) and the down arrow
	// in the last (+1), where other questions stand around the table.
	OnLeave func(by int)

	heads    []string
	rows     []*likertRow
	head     *likertHead
	body     *fyne.Container
	scale    float32
	onAnswer func(item, value int)
}

// NewLikert makes a table; onAnswer is called with the item's index and the
// value 1 to N that a person ticked, or 0 when they cleared it.
func NewLikert(items, heads []string, onAnswer func(item, value int)) *Likert {
	t := &Likert{heads: heads, scale: 1, onAnswer: onAnswer}
	t.head = newLikertHead(t)
	t.body = kit.VStack(0)
	t.SetItems(items)
	t.ExtendBaseWidget(t)
	return t
}

// SetItems shows other items, all unanswered.
func (t *Likert) SetItems(items []string) {
	t.rows = t.rows[:0]
	objects := []fyne.CanvasObject{t.head}
	for i, item := range items {
		row := newLikertRow(t, i, item)
		t.rows = append(t.rows, row)
		objects = append(objects, row)
	}
	t.body.Objects = objects
	t.body.Refresh()
}

// SetAnswer ticks a value 1 to N, or clears with 0, without calling onAnswer.
func (t *Likert) SetAnswer(item, value int) {
	if item < 0 || item >= len(t.rows) || value < 0 || value > len(t.heads) {
		return
	}
	t.rows[item].value = value
	t.rows[item].Refresh()
}

// Answer is the value ticked for an item, 0 for none.
func (t *Likert) Answer(item int) int {
	if item < 0 || item >= len(t.rows) {
		return 0
	}
	return t.rows[item].value
}

// Answers is the values of all items in their order, 0 for none.
func (t *Likert) Answers() []int {
	answers := make([]int, len(t.rows))
	for i, row := range t.rows {
		answers[i] = row.value
	}
	return answers
}

// SetTextScale makes the letters and targets larger for this reader, on top of the
// text size setting; 1 is normal.
func (t *Likert) SetTextScale(scale float32) {
	t.scale = max(0.5, min(scale, 3))
	t.Refresh()
}

// step moves the keyboard to the row before or after.
func (t *Likert) step(from, by int) {
	if to := from + by; to >= 0 && to < len(t.rows) {
		t.FocusItem(to)
	} else if t.OnLeave != nil {
		t.OnLeave(by)
	}
}

// FocusItem moves the keyboard to a row.
func (t *Likert) FocusItem(i int) {
	if i >= 0 && i < len(t.rows) {
		kit.FocusOn(t.rows[i])
	}
}

// Tick answers an item as a person would, for code that acts for one.
func (t *Likert) Tick(item, value int) {
	if item >= 0 && item < len(t.rows) {
		t.rows[item].tick(value)
	}
}

// Refresh draws the table again. Part of fyne.Widget.
func (t *Likert) Refresh() {
	t.head.Refresh()
	for _, row := range t.rows {
		row.Refresh()
	}
	t.body.Refresh()
	t.BaseWidget.Refresh()
}

// CreateRenderer draws the table. Part of fyne.Widget.
func (t *Likert) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.body) }

// columns is where the first column of targets begins and how wide each is.
func (t *Likert) columns(width float32) (left, each float32) {
	// However many answers there are, the words keep a third of the width.
	each = max(56, min(150, width*0.13, width*0.65/float32(max(1, len(t.heads)))))
	return max(0, width-each*float32(len(t.heads))), each
}

// answered is called by a row after a person's answer; byDigit goes on.
func (t *Likert) answered(item, value int, byDigit bool) {
	if t.onAnswer != nil {
		t.onAnswer(item, value)
	}
	if !byDigit || value == 0 {
		return
	}
	if item+1 < len(t.rows) {
		t.FocusItem(item + 1)
	} else if t.OnEnd != nil {
		t.OnEnd()
	}
}

// likertHead is the line of words above the targets.
type likertHead struct {
	widget.BaseWidget
	table *Likert
	words []*kit.Text
}

func newLikertHead(table *Likert) *likertHead {
	h := &likertHead{table: table}
	for _, head := range table.heads {
		word := kit.NewParagraph(head, kit.Bold)
		word.SetAlign(fyne.TextAlignCenter)
		h.words = append(h.words, word)
	}
	h.ExtendBaseWidget(h)
	return h
}

func (h *likertHead) arrange(size fyne.Size) {
	left, each := h.table.columns(size.Width)
	for i, word := range h.words {
		draw.Settle(word, each-8)
		word.Move(fyne.NewPos(left+float32(i)*each+4, 0))
	}
}

func (h *likertHead) CreateRenderer() fyne.WidgetRenderer {
	objects := make([]fyne.CanvasObject, len(h.words))
	for i, word := range h.words {
		objects[i] = word
	}
	return &draw.Rendering{
		Of:    h,
		Shows: draw.Fixed(objects...),
		Lays:  h.arrange,
		Least: func() fyne.Size {
			height := float32(0)
			for _, word := range h.words {
				height = max(height, word.MinSize().Height)
			}
			return fyne.NewSize(280, height+8)
		},
		Redraws: func() {
			for _, word := range h.words {
				word.SetScale(h.table.scale)
			}
			h.arrange(h.Size())
		},
	}
}
