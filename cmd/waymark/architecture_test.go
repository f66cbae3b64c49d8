package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// sourceFile is one Go file of the tree, whatever its build constraints: a rule
// has to hold for the Windows twin of a file as well.
type sourceFile struct {
	path    string // from the module's root, with slashes
	folder  string // of the package, "data/store"
	test    bool
	imports []string
	syntax  *ast.File
}

func TestImportsKeepTheHouseRules(t *testing.T) {
	for _, file := range source(t) {
		for _, rule := range importRules {
			if !rule.where(file.folder) || (file.test && !rule.tests) {
				continue
			}
			for _, imported := range file.imports {
				if rule.forbids(file.folder, imported) {
					t.Errorf("%s imports %q, but %s", file.path, imported, rule.says)
				}
			}
		}
	}
}

func TestImportRulesCatchWhatTheyForbid(t *testing.T) {
	wrong := []struct{ folder, imported string }{
		{"data", "golang.org/x/text/width"},
		{"data", "waymark/data/store"},
		{"data/instrument", "waymark/data/store"},
		{"data/interchange", "database/sql"},
		{"data/access", "waymark/data/store"},
		{"data/store", "waymark/data/store/lists"},
		{"data/store/lists", "waymark/data/store/casework"},
		{"data/store/casework", "waymark/data/store/sources"},
		{"data/store/casework", "github.com/mattn/go-sqlite3"},
		{"reports/pdf", "waymark/data/store"},
		{"reports", "fyne.io/fyne/v2/canvas"},
		{"ui/clients", "waymark/ui/today"},
		{"ui/reports/report", "waymark/ui/questionnaires"},
		{"ui/host", "waymark/ui/clients"},
		{"ui/settings/people", "waymark/ui/settings/lists"},
		{"ui/settings/frame", "waymark/ui/settings/people"},
		{"ui/settings/people", "waymark/ui/settings"},
		{"ui/clients", "codeberg.org/go-pdf/fpdf"},
		{"ui/kit", "waymark/data"},
		{"ui", "fyne.io/fyne/v2/app"},
	}
	right := []struct{ folder, imported string }{
		{"data", "encoding/json"},
		{"data/store", "github.com/mattn/go-sqlite3"},
		{"data/store/casework", "database/sql"},
		{"data/store/casework", "waymark/data/store"},
		{"data/store/measure", "waymark/data/store/casework"},
		{"reports/pdf", "codeberg.org/go-pdf/fpdf"},
		{"ui/clients", "waymark/ui/kit"},
		{"ui/reports/report", "waymark/ui/reports/saved"},
		{"ui", "waymark/ui/clients"},
		{"ui/settings", "waymark/ui/settings/people"},
		{"ui/settings/people", "waymark/ui/settings/frame"},
		{"ui/settings/people", "waymark/ui/settings/frame/frametest"},
		{"cmd/waymark", "fyne.io/fyne/v2/app"},
	}
	for _, c := range wrong {
		if !forbidden(c.folder, c.imported) {
			t.Errorf("no rule forbids %s to import %s", c.folder, c.imported)
		}
	}
	for _, c := range right {
		if forbidden(c.folder, c.imported) {
			t.Errorf("a rule forbids %s to import %s", c.folder, c.imported)
		}
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	documented := map[string]bool{}
	for _, file := range source(t) {
		if file.test {
			continue
		}
		documented[file.folder] = documented[file.folder] || file.syntax.Doc != nil
		for _, name := range []string{file.syntax.Name.Name, strings.TrimSuffix(path.Base(file.path), ".go")} {
			if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "models", "services"}, name) {
				t.Errorf("%s: %q says nothing about what is in it", file.path, name)
			}
		}
	}
	for folder, has := range documented {
		if !has {
			t.Errorf("package %s has no doc comment", folder)
		}
	}
}

