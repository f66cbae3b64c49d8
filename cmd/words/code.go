package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"os/exec"
	"regexp"
	"strings"
	"unicode/utf8"
)

var inlineCode = regexp.MustCompile("`[^`]*`")

// goPackage is what one folder declares, and its tests.
type goPackage struct {
	declared map[string]bool
	tests    []testName
}

type testName struct {
	file string
	line int
	name string
}

func (p *goPackage) add(fset *token.FileSet, file string, f *ast.File, wanted bool) {
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if strings.HasSuffix(file, "_test.go") && d.Recv == nil && strings.HasPrefix(name, "Test") && name != "TestMain" {
				if wanted {
					p.tests = append(p.tests, testName{file, fset.Position(d.Pos()).Line, name})
				}
				continue
			}
			p.declared[strings.ToLower(name)] = true
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					p.declared[strings.ToLower(s.Name.Name)] = true
				case *ast.ValueSpec:
					for _, n := range s.Names {
						p.declared[strings.ToLower(n.Name)] = true
					}
				}
			}
		}
	}
}

// docFindings returns the doc comments of functions that do not begin as those
// of Go do.
func docFindings(fset *token.FileSet, file string, f *ast.File) []finding {
	var all []finding
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Doc == nil || fn.Type.Results == nil || !strings.HasPrefix(fn.Doc.Text(), fn.Name.Name+" gives ") {
			continue
		}
		first, _, _ := strings.Cut(fn.Doc.Text(), "\n")
		all = append(all, finding{file: file, line: fset.Position(fn.Doc.Pos()).Line, rule: "word", text: first,
			what: "“gives” in “" + first + "”", hint: "returns"})
	}
	return all
}

// zeroHour is a layout of a day with the hour of 09:30, which staff read as 9:30.
var zeroHour = regexp.MustCompile(`(Jan|Mon).*15:04($|[^:])`)

// hourFindings returns the layouts of time that would write the hour with a zero.
func hourFindings(fset *token.FileSet, file string, f *ast.File) []finding {
	if kindOf(file) == nowhere || strings.HasSuffix(file, "_test.go") {
		return nil
	}
	var all []finding
	ast.Inspect(f, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING && zeroHour.MatchString(strings.Trim(l.Value, "\"`")) {
			all = append(all, finding{file: file, line: fset.Position(l.Pos()).Line, rule: "word", text: l.Value,
				what: "the hour of " + l.Value + " has a zero", hint: "data.DayAndHour"})
		}
		return true
	})
	return all
}

var camelWord = regexp.MustCompile(`\p{Lu}+[\p{Ll}\d]*|[\p{Ll}\d]+`)

// testNames returns the tests whose names claim nothing: a test is named after
// what it tests (TestFold), with a condition (TestFold_accents), or claims
// something in at least three words.
func (p *goPackage) testNames() []finding {
	var all []finding
	for _, t := range p.tests {
		name := strings.TrimPrefix(t.name, "Test")
		if strings.HasSuffix(name, "Child") { // the program that another test starts
			continue
		}
		if strings.Contains(name, "_") || p.declared[strings.ToLower(name)] || len(camelWord.FindAllString(name, -1)) > 2 {
			continue
		}
		all = append(all, finding{file: t.file, line: t.line, rule: "test", text: t.name,
			what: t.name + " names neither what it tests nor what it claims", hint: "TestFunction_condition, or a plain claim"})
	}
	return all
}

// mostSubject is how long the subject of a commit may be, in characters.
const mostSubject = 72

// checkCommits checks the subjects of a range of commits.
func (c *checker) checkCommits(commits string) error {
	out, err := exec.Command("git", "log", "--no-merges", "--format=%h %s", commits).Output() //nolint:gosec // the range is the caller's own
	if err != nil {
		return fmt.Errorf("git log %s: %w", commits, err)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		hash, subject, _ := strings.Cut(strings.TrimSpace(line), " ")
		find := func(what, hint string) {
			c.code = append(c.code, finding{file: "commit " + hash, rule: "commit", text: subject, what: what + ": " + subject, hint: hint})
		}
		if utf8.RuneCountInString(subject) > mostSubject {
			find("subject too long", fmt.Sprintf("%d characters at most", mostSubject))
		}
		if seen[subject] {
			find("two commits have one subject", "say what this one changes")
		}
		if strings.HasSuffix(subject, ".") {
			find("subject ends with a full stop", "leave it out")
		}
		seen[subject] = true
	}
	return nil
}
