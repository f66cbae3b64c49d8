package questionnaires

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data/clienttext"
	"waymark/data/instrument"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// leadScale makes the instruction 15 high instead of 14: it is read at arm's
// length, and still stands on one line.
const leadScale = 15.0 / 14

// sheet is the pad itself: what the client sees and answers. It holds no name
// and leads nowhere.
type sheet struct {
	sitting    *sitting
	instrument *instrument.Definition
	content    fyne.CanvasObject
	scroll     *kit.FollowScroll
	body       *body
	pages      [][]int // the places of the items on each
	page       int
	heading    *kit.Text
	lead       *kit.Text
	progress   *kit.Text
	rights     *kit.Text
	trouble    *kit.Banner
	back, next *kit.Button
	sizes      [3]*kit.Button // A−, A, A+
	layout     *kit.Button
	help       *kit.Button
	prescriber *kit.Button
}

func newSheet(s *sitting) *sheet {
	p := &sheet{sitting: s, instrument: s.instrument()}
	p.heading = kit.NewText(headingOf(s.in, p.instrument), kit.Title)
	p.lead = kit.NewParagraph(p.instrument.Instruction, kit.Body)
	p.progress = kit.NewText("", kit.Muted)
	p.rights = kit.NewParagraph(s.facts.shelf.rights(p.instrument), kit.Small)
	p.trouble = kit.NewBanner(kit.Red, "", nil)
	p.trouble.Hide()
	p.back = kit.Secondary(s.in.Say("pad.back"), func() { p.turn(-1) }).Large()
	p.next = kit.Primary(s.in.Say("pad.next"), p.forward).Large()
	p.prescriber = kit.Secondary(s.staffButton(), s.takeBack).Compact()
	p.help = kit.Secondary("", p.changeReader).Compact()
	p.layout = kit.Secondary("", p.changeLayout)
	p.sizes = [3]*kit.Button{
		kit.Secondary("A−", func() { p.resize(-1) }), kit.Secondary("A", func() { p.resize(-s.view.step) }), kit.Secondary("A+", func() { p.resize(1) }),
	}
	p.scroll = kit.Scroll(kit.VStack(0))
	top := kit.VStack(2, container.New(&topLine{}, p.heading, kit.HStack(8, p.layout, p.sizes[0], p.sizes[1], p.sizes[2])), p.lead)
	foot := kit.VStack(10, p.trouble,
		container.NewBorder(nil, nil, nil, kit.HStack(8, p.back, p.next), kit.HStack(0, p.progress)),
		container.New(footLine{}, p.rights, kit.HStack(8, p.help, p.prescriber)))
	p.content = kit.Fill(theme.ColorSurface, container.New(column{}, top, p.scroll, foot))
	p.arrange(p.firstOpen())
	return p
}

// headingOf is what stands above the questions: the time that they ask about.
// The name of a questionnaire may give away what it measures, so it is not shown.
func headingOf(in *clienttext.Language, def *instrument.Definition) string {
	if strings.HasPrefix(def.Recall, "the ") {
		return in.Say("pad.heading.period", def.Recall)
	}
	return in.Say("pad.heading")
}

// arrange cuts the questions into pages again, for another view, and shows the
// page with an item.
func (p *sheet) arrange(item int) {
	v := p.sitting.view
	p.pages = inColumns(p.instrument)
	if p.single() {
		p.pages = oneByOne(p.instrument)
	}
	p.layout.Hidden = v.reading
	p.layout.SetText(either(v.oneByOne, p.sitting.in.Say("pad.all_together"), p.sitting.in.Say("pad.one_at_a_time")))
	p.help.SetText(p.helpText())
	p.showPage(p.pageOf(item))
}

// single is true when every question has a page of its own.
func (p *sheet) single() bool { return p.sitting.view.oneByOne || p.sitting.view.reading }

func (p *sheet) pageOf(item int) int {
	for n, items := range p.pages {
		for _, i := range items {
			if i == item {
				return n
			}
		}
	}
	return 0
}

