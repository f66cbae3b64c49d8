package clients

import (
	"context"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// toRecord is the way to one client's record.
func toRecord(client data.ID) host.Route {
	return host.Route{Area: host.Clients, View: host.ViewClient, Client: client}
}

// lists are the service's own lists that forms choose from.
type lists struct {
	surgeries []data.Surgery
	staff     []data.Staff
	reasons   []data.Reason
}

func readLists(ctx context.Context, h *host.Host) (l lists, err error) {
	if l.surgeries, err = h.Store.Surgeries(ctx, false); err != nil {
		return l, err
	}
	if l.staff, err = h.Store.Staff(ctx, false); err != nil {
		return l, err
	}
	l.reasons, err = h.Store.Reasons(ctx, false)
	return l, err
}

// optionsOf turns a fixed list of the domain into the options of a choice.
func optionsOf[T ~string](list []data.Option[T]) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, o := range list {
		options[i] = kit.Option{ID: string(o.Value), Label: o.Label}
	}
	return options
}

// surgeryOptions, staffOptions and reasonOptions are the service's own lists
// as options.
func surgeryOptions(list []data.Surgery) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, s := range list {
		options[i] = kit.Option{ID: string(s.ID), Label: s.Name, Note: s.Town}
	}
	return options
}

// staffOptions leaves out those who cannot look after a client.
func staffOptions(list []data.Staff) []kit.Option {
	var options []kit.Option
	for _, s := range list {
		if s.Role != data.RoleReception {
			options = append(options, kit.Option{ID: string(s.ID), Label: s.Name, Note: s.Role.Label()})
		}
	}
	return options
}

func reasonOptions(list []data.Reason) []kit.Option {
	options := make([]kit.Option, len(list))
	for i, r := range list {
		options[i] = kit.Option{ID: string(r.ID), Label: r.Name}
	}
	return options
}
