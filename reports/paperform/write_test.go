package paperform_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/instrument"
	"waymark/reports/paperform"
)

var usual = paperform.Options{ServiceName: "Thanet Social Prescribing", Registration: "WEM-2026-0417", Reference: "K7P-4WQX"}

func large(o paperform.Options) paperform.Options {
	o.Large = true
	return o
}

func standard(t *testing.T, ids ...string) []*instrument.Definition {
	t.Helper()
	var set []*instrument.Definition
	for _, id := range ids {
		d, ok := instrument.Standard().ByID(id)
		if !ok {
			t.Fatalf("no %s", id)
		}
		set = append(set, d)
	}
	return set
}

// own is a service's own questionnaire of forty questions, short and long
// ones, some with answers of their own.
func own() *instrument.Definition {
	d := &instrument.Definition{
		ID: "own", Version: "1", Name: "Ein gardd ŵ ł: the garden, the bench and the evenings", ShortName: "Garden",
		Rights: strings.Repeat("All of it is ours and is not to be copied. ", 40), Recall: "the last month", Instruction: "Please read each one.",
		Choices: []instrument.Choice{{Value: 1, Label: "Never"}, {Value: 2, Label: "Now and then"}, {Value: 4, Label: "Every day"}},
	}
	for i := range 40 {
		item := instrument.Item{Number: i + 1, Text: fmt.Sprintf("begin%d %s end%d", i+1, strings.Repeat("with many words that go on ", i%9), i+1)}
		if i%7 == 3 {
			item.Choices = []instrument.Choice{{Value: 1, Label: fmt.Sprintf("first%d", i+1)}, {Value: 2, Label: strings.Repeat("An answer at length. ", 8)}, {Value: 9, Label: fmt.Sprintf("last%d", i+1)}}
		}
		d.Items = append(d.Items, item)
	}
	d.Items[20].Text = "begin21 " + strings.Repeat("Very long ", 98) + "end21"
	return d
}

func write(t *testing.T, set []*instrument.Definition, o paperform.Options) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "form.pdf")
	if err := paperform.Write(context.Background(), path, set, o); err != nil {
		t.Fatal(err)
	}
	return path
}

// pages reads the form back the way another program does, each page as one line.
func pages(t *testing.T, path string) []string {
	t.Helper()
	out, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext (Debian package poppler-utils): %v", err)
	}
	all := strings.Split(string(out), "\f")
	all = all[:len(all)-1]
	for i := range all {
		all[i] = strings.Join(strings.Fields(all[i]), " ")
	}
	return all
}

func TestTheExactWording(t *testing.T) {
	for _, o := range []paperform.Options{usual, large(usual)} {
		for _, q := range append(instrument.Standard().All(), own()) {
			got := strings.Join(pages(t, write(t, []*instrument.Definition{q}, o)), " ")
			// A grid has the answers above the questions, and the lines of several beside each other.
			has := func(want string) {
				t.Helper()
				if !strings.Contains(got, strings.Join(strings.Fields(want), " ")) {
					t.Errorf("%s: %q is not there", q.ID, want)
				}
			}
			has(q.Name)
			has(q.Instruction)
			has(q.Rights)
			for _, item := range q.Items {
				has(fmt.Sprintf("%d %s", item.Number, item.Text))
				for _, c := range item.Choices {
					has(fmt.Sprintf("%d %s", c.Value, c.Label))
				}
			}
			has("Reference: K7P-4WQX")
			has("For staff Date filled in: Filled in: Alone Read aloud By phone With an interpreter By someone on their behalf")
			if asked := strings.Contains(got, "Registration reference: WEM-2026-0417"); asked != q.Reference {
				t.Errorf("%s: the registration is there: %v", q.ID, asked)
			}
		}
	}
}

