package uitest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"waymark/ui/host"
)

// Views reads from the source in a folder, and in those beneath it, which views there
// are, by the names of their constants. It is how a test finds the one that was
// forgotten in a table.
func Views(t *testing.T, folder string) map[string]host.View {
	t.Helper()
	views := map[string]host.View{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err == nil {
			ast.Inspect(file, func(n ast.Node) bool {
				if spec, ok := n.(*ast.ValueSpec); ok {
					addViews(views, spec)
				}
				return true
			})
		}
		return err
	})
	if err != nil || len(views) == 0 {
		t.Fatalf("views in %s: found %d, %v", folder, len(views), err)
	}
	return views
}

// addViews adds the constants of a line that are of type View, or host.View.
func addViews(views map[string]host.View, spec *ast.ValueSpec) {
	of := spec.Type
	if selected, ok := of.(*ast.SelectorExpr); ok {
		of = selected.Sel
	}
	if name, ok := of.(*ast.Ident); !ok || name.Name != "View" {
		return
	}
	for i, value := range spec.Values {
		lit, ok := value.(*ast.BasicLit)
		if !ok {
			continue
		}
		if text, err := strconv.Unquote(lit.Value); err == nil && text != string(host.ViewList) {
			views[spec.Names[i].Name] = host.View(text)
		}
	}
}
