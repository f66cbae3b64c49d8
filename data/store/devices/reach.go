package devices

import (
	"context"
	"database/sql"
	"errors"

	"waymark/data"
	"waymark/data/exchange/member"
	"waymark/data/store"
)

// Reach says how far something has come that was saved on this PC.
type Reach struct {
	// Sent says that it is in the store.
	Sent bool
	// Have is how many of the other PCs are known to have it, of Others that hold
	// clients. A PC says what it has when it next leaves something in the store.
	Have, Others int
}

// Reached says how far the latest change of a row has come that was made on this PC.
// An empty id is a row that is not saved yet.
func (k *Keeper) Reached(ctx context.Context, table string, id data.ID) (reach Reach, err error) {
	err = k.db.Look(ctx, func(t *store.Tx) error {
		s, err := stateOf(t)
		if err != nil || s.Identity == nil {
			return err
		}
		clock, err := ownClock(t, table, id)
		if err != nil {
			return err
		}
		number, known := int64(0), id != ""
		for _, own := range s.Own { // in their order; what was removed every PC has
			if own.Before < clock {
				number, known = own.Number, own.Written
			}
		}
		reach.Sent = known && clock <= s.Cursor
		for _, d := range logOf(s).State().Devices {
			if d.ID == s.Identity.ID() || !d.Active() || d.Kind() != member.ForCasework {
				continue
			}
			reach.Others++
			if o := s.Others[d.ID]; reach.Sent && o != nil && o.Confirmed >= number {
				reach.Have++
			}
		}
		return nil
	})
	return reach, err
}

// ownClock is the clock of the latest change of a row that was made here: what is in
// the log since the last meeting, or what the meeting knew.
func ownClock(t *store.Tx, table string, id data.ID) (clock int64, err error) {
	err = t.Value(&clock, `SELECT max(coalesce((SELECT mine FROM exchange_row WHERE tbl = ?1 AND row = ?2), 0),
		coalesce((SELECT max(clock) FROM change_entry WHERE tbl = ?1 AND row = ?2 AND seq > (SELECT entries FROM exchange_state)), 0))`,
		store.Tables()[table].Number, store.KeyOf(id))
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return clock, err
}
