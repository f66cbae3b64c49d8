package record

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// askCards are the questionnaires that are due or begun, one card each. They
// stay until the client has answered or refused, whatever the next step is; a
// refusal stays too, and can be undone.
func (p *recordPage) askCards() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	if p.onlyKept() {
		return nil // no one may be asked
	}
	for i := range p.rec.Asks {
		a := &p.rec.Asks[i]
		switch a.State {
		case data.AskDue, data.AskBegun:
			cards = append(cards, p.askCard(a))
		case data.AskRefused:
			undo := kit.Quiet("Undo", func() { p.undoRefusal(a.RefusalID) }).Compact()
			cards = append(cards, kit.NewCard(fmt.Sprintf("%s declined", a.Title()), "", kit.Border(8, nil, nil, nil, kit.VStack(0, undo),
				kit.NewParagraph(data.Capital(a.Why()), kit.Muted))))
		case data.AskLater: // the chart and the next step have it
		}
	}
	return cards
}

func (p *recordPage) askCard(a *data.Ask) fyne.CanvasObject {
	title, verb := fmt.Sprintf("%s is due", a.Title()), fmt.Sprintf("Start %s", a.Name)
	if a.State == data.AskBegun {
		title, verb = fmt.Sprintf("%s is unfinished", a.Title()), fmt.Sprintf("Resume %s", a.Name)
	}
	to := host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: p.client, Record: a.ResponseID}
	return kit.NewCard(title, "", kit.VStack(6, kit.NewParagraph(data.Capital(a.Why())+".", kit.Muted),
		kit.Wrap(kit.Secondary(verb, func() { p.h.Go(to) }).Compact(),
			kit.Quiet("Record refusal…", func() { p.askRefusal(a) }).Compact())))
}

// askRefusal records that the client would rather not answer. The first
// questionnaire is refused whichever it is, a follow-up by its name.
func (p *recordPage) askRefusal(a *data.Ask) {
	in := form.Inputs{p.dayAsked("On", "Date"), form.Text("Reason", kit.NewTextField("Reason"), func() {})}
	instrumentID := a.InstrumentID
	if a.Stage == data.Baseline {
		instrumentID = ""
	}
	p.ask(question{
		title: fmt.Sprintf("%s would rather not answer", p.rec.Client.Called()), verb: "Save", in: in,
		sentence: fmt.Sprintf("%s will no longer be due. They can still answer it later, and you can undo this.", a.Title()),
		content:  in.Objects("On", "Reason"),
		prepare: func() (func(context.Context) error, error) {
			r := &data.QuestionnaireRefusal{EpisodeID: p.rec.Episode.ID, ClientID: p.client, Stage: a.Stage,
				InstrumentID: instrumentID, On: in.Date("On"), Reason: in.Named("Reason").Get()}
			return func(ctx context.Context) error { return p.h.Measure.RefuseQuestionnaire(ctx, r) }, r.Validate(p.h.Today())
		},
	})
}

// undoRefusal makes a questionnaire due again that was refused.
func (p *recordPage) undoRefusal(id data.ID) {
	p.h.Background(func(ctx context.Context) func() {
		err := p.h.Measure.UndoRefusal(ctx, id)
		return func() {
			if err != nil {
				kit.Message(p.h.Window, "Refusal not undone", p.h.Fail("undo a refusal", err))
				return
			}
			p.Reload()
		}
	})
}
