package whole

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"waymark/data"
	"waymark/data/access"
	format "waymark/data/interchange/whole"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// Exported is what an export has.
type Exported struct {
	Tables, Rows, Files int
}

// pcSettings are the settings that belong to a PC: who uses it, how its window looks,
// and a folder on its disk.
var pcSettings = []string{lists.SettingCurrentStaff, lists.SettingTextScale, lists.SettingAppearance, lists.SettingFeedFolder, lists.SettingFeedBy}

// only has, by table, which rows are exported: a condition of our own.
var only = map[string]string{
	"setting": "key NOT IN ('" + strings.Join(pcSettings, "', '") + "')",
}

// Export writes every record to out, a whole path: a zip if it ends in .zip, else a
// folder, which may not be there yet or is empty. It writes an audit row before out has its name.
// With replace it writes over a zip that is there. progress is told a part from 0
// to 1, from this goroutine.
func (w *Whole) Export(ctx context.Context, out string, replace bool, progress func(float64)) (*Exported, error) {
	if err := w.db.Ask(access.Read | access.Write); err != nil {
		return nil, err
	}
	if !filepath.IsAbs(out) {
		return nil, data.NewProblem(data.CodeInvalid, "Enter the whole path of a folder or a zip.")
	}
	zipped := strings.EqualFold(filepath.Ext(out), ".zip")
	done := &Exported{}
	err := w.db.Deliver(ctx, out, replace, func(partial string) error {
		m, err := w.write(ctx, partial, zipped, progress)
		if err != nil {
			return err
		}
		done.Tables, done.Files = len(m.Tables), len(m.Files)+1
		for _, t := range m.Tables {
			done.Rows += t.Rows
		}
		return w.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
			return t.Audit("export", "database", "everything", "", "")
		})
	})
	return done, err
}

func (w *Whole) write(ctx context.Context, partial string, zipped bool, progress func(float64)) (m *format.Manifest, err error) {
	err = w.db.Look(ctx, func(t *store.Tx) error {
		source, err := newSource(ctx, t)
		if err != nil {
			return err
		}
		m, err = format.Write(ctx, partial, zipped, source, format.About{Schema: store.LatestVersion(), ExportedAt: w.clock(), LeftOut: leftOut()}, progress)
		return err
	})
	return m, err
}

func leftOut() []string {
	var list []string
	for _, t := range store.WholeLeftOut() {
		list = append(list, t.Name+": "+t.Why)
	}
	return append(list, "setting: what belongs to this PC, such as who uses it")
}

// source is a database of one moment, as tables.
type source struct {
	tx     *store.Tx
	tables []format.Table
	whole  map[string]*store.WholeTable
}

func newSource(ctx context.Context, tx *store.Tx) (*source, error) {
	all, err := store.WholeTables(ctx, tx)
	if err != nil {
		return nil, err
	}
	s := &source{tx: tx, whole: map[string]*store.WholeTable{}}
	for i := range all {
		t := &all[i]
		n, err := t.Count(ctx, tx, only[t.Name])
		if err != nil {
			return nil, err
		}
		s.whole[t.Name] = t
		described := format.Table{Name: t.Name, About: t.About, Rows: n}
		for _, c := range t.Columns {
			kind, known := kinds[c.Type]
			if !known {
				return nil, fmt.Errorf("%s.%s is of the type %s", t.Name, c.Name, c.Type)
			}
			described.Columns = append(described.Columns, format.Column{Name: c.Name, Kind: kind, Null: c.Null, About: c.About, Refers: c.Refers})
		}
		s.tables = append(s.tables, described)
	}
	return s, nil
}

var kinds = map[string]format.Kind{"TEXT": format.Text, "INTEGER": format.Whole, "REAL": format.Real, "BLOB": format.Bytes, "ANY": format.Any}

// Tables implements format.Source.
func (s *source) Tables() []format.Table { return s.tables }

// Each implements format.Source.
func (s *source) Each(ctx context.Context, t *format.Table, long bool, do func(values []any) error) error {
	condition := only[t.Name]
	if long {
		condition = longRows(t)
		if condition == "" {
			return nil
		}
		if rows := only[t.Name]; rows != "" {
			condition = "(" + condition + ") AND " + rows
		}
	}
	return s.whole[t.Name].EachRow(ctx, s.tx, condition, do)
}

// longRows is the condition of rows that may have a long value.
func longRows(t *format.Table) string {
	var any []string
	for _, c := range t.Columns {
		switch c.Kind {
		case format.Text:
			any = append(any, fmt.Sprintf("octet_length(%s) > %d", c.Name, format.LongText))
		case format.Bytes:
			any = append(any, fmt.Sprintf("octet_length(%s) > %d", c.Name, format.LongBytes))
		}
	}
	return strings.Join(any, " OR ")
}
