package records

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/whole"
)

func TestEverythingIsExportedAndComesBack(t *testing.T) {
	d := newDesk(t)
	d.Host.DocumentsDir = t.TempDir()
	d.Must(d.Host.Casework.SaveClient(d.Ctx(), &data.Client{FamilyName: "Pett"}))
	d.Open("Data and backups")
	d.Press("Export everything…")
	d.Sees("personal data", "not encrypted")
	path := filepath.Join(d.Host.DocumentsDir, "waymark-everything-2026-04-07.zip")
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Fatal("it was exported before anyone said so", err)
	}
	d.Press("Export")
	d.Sees("Every record was exported", filepath.Base(path))
	again := filepath.Join(t.TempDir(), "new.db")
	_, err := whole.Import(d.Ctx(), again, path, store.Options{}, func(float64) {})
	d.Must(err)
	s, err := office.Open(d.Ctx(), again, store.Options{ReadOnly: true})
	d.Must(err)
	defer func() { _ = s.Close() }()
	if _, n, err := s.Casework.Clients(d.Ctx(), data.ClientFilter{Words: "pett"}); err != nil || n != 1 {
		t.Errorf("%d clients, %v", n, err)
	}

	d.Press("Export everything…")
	d.SeesNot("There is a file of that name") // the next free name is proposed
	d.Press("Cancel")
	if files, _ := os.ReadDir(d.Host.DocumentsDir); len(files) != 1 {
		t.Errorf("%d files", len(files))
	}
}

func TestEverythingPath(t *testing.T) {
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken.zip")
	if err := os.WriteFile(taken, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{
		"": "Enter a file name", "all.zip": "whole path", taken: "already", strings.TrimSuffix(taken, ".zip"): "already",
	} {
		if _, problem := everythingPath(typed); !strings.Contains(problem, want) {
			t.Errorf("%q: %q", typed, problem)
		}
	}
	if path, problem := everythingPath(` "` + filepath.Join(folder, "all") + `" `); problem != "" || path != filepath.Join(folder, "all.zip") {
		t.Errorf("%q, %q", path, problem)
	}
}
