package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data/store"
	"waymark/data/store/office"
)

func TestTranslations_templateAddListRemove(t *testing.T) {
	dir := t.TempDir()
	db, po := filepath.Join(dir, "w.db"), filepath.Join(dir, "pl.po")
	s, err := office.Open(context.Background(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	command := func(args ...string) (out, errout string, code int) {
		var o, e bytes.Buffer
		code = run(context.Background(), append([]string{"translations", "--db", db}, args...), &o, &e)
		return o.String(), e.String(), code
	}
	if out, errout, code := command("--template", "pl", "--out", po); code != exitOK || out != "" {
		t.Fatalf("%d %s%s", code, out, errout)
	}
	body, err := os.ReadFile(po)
	if err != nil {
		t.Fatal(err)
	}
	before, after, _ := strings.Cut(string(body), `msgctxt "pad.next"`)
	text := before + `msgctxt "pad.next"` + strings.Replace(after, `msgstr ""`, `msgstr "Dalej`, 1)
	if err := os.WriteFile(po, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, errout, code := command("--add", po); code != exitFailure || !strings.Contains(errout, "Line ") {
		t.Errorf("a broken file: %d %s", code, errout)
	}
	if err := os.WriteFile(po, []byte(strings.Replace(text, `"Dalej`, `"Dalej"`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	out, errout, code := command("--add", po, "--json")
	var got []translationJSON
	if code != exitOK || json.Unmarshal([]byte(out), &got) != nil || len(got) != 1 || got[0].Said != 1 || got[0].Language != "pl" || got[0].Paper {
		t.Fatalf("%d %s%s", code, out, errout)
	}
	if out, _, code = command("--remove", "pl"); code != exitOK || !strings.Contains(out, "No languages yet") {
		t.Errorf("%d %s", code, out)
	}
	if _, errout, code = command("--template", "en"); code != exitFailure || !strings.Contains(errout, "in English") {
		t.Errorf("%d %s", code, errout)
	}
}
