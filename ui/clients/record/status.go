package record

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/kit"
)

// askStatus asks what came of a prescription.
func (p *recordPage) askStatus(rx *data.Prescription) {
	in := form.Inputs{
		form.Choice("Status", "What happened?", "", person.OptionsOf(data.PrescriptionStatuses()), func() {}),
		p.dayAsked("StatusOn", "Since"),
		noteAsked("Note", "Note"),
	}
	if f, ok := in.Named("Status").Obj.(*kit.Choice); ok {
		f.SetRequired(true)
		f.SetHint(fmt.Sprintf("Current status: “%s”.", rx.Status.Label()))
	}
	p.ask(question{
		title: person.FirstOf(rx.Service, "This service"), verb: "Save", in: in,
		content: in.Objects("Status", "StatusOn", "Note"),
		prepare: func() (func(context.Context) error, error) {
			changed := *rx
			changed.Status = data.PrescriptionStatus(in.Named("Status").Get())
			changed.StatusOn = in.Date("StatusOn")
			changed.Note = in.Named("Note").Get()
			if changed.Status == "" { // the one that stands would begin anew today
				return nil, data.FieldErrors{{Field: "Status", Sentence: "Choose what happened"}}
			}
			if changed.StatusOn.IsZero() {
				return nil, data.FieldErrors{{Field: "StatusOn", Sentence: "Date must be today or in the past"}}
			}
			if changed.StatusOn.Before(rx.MadeOn) {
				return nil, data.FieldErrors{{Field: "StatusOn", Sentence: fmt.Sprintf("Date must be on or after %s, when they chose this service", rx.MadeOn.Short())}}
			}
			return func(ctx context.Context) error {
				return p.h.Offering.SetPrescriptionStatus(ctx, rx.ID, changed.Status, changed.StatusOn, changed.Note)
			}, changed.Validate(p.h.Today())
		},
	})
}
