package today

import (
	"context"

	"waymark/data"
	"waymark/ui/host"
)

// readFlags reads the warnings about everyone whom the screen names.
func readFlags(ctx context.Context, h *host.Host, d *day) (host.PersonFlags, error) {
	var ids []data.ID
	for _, r := range d.followUps {
		ids = append(ids, r.ClientID)
	}
	for _, m := range d.meetings {
		ids = append(ids, m.client())
	}
	for _, r := range d.noNews {
		ids = append(ids, r.ClientID)
	}
	return h.FlagsOf(ctx, ids...)
}
