package store

import (
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/google/uuid"

	"waymark/data"
)

// written names a row by the number of its table and its key as change entries
// hold it.
type written struct {
	table int
	key   string
}

// takenBack are the tables whose rows an import may have made, in the order in
// which they can go: first what hangs on others.
var takenBack = []string{"left_over", "client_origin", "response", "contact", "referral", "need", "episode", "client"}

// listTables are the tables of lists to which an import may have added. Such a row stays
// if something else has come to use it.
var listTables = []string{"surgery", "staff", "reason"}

// partsOf are the tables of parts and of what is derived, by the table of their
// records, with the column that names the record.
var partsOf = map[string][][2]string{
	"response": {{"answer", "response_id"}, {"score", "response_id"}},
	"referral": {{"referral_reason", "referral_id"}},
}

// TakeBack removes every row that the transaction of one record made, which is an
// import, and leaves a tombstone for each: the one way beside erasure in which
// records go. It refuses with CodeRefused once one of them was changed or exchanged,
// or something was added about one of the clients. own are tables in which a change since is no
// reason to refuse. What was done
// and undone again, by the records of the same table that undone names, does not
// count either. The record itself stays.
func (t *Tx) TakeBack(table string, id data.ID, undone []data.ID, own ...string) error {
	spec := register[table]
	if err := t.notExchanged(spec.number, id); err != nil {
		return err
	}
	var clock int64
	if err := t.Value(&clock, "SELECT clock FROM change_entry WHERE tbl = ? AND row = ? AND columns = 0", spec.number, KeyOf(id)); err != nil {
		return err
	}
	ignored, err := t.clocksOf(table, undone)
	if err != nil {
		return err
	}
	made, err := t.madeAt(clock, ignored, own)
	if err != nil {
		return err
	}
	if err := t.addedAbout(made); err != nil {
		return err
	}
	for _, name := range takenBack {
		for _, key := range made[name] {
			if err := t.removeWhole(name, key); err != nil {
				return err
			}
		}
	}
	for _, name := range listTables {
		for _, key := range made[name] {
			if err := t.Remove(name, key); err != nil && !isForeignKey(err) {
				return err
			}
		}
	}
	return nil
}

// notExchanged refuses once this PC met others since a record was made, or has it
// from one of them: what someone typed there about these people would go, too.
func (t *Tx) notExchanged(table int, id data.ID) error {
	var met bool
	if err := t.Value(&met, "SELECT EXISTS (SELECT 1 FROM exchange_row WHERE tbl = ? AND row = ?)", table, KeyOf(id)); err != nil {
		return err
	}
	if met {
		return data.NewProblem(data.CodeRefused, "Other PCs of your service may have the records of this import, so it cannot be undone. Correct the records one by one.")
	}
	return nil
}

const changedSince = "One of the records of this import was changed or removed since, so it cannot be undone. Correct the records one by one."

// madeAt lists the keys of the rows that were new at a clock, by table. It refuses
// if one of them was changed later.
func (t *Tx) madeAt(clock int64, ignored map[int64]bool, own []string) (map[string][]string, error) {
	names := map[int]string{}
	for name, spec := range register {
		if spec.kind == records {
			names[spec.number] = name
		}
	}
	made, there := map[string][]string{}, map[written]bool{}
	type entry struct {
		written
		columns, clock int64
		raw            any
	}
	err := Each(t.Ctx, t, func(e *entry) []any { return []any{&e.table, &e.raw, &e.columns, &e.clock} }, func(e *entry) error {
		e.key = keyText(e.raw)
		name := names[e.table]
		switch {
		case e.clock == clock && e.columns == 0:
			there[e.written] = true
			made[name] = append(made[name], e.key)
		case e.clock > clock && there[e.written] && !ignored[e.clock] && !slices.Contains(own, name):
			return data.NewProblem(data.CodeRefused, changedSince)
		}
		return nil
	}, "SELECT tbl, row, columns, clock FROM change_entry WHERE clock >= ? ORDER BY seq", clock)
	if err != nil {
		return nil, err
	}
	err = Each(t.Ctx, t, func(e *entry) []any { return []any{&e.table, &e.raw} }, func(e *entry) error {
		e.key = keyText(e.raw)
		if there[e.written] {
			return data.NewProblem(data.CodeRefused, changedSince)
		}
		return nil
	}, "SELECT tbl, row FROM tombstone WHERE clock > ?", clock)
	return made, err
}

// clocksOf returns the clocks of the transactions that made or changed records.
func (t *Tx) clocksOf(table string, ids []data.ID) (map[int64]bool, error) {
	clocks := map[int64]bool{}
	for _, id := range ids {
		list, err := Collect(t.Ctx, t, func(clock *int64) []any { return []any{clock} },
			"SELECT clock FROM change_entry WHERE tbl = ? AND row = ?", register[table].number, KeyOf(id))
		if err != nil {
			return nil, err
		}
		for _, clock := range list {
			clocks[clock] = true
		}
	}
	return clocks, nil
}

