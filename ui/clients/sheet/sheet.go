// Package sheet asks where to write the sheet that a client takes home, and opens
// it.
package sheet

import (
	"context"

	"waymark/data"
	"waymark/reports"
	"waymark/ui/host"
)

// Ask makes the sheet that a person takes home about some of their
// prescriptions, or without any about all that are not finished, and opens it
// to be printed.
func Ask(h *host.Host, client data.ID, prescriptions []data.ID) {
	h.AskPaper(host.Paper{
		Title: "Print the choices", Client: client, Stem: "choices",
		Note: "What was chosen, what happens next, who to ring, and a reply slip for each service. " +
			"It opens to be printed: use one side of the paper, because the service gets the slips. The file stays in this folder, under a name without theirs, until you delete it.",
		Write: func(ctx context.Context, path string, as reports.Print) error {
			sheet, err := h.Offering.OfferSheet(ctx, client, prescriptions)
			if err != nil {
				return err
			}
			return h.Documents.OfferSheet(ctx, path, sheet, as)
		},
	})
}
