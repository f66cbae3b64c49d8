package whole_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	format "waymark/data/interchange/whole"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/whole"
)

// small exports a database with a few rows to a folder.
func small(t *testing.T) (out string) {
	t.Helper()
	db := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(ctx, db, store.Options{Clock: clock})
	must(t, err)
	must(t, s.AddStartingLists(ctx))
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett", Matters: "sings"}))
	must(t, s.Lists.SaveDraft(ctx, "client:new", []byte(`{"family_name":"Ellis"}`+strings.Repeat(" ", 100))))
	must(t, s.Close())
	_, err = bare(t, db).Exec("UPDATE client SET matters = ?", strings.Repeat("x", 40_000))
	must(t, err)
	out = filepath.Join(t.TempDir(), "everything")
	export(t, db, out)
	return out
}

// manifestOf reads and writes the manifest of a folder, as someone would who forges it.
func changeManifest(t *testing.T, out string, change func(m *format.Manifest)) {
	t.Helper()
	path := filepath.Join(out, "manifest.json")
	body, err := os.ReadFile(path)
	must(t, err)
	var m format.Manifest
	must(t, json.Unmarshal(body, &m))
	change(&m)
	body, err = json.Marshal(&m)
	must(t, err)
	must(t, os.WriteFile(path, body, 0o600))
}

// rewrite changes a file of a folder, and has the manifest say so.
func rewrite(t *testing.T, out, name string, change func([]byte) []byte) {
	t.Helper()
	path := filepath.Join(out, filepath.FromSlash(name))
	body, err := os.ReadFile(path)
	must(t, err)
	body = change(body)
	must(t, os.WriteFile(path, body, 0o600))
	sum := sha256.Sum256(body)
	changeManifest(t, out, func(m *format.Manifest) {
		for i := range m.Files {
			if m.Files[i].Name == name {
				m.Files[i].Bytes, m.Files[i].SHA256 = int64(len(body)), hex.EncodeToString(sum[:])
			}
		}
	})
}

// refused imports something and sees that nothing is there afterwards.
func refused(t *testing.T, from string, codes ...data.Code) {
	t.Helper()
	folder := t.TempDir()
	_, err := whole.Import(ctx, filepath.Join(folder, "new.db"), from, store.Options{Clock: clock}, quiet)
	if !slices.Contains(codes, data.CodeOf(err)) {
		t.Errorf("%q, %v; want %q", data.CodeOf(err), err, codes)
	}
	if strings.Contains(data.Sentence(err), "Pett") {
		t.Errorf("a name is in %q", data.Sentence(err))
	}
	entries, readErr := os.ReadDir(folder)
	must(t, readErr)
	for _, e := range entries {
		if e.Name() != "new.db.lock" {
			t.Errorf("left %s", e.Name())
		}
	}
}

// Whatever byte of whatever file is cut off, added or changed, all of it is refused.
func TestImport_refusesWhatWasChanged(t *testing.T) {
	out := small(t)
	var names []string
	must(t, filepath.WalkDir(out, func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, path)
		}
		return err
	}))
	if len(names) < 70 {
		t.Fatalf("only %d files", len(names))
	}
	for i, path := range names {
		body, err := os.ReadFile(path)
		must(t, err)
		flipped := bytes.Clone(body)
		flipped[i*131%len(body)] ^= 1 << (i % 7)
		for _, other := range [][]byte{flipped, body[:len(body)/2], append(bytes.Clone(body), '\n'), nil} {
			if filepath.Base(path) == "manifest.json" && len(other) > len(body) {
				continue // a line end more at its end says nothing else
			}
			if filepath.Base(path) == "manifest.json" && bytes.Equal(other, flipped) {
				continue // see below
			}
			must(t, os.WriteFile(path, other, 0o600))
			refused(t, out, data.CodeDamaged, data.CodeForeign)
		}
		must(t, os.Remove(path))
		refused(t, out, data.CodeDamaged, data.CodeForeign)
		must(t, os.WriteFile(path, body, 0o600))
	}
	if _, err := whole.Import(ctx, filepath.Join(t.TempDir(), "new.db"), out, store.Options{Clock: clock}, quiet); err != nil {
		t.Error("put together again it is refused:", err)
	}
}

