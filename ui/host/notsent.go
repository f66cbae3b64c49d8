package host

import (
	"context"

	"waymark/data"
	"waymark/ui/kit"
)

// AskNotSent asks why a report that was recorded as handed over was not sent, and
// records that. done is called once it is recorded, fail if it cannot be.
func (h *Host) AskNotSent(id data.ID, done func(), fail func(error)) {
	why := kit.NewTextField("Why was it not sent?")
	why.SetHint("For example, “Wrong surgery, made again”. No names of clients.")
	about := kit.NewParagraph("Only if no one outside the service has seen it. Until now every new report for this reader was checked against it, and those stay as they are. From now on, new ones are not.", kit.Body)
	good := ""
	form := kit.ShowForm(h.Window, "Mark as not sent", kit.Fixed(520, 0, kit.VStack(10, about, why)), "Mark as not sent", func() bool {
		if good = data.Tidy(why.Text()); good == "" {
			why.SetError("Enter why it was not sent.")
		}
		return good != ""
	})
	form.OnClosed = func() {
		if good == "" {
			return
		}
		h.Background(func(ctx context.Context) func() {
			err := h.Handed.NotSent(ctx, id, good)
			return func() {
				if err != nil {
					fail(err)
					return
				}
				done()
			}
		})
	}
	why.Focus()
}
