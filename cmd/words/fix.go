package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is a part of a file, in bytes.
type span struct{ from, to int }

// fix writes the words of words.txt whose replacement begins with = into the
// comments and string literals of a Go file, tests included, so that a test
// still expects what the program says. It reports whether the file changed.
func (c *checker) fix(file string) (bool, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return false, err
	}
	spans, err := readable(file, content)
	if err != nil {
		return false, err
	}
	var out strings.Builder
	at := 0
	for _, s := range spans {
		out.Write(content[at:s.from])
		out.WriteString(c.fixWords(string(content[s.from:s.to])))
		at = s.to
	}
	out.Write(content[at:])
	if out.String() == string(content) {
		return false, nil
	}
	info, err := os.Stat(file)
	if err != nil {
		return false, err
	}
	return true, os.WriteFile(file, []byte(out.String()), info.Mode())
}

// readable returns where a Go file has comments and string literals, in order.
func readable(file string, content []byte) ([]span, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, content, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	var spans []span
	note := func(n ast.Node) {
		spans = append(spans, span{fset.Position(n.Pos()).Offset, fset.Position(n.End()).Offset})
	}
	comments := f.Comments
	before := func(at token.Pos) {
		for len(comments) > 0 && comments[0].Pos() < at {
			for _, one := range comments[0].List {
				note(one)
			}
			comments = comments[1:]
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			before(l.Pos())
			note(l)
		}
		return true
	})
	before(token.Pos(fset.Base()))
	return spans, nil
}

// fixWords replaces the words that can be replaced without reading the
// sentence, and keeps their capitals.
func (c *checker) fixWords(s string) string {
	for _, w := range c.words {
		better, ok := strings.CutPrefix(w.better, "=")
		if !ok {
			continue
		}
		s = w.match.ReplaceAllStringFunc(s, func(old string) string {
			r, _ := utf8.DecodeRuneInString(old)
			if unicode.IsUpper(r) {
				first, size := utf8.DecodeRuneInString(better)
				return string(unicode.ToUpper(first)) + better[size:]
			}
			return better
		})
	}
	return s
}
