package pad

import (
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// preparation is the prescriber's page before the laptop is handed over.
type preparation struct {
	sitting    *sitting
	content    fyne.CanvasObject
	form       *kit.FormPage
	instrument *kit.Choice
	stage      *kit.ChoiceRow
	on         *kit.DateField
	mode       *kit.ChoiceRow
	filledBy   *kit.TextField
	code       *kit.TextField
	trouble    *kit.Banner
	handOver   *kit.Button
}

func newPreparation(s *sitting) *preparation {
	p := &preparation{sitting: s, form: kit.NewFormPage()}
	p.content = kit.PadXY(theme.PageMargin, theme.PageMargin-6, p.form)
	p.build()
	p.fill()
	p.form.SetHeader(p.header())
	p.trouble = kit.NewBanner(kit.Red, "", nil)
	p.trouble.Hide()
	top := []fyne.CanvasObject{p.trouble}
	if h := s.facts.halfway; h != nil && s.facts.response == nil {
		top = append(top, p.offerHalfway(h))
	}
	top = append(top, kit.FormGrid(p.instrument, p.on), p.stage)
	p.form.Add("The questionnaire", p.history(), top...)
	p.form.Add("How it is filled in", "Alone is best: answers that are read aloud come out more positive.", p.mode, p.filledBy)
	p.form.Add("The way back", "While the pad is open it leads nowhere else. When the laptop comes back, press “Prescriber” at the foot and type this code.", p.code)
	p.handOver = kit.Primary("Hand over", p.submit)
	p.form.SetFooter(kit.NewText("Every answer is stored as it is given.", kit.Muted),
		kit.Secondary("Cancel", s.host.Back), p.handOver)
	return p
}

func (p *preparation) header() fyne.CanvasObject {
	s := p.sitting
	title, sub := "Prepare a questionnaire", s.facts.client.Name()
	if r := s.facts.response; r != nil {
		title = "Carry on with a questionnaire"
		sub = fmt.Sprintf("%s · %d of %d answered on %s", sub, len(r.Answers), len(instrumentOf(r.InstrumentID).Items), r.AnsweredOn.Long())
	}
	h := kit.NewPageHeader(title, sub)
	h.SetBreadcrumb("Questionnaires", func() { s.host.Go(host.Route{Area: host.Questionnaires}) })
	return h
}

func (p *preparation) build() {
	today := p.sitting.host.Today
	p.instrument = kit.NewChoice("Questionnaire", instrumentOptions(), nil)
	p.instrument.SetRequired(true)
	p.on = kit.NewDateField("Answered on", func() kit.Day { return host.Day(today()) })
	p.on.Past = true
	p.on.SetRequired(true)
	p.stage = kit.NewChoiceRow("First one or follow-up", labels(data.Stages()), nil)
	p.stage.SetRequired(true)
	p.filledBy = kit.NewTextField("Who helps")
	p.filledBy.SetHint("The name of whoever reads, interprets or answers for them.")
	p.filledBy.Hide()
	p.mode = kit.NewChoiceRow("How", labels(data.AnswerModes()), func(int) { p.modeChanged() })
	p.mode.SetRequired(true)
	p.code = kit.NewTextField("Your code")
	p.code.SetRequired(true)
	p.code.SetHint("Your initials, or anything else that you will remember. The client is not shown it.")
}

// fill proposes what is known; how it is filled in is never ticked for
// anybody.
func (p *preparation) fill() {
	f := p.sitting.facts
	p.instrument.SetSelected(defaultInstrument)
	p.on.SetValue(host.Day(p.sitting.host.Today()))
	p.stage.SetSelected(indexOf(data.Stages(), f.proposedStage()))
	p.code.SetText(f.initials)
	r := f.response
	if r == nil {
		return
	}
	p.instrument.SetSelected(r.InstrumentID)
	p.instrument.Disable() // the answers given belong to this one
	p.on.SetValue(host.Day(r.AnsweredOn))
	p.mode.SetSelected(indexOf(data.AnswerModes(), r.Mode))
	p.filledBy.SetText(r.FilledBy)
	p.modeChanged()
}

// history says what there is already, so that the stage can be judged.
func (p *preparation) history() string {
	f := p.sitting.facts
	if len(f.earlier) == 0 {
		return "Their first one: later ones are held against it."
	}
	last := f.earlier[len(f.earlier)-1]
	text := fmt.Sprintf("%s so far. The last: %s", data.Plural(len(f.earlier), "questionnaire", "questionnaires"), last.AnsweredOn.Long())
	if last.Score == nil {
		return text + ", without a total."
	}
	return text + ", " + number(*last.Score) + " points."
}

func (p *preparation) offerHalfway(r *data.Response) fyne.CanvasObject {
	text := fmt.Sprintf("One was left half-way on %s, with %d answered.", r.AnsweredOn.Long(), len(r.Answers))
	id, client := r.ID, r.ClientID
	carry := kit.Secondary("Carry on with it", func() {
		p.sitting.host.Go(host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: client, Record: id})
	})
	return kit.NewBanner(kit.Amber, text, carry.Compact())
}

