package person

import (
	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// ConsentPrefix sets the fields about consent apart in a form that holds more.
const ConsentPrefix = "Consent."

// Said is what a client said to one use of what is held about them.
type Said string

// What a client said; nothing if they were not asked.
const (
	Agreed  Said = "agreed"
	Refused Said = "refused"
)

// ConsentInputs asks for each use, and once for the day and the way, since
// people are asked about all of them in one breath.
func ConsentInputs(h *host.Host, changed func()) form.Inputs {
	answers := []data.Option[Said]{{Value: Agreed, Label: "Agreed"}, {Value: Refused, Label: "Did not agree"}}
	var in form.Inputs
	for _, k := range data.ConsentKinds() {
		in = append(in, form.OpenAnswers(ConsentPrefix+string(k.Value), k.Label, answers, changed))
	}
	on := h.DateField("Date asked", data.DateHappened)
	on.SetValue(host.Day(h.Today()))
	note := kit.NewTextField("Note")
	note.SetHint("For example, which organisation.")
	return append(in,
		form.Choice(ConsentPrefix+"How", "How did they tell you?", "", OptionsOf(data.ConsentHows()), changed),
		form.Date(ConsentPrefix+"On", on, changed),
		form.Text(ConsentPrefix+"Note", note, changed))
}

// ConsentObjects lays the questions about consent out.
func ConsentObjects(in form.Inputs) []fyne.CanvasObject {
	var kinds []string
	for _, k := range data.ConsentKinds() {
		kinds = append(kinds, ConsentPrefix+string(k.Value))
	}
	return []fyne.CanvasObject{
		kit.FormGrid(in.Objects(kinds...)...),
		kit.FormGrid(in.Objects(ConsentPrefix+"How", ConsentPrefix+"On", ConsentPrefix+"Note")...),
	}
}

// ConsentsOf are the answers that were given, one record for each use that the
// person was asked about.
func ConsentsOf(in form.Inputs, client data.ID) []*data.Consent {
	v := in.Values()
	var given []*data.Consent
	for _, k := range data.ConsentKinds() {
		answer := Said(v[ConsentPrefix+string(k.Value)])
		if answer == "" {
			continue
		}
		given = append(given, &data.Consent{
			ClientID: client, Kind: k.Value, Given: answer == Agreed,
			On: in.Date(ConsentPrefix + "On"), How: data.ConsentHow(v[ConsentPrefix+"How"]),
			Note: v[ConsentPrefix+"Note"],
		})
	}
	return given
}

// ConsentErrors says what is wrong with the answers, or nil.
func ConsentErrors(in form.Inputs, today data.Date) data.FieldErrors {
	for _, c := range ConsentsOf(in, "") {
		if err := c.Validate(today); err != nil {
			return form.Prefixed(ConsentPrefix, data.FieldErrorsOf(err))
		}
	}
	return nil
}
