package store

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestRegister_matchesTheSchema fails for a table or a column that no one said
// anything about: it would never be exchanged, or exchanged with the wrong people.
func TestRegister_matchesTheSchema(t *testing.T) {
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "waymark.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	type column struct{ table, name string }
	schema, err := Collect(context.Background(), s.reader, func(c *column) []any { return []any{&c.table, &c.name} },
		`SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`)
	if err != nil {
		t.Fatal(err)
	}
	held := map[string][]string{}
	for _, c := range schema {
		held[c.table] = append(held[c.table], c.name)
	}
	for name, columns := range held {
		spec, known := register[name]
		if !known {
			t.Errorf("the register does not have the table %s", name)
		}
		if spec.kind != records {
			continue
		}
		for _, c := range columns {
			named := slices.Contains(spec.key, c) || slices.Contains(spec.columns, c) || slices.Contains(spec.derives, c)
			if !named && !strings.HasPrefix(c, "created_") && !strings.HasPrefix(c, "updated_") {
				t.Errorf("the register does not have %s.%s", name, c)
			}
		}
		if len(spec.columns) > 63 {
			t.Errorf("%s has more columns than a change entry has bits", name)
		}
	}
	numbers := map[int]string{}
	for name, spec := range register {
		if spec.kind != records {
			continue
		}
		if other, taken := numbers[spec.number]; taken || spec.number == 0 {
			t.Errorf("%s and %s have the number %d", name, other, spec.number)
		}
		numbers[spec.number] = name
		if _, there := held[name]; !there {
			t.Errorf("the register has %s, the database does not", name)
		}
	}
}

var writesSQL = regexp.MustCompile(`(?i)^\s*(INSERT|UPDATE|DELETE|REPLACE)\s`)

// kernel are the files that may write as they like: they are what keeps row,
// change entry and audit row together. takein.go fills a new database with rows
// that another wrote, seed.go and seed_take.go copy whole tables with their entries,
// check_index.go fills tables in memory, and storetest a
// database for benchmarks; seal writes the first page of an empty one.
var kernel = []string{"apply.go", "apply_parts.go", "derive.go", filepath.Join("seal", "first.go"), filepath.Join("soundness", "check_index.go"), filepath.Join("storetest", "storetest.go"), "changes.go", "erase.go", "forget.go", "migrate.go", "received.go", "seed.go", "seed_take.go", "takein.go"}

// TestOnlyTheKernelWrites parses the package and its slices: SQL that writes
// stands in the kernel, or is handed to Derive, which refuses records.
func TestOnlyTheKernelWrites(t *testing.T) {
	files, err := filepath.Glob("*.go")
	ofSlices, globErr := filepath.Glob("*/*.go")
	if err = errors.Join(err, globErr); err != nil || len(files) == 0 || len(ofSlices) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range append(files, ofSlices...) {
		if strings.HasSuffix(name, "_test.go") || slices.Contains(kernel, name) {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range writesOutside(t, name, source) {
			t.Error(fault)
		}
	}
}

func TestOnlyTheKernelWrites_catchesWhatItForbids(t *testing.T) {
	for _, body := range []string{
		"t.execute(\"DELETE FROM client\")",
		"q := \"UPDATE client SET x = 1\"; _ = q",
		"t.ExecContext(ctx, `INSERT INTO client VALUES (1)`)",
	} {
		if len(writesOutside(t, "x.go", []byte("package store\nfunc f() { "+body+" }"))) == 0 {
			t.Errorf("nothing said of %s", body)
		}
	}
	allowed := "package store\nfunc f() { t.Derive(\"DELETE FROM draft\" + more) }"
	if faults := writesOutside(t, "x.go", []byte(allowed)); len(faults) > 0 {
		t.Error(faults)
	}
}

func writesOutside(t *testing.T, name string, source []byte) (faults []string) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	derived := map[ast.Node]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if f, ok := call.Fun.(*ast.SelectorExpr); ok && (f.Sel.Name == "Derive" || f.Sel.Name == "DeriveResult") {
				ast.Inspect(call.Args[0], func(n ast.Node) bool { derived[n] = true; return true })
			} else if ok && (f.Sel.Name == "execute" || strings.HasPrefix(f.Sel.Name, "Exec") && name != filepath.Base(name)) {
				faults = append(faults, set.Position(n.Pos()).String()+" runs a statement beside the kernel")
			}
		}
		if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING && !derived[n] {
			if sql, err := strconv.Unquote(text.Value); err == nil && writesSQL.MatchString(sql) {
				faults = append(faults, set.Position(n.Pos()).String()+" writes beside the kernel: "+strings.TrimSpace(sql))
			}
		}
		return true
	})
	return faults
}

func TestDerive_refusesRecords(t *testing.T) {
	for _, query := range []string{
		"INSERT INTO client (id) VALUES (?)",
		"INSERT OR IGNORE INTO answer (response_id, item, value) VALUES (?, ?, ?)",
		"DELETE FROM contact WHERE id = ?",
		"UPDATE service SET name = ? WHERE seq = ?",
		"UPDATE service SET free = ?, name = ? WHERE seq = ?",
		"UPDATE nowhere SET x = 1",
		"SELECT 1",
	} {
		if mayDerive(query) == nil {
			t.Errorf("%q is let through", query)
		}
	}
	for _, query := range []string{
		"INSERT INTO draft (key, body, saved_at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body",
		"DELETE FROM score WHERE response_id = ?",
		"UPDATE service SET free = ?, times = ? WHERE seq = ?",
		"UPDATE service SET place_latitude = p.latitude, place_longitude = p.longitude\n\t\tFROM postcode p WHERE p.postcode = service.postcode",
	} {
		if err := mayDerive(query); err != nil {
			t.Errorf("%q is refused: %v", query, err)
		}
	}
}

// TestRegister_everyTableIsExportedOrSaysWhyNot fails for a table of this PC or of
// derived rows until someone decides whether an export of everything has it.
func TestRegister_everyTableIsExportedOrSaysWhyNot(t *testing.T) {
	for name, spec := range register {
		always := spec.kind == records || spec.kind == parts
		switch {
		case always && (spec.exported || spec.leftOut != ""):
			t.Errorf("%s holds records, which are always exported: take exported and leftOut off it", name)
		case !always && spec.exported == (spec.leftOut != ""):
			t.Errorf("%s: give it exported: true, or leftOut with the reason why an export of everything goes without it", name)
		}
	}
}

// TestRegister_everyColumnIsDescribed fails for a column that people who export
// everything could not understand.
func TestRegister_everyColumnIsDescribed(t *testing.T) {
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "waymark.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	tables, err := WholeTables(context.Background(), s.reader)
	if err != nil || len(tables) < 60 {
		t.Fatal(len(tables), err)
	}
	used := map[string]bool{}
	for _, table := range tables {
		if table.About == "" {
			t.Errorf("no sentence stands above CREATE TABLE %s", table.Name)
		}
		for _, c := range table.Columns {
			used[table.Name+"."+c.Name], used["*."+c.Name] = true, true
			if c.About == "" {
				t.Errorf("columns.txt says nothing of it; add the line “%s.%s: what it holds”", table.Name, c.Name)
			}
		}
	}
	for name := range describedColumns() {
		if !used[name] {
			t.Errorf("columns.txt describes %s, which no table has", name)
		}
	}
}
