package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// checker holds what was read, and the lists it is checked against.
type checker struct {
	texts   []text
	words   []word
	known   *terms
	exempt  []*exemption
	allow   []*allowance
	folders []string // what was asked for; all if empty
	files   []string // the Go files in them
	code    []finding
	ages    map[string]*unit
}

// unit is a screen or a part of the report: what has one reading age.
type unit struct {
	measure
	kind kind
	hard []hardSentence
}

type hardSentence struct {
	text
	sentence string
	age      float64
}

// kindOf returns how the texts of a Go file are read.
func kindOf(file string) kind {
	switch {
	case strings.HasPrefix(file, "cmd/waymark/"):
		return output
	case strings.HasPrefix(file, "ui/uitest/"), strings.HasPrefix(file, "ui/kit/kittest/"), strings.HasPrefix(file, "cmd/"), strings.HasPrefix(file, "findings/"),
		strings.Contains(file, "/fixture/"), strings.HasSuffix(file, "/storetest/storetest.go"):
		return nowhere // only developers see these
	case strings.HasPrefix(file, "reports/"):
		return report
	}
	return screen
}

// newChecker reads the lists, and the texts below root.
func newChecker(root string, folders []string) (*checker, error) {
	c := &checker{ages: map[string]*unit{}}
	var err error
	if c.words, err = readWords(); err != nil {
		return nil, err
	}
	if c.known, err = readTerms(); err != nil {
		return nil, err
	}
	if c.exempt, err = readExempt(); err != nil {
		return nil, err
	}
	if c.allow, err = readAllow(); err != nil {
		return nil, err
	}
	for _, f := range folders {
		c.folders = append(c.folders, filepath.ToSlash(filepath.Clean(f)))
	}
	return c, c.read(root)
}

// wanted reports whether a file lies in a folder that was asked for.
func (c *checker) wanted(file string) bool {
	for _, f := range c.folders {
		if f == "." || file == f || strings.HasPrefix(file, f+"/") {
			return true
		}
	}
	return len(c.folders) == 0
}

func (c *checker) read(root string) error {
	fset := token.NewFileSet()
	packages := map[string]*goPackage{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		file := filepath.ToSlash(strings.TrimPrefix(name, root+string(filepath.Separator)))
		if d.IsDir() {
			if base := d.Name(); name != root && (strings.HasPrefix(base, ".") || base == "testdata" || base == "bin" || base == "demo") {
				return filepath.SkipDir
			}
			return nil
		}
		switch {
		case strings.HasSuffix(file, ".go"):
			return c.readGo(fset, file, packages)
		case strings.HasSuffix(file, ".md") && c.wanted(file):
			return c.readMarkdown(file)
		}
		return nil
	})
	for _, p := range packages {
		c.code = append(c.code, p.testNames()...)
	}
	return err
}

func (c *checker) readGo(fset *token.FileSet, file string, packages map[string]*goPackage) error {
	texts, f, err := goTexts(fset, file, kindOf(file))
	if err != nil {
		return err
	}
	folder := path.Dir(file)
	if packages[folder] == nil {
		packages[folder] = &goPackage{declared: map[string]bool{}}
	}
	packages[folder].add(fset, file, f, c.wanted(file))
	if !c.wanted(file) {
		return nil
	}
	c.files = append(c.files, file)
	c.comments(fset, file, f)
	c.code = append(c.code, docFindings(fset, file, f)...)
	c.code = append(c.code, hourFindings(fset, file, f)...)
	if !strings.HasSuffix(file, "_test.go") {
		c.texts = append(c.texts, texts...)
	}
	return nil
}

// comments keeps every comment of a file as a text.
func (c *checker) comments(fset *token.FileSet, file string, f *ast.File) {
	for _, group := range f.Comments {
		for _, one := range group.List {
			words := strings.TrimSpace(strings.Trim(strings.TrimPrefix(one.Text, "//"), "/*"))
			if strings.HasPrefix(one.Text, "//go:") || strings.HasPrefix(one.Text, "//nolint") {
				continue
			}
			for i, line := range strings.Split(words, "\n") {
				c.texts = append(c.texts, text{file: file, line: fset.Position(one.Pos()).Line + i, kind: code, pieces: []piece{{words: line}}})
			}
		}
	}
}

// check returns the findings that no exception allows.
func (c *checker) check() []finding {
	all := slices.Clone(c.code)
	for _, t := range c.texts {
		if c.exempted(t) {
			continue
		}
		all = append(all, c.checkWords(t)...)
		if t.kind == screen || t.kind == output || t.kind == report {
			all = append(all, glued(t)...)
			all = append(all, c.readingAge(t)...)
		}
	}
	all = append(all, c.hardUnits()...)
	all = slices.DeleteFunc(all, c.allowed)
	for _, a := range c.allow {
		if !a.used && c.wanted(a.file) {
			all = append(all, finding{file: "cmd/words/allow.txt", rule: "allow",
				what: fmt.Sprintf("the exception for %q in %s (%s) is not needed any more", a.text, a.file, a.rule), hint: "remove it"})
		}
	}
	return all
}

// allowed reports whether allow.txt has an exception for a finding.
func (c *checker) allowed(f finding) bool {
	for _, a := range c.allow {
		if a.rule == f.rule && within(f.file, a.file) && (a.text == "*" || strings.Contains(f.text, a.text)) {
			a.used = true
			return true
		}
	}
	return false
}

// jsonExample is an example of JSON within a text, which has quotes of its own.
var jsonExample = regexp.MustCompile(`(?s)\{\s*"[^“”]*\}`)

