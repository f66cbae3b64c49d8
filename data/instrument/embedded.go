package instrument

import (
	"bytes"
	"embed"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed definitions/*.json
var files embed.FS

// embedded reads the files once. They are part of the program, so a mistake
// in one is a bug that every test finds.
var embedded = sync.OnceValue(func() []*Definition {
	names, err := fs.Glob(files, "definitions/*.json")
	if err != nil {
		panic("instrument: " + err.Error())
	}
	all := make([]*Definition, 0, len(names))
	for _, name := range names {
		content, err := files.ReadFile(name)
		if err != nil {
			panic("instrument: " + err.Error())
		}
		d, err := Parse(bytes.NewReader(content))
		if err != nil {
			panic("instrument: " + name + ": " + err.Error())
		}
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b *Definition) int { return strings.Compare(a.ID, b.ID) })
	return all
})

// All returns the questionnaires that come with the program, by ID. They are
// shared: do not change them.
func All() []*Definition { return slices.Clone(embedded()) }

// ByID finds one of the questionnaires that come with the program.
func ByID(id string) (*Definition, bool) {
	for _, d := range embedded() {
		if d.ID == id {
			return d, true
		}
	}
	return nil, false
}