// firstOpen is where a questionnaire that was left halfway goes on.
func (p *sheet) firstOpen() int {
	if blanks := p.blanks(); len(blanks) > 0 {
		return blanks[0]
	}
	return 0
}

func (p *sheet) showPage(page int) {
	p.page = page
	p.body = p.newBody()
	for _, c := range p.body.cells {
		item := p.instrument.Items[c.item]
		value, given := p.sitting.keeper.response.Answers[item.Number]
		c.set(placeOf(p.instrument.ChoicesOf(item), value, given))
	}
	p.back.SetEnabled(page > 0)
	// Where each question has a page, the instruction is read once.
	p.lead.Hidden = p.instrument.Instruction == "" || page > 0 && p.single()
	p.next.SetText(either(p.last(), p.sitting.in.Say("pad.finish"), p.sitting.in.Say("pad.next")))
	p.count()
	p.scroll.SetContent(p.body.content)
	p.resize(0)
	p.scroll.ScrollToTop()
}

func (p *sheet) newBody() *body {
	a := asked{def: p.instrument, answered: p.answered, next: p.answeredLast}
	items := p.pages[p.page]
	if p.single() {
		return itemBody(a, items[0], p.sitting.view.reading)
	}
	return columnBody(a, items)
}

// answeredLast goes on after the last question of a page was answered by a
// key: to the next one where every question has a page of its own, else to the
// button, since a page should be looked over.
func (p *sheet) answeredLast() {
	if p.single() && !p.last() {
		p.turn(1)
		return
	}
	p.focus(p.next)
}

func (p *sheet) last() bool { return p.page == len(p.pages)-1 }

// count says how far the client has come: statements beside each other.
func (p *sheet) count() {
	in, s := p.sitting.in, p.sitting
	var all []string
	if s.size > 1 {
		all = append(all, in.Say("pad.part_of", s.size-len(s.plan.left), s.size))
	}
	switch {
	case len(p.pages) == 1:
	case p.single():
		all = append(all, in.Say("pad.question_of", p.page+1, len(p.pages)))
	default:
		all = append(all, in.Say("page", p.page+1, len(p.pages)))
	}
	all = append(all, in.Say("pad.answered", len(s.keeper.response.Answers), len(p.instrument.Items)))
	p.progress.SetText(strings.Join(all, " · "))
}

// answered stores what has just been given, or taken away, by the places of
// the item and of the answer.
func (p *sheet) answered(item, place int) {
	k, asked := p.sitting.keeper, p.instrument.Items[item]
	if place == 0 {
		k.blank(asked.Number)
	} else {
		k.answer(asked.Number, p.instrument.ChoicesOf(asked)[place-1].Value)
	}
	if p.sitting.view.reading {
		p.sitting.view.alone = false
	}
	p.count()
	k.save(func(bool) { p.tell() })
}

// tell shows that answers could not be stored, in words for the client.
func (p *sheet) tell() {
	if p.sitting.keeper.problem == "" {
		p.trouble.Hide()
	} else {
		p.trouble.Set(kit.Red, p.sitting.in.Say("pad.trouble"))
		p.trouble.Show()
	}
	p.content.Refresh()
}

func (p *sheet) turn(by int) {
	p.showPage(max(0, min(p.page+by, len(p.pages)-1)))
	p.focusItem(p.pages[p.page][0])
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
	page := newBlanksPage(p.sitting.in, texts, textSteps[p.sitting.view.step], func() {
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
	p.showPage(p.pageOf(item))
	p.focusItem(item)
}

// focusItem moves the keyboard to a question. Where it has the page for itself, its
// words stay in view, too.
func (p *sheet) focusItem(item int) {
	p.body.focusItem(item)
	if p.single() {
		p.scroll.ScrollToTop()
	}
}

// focusFirst starts at the first item without an answer.
func (p *sheet) focusFirst() { p.goTo(p.firstOpen()) }

func (p *sheet) focus(f fyne.Focusable) { p.sitting.host.Window.Canvas().Focus(f) }
