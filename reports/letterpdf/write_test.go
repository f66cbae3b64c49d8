package letterpdf

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/letter"
	"waymark/reports"
)

func sample(t *testing.T, k letter.Kind, change func(letter.Values)) *letter.Letter {
	t.Helper()
	v := letter.SampleOf(k)
	if change != nil {
		change(v)
	}
	tpl := letter.Default(k)
	l, err := tpl.Letter(v)
	if err != nil {
		t.Fatal(err)
	}
	l.On, l.From = data.MustDate("2026-04-07"), letter.Lines(v[letter.OurService], v[letter.OurPhone])
	if k.ToClient() {
		l.To = letter.Lines(v[letter.Name], "Flat 2, 17 Invented Terrace", "Margate", "CT9 9ZZ")
	}
	return l
}

// pages writes letters and returns the text of each page.
func pages(t *testing.T, largePrint bool, letters ...*letter.Letter) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "letters.pdf")
	if err := Write(context.Background(), path, letters, reports.Print{Large: largePrint}, nil); err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("KEEP_LETTERS"); keep != "" {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(keep, strings.ReplaceAll(t.Name(), "/", "-")+".pdf"), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	out, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.TrimSuffix(string(out), "\f")
	return strings.Split(text, "\f")
}

func TestWrite_printsEveryLineOfEveryKind(t *testing.T) {
	var letters []*letter.Letter
	for _, k := range letter.Kinds() {
		letters = append(letters, sample(t, k.Value, nil))
	}
	got := pages(t, false, letters...)
	if len(got) != len(letters) {
		t.Fatalf("%d pages for %d letters", len(got), len(letters))
	}
	for i, l := range letters {
		page := strings.Join(strings.Fields(got[i]), " ")
		for _, line := range append(append([]string{l.Heading, "7 April 2026"}, l.To...), l.From...) {
			if !strings.Contains(page, line) {
				t.Errorf("%q is not on page %d: %s", line, i+1, page)
			}
		}
		for _, line := range l.Lines {
			if !strings.Contains(page, strings.Join(strings.Fields(line.Text), " ")) {
				t.Errorf("%q is not on page %d: %s", line.Text, i+1, page)
			}
		}
	}
}

func TestWrite_longMessageStaysOnOnePage(t *testing.T) {
	l := sample(t, letter.Surgery, func(v letter.Values) {
		v[letter.Name] = "Wilhelmina-Augusta Featherstonehaugh-Cholmondeley"
		v[letter.Agreed] = strings.TrimSpace(strings.Repeat("- 30 March 2026: referral to The Very Long Name of a Community Trust’s Lunch Club and Day Centre\n", 8))
		v[letter.Outcomes] = strings.TrimSpace(strings.Repeat("- The Very Long Name of a Community Trust’s Lunch Club: started, 14 April 2026\n", 8))
	})
	if got := pages(t, false, l); len(got) != 1 {
		t.Errorf("%d pages", len(got))
	}
}

func TestWrite_largePrintRunsOn(t *testing.T) {
	l := sample(t, letter.Second, func(v letter.Values) {
		v[letter.Name] = "Łucja Żółć-Ŵynne-Jones of the Very Long Family Name Indeed"
	})
	for range 3 {
		l.Lines = append(l.Lines, l.Lines...)
	}
	got := pages(t, true, l, l)
	if len(got) < 4 || !strings.Contains(got[0], "Page 1 of ") || !strings.Contains(got[0], "Łucja") {
		t.Errorf("%d pages: %s", len(got), got[0])
	}
}

func TestWrite_refusesNothingAndNowhere(t *testing.T) {
	if err := Write(context.Background(), filepath.Join(t.TempDir(), "x.pdf"), nil, reports.Print{}, nil); data.CodeOf(err) != data.CodeNotFound {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := Write(ctx, path, []*letter.Letter{sample(t, letter.Missed, nil)}, reports.Print{}, nil); err == nil {
		t.Error("a cancelled letter was written")
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a cancelled letter left a file")
	}
}

func TestMissing_namesWhatWouldBePrintedAsBoxes(t *testing.T) {
	for name, want := range map[string]string{"Łucja Ŵynne Ελένη Юрій": "", "李 Ann": "李", "محمد শাহানা ਗੁਰਪ੍ਰੀਤ": "", "Zoe\u0308": ""} {
		l := &letter.Letter{Heading: name}
		if got := Missing(l); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}
