// Package moving brings people in from lists: who of them is here already, all or
// nothing in one transaction, an update by a newer list, and one undo. What a list
// says and could not be read waits here until someone has worked it through.
//
// Consent is never taken from a list.
package moving

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/fold"
	"waymark/data/store"
)

// Moving is the import of people, as one session sees it.
type Moving struct {
	db   *store.Door // whole records at once
	work *store.Door // what is left to work through, for whoever does the casework
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Moving {
	return &Moving{db: db.For(session, access.Bulk), work: db.For(session, access.Casework)}
}

// Options says how people of a list are brought in.
type Options struct {
	// Source is the name under which a newer list updates these people.
	Source string
	// Twins has what was decided about people who may be one, by the key of the
	// pair; "*" stands for all others.
	Twins map[string]data.TwinAnswer
	// Told is called with how many people are done; nil: no one is told.
	Told func(done int)
	// Compared is called with how many people were compared with those who are here,
	// which comes first; nil: no one is told.
	Compared func(done int)
}

// Input is what a list comes to; see package people.
type Input struct {
	People []*data.ListPerson
	Rows   []data.ListRow
	Left   []data.LeftOver
}

// Plan is what an import would do.
type Plan struct {
	Source string
	// Twins are the first of the pairs of people who may be one that no one has
	// decided: the others follow once these are.
	Twins     []data.Twin
	Undecided int // all pairs that no one has decided
	Decided   int // and that someone has
	New       int
	Known     int // people who are here already
	Later     int
	Asked     int // people who may be someone else, of which no one has decided
	// Outcomes says what becomes of each person, in their order.
	Outcomes []data.ListOutcome

	steps []step
}

// Plan finds out who of a list is here already and who stands in it twice.
// Nothing is written.
func (m *Moving) Plan(ctx context.Context, people []*data.ListPerson, o Options) (plan *Plan, err error) {
	err = m.db.Look(ctx, func(t *store.Tx) error {
		plan, err = makePlan(t, people, o)
		return err
	})
	return plan, err
}

// SourceOf recognises the list that people came from before, by references under
// the same names; "" if there is none.
func (m *Moving) SourceOf(ctx context.Context, people []*data.ListPerson) (string, error) {
	const sample, few = 500, 3
	byRef := map[string]string{}
	for _, p := range people[:min(len(people), sample)] {
		byRef[reference(p)] = fold.Text(p.Client.Name())
	}
	type origin struct{ source, reference, given, family string }
	hits := map[string]int{}
	err := store.Each(ctx, m.db, func(o *origin) []any { return []any{&o.source, &o.reference, &o.given, &o.family} }, func(o *origin) error {
		if name, ok := byRef[o.reference]; ok && name == fold.Text(o.given+" "+o.family) {
			hits[o.source]++
		}
		return nil
	}, "SELECT o.source, o.reference, c.given_names, c.family_name FROM client_origin o JOIN client c ON c.id = o.client_id")
	best := ""
	for source, n := range hits {
		if n >= min(few, len(byRef)) && (best == "" || n > hits[best] || n == hits[best] && source < best) {
			best = source
		}
	}
	return best, err
}

// Imports lists the imports of people, the latest first.
func (m *Moving) Imports(ctx context.Context) ([]data.ClientImport, error) {
	return store.Collect(ctx, m.db, func(i *data.ClientImport) []any {
		return []any{&i.ID, &i.Source, &i.On, &i.By, &i.New, &i.Changed, &i.Left, &i.Undone}
	}, `SELECT i.id, i.source, substr(i.created_at, 1, 10), coalesce(s.name, ''), i.added, i.changed,
		(SELECT count(*) FROM left_over l WHERE l.import_id = i.id AND l.settled_at IS NULL), i.undone_at IS NOT NULL
		FROM client_import i LEFT JOIN staff s ON s.id = i.created_by WHERE i.kind = 'people' ORDER BY i.created_at DESC, i.id DESC`)
}

// LeftOvers lists what is still to be worked through, of one import or of all: in the
// order of the lists, at most limit rows, and how many there are.
func (m *Moving) LeftOvers(ctx context.Context, of data.ID, limit int) (rows []data.LeftRow, total int, err error) {
	const where = ` FROM left_over l JOIN client_import i ON i.id = l.import_id LEFT JOIN client c ON c.id = l.client_id
		WHERE l.settled_at IS NULL AND (? = '' OR l.import_id = ?)`
	rows, err = store.Collect(ctx, m.work, func(r *data.LeftRow) []any {
		return []any{&r.ID, &r.ImportID, store.OrNull(&r.ClientID), &r.Client, &r.Source, &r.At.Sheet, &r.At.Row, &r.Column, &r.Text, &r.Why}
	}, `SELECT l.id, l.import_id, l.client_id, coalesce(trim(c.given_names || ' ' || c.family_name), ''), i.source, l.sheet, l.line, l.heading, l.body, l.why`+
		where+" ORDER BY i.created_at DESC, l.import_id, l.sheet, l.line, l.id LIMIT ?", of, of, store.Limit(limit))
	if err != nil || len(rows) < store.Limit(limit) {
		return rows, len(rows), err
	}
	err = m.work.QueryRowContext(ctx, "SELECT count(*)"+where, of, of).Scan(&total)
	return rows, total, store.Problem(err)
}

// Settle takes a row off the list to work through; undone puts it back.
func (m *Moving) Settle(ctx context.Context, id data.ID, undone bool) error {
	var client data.ID
	return m.work.WriteAbout(ctx, store.ChangedClient, &client, func(t *store.Tx) error {
		if err := t.Value(store.OrNull(&client), "SELECT client_id FROM left_over WHERE id = ?", id); err != nil {
			return err
		}
		var at any = store.Instant(t.Now)
		if undone {
			at = nil
		}
		return t.Update("left_over", id, &data.Stamp{}, client, []store.Field{{"settled_at", at}})
	})
}

// Undo takes an import back: its rows go, with a tombstone each, and what it changed
// is as it was. It is refused (CodeRefused) once one of them was changed since.
func (m *Moving) Undo(ctx context.Context, id data.ID) error {
	err := m.db.Write(ctx, store.Change{Kind: store.ChangedClient}, func(t *store.Tx) error {
		var undone, people bool
		if err := t.Values("SELECT undone_at IS NOT NULL, kind = 'people' FROM client_import WHERE id = ?", []any{id}, &undone, &people); err != nil {
			return err
		}
		if !people {
			return data.NewProblem(data.CodeRefused, "An import of answers cannot be undone as a whole. Correct the questionnaires one by one.")
		}
		if undone {
			return data.NewProblem(data.CodeRefused, "This import was undone already.")
		}
		earlier, err := store.Collect(t.Ctx, t, func(id *data.ID) []any { return []any{id} }, "SELECT id FROM client_import WHERE undone_at IS NOT NULL")
		if err != nil {
			return err
		}
		t.Quiet = true
		if err := putBack(t, id, earlier); err != nil {
			return err
		}
		if err := t.TakeBack("client_import", id, earlier, "left_over", "client_origin", "client_import"); err != nil {
			return err
		}
		if err := t.Update("client_import", id, &data.Stamp{}, "", []store.Field{{"undone_at", store.Instant(t.Now)}}); err != nil {
			return err
		}
		t.Quiet = false
		return t.Audit("undo", "client_import", id, "", "")
	})
	if err == nil {
		m.announce()
	}
	return err
}

func (m *Moving) announce() {
	for _, kind := range []store.ChangeKind{store.ChangedLists, store.ChangedContact, store.ChangedResponse} {
		m.db.Announce(store.Change{Kind: kind})
	}
}

// rowKey names a row in the key of a pair.
func rowKey(p data.ListPlace) string {
	if p.Sheet == "" {
		return fmt.Sprint(p.Row)
	}
	return fmt.Sprintf("%s!%d", p.Sheet, p.Row)
}

// Names are those in the lists of the service that a list of people is read with:
// surgeries, reasons and staff who see clients, without those no longer used.
func (m *Moving) Names(ctx context.Context) (surgeries, reasons, staff []string, err error) {
	name := func(s *string) []any { return []any{s} }
	if surgeries, err = store.Collect(ctx, m.db, name, "SELECT name FROM surgery WHERE retired = 0 ORDER BY name_fold"); err != nil {
		return nil, nil, nil, err
	}
	if reasons, err = store.Collect(ctx, m.db, name, "SELECT name FROM reason WHERE retired = 0 ORDER BY position, name_fold"); err != nil {
		return nil, nil, nil, err
	}
	staff, err = store.Collect(ctx, m.db, name, "SELECT name FROM staff WHERE role <> ? ORDER BY name_fold", data.RoleReception)
	return surgeries, reasons, staff, err
}