// keyText is the key of a change entry as the row has it.
func keyText(key any) string {
	if b, ok := key.([]byte); ok {
		if id, err := uuid.FromBytes(b); err == nil {
			return id.String()
		}
	}
	return fmt.Sprint(key)
}

var anyID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// addedAbout refuses if a client who would go has a record that is not among those
// that go, or a form about them is half filled.
func (t *Tx) addedAbout(made map[string][]string) error {
	goes := map[string]bool{}
	for _, name := range takenBack {
		for _, key := range made[name] {
			goes[key] = true
		}
	}
	clients := map[string]bool{}
	for _, key := range made["client"] {
		clients[key] = true
	}
	refuse := func() error {
		return data.NewProblem(data.CodeRefused, "Something was recorded about one of these clients since the import, so it cannot be undone. Correct the records one by one.")
	}
	tables, err := Collect(t.Ctx, t, func(name *string) []any { return []any{name} },
		`SELECT s.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c WHERE s.type = 'table' AND c.name = 'client_id' ORDER BY s.name`)
	if err != nil {
		return err
	}
	type row struct{ id, client string }
	for _, table := range tables {
		if register[table].kind != records || !slices.Equal(register[table].key, byID) {
			continue
		}
		if err := Each(t.Ctx, t, func(r *row) []any { return []any{&r.id, OrNull(&r.client)} }, func(r *row) error {
			if clients[r.client] && !goes[r.id] {
				return refuse()
			}
			return nil
		}, "SELECT id, client_id FROM "+table); err != nil { // table is our own
			return err
		}
	}
	return Each(t.Ctx, t, func(key *string) []any { return []any{key} }, func(key *string) error {
		for _, id := range anyID.FindAllString(*key, -1) {
			if goes[id] {
				return data.NewProblem(data.CodeRefused, "A form about one of these clients is half filled. Save or discard it first, then undo the import.")
			}
		}
		return nil
	}, "SELECT key FROM draft")
}

// removeWhole removes a record with its parts and with what is derived from it.
func (t *Tx) removeWhole(name, key string) error {
	for _, part := range partsOf[name] {
		if register[part[0]].kind == derived {
			if err := t.Derive("DELETE FROM "+part[0]+" WHERE "+part[1]+" = ?", key); err != nil { // names are our own
				return err
			}
			continue
		}
		if err := t.SetParts(part[0], key, nil); err != nil {
			return err
		}
	}
	err := t.Remove(name, key)
	if errors.Is(err, sql.ErrNoRows) || isForeignKey(err) {
		return data.NewProblem(data.CodeRefused, changedSince)
	}
	return err
}

// DropBefore forgets what columns held before an import.
func (t *Tx) DropBefore(id data.ID) error {
	return t.Derive("DELETE FROM import_before WHERE import_id = ?", id)
}

// NoteBefore remembers what columns of a row held before an import changed them.
func (t *Tx) NoteBefore(id data.ID, table string, row, client data.ID, body string) error {
	return t.Derive("INSERT OR IGNORE INTO import_before (import_id, tbl, id, client_id, body) VALUES (?, ?, ?, ?, ?)", id, table, row, client, body)
}

// ChangedSince refuses with CodeRefused if one of n rows, which row names, was
// changed after the transaction that made a record, and not by one of undone.
func (t *Tx) ChangedSince(table string, id data.ID, undone []data.ID, n int, row func(int) (string, data.ID)) error {
	var clock int64
	if err := t.Value(&clock, "SELECT clock FROM change_entry WHERE tbl = ? AND row = ? AND columns = 0", register[table].number, KeyOf(id)); err != nil {
		return err
	}
	ignored, err := t.clocksOf(table, undone)
	if err != nil {
		return err
	}
	looked := map[written]bool{}
	for i := range n {
		name, key := row(i)
		looked[written{register[name].number, string(key)}] = true
	}
	type entry struct {
		table int
		raw   any
		clock int64
	}
	return Each(t.Ctx, t, func(e *entry) []any { return []any{&e.table, &e.raw, &e.clock} }, func(e *entry) error {
		if looked[written{e.table, keyText(e.raw)}] && !ignored[e.clock] {
			return data.NewProblem(data.CodeRefused, changedSince)
		}
		return nil
	}, "SELECT tbl, row, clock FROM change_entry WHERE clock > ? UNION ALL SELECT tbl, row, clock FROM tombstone WHERE clock > ?", clock, clock)
}