// commandExample is a command within a text, to be typed as it is.
var commandExample = regexp.MustCompile(`“(waymark|GET|--)[^”]*”`)

// checkWords compares a text with words.txt.
func (c *checker) checkWords(t text) []finding {
	var all []finding
	s := jsonExample.ReplaceAllString(t.String(), "{}")
	for _, w := range c.words {
		if !w.kinds[t.kind] {
			continue
		}
		for _, at := range w.match.FindAllStringIndex(s, -1) {
			all = append(all, finding{file: t.file, line: t.line, rule: "word", text: s,
				what: fmt.Sprintf("“%s” in “%s”", strings.TrimSpace(strings.ReplaceAll(s[at[0]:at[1]], string(gap), "{}")), t.shown()), hint: strings.TrimPrefix(w.better, "=")})
			break
		}
	}
	return all
}

// exempted reports whether a text is exempt from every rule.
func (c *checker) exempted(t text) bool {
	if t.kind == code || t.kind == guide {
		return false
	}
	for _, e := range c.exempt {
		if e.whole && within(t.file, e.glob) {
			e.texts = append(e.texts, t)
			return true
		}
	}
	return false
}

// readingAge counts a text towards the age of its unit, and finds sentences
// that are too long or too hard by themselves.
func (c *checker) readingAge(t text) []finding {
	for _, e := range c.exempt {
		if !e.whole && within(t.file, e.glob) {
			e.texts = append(e.texts, t)
			return nil
		}
	}
	var all []finding
	said := jsonExample.ReplaceAllString(commandExample.ReplaceAllString(t.String(), string(gap)), string(gap))
	for _, s := range sentencesOf(said) {
		m := measureOf(s, c.known)
		if m.words < leastWords {
			continue
		}
		u := c.unitOf(t)
		u.add(m)
		u.hard = append(u.hard, hardSentence{text: t, sentence: s, age: m.age()})
		shown := strings.ReplaceAll(strings.ReplaceAll(s, string(gap), "{}"), "\n", " ")
		switch {
		case m.words > mostWords:
			all = append(all, finding{file: t.file, line: t.line, rule: "long", text: s,
				what: fmt.Sprintf("%d words in one sentence: “%s”", m.words, shown), hint: fmt.Sprintf("%d at most", mostWords)})
		case m.age() > mostLonelyAge:
			all = append(all, finding{file: t.file, line: t.line, rule: "age", text: s,
				what: fmt.Sprintf("reading age %.0f: “%s”", m.age(), shown), hint: "shorter words, or shorter sentences"})
		}
	}
	return all
}

// unitOf returns the screen or document that a text belongs to: its package.
func (c *checker) unitOf(t text) *unit {
	name := path.Dir(t.file)
	if c.ages[name] == nil {
		c.ages[name] = &unit{kind: t.kind}
	}
	return c.ages[name]
}

// hardUnits returns a finding for each unit above the reading age, at its
// hardest sentence.
func (c *checker) hardUnits() []finding {
	var all []finding
	for name, u := range c.ages {
		if u.age() <= mostAge {
			continue
		}
		slices.SortStableFunc(u.hard, func(a, b hardSentence) int { return cmp.Compare(b.age, a.age) })
		worst := u.hard[0]
		all = append(all, finding{file: worst.file, line: worst.line, rule: "page", text: name,
			what: fmt.Sprintf("%s has a reading age of %.1f, more than %.0f; its hardest sentence is “%s”", name, u.age(), mostAge, worst.shown())})
	}
	return all
}

// report prints the ages and what was exempt from them.
func (c *checker) report(out io.Writer, ages, verbose bool) {
	var whole measure
	names := make([]string, 0, len(c.ages))
	for name, u := range c.ages {
		names = append(names, name)
		whole.add(u.measure)
	}
	if ages {
		slices.SortFunc(names, func(a, b string) int { return cmp.Compare(c.ages[b].age(), c.ages[a].age()) })
		for _, name := range names {
			u := c.ages[name]
			_, _ = fmt.Fprintf(out, "reading age %4.1f over %4d sentences: %s\n", u.age(), u.sentences, name)
		}
	}
	_, _ = fmt.Fprintf(out, "Reading age %.1f over %d sentences of %d words or more, in %d packages (Flesch–Kincaid grade + 5; %d terms count as known).\n",
		whole.age(), whole.sentences, leastWords, len(c.ages), c.known.count())
	for _, e := range c.exempt {
		if len(e.texts) == 0 {
			continue
		}
		from := "the reading age"
		if e.whole {
			from = "every rule"
		}
		_, _ = fmt.Fprintf(out, "Exempt from %s: %s, %d texts: %s\n", from, e.glob, len(e.texts), e.reason)
		if verbose {
			for _, t := range e.texts {
				_, _ = fmt.Fprintf(out, "  %s:%d: %s\n", t.file, t.line, t.shown())
			}
		}
	}
}

// count returns how many terms there are.
func (t *terms) count() int {
	n := 0
	for _, list := range t.byFirst {
		n += len(list)
	}
	return n
}

// readMarkdown keeps the paragraphs of a page as texts, without its code.
func (c *checker) readMarkdown(file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	inCode := false
	for i, line := range strings.Split(string(content), "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			inCode = !inCode
			continue
		}
		if inCode || strings.TrimSpace(line) == "" {
			continue
		}
		c.texts = append(c.texts, text{file: file, line: i + 1, kind: guide, pieces: []piece{{words: inlineCode.ReplaceAllString(line, "`$`")}}})
	}
	return nil
}