// A forged manifest, whose hashes agree, still gets nothing in that does not hold
// together, and reads no file but those of the export.
func TestImport_refusesWhatIsForged(t *testing.T) {
	swap := func(old, by string) func([]byte) []byte {
		return func(b []byte) []byte {
			if !bytes.Contains(b, []byte(old)) {
				t.Errorf("the rows have no %q", old)
			}
			return bytes.Replace(b, []byte(old), []byte(by), 1)
		}
	}
	for name, c := range map[string]struct {
		change func(out string)
		code   data.Code
	}{
		"newer tables":    {func(out string) { changeManifest(t, out, func(m *format.Manifest) { m.Schema++ }) }, data.CodeNewer},
		"newer format":    {func(out string) { changeManifest(t, out, func(m *format.Manifest) { m.FormatVersion++ }) }, data.CodeNewer},
		"no tables":       {func(out string) { changeManifest(t, out, func(m *format.Manifest) { m.Schema = 0 }) }, data.CodeDamaged},
		"another program": {func(out string) { changeManifest(t, out, func(m *format.Manifest) { m.Format = "other" }) }, data.CodeForeign},
		"a table less":    {func(out string) { changeManifest(t, out, func(m *format.Manifest) { m.Tables = m.Tables[1:] }) }, data.CodeForeign},
		"a table that the manifest does not name": {func(out string) { // it was passed over without a word
			must(t, os.WriteFile(filepath.Join(out, "tables", "visit_plan.csv"), []byte("id\n1\n"), 0o600))
		}, data.CodeForeign},
		"a file of a table of which no row is": {func(out string) {
			must(t, os.WriteFile(filepath.Join(out, "tables", "visit_plan.csv"), []byte("id\n"), 0o600))
			changeManifest(t, out, func(m *format.Manifest) {
				m.Files = append(m.Files, format.ManifestFile{Name: "tables/visit_plan.csv", Bytes: 3, SHA256: strings.Repeat("0", 64)})
			})
		}, data.CodeForeign},
		"a table twice": {func(out string) {
			changeManifest(t, out, func(m *format.Manifest) { m.Tables = append(m.Tables, m.Tables[0]) })
		}, data.CodeDamaged},
		"fewer rows": {func(out string) {
			changeManifest(t, out, func(m *format.Manifest) { m.Tables[slices.IndexFunc(m.Tables, isClient)].Rows = 0 })
		}, data.CodeDamaged},
		"more rows": {func(out string) {
			changeManifest(t, out, func(m *format.Manifest) { m.Tables[slices.IndexFunc(m.Tables, isClient)].Rows = 1 << 40 })
		}, data.CodeDamaged},
		"a path": {func(out string) {
			changeManifest(t, out, func(m *format.Manifest) { m.Files[0].Name = "../" + m.Files[0].Name })
		}, data.CodeDamaged},
		"an absolute path": {func(out string) { changeManifest(t, out, func(m *format.Manifest) { m.Files[0].Name = "/etc/passwd" }) }, data.CodeDamaged},
		"a column not known": {func(out string) {
			changeManifest(t, out, func(m *format.Manifest) { m.Tables[0].Columns[0].Name = "x; DROP" })
		}, data.CodeDamaged},
		"a kind not known": {func(out string) {
			changeManifest(t, out, func(m *format.Manifest) { m.Tables[0].Columns[0].Kind = "x" })
		}, data.CodeDamaged},
		"a negative size": {func(out string) { changeManifest(t, out, func(m *format.Manifest) { m.Files[0].Bytes = -5 }) }, data.CodeDamaged},
		"a text for a number": {func(out string) {
			rewrite(t, out, "waymark.json", swap(`"interpreter":0`, `"interpreter":"x"`))
		}, data.CodeDamaged},
		"a value that a table refuses": {func(out string) {
			rewrite(t, out, "waymark.json", swap(`"sex":""`, `"sex":null`))
		}, data.CodeDamaged},
		"an id twice": {func(out string) {
			rewrite(t, out, "waymark.json", swap(`{"id":"01900000-0000-7000-8000-000000000001","name"`, `{"id":"01900000-0000-7000-8000-000000000002","name"`))
		}, data.CodeDamaged},
		"a row that points nowhere": {func(out string) {
			rewrite(t, out, "waymark.json", swap(`"surgery_id":null`, `"surgery_id":"01900000-0000-7000-8000-00000000dead"`))
		}, data.CodeDamaged},
		"a file that is not of the export": {func(out string) {
			rewrite(t, out, "waymark.json", swap(`{"file":"texts/client-000001.txt"}`, `{"file":"../../secret.txt"}`))
		}, data.CodeDamaged},
		"a line without end": {func(out string) {
			rewrite(t, out, "waymark.json", swap(`"family_name":"Pett"`, `"family_name":"`+strings.Repeat("P", 9<<20)+`"`))
		}, data.CodeDamaged},
		"deep nesting": {func(out string) {
			rewrite(t, out, "waymark.json", swap(`"family_name":"Pett"`, `"family_name":`+strings.Repeat("[", 100_000)))
		}, data.CodeDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			out := small(t)
			c.change(out)
			refused(t, out, c.code)
		})
	}
}

func isClient(t format.TableRows) bool { return t.Name == "client" }

// A folder with a link in it does not lead out of it.
func TestImport_followsNoLink(t *testing.T) {
	out := small(t)
	path := filepath.Join(out, "texts", "client-000001.txt")
	elsewhere := filepath.Join(t.TempDir(), "elsewhere.txt")
	must(t, os.Rename(path, elsewhere))
	if err := os.Symlink(elsewhere, path); err != nil {
		t.Skip("no links here:", err)
	}
	refused(t, out, data.CodeDamaged)
}

