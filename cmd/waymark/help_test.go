package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// wordsOf takes a command line apart as a shell does: words in double quotes stay
// together.
func wordsOf(line string) []string {
	var words []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			words = append(words, part)
			continue
		}
		words = append(words, strings.Fields(part)...)
	}
	return words
}

func TestEveryCommandExplainsItself(t *testing.T) {
	for _, s := range subcommands() {
		for _, args := range [][]string{
			append(strings.Fields(s.name), "--help"), append(strings.Fields(s.name), "-h"), append([]string{"help"}, strings.Fields(s.name)...),
			append(strings.Fields(s.name), "--db", "nowhere.db", "-nonsense", "--help"),
		} {
			code, text, errout := callProgram(t, args...)
			if code != exitOK || errout != "" {
				t.Fatalf("%v: %d, %s", args, code, errout)
			}
			for _, part := range []string{"waymark " + s.name + ": " + s.summary, "Usage:\n  waymark " + s.name, "Options:\n", "Example:\n  waymark " + s.name, "Exit status: 0 "} {
				if !strings.Contains(text, part) {
					t.Errorf("%v: no %q in\n%s", args, part, text)
				}
			}
			for _, other := range subcommands() {
				if other.name != s.name && strings.Contains(text, other.summary) {
					t.Errorf("%v explains %s as well", args, other.name)
				}
			}
		}
	}
}

// flagsOf returns the flags that a command takes.
func flagsOf(t *testing.T, s *subcommand) map[string]string {
	t.Helper()
	flags := map[string]string{}
	var out strings.Builder
	err := s.run(context.Background(), &call{name: s.name, args: append(strings.Fields(s.name)[1:], "--help"), out: &out, errout: io.Discard, command: s})
	if !errors.Is(err, flag.ErrHelp) {
		t.Fatalf("%s: %v", s.name, err)
	}
	_, options, _ := strings.Cut(out.String(), "Options:\n")
	options, _, _ = strings.Cut(options, "\n\n")
	for _, line := range strings.Split(options, "\n") {
		head, text, _ := strings.Cut(strings.TrimSpace(line), "  ")
		name, _, _ := strings.Cut(strings.TrimPrefix(head, "--"), " ")
		flags[name] = strings.TrimSpace(text)
	}
	return flags
}

// TestUsageNamesEveryFlag: the options listed come from the flag set that the
// command really parses with, so both directions are compared with its usage.
func TestUsageNamesEveryFlag(t *testing.T) {
	for _, s := range subcommands() {
		flags := flagsOf(t, &s)
		var named []string
		for _, m := range usageFlag.FindAllStringSubmatch(s.usage, -1) {
			named = append(named, m[1])
			if _, ok := flags[m[1]]; !ok {
				t.Errorf("%s takes no --%s", s.name, m[1])
			}
		}
		for name, text := range flags {
			if !slices.Contains(named, name) {
				t.Errorf("the usage of %s does not name --%s", s.name, name)
			}
			if len(text) < 8 {
				t.Errorf("%s does not explain --%s: %q", s.name, name, text)
			}
		}
	}
}

// TestHelp_examplesWork types every example, in an order in which each finds what it
// needs. Those that read a file which is not there get as far as that file.
func TestHelp_examplesWork(t *testing.T) {
	t.Chdir(t.TempDir())
	for name := range examples {
		if !slices.ContainsFunc(subcommands(), func(s subcommand) bool { return s.name == name }) {
			t.Errorf("an example for %q, which there is not", name)
		}
	}
	if err := os.Mkdir("exchange", 0o700); err != nil { // a store is never made by itself
		t.Fatal(err)
	}
	// These need another PC, or a service that has begun: with them alone they say so.
	another := []string{"exchange", "devices list", "devices join", "devices accept", "devices strike", "devices leave", "devices store"}
	for _, s := range subcommands() {
		words := wordsOf(examples[s.name])
		if len(words) < 3 || words[0] != "waymark" || !strings.HasPrefix(strings.Join(words[1:], " "), s.name) {
			t.Fatalf("%s has no example: %q", s.name, examples[s.name])
		}
		if s.name == "sample" {
			words = append(words, "--today", "2026-04-08")
		}
		code, _, errout := callProgram(t, words[1:]...)
		file := words[len(words)-1]
		_, err := os.Stat(file)
		missing := strings.Contains(file, ".") && os.IsNotExist(err)
		if code == exitUsage || code != exitOK && !missing && !slices.Contains(another, s.name) {
			t.Errorf("%s: %d, %s", examples[s.name], code, errout)
		}
	}
}

func TestHelpListsOneLineEach(t *testing.T) {
	for _, ask := range []string{"help", "--help", "-h"} {
		code, text, errout := callProgram(t, ask)
		if code != exitOK || errout != "" {
			t.Fatalf("%s: %d, %s", ask, code, errout)
		}
		for _, s := range subcommands() {
			if strings.Count(text, s.summary) != 1 || strings.Contains(text, s.usage) {
				t.Errorf("%s: %s does not have one line in\n%s", ask, s.name, text)
			}
		}
		if n := strings.Count(text, "\n  waymark "); n != len(subcommands())+1 {
			t.Errorf("%s lists %d", ask, n)
		}
	}
	imports := 0
	for _, s := range subcommands() {
		if strings.HasPrefix(s.name, "import ") {
			imports++
		}
	}
	code, text, _ := callProgram(t, "help", "import")
	if code != exitOK || strings.Count(text, "waymark import") != imports {
		t.Errorf("help import: %d\n%s", code, text)
	}
}

func TestWhatIsMisspeltIsSuggested(t *testing.T) {
	for typed, near := range map[string]string{
		"reprot": "“waymark report”", "backups": "“waymark backup”", "Search": "“waymark search”", "imports services": "“waymark import services”",
		"import servces x": "“waymark import services”", "help serch": "“waymark search”", "export": "“waymark export services”",
		"search --limt 3": "--limit", "report --form 2026-01-01": "--from", "check --repiar": "--repair",
	} {
		code, out, errout := callProgram(t, strings.Fields(typed)...)
		if code != exitUsage || out != "" || !strings.Contains(errout, near) || strings.Count(errout, "\n") != 1 {
			t.Errorf("%s: %d, %q", typed, code, errout)
		}
	}
	if _, _, errout := callProgram(t, "zzzz"); strings.Contains(errout, "mean") {
		t.Errorf("a suggestion for nonsense: %s", errout)
	}
}

// TestReadmeHasEveryCommand: whoever reads the list in README finds each command there,
// and none that there is not.
func TestReadmeHasEveryCommand(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if len(words) < 2 || words[0] != "waymark" {
			continue
		}
		listed[words[1]] = true
		if len(words) > 2 && !strings.HasPrefix(words[2], "-") {
			for second := range strings.SplitSeq(words[2], "|") {
				listed[words[1]+" "+second] = true
			}
		}
		for first := range strings.SplitSeq(words[1], "|") {
			listed[first] = true
		}
	}
	for _, s := range subcommands() {
		if !listed[s.name] {
			t.Errorf("README does not list “waymark %s”", s.name)
		}
		if examples[s.name] == "" {
			t.Errorf("help.go has no example of “waymark %s”", s.name)
		}
	}
}
