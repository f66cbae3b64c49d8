package record

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/store/measure"
	"waymark/ui/kit"
)

// pairForm says which two questionnaires stand for before and after in the
// report, and lets someone choose others, with a reason.
type pairForm struct {
	p             *recordPage
	choice        *measure.Pair
	before, after *kit.Choice
	reason        *kit.TextField
	dialog        *kit.Dialog
}

// noneCounts stands for no questionnaire on one side: the episode makes no pair.
const noneCounts = "none"

// askPair shows the pair on the measure that the card shows.
func (p *recordPage) askPair() {
	if shown := shownPair(p.rec, p.pairs); shown != nil && !kit.OverlayOpen(p.h.Window) {
		(&pairForm{p: p, choice: shown}).show(shown.Measure.ShortName)
	}
}

func (f *pairForm) show(name string) {
	options := []kit.Option{{ID: noneCounts, Label: "None"}}
	for i := range f.choice.Choices {
		r := &f.choice.Choices[i]
		score := "no score"
		if r.Value != nil {
			score = scoreText(*r.Value)
		}
		options = append(options, kit.Option{ID: string(r.ID), Label: r.AnsweredOn.Long(), Note: f.kindOf(r) + r.Stage.Label() + ", " + score})
	}
	f.before = kit.NewChoice("First", options, func(string) {})
	f.after = kit.NewChoice("Follow-up", options, func(string) {})
	f.before.SetSelected(idOf(f.choice.Before))
	f.after.SetSelected(idOf(f.choice.After))
	f.reason = kit.NewTextField("Why are you choosing different questionnaires?")
	f.reason.SetHint("For example, they were unwell on the day of the last one.")
	parts := []fyne.CanvasObject{kit.NewParagraph(f.choice.Rule, kit.Body), kit.FormGrid(f.before, f.after), f.reason}
	if f.choice.Adjusted != nil {
		f.reason.SetText(f.choice.Adjusted.Reason)
		parts = append(parts, kit.HStack(0, kit.Quiet("Use the standard rule", f.drop).Compact(), kit.Spacer()))
	}
	f.dialog = kit.ShowForm(f.p.h.Window, fmt.Sprintf("%s: first and follow-up scores for reports", name), kit.VStack(12, parts...), "Save", func() bool {
		f.save()
		return false // closed once it is stored
	})
}

// kindOf names the questionnaire where the score is derived from another's answers.
func (f *pairForm) kindOf(r *measure.ScoredResponse) string {
	if r.InstrumentID == f.choice.Measure.InstrumentID {
		return ""
	}
	if def, ok := instrument.ByID(r.InstrumentID); ok {
		return def.ShortName + ", "
	}
	return r.InstrumentID + ", "
}

func idOf(r *measure.ScoredResponse) string {
	if r == nil {
		return noneCounts
	}
	return string(r.ID)
}

func chosenID(c *kit.Choice) data.ID {
	if id := c.Selected(); id != noneCounts {
		return data.ID(id)
	}
	return ""
}

func (f *pairForm) save() {
	pair := &data.Pairing{
		EpisodeID: f.p.rec.Episode.ID, ClientID: f.p.client, InstrumentID: f.choice.Measure.InstrumentID,
		BeforeID: chosenID(f.before), AfterID: chosenID(f.after), Reason: f.reason.Text(),
	}
	wrong := data.FieldErrorsOf(pair.Validate())
	f.reason.SetError(wrong.For("Reason"))
	f.after.SetError(wrong.For("AfterID"))
	if len(wrong) == 0 {
		f.run("choose a pair", func(ctx context.Context) error { return f.p.h.Measure.SavePairing(ctx, pair) })
	}
}

func (f *pairForm) drop() {
	f.run("choose a pair", func(ctx context.Context) error { return f.p.h.Measure.DropPairing(ctx, f.choice.Adjusted.ID) })
}

// run stores something and closes the form; what cannot be stored is said in it.
func (f *pairForm) run(what string, work func(context.Context) error) {
	f.p.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			if err != nil {
				f.after.SetError(f.p.h.Fail(what, err))
				return
			}
			f.dialog.Close()
		}
	})
}
