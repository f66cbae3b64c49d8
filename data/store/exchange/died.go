package exchange

import (
	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// cancelForTheDead cancels what is booked with someone who died, as closing an episode
// does: it was booked on a device that did not know, such as a reception's. Whatever a
// person said of it since, such as that they came, wins over this.
func (w *work) cancelForTheDead() error {
	clients := map[data.ID]bool{}
	for _, look := range []struct {
		query string
		keys  map[string]bool
	}{
		{"SELECT client_id FROM episode WHERE id = ? AND close_reason = 'died'", w.touched.episodes},
		{`SELECT a.client_id FROM appointment a WHERE a.id = ? AND a.state = 'booked'
			AND EXISTS (SELECT 1 FROM episode e WHERE e.client_id = a.client_id AND e.close_reason = 'died')`, w.touched.appointments},
	} {
		for key := range look.keys {
			of, err := store.Collect(w.t.Ctx, w.t, func(id *data.ID) []any { return []any{id} }, look.query, key)
			if err != nil {
				return err
			}
			for _, client := range of {
				clients[client] = true
			}
		}
	}
	for client := range clients {
		if err := w.cancelFor(client); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) cancelFor(client data.ID) error {
	booked, died, err := casework.BookedWithDead(w.t, client)
	if err != nil {
		return err
	}
	of := w.tables["appointment"]
	for i := range booked {
		key := string(booked[i].ID)
		if err := w.t.ChangeReceived(of.Name, of.Key, []string{"state", "state_at", "why"},
			[]any{string(data.AppointmentCancelled), store.Instant(died.UpdatedAt), casework.ClientDied, key}); err != nil {
			return err
		}
		for _, column := range []string{"state", "why"} {
			if err := w.wroteByRule(of, key, of.byGroup[of.ofCol[column]]); err != nil {
				return err
			}
		}
		w.touched.kinds[store.ChangedDiary] = true
	}
	return nil
}