func TestTopLevelIsAsTheOwnerSetIt(t *testing.T) {
	entries, err := os.ReadDir(root(t))
	if err != nil {
		t.Fatal(err)
	}
	// findings are scripts about other people’s software; bin, demo and dist are what
	// make builds and are never committed.
	folders := []string{"cmd", "ui", "data", "reports", "assets", "findings", "packaging", "docs", "bin", "demo", "dist"}
	for _, entry := range entries {
		name := entry.Name()
		switch {
		case strings.HasPrefix(name, "."):
		case entry.IsDir() && !slices.Contains(folders, name):
			t.Errorf("the folder %s is not one of the house's", name)
		case strings.HasSuffix(name, ".go"):
			t.Errorf("%s: no Go file lies at the top level", name)
		}
	}
}

func TestFyneAppNamesTheProgramAndItsIcon(t *testing.T) {
	var app struct {
		Details    struct{ Icon, Name, ID, Version string }
		Migrations map[string]bool
	}
	if _, err := toml.DecodeFile(filepath.Join(root(t), "FyneApp.toml"), &app); err != nil {
		t.Fatalf("FyneApp.toml: %v", err)
	}
	if app.Details.Name != "Waymark" || app.Details.ID != "org.waymark.desktop" {
		t.Errorf("FyneApp.toml names %q, %q; want Waymark, org.waymark.desktop", app.Details.Name, app.Details.ID)
	}
	if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(app.Details.Version) {
		t.Errorf("FyneApp.toml has version %q, want three numbers", app.Details.Version)
	}
	if !app.Migrations["fyneDo"] {
		t.Error("FyneApp.toml does not say fyneDo = true, which the build tag migrated_fynedo claims")
	}
	mustExist(t, "FyneApp.toml", app.Details.Icon)
}

var namedPath = regexp.MustCompile("\\]\\(([^)#:]+)[^):]*\\)|<img[^>]* src=\"([^\":]+)\"|`((?:cmd|ui|data|reports|assets|docs|packaging|\\.ci)/[^` *…<>]*)`")

func TestDocumentsNameOnlyPathsThatExist(t *testing.T) {
	for _, name := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"} {
		text, err := os.ReadFile(filepath.Join(root(t), name))
		if err != nil {
			t.Fatal(err)
		}
		found := namedPath.FindAllStringSubmatch(string(text), -1)
		if len(found) == 0 {
			t.Errorf("%s names no path", name)
		}
		for _, match := range found {
			mustExist(t, name, strings.TrimSpace(match[1]+match[2]+match[3]))
		}
	}
}

func mustExist(t *testing.T, says, name string) {
	t.Helper()
	info, err := os.Stat(filepath.Join(root(t), filepath.FromSlash(name)))
	if name == "" || err != nil || (info.Mode().IsRegular() && info.Size() == 0) {
		t.Errorf("%s names %q, which is missing or empty", says, name)
	}
}

// root is the folder of go.mod.
func root(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		if folder == filepath.Dir(folder) {
			t.Fatal("no go.mod above this test")
		}
		folder = filepath.Dir(folder)
	}
}

// source parses the head of every Go file below the root.
func source(t *testing.T) []sourceFile {
	t.Helper()
	var files []sourceFile
	tree := os.DirFS(root(t))
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		file := sourceFile{path: name, folder: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), syntax: syntax}
		for _, spec := range syntax.Imports {
			file.imports = append(file.imports, strings.Trim(spec.Path.Value, "`\""))
		}
		files = append(files, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 10 {
		t.Fatalf("only %d Go files found: the rules would hold for want of anything to check", len(files))
	}
	return files
}

// TestEveryFileIsChosenInOnePlace: a dialog opened elsewhere would be the toolkit's
// own where the system has one, and forget its folder.
func TestEveryFileIsChosenInOnePlace(t *testing.T) {
	err := filepath.WalkDir("../../ui", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), `"fyne.io/fyne/v2/dialog"`) && filepath.ToSlash(path) != "../../ui/host/files.go" {
			t.Errorf("%s opens a dialog of its own; use Host.ChooseFile", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
