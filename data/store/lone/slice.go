// Package lone keeps the lone-working cards: who is out, when they are expected
// back, and who was rung when they were not.
package lone

import (
	"context"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/rule"
	"waymark/data/store"
)

// Lone is the lone working that one session sees.
type Lone struct {
	db *store.Door // who is out, which everyone sees
	// cards is the door to cards before anyone is out, for those who make visits.
	cards *store.Door
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Lone {
	return &Lone{db: db.For(session, access.Lone), cards: db.For(session, access.Visits)}
}

// Settings reads what the service has decided about lone working.
func (s *Lone) Settings(ctx context.Context) (data.LoneSettings, error) {
	values := map[string]string{}
	err := store.Each(ctx, s.db, func(r *[2]string) []any { return []any{&r[0], &r[1]} }, func(r *[2]string) error {
		values[r[0]] = r[1]
		return nil
	}, "SELECT key, value FROM setting WHERE key BETWEEN 'lone_' AND 'lone_~'")
	return data.ReadLoneSettings(func(key string) string { return values[key] }), err
}

const columns = `k.id, k.client_id, k.visit_id, k.staff_id, coalesce((SELECT st.name FROM staff st WHERE st.id = k.staff_id), ''), k.place, k.access,
	k.hazards, k.phone, k.going_with, k.with_phone, k.buddy, k.buddy_phone, k.due_at, k.out_at, k.back_at, k.back_by,
	k.created_at, k.created_by, k.updated_at, k.updated_by`

func scan(c *data.LoneCard) []any {
	return append([]any{&c.ID, &c.ClientID, &c.VisitID, store.OrNull(&c.StaffID), &c.Staff, &c.Place, &c.Access, &c.Hazards, &c.Phone, &c.With,
		&c.WithTel, &c.Buddy, &c.BuddyTel, store.AtOrNever(&c.DueAt), store.AtOrNever(&c.OutAt), store.AtOrNever(&c.BackAt), &c.BackBy}, store.StampDest(&c.Stamp)...)
}

// Card returns the card of a visit. If there is none yet, it is a new one (empty
// ID) with what is known filled in.
func (s *Lone) Card(ctx context.Context, visit data.ID) (*data.LoneCard, error) {
	c, err := store.One(ctx, s.cards, scan, "SELECT "+columns+" FROM lone_card k WHERE k.visit_id = ? ORDER BY k.id DESC LIMIT 1", visit)
	switch {
	case data.CodeOf(err) == data.CodeNotFound:
		return s.propose(ctx, visit)
	case err != nil:
		return nil, err
	}
	c.Calls, err = s.calls(ctx, c.ID)
	return c, err
}

// propose fills a new card in from the visit, the last card of whoever goes and
// the settings.
func (s *Lone) propose(ctx context.Context, visit data.ID) (*data.LoneCard, error) {
	var v data.Visit
	var home data.Client
	c := &data.LoneCard{VisitID: visit}
	if err := s.cards.QueryRowContext(ctx, `SELECT v.client_id, st.id, coalesce(st.name, ''), coalesce(a.on_day, v.on_day), coalesce(a.at, v.at),
		coalesce(a.minutes, v.minutes), v.address, v.postcode,
		v.access, v.hazards, c.address, c.town, c.postcode, c.alert
		FROM visit v JOIN client c ON c.id = v.client_id LEFT JOIN appointment a ON a.id = v.appointment_id AND a.removed_at IS NULL
		LEFT JOIN staff st ON st.id = coalesce(a.staff_id, v.staff_id) WHERE v.id = ? AND v.removed_at IS NULL`, visit).
		Scan(&c.ClientID, store.OrNull(&c.StaffID), &c.Staff, &v.On, &v.At, &v.Minutes, &v.Address, &v.Postcode, &c.Access, &v.Hazards,
			&home.Address, &home.Town, &home.Postcode, &home.Alert); err != nil {
		return nil, store.Problem(err)
	}
	c.Place = (&data.VisitRecord{Visit: v, Client: home}).Where()
	flags, err := store.Collect(ctx, s.cards, func(kind *string) []any { return []any{kind} },
		"SELECT DISTINCT k.name FROM flag g JOIN flag_kind k ON k.id = g.kind_id WHERE g.client_id = ? AND g.lifted_on IS NULL ORDER BY k.position, k.name", c.ClientID)
	if err != nil {
		return nil, err
	}
	c.Hazards = strings.Join(nonEmpty(append(flags, home.Alert, v.Hazards)...), ", ")
	set, err := s.Settings(ctx)
	if err != nil {
		return nil, err
	}
	c.Buddy, c.BuddyTel = set.Buddy, set.BuddyTel
	before, err := store.One(ctx, s.db, scan, "SELECT "+columns+" FROM lone_card k WHERE k.staff_id = ? ORDER BY k.created_at DESC LIMIT 1", c.StaffID)
	switch {
	case data.CodeOf(err) == data.CodeNotFound:
	case err != nil:
		return nil, err
	default:
		c.Phone = before.Phone
		if c.Buddy == "" {
			c.Buddy, c.BuddyTel = before.Buddy, before.BuddyTel
		}
	}
	if v.Minutes == 0 {
		v.Minutes = set.Minutes
	}
	c.DueAt = dueBack(&v, s.db.Local())
	return c, nil
}

func nonEmpty(words ...string) []string {
	var list []string
	for _, w := range words {
		if w != "" {
			list = append(list, w)
		}
	}
	return list
}

// dueBack is when a visit should be over, to the next quarter of an hour: from
// its hour if that is still to come, else from now.
func dueBack(v *data.Visit, now time.Time) time.Time {
	begins := now
	if at, err := time.ParseInLocation("2006-01-02 15:04", v.On.String()+" "+v.At, now.Location()); err == nil && at.After(now) {
		begins = at
	}
	const quarter = 15 * time.Minute
	due := begins.Add(time.Duration(v.Minutes) * time.Minute)
	if over := time.Duration(due.Minute()%15)*time.Minute + time.Duration(due.Second())*time.Second + time.Duration(due.Nanosecond()); over > 0 {
		due = due.Add(quarter - over)
	}
	return due
}

// Save keeps a card (empty ID: a new one) as long as its owner is not out.
func (s *Lone) Save(ctx context.Context, c *data.LoneCard) error {
	if err := c.Validate(); err != nil {
		return err
	}
	return write(ctx, s.cards, func(t *store.Tx) error {
		if c.StaffID == "" {
			c.StaffID = t.Actor
		}
		return save(t, c)
	})
}

func save(t *store.Tx, c *data.LoneCard) error {
	return t.Save("lone_card", &c.ID, &c.Stamp, c.ClientID, []store.Field{
		{"client_id", c.ClientID}, {"visit_id", c.VisitID}, {"staff_id", store.Ref(c.StaffID)}, {"place", c.Place}, {"access", c.Access},
		{"hazards", c.Hazards}, {"phone", c.Phone}, {"going_with", c.With}, {"with_phone", c.WithTel}, {"buddy", c.Buddy},
		{"buddy_phone", c.BuddyTel}, {"due_at", store.InstantOrNever(c.DueAt)}, {"out_at", store.InstantOrNever(c.OutAt)}, {"back_at", store.InstantOrNever(c.BackAt)}, {"back_by", c.BackBy},
	})
}

// GoOut keeps a card and notes that its owner is out from now. One that does not
// say where, when and who is to miss them is refused, as FieldErrors.
func (s *Lone) GoOut(ctx context.Context, c *data.LoneCard) error {
	if err := c.Validate(); err != nil {
		return err
	}
	return write(ctx, s.cards, func(t *store.Tx) error {
		if err := c.MayGo(t.Now); err != nil {
			return err
		}
		if c.StaffID == "" {
			c.StaffID = t.Actor
		}
		c.OutAt, c.BackAt, c.BackBy = t.Now, time.Time{}, ""
		return save(t, c)
	})
}

// Back notes that someone is back, which ends an alarm. A card whose owner is
// not out is left as it is.
func (s *Lone) Back(ctx context.Context, card data.ID) error {
	return s.change(ctx, card, func(t *store.Tx, c *data.LoneCard) error {
		c.BackAt, c.BackBy = t.Now, t.Actor
		return save(t, c)
	})
}

// Later moves the time by which someone who is out is expected back.
func (s *Lone) Later(ctx context.Context, card data.ID, due time.Time) error {
	return s.change(ctx, card, func(t *store.Tx, c *data.LoneCard) error {
		c.DueAt = due
		return save(t, c)
	})
}

// Rung notes that someone was rung because a person is not back. If they were
// reached and are safe, the alarm is quiet for rule.SafeFor.
func (s *Lone) Rung(ctx context.Context, card data.ID, whom string, result data.CallResult) error {
	return s.change(ctx, card, func(t *store.Tx, c *data.LoneCard) error {
		call := data.LoneCall{CardID: card, Whom: whom, Result: result, At: t.Now}
		if err := t.Insert("lone_call", &call.ID, &call.Stamp, c.ClientID, []store.Field{
			{"card_id", card}, {"client_id", c.ClientID}, {"whom", whom}, {"result", result}, {"rung_at", store.Instant(t.Now)},
		}); err != nil || result != data.CallSafe {
			return err
		}
		c.DueAt = t.Now.Add(rule.SafeFor)
		return save(t, c)
	})
}

// Out returns the cards of everyone who is out, who is expected back first first,
// with the calls that were made. Whose home they went to and what is known of it is
// left out for who does not see every client, until they are overdue: then anyone may
// have to act on it.
func (s *Lone) Out(ctx context.Context) ([]data.LoneCard, error) {
	list, err := store.Collect(ctx, s.db, scan, "SELECT "+columns+" FROM lone_card k WHERE k.out_at <> '' AND k.back_at = '' ORDER BY k.due_at, k.id LIMIT 100")
	for i := range list {
		if err == nil {
			list[i].Calls, err = s.calls(ctx, list[i].ID)
		}
		if c := &list[i]; (s.db.MayNot(access.Visits, access.Read) || s.db.Narrowed() && c.StaffID != s.db.Actor()) && !rule.Overdue(c, s.db.Local()) {
			c.ClientID, c.VisitID, c.Place, c.Access, c.Hazards = "", "", "", "", ""
		}
	}
	return list, err
}

func (s *Lone) calls(ctx context.Context, card data.ID) ([]data.LoneCall, error) {
	return store.Collect(ctx, s.db, func(c *data.LoneCall) []any {
		return append([]any{&c.ID, &c.CardID, &c.Whom, &c.Result, store.AtOrNever(&c.At)}, store.StampDest(&c.Stamp)...)
	}, "SELECT id, card_id, whom, result, rung_at, "+store.StampColumns+" FROM lone_call WHERE card_id = ? ORDER BY rung_at, id", card)
}

func write(ctx context.Context, db *store.Door, fn func(*store.Tx) error) error {
	return db.Write(ctx, store.Change{Kind: store.ChangedLone}, fn)
}

// change runs fn on the card of someone who is out.
func (s *Lone) change(ctx context.Context, card data.ID, fn func(*store.Tx, *data.LoneCard) error) error {
	return write(ctx, s.db, func(t *store.Tx) error {
		c, err := store.One(t.Ctx, t, scan, "SELECT "+columns+" FROM lone_card k WHERE k.id = ?", card)
		if err != nil || !c.Out() {
			return err
		}
		return fn(t, c)
	})
}
