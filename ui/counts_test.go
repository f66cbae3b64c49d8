package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// countAndNoun is a number straight before a noun of several: "%d follow-ups".
var countAndNoun = regexp.MustCompile(`%d [a-z-]+s\b`)

// alwaysSeveral are the texts whose number is never 1, each with the reason.
var alwaysSeveral = map[string]string{
	"next %d weeks": "a constant",
	"Clinics for the next %d weeks appear here when the service sets them up.": "a constant",
	"Must be %d characters or fewer":                                           "a limit",
	"%d columns":                                                               "1 has a sentence of its own",
	"%d columns, showing the first %d":                                         "1 has a sentence of its own",
	"The directory flags services not checked for this long. Leave blank for %d days.":   "a default",
	"Referrals with no update for this long appear on Today. Leave blank for %d days.":   "a default",
	"Shorten this by %d characters (the limit is %d), or put the rest in a second note.": "1 has a sentence of its own",
	"%d characters left": "1 has a sentence of its own",
}

// Words that agree with one thing, and with several.
var (
	withOne     = []string{"is", "was", "has", "does", "needs", "stays", "it", "its"}
	withSeveral = []string{"are", "were", "have", "do", "need", "stay", "them", "their"}
)

// TestCounts_agreeWithTheirNoun reads every text of the interface, so that no
// screen says “1 follow-ups” or “1 follow-up are due”, whatever the number is.
func TestCounts_agreeWithTheirNoun(t *testing.T) {
	used := map[string]bool{}
	eachFile(t, func(fset *token.FileSet, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				text, ok := textOf(n)
				if !ok || !countAndNoun.MatchString(text) {
					return true
				}
				used[text] = true
				if alwaysSeveral[text] == "" {
					t.Errorf("%s: %q is wrong for 1: use data.Plural", fset.Position(n.Pos()), text)
				}
			case *ast.CallExpr:
				if problem := disagreement(n); problem != "" {
					t.Errorf("%s: %s", fset.Position(n.Pos()), problem)
				}
			}
			return true
		})
	})
	for text := range alwaysSeveral {
		if !used[text] {
			t.Errorf("%q is not in the interface any longer", text)
		}
	}
}

// disagreement says what is wrong with the two forms of a call of data.Plural.
func disagreement(call *ast.CallExpr) string {
	if name, ok := call.Fun.(*ast.SelectorExpr); !ok || name.Sel.Name != "Plural" || len(call.Args) != 3 {
		return ""
	}
	one, ok := textOf(call.Args[1])
	many, ok2 := textOf(call.Args[2])
	switch {
	case !ok || !ok2:
		return ""
	case one == many:
		return "the forms for one and for several are both " + strconv.Quote(one)
	}
	for i, text := range []string{one, many} {
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" .,:;“”", r) }) {
			if wrong := [][]string{withSeveral, withOne}[i]; slices.Contains(wrong, word) && !slices.Contains(strings.Fields(asides[text]), word) {
				return strconv.Quote(word) + " does not agree in " + strconv.Quote(text)
			}
		}
	}
	return ""
}

// asides are words that agree with something else than what is counted.
var asides = map[string]string{
	"person is booked. We will show who, so you can tell them.": "them",
	"appointments are on a day that is now a holiday.":          "is",
	"fields need checking. Nothing is saved yet.":               "is",
}

func eachFile(t *testing.T, do func(*token.FileSet, *ast.File)) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, 0)
		if err == nil {
			do(fset, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// textOf joins the literals of an expression, if it has nothing else.
func textOf(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, ok := textOf(e.X)
		right, ok2 := textOf(e.Y)
		return left + right, ok && ok2 && e.Op == token.ADD
	}
	return "", false
}