// alone says whether nobody helps; before a mode is chosen nobody does.
func (p *preparation) alone() bool { return p.mode.Selected() <= 0 }

func (p *preparation) modeChanged() {
	p.mode.SetError("")
	if p.alone() {
		p.filledBy.Hide()
	} else {
		p.filledBy.SetRequired(p.selectedMode() == modeProxy)
		p.filledBy.Show()
	}
	p.form.Refresh()
}

func (p *preparation) selectedMode() data.AnswerMode {
	return valueAt(data.AnswerModes(), p.mode.Selected())
}

func (p *preparation) first() fyne.Focusable {
	return p.on.Entry
}

// submit hands over when everything needed is there; else it says beside each
// field what is missing.
func (p *preparation) submit() {
	if r, ok := p.response(); ok {
		p.handOver.Disable()
		p.trouble.Hide()
		p.sitting.handOver(r, p.code.Text())
	}
}

// modeProxy is the mode in which somebody else answers.
const modeProxy data.AnswerMode = "proxy"

func (p *preparation) response() (data.Response, bool) {
	f, today := p.sitting.facts, p.sitting.host.Today()
	r := data.Response{ClientID: f.client.ID, EpisodeID: f.episode, Answers: map[int]int{}}
	if f.response != nil {
		r = *f.response
	}
	day, dayErr := p.on.Value()
	r.InstrumentID = p.instrument.Selected()
	r.Version = instrumentOf(r.InstrumentID).Version
	r.Stage = valueAt(data.Stages(), p.stage.Selected())
	r.AnsweredOn, r.Mode, r.FilledBy = host.Date(day), p.selectedMode(), p.filledBy.Text()
	if p.alone() {
		r.FilledBy = ""
	}
	wrong := data.FieldErrorsOf(r.Validate(today))
	p.instrument.SetError(wrong.For("InstrumentID"))
	p.stage.SetError(wrong.For("Stage"))
	p.mode.SetError(wrong.For("Mode"))
	p.on.SetError(wrong.For("AnsweredOn"))
	if dayErr != nil {
		p.on.SetError(dayErr.Error())
	}
	who := wrong.For("FilledBy")
	if r.Mode == modeProxy && r.FilledBy == "" {
		who = "Please say who answers for them."
	}
	p.filledBy.SetError(who)
	p.code.SetError(checkCode(p.code.Text()))
	return r, p.showFirstWrong()
}

// showFirstWrong scrolls to the first field with a sentence beside it; true
// when there is none.
func (p *preparation) showFirstWrong() bool {
	fields := []struct {
		widget fyne.CanvasObject
		wrong  string
	}{
		{p.instrument, p.instrument.Error()}, {p.on, p.on.Error()}, {p.stage, p.stage.Error()},
		{p.mode, p.mode.Error()}, {p.filledBy, p.filledBy.Error()}, {p.code, p.code.Error()},
	}
	for _, f := range fields {
		if f.wrong != "" {
			p.form.ScrollTo(f.widget)
			return false
		}
	}
	return true
}

func (p *preparation) refused(sentence string) {
	p.handOver.Enable()
	p.trouble.Set(kit.Red, sentence)
	p.trouble.Show()
	p.form.Refresh()
}
