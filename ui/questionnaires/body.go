package questionnaires

import (
	"fyne.io/fyne/v2"

	"waymark/data/instrument"
	"waymark/ui/kit"
	"waymark/ui/kit/answer"
)

// body is the questions of one page of the pad, each with its targets.
type body struct {
	content fyne.CanvasObject
	cells   []cell // in the order of the page
	scaled  []func(scale float32)
}

// cell is one question of a page.
type cell struct {
	item   int // its place in the questionnaire
	set    func(place int)
	marked func() int
	tick   func(place int) // as a person would
	focus  func()
}

// asked is what a body tells the sheet: an answer, by the places of the item
// and of the choice (0 for none), and a step beyond the ends of the page.
type asked struct {
	def      *instrument.Definition
	answered func(item, place int)
	next     func() // after the last question was answered by a key
}

// columnBody shows questions one under another.
func columnBody(a asked, items []int) *body {
	b := &body{}
	var parts []fyne.CanvasObject
	for _, group := range alike(a.def, items) {
		if len(a.def.ChoicesOf(a.def.Items[group[0]])) <= tableMost {
			parts = append(parts, b.addTable(a, group))
		} else {
			parts = append(parts, b.addQuestion(a, group[0], kit.Body, false))
		}
	}
	b.content = kit.VStack(10, parts...)
	return b
}

// itemBody shows one question in large letters with its answers beneath, with
// their keys when someone reads them aloud.
func itemBody(a asked, item int, keys bool) *body {
	b := &body{}
	b.content = b.addQuestion(a, item, kit.Title, keys)
	return b
}

func (b *body) addTable(a asked, group []int) fyne.CanvasObject {
	texts := make([]string, len(group))
	for row, i := range group {
		texts[row] = a.def.Items[i].Text
	}
	heads := labelsOf(a.def.ChoicesOf(a.def.Items[group[0]]))
	table := answer.NewLikert(texts, heads, func(row, place int) { a.answered(group[row], place) })
	first := len(b.cells)
	table.OnEnd = func() { b.onwards(first+len(group), a.next) }
	table.OnLeave = func(by int) {
		if by < 0 {
			b.focus(first - 1)
		} else {
			b.focus(first + len(group))
		}
	}
	for row, i := range group {
		b.cells = append(b.cells, cell{
			item:   i,
			set:    func(place int) { table.SetAnswer(row, place) },
			marked: func() int { return table.Answer(row) },
			tick:   func(place int) { table.Tick(row, place) },
			focus:  func() { table.FocusItem(row) },
		})
	}
	b.scaled = append(b.scaled, table.SetTextScale)
	return table
}

// addQuestion puts one question with its own targets beneath.
func (b *body) addQuestion(a asked, item int, style kit.Style, keys bool) fyne.CanvasObject {
	question := a.def.Items[item]
	text := kit.NewParagraph(question.Text, style)
	answers := newAnswers(a.def.ChoicesOf(question), keys, func(place int) { a.answered(item, place) })
	at := len(b.cells)
	answers.OnNext = func() { b.onwards(at+1, a.next) }
	answers.OnStep = func(by int) { b.focus(at + by) }
	b.cells = append(b.cells, cell{item: item, set: answers.SetAnswer, marked: answers.Answer, tick: answers.Tick, focus: answers.Focus})
	large, more := float32(1), float32(1)
	if style == kit.Body {
		large = 18.0 / 14 // as the questions of a table
	}
	if keys {
		large, more = 1.3, 1.2 // read from a chair beside the table
	}
	b.scaled = append(b.scaled, func(scale float32) {
		text.SetScale(scale * large)
		answers.SetTextScale(scale * more)
	})
	return kit.VStack(6, text, answers)
}

func newAnswers(choices []instrument.Choice, keys bool, answered func(place int)) *answer.Answers {
	if isScale(choices) {
		return answer.NewScale(facesOf(choices), wordsOf(choices[0]), wordsOf(choices[len(choices)-1]), answered)
	}
	list := answer.NewList(labelsOf(choices), answered)
	if keys {
		list.ShowKeys()
	}
	return list
}

// onwards goes to a question of the page, or beyond its end.
func (b *body) onwards(at int, end func()) {
	if at < len(b.cells) {
		b.focus(at)
	} else {
		end()
	}
}

// focus moves the keyboard to a question of the page, if there is one.
func (b *body) focus(at int) {
	if at >= 0 && at < len(b.cells) {
		b.cells[at].focus()
	}
}

// focusItem moves the keyboard to a question by its place in the questionnaire.
func (b *body) focusItem(item int) {
	for _, c := range b.cells {
		if c.item == item {
			c.focus()
		}
	}
}

func (b *body) setScale(scale float32) {
	for _, set := range b.scaled {
		set(scale)
	}
}
