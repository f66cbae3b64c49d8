package questionnaires

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// terms are the fields that a questionnaire is begun with, on the pad and from
// paper alike: which ones, when, the first or a later one, and how it was
// filled in.
type terms struct {
	host     *host.Host
	facts    *facts
	set      *setPicker
	stage    *kit.ChoiceRow
	on       *kit.DateField
	mode     *kit.ChoiceRow
	filledBy *kit.TextField
	met      *host.Met
	remote   bool   // it is keyed in, so it may have come by post
	touched  bool   // the stage was chosen by hand
	changed  func() // after fields came or went
}

func newTerms(h *host.Host, f *facts, label string, changed func()) *terms {
	t := &terms{host: h, facts: f, changed: changed}
	t.set = newSetPicker(label, f.shelf.offered, t.setChanged)
	t.on = h.DateField("Date completed", data.DateHappened)
	t.on.SetRequired(true)
	t.stage = kit.NewChoiceRow("First or follow-up?", labels(data.Stages()), func(int) {
		t.touched = true
		t.say()
	})
	t.stage.SetRequired(true)
	t.filledBy = kit.NewTextField("Who helped")
	t.filledBy.SetHint("The name of the person who reads, interprets or answers for them.")
	t.filledBy.Hide()
	t.mode = kit.NewChoiceRow("How", labels(data.AnswerModes()), func(int) { t.modeChanged() })
	t.mode.SetRequired(true)
	t.met = host.NewMet(h, "No type of contact yet")
	t.met.OnChanged = changed
	t.on.OnChanged = func(kit.Day, error) { t.look() }
	t.propose()
	return t
}

// look proposes the contact of the day and of the way it is filled in.
func (t *terms) look() {
	day, err := t.on.Value()
	if err != nil {
		return // the field says so, and it is asked again
	}
	hint := data.MeetingHint{Remote: t.remote || t.selectedMode() == modeProxy}
	if t.selectedMode() == modePhone {
		hint.Likely = "phone"
	}
	t.met.LookOn(host.Date(day), hint)
}

// propose fills in what is known; how it is filled in is never ticked for
// anyone.
func (t *terms) propose() {
	t.set.set(t.facts.proposedSet())
	t.on.SetValue(host.Day(t.host.Today()))
	t.stage.SetSelected(indexOf(data.Stages(), t.facts.proposedStage(t.set.chosen)))
	if r := t.facts.response; r != nil {
		t.touched = true
		t.on.SetValue(host.Day(r.AnsweredOn))
		t.mode.SetSelected(indexOf(data.AnswerModes(), r.Mode))
		t.filledBy.SetText(r.FilledBy)
		t.modeChanged()
	}
	t.met.Look(t.facts.client.ID, t.host.Today(), data.MeetingHint{})
	t.look()
	if r := t.facts.response; r != nil {
		t.met.Keep(r.ContactID)
	}
	t.say()
}

// setChanged proposes the stage again, unless it was chosen by hand.
func (t *terms) setChanged() {
	if !t.touched {
		t.stage.SetSelected(indexOf(data.Stages(), t.facts.proposedStage(t.set.chosen)))
	}
	t.say()
	t.changed()
}

// say tells what follows from the ticks, where it is not what one would think.
func (t *terms) say() {
	t.set.SetHint(joined(t.set.twice(), t.young()))
	t.stage.SetHint("")
	var first []string
	for _, d := range t.set.chosen {
		if t.setStage() == data.StageFollowUp && t.stageOf(d) == data.Baseline {
			first = append(first, d.ShortName)
		}
	}
	if len(first) > 0 {
		t.stage.SetHint(fmt.Sprintf("This will be saved as their first %s.", data.JoinAnd(first)))
	}
}

// young says of which questionnaires the client is younger than they are meant
// for.
func (t *terms) young() string {
	var sentences []string
	for _, d := range t.set.chosen {
		if age, under := data.UnderAge(t.facts.client.BirthDate, t.host.Today(), d.MinimumAge); under {
			sentences = append(sentences, fmt.Sprintf("%s is for people aged %d and over. This client is %d.", d.ShortName, d.MinimumAge, age))
		}
	}
	return strings.Join(sentences, " ")
}

