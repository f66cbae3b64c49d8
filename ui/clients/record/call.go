package record

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/kit"
)

// callOutcomes are what may come of a phone call that was just made.
var callOutcomes = []data.Option[data.ContactOutcome]{
	{Value: data.ContactAttended, Label: "We spoke"},
	{Value: data.ContactMissed, Label: "No answer"},
}

// askCall writes a phone call of today down in one line, without leaving the
// record. The line comes first: whoever types at once must not tick an answer, since
// “No answer” is stored without a note.
func (p *recordPage) askCall() {
	line := kit.NewTextField("What was said")
	line.SetPlaceHolder("For example, the first visit went well and they will go again on Tuesday.")
	outcome := form.Answers("Outcome", "What happened?", callOutcomes, func() {})
	in := form.Inputs{outcome, form.Text("Note", line, func() {})}
	p.ask(question{
		title: fmt.Sprintf("Log a call with %s", p.rec.Client.Called()), verb: "Save", in: in, content: in.Objects("Note", "Outcome"),
		prepare: func() (func(context.Context) error, error) {
			k := &data.Contact{ClientID: p.client, Kind: "phone", On: p.h.Today(),
				Outcome: data.ContactOutcome(outcome.Get()), Note: line.Text()}
			err := k.Validate(p.h.Today())
			if k.Outcome == "" {
				err = data.FieldErrors{{Field: "Outcome", Sentence: "Choose what happened"}}
			}
			if err == nil && k.Note == "" && k.Outcome == data.ContactAttended {
				err = data.FieldErrors{{Field: "Note", Sentence: "Enter what was said"}}
			}
			return func(ctx context.Context) error { return p.h.Casework.LogCall(ctx, k) }, err
		},
	})
}
