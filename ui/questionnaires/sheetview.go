package questionnaires

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// resize changes the size of the text by steps.
func (p *sheet) resize(by int) {
	v := &p.sitting.view
	v.step = max(0, min(v.step+by, len(textSteps)-1))
	scale := textSteps[v.step]
	p.body.setScale(scale)
	for _, t := range []*kit.Text{p.heading, p.progress, p.rights} {
		t.SetScale(scale)
	}
	p.lead.SetScale(scale * leadScale)
	p.sizes[0].SetEnabled(v.step > 0)
	p.sizes[1].SetEnabled(v.step > 0)
	p.sizes[2].SetEnabled(v.step < len(textSteps)-1)
	p.content.Refresh()
}

// changeLayout switches between one question a page and a column of them, and
// stays at the question that is shown.
func (p *sheet) changeLayout() {
	item := p.pages[p.page][0]
	p.sitting.view.oneByOne = !p.sitting.view.oneByOne
	p.arrange(item)
	p.focusItem(item)
}

func (p *sheet) helpText() string {
	switch {
	case p.sitting.view.reading:
		return p.sitting.in.Say("pad.own_view")
	case p.sitting.keeper.response.Mode == modeAlone:
		return p.sitting.in.Say("pad.read_to_me")
	default:
		return p.sitting.in.Say("pad.read_aloud")
	}
}

// changeReader switches between the client's view and that of someone who
// reads aloud. Where the client was alone until now, they are asked first.
func (p *sheet) changeReader() {
	switch {
	case p.sitting.view.reading:
		p.sitting.readAlone()
		p.readBy()
	case p.sitting.keeper.response.Mode == modeAlone:
		p.askForHelp()
	default:
		p.sitting.readAloud()
		p.readBy()
	}
}

// readBy shows the question that was shown, for whoever reads now.
func (p *sheet) readBy() {
	item := p.pages[p.page][0]
	p.arrange(item)
	p.sitting.show(p.content)
	p.focusItem(item)
}

// askForHelp tells the client what happens when someone reads to them.
func (p *sheet) askForHelp() {
	in, scale := p.sitting.in, textSteps[p.sitting.view.step]
	title := kit.NewParagraph(in.Say("pad.ask_help"), kit.Title)
	lead := kit.NewParagraph(in.Say("pad.ask_help.how"), kit.Body)
	title.SetScale(scale)
	lead.SetScale(scale * leadScale)
	read := kit.Primary(in.Say("pad.read_aloud"), func() {
		p.sitting.readAloud()
		p.readBy()
	}).Large()
	alone := kit.Secondary(in.Say("pad.alone"), p.readBy).Large()
	p.sitting.show(kit.Fill(theme.ColorSurface, container.New(column{}, kit.VStack(10, title, lead), kit.VStack(0), kit.HStack(8, read, alone))))
	p.focus(read)
}

// footLine puts the rights on the left and the buttons for helpers on the right.
type footLine struct{}

func (footLine) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	text, buttons := objs[0], objs[1]
	b := buttons.MinSize()
	buttons.Move(fyne.NewPos(size.Width-b.Width, 0))
	buttons.Resize(b)
	text.Move(fyne.NewPos(0, 0))
	text.Resize(fyne.NewSize(max(0, size.Width-b.Width-theme.Gap), size.Height))
}

func (footLine) MinSize(objs []fyne.CanvasObject) fyne.Size {
	text, buttons := objs[0].MinSize(), objs[1].MinSize()
	return fyne.NewSize(text.Width+theme.Gap+buttons.Width, max(text.Height, buttons.Height))
}
