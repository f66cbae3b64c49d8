package person

import (
	"context"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// ToRecord is the way to one client's record.
func ToRecord(client data.ID) host.Route {
	return host.Route{Area: host.Clients, View: host.ViewClient, Client: client}
}

// Lists are the service's own lists that forms choose from.
type Lists struct {
	Surgeries []data.Surgery
	Staff     []data.Staff
	Reasons   []data.Reason
	Languages []*clienttext.Translation // of what clients read, beside English
}

// ReadLists reads the lists that forms choose from.
func ReadLists(ctx context.Context, h *host.Host) (l Lists, err error) {
	if l.Surgeries, err = h.Lists.Surgeries(ctx, false); err != nil {
		return l, err
	}
	if l.Staff, err = h.Lists.Staff(ctx, false); err != nil {
		return l, err
	}
	if l.Languages, err = h.Lists.Translations(ctx); err != nil {
		return l, err
	}
	l.Reasons, err = h.Lists.Reasons(ctx, false)
	return l, err
}

// OptionsOf turns a fixed list of the domain into the options of a choice.
func OptionsOf[T ~string](list []data.Option[T]) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, o := range list {
		options[i] = kit.Option{ID: string(o.Value), Label: o.Label}
	}
	return options
}

// SurgeryOptions turns the surgeries into the options of a choice.
func SurgeryOptions(list []data.Surgery) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, s := range list {
		options[i] = kit.Option{ID: string(s.ID), Label: s.Name, Note: s.Town}
	}
	return options
}

// StaffOptions turns the staff into the options of a choice, without those who
// cannot look after a client; role is what the service calls a prescriber.
func StaffOptions(role data.RoleName, list []data.Staff) []kit.Option {
	var options []kit.Option
	for _, s := range list {
		if s.Role.SeesClients() {
			options = append(options, kit.Option{ID: string(s.ID), Label: s.Name, Note: role.Label(s.Role)})
		}
	}
	return options
}

// ReasonOptions turns the reasons for referral into the options of a choice.
func ReasonOptions(list []data.Reason) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, r := range list {
		options[i] = kit.Option{ID: string(r.ID), Label: r.Name}
	}
	return options
}
