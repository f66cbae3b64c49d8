package offer

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// offerDetail is the service that is being talked about, and below it what the
// person says.
type offerDetail struct {
	page   *offerPage
	card   *kit.Card
	facts  *fyne.Container
	cares  *fyne.Container // what to heed before it is offered
	scroll *kit.FollowScroll

	answers    *fyne.Container
	decision   *kit.ChoiceRow
	confidence *kit.ChoiceRow
	unasked    *kit.Aside
	words      *kit.TextField
	why        *whyChips
	kind       *kit.ChoiceRow
	sure       *fyne.Container // how confident, when it was chosen

	shown   data.ID
	service *data.Service // nil until it is read
	reading *load.Latest
	then    func() // what waits until the service is read
}

// saidLabels are the decisions as they are spoken, in the order of data.Decisions.
var saidLabels = []string{"Yes, they want this", "Not now", "No"}

func newOfferDetail(p *offerPage) *offerDetail {
	d := &offerDetail{page: p, reading: load.New(p.h)}
	d.facts, d.cares = kit.VStack(6), kit.VStack(8)
	d.decision = kit.NewChoiceRow("What did they decide?", saidLabels, d.decided)
	numbers := make([]string, 11)
	for i := range numbers {
		numbers[i] = fmt.Sprint(i)
	}
	d.confidence = kit.NewChoiceRow("How confident are they that they will go?", numbers, func(int) { d.changed() }).AllowNone(d.changed)
	d.unasked = kit.NewAside("Not asked", func() {
		d.confidence.Clear()
		d.confidence.Focus()
	})
	d.words = kit.NewTextArea("In their own words", data.MaxNote)
	d.words.SetRows(2)
	d.words.OnChanged = func(string) { d.changed() }
	d.why = newWhyChips(d.changed)
	kinds := make([]string, 0, 2)
	for _, k := range data.PrescriptionKinds() {
		kinds = append(kinds, k.Label)
	}
	d.kind = kit.NewChoiceRow("Referral or signpost?", kinds, func(int) { d.changed() })
	d.kind.SetRequired(true)
	d.kind.SetHint("Referral: we contact the service. Signpost: they contact the service themselves.")
	d.sure = kit.VStack(2, d.confidence, kit.HStack(0, d.unasked))
	d.answers = kit.VStack(14, d.decision, d.sure, d.words, d.why.content, d.kind)
	d.scroll = kit.ScrollBeyond(kit.VStack(14, d.facts, kit.Separator(), d.cares, d.answers))
	d.card = kit.NewCard("", "", d.scroll)
	d.clear()
	return d
}

// clear shows no service.
func (d *offerDetail) clear() {
	d.reading.Forget()
	d.shown, d.service, d.then = "", nil, nil
	d.card.SetTitle("")
	d.card.SetAside("")
	d.scroll.Hide()
}

// show reads a service and shows it, unless it is shown already.
func (d *offerDetail) show(id data.ID) {
	if id == d.shown && d.service != nil {
		d.fill()
		return
	}
	d.shown, d.service, d.then = id, nil, nil
	load.Do(d.reading, func(ctx context.Context) (*data.Service, error) { return d.page.h.Directory.Service(ctx, id) }, func(v *data.Service, err error) {
		d.scroll.Show()
		if err != nil {
			d.shown = ""
			d.card.SetTitle("")
			d.facts.Objects = []fyne.CanvasObject{d.page.h.CannotShow("read a service", err, func() { d.show(id) })}
			d.answers.Hide()
			d.cares.Hide()
			d.scroll.Refresh()
			return
		}
		d.service = v
		d.answers.Show()
		d.fill()
		d.scroll.ScrollToTop()
		if then := d.then; then != nil {
			d.then = nil
			then()
		}
	})
}

// focus moves the keyboard to the first question.
func (d *offerDetail) focus() { d.whenRead(d.decision.Focus) }

// whenRead does something once the service is there to be talked about.
func (d *offerDetail) whenRead(do func()) {
	if d.service != nil {
		do()
		return
	}
	d.then = do
}

