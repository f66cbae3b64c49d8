package record

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// readDiffers counts what meeting other PCs brought about the client that a person has
// to decide. A PC that works alone has nothing of the kind.
func (p *recordPage) readDiffers(ctx context.Context) (int, error) {
	if !p.h.Exchanges() {
		return 0, nil
	}
	return p.h.Exchange.AsksOf(ctx, p.client)
}

// showDiffers says above the record that something waits for a person, and leads there.
func (p *recordPage) showDiffers(asks int) {
	p.differs.Objects = nil
	p.differs.Hidden = asks == 0
	if asks > 0 {
		decide := kit.Secondary("Decide…", func() { p.h.Go(host.Route{Area: host.Today, View: host.ViewSinceMet}) }).Compact()
		p.differs.Objects = []fyne.CanvasObject{kit.NewBanner(kit.Amber,
			"Two PCs differ about this client: "+data.Plural(asks, "thing needs you.", "things need you."), decide)}
	}
	p.differs.Refresh()
}
