package clients

import (
	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// consentPrefix sets the fields about consent apart in a form that holds more.
const consentPrefix = "Consent."

// said is what a client said to one use of what is held about them.
type said string

const (
	agreed  said = "agreed"
	refused said = "refused"
)

// consentInputs asks for each use, and once for the day and the way, since
// people are asked about all of them in one breath.
func consentInputs(h *host.Host, changed func()) inputs {
	answers := []data.Option[said]{{Value: agreed, Label: "Agreed"}, {Value: refused, Label: "Did not agree"}}
	var in inputs
	for _, k := range data.ConsentKinds() {
		in = append(in, openInput(consentPrefix+string(k.Value), k.Label, answers, changed))
	}
	on := h.DateField("Asked on", data.DateHappened)
	on.SetValue(host.Day(h.Today()))
	note := kit.NewTextField("Note")
	note.SetHint("Such as which organisation.")
	return append(in,
		choiceInput(consentPrefix+"How", "How was it given?", "", optionsOf(data.ConsentHows()), changed),
		dateInput(consentPrefix+"On", on, changed),
		textInput(consentPrefix+"Note", note, changed))
}

// consentObjects lays the questions about consent out.
func consentObjects(in inputs) []fyne.CanvasObject {
	var kinds []string
	for _, k := range data.ConsentKinds() {
		kinds = append(kinds, consentPrefix+string(k.Value))
	}
	return []fyne.CanvasObject{
		kit.FormGrid(in.objects(kinds...)...),
		kit.FormGrid(in.objects(consentPrefix+"How", consentPrefix+"On", consentPrefix+"Note")...),
	}
}

// consentsOf are the answers that were given, one record for each use that the
// person was asked about.
func consentsOf(in inputs, client data.ID) []*data.Consent {
	v := in.values()
	var given []*data.Consent
	for _, k := range data.ConsentKinds() {
		answer := said(v[consentPrefix+string(k.Value)])
		if answer == "" {
			continue
		}
		given = append(given, &data.Consent{
			ClientID: client, Kind: k.Value, Given: answer == agreed,
			On: in.date(consentPrefix + "On"), How: data.ConsentHow(v[consentPrefix+"How"]),
			Note: v[consentPrefix+"Note"],
		})
	}
	return given
}

// consentErrors says what is wrong with the answers, or nil.
func consentErrors(in inputs, today data.Date) data.FieldErrors {
	for _, c := range consentsOf(in, "") {
		if err := c.Validate(today); err != nil {
			return prefixed(consentPrefix, data.FieldErrorsOf(err))
		}
	}
	return nil
}
