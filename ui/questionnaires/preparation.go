package questionnaires

import (
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// preparation is the prescriber's page before the laptop is handed over.
type preparation struct {
	*terms
	sitting  *sitting
	content  fyne.CanvasObject
	form     *kit.FormPage
	code     *kit.TextField
	head     *kit.PageHeader
	language *padLanguage
	trouble  *kit.Banner
	handOver *kit.Button
}

func newPreparation(s *sitting) *preparation {
	p := &preparation{sitting: s, form: kit.NewFormPage()}
	p.content = pageOf(p.form)
	label := "Questionnaires, in the order you tick them"
	if s.facts.response != nil {
		label = "Next"
	}
	p.terms = newTerms(s.host, s.facts, label, func() { p.form.Refresh() })
	p.language = newPadLanguage(s.host, s.facts.client.ID, p.asked, func() { p.form.Refresh() })
	p.set.changed(p.language.say)
	p.code = kit.NewTextField("Staff code")
	p.code.SetRequired(true)
	p.code.SetHint("Remember this, or choose at least 4 letters or figures of your own. The client is not shown it.")
	p.code.OnChanged = func(string) { p.tellCode() }
	p.code.SetText(proposedCode(s.host))
	p.lay()
	p.tellCode()
	if s.route.Mode != "" && s.facts.response == nil { // whoever led here has said how
		p.mode.SetSelected(indexOf(data.AnswerModes(), s.route.Mode))
		p.modeChanged()
	}
	return p
}

func (p *preparation) lay() {
	s := p.sitting
	p.head = p.header()
	p.form.SetHeader(p.head)
	p.trouble = kit.NewBanner(kit.Red, "", nil)
	p.trouble.Hide()
	top := []fyne.CanvasObject{p.trouble}
	if h := s.facts.halfway; h != nil && s.facts.response == nil {
		top = append(top, p.offerHalfway(h))
	}
	top = append(top, p.set, kit.FormGrid(p.on, p.stage))
	p.form.Add("Questionnaires", history(s.facts), top...)
	p.form.Add("How they will complete it", "If they can, ask them to fill it in on their own: answers given to another person tend to be more positive. "+
		"You can switch to reading aloud at any time.", p.mode, p.filledBy, p.language.Container)
	p.form.Add("Getting back to your records", fmt.Sprintf("The client can only see the questionnaire. We save each answer as they give it. When you get the laptop back, press “%s” at the bottom and type this code. If you forget it, restart the computer: no answers are lost.", s.host.Role().Capital()), p.code)
	p.handOver = kit.Primary("Hand over", p.submit)
	buttons := []fyne.CanvasObject{kit.Secondary("Record refusal…", p.askRefusal), kit.Secondary("Cancel", s.host.Back), p.handOver}
	if s.facts.response != nil {
		buttons = append([]fyne.CanvasObject{kit.Secondary("Enter the rest from paper", p.keyIn)}, buttons...)
	}
	p.form.SetFooter(p.met.Line, buttons...)
}

// tellCode shows the code beside the title, where it is seen before handing over
// however far the page is scrolled.
func (p *preparation) tellCode() {
	text := ""
	if code := data.Tidy(p.code.Text()); code != "" {
		text = "Staff code: " + code
	}
	p.head.SetAside(text)
}

// keyIn goes on with the rest of a questionnaire from paper.
func (p *preparation) keyIn() {
	r := p.sitting.facts.response
	p.sitting.host.Go(host.Route{Area: host.Questionnaires, View: host.ViewKeying, Client: r.ClientID, Record: r.ID})
}

func (p *preparation) header() *kit.PageHeader {
	s := p.sitting
	title, sub := "Prepare a questionnaire", s.facts.client.Name()
	if r := s.facts.response; r != nil {
		title = "Continue a questionnaire"
		def := s.facts.shelf.of(r)
		sub = fmt.Sprintf("%s · %s · %d of %d answered on %s", sub, def.ShortName, len(r.Answers), len(def.Items), r.AnsweredOn.Long())
	}
	h := kit.NewPageHeader(title, sub)
	h.SetBreadcrumb("Questionnaires", func() { s.host.Go(host.Route{Area: host.Questionnaires}) })
	return h
}

// history says what there is already, so that the stage can be judged.
func history(f *facts) string {
	if len(f.earlier) == 0 {
		return "This is their first questionnaire. Later ones will be compared with it."
	}
	last := f.earlier[len(f.earlier)-1]
	text := fmt.Sprintf("%s so far. Last: %s on %s", data.Plural(len(f.earlier), "questionnaire", "questionnaires"),
		f.shelf.of(&last).ShortName, last.AnsweredOn.Long())
	if last.Score == nil {
		return text + "."
	}
	return fmt.Sprintf("%s, %s points.", text, number(*last.Score))
}

func (p *preparation) offerHalfway(r *data.Response) fyne.CanvasObject {
	text := fmt.Sprintf("%s was started on %s but not finished (%d answered).", p.sitting.facts.shelf.of(r).ShortName, r.AnsweredOn.Long(), len(r.Answers))
	id, client := r.ID, r.ClientID
	carry := kit.Secondary("Continue", func() {
		p.sitting.host.Go(host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: client, Record: id})
	})
	return kit.NewBanner(kit.Amber, text, carry.Compact())
}

func (p *preparation) first() fyne.Focusable {
	if p.facts.response != nil {
		return p.on.Entry
	}
	if box := p.set.first(); box != nil {
		return box
	}
	return p.on.Entry
}

// submit hands over when everything needed is there; else it says beside each
// field what is missing, and shows the first.
func (p *preparation) submit() {
	r, then := p.begin()
	p.code.SetError(checkCode(p.code.Text(), p.sitting.facts.staff))
	if wrong := p.faulty(); wrong != nil {
		putRight(p.form, wrong)
		return
	}
	if p.code.Error() != "" {
		putRight(p.form, p.code)
		return
	}
	p.met.Settle(func(m data.Meeting) {
		p.handOver.Disable()
		p.trouble.Hide()
		p.sitting.in, p.sitting.way.in = p.language.language(), p.language.language()
		p.sitting.handOver(r, m, then, p.setStage(), p.code.Text())
	})
}

func (p *preparation) refused(sentence string) {
	p.handOver.Enable()
	p.met.Renew()
	p.trouble.Set(kit.Red, sentence)
	p.trouble.Show()
	p.form.Refresh()
}

// asked are the questionnaires that will be asked: the one that is carried on, and
// those that are ticked.
func (p *preparation) asked() []*instrument.Definition {
	set := p.set.chosen
	if r := p.facts.response; r != nil {
		set = append([]*instrument.Definition{p.facts.shelf.of(r)}, set...)
	}
	return set
}
