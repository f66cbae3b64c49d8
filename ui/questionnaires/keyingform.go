package questionnaires

import (
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// keyingForm asks what is keyed in before the digits.
type keyingForm struct {
	*terms
	keying  *keying
	content fyne.CanvasObject
	page    *kit.FormPage
	wording *paperWording
	twice   *kit.Check
	trouble *kit.Banner
	start   *kit.Button
}

func newKeyingForm(k *keying) *keyingForm {
	f := &keyingForm{keying: k, page: kit.NewFormPage(), trouble: kit.NewBanner(kit.Red, "", nil)}
	f.content = pageOf(f.page)
	f.trouble.Hide()
	label := "Questionnaires, in the order you tick them"
	if k.facts.response != nil {
		label = "Next"
	}
	f.wording = newPaperWording(k.host, k.facts.client.ID, f.offerWordings)
	f.terms = newTerms(k.host, k.facts, label, f.offerWordings)
	if r := k.facts.response; r != nil {
		f.wording.keep(r)
	}
	f.remote = true
	f.look()
	f.mode.SetLabel("How they completed it")
	f.twice = kit.NewCheck("Enter answers twice to check them", nil)
	f.page.SetHeader(f.header())
	f.page.Add("Paper forms", history(k.facts), f.trouble, f.set, kit.FormGrid(f.on, f.stage), f.wording.Container, f.mode, f.filledBy)
	f.page.Add("Entering answers", "Type the number next to the answer on the paper. To leave a question blank, press Space, - or 0. Press "+
		"Backspace to go back. We save each answer as you type it.", f.twice)
	f.start = kit.Primary("Start entering answers", f.submit)
	f.offerWordings()
	f.page.SetFooter(f.met.Line, kit.Secondary("Cancel", k.host.Back), f.start)
	return f
}

// offerWordings offers those of the questionnaires that are keyed in.
func (f *keyingForm) offerWordings() {
	if f.terms == nil {
		return // still being made
	}
	set := f.set.chosen
	if r := f.keying.facts.response; r != nil {
		set = append([]*instrument.Definition{f.keying.facts.shelf.of(r)}, set...)
	}
	f.wording.offer(set)
	f.page.Refresh()
}

func (f *keyingForm) header() fyne.CanvasObject {
	k := f.keying
	sub := k.facts.client.Name()
	if r := k.facts.response; r != nil {
		def := k.facts.shelf.of(r)
		sub = fmt.Sprintf("%s · %s · %d of %d answered", sub, def.ShortName, len(r.Answers), len(def.Items))
	}
	h := kit.NewPageHeader("Enter paper answers", sub)
	h.SetBreadcrumb("Questionnaires", func() { k.host.Go(host.Route{Area: host.Questionnaires}) })
	return h
}

func (f *keyingForm) submit() {
	r, then := f.begin()
	if wrong := f.faulty(); wrong != nil {
		putRight(f.page, wrong)
		return
	}
	f.met.Settle(func(m data.Meeting) {
		f.start.Disable()
		f.trouble.Hide()
		f.keying.begin(r, m, then)
	})
}

func (f *keyingForm) refused(sentence string) {
	f.start.Enable()
	f.met.Renew()
	f.trouble.Set(kit.Red, sentence)
	f.trouble.Show()
	f.page.Refresh()
}
