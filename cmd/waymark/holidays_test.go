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

func TestHolidays_nationAndPublishedFile(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "w.db")
	s, err := office.Open(context.Background(), db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	holidays := func(args ...string) (out, errout string, code int) {
		var o, e bytes.Buffer
		code = run(context.Background(), append([]string{"holidays", "--db", db}, args...), &o, &e)
		return o.String(), e.String(), code
	}
	out, errout, code := holidays("--nation", "scotland", "--json")
	var got holidaysJSON
	if code != exitOK || json.Unmarshal([]byte(out), &got) != nil {
		t.Fatalf("%d: %s%s", code, out, errout)
	}
	found := false
	for _, h := range got.Holidays {
		found = found || h.On.String() == "2026-06-15"
	}
	if got.Nation != "scotland" || len(got.Ends) != 3 || !found {
		t.Errorf("%+v", got)
	}
	wrong := filepath.Join(dir, "wrong.json")
	if err := os.WriteFile(wrong, []byte("[]"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, errout, code = holidays("--load", wrong); code != exitFailure || out != "" || !strings.Contains(errout, "not the bank holidays file of GOV.UK") {
		t.Errorf("a wrong file: %d, %q, %q", code, out, errout)
	}
}
