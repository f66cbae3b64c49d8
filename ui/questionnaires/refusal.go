package questionnaires

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// refusal asks when and why a client would rather not answer.
type refusal struct {
	p      *preparation
	on     *kit.DateField
	reason *kit.TextField
	dialog *kit.Dialog
	saving bool
}

// askRefusal records that the client would rather not answer what is ticked.
// "Cancel" stays what it is: not now.
func (p *preparation) askRefusal() {
	refused := p.refusals()
	if len(refused) == 0 {
		p.set.SetError("Choose a questionnaire")
		putRight(p.form, p.set)
		return
	}
	if kit.OverlayOpen(p.host.Window) {
		return
	}
	r := &refusal{p: p}
	r.on = p.host.DateField("Date", data.DateHappened)
	r.on.SetValue(host.Day(p.host.Today()))
	r.reason = kit.NewTextField("Reason")
	r.reason.SetHint("If they gave one. For example, prefers to talk.")
	sentence := fmt.Sprintf("Waymark stops asking for the %s. They can still answer it later, and you can undo this in their record.",
		stageWords(refused[0].Stage))
	r.dialog = kit.ShowForm(p.host.Window, fmt.Sprintf("%s would rather not answer", p.facts.client.Called()),
		kit.VStack(14, kit.NewParagraph(sentence, kit.Muted), r.on, r.reason), "Save", func() bool {
			r.save(refused)
			return false // closed once it is saved
		})
}

func stageWords(s data.Stage) string {
	if s == data.StageFollowUp {
		return "follow-up questionnaire"
	}
	return "first questionnaire"
}

// refusals is what is refused: the first questionnaire whichever it is, or each
// follow-up that is ticked.
func (p *preparation) refusals() []data.QuestionnaireRefusal {
	if r := p.facts.response; r != nil {
		return []data.QuestionnaireRefusal{p.refusalOf(r.EpisodeID, r.Stage, r.InstrumentID)}
	}
	var all []data.QuestionnaireRefusal
	for _, d := range p.set.chosen {
		r := p.refusalOf(p.facts.episode, p.stageOf(d), d.ID)
		if len(all) == 0 || r.Stage == data.StageFollowUp {
			all = append(all, r)
		}
	}
	return all
}

func (p *preparation) refusalOf(episode data.ID, stage data.Stage, instrumentID string) data.QuestionnaireRefusal {
	if stage == data.Baseline {
		instrumentID = ""
	}
	return data.QuestionnaireRefusal{EpisodeID: episode, ClientID: p.facts.client.ID, Stage: stage, InstrumentID: instrumentID}
}

// save stores the refusals and goes back; what is wrong is said beside its field.
func (r *refusal) save(refused []data.QuestionnaireRefusal) {
	if r.saving {
		return
	}
	day, dayErr := r.on.Value()
	var wrong data.FieldErrors
	for i := range refused {
		refused[i].On, refused[i].Reason = host.Date(day), r.reason.Text()
		wrong = data.FieldErrorsOf(refused[i].Validate(r.p.host.Today()))
	}
	r.on.SetError(wrong.For("On"))
	if dayErr != nil {
		r.on.SetError(dayErr.Error())
	}
	r.reason.SetError(wrong.For("Reason"))
	switch {
	case r.on.Error() != "":
		r.on.Focus()
		return
	case len(wrong) > 0:
		r.reason.Focus()
		return
	}
	r.saving = true
	h := r.p.host
	h.Background(func(ctx context.Context) func() {
		var err error
		for i := range refused {
			if err = h.Measure.RefuseQuestionnaire(ctx, &refused[i]); err != nil {
				break
			}
		}
		return func() {
			r.saving = false
			if err != nil {
				r.reason.SetError(h.Fail("save a refusal", err))
				return
			}
			r.dialog.Close()
			h.Back()
		}
	})
}
