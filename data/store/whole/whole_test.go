package whole_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/caseload"
	format "waymark/data/interchange/whole"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/data/store/whole"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var ctx = context.Background()

func clock() time.Time { return time.Date(2026, 4, 8, 12, 0, 0, 0, time.UTC) }

func quiet(float64) {}

// everything makes a sample with rows in every table that is exported.
func everything(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "waymark.db")
	store.Templates()
	s, err := office.Open(ctx, path, store.Options{Clock: clock})
	must(t, err)
	must(t, caseload.Write(ctx, s, caseload.Options{Seed: 3, Clients: 40, Services: 30, Today: data.MustDate("2026-04-08")}))
	must(t, s.Lists.SetSetting(ctx, lists.SettingFeedFolder, "/home/someone/feeds"))
	must(t, s.Lists.SetSetting(ctx, lists.SettingServicePhone, "-01632 960820"))
	must(t, s.Close())
	fill(t, path)
	return path
}

// fill puts rows into the tables that the sample leaves empty: with texts that a CSV
// file or a spreadsheet might change, and with no value where there may be none.
func fill(t *testing.T, path string) {
	t.Helper()
	db := bare(t, path)
	tables, err := store.WholeTables(ctx, db)
	must(t, err)
	for _, table := range tables {
		n, err := table.Count(ctx, db, "")
		must(t, err)
		for i := range 3 {
			if n > 0 && i > 0 {
				break // one odd row beside those of the sample is enough
			}
			if n == 0 || table.Name != "episode" && !slices.Contains([]string{"follow_up", "prescription", "client", "service"}, table.Name) {
				insert(t, db, &table, i)
			}
		}
	}
	_, err = db.Exec("INSERT OR REPLACE INTO secret (name, value) VALUES ('erasure', CAST('a secret of thirty-two bytes....' AS BLOB))")
	must(t, err)
}

func insert(t *testing.T, db *sql.DB, table *store.WholeTable, i int) {
	t.Helper()
	var names, marks []string
	var values []any
	for _, c := range table.Columns {
		v := oddValue(t, db, table, c, i)
		if c.Name == "seq" && !slices.Contains([]string{"audit_chain", "audit_elsewhere", "audit_head"}, table.Name) {
			continue // SQLite gives it
		}
		names, marks, values = append(names, `"`+c.Name+`"`), append(marks, "?"), append(values, v)
	}
	_, err := db.Exec("INSERT INTO "+table.Name+" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", values...)
	if err != nil {
		t.Fatalf("%s %v: %v", table.Name, values, err)
	}
}

var oddTexts = []string{"=HYPERLINK(\"x\")\r\nnext, \"quoted\"", "'already", "base64:\x00\xff"}

func oddValue(t *testing.T, db *sql.DB, table *store.WholeTable, c store.WholeColumn, i int) any {
	t.Helper()
	at := table.Name + "." + c.Name
	switch {
	case at == "holiday_clash.follow_up_id" || at == "holiday_clash.appointment_id":
		return nil // exactly one of three
	case at == "holiday_clash.contact_id" || c.Refers != "" && !c.Null:
		return existing(t, db, table, c, i)
	case c.Null && i == 1:
		return nil
	case c.Name == "id" && c.Type == "TEXT":
		return fmt.Sprintf("0190ffff-000%d-7000-8000-%012d", i, len(table.Name))
	case c.Refers != "":
		return existing(t, db, table, c, i)
	case at == "change_entry.row" && i == 1:
		return []byte("0123456789abcdef")
	}
	switch c.Type {
	case "INTEGER":
		return int64(i) + 1<<60*int64(i/2)
	case "REAL":
		return 0.1 + float64(i)*1e-300
	case "BLOB":
		return []byte(strings.Repeat("\xff\x00a", 40*i))
	}
	if c.Name == "body" && i == 1 {
		return strings.Repeat("a long text, ", 4000)
	}
	return fmt.Sprintf("%s %d", oddTexts[i], i)
}

func existing(t *testing.T, db *sql.DB, table *store.WholeTable, c store.WholeColumn, i int) any {
	t.Helper()
	key := "id"
	switch {
	case strings.HasSuffix(c.Name, "_seq"):
		key = "seq"
	case c.Refers == "audit_chain":
		key = "number"
	}
	refers := c.Refers
	if refers == "" {
		refers = "contact"
	}
	var v any
	if err := db.QueryRow("SELECT " + key + " FROM " + refers + " ORDER BY " + key + " IN (SELECT " + c.Name + " FROM " + table.Name + "), 1 DESC LIMIT 1").Scan(&v); err != nil {
		t.Fatalf("%s.%s: %v", table.Name, c.Name, err)
	}
	return v
}

