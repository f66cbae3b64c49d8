// Package flags keeps the warnings about clients: who set them and why, when they
// are reviewed, and those that were lifted.
package flags

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// Flags are the warnings about clients as one session sees them.
type Flags struct {
	db      *store.Door
	wording *store.Door // to what managers alone change
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Flags {
	return &Flags{db: db.For(session, access.Flags), wording: db.For(session, access.Wording)}
}

const flagColumns = `g.id, g.client_id, g.kind_id, k.name, g.note, g.why, g.set_on, g.set_by, coalesce(s.name, ''), g.review_on,
	g.renewed_on, g.renewed_by, g.lifted_on, g.lifted_by, coalesce(l.name, ''), g.lifted_why,
	g.created_at, g.created_by, g.updated_at, g.updated_by`

const flagFrom = ` FROM flag g CROSS JOIN flag_kind k ON k.id = g.kind_id LEFT JOIN staff s ON s.id = g.set_by LEFT JOIN staff l ON l.id = g.lifted_by `

func scanFlag(f *data.Flag) []any {
	return append([]any{&f.ID, &f.ClientID, &f.KindID, &f.Kind, &f.Note, &f.Why, &f.SetOn, store.OrNull(&f.SetBy), &f.SetByName, &f.ReviewOn,
		&f.RenewedOn, store.OrNull(&f.RenewedBy), &f.LiftedOn, store.OrNull(&f.LiftedBy), &f.LiftedName, &f.LiftedWhy},
		store.StampDest(&f.Stamp)...)
}

// Of returns the flags that count for some clients, by client, in the order of their
// kinds: one query for a whole screen. An alert from before there were flags is
// the last.
func (s *Flags) Of(ctx context.Context, clients ...data.ID) (map[data.ID][]data.Flag, error) {
	by := map[data.ID][]data.Flag{}
	marks, args := strings.TrimSuffix(strings.Repeat("?, ", len(clients)), ", "), make([]any, len(clients))
	for i, id := range clients {
		args[i] = id
	}
	list, err := store.Collect(ctx, s.db, scanFlag, "SELECT "+flagColumns+flagFrom+
		"WHERE g.client_id IN ("+marks+") AND g.lifted_on IS NULL ORDER BY k.position, k.name_fold, g.set_on, g.id", args...)
	if err != nil {
		return nil, err // also for no one: a session that may not read is told so
	}
	alerts, err := store.Collect(ctx, s.db, func(f *data.Flag) []any { return []any{&f.ClientID, &f.Note} },
		"SELECT id, alert FROM client WHERE id IN ("+marks+") AND alert <> ''", args...)
	for _, f := range append(list, alerts...) {
		by[f.ClientID] = append(by[f.ClientID], f)
	}
	return by, err
}

// History lists every flag of a client, those that count first, then the lifted
// ones, the latest first.
func (s *Flags) History(ctx context.Context, client data.ID) ([]data.Flag, error) {
	return store.Collect(ctx, s.db, scanFlag, "SELECT "+flagColumns+flagFrom+
		"WHERE g.client_id = ? ORDER BY g.lifted_on IS NOT NULL, CASE WHEN g.lifted_on IS NULL THEN k.position END, g.lifted_on DESC, g.set_on DESC, g.id DESC", client)
}

// Due lists the flags whose review day has come, the longest overdue first, and
// how many there are; prescriber may be empty for everyone's. No one need review
// those about people who have died.
func (s *Flags) Due(ctx context.Context, today data.Date, prescriber data.ID, limit int) (list []data.FlagDue, total int, err error) {
	list, err = store.Collect(ctx, s.db, func(f *data.FlagDue) []any { return append(scanFlag(&f.Flag), &f.Client, &total) },
		"SELECT "+flagColumns+", trim(c.given_names || ' ' || c.family_name), count(*) OVER ()"+flagFrom+
			"CROSS JOIN client c ON c.id = g.client_id WHERE g.lifted_on IS NULL AND g.review_on <= ? AND (? = '' OR coalesce(c.prescriber_id, '') IN ('', ?)) AND "+casework.Lives("g.client_id")+
			" ORDER BY g.review_on, g.id LIMIT ?", today, prescriber, prescriber, store.Limit(limit))
	return list, total, err
}

// Set adds a flag or changes one. fromAlert takes the client's alert away, which
// it stands for from now on.
func (s *Flags) Set(ctx context.Context, f *data.Flag, fromAlert bool) error {
	if f.SetOn.IsZero() {
		f.SetOn = s.db.Today()
	}
	if err := f.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedClient, &f.ClientID, func(t *store.Tx) error {
		if f.ID == "" && f.SetBy == "" {
			store.AsItWas(t, &f.SetBy)
			f.SetBy = t.Actor
		}
		if err := Save(t, f); err != nil || !fromAlert {
			return err
		}
		c, err := store.One(t.Ctx, t, casework.ScanClient, "SELECT "+casework.ClientColumns+" FROM client WHERE id = ?", f.ClientID)
		if err != nil {
			return err
		}
		c.Alert = ""
		return casework.SaveClient(t, c)
	})
}