// joined puts two hints into one.
func joined(a, b string) string { return strings.TrimSpace(a + " " + b) }

func (t *terms) chosenStage() data.Stage { return valueAt(data.Stages(), t.stage.Selected()) }

// setStage is the stage chosen for what comes after a questionnaire that is
// carried on, which may have been a first one among follow-ups.
func (t *terms) setStage() data.Stage {
	if r := t.facts.response; r != nil && t.facts.stage != "" && t.chosenStage() == r.Stage {
		return t.facts.stage
	}
	return t.chosenStage()
}

// stageOf is the stage of one of the questionnaires ticked.
func (t *terms) stageOf(d *instrument.Definition) data.Stage {
	size := len(t.set.chosen)
	if t.facts.response != nil {
		size++
	}
	return t.facts.stageOf(d, t.setStage(), size)
}

// alone says whether no one helps; before a mode is chosen no one does.
func (t *terms) alone() bool { return t.mode.Selected() <= 0 }

func (t *terms) modeChanged() {
	t.mode.SetError("")
	t.look()
	if t.alone() {
		t.filledBy.Hide()
	} else {
		t.filledBy.SetRequired(t.selectedMode() == modeProxy)
		t.filledBy.Show()
	}
	t.changed()
}

func (t *terms) selectedMode() data.AnswerMode {
	return valueAt(data.AnswerModes(), t.mode.Selected())
}

// begin makes the response to begin with and the questionnaires after it; what
// is missing is said beside each field.
func (t *terms) begin() (r data.Response, then []*instrument.Definition) {
	then = t.set.chosen
	r = data.Response{ClientID: t.facts.client.ID, EpisodeID: t.facts.episode, Answers: map[int]int{}}
	if t.facts.response != nil {
		r = *t.facts.response
	} else if len(then) > 0 {
		r.InstrumentID, r.Version, r.Stage = then[0].ID, then[0].Version, t.stageOf(then[0])
		then = then[1:]
	}
	if t.facts.response != nil || r.InstrumentID == "" {
		r.Stage = t.chosenStage()
	}
	day, dayErr := t.on.Value()
	r.AnsweredOn, r.Mode, r.FilledBy = host.Date(day), t.selectedMode(), t.filledBy.Text()
	if t.alone() {
		r.FilledBy = ""
	}
	t.judge(&r, dayErr)
	return r, then
}

func (t *terms) judge(r *data.Response, dayErr error) {
	wrong := data.FieldErrorsOf(r.Validate(t.host.Today()))
	t.set.SetError(wrong.For("InstrumentID"))
	t.stage.SetError(wrong.For("Stage"))
	t.mode.SetError(wrong.For("Mode"))
	t.on.SetError(wrong.For("AnsweredOn"))
	if dayErr != nil {
		t.on.SetError(dayErr.Error())
	}
	who := wrong.For("FilledBy")
	if r.Mode == modeProxy && r.FilledBy == "" {
		who = "Enter who answers for them"
	}
	t.filledBy.SetError(who)
}

// answerable is a field that can be shown and typed into.
type answerable interface {
	fyne.CanvasObject
	Focus()
}

// putRight shows a field with a sentence beside it and gives it the keyboard.
func putRight(page *kit.FormPage, wrong answerable) {
	page.ScrollTo(wrong)
	wrong.Focus()
}

// faulty is the first field with a sentence beside it, nil when there is none.
func (t *terms) faulty() answerable {
	fields := []struct {
		widget answerable
		wrong  string
	}{
		{t.set, t.set.Error()}, {t.on, t.on.Error()}, {t.stage, t.stage.Error()},
		{t.mode, t.mode.Error()}, {t.filledBy, t.filledBy.Error()},
	}
	for _, f := range fields {
		if f.wrong != "" {
			return f.widget
		}
	}
	return nil
}
