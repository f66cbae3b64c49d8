package main

import (
	"path/filepath"
	"strings"
	"testing"

	"waymark/assets"
)

func TestLicencesNameEveryModuleThatIsLinked(t *testing.T) {
	modules, err := Modules(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if len(modules) < 20 {
		t.Fatalf("only %d modules found", len(modules))
	}
	for _, m := range modules {
		if !strings.Contains(assets.Licences, "\n"+m.Name()) {
			t.Errorf("assets/licences.txt does not name %s: run make licences", m.Name())
		}
	}
	for _, name := range []string{"Camilla Löwy", "Inter Project Authors", "Noto", "mingw-w64 project", "SQLite", "The Go Authors"} {
		if !strings.Contains(assets.Licences, name) {
			t.Errorf("assets/licences.txt does not name %s", name)
		}
	}
}