func bare(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?_foreign_keys=off")
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// export writes an export of a database.
func export(t *testing.T, db, out string) *whole.Exported {
	t.Helper()
	s, err := store.Open(ctx, db, store.Options{Clock: clock})
	must(t, err)
	done, err := whole.New(s, access.NewSession("", access.Everything, clock)).Export(ctx, out, false, quiet)
	must(t, err)
	must(t, s.Close())
	return done
}

// rowsOf reads all rows of a table that are exported.
func rowsOf(t *testing.T, db *sql.DB, table *store.WholeTable) [][]any {
	t.Helper()
	only := ""
	switch table.Name {
	case "setting":
		only = "key NOT IN ('current_staff', 'text_scale', 'appearance', 'calendar_feed')"
	case "audit":
		only = "action NOT IN ('export', 'import')"
	}
	var rows [][]any
	must(t, table.EachRow(ctx, db, only, func(values []any) error {
		rows = append(rows, slices.Clone(values))
		return nil
	}))
	return rows
}

func same(t *testing.T, a, b string) {
	t.Helper()
	was, is := bare(t, a), bare(t, b)
	tables, err := store.WholeTables(ctx, was)
	must(t, err)
	for _, table := range tables {
		before, after := rowsOf(t, was, &table), rowsOf(t, is, &table)
		if len(before) == 0 {
			t.Errorf("the sample has no row in %s, so nothing is shown of it", table.Name)
		}
		if !reflect.DeepEqual(before, after) {
			t.Errorf("%s: %d rows, then %d: %s", table.Name, len(before), len(after), firstDifference(before, after))
		}
	}
}

func firstDifference(a, b [][]any) string {
	for i := range min(len(a), len(b)) {
		if !reflect.DeepEqual(a[i], b[i]) {
			return fmt.Sprintf("%q, then %q", a[i], b[i])
		}
	}
	return "one has more"
}

// Every row of every table comes back as it was, through a folder and through a zip.
func TestImport_bringsBackEveryRow(t *testing.T) {
	db := everything(t)
	for _, out := range []string{"everything", "everything.zip"} {
		out, again := filepath.Join(t.TempDir(), out), filepath.Join(t.TempDir(), "new.db")
		exported := export(t, db, out)
		imported, err := whole.Import(ctx, again, out, store.Options{Clock: clock}, quiet)
		must(t, err)
		if imported.Rows != exported.Rows || imported.Tables != exported.Tables || exported.Rows < 2000 || imported.Aside != "" {
			t.Errorf("exported %+v, imported %+v", exported, imported)
		}
		same(t, db, again)
		var exports, imports int
		must(t, bare(t, db).QueryRow("SELECT count(*) FROM audit WHERE action = 'export' AND record_id = 'everything'").Scan(&exports))
		must(t, bare(t, again).QueryRow("SELECT count(*) FROM stale WHERE what = 'import'").Scan(&imports))
		if exports == 0 || imports != 1 {
			t.Errorf("%d rows of the trail say that it was exported, %d are to say that it was imported", exports, imports)
		}
	}
}

// The CSV files have every value that the database has, for a program that goes by
// what README.txt says.
func TestExport_csvHasEveryValue(t *testing.T) {
	db := everything(t)
	out := filepath.Join(t.TempDir(), "everything")
	export(t, db, out)
	is := bare(t, db)
	tables, err := store.WholeTables(ctx, is)
	must(t, err)
	kinds := map[string]format.Kind{"TEXT": format.Text, "INTEGER": format.Whole, "REAL": format.Real, "BLOB": format.Bytes, "ANY": format.Any}
	for _, table := range tables {
		lines := readCSV(t, filepath.Join(out, "tables", table.Name+".csv"))
		if !slices.Equal(lines[0], table.Names()) {
			t.Errorf("%s has the headings %q", table.Name, lines[0])
		}
		var rows [][]any
		for _, line := range lines[1:] {
			row := make([]any, len(line))
			for i, text := range line {
				c := table.Columns[i]
				v, file, err := format.ReadCell(&format.Column{Name: c.Name, Kind: kinds[c.Type], Null: c.Null}, text)
				must(t, err)
				if file != "" {
					body, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(file)))
					must(t, err)
					if v = body; c.Type == "TEXT" {
						v = string(body)
					}
				}
				row[i] = v
			}
			rows = append(rows, row)
		}
		if want := rowsOf(t, is, &table); !reflect.DeepEqual(want, rows) {
			t.Errorf("%s: %s", table.Name, firstDifference(want, rows))
		}
	}
	if info, err := os.Stat(filepath.Join(out, "texts")); err != nil || !info.IsDir() {
		t.Error("no long text became a file", err)
	}
}