// zipOf packs a folder, and adds what a hostile zip has.
func zipOf(t *testing.T, out string, add map[string]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "everything.zip")
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	write := func(name string, body []byte) {
		f, err := z.Create(name)
		must(t, err)
		_, err = f.Write(body)
		must(t, err)
	}
	must(t, filepath.WalkDir(out, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		name, relErr := filepath.Rel(out, path)
		if add[filepath.ToSlash(name)] == "" {
			write(filepath.ToSlash(name), body)
		}
		return errors.Join(err, relErr)
	}))
	for name, body := range add {
		write(name, []byte(body))
	}
	must(t, z.Close())
	must(t, os.WriteFile(path, b.Bytes(), 0o600))
	return path
}

func TestImport_refusesHostileZips(t *testing.T) {
	out := small(t)
	if _, err := whole.Import(ctx, filepath.Join(t.TempDir(), "new.db"), zipOf(t, out, nil), store.Options{Clock: clock}, quiet); err != nil {
		t.Fatal("the zip that another program packed is refused:", err)
	}
	for name, add := range map[string]map[string]string{
		"a path that leads out": {"../evil.txt": "x"},
		"an absolute path":      {"/etc/evil": "x"},
		"another file":          {"evil.exe": "x"},
		"a bomb":                {"texts/bomb-000001.txt": strings.Repeat("\x00", 32<<20)},
	} {
		t.Run(name, func(t *testing.T) { refused(t, zipOf(t, out, add), data.CodeDamaged, data.CodeForeign) })
	}
	body, err := os.ReadFile(zipOf(t, out, nil))
	must(t, err)
	for _, n := range []int{0, 1, len(body) / 2, len(body) - 1} {
		path := filepath.Join(t.TempDir(), "cut.zip")
		must(t, os.WriteFile(path, body[:n], 0o600))
		refused(t, path, data.CodeForeign, data.CodeDamaged)
	}
	for i := range 60 {
		path := filepath.Join(t.TempDir(), "flipped.zip")
		flipped := bytes.Clone(body)
		flipped[i*7919%len(body)] ^= 1 << (i % 8)
		must(t, os.WriteFile(path, flipped, 0o600))
		folder := t.TempDir()
		_, err := whole.Import(ctx, filepath.Join(folder, "new.db"), path, store.Options{Clock: clock}, quiet)
		if _, there := os.Stat(filepath.Join(folder, "new.db")); (err == nil) != (there == nil) || err != nil && data.CodeOf(err) == "" {
			t.Errorf("bit %d: %v, %v", i, err, there)
		}
	}
}

// What is not an export at all is said to be none.
func TestImport_refusesOtherThings(t *testing.T) {
	folder := t.TempDir()
	must(t, os.WriteFile(filepath.Join(folder, "list.csv"), []byte("a,b\n1,2\n"), 0o600))
	refused(t, folder, data.CodeForeign)
	refused(t, filepath.Join(folder, "list.csv"), data.CodeForeign)
	refused(t, filepath.Join(folder, "nothing.zip"), data.CodeNotFound)
	must(t, os.WriteFile(filepath.Join(folder, "manifest.json"), []byte("[]"), 0o600))
	refused(t, folder, data.CodeForeign)
	must(t, os.WriteFile(filepath.Join(folder, "manifest.json"), []byte(`{"name":"a web app"}`), 0o600))
	refused(t, folder, data.CodeForeign)
}

// A database with records is never replaced; one that was only opened is put aside.
func TestImport_onlyIntoAnEmptyDatabase(t *testing.T) {
	out := small(t)
	folder := t.TempDir()
	db := filepath.Join(folder, "mine.db")
	s, err := office.Open(ctx, db, store.Options{Clock: clock})
	must(t, err)
	must(t, s.AddStartingLists(ctx))
	if _, err := whole.Import(ctx, db, out, store.Options{Clock: clock}, quiet); data.CodeOf(err) != data.CodeInUse {
		t.Errorf("beside an open window: %v", err)
	}
	must(t, s.Close())
	done, err := whole.Import(ctx, db, out, store.Options{Clock: clock}, quiet)
	must(t, err)
	if done.Aside == "" {
		t.Error("the empty database was not put aside")
	} else if _, err := os.Stat(done.Aside); err != nil {
		t.Error(err)
	}
	before, err := os.ReadFile(db)
	must(t, err)
	if _, err := whole.Import(ctx, db, out, store.Options{Clock: clock}, quiet); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("over records: %v", err)
	}
	if after, err := os.ReadFile(db); err != nil || !bytes.Equal(before, after) {
		t.Error("the database with records was touched", err)
	}
}

// An import that is stopped leaves nothing.
func TestImport_canBeStopped(t *testing.T) {
	db := everything(t)
	out := filepath.Join(t.TempDir(), "everything.zip")
	export(t, db, out)
	for _, at := range []float64{0.01, 0.5} {
		folder := t.TempDir()
		stopped, stop := context.WithCancel(ctx)
		_, err := whole.Import(stopped, filepath.Join(folder, "new.db"), out, store.Options{Clock: clock}, func(part float64) {
			if part >= at {
				stop()
			}
		})
		stop()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("at %v: %v", at, err)
		}
		if entries, _ := os.ReadDir(folder); len(entries) > 1 {
			t.Errorf("at %v: left %v", at, entries)
		}
	}
}
