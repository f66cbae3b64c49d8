// Package rights keeps what people ask under their rights over what is held about
// them, makes the copy of it that they may have, and says whose record may only be
// kept.
package rights

import (
	"cmp"
	"context"
	"slices"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/rule"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// Rights are the requests as one session sees them.
type Rights struct {
	db       *store.Door
	consents *store.Door // to what whoever works with a client may do
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Rights {
	return &Rights{db: db.For(session, access.Rights), consents: db.For(session, access.Consents)}
}

// RequestColumns select a whole request, r, for ScanRequest.
const RequestColumns = `r.id, r.client_id, r.kind, r.asked_on, r.asked_how, r.asked, r.identity_asked_on, r.identity_on, r.clarify_on, r.clarified_on,
	r.extended_on, r.extended_why, r.state, r.closed_on, r.outcome, r.handed_how, r.was, r.now, r.told, r.restricts, r.lifted_on, r.lifted_why, r.told_on,
	r.created_at, r.created_by, r.updated_at, r.updated_by`

// ScanRequest returns where RequestColumns go.
func ScanRequest(r *data.RightsRequest) []any {
	return append([]any{&r.ID, &r.ClientID, &r.Kind, &r.AskedOn, &r.AskedHow, &r.Asked, &r.IdentityAskedOn, &r.IdentityOn, &r.ClarifyOn, &r.ClarifiedOn,
		&r.ExtendedOn, &r.ExtendedWhy, &r.State, &r.ClosedOn, &r.Outcome, &r.HandedHow, &r.Was, &r.Now, &r.Told, &r.Restricts, &r.LiftedOn, &r.LiftedWhy, &r.ToldOn},
		store.StampDest(&r.Stamp)...)
}

// Open lists the requests that are not answered yet and the restrictions that
// stand, the first due first; those whose clock is stopped come last.
func (s *Rights) Open(ctx context.Context) ([]data.RightsRow, error) {
	return s.rows(ctx, "(r.state = 'open' OR r.restricts = 1 AND r.lifted_on IS NULL)")
}

// Of lists every request of a client: those that are open, then the latest first.
func (s *Rights) Of(ctx context.Context, client data.ID) ([]data.RightsRow, error) {
	list, err := s.rows(ctx, "r.client_id = ?", client)
	slices.SortStableFunc(list, func(a, b data.RightsRow) int {
		return cmp.Or(cmp.Compare(closed(a.State), closed(b.State)), b.AskedOn.Compare(a.AskedOn), cmp.Compare(b.ID, a.ID))
	})
	return list, err
}

func closed(s data.RightsState) int {
	if s == data.RightsOpen {
		return 0
	}
	return 1
}

// Request returns one request; CodeNotFound if there is none.
func (s *Rights) Request(ctx context.Context, id data.ID) (*data.RightsRow, error) {
	list, err := s.rows(ctx, "r.id = ?", id)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, data.NewProblem(data.CodeNotFound, "This request is no longer there. Go back to the list of requests.")
	}
	return &list[0], nil
}

func (s *Rights) rows(ctx context.Context, where string, args ...any) ([]data.RightsRow, error) {
	list, err := store.Collect(ctx, s.db, func(r *data.RightsRow) []any { return append(ScanRequest(&r.RightsRequest), &r.Client) },
		"SELECT "+RequestColumns+", trim(c.given_names || ' ' || c.family_name) FROM rights_request r CROSS JOIN client c ON c.id = r.client_id WHERE "+where+
			" ORDER BY r.asked_on, r.id", args...) // where is our own
	if err != nil {
		return nil, err
	}
	holidays, err := lists.HolidayList(ctx, s.db)
	if err != nil {
		return nil, err
	}
	known := data.NewHolidays(holidays)
	for i := range list {
		list[i].Due = rule.RightsDue(&list[i].RightsRequest, known)
	}
	slices.SortStableFunc(list, func(a, b data.RightsRow) int {
		return cmp.Or(cmp.Compare(closed(a.State), closed(b.State)), cmp.Compare(stopped(a.Due), stopped(b.Due)), a.Due.On.Compare(b.Due.On))
	})
	return list, nil
}

func stopped(d data.RightsDue) int {
	if d.On.IsZero() {
		return 1
	}
	return 0
}

// Due lists the open requests of which Today reminds: those that are due within
// rule.RightsRemind days or are overdue, and those whose clock is stopped.
func (s *Rights) Due(ctx context.Context, today data.Date) ([]data.RightsRow, error) {
	list, err := s.rows(ctx, "r.state = 'open'")
	return slices.DeleteFunc(list, func(r data.RightsRow) bool { return r.Due.On.After(today.AddDays(rule.RightsRemind)) }), err
}

// Save adds a request or changes one. A longer time has to be told while the
// request is not due yet. A request that is refused or dropped restricts nothing
// from that day on.
func (s *Rights) Save(ctx context.Context, r *data.RightsRequest) error {
	if r.State == "" {
		r.State = data.RightsOpen
	}
	if r.Stands() && (r.State == data.RightsRefused || r.State == data.RightsDropped) {
		// The person is told that with the answer itself.
		r.LiftedOn, r.ToldOn, r.LiftedWhy = r.ClosedOn, r.ClosedOn, r.State.Label()
	}
	if err := r.Validate(s.db.Today()); err != nil {
		return err
	}
	if err := s.inTime(ctx, r); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedClient, &r.ClientID, func(t *store.Tx) error { return saveRequest(t, r) })
}

// inTime refuses an extension that came after the request was due.
func (s *Rights) inTime(ctx context.Context, r *data.RightsRequest) error {
	if r.ExtendedOn.IsZero() {
		return nil
	}
	holidays, err := lists.HolidayList(ctx, s.db)
	if err != nil {
		return err
	}
	if by := rule.RightsExtendBy(r, data.NewHolidays(holidays)); !by.IsZero() && r.ExtendedOn.After(by) {
		return data.FieldErrors{{Field: "ExtendedOn", Sentence: "They have to be told by " + by.Long() + ", when the request was due. Answer it now."}}
	}
	return nil
}

func saveRequest(t *store.Tx, r *data.RightsRequest) error {
	return t.Save("rights_request", &r.ID, &r.Stamp, r.ClientID, []store.Field{
		{"client_id", r.ClientID}, {"kind", r.Kind}, {"asked_on", r.AskedOn}, {"asked_how", r.AskedHow}, {"asked", r.Asked},
		{"identity_asked_on", r.IdentityAskedOn}, {"identity_on", r.IdentityOn}, {"clarify_on", r.ClarifyOn}, {"clarified_on", r.ClarifiedOn},
		{"extended_on", r.ExtendedOn}, {"extended_why", r.ExtendedWhy}, {"state", r.State}, {"closed_on", r.ClosedOn}, {"outcome", r.Outcome},
		{"handed_how", r.HandedHow}, {"was", r.Was}, {"now", r.Now}, {"told", r.Told}, {"restricts", r.Restricts},
		{"lifted_on", r.LiftedOn}, {"lifted_why", r.LiftedWhy}, {"told_on", r.ToldOn},
	})
}

// Standing returns why and since when records may only be kept, by client: of all
// whom the session may see.
func (s *Rights) Standing(ctx context.Context) (map[data.ID]data.Standing, error) {
	return store.Standing(ctx, s.consents)
}
