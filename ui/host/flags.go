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

// Discreet are the warnings about one person for a page that they see, too: how
// many there are, and what they are only for whoever points at it.
func (f PersonFlags) Discreet(client data.ID, today data.Date) []kit.FlagData {
	all := f.Of(client, today)
	if len(all) == 0 {
		return nil
	}
	one := kit.FlagData{Text: data.Plural(len(all), "flag", "flags")}
	for i, flag := range all {
		if i > 0 {
			one.About += "\n"
		}
		one.About += flag.Text
		one.Expired = one.Expired || flag.Expired
	}
	return []kit.FlagData{one}
}

// rowFlags is how many warnings a row of a list shows in full.
const rowFlags = 2

// Chips are the warnings about one person for a row of a list.
func (f PersonFlags) Chips(client data.ID, today data.Date) []kit.ChipData {
	return kit.FlagChips(f.Of(client, today), rowFlags)
}
