package search

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/interchange/openreferral"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func TestTheDirectoryIsExportedInBothFormats(t *testing.T) {
	for i, format := range exportFormats {
		p := newPlace(t)
		p.Host.DocumentsDir = p.Dir
		p.Add(data.Service{Name: "@symes Community Building", Phone: "+44 1632 960101"}, data.Service{Name: "=1+1"})
		page := p.list()
		p.PressIn(page.Content(), "Export…")
		dialog := p.Host.Window.Canvas().Overlays().Top()
		for _, o := range test.LaidOutObjects(dialog) {
			if s, ok := o.(*kit.Segmented); ok {
				s.Tap(i)
			}
		}
		p.PressIn(dialog, "Export")
		path := filepath.Join(p.Dir, "Directory 2026-04-07"+format.ext)
		if _, err := os.Stat(path); err != nil {
			t.Fatalf("%s: %v", format.name, err)
		}
		read := openreferral.ReadJSON
		if format.ext == ".zip" {
			read = openreferral.ReadPackage
		}
		var names []string
		for e, err := range read(context.Background(), path) {
			p.Must(err)
			names = append(names, e.Service.Name)
		}
		if len(names) != 2 || !strings.Contains(strings.Join(names, "|"), "@symes Community Building") {
			t.Errorf("%s read back as %q", format.name, names)
		}
		if !strings.Contains(uitest.Markup(p.Host.Window.Canvas().Overlays().Top()), "2 services saved") {
			t.Errorf("%s: nothing says what was written", format.name)
		}
	}
}

func TestAnExportWritesOverNothing(t *testing.T) {
	p := newPlace(t)
	e := &exporter{h: p.Host, path: kit.NewTextField("Save to"), about: kit.NewParagraph("", kit.Muted)}
	path := filepath.Join(p.Dir, "there.json")
	p.Must(os.WriteFile(path, []byte("mine"), 0o600))
	for typed, ok := range map[string]bool{"": false, "relative.json": false, path: false, filepath.Join(p.Dir, "there"): false, filepath.Join(p.Dir, "new"): true} {
		e.path.SetText(typed)
		if got, problem := e.checked(); (problem == "") != ok {
			t.Errorf("%q: %q, %q", typed, got, problem)
		}
	}
	e.path.SetText(filepath.Join(p.Dir, "new.json"))
	e.choose(1)
	if e.path.Text() != filepath.Join(p.Dir, "new.zip") {
		t.Errorf("the other format goes to %s", e.path.Text())
	}
	_ = p.Host.Close()
	e.write(filepath.Join(p.Dir, "new.zip"))
	if _, err := os.Stat(filepath.Join(p.Dir, "new.zip")); !os.IsNotExist(err) {
		t.Errorf("an export that failed left a file: %v", err)
	}
}
