package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// verb is a verb of fmt.
var verb = regexp.MustCompile(`%[-+# 0]*(\[\d+\])?\d*(\.\d+)?[a-zA-Z%]`)

// silentCalls are functions whose texts no one reads: they compare, split,
// name files or columns, or speak to the log.
var silentCalls = map[string]bool{}

func init() {
	for _, name := range strings.Fields(`
		strings.Contains strings.HasPrefix strings.HasSuffix strings.Split strings.SplitN strings.Cut strings.Index
		strings.TrimPrefix strings.TrimSuffix strings.Trim strings.TrimLeft strings.TrimRight strings.Fields strings.EqualFold
		strings.ContainsAny strings.ContainsRune strings.IndexAny strings.Count strings.FieldsFunc strings.IndexByte
		strings.LastIndex strings.CutPrefix strings.CutSuffix strings.NewReplacer
		regexp.MustCompile regexp.Compile time.Parse time.Format Format filepath.Join path.Join filepath.Glob os.Getenv
		exec.Command exec.LookPath sql.Named sql.Open slog.String slog.Int slog.Any embed.FS os.MkdirTemp os.CreateTemp
		Debug Warn Info AddFont AddUTF8Font AddUTF8FontFromBytes SetFont url.Parse xml.Name
		canvas.NewImageFromResource fyne.NewStaticResource strconv.AppendInt HasPrefix HasSuffix Setenv flag.String
		SetCellFormula Derive Exec ExecContext QueryContext QueryRowContext Query QueryRow Prepare PrepareContext`) {
		silentCalls[name] = true
	}
}

// faultCalls are functions whose texts only the log has.
var faultCalls = map[string]bool{"errors.New": true, "fmt.Errorf": true, "Fail": true, "panic": true, "Error": true}

// reader collects the texts and comments of one Go file.
type reader struct {
	fset  *token.FileSet
	file  string
	kind  kind
	texts []text
	calls []string // the functions around the current expression, the nearest last
}

// goTexts returns the texts of a Go file of the given kind, and its syntax.
func goTexts(fset *token.FileSet, file string, k kind) ([]text, *ast.File, error) {
	f, err := parser.ParseFile(fset, file, nil, parser.ParseComments)
	if err != nil {
		return nil, nil, err
	}
	r := &reader{fset: fset, file: file, kind: k}
	for _, d := range f.Decls {
		ast.Walk(r, d)
	}
	return r.texts, f, nil
}

// Visit implements ast.Visitor: it descends to where a text may be.
func (r *reader) Visit(n ast.Node) ast.Visitor {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return nil
	case *ast.Field:
		if n.Type != nil {
			ast.Walk(r, n.Type) // and not the tag
		}
		return nil
	case *ast.CaseClause:
		for _, s := range n.Body {
			ast.Walk(r, s)
		}
		for _, e := range n.List {
			if _, plain := e.(*ast.BasicLit); !plain {
				ast.Walk(r, e)
			}
		}
		return nil
	case *ast.IndexExpr:
		ast.Walk(r, n.X)
		return nil
	case *ast.KeyValueExpr:
		if _, plain := n.Key.(*ast.BasicLit); !plain {
			ast.Walk(r, n.Key)
		}
		ast.Walk(r, n.Value)
		return nil
	case *ast.BinaryExpr:
		return r.binary(n)
	case *ast.CallExpr:
		return r.call(n)
	case *ast.BasicLit:
		r.add(n, r.flatten(n), nil, false)
		return nil
	}
	return r
}

func (r *reader) binary(n *ast.BinaryExpr) ast.Visitor {
	switch n.Op {
	case token.EQL, token.NEQ, token.LSS, token.GTR:
		for _, side := range []ast.Expr{n.X, n.Y} {
			if _, plain := side.(*ast.BasicLit); !plain {
				ast.Walk(r, side)
			}
		}
		return nil
	case token.ADD:
		pieces := r.flatten(n)
		r.add(n, pieces, nil, false)
		r.inside(n)
		return nil
	}
	return r
}

// inside walks the operands of a sum that are no literals, for texts of their own.
func (r *reader) inside(e ast.Expr) {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			r.inside(e.X)
			r.inside(e.Y)
			return
		}
		ast.Walk(r, e)
	case *ast.BasicLit:
	case *ast.ParenExpr:
		r.inside(e.X)
	default:
		ast.Walk(r, e)
	}
}

func (r *reader) call(n *ast.CallExpr) ast.Visitor {
	name := calleeOf(n)
	short := name[strings.LastIndexByte(name, '.')+1:]
	if silentCalls[name] || silentCalls[short] && strings.Contains(name, ".") {
		for _, a := range n.Args {
			switch a.(type) {
			case *ast.BasicLit, *ast.BinaryExpr:
			default:
				ast.Walk(r, a)
			}
		}
		ast.Walk(r, n.Fun)
		return nil
	}
	ast.Walk(r, n.Fun)
	r.calls = append(r.calls, name)
	rest := n.Args
	if at := formatArg(short, len(n.Args)); at >= 0 {
		r.add(n.Args[at], r.flatten(n.Args[at]), argsOf(n.Args[at+1:]), true)
		rest = append(append([]ast.Expr{}, n.Args[:at]...), n.Args[at+1:]...)
	}
	for _, a := range rest {
		ast.Walk(r, a)
	}
	r.calls = r.calls[:len(r.calls)-1]
	return nil
}

