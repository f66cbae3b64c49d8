package host

import (
	"context"

	"waymark/data"
	"waymark/ui/kit"
)

// PersonFlags are the warnings about the people whom a page shows.
type PersonFlags map[data.ID][]data.Flag

// FlagsOf reads the warnings about the people whom a page shows, in one query.
func (h *Host) FlagsOf(ctx context.Context, clients ...data.ID) (PersonFlags, error) {
	return h.Flags.Of(ctx, clients...)
}

// Of are the warnings about one person, for kit.Flags.
func (f PersonFlags) Of(client data.ID, today data.Date) []kit.FlagData {
	list := make([]kit.FlagData, 0, len(f[client]))
	for _, flag := range f[client] {
		list = append(list, kit.FlagData{Text: flag.Label(), About: flag.About(today), Expired: flag.Expired(today)})
	}
	return list
}

// rowFlags is how many warnings a row of a list shows in full.
const rowFlags = 2

// Chips are the warnings about one person for a row of a list.
func (f PersonFlags) Chips(client data.ID, today data.Date) []kit.ChipData {
	return kit.FlagChips(f.Of(client, today), rowFlags)
}
