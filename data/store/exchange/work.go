package exchange

import (
	"database/sql"
	"errors"
	"strings"

	"waymark/data/store"
)

// work is one transaction of the exchange.
type work struct {
	t *store.Tx
	placing
	tables   map[string]*table
	byNumber map[int]*table
	naming   map[string][]naming // the columns that name rows of a table
	state    state
	devices  []string // by number
	numbers  map[string]int
	same     map[rowKey]string // what a row became
	rows     map[rowKey]*rowState
	fresh    bool // there is no clock of any row yet
	removed  bool // a row was removed somewhere
	erased   map[string]bool
	secret   []byte
	waiting  map[rowKey]bool
	touched  touched
	lost     []loss // what was to be listed of what was applied
	summary  Summary
	from     string // the device whose changes are being applied
	again    bool   // they were applied before
	holds    store.Holds
	figures  bool // some device holds only figures
	joining  bool // two clients become one here, as a person says
	clinics  []clinicPC
	byHand   bool // SQLite does not look at whether what rows name is there
}

// naming is a column whose rows name rows of another table.
type naming struct {
	table, column string
	list          bool // several ids between spaces
	local         bool // rows of the table are not exchanged
}

type rowKey struct {
	table int
	key   string
}

// state is the row of exchange_state.
type state struct {
	entries, tombstones   int64
	own, met, sent, clock int64
	joined                bool
	handed                int64
	looked                string
	begunThisTime         bool
}

// begin reads where this database stands. sql.ErrNoRows means that it is of no service.
func begin(t *store.Tx) (*work, error) {
	w := &work{t: t, numbers: map[string]int{}, same: map[rowKey]string{}, rows: map[rowKey]*rowState{}, erased: map[string]bool{},
		waiting: map[rowKey]bool{}, touched: newTouched()}
	s := &w.state
	var clinics string
	var parted bool
	err := t.Values("SELECT entries, tombstones, own, met, sent, clock, joined, handed, looked, holds, figures, clinics, parted FROM exchange_state", nil,
		&s.entries, &s.tombstones, &s.own, &s.met, &s.sent, &s.clock, &s.joined, &s.handed, &s.looked, &w.holds, &w.figures, &clinics, &parted)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, notBegun()
	}
	if err != nil {
		return nil, err
	}
	refers, err := store.Refers(t.Ctx, t)
	if err != nil {
		return nil, err
	}
	w.tables, w.byNumber = tablesOf(refers)
	w.naming = namingOf(w.tables, refers)
	if err := w.load(); err != nil {
		return nil, err
	}
	w.readClinics(clinics)
	return w, w.partGroups(parted)
}

func (w *work) load() error {
	t := w.t
	type numbered struct {
		number int
		device string
	}
	if err := store.Each(t.Ctx, t, func(d *numbered) []any { return []any{&d.number, &d.device} }, func(d *numbered) error {
		w.devices, w.numbers[d.device] = append(w.devices, d.device), d.number
		return nil
	}, "SELECT number, device FROM exchange_device ORDER BY number"); err != nil {
		return err
	}
	type became struct {
		table      int
		gone, kept any
	}
	if err := store.Each(t.Ctx, t, func(s *became) []any { return []any{&s.table, &s.gone, &s.kept} }, func(s *became) error {
		w.same[rowKey{s.table, store.KeyText(s.gone)}] = store.KeyText(s.kept)
		return nil
	}, "SELECT tbl, gone_id, kept_id FROM exchange_same"); err != nil {
		return err
	}
	if err := store.Each(t.Ctx, t, func(b *[]byte) []any { return []any{b} }, func(b *[]byte) error {
		w.erased[string(*b)] = true
		return nil
	}, "SELECT row FROM exchange_gone WHERE erased = 1"); err != nil {
		return err
	}
	if err := store.Each(t.Ctx, t, func(k *rowKey) []any { return []any{&k.table, &k.key} }, func(k *rowKey) error {
		w.waiting[*k] = true
		return nil
	}, "SELECT DISTINCT tbl, id FROM exchange_waiting"); err != nil {
		return err
	}
	var any bool
	if err := t.Values("SELECT EXISTS (SELECT 1 FROM exchange_row), EXISTS (SELECT 1 FROM exchange_gone WHERE erased = 0)", nil, &any, &w.removed); err != nil {
		return err
	}
	w.fresh = !any
	var err error
	w.secret, err = t.ErasureKey()
	return err
}