// formatArg returns which argument of a function of fmt's kind is the format, or -1.
func formatArg(name string, args int) int {
	at := -1
	switch name {
	case "Sprintf", "Errorf", "Printf", "addf", "failf", "sayf":
		at = 0
	case "Fprintf", "Appendf":
		at = 1
	}
	if at >= args {
		return -1
	}
	return at
}

// argsOf returns the literals in each argument.
func argsOf(args []ast.Expr) []arg {
	all := make([]arg, len(args))
	for i, a := range args {
		ast.Inspect(a, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				all[i].literals = append(all[i].literals, unquoted(l))
			}
			return true
		})
	}
	return all
}

// calleeOf returns the name of a called function, with what it is selected from.
func calleeOf(n *ast.CallExpr) string {
	switch f := n.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		switch x := f.X.(type) {
		case *ast.Ident:
			return x.Name + "." + f.Sel.Name
		case *ast.SelectorExpr:
			return x.Sel.Name + "." + f.Sel.Name
		}
		return "." + f.Sel.Name
	}
	return ""
}

func unquoted(l *ast.BasicLit) string {
	s, err := strconv.Unquote(l.Value)
	if err != nil {
		return ""
	}
	return s
}

// flatten returns a sum of strings as pieces; neighbouring literals are one.
func (r *reader) flatten(e ast.Expr) []piece {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return r.flatten(e.X)
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			return []piece{{words: unquoted(e)}}
		}
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			left, right := r.flatten(e.X), r.flatten(e.Y)
			if n := len(left); n > 0 && len(right) > 0 && !left[n-1].gap && !right[0].gap {
				left[n-1].words += right[0].words
				right = right[1:]
			}
			return append(left, right...)
		}
	}
	return []piece{{gap: true}}
}

// add keeps an expression as a text if it is one.
func (r *reader) add(e ast.Expr, pieces []piece, args []arg, format bool) {
	t := text{file: r.file, line: r.fset.Position(e.Pos()).Line, kind: r.kind, pieces: pieces, args: args, format: format}
	if len(r.calls) > 0 {
		t.call = r.calls[len(r.calls)-1]
	}
	for _, c := range r.calls {
		short := c[strings.LastIndexByte(c, '.')+1:]
		if faultCalls[c] || faultCalls[short] && (short == "Fail" || strings.HasPrefix(c, "Log.") || strings.HasPrefix(c, "log.") || strings.HasPrefix(c, "slog.")) {
			t.kind = fault
		}
	}
	if isText(t) {
		r.texts = append(r.texts, t)
	}
}

var (
	sqlWords = regexp.MustCompile(`\b(SELECT|INSERT|UPDATE|DELETE FROM|FROM|WHERE|JOIN|GROUP BY|ORDER BY|AND|OR|UNION|EXISTS|VALUES|CREATE|PRAGMA|CASE|WHEN|LIMIT|NULL|ON CONFLICT|COLLATE|ATTACH|IN \(|MATCH|DESC|AS)\b|= \?|[a-z]\.[a-z_]+ |@[a-z]+\b|[a-z]_[a-z]|^[a-z]+(, ?[a-z.]+)+$|count\(|coalesce\(`)
	// mainly made of words and not of signs, such as a path or a pattern
	twoWords = regexp.MustCompile(`\pL{2,}[,;:’']?[ \n]+[“(‘]?(\pL{2,}|\pL\b)`)
	oneWord  = regexp.MustCompile(`^\p{Lu}[\p{Ll}’-]{2,}[.:…!?]?$`)
	spaced   = regexp.MustCompile(`^[  ].*\pL{2}|\pL{2}.*[  ]$`)
	pattern  = regexp.MustCompile(`\\[bdswS.(\[]|\(\?|^[#.<]|^ ?(waymark|--)[ a-z]|</|<w:|\|.*\||=\{|\$\{`)
)

// isText reports whether a text says something to a person.
func isText(t text) bool {
	s := t.String()
	if !strings.ContainsFunc(s, unicode.IsLetter) || pattern.MatchString(s) {
		return false
	}
	if strings.HasPrefix(t.file, "data/store") && sqlWords.MatchString(s) {
		return false
	}
	if smallVerb.MatchString(s) && (strings.Contains(s, " ") || !strings.HasPrefix(t.file, "data/")) {
		return true
	}
	if twoWords.MatchString(s) || oneWord.MatchString(s) {
		return true
	}
	return strings.ContainsRune(s, gap) && spaced.MatchString(strings.ReplaceAll(s, string(gap), "")) && len(wordsOf(s)) > 1
}