func TestAnswersAndDigits(t *testing.T) {
	got := pages(t, write(t, standard(t, "wemwbs", "ons4", "ucla3"), usual))
	for i, want := range []string{
		"1 I’ve been feeling optimistic about the future 1 2 3 4 5 2 I’ve", "nowadays? 0 1 2 3 4 5 6 7 8 9 10 Not at all Completely", "companionship? 1 2 3",
	} {
		if !strings.Contains(strings.ReplaceAll(got[i], "'", "’"), want) {
			t.Errorf("%q is not in %s", want, got[i])
		}
	}
	for _, word := range []string{"None of", "Rarely", "Some of", "Often", "All of the"} {
		if !strings.Contains(got[0], word) {
			t.Errorf("no answer %q", word)
		}
	}
	if long := pages(t, write(t, standard(t, "wemwbs"), large(usual))); strings.Count(strings.Join(long, " "), "Rarely") != 14 {
		t.Error("in large print each question has its answers below it")
	}
	if text := pages(t, write(t, []*instrument.Definition{own()}, usual))[0]; !strings.Contains(text, "About the last month") {
		t.Error("the time asked about is not there")
	}
	if strings.Contains(got[0], "About the last") {
		t.Error("the time asked about is said twice")
	}
}

func TestPages(t *testing.T) {
	set := standard(t, "wemwbs", "ons4", "ucla3", "djg6", "ons-lonely", "swemwbs")
	got := pages(t, write(t, set, usual))
	if len(got) != len(set) {
		t.Fatalf("%d pages for %d questionnaires", len(got), len(set))
	}
	for i, page := range got {
		if !strings.HasSuffix(page, fmt.Sprintf("Page %d of %d", i+1, len(set))) || !strings.Contains(page, set[i].Name) {
			t.Errorf("page %d is %s", i+1, page)
		}
	}
	if n := len(pages(t, write(t, standard(t, "wemwbs"), large(usual)))); n != 3 {
		t.Errorf("WEMWBS takes %d pages in large print", n)
	}
}

// A question with all its answers is on one page.
func TestNoQuestionIsSplit(t *testing.T) {
	for _, o := range []paperform.Options{usual, large(usual)} {
		q, seen := own(), 0
		for _, page := range pages(t, write(t, []*instrument.Definition{q}, o)) {
			for _, item := range q.Items {
				n := strconv.Itoa(item.Number)
				marks := []string{"begin" + n + " ", "end" + n + " "}
				if item.Choices != nil {
					marks = append(marks, "first"+n+" ", "last"+n+" ")
				}
				count := 0
				for _, m := range marks {
					count += strings.Count(page+" ", m)
				}
				if count != 0 && count != len(marks) {
					t.Errorf("question %s is split", n)
				}
				seen += count / len(marks)
			}
			if !strings.Contains(page, "Reference: K7P-4WQX") || !strings.Contains(page, "Who owns this") {
				t.Errorf("a page without its head and foot: %s", page)
			}
		}
		if seen != 40 {
			t.Errorf("%d questions", seen)
		}
	}
}

// A question whose answers hardly fit on a page is set in smaller letters.
func TestLongQuestionsShrink(t *testing.T) {
	q := own()
	q.Items = q.Items[:1]
	for i := range 20 {
		q.Items[0].Choices = append(q.Items[0].Choices, instrument.Choice{Value: i, Label: fmt.Sprintf("answer%d %s", i, strings.Repeat("at some length ", 12))})
	}
	for _, o := range []paperform.Options{usual, large(usual)} {
		whole := slices.ContainsFunc(pages(t, write(t, []*instrument.Definition{q}, o)), func(page string) bool {
			return strings.Contains(page, "begin1 ") && strings.Contains(page, "answer0 ") && strings.Contains(page, "19 answer19 ")
		})
		if !whole {
			t.Errorf("large %v: the question is not on one page", o.Large)
		}
	}
}