// fill shows the service and what was said about it.
func (d *offerDetail) fill() {
	v := d.service
	if v == nil {
		return
	}
	d.card.SetTitle(v.Name)
	d.card.SetAside(d.checkedText())
	d.facts.Objects = d.factLines()
	d.cares.Objects = d.warnings()
	d.cares.Hidden = len(d.cares.Objects) == 0
	a, _ := d.page.sitting.of(v.ID)
	d.decision.SetError("")
	d.decision.SetSelected(decisionAt(a.Decision))
	d.confidence.SetSelected(-1)
	if a.Confidence != nil {
		d.confidence.SetSelected(*a.Confidence)
	}
	if d.words.Text() != a.Words {
		d.words.SetText(a.Words)
	}
	d.why.set(a.Why)
	d.kind.SetError("")
	d.kind.SetSelected(kindAt(a.Kind))
	d.arrange()
}

// arrange shows the questions that the answers so far ask for.
func (d *offerDetail) arrange() {
	at := d.decision.Selected()
	if at < 0 {
		d.words.Hide()
	} else {
		d.words.Show()
	}
	chosen := at >= 0 && data.Decisions()[at].Value == data.Chosen
	d.why.content.Hidden = at < 0 || chosen
	if chosen {
		d.sure.Show()
		d.kind.Show()
	} else {
		d.sure.Hide()
		d.kind.Hide()
	}
	if d.confidence.Selected() < 0 {
		d.unasked.Hide()
		d.confidence.SetHint("0 is not at all, 10 is certain. Leave blank if you did not ask.")
	} else {
		d.confidence.SetHint("If you did not ask, press Delete.")
		d.unasked.Show()
	}
	label, example := "In their own words", "“I’ll go if it’s the lady from last time.”"
	if at >= 0 && data.Decisions()[at].Value == data.Declined {
		label, example = "Reason, in their own words", "“I can’t do stairs.”"
	}
	d.words.SetLabel(label)
	d.words.SetPlaceHolder(example)
	d.scroll.Refresh()
	d.card.Refresh()
}

// askKind asks how a service that was chosen is passed on.
func (d *offerDetail) askKind() {
	d.kind.SetError("Choose referral or signpost")
	d.scroll.Refresh()
	d.scroll.ScrollTo(d.kind)
	d.kind.Focus()
}

func decisionAt(v data.Decision) int { return optionAt(data.Decisions(), v) }

func kindAt(v data.PrescriptionKind) int { return optionAt(data.PrescriptionKinds(), v) }

// optionAt is where a value stands among options, -1 for none of them.
func optionAt[T ~string](options []data.Option[T], v T) int {
	return slices.IndexFunc(options, func(o data.Option[T]) bool { return o.Value == v })
}

// decided takes a decision, unless it would ask the person twice for one thing.
func (d *offerDetail) decided(at int) {
	if data.Decisions()[at].Value == data.Chosen {
		if sentence := d.page.runningAlready(d.shown); sentence != "" {
			a, _ := d.page.sitting.of(d.shown)
			d.decision.SetSelected(decisionAt(a.Decision))
			d.decision.SetError(sentence)
			d.scroll.Refresh()
			d.scroll.ScrollTo(d.decision) // else the sentence is below the edge, and nothing seems to happen
			return
		}
	}
	d.changed()
	d.scroll.ScrollTo(d.answers) // what is asked next
}

// changed takes over what was said, with every keystroke.
func (d *offerDetail) changed() {
	at := d.decision.Selected()
	if d.service == nil || at < 0 {
		return
	}
	a := answer{Service: d.service.ID, Name: d.service.Name, Decision: data.Decisions()[at].Value, Words: d.words.Text()}
	if i := d.kind.Selected(); i >= 0 {
		a.Kind = data.PrescriptionKinds()[i].Value
	}
	if n := d.confidence.Selected(); n >= 0 {
		a.Confidence = &n
	}
	if a.Decision != data.Chosen {
		a.Why = d.why.chosen
	}
	d.page.answered(a)
	d.arrange()
}

// runningAlready says why a service cannot be chosen again: its follow-up is
// still open, and no one is to be asked twice about one thing.
func (p *offerPage) runningAlready(service data.ID) string {
	for _, rx := range p.about.record.Prescriptions {
		if rx.ServiceID != service {
			continue
		}
		for _, f := range p.about.record.FollowUps {
			if f.PrescriptionID == rx.ID {
				return fmt.Sprintf("They already chose this on %s. Record what happened in the follow-up due on %s.",
					rx.MadeOn.Short(), f.DueOn.Short())
			}
		}
	}
	return ""
}