// readCSV reads a file as RFC 4180 has it: encoding/csv writes line ends anew.
func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	body, err := os.ReadFile(path)
	must(t, err)
	text, ok := strings.CutPrefix(string(body), "\ufeff")
	if !ok {
		t.Errorf("%s has no byte order mark", path)
	}
	var lines [][]string
	var line []string
	for text != "" {
		var cell string
		if rest, quoted := strings.CutPrefix(text, `"`); quoted {
			var b strings.Builder
			for {
				i := strings.IndexByte(rest, '"')
				b.WriteString(rest[:i])
				if rest = rest[i+1:]; !strings.HasPrefix(rest, `"`) {
					break
				}
				b.WriteByte('"')
				rest = rest[1:]
			}
			cell, text = b.String(), rest
		} else {
			i := strings.IndexAny(text, ",\r")
			cell, text = text[:i], text[i:]
		}
		line = append(line, cell)
		if rest, end := strings.CutPrefix(text, "\r\n"); end {
			lines, line, text = append(lines, line), nil, rest
		} else {
			text = strings.TrimPrefix(text, ",")
		}
	}
	return lines
}

// No secret and no setting of this PC leaves, and no file name says anything of anyone.
func TestExport_leavesWhatBelongsHere(t *testing.T) {
	db := everything(t)
	out := filepath.Join(t.TempDir(), "everything")
	export(t, db, out)
	must(t, filepath.WalkDir(out, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		for _, word := range []string{"a secret of thirty-two", "/home/someone/feeds"} {
			if strings.Contains(string(body), word) {
				t.Errorf("%s has %q", path, word)
			}
		}
		if info, _ := e.Info(); info.Mode().Perm()&0o077 != 0 {
			t.Errorf("others may read %s", path)
		}
		return err
	}))
}

// An export is refused where something is, and nothing is left of one that fails.
func TestExport_isWholeOrNotThere(t *testing.T) {
	db := everything(t)
	folder := t.TempDir()
	s, err := store.Open(ctx, db, store.Options{Clock: clock})
	must(t, err)
	defer func() { _ = s.Close() }()
	w := whole.New(s, access.NewSession("", access.Everything, clock))
	must(t, os.WriteFile(filepath.Join(folder, "taken.zip"), []byte("mine"), 0o600))
	must(t, os.MkdirAll(filepath.Join(folder, "taken", "x"), 0o700))
	for _, name := range []string{"taken.zip", "taken"} {
		if _, err := w.Export(ctx, filepath.Join(folder, name), false, quiet); data.CodeOf(err) != data.CodeConflict {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"stopped.zip", "stopped"} {
		stopped, stop := context.WithCancel(ctx)
		if _, err := w.Export(stopped, filepath.Join(folder, name), false, func(part float64) {
			if part > 0.3 {
				stop()
			}
		}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		stop()
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 2 {
		t.Errorf("left %v", entries)
	}
	var exports int
	must(t, bare(t, db).QueryRow("SELECT count(*) FROM audit WHERE action = 'export'").Scan(&exports))
	if exports != 0 {
		t.Errorf("%d exports are in the trail, and none was made", exports)
	}
	if err := os.Mkdir(filepath.Join(folder, "empty"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Export(ctx, filepath.Join(folder, "empty"), false, quiet); err != nil {
		t.Error("an empty folder is refused:", err)
	}
}

// Reception may see no one's record, and so takes none along.
func TestExport_isNotForReception(t *testing.T) {
	db := everything(t)
	s, err := store.Open(ctx, db, store.Options{Clock: clock})
	must(t, err)
	defer func() { _ = s.Close() }()
	out := filepath.Join(t.TempDir(), "everything.zip")
	if _, err := whole.New(s, access.NewSession("", access.Reception, clock)).Export(ctx, out, false, quiet); data.CodeOf(err) != data.CodeRefused {
		t.Error(err)
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Error("it is there", err)
	}
}
