package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Counted by hand from the Concise Oxford Dictionary's pronunciations.
func TestSyllables(t *testing.T) {
	want := map[int]string{
		1: "name names named the score scored score’s call called people’s? due day home calls change week through friend house moved close",
		2: "client clients changes wanted table tables needed prescribe service record records report local support problem today people " +
			"surgery? lonely safely being quiet social doctor letter backup again about someone sometimes useful saving enter",
		3: "surgery area areas period everyone referral? telephone? directory? appointed anyone family? median reopen physical follow-up follow-ups hospital " +
			"prescriber prescribers questionnaires? medicine important loneliness agreement resources video",
		4: "appointment? information activity activities community directory available definition wellbeing? identify society",
		5: "coordinator organisation possibility opportunity",
	}
	for n, list := range want {
		for _, w := range strings.Fields(list) {
			if strings.HasSuffix(w, "?") {
				continue // said in two ways
			}
			if got := syllables(w); got != n {
				t.Errorf("%q has %d syllables, not %d", w, n, got)
			}
		}
	}
}

// The first sentence's grade is worked out by hand: 10 words, 14 syllables:
// 0.39 × 10 + 11.8 × 1.4 − 15.59 = 4.83.
func TestAge_isTheGradePlusFive(t *testing.T) {
	m := measureOf("The client can answer the questions alone or with help.", nil)
	if m.words != 10 || m.syllables != 14 {
		t.Fatalf("%d words and %d syllables", m.words, m.syllables)
	}
	if age := m.age(); age < 9.82 || age > 9.84 {
		t.Errorf("reading age %.2f, not 9.83", age)
	}
}

func TestAge_knownTermsAreEasy(t *testing.T) {
	known := &terms{byFirst: map[string][][]string{"bank": {{"bank", "holiday"}}, "questionnaire": {{"questionnaire"}}}}
	m := measureOf("Two questionnaires fall on bank holidays.", known)
	if m.words != 6 || m.syllables != 6 {
		t.Errorf("%d words and %d syllables", m.words, m.syllables)
	}
}

func TestSentencesOf_splitsWhereASentenceEnds(t *testing.T) {
	got := sentencesOf("It is 3.5 miles. Go on? “Yes.” Call · Home\nLast…")
	want := []string{"It is 3.5 miles.", "Go on?", "“Yes.”", "Call ·", "Home", "Last…"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q", got)
	}
}

// check runs the rules over one Go file with the given body and returns the
// findings as lines.
func check(t *testing.T, file, source string) []string {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := newChecker(".", []string{filepath.ToSlash(filepath.Dir(file))})
	if err != nil {
		t.Fatal(err)
	}
	c.allow = nil
	var lines []string
	for _, f := range c.check() {
		lines = append(lines, f.String())
	}
	return lines
}

func screenWith(expression string) string {
	return "package x\n\nimport \"fmt\"\n\nfunc f() string {\n\treturn " + expression + "\n}\n"
}

func TestCheck_findsForbiddenWords(t *testing.T) {
	for expression, want := range map[string]string{
		`"Nobody is expected today"`:        "no one",
		`"Call some" + "body today"`:        "someone",
		`"Please enter a date"`:             "no “please”",
		`"57 % of people"`:                  "57%",
		`fmt.Sprintf("%d %% of all", n)`:    "57%",
		`"Looking for services …"`:          "Loading…",
		`"The client's needs"`:              "curly",
		`"Made a prescription for them"`:    "service referral",
		`"Such as CT9 1AA, or SE1 2AB"`:     "For example",
		`"Answers are to be 0 to 4 points"`: "must be",
		`t.Format("2 Jan 2006 at 15:04")`:   "has a zero",
	} {
		found := check(t, "ui/x/x.go", screenWith(expression))
		if len(found) != 1 || !strings.Contains(found[0], want) || !strings.HasPrefix(found[0], "ui/x/x.go:6: word: ") {
			t.Errorf("%s: %q", expression, found)
		}
	}
}

func TestCheck_leavesWhatNoOneReads(t *testing.T) {
	for _, expression := range []string{
		`strings.Contains(s, "nobody here")`, `m["nobody here"]`, `h.Log.Info("please wait")`,
		`s == "nobody here" && true`, `"nobody"`, `regexp.MustCompile("nobody .*")`,
	} {
		if found := check(t, "ui/x/x.go", screenWith(expression)); len(found) > 0 {
			t.Errorf("%s: %q", expression, found)
		}
	}
	if found := check(t, "data/store/x.go", screenWith("`SELECT name FROM client WHERE note = 'nobody'`")); len(found) > 0 {
		t.Errorf("SQL: %q", found)
	}
	if found := check(t, "ui/x/x.go", "package x\n\ntype t struct {\n\tA int `json:\"nobody here\"`\n}\n"); len(found) > 0 {
		t.Errorf("tag: %q", found)
	}
}

