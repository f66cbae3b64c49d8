package pad

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data/instrument"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// perPage is how many items one page of the pad shows: seven rows of big
// targets fit a laptop without scrolling.
const perPage = 7

// leadScale makes the instruction 15 high instead of 14: it is read at arm's
// length, and still stands on one line.
const leadScale = 15.0 / 14

// textSteps are the sizes of the pad's text; A− and A+ walk along them.
var textSteps = []float32{1, 1.15, 1.3, 1.5}

// sheet is the pad itself: what the client sees and answers. It holds no name
// and leads nowhere.
type sheet struct {
	sitting    *sitting
	instrument *instrument.Definition
	content    fyne.CanvasObject
	scroll     *kit.FollowScroll
	table      *kit.LikertTable
	heading    *kit.Text
	lead       *kit.Text
	progress   *kit.Text
	rights     *kit.Text
	trouble    *kit.Banner
	back, next *kit.Button
	smaller    *kit.Button
	larger     *kit.Button
	prescriber *kit.Button
	page, step int
}

func newSheet(s *sitting) *sheet {
	p := &sheet{sitting: s, instrument: s.instrument()}
	p.heading = kit.NewText("Over "+p.instrument.Recall, kit.Title)
	p.lead = kit.NewParagraph(p.instrument.Instruction, kit.Body)
	p.smaller = kit.Secondary("A−", func() { p.resize(-1) })
	p.larger = kit.Secondary("A+", func() { p.resize(1) })
	p.table = kit.NewLikertTable(nil, p.heads(), p.answered)
	p.table.OnEnd = func() { p.focus(p.next) }
	p.progress = kit.NewText("", kit.Muted)
	p.rights = kit.NewParagraph(rightsStatement(p.instrument, s.facts.registration), kit.Small)
	p.trouble = kit.NewBanner(kit.Red, "", nil)
	p.trouble.Hide()
	p.back = kit.Secondary("Back", func() { p.turn(-1) }).Large()
	p.next = kit.Primary("Next", p.forward).Large()
	p.prescriber = kit.Secondary("Prescriber", p.leaveHalfway).Compact()
	p.scroll = kit.Scroll(p.table)
	top := container.New(&topLine{}, kit.VStack(2, p.heading, p.lead), kit.HStack(8, p.smaller, p.larger))
	foot := kit.VStack(10, p.trouble,
		container.NewBorder(nil, nil, nil, kit.HStack(8, p.back, p.next), kit.HStack(0, p.progress)),
		container.NewBorder(nil, nil, nil, p.prescriber, p.rights))
	column := container.New(column{}, top, p.scroll, foot)
	p.content = kit.Fill(theme.ColorSurface, column)
	p.showPage(p.firstOpenPage())
	p.resize(0)
	return p
}

func (p *sheet) heads() []string {
	heads := make([]string, len(p.instrument.Choices))
	for i, o := range p.instrument.Choices {
		heads[i] = o.Label
	}
	return heads
}

// rightsStatement is what the rights holders ask to be shown, with the
// service's own registration when it has one.
func rightsStatement(def *instrument.Definition, registration string) string {
	if registration = strings.TrimSpace(registration); registration == "" {
		return def.Rights
	}
	return def.Rights + ". Registration: " + registration
}

func (p *sheet) pages() int { return (len(p.instrument.Items) + perPage - 1) / perPage }

// pageItems are the items on the page that is shown.
func (p *sheet) pageItems() []instrument.Item {
	from := p.page * perPage
	return p.instrument.Items[from:min(from+perPage, len(p.instrument.Items))]
}

// firstOpenPage is where a questionnaire that was left half-way goes on.
func (p *sheet) firstOpenPage() int {
	answers := p.sitting.keeper.response.Answers
	for i, item := range p.instrument.Items {
		if _, ok := answers[item.Number]; !ok {
			return i / perPage
		}
	}
	return 0
}

func (p *sheet) showPage(page int) {
	p.page = page
	items := p.pageItems()
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = item.Text
	}
	p.table.SetItems(texts)
	for i, item := range items {
		p.table.SetAnswer(i, p.sitting.keeper.response.Answers[item.Number])
	}
	if page == 0 {
		p.back.Disable()
	} else {
		p.back.Enable()
	}
	if p.last() {
		p.next.SetText("Finish")
	} else {
		p.next.SetText("Next")
	}
	p.count()
	p.scroll.ScrollToTop()
}

func (p *sheet) last() bool { return p.page == p.pages()-1 }

func (p *sheet) count() {
	p.progress.SetText(fmt.Sprintf("Page %d of %d · %d of %d answered",
		p.page+1, p.pages(), len(p.sitting.keeper.response.Answers), len(p.instrument.Items)))
}

// answered stores what the client has just given, or taken away.
func (p *sheet) answered(row, value int) {
	k := p.sitting.keeper
	k.answer(p.pageItems()[row].Number, value)
	p.count()
	k.save(func(bool) { p.tell() })
}

// tell shows that answers could not be stored, in words for the client.
func (p *sheet) tell() {
	if p.sitting.keeper.problem == "" {
		p.trouble.Hide()
	} else {
		p.trouble.Set(kit.Red, troubleText)
		p.trouble.Show()
	}
	p.content.Refresh()
}

func (p *sheet) turn(by int) {
	p.showPage(max(0, min(p.page+by, p.pages()-1)))
	p.table.FocusItem(0)
}

func (p *sheet) forward() {
	if !p.last() {
		p.turn(1)
		return
	}
	blanks := p.blanks()
	if len(blanks) == 0 {
		p.sitting.finish()
		return
	}
	p.showBlanks(blanks)
}

// showBlanks asks on a page of its own what to do about items left blank.
func (p *sheet) showBlanks(blanks []int) {
	texts := make([]string, len(blanks))
	for i, item := range blanks {
		texts[i] = p.instrument.Items[item].Text
	}
	page := newBlanksPage(texts, textSteps[p.step], func() {
		p.sitting.show(p.content)
		p.goTo(blanks[0])
	}, p.sitting.finish)
	p.sitting.show(page.content)
	p.focus(page.goBack)
}

// blanks are the places of the items with no answer.
func (p *sheet) blanks() []int {
	var out []int
	for i, item := range p.instrument.Items {
		if _, ok := p.sitting.keeper.response.Answers[item.Number]; !ok {
			out = append(out, i)
		}
	}
	return out
}

func (p *sheet) goTo(item int) {
	p.showPage(item / perPage)
	p.table.FocusItem(item % perPage)
}

// leaveHalfway takes the laptop back before the end; what is answered stays.
func (p *sheet) leaveHalfway() { p.sitting.takeBack() }

func (p *sheet) resize(by int) {
	p.step = max(0, min(p.step+by, len(textSteps)-1))
	scale := textSteps[p.step]
	p.table.SetTextScale(scale)
	for _, t := range []*kit.Text{p.heading, p.progress, p.rights} {
		t.SetScale(scale)
	}
	p.lead.SetScale(scale * leadScale)
	setEnabled(p.smaller, p.step > 0)
	setEnabled(p.larger, p.step < len(textSteps)-1)
	p.content.Refresh()
}

func setEnabled(b *kit.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

func (p *sheet) focus(f fyne.Focusable) { p.sitting.host.Window.Canvas().Focus(f) }

// focusFirst starts at the first item without an answer.
func (p *sheet) focusFirst() {
	if blanks := p.blanks(); len(blanks) > 0 {
		p.goTo(blanks[0])
		return
	}
	p.table.FocusItem(0)
}
