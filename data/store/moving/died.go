package moving

import (
	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// endsWithDeath does for someone who was here, and of whom the list says that they died,
// what closing an episode by hand does: nothing is booked, to be done or to be told any
// more. Whoever died has no support that goes on, so an episode that was open is closed.
func (w *work) endsWithDeath() error {
	if !w.died || !w.known {
		return nil
	}
	t := w.i.t
	booked, died, err := casework.BookedWithDead(t, w.client)
	switch {
	case err != nil:
		return err
	case died == nil:
		w.leaveDeath("The list says that they died, and support here began after that day. Find out which is right.")
		return nil
	}
	open, err := store.Collect(t.Ctx, t, casework.ScanEpisode, "SELECT "+casework.EpisodeColumns+" FROM episode WHERE client_id = ? AND status <> 'closed'", w.client)
	if err != nil {
		return err
	}
	for n := range open {
		closed := open[n]
		closed.Status, closed.PausedOn, closed.ClosedOn, closed.CloseReason = data.EpisodeClosed, data.Date{}, died.ClosedOn, data.CloseDied
		if err := w.close(&open[n], &closed); err != nil {
			return err
		}
	}
	w.leaveDeath("The list says that they died. What was booked or still to be done for them was cancelled. Check it before anyone rings.")
	return w.cancel(booked)
}

func (w *work) leaveDeath(why string) {
	w.left = append(w.left, data.LeftOver{At: w.p.At, Column: "Closed", Text: "Died", Why: why})
}

// cancel cancels what is booked with someone who died. It is told of as if it was done by
// hand: when, and with a row in the audit trail for each.
func (w *work) cancel(booked []data.Appointment) error {
	t := w.i.t
	for n := range booked {
		if err := w.i.noteRows(w.client, "appointment", []string{"state", "state_at", "why"}, "id = ?", booked[n].ID); err != nil {
			return err
		}
	}
	if err := w.i.noteRows(w.client, "to_tell", []string{"removed_at"}, "client_id = ? AND told_at IS NULL AND removed_at IS NULL", w.client); err != nil {
		return err
	}
	t.Quiet = false
	defer func() { t.Quiet = true }()
	return casework.CancelForDeath(t, w.client, booked)
}

// bookedAgain notes that an appointment stands again, once the import that cancelled it
// was undone.
func bookedAgain(t *store.Tx, id data.ID) error {
	a, err := casework.Appointment(t.Ctx, t, id)
	if err != nil {
		return err
	}
	return casework.AddAppointmentState(t, a, "The import was undone")
}