func TestCheck_findsGluedSentences(t *testing.T) {
	for _, expression := range []string{
		`fmt.Sprintf(" of %s rose", m)`,
		`fmt.Sprintf(", mean %s", m)`,
		`fmt.Sprintf("%s service%s found", n, s)`,
		`fmt.Sprintf("%s %s booked here", n, pick(n, "is", "are"))`,
		`"Your score went up by " + n + tail + "."`,
		`fmt.Sprintf("%s scored %s %s %s then", a, b, c, d)`,
		`"the list runs from "`,
	} {
		found := check(t, "ui/x/x.go", screenWith(expression))
		if len(found) == 0 || strings.Count(strings.Join(found, "\n"), ": glued: ") != len(found) {
			t.Errorf("%s: %q", expression, found)
		}
	}
}

func TestCheck_leavesWholeSentencesWithGaps(t *testing.T) {
	for _, expression := range []string{
		`"Saved as “" + name + "”."`, `fmt.Sprintf("%s of %s people (%s)", a, b, c)`, `"Home: " + place`,
		`a + " · " + b`, `first + ". " + "Then the next one."`, `"Suits " + who`,
		`fmt.Sprintf("%s has no next step planned", name)`, `name + " (retired)"`,
	} {
		if found := check(t, "ui/x/x.go", screenWith(expression)); len(found) > 0 {
			t.Errorf("%s: %q", expression, found)
		}
	}
}

func TestCheck_findsHardAndLongSentences(t *testing.T) {
	long := `"` + strings.Repeat("one two ", 13) + `end."`
	if found := check(t, "ui/x/x.go", screenWith(long)); len(found) == 0 || !strings.Contains(found[0], "27 words") {
		t.Errorf("%q", found)
	}
	hard := `"Organisational considerations necessitate interdisciplinary deliberation immediately."`
	found := strings.Join(check(t, "ui/x/x.go", screenWith(hard)), "\n")
	if !strings.Contains(found, ": age: ") || !strings.Contains(found, ": page: ") {
		t.Errorf("%q", found)
	}
	if found := check(t, "reports/definitions.go", screenWith(hard)); len(found) > 0 {
		t.Errorf("definitions are exempt: %q", found)
	}
}

func TestCheck_readsCommentsAndTestNames(t *testing.T) {
	source := "package x\n\n// f gives what nobody has.\nfunc f() string { return \"\" }\n"
	found := strings.Join(check(t, "data/x.go", source), "\n")
	if !strings.Contains(found, "no one") || !strings.Contains(found, "(returns)") {
		t.Errorf("%q", found)
	}
	source = "package x\n\nfunc TestWords() {}\nfunc TestFold_accents() {}\nfunc TestNothingIsLostHere() {}\n"
	if found := check(t, "data/x_test.go", source); len(found) != 1 || !strings.Contains(found[0], "TestWords") {
		t.Errorf("%q", found)
	}
}

func TestFix_changesCommentsTextsAndNothingElse(t *testing.T) {
	t.Chdir(t.TempDir())
	source := "package x\n\n// nobody says so.\nvar nobody = \"Nobody came, somebody left\" // for anybody\n"
	if err := os.WriteFile("x.go", []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := run([]string{"-fix"}, &out, &errs); code != exitOK {
		t.Fatal(errs.String())
	}
	got, err := os.ReadFile("x.go")
	if err != nil {
		t.Fatal(err)
	}
	if want := "package x\n\n// no one says so.\nvar nobody = \"No one came, someone left\" // for anyone\n"; string(got) != want {
		t.Errorf("%s", got)
	}
}

func TestRun_exitsByWhatItFinds(t *testing.T) {
	t.Chdir(t.TempDir())
	var out, errs bytes.Buffer
	if err := os.WriteFile("README.md", []byte("Plain words.\n\n```\nnobody\n```\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code := run([]string{"README.md"}, &out, &errs); code != exitOK {
		t.Errorf("%d: %s%s", code, out.String(), errs.String())
	}
	if err := os.WriteFile("README.md", []byte("For nobody.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if code := run([]string{"README.md"}, &out, &errs); code != exitFailure || !strings.Contains(out.String(), "README.md:1: word: ") {
		t.Errorf("%d: %s", code, out.String())
	}
	if code := run([]string{"-nonsense"}, &out, &errs); code != exitUsage {
		t.Errorf("%d", code)
	}
}

func TestTerms_areFewAndExplained(t *testing.T) {
	list, err := rows("terms.txt", 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		if len(strings.Fields(r[1])) < 2 || r[2] == "" {
			t.Errorf("%s is not explained", r[0])
		}
	}
	if _, err := readTerms(); err != nil {
		t.Error(err)
	}
}

func TestReadable_isInOrder(t *testing.T) {
	spans, err := readable("fix.go", nil)
	if err == nil {
		t.Fatal("an empty file was read", spans)
	}
	content, err := os.ReadFile("fix.go")
	if err != nil {
		t.Fatal(err)
	}
	if spans, err = readable("fix.go", content); err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, s := range spans {
		if s.from < at || s.to <= s.from {
			t.Fatalf("%d to %d after %d", s.from, s.to, at)
		}
		at = s.to
	}
}