// Save writes a flag within a transaction.
func Save(t *store.Tx, f *data.Flag) error {
	return t.Save("flag", &f.ID, &f.Stamp, f.ClientID, []store.Field{
		{"client_id", f.ClientID}, {"kind_id", f.KindID}, {"note", f.Note}, {"why", f.Why}, {"set_on", f.SetOn}, {"set_by", store.Ref(f.SetBy)},
		{"review_on", f.ReviewOn}, {"renewed_on", f.RenewedOn}, {"renewed_by", store.Ref(f.RenewedBy)},
		{"lifted_on", f.LiftedOn}, {"lifted_by", store.Ref(f.LiftedBy)}, {"lifted_why", f.LiftedWhy},
	})
}

// Renew says that a flag still holds, until another review.
func (s *Flags) Renew(ctx context.Context, id data.ID, review data.Date) error {
	return s.change(ctx, id, func(t *store.Tx, f *data.Flag) error {
		f.ReviewOn, f.RenewedOn, f.RenewedBy = review, t.Today(), t.Actor
		return f.Validate(t.Today())
	})
}

// Lift says that a flag holds no more, and why. It stays as history.
func (s *Flags) Lift(ctx context.Context, id data.ID, why string) error {
	if data.Tidy(why) == "" {
		return data.FieldErrors{{Field: "LiftedWhy", Sentence: "Enter why you are removing it, for example “the dog has gone”"}}
	}
	return s.change(ctx, id, func(t *store.Tx, f *data.Flag) error {
		f.LiftedOn, f.LiftedBy, f.LiftedWhy = t.Today(), t.Actor, why
		return f.Validate(t.Today())
	})
}

// change changes a flag that was not lifted yet.
func (s *Flags) change(ctx context.Context, id data.ID, do func(*store.Tx, *data.Flag) error) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedClient, &client, func(t *store.Tx) error {
		f, err := store.One(t.Ctx, t, scanFlag, "SELECT "+flagColumns+flagFrom+"WHERE g.id = ?", id)
		if err != nil {
			return err
		}
		if f.Lifted() {
			return data.NewProblem(data.CodeConflict, "This flag was already removed on "+f.LiftedOn.Short()+". If it is needed again, add a new one.")
		}
		if err := do(t, f); err != nil {
			return err
		}
		client = f.ClientID
		return Save(t, f)
	})
}

// Kinds lists the kinds of flag in their order; withRetired also those no longer
// used.
func (s *Flags) Kinds(ctx context.Context, withRetired bool) ([]data.FlagKind, error) {
	return store.Collect(ctx, s.db, func(k *data.FlagKind) []any {
		return append([]any{&k.ID, &k.Name, &k.Position, &k.Retired}, store.StampDest(&k.Stamp)...)
	}, "SELECT id, name, position, retired, "+store.StampColumns+" FROM flag_kind WHERE retired = 0 OR ? ORDER BY position, name_fold", withRetired)
}

// SaveKind adds or changes a kind of flag; a new one without a Position goes to
// the end. A second of the same name is refused.
func (s *Flags) SaveKind(ctx context.Context, k *data.FlagKind) error {
	if err := k.Validate(); err != nil {
		return err
	}
	return s.wording.Write(ctx, store.Change{Kind: store.ChangedLists}, func(t *store.Tx) error {
		if k.Position == 0 {
			if err := t.Value(&k.Position, "SELECT coalesce(max(position), 0) + 1 FROM flag_kind"); err != nil {
				return err
			}
		}
		err := t.Save("flag_kind", &k.ID, &k.Stamp, "", []store.Field{
			{"name", k.Name}, {"name_fold", fold.Text(k.Name)}, {"position", k.Position}, {"retired", k.Retired},
		})
		if store.NotUnique(err) {
			return data.FieldErrors{{Field: "Name", Sentence: "There is a kind of this name already, perhaps among the retired ones. Use that, or another name."}}
		}
		return err
	})
}