func TestWrite_sameBytes(t *testing.T) {
	read := func(o paperform.Options) []byte {
		b, err := os.ReadFile(write(t, standard(t, "wemwbs", "ons4"), o))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if !bytes.Equal(read(usual), read(usual)) {
		t.Error("the same form twice differs")
	}
	other := usual
	other.Reference = ""
	if bytes.Equal(read(usual), read(other)) {
		t.Error("without a reference the form is the same")
	}
}

func TestWrite_refusesWhatCannotBePrinted(t *testing.T) {
	long, chinese, emoji := own(), own(), own()
	long.Items[3].Choices = nil
	for i := range 30 {
		long.Items[3].Choices = append(long.Items[3].Choices, instrument.Choice{Value: i, Label: strings.Repeat("An answer of two hundred letters. ", 40)})
	}
	chinese.Items[0].Text = "你好吗？"
	emoji.Choices = []instrument.Choice{{Value: 1, Label: "😀"}, {Value: 2, Label: "🙁"}}
	set := standard(t, "wemwbs")
	path := filepath.Join(t.TempDir(), "form.pdf")
	for name, c := range map[string]struct {
		set  []*instrument.Definition
		path string
		says string
	}{
		"no questionnaire": {nil, path, "No questionnaire was chosen"},
		"too long":         {[]*instrument.Definition{long}, path, "Question 4 of Garden is too long"},
		"letters":          {[]*instrument.Definition{set[0], chinese}, path, "Garden cannot be printed as it is"},
		"faces":            {[]*instrument.Definition{emoji}, path, "Garden cannot be printed as it is"},
		"no folder":        {set, filepath.Join(path, "x", "form.pdf"), "could not save the file there"},
	} {
		var problem *data.Problem
		if err := paperform.Write(context.Background(), c.path, c.set, usual); !errors.As(err, &problem) || !strings.Contains(problem.Sentence, c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := paperform.Write(ctx, path, set, usual); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 0 {
		t.Errorf("%v is left", left)
	}
}

// A questionnaire without an official wording in Urdu is printed in English, and then
// with its answers in the order of English: “None of the time” is on the left, where
// it stood on the right. One with a wording of its own is set as its language is.
func TestWrite_englishQuestionsKeepTheirOrder(t *testing.T) {
	o := usual
	o.Language = clienttext.Pseudo(clienttext.Mirrored)
	english := standard(t, "wemwbs")[0]
	own := *english
	own.Translations = map[string]instrument.Translation{o.Language.Code(): {Answers: []string{"Least", "Little", "Middling", "Much", "Most"}}}
	for first, q := range map[string]*instrument.Definition{"None": english, "Least": &own} {
		last := map[string]string{"None": "All", "Least": "Most"}[first]
		for _, both := range []bool{false, true} {
			o.Both = both
			page := bboxes(t, write(t, []*instrument.Definition{q}, o))
			a, b := page[first], page[last]
			if len(a) == 0 || len(b) == 0 {
				t.Fatalf("%q and %q are not there", first, last)
			}
			n := len(a) - 1 // of both, the English is printed first
			if fromRight := a[n] > b[len(b)-1]; fromRight != (first == "Least") {
				t.Errorf("%q at %v, %q at %v", first, a[n], last, b[len(b)-1])
			}
		}
	}
}

// bboxes lists where each word stands from the left, page by page.
func bboxes(t *testing.T, path string) map[string][]float64 {
	t.Helper()
	out, err := exec.Command("pdftotext", "-bbox", path, "-").Output()
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	words := map[string][]float64{}
	for line := range strings.Lines(string(out)) {
		_, at, ok := strings.Cut(line, `xMin="`)
		at, _, _ = strings.Cut(at, `"`)
		x, err := strconv.ParseFloat(at, 64)
		_, word, _ := strings.Cut(line, ">")
		word, _, _ = strings.Cut(word, "<")
		if ok && err == nil {
			words[word] = append(words[word], x)
		}
	}
	return words
}
