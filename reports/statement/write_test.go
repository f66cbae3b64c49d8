package statement

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
)

// text writes a statement and returns the text of the PDF.
func text(t *testing.T, s data.Statement) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "statement.pdf")
	if err := Write(context.Background(), path, &s); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v %v", info, err)
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	out, err := exec.Command(tool, "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestWrite_certificateSaysWhatWasDeletedAndUntilWhenBackupsHoldIt(t *testing.T) {
	c := data.ErasureCertificate{ID: "0198f2c0-0000-7000-8000-0000abcd1234", Occasion: data.ErasedOnTime, People: 12}
	c.Body.AddKind(data.ErasedKind{Kind: data.RetainCase, Rule: "8 years after the case ended", People: 12})
	c.Body.AddRows(data.ErasedRows{Sort: data.OtherRows, N: 3})
	c.Body.AddRows(data.ErasedRows{Sort: "Contacts", N: 1234})
	c.Body.AddBackup(data.ErasedBackup{Name: "waymark-2026-11-29.db", Until: data.MustDate("2027-02-27")})
	c.Body.AddBackup(data.ErasedBackup{Name: "old.db", Unread: true})
	got := text(t, c.Statement("Thanet Living Well"))
	for _, want := range []string{"Certificate of deletion", "abcd1234", "Thanet Living Well", "12 clients, 8 years after the case ended", "1,234",
		"Until 27 Feb 2027", "as it cannot be read", "names no one"} {
		if !strings.Contains(strings.Join(strings.Fields(got), " "), want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// A fact of many lines goes on on the next page, and nothing is lost at the foot.
func TestWrite_longFactsGoOnOnTheNextPage(t *testing.T) {
	s := data.Statement{Title: "What we hold", Made: data.MustDate("2026-11-29"), Foot: "Waymark"}
	var want []string
	for i := range 40 {
		word := fmt.Sprintf("word%03d", i)
		want = append(want, word)
		s.Sections = append(s.Sections, data.StatementSection{Heading: "Part " + word, Facts: []data.Fact{{Name: "Fact", Value: strings.Repeat("long ", 30*i) + word}}, Notes: []string{"note " + word}})
	}
	got := text(t, s)
	for _, word := range want {
		if strings.Count(got, word) != 3 {
			t.Errorf("%s is there %d times", word, strings.Count(got, word))
		}
	}
}
