package exchange

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data/store"
)

// A database may have hundreds of thousands of rows when it becomes one of a service,
// and most were never changed after they were written. Their clocks are begun in one
// statement. It does as foldEntry does, one by one.

// foldAtFirst begins the clocks of rows that the change log names once, and folds what
// else it has.
func (w *work) foldAtFirst() error {
	if !w.fresh {
		return nil
	}
	var numbers []string
	for n := range w.byNumber {
		numbers = append(numbers, fmt.Sprint(n))
	}
	slices.Sort(numbers)
	clock := "iif(typeof(row) = 'blob' AND substr(row, 1, 10) = x'01900000000070008000' OR typeof(row) = 'text' AND substr(row, 1, 24) = '01900000-0000-7000-8000-', 0, clock)"
	if w.state.joined {
		clock = "0" // what the service has comes before what this database had
	}
	log := fmt.Sprintf("FROM change_entry WHERE tbl IN (%s) AND NOT (tbl = %d AND typeof(row) = 'text' AND row IN ('%s'))",
		strings.Join(numbers, ", "), store.Tables()["setting"].Number, strings.Join(ownedKeys, "', '"))
	result, err := w.t.DeriveResult("INSERT INTO exchange_row (tbl, row, clock, device, cells, mine) SELECT tbl, row, " + clock + ", 0, NULL, clock " + log +
		" GROUP BY row, tbl HAVING count(*) = 1")
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err != nil || n == 0 {
		return err
	}
	list, err := store.Collect(w.t.Ctx, w.t, func(e *entry) []any { return []any{&e.seq, &e.table, &e.row, &e.columns, &e.clock} },
		`SELECT seq, tbl, row, columns, clock FROM change_entry e
		WHERE NOT EXISTS (SELECT 1 FROM exchange_row x WHERE x.row = e.row AND x.tbl = e.tbl) ORDER BY seq`)
	if err != nil {
		return err
	}
	w.fresh = false
	for i := range list {
		if err := w.foldEntry(&list[i]); err != nil {
			return err
		}
		if err := w.spare(); err != nil {
			return err
		}
	}
	var newest int64
	if err := w.t.Values("SELECT coalesce(max(seq), 0), coalesce(max(clock), 0) "+log, nil, &w.state.entries, &newest); err != nil {
		return err
	}
	w.state.own = max(w.state.own, newest)
	return nil
}

// clocklessOf lists the keys of the rows of a table that may have no clocks yet.
func (w *work) clocklessOf(t *table) ([]string, error) {
	key := strings.Join(t.Key, " || char(31) || ")
	entry := key
	if len(t.Key) == 1 {
		entry = asEntry(key)
	}
	return store.Collect(w.t.Ctx, w.t, func(k *string) []any { return []any{k} },
		"SELECT "+key+" FROM "+t.Name+" WHERE NOT EXISTS (SELECT 1 FROM exchange_row WHERE tbl = ? AND row = "+entry+") ORDER BY 1", t.Number) // names are our own
}

// asEntry is a key of one column, given as SQL, as store.KeyOf has it, but for texts that
// are like a UUID.
func asEntry(key string) string {
	return "coalesce(iif(length(" + key + ") = 36, unhex(replace(" + key + ", '-', '')), NULL), " + key + ")"
}
