package exchange_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// notInHistories says of methods that write why no random history calls them. The slices
// of meetings, exchange, devices and office, are what the histories are about.
var notInHistories = map[string]string{
	"Casework.SaveClient":         "it is SaveClientAsAnother, and asks whether they are someone else",
	"Directory.NoteServiceOpened": "it counts for this PC alone",
	"Directory.PrepareDirectory":  "it works out what is derived",
	"Directory.RefreshDated":      "it works out what is derived",
	"Directory.SetFavourite":      "favourites are of one PC",
	"Lists.DropDraft":             "drafts are of one PC",
	"Lists.SaveDraft":             "drafts are of one PC",
	"People.Begin":                "everyone has to sign in from then on",
	"Sources.ImportPostcodes":     "the list of postcodes is of one PC",
	"Sources.ImportPractices":     "the list of practices is of one PC",
	"Whole.Export":                "it notes in the audit trail that everything was taken out",
}

// TestDeeds_haveEveryMethodThatWrites reads the source of the slices for exported methods
// that write, and that of the histories for what they call.
func TestDeeds_haveEveryMethodThatWrites(t *testing.T) {
	writing, called := methodsThatWrite(t), calledInHistories(t)
	for _, name := range writing {
		why, listed := notInHistories[name]
		if listed == called[name] {
			t.Errorf("the histories call %s: %v, and it is not meant to be called: %q", name, called[name], why)
		}
	}
	for name := range notInHistories {
		if !slices.Contains(writing, name) {
			t.Errorf("there is no %s that writes", name)
		}
	}
	if len(writing) < 100 {
		t.Errorf("only %d methods were found", len(writing))
	}
}

// writers are the methods of the kernel's door that write.
var writers = strings.Fields("Write WriteAbout WriteAndSeed TakeBack TakeSeed Erase CleanCopies")

// ofMeetings are the slices that write because PCs meet.
var ofMeetings = strings.Fields("exchange devices office")

// body is a function of a slice.
type body struct {
	pkg, name string
	method    bool // exported, of the slice itself
	node      *ast.FuncDecl
	imports   []string // of its file
}

// methodsThatWrite are the exported methods of all slices that write, in them or in what
// they call, by the name of the slice.
func methodsThatWrite(t *testing.T) (names []string) {
	t.Helper()
	var all []body
	for _, file := range sourceOf(t, "../*/*.go", false) {
		pkg := file.Name.Name
		if slices.Contains(ofMeetings, pkg) {
			continue
		}
		var imports []string
		for _, i := range file.Imports {
			imports = append(imports, path.Base(strings.Trim(i.Path.Value, `"`)))
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			all = append(all, body{pkg, f.Name.Name, f.Name.IsExported() && strings.EqualFold(receiverOf(f), pkg), f, imports})
		}
	}
	writes := map[string]bool{}
	for more := true; more; {
		more = false
		for _, b := range all {
			if key := b.pkg + "." + b.name; !writes[key] && callsOne(b, writes) {
				writes[key], more = true, true
			}
		}
	}
	for _, b := range all {
		if b.method && writes[b.pkg+"."+b.name] {
			names = append(names, strings.ToUpper(b.pkg[:1])+b.pkg[1:]+"."+b.name)
		}
	}
	slices.Sort(names)
	return names
}

// receiverOf is the name of the type of a method, "" for a function.
func receiverOf(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	of := f.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	if name, ok := of.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}

// callsOne reports whether a function calls one that writes: of a door, of its own slice,
// or of another slice that it has as a field of that name.
func callsOne(b body, writes map[string]bool) (found bool) {
	ast.Inspect(b.node, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch f := call.Fun.(type) {
		case *ast.Ident:
			found = found || writes[b.pkg+"."+f.Name]
		case *ast.SelectorExpr:
			switch of := f.X.(type) {
			case *ast.Ident:
				pkg := b.pkg
				if slices.Contains(b.imports, of.Name) {
					pkg = of.Name
				}
				found = found || writes[pkg+"."+f.Sel.Name] || f.Sel.Name == "Write" && of.Name == "db"
			case *ast.SelectorExpr:
				found = found || slices.Contains(writers, f.Sel.Name) || writes[of.Sel.Name+"."+f.Sel.Name]
			}
		}
		return true
	})
	return found
}

// calledInHistories are the methods of slices that deeds and histories call.
func calledInHistories(t *testing.T) map[string]bool {
	t.Helper()
	called := map[string]bool{}
	for _, file := range slices.Concat(sourceOf(t, "*_deeds_test.go", true), sourceOf(t, "*histories_test.go", true)) {
		ast.Inspect(file, func(n ast.Node) bool {
			if f, ok := n.(*ast.SelectorExpr); ok {
				if of, ok := f.X.(*ast.SelectorExpr); ok {
					called[of.Sel.Name+"."+f.Sel.Name] = true
				}
			}
			return true
		})
	}
	return called
}

func sourceOf(t *testing.T, pattern string, tests bool) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	must(t, err)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") != tests {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		must(t, err)
		files = append(files, file)
	}
	return files
}
