package agenda

import "waymark/data"

// Clients are the people in an agenda, each once, in no order.
func (a *Agenda) Clients() []data.ID {
	seen := map[data.ID]bool{}
	a.each(func(client data.ID, _ *[]string) { seen[client] = true })
	list := make([]data.ID, 0, len(seen))
	for id := range seen {
		list = append(list, id)
	}
	return list
}

// Warn writes beside everyone what to mind about them.
func (a *Agenda) Warn(of func(client data.ID) []string) {
	a.each(func(client data.ID, warnings *[]string) { *warnings = of(client) })
}

// each visits every mention of a client.
func (a *Agenda) each(visit func(client data.ID, warnings *[]string)) {
	for _, entries := range [][]Entry{a.Entries, a.Overdue} {
		for i := range entries {
			e := &entries[i]
			if e.ClientID != "" {
				visit(e.ClientID, &e.Warnings)
			}
			for s := range e.Slots {
				for b := range e.Slots[s].Booked {
					if booking := &e.Slots[s].Booked[b]; booking.ClientID != "" {
						visit(booking.ClientID, &booking.Warnings)
					}
				}
			}
		}
	}
}
