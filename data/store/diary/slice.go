// Package diary keeps clinics, who is away, and appointments: what is booked,
// what is free, and what collides. Sessions are worked out by package diary of
// data and are never stored; only what was changed about one is.
package diary

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// Diary is the diary of a service as one session sees it.
type Diary struct {
	db *store.Door
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Diary {
	return Through(db.For(session, access.Diary))
}

// Through opens the diary through the door of another area, whose permission then
// decides.
func Through(door *store.Door) *Diary { return &Diary{db: door} }

// write runs fn in one transaction and says that the diary changed.
func (s *Diary) write(ctx context.Context, fn func(*store.Tx) error) error {
	return s.db.Write(ctx, store.Change{Kind: store.ChangedDiary}, fn)
}

// writeAbout is a write that changes an appointment of a client, and with it
// perhaps the contact that came of it.
func (s *Diary) writeAbout(ctx context.Context, client *data.ID, fn func(*store.Tx) error) error {
	return s.db.WriteAbout(ctx, store.ChangedDiary, client, fn)
}

// guarded reports whether this session may not read records, and so reads back
// only notes that were typed by someone like it.
func (s *Diary) guarded() bool { return s.db.MayNot(access.Casework, access.Read) }

// hide takes out of rows what a surgery may not read.
func (s *Diary) hide(rows []data.AppointmentRow) {
	if !s.guarded() {
		return
	}
	for i := range rows {
		if !rows[i].BySurgery {
			rows[i].Note = ""
		}
	}
}

// holidays reads the bank holidays that hold for this service.
func holidays(ctx context.Context, q store.Querier) (*data.Holidays, error) {
	list, err := lists.HolidayList(ctx, q)
	if err != nil {
		return nil, err
	}
	return data.NewHolidays(list), nil
}

// byID is the first of a list that has an ID, nil if none has.
func byID[T any](list []T, id data.ID, of func(*T) data.ID) *T {
	i := slices.IndexFunc(list, func(v T) bool { return of(&v) == id })
	if i < 0 {
		return nil
	}
	return &list[i]
}
