package host

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/ui/kit"
)

// PersonFlags are the warnings about the people whom a page shows.
type PersonFlags map[data.ID][]data.Flag

// standing is the ID of the warning that a record may only be kept, which is no
// flag that someone set.
const standing data.ID = "standing"

// FlagsOf reads the warnings about the people whom a page shows. That a record may
// only be kept, as the person asked, comes before all others.
func (h *Host) FlagsOf(ctx context.Context, clients ...data.ID) (PersonFlags, error) {
	flags, err := h.Flags.Of(ctx, clients...)
	if err != nil {
		return nil, err
	}
	restricted, err := h.Rights.Standing(ctx)
	for _, id := range clients {
		if s, is := restricted[id]; is {
			f := data.Flag{ID: standing, ClientID: id, Kind: "Use restricted", SetOn: s.Since, Why: s.Sentence()}
			flags[id] = append([]data.Flag{f}, flags[id]...)
		}
	}
	return flags, err
}

// Set are the flags that someone set on a person.
func (f PersonFlags) Set(client data.ID) []data.Flag {
	return slices.DeleteFunc(slices.Clone(f[client]), func(flag data.Flag) bool { return flag.ID == standing })
}

// Restricted says why and since when the record of a person may only be kept, ""
// if it may be used.
func (f PersonFlags) Restricted(client data.ID) string {
	for _, flag := range f[client] {
		if flag.ID == standing {
			return flag.Why
		}
	}
	return ""
}

// Of are the warnings about one person, for kit.Flags.
func (f PersonFlags) Of(client data.ID, today data.Date) []kit.FlagData {
	list := make([]kit.FlagData, 0, len(f[client]))
	for _, flag := range f[client] {
		if flag.ID == standing {
			list = append(list, kit.FlagData{Text: flag.Kind, About: flag.Why})
			continue
		}
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
