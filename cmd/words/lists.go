package main

import (
	"bufio"
	"embed"
	"fmt"
	"path"
	"regexp"
	"strings"
)

//go:embed words.txt terms.txt exempt.txt allow.txt
var lists embed.FS

// mostTerms is how many terms may count as known.
const mostTerms = 150

// rows returns the lines of a list, each with the given number of columns,
// which are separated by tabs. Empty lines and those that begin with # are notes.
func rows(name string, columns int) ([][]string, error) {
	f, err := lists.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all [][]string
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), " \t")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			return nil, fmt.Errorf("%s:%d: %d columns, not %d", name, n, len(cells), columns)
		}
		all = append(all, cells)
	}
	return all, lines.Err()
}

// word is a word or pattern that is not written.
type word struct {
	kinds  map[kind]bool
	match  *regexp.Regexp
	better string
}

// readWords reads words.txt.
func readWords() ([]word, error) {
	list, err := rows("words.txt", 3)
	if err != nil {
		return nil, err
	}
	all := make([]word, len(list))
	for i, r := range list {
		w := word{kinds: map[kind]bool{}, better: r[2]}
		for k := range strings.SplitSeq(r[0], ",") {
			switch k {
			case "all":
				for _, k := range []kind{screen, output, report, guide, code, fault} {
					w.kinds[k] = true
				}
			case "text":
				for _, k := range []kind{screen, output, report, guide} {
					w.kinds[k] = true
				}
			default:
				w.kinds[kind(k)] = true
			}
		}
		expr := r[1]
		if pattern, ok := strings.CutPrefix(expr, "/"); ok {
			expr = strings.TrimSuffix(pattern, "/")
		} else {
			expr = `(?i)(^|[^\pL-])` + regexp.QuoteMeta(expr) + `($|[^\pL-])`
		}
		if w.match, err = regexp.Compile(expr); err != nil {
			return nil, fmt.Errorf("words.txt: %w", err)
		}
		all[i] = w
	}
	return all, nil
}

// terms are the terms that count as known, by their first word in small letters.
type terms struct{ byFirst map[string][][]string }

// readTerms reads terms.txt: term, one line of explanation, where it is explained.
func readTerms() (*terms, error) {
	list, err := rows("terms.txt", 3)
	if err != nil {
		return nil, err
	}
	if len(list) > mostTerms {
		return nil, fmt.Errorf("terms.txt has %d terms; at most %d can count as known", len(list), mostTerms)
	}
	t := &terms{byFirst: map[string][][]string{}}
	for _, r := range list {
		words := strings.Fields(strings.ToLower(r[0]))
		t.byFirst[words[0]] = append(t.byFirst[words[0]], words)
	}
	return t, nil
}

// in reports which of the words of a sentence belong to a term.
func (t *terms) in(words []string) []bool {
	easy := make([]bool, len(words))
	if t == nil {
		return easy
	}
	for i := range words {
		for _, first := range forms(words[i]) {
			for _, term := range t.byFirst[first] {
				if i+len(term) > len(words) || !isTerm(words[i:i+len(term)], term) {
					continue
				}
				for k := range term {
					easy[i+k] = true
				}
			}
		}
	}
	return easy
}

func isTerm(words, term []string) bool {
	for i, w := range words {
		ok := false
		for _, f := range forms(w) {
			ok = ok || f == term[i]
		}
		if !ok {
			return false
		}
	}
	return true
}

// forms returns a word as a list may have it: in small letters, without the s
// of a plural or a genitive.
func forms(w string) []string {
	w = strings.ToLower(w)
	for _, end := range []string{"’s", "'s", "s’"} {
		w = strings.TrimSuffix(w, end)
	}
	all := []string{w}
	if one, ok := strings.CutSuffix(w, "ies"); ok {
		all = append(all, one+"y")
	}
	if one, ok := strings.CutSuffix(w, "s"); ok {
		all = append(all, one)
	}
	return all
}

// exemption is a place without a reading age, or whose words are no one's to mend.
type exemption struct {
	glob, reason string
	whole        bool   // from every rule, not only from the reading age
	texts        []text // what it exempted
}

// readExempt reads exempt.txt: from what, which files, and why.
func readExempt() ([]*exemption, error) {
	list, err := rows("exempt.txt", 3)
	if err != nil {
		return nil, err
	}
	var all []*exemption
	for _, r := range list {
		if r[0] != "age" && r[0] != "all" {
			return nil, fmt.Errorf("exempt.txt: %q is neither age nor all", r[0])
		}
		all = append(all, &exemption{whole: r[0] == "all", glob: r[1], reason: r[2]})
	}
	return all, nil
}

// allowance is an exception from a rule, with its reason.
type allowance struct {
	rule, file, text, reason string
	used                     bool
}

// readAllow reads allow.txt: rule, file, a part of the text, and why.
func readAllow() ([]*allowance, error) {
	list, err := rows("allow.txt", 4)
	if err != nil {
		return nil, err
	}
	var all []*allowance
	for _, r := range list {
		all = append(all, &allowance{rule: r[0], file: r[1], text: r[2], reason: r[3]})
	}
	return all, nil
}

// within reports whether a file is what a glob names: a file, a pattern of
// path.Match, or a folder with everything below it.
func within(file, glob string) bool {
	if folder, ok := strings.CutSuffix(glob, "/..."); ok {
		return strings.HasPrefix(file, folder+"/")
	}
	ok, _ := path.Match(glob, file)
	return ok
}
