package questionnaires

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/ui/kit"
	"waymark/ui/kit/answer"
	"waymark/ui/theme"
)

type deskTitle struct{ title, subtitle string }

// keyDesk is the screen on which one pass is keyed: the form with its boxes on
// the left, what the digits mean at this question on the right. No sum is
// shown: no one is to key towards one.
type keyDesk struct {
	keying  *keying
	pass    *keyPass
	content fyne.CanvasObject
	sheet   *answer.KeySheet
	legend  *kit.Card
	aside   *fyne.Container
	wrong   *kit.Text
	trouble *kit.Banner
	goOn    *kit.Button
	keep    func() // after every change; nil when nothing is kept of this pass
	done    func()
	first   *keyPass // when two passes are compared
	second  *keyPass
}

func newKeyDesk(k *keying, pass *keyPass, t deskTitle, keep, done func()) *keyDesk {
	d := &keyDesk{keying: k, pass: pass, sheet: answer.NewKeySheet(), keep: keep, done: done}
	d.sheet.OnRune = func(char rune) { d.change(pass.typed(char)) }
	d.sheet.OnKey = d.key
	d.legend = kit.NewCard("", "", kit.VStack(0))
	d.wrong = kit.NewParagraph("", kit.Bold)
	d.wrong.SetColor(theme.ColorRed)
	d.trouble = kit.NewBanner(kit.Red, "", nil)
	d.trouble.Hide()
	d.goOn = kit.Primary("Continue", d.over)
	d.aside = kit.VStack(theme.Gap, d.trouble, d.legend, d.wrong)
	header := kit.NewPageHeader(t.title, t.subtitle, d.goOn)
	form := kit.NewCard("", "", kit.ScrollBeyond(d.sheet))
	d.content = container.New(margins{}, header, kit.Columns([]float32{3, 2}, form, kit.ScrollBeyond(d.aside)))
	return d
}

// compare makes this pass the settling of two others.
func (d *keyDesk) compare(first, second *keyPass) { d.first, d.second = first, second }

// open shows the desk and takes the keyboard.
func (d *keyDesk) open() {
	rows := make([]answer.KeyRow, len(d.pass.items))
	for i, place := range d.pass.items {
		item := d.pass.def.Items[place]
		rows[i] = answer.KeyRow{Number: strconv.Itoa(item.Number), Text: item.Text}
	}
	d.sheet.SetRows(rows)
	d.keying.show(d.content)
	d.update()
	d.sheet.Focus()
}

// change shows what a key did; problem is the sentence for one that means
// nothing here.
func (d *keyDesk) change(problem string) {
	d.wrong.SetText(problem)
	d.update()
	if problem == "" && d.keep != nil {
		d.keep()
	}
}

func (d *keyDesk) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyBackspace:
		d.pass.back()
		d.change("")
	case fyne.KeyReturn, fyne.KeyEnter:
		if d.pass.over() {
			d.over()
			return true
		}
		d.pass.enter()
		d.change("")
	case fyne.KeySpace, fyne.KeyMinus: // comes as a character as well
	default:
		return false
	}
	return true
}

// over goes on once everything was keyed.
func (d *keyDesk) over() {
	if d.pass.over() {
		d.done()
	}
}

// update shows the boxes and what the digits mean now.
func (d *keyDesk) update() {
	for i := range d.pass.items {
		d.sheet.SetMark(i, d.pass.mark(i))
	}
	d.sheet.SetCurrent(d.pass.at)
	d.goOn.SetEnabled(d.pass.over())
	if d.pass.over() {
		d.legend.SetTitle("All questions entered")
		d.legend.SetContent(kit.NewParagraph(d.endWords(), kit.Body))
	} else {
		item := d.pass.item()
		d.legend.SetTitle(fmt.Sprintf("Question %d of %d", item.Number, len(d.pass.def.Items)))
		d.legend.SetContent(d.meaning(item))
	}
	d.content.Refresh()
}

func (d *keyDesk) endWords() string {
	words := "Press Enter to continue or Backspace to go back."
	if n := d.pass.blanks(); n > 0 {
		words = data.Plural(n, "question is blank on the paper. ", "questions are blank on the paper. ") + words
	}
	return words
}

// meaning is the question with its answers and their digits.
func (d *keyDesk) meaning(item instrument.Item) fyne.CanvasObject {
	parts := []fyne.CanvasObject{kit.NewParagraph(item.Text, kit.Bold)}
	if d.first != nil {
		parts = append(parts, d.bothTimes(item))
	}
	if choices := d.pass.choices(); isScale(choices) {
		low, high := choices[0], choices[len(choices)-1]
		parts = append(parts, kit.NewParagraph(fmt.Sprintf("%d %s … %d %s", low.Value, wordsOf(low), high.Value, wordsOf(high)), kit.Body))
	} else {
		for _, c := range choices {
			digit := kit.Fixed(28, 0, kit.NewText(strconv.Itoa(c.Value), kit.Bold))
			parts = append(parts, kit.Border(6, nil, nil, digit, nil, kit.NewParagraph(wordsOf(c), kit.Body)))
		}
	}
	parts = append(parts, kit.NewParagraph(fmt.Sprintf("%s Press Backspace to go back.", d.pass.keysSentence()), kit.Small))
	return kit.VStack(6, parts...)
}

// bothTimes shows what was keyed the first and the second time side by side;
// either may be taken with the mouse, or the right digit keyed.
func (d *keyDesk) bothTimes(item instrument.Item) fyne.CanvasObject {
	at := d.pass.items[d.pass.at]
	side := func(title string, e keyed) fyne.CanvasObject {
		take := kit.Secondary("Use this", func() {
			d.pass.put(e)
			d.change("")
			d.sheet.Focus()
		}).Compact()
		return kit.VStack(4, kit.NewText(title, kit.Muted), kit.NewParagraph(said(d.pass.def, item, e), kit.Bold), kit.HStack(0, take))
	}
	return kit.Columns([]float32{1, 1}, side("First entry", d.first.entries[at]), side("Second entry", d.second.entries[at]))
}

// tell shows that what was keyed could not be stored; it is still there.
func (d *keyDesk) tell(problem string) {
	if problem == "" {
		d.trouble.Hide()
	} else {
		d.trouble.Set(kit.Red, problem)
		d.trouble.Show()
	}
	d.aside.Refresh()
}
