package today

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// ShowSlip asks for the reference on a reply slip that came back, shows whose
// it is, and records what came of it. Then it asks for the next, until someone
// presses Escape: slips come in handfuls.
func ShowSlip(h *host.Host) { askSlip(h, "") }

// slipFound is the prescription that a slip is about.
type slipFound struct {
	prescription *data.Prescription
	client       *data.Client
}

func askSlip(h *host.Host, stored string) {
	reference := kit.NewTextField("Reference on the slip")
	reference.SetPlaceHolder("K7P-4WQ-X")
	reference.SetHint("You can enter it with or without capitals, spaces and dashes.")
	var content []fyne.CanvasObject
	if stored != "" {
		content = append(content, kit.NewBanner(kit.Green, stored, nil))
	}
	looking := false
	var dialog *kit.Dialog
	dialog = kit.ShowForm(h.Window, "Enter a reply slip", kit.VStack(12, append(content, reference)...), "Find", func() bool {
		if looking {
			return false
		}
		looking = true
		typed := reference.Text()
		h.Background(func(ctx context.Context) func() {
			found, err := findSlip(ctx, h, typed)
			return func() {
				looking = false
				if err != nil {
					reference.SetError(h.Fail("look up a reply slip", err))
					dialog.Refresh()
					return
				}
				dialog.Close()
				askSlipOutcome(h, found)
			}
		})
		return false
	})
}

func findSlip(ctx context.Context, h *host.Host, typed string) (*slipFound, error) {
	rx, err := h.Offering.PrescriptionBySlip(ctx, typed)
	if err != nil {
		return nil, err
	}
	client, err := h.Casework.Client(ctx, rx.ClientID)
	return &slipFound{rx, client}, err
}

func askSlipOutcome(h *host.Host, f *slipFound) {
	rx := f.prescription
	o := newOutcome(h, prescribed{id: rx.ID, status: rx.Status, madeOn: rx.MadeOn}, false)
	known := fmt.Sprintf("%s, %s. Current status: %s", rx.Kind.Label(), rx.MadeOn.Short(), rx.Status.Label())
	about := []fyne.CanvasObject{kit.VStack(2, kit.NewParagraph(f.client.Name(), kit.Bold), kit.NewParagraph(rx.Service, kit.Body),
		kit.NewParagraph(known, kit.Muted))}
	askOutcome(o, "What is ticked on the slip?", about, func(status data.PrescriptionStatus) {
		askSlip(h, fmt.Sprintf("Saved for %s: %s, %s. Enter the next slip, or press Esc.", f.client.Name(), rx.Service, status.Label()))
	})
}
