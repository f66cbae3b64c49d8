package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// What the program exits with.
const (
	exitOK      = 0
	exitFailure = 1 // there are findings
	exitUsage   = 2 // wrong use, or a file that cannot be read
)

// finding is one thing to mend.
type finding struct {
	file string
	line int
	rule string // the column "rule" of allow.txt
	what string
	hint string // what to write instead; may be ""
	text string // what allow.txt is matched with
}

// String returns the finding as a compiler would print it.
func (f finding) String() string {
	s := fmt.Sprintf("%s:%d: %s: %s", f.file, f.line, f.rule, f.what)
	if f.hint != "" {
		s += " (" + f.hint + ")"
	}
	return s
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("words", flag.ContinueOnError)
	flags.SetOutput(errs)
	verbose := flags.Bool("v", false, "print every exempt text, not only how many there are")
	ages := flags.Bool("ages", false, "print the reading age of every screen and document")
	commits := flags.String("commits", "", "also check the subjects of these commits, such as main..HEAD")
	fix := flags.Bool("fix", false, "replace the words that need no reading, in comments, texts and tests")
	dump := flags.Bool("texts", false, "print every text that was read, and nothing else")
	if err := flags.Parse(args); err != nil {
		return exitUsage
	}
	c, err := newChecker(".", flags.Args())
	if err == nil && *commits != "" {
		err = c.checkCommits(*commits)
	}
	if err != nil {
		_, _ = fmt.Fprintln(errs, "words:", err)
		return exitUsage
	}
	switch {
	case *dump:
		for _, t := range c.texts {
			_, _ = fmt.Fprintf(out, "%s:%d: %s: %s\n", t.file, t.line, t.kind, strings.ReplaceAll(t.String(), "\n", "\\n"))
		}
		return exitOK
	case *fix:
		return fixAll(c, out, errs)
	}
	findings := c.check()
	c.report(out, *ages, *verbose)
	slices.SortFunc(findings, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.what, b.what))
	})
	for _, f := range slices.Compact(findings) {
		_, _ = fmt.Fprintln(out, f)
	}
	if len(findings) > 0 {
		_, _ = fmt.Fprintf(out, "%d findings\n", len(findings))
		return exitFailure
	}
	_, _ = fmt.Fprintln(out, "no findings")
	return exitOK
}

// fixAll fixes the Go files that were asked for and prints which it changed.
func fixAll(c *checker, out, errs io.Writer) int {
	for _, file := range c.files {
		changed, err := c.fix(file)
		if err != nil {
			_, _ = fmt.Fprintln(errs, "words:", err)
			return exitUsage
		}
		if changed {
			_, _ = fmt.Fprintln(out, file)
		}
	}
	return exitOK
}
