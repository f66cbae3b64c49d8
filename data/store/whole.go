package store

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// WholeTable is a table as an export of everything has it.
type WholeTable struct {
	Name string
	// About says what a row is.
	About   string
	Columns []WholeColumn
	order   string // how rows are told in the same order each time
}

// WholeColumn is a column of a WholeTable.
type WholeColumn struct {
	Name string
	// Type is that of SQLite: TEXT, INTEGER, REAL, BLOB or ANY.
	Type string
	// Null says that a row may have no value in it.
	Null bool
	// About says what it holds, "" where no one has described it.
	About string
	// Refers is the table whose row it names, if it names one.
	Refers string
}

// LeftOut is a table that an export of everything does not have, and why.
type LeftOut struct{ Name, Why string }

// WholeTables are all tables that an export of everything has: first those that
// others refer to.
func WholeTables(ctx context.Context, q Querier) ([]WholeTable, error) {
	described := describedColumns()
	about := tableSentences()
	byName := map[string]*WholeTable{}
	for name, spec := range register {
		if spec.kind != records && spec.kind != parts && !spec.exported {
			continue
		}
		t, err := wholeTable(ctx, q, name, described)
		if err != nil {
			return nil, err
		}
		t.About = about[name]
		byName[name] = t
	}
	return inOrder(byName), nil
}

// WholeLeftOut are the tables that an export of everything does not have.
func WholeLeftOut() []LeftOut {
	var list []LeftOut
	for name, spec := range register {
		if spec.leftOut != "" {
			list = append(list, LeftOut{name, spec.leftOut})
		}
	}
	slices.SortFunc(list, func(a, b LeftOut) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// wholeTable reads how a table is made. It asks for that of main: a session that sees some
// clients only has views of the same names, which have no keys and refer to nothing.
func wholeTable(ctx context.Context, q Querier, name string, described map[string]string) (*WholeTable, error) {
	type column struct {
		name, kind string
		notNull    bool
		key        int
	}
	columns, err := Collect(ctx, q, func(c *column) []any { return []any{&c.name, &c.kind, &c.notNull, &c.key} },
		"SELECT name, type, \"notnull\", pk FROM pragma_table_info(?, 'main')", name)
	if err != nil {
		return nil, err
	}
	refers := map[string]string{}
	if err := Each(ctx, q, func(r *[2]string) []any { return []any{&r[0], &r[1]} }, func(r *[2]string) error {
		refers[r[0]] = r[1]
		return nil
	}, `SELECT "from", "table" FROM pragma_foreign_key_list(?, 'main')`, name); err != nil {
		return nil, err
	}
	var rowid bool
	if err := q.QueryRowContext(ctx, "SELECT NOT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?", name).Scan(&rowid); err != nil {
		return nil, err
	}
	t := &WholeTable{Name: name, order: "rowid"}
	var key []string
	for _, c := range columns {
		t.Columns = append(t.Columns, WholeColumn{Name: c.name, Type: c.kind, Null: !c.notNull && c.key == 0, Refers: refers[c.name],
			About: cmp.Or(described[name+"."+c.name], described["*."+c.name])})
		if c.key > 0 {
			key = append(key, c.name)
		}
	}
	if !rowid {
		t.order = strings.Join(key, ", ")
	}
	return t, nil
}

// inOrder has tables after those that their rows refer to, as far as these do not
// refer to one another.
func inOrder(byName map[string]*WholeTable) []WholeTable {
	names := make([]string, 0, len(byName))
	for name := range byName {
		names = append(names, name)
	}
	slices.Sort(names)
	var list []WholeTable
	begun := map[string]bool{}
	var add func(name string)
	add = func(name string) {
		t := byName[name]
		if t == nil || begun[name] {
			return
		}
		begun[name] = true
		for _, c := range t.Columns {
			add(c.Refers)
		}
		list = append(list, *t)
	}
	for _, name := range names {
		add(name)
	}
	return list
}

// Names are the names of the columns.
func (t *WholeTable) Names() []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}

// EachRow reads the rows of a table as SQLite has them: nil, int64, float64, string
// or []byte. The values are those of the row until the next is read. only is a
// condition of our own, or "".
func (t *WholeTable) EachRow(ctx context.Context, q Querier, only string, do func(values []any) error) error {
	return t.eachOf(ctx, q, only, do)
}

// eachOf is EachRow with arguments of the condition.
func (t *WholeTable) eachOf(ctx context.Context, q Querier, only string, do func(values []any) error, args ...any) error {
	query := "SELECT " + strings.Join(t.Names(), ", ") + " FROM " + t.Name // names are our own
	if only != "" {
		query += " WHERE " + only
	}
	rows, err := q.QueryContext(ctx, query+" ORDER BY "+t.order, args...)
	if err != nil {
		return Problem(err)
	}
	defer func() { _ = rows.Close() }()
	values := make([]any, len(t.Columns))
	dest := make([]any, len(t.Columns))
	for i := range values {
		dest[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if err := do(values); err != nil {
			return err
		}
	}
	return Problem(rows.Err())
}

// Count is how many rows EachRow reads.
func (t *WholeTable) Count(ctx context.Context, q Querier, only string) (n int, err error) {
	query := "SELECT count(*) FROM " + t.Name // our own
	if only != "" {
		query += " WHERE " + only
	}
	return n, Problem(q.QueryRowContext(ctx, query).Scan(&n))
}

//go:embed columns.txt
var columnsText []byte

// describedColumns has what each column holds, by table.column, or by *.column
// where it means the same in every table.
func describedColumns() map[string]string {
	described := map[string]string{}
	for lines := bufio.NewScanner(bytes.NewReader(columnsText)); lines.Scan(); {
		name, about, ok := strings.Cut(lines.Text(), ": ")
		if ok && !strings.HasPrefix(name, "#") {
			described[name] = about
		}
	}
	return described
}

var (
	tableComment = regexp.MustCompile(`(?m)((?:^--[^\n]*\n)+)CREATE TABLE (\w+)`)
	tableRenamed = regexp.MustCompile(`(?m)^ALTER TABLE (\w+) RENAME TO (\w+)`)
)

// tableSentences has the sentence that stands above each table in the migrations.
func tableSentences() map[string]string {
	about := map[string]string{}
	for _, name := range migrations() {
		script, err := migrationFiles.ReadFile(path.Join("migrations", name))
		if err != nil {
			panic(fmt.Sprint("an embedded file cannot be read: ", err))
		}
		for _, m := range tableComment.FindAllStringSubmatch(string(script), -1) {
			about[m[2]] = strings.Join(strings.Fields(strings.ReplaceAll("\n"+m[1], "\n--", " ")), " ")
		}
		for _, m := range tableRenamed.FindAllStringSubmatch(string(script), -1) {
			about[m[2]] = about[m[1]]
		}
	}
	return about
}