// end writes what the transaction worked out.
func (w *work) end() error {
	if err := w.flush(); err != nil {
		return err
	}
	if err := w.t.FlushEntries(); err != nil {
		return err
	}
	s := &w.state
	var entries, tombstones int64
	if err := w.t.Values("SELECT coalesce((SELECT max(seq) FROM change_entry), 0), coalesce((SELECT max(seq) FROM tombstone), 0)", nil, &entries, &tombstones); err != nil {
		return err
	}
	// All of the log is known now. Its end may be before what it was, since an erasure
	// deletes entries and SQLite gives their numbers again.
	s.entries, s.tombstones = entries, tombstones
	s.clock = max(s.clock, s.own, s.met)
	return w.t.Derive("UPDATE exchange_state SET entries = ?, tombstones = ?, own = ?, met = ?, sent = ?, clock = ?, handed = ?, looked = ? WHERE one = 1",
		s.entries, s.tombstones, s.own, s.met, s.sent, s.clock, s.handed, s.looked)
}

// tick is the clock of a change that this transaction makes by rule.
func (w *work) tick() int64 {
	clock := w.t.Tick()
	w.state.own = max(w.state.own, clock)
	return clock
}

// device is the number of a device.
func (w *work) device(name string) (int, error) {
	if n, ok := w.numbers[name]; ok {
		return n, nil
	}
	n := len(w.devices)
	w.devices, w.numbers[name] = append(w.devices, name), n
	return n, w.t.Derive("INSERT INTO exchange_device (number, device) VALUES (?, ?)", n, name)
}

// canonical is the key of the row that a row became.
func (w *work) canonical(t *table, key string) string {
	if t.keyOf != "" {
		return w.canonical(w.tables[t.keyOf], key)
	}
	for {
		kept, ok := w.same[rowKey{t.Number, key}]
		if !ok {
			return key
		}
		key = kept
	}
}

// row reads the clocks of a row; nil if there is no such row.
func (w *work) row(t *table, key string) (*rowState, error) {
	k := rowKey{t.Number, key}
	if r, known := w.rows[k]; known {
		return r, nil
	}
	if w.fresh {
		return nil, nil
	}
	r := &rowState{}
	var cells []byte
	err := w.t.Values("SELECT clock, device, cells, mine FROM exchange_row WHERE tbl = ? AND row = ?", []any{t.Number, store.KeyOf(key)},
		&r.clock, &r.device, &cells, &r.mine)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if r.cells, err = readCells(cells); err != nil {
		return nil, err
	}
	w.rows[k] = r
	return r, nil
}

// add begins the clocks of a row.
func (w *work) add(t *table, key string, r *rowState) {
	r.dirty = true
	w.rows[rowKey{t.Number, key}] = r
}

// most is how many rows are held before they are written.
const most = 20_000

// drop forgets the clocks of a row.
func (w *work) drop(t *table, key string) error {
	delete(w.rows, rowKey{t.Number, key})
	if w.watches(t) {
		if err := w.isDue(t, key); err != nil {
			return err
		}
	}
	return w.t.Derive("DELETE FROM exchange_row WHERE tbl = ? AND row = ?", t.Number, store.KeyOf(key))
}

// spare writes the rows that are held, once there are many.
func (w *work) spare() error {
	if len(w.rows) < most {
		return nil
	}
	return w.flush()
}

func (w *work) flush() error {
	for k, r := range w.rows {
		if !r.dirty {
			continue
		}
		if err := w.t.Derive("INSERT OR REPLACE INTO exchange_row (tbl, row, clock, device, cells, mine) VALUES (?, ?, ?, ?, ?, ?)",
			k.table, store.KeyOf(k.key), r.clock, r.device, writeCells(r), r.mine); err != nil {
			return err
		}
		w.fresh = false
		if t := w.byNumber[k.table]; w.watches(t) {
			if err := w.isDue(t, k.key); err != nil {
				return err
			}
		}
	}
	clear(w.rows)
	return nil
}

// keyValues are the values of the key of a row.
func (t *table) keyValues(key string) []any {
	if len(t.Key) == 1 {
		return []any{key}
	}
	parts := strings.SplitN(key, "\x1f", len(t.Key))
	values := make([]any, len(t.Key))
	for i := range values {
		values[i] = ""
		if i < len(parts) {
			values[i] = parts[i]
		}
	}
	return values
}

// namingOf lists the columns that name rows of each table.
func namingOf(tables map[string]*table, refers map[string]map[string]string) map[string][]naming {
	all := map[string][]naming{}
	for name, columns := range refers {
		_, exchanged := tables[name]
		for column, parent := range columns {
			all[parent] = append(all[parent], naming{table: name, column: column, local: !exchanged})
		}
	}
	for name, t := range tables {
		for column, parent := range t.soft {
			all[parent] = append(all[parent], naming{table: name, column: column})
		}
		for column, parent := range t.lists {
			all[parent] = append(all[parent], naming{table: name, column: column, list: true})
		}
		if t.Created {
			all["staff"] = append(all["staff"], naming{table: name, column: "created_by"})
		}
		if t.Updated {
			all["staff"] = append(all["staff"], naming{table: name, column: "updated_by"})
		}
	}
	return all
}

// incoming is a cell as it came, its columns in the order of the group here.
type incoming struct {
	group  *group
	cell   cell
	values []any // of group.names; a part is the encoding of its rows
}
