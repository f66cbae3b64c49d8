// Command licences writes the licences of everything that is linked into the
// program on Linux, Windows and macOS, for assets/licences.txt: each module with
// its version, the licences of the fonts and C code inside the modules, and those
// in the folder extra, which come from no module. Texts that are alike are
// written once.
//
// Usage, from the root of the tree: licences OUT.txt
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const introduction = `Waymark is under the MIT licence, at the end of this list. It contains software
and fonts by others, each under its own licence. They are listed here with the
terms that come with each.
`

// systems are those that Waymark is built for: each links other modules.
var systems = []string{"linux", "windows", "darwin"}

var licenceFile = regexp.MustCompile(`(?i)^(licen[sc]e|copying|notice)([._-].*)?$`)

// text is one licence, and the names of what is under it.
type text struct {
	names []string
	body  string
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: licences OUT.txt")
		os.Exit(2)
	}
	out, err := Gather(".")
	if err == nil {
		err = os.WriteFile(os.Args[1], out, 0o644) // #nosec G306 -- a file of the source tree
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

// Gather returns the whole list, for the tree whose root is given.
func Gather(root string) ([]byte, error) {
	modules, err := Modules(root)
	if err != nil {
		return nil, err
	}
	var texts []*text
	add := func(name, body string) {
		body = strings.TrimSpace(strings.ReplaceAll(body, "\r\n", "\n"))
		if at := slices.IndexFunc(texts, func(t *text) bool { return t.body == body }); at >= 0 {
			texts[at].names = append(texts[at].names, name)
			return
		}
		texts = append(texts, &text{[]string{name}, body})
	}
	for _, m := range modules {
		if err := m.licences(add); err != nil {
			return nil, err
		}
	}
	if err := others(root, add); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString(introduction)
	for _, t := range texts {
		fmt.Fprintf(&out, "\n%s\n%s\n%s\n\n%s\n", rule, strings.Join(t.names, "\n"), rule, t.body)
	}
	return out.Bytes(), nil
}

var rule = strings.Repeat("=", 72)

// Module is a Go module that is linked into the program.
type Module struct{ Path, Version, folder string }

// Name is how the list calls it.
func (m Module) Name() string { return m.Path + " " + m.Version }

// Modules returns what is linked on any of the systems, by path.
func Modules(root string) ([]Module, error) {
	var list []Module
	for _, system := range systems {
		list1, err := linked(root, system)
		if err != nil {
			return nil, err
		}
		list = append(list, list1...)
	}
	slices.SortFunc(list, func(a, b Module) int { return strings.Compare(a.Path, b.Path) })
	return slices.Compact(list), nil
}

func linked(root, system string) ([]Module, error) {
	list := exec.Command("go", "list", "-deps", "-tags", "sqlite_fts5,migrated_fynedo",
		"-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/waymark")
	list.Dir = root
	list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=1", "GOFLAGS=")
	var wrong bytes.Buffer
	list.Stderr = &wrong
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list for %s: %w: %s", system, err, wrong.String())
	}
	var modules []Module
	for line := range strings.Lines(string(out)) {
		if part := strings.Split(strings.TrimSpace(line), "\t"); len(part) == 3 {
			modules = append(modules, Module{part[0], part[1], part[2]})
		}
	}
	return modules, nil
}

// licences finds the licence of a module, and those of fonts and C code in it.
func (m Module) licences(add func(name, body string)) error {
	found, tree := false, os.DirFS(m.folder)
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && slices.Contains([]string{"testdata", "examples", "cmd"}, entry.Name()) {
			return fs.SkipDir
		}
		if entry.IsDir() || !licenceFile.MatchString(entry.Name()) || strings.HasSuffix(entry.Name(), ".go") {
			return nil
		}
		body, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		heading := m.Name()
		if strings.Contains(name, "/") {
			heading += ", " + name
		}
		add(heading, string(body))
		found = true
		return nil
	})
	if err == nil && !found {
		err = errors.New(m.Path + " has no licence that can be found")
	}
	return err
}

// others are the licences that come from no module.
func others(root string, add func(name, body string)) error {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return err
	}
	extra, err := filepath.Glob(filepath.Join(root, "packaging", "licences", "extra", "*.txt"))
	if err != nil {
		return err
	}
	slices.Sort(extra)
	files := [][2]string{
		{"The Go programming language and its library", filepath.Join(strings.TrimSpace(string(goroot)), "LICENSE")},
		{"Noto fonts, in reports and letters", filepath.Join(root, "assets", "fonts", "LICENSE.txt")},
	}
	for _, path := range extra {
		files = append(files, [2]string{strings.TrimSuffix(filepath.Base(path), ".txt"), path})
	}
	for _, file := range append(files, [2]string{"Waymark", filepath.Join(root, "LICENSE")}) {
		body, err := os.ReadFile(file[1])
		if err != nil {
			return err
		}
		add(file[0], string(body))
	}
	return nil
}
