package clients

import (
	"context"

	"waymark/data"
)

// askStatus asks what came of a prescription.
func (p *recordPage) askStatus(rx *data.Prescription) {
	in := inputs{
		choiceInput("Status", "What came of it?", "", optionsOf(data.PrescriptionStatuses()), func() {}),
		p.dayAsked("StatusOn", "Since"),
		noteAsked("Note", "Note"),
	}
	in.named("Status").set(string(rx.Status))
	p.ask(question{
		title: firstOf(rx.Service, "This service"), verb: "Save", in: in,
		content: in.objects("Status", "StatusOn", "Note"),
		prepare: func() (func(context.Context) error, error) {
			changed := *rx
			changed.Status = data.PrescriptionStatus(in.named("Status").get())
			changed.StatusOn = in.date("StatusOn")
			changed.Note = in.named("Note").get()
			if changed.StatusOn.IsZero() {
				return nil, data.FieldErrors{{Field: "StatusOn", Sentence: "Please give the day, today or earlier."}}
			}
			if changed.StatusOn.Before(rx.MadeOn) {
				return nil, data.FieldErrors{{Field: "StatusOn", Sentence: "This is before the prescription was made, on " +
					rx.MadeOn.Short() + ". Please check the date."}}
			}
			return func(ctx context.Context) error {
				return p.h.Store.SetPrescriptionStatus(ctx, rx.ID, changed.Status, changed.StatusOn, changed.Note)
			}, changed.Validate(p.h.Today())
		},
	})
}
