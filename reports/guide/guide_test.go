package guide

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestChapters_areWholeAndInOrder(t *testing.T) {
	chapters, err := Chapters()
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	pictures := 0
	for _, c := range chapters {
		titles = append(titles, c.Title)
		for _, b := range c.Blocks {
			if b.Kind == Picture {
				pictures++
				if len(b.Image) == 0 || b.Text() == "" {
					t.Errorf("%s: the picture %s is empty or not described", c.Title, b.Name)
				}
			} else if b.Text() == "" && len(b.Cells) == 0 {
				t.Errorf("%s: an empty block", c.Title)
			}
		}
	}
	want := "Getting started, A day, The report, Several PCs, Backups, When something is wrong"
	if got := strings.Join(titles, ", "); got != want || pictures < 5 {
		t.Errorf("the chapters are %s, with %d pictures", got, pictures)
	}
}

func TestParse_keepsNamesStepsAndTables(t *testing.T) {
	c, err := parse([]byte("# A title\n\nOpen **Settings** and type `waymark`.\n\n1. One\n2. Two\n\n| A | B |\n| - | - |\n| c | `d` |\n"))
	if err != nil {
		t.Fatal(err)
	}
	if runs := c.Blocks[0].Runs; len(runs) != 5 || !runs[1].Bold || runs[1].Text != "Settings" || !runs[3].Code {
		t.Errorf("the paragraph is %+v", runs)
	}
	if c.Blocks[2].Kind != Step || c.Blocks[2].Number != 2 {
		t.Errorf("the second step is %+v", c.Blocks[2])
	}
	if head, row := c.Blocks[3], c.Blocks[4]; !head.Head || row.Head || plain(row.Cells[1]) != "d" {
		t.Errorf("the table is %+v %+v", head, row)
	}
}

func TestParse_refusesWhatItWouldLeaveOut(t *testing.T) {
	for _, text := range []string{"", "no title\n", "# T\n\n> a quotation\n", "# T\n\n```\ncode\n```\n", "# T\n\na [link](x)\n", "# T\n\n![gone](gone.png)\n", "# T\n\n- one\n\n  two\n"} {
		if _, err := parse([]byte(text)); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

func TestWrite_isAPDFWithEveryChapter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "guide.pdf")
	if err := Write(t.Context(), path, "0.6.0", time.Date(2026, 4, 7, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	out, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(out)), " ")
	chapters, _ := Chapters()
	for _, c := range chapters {
		for _, b := range c.Blocks {
			if want := strings.Join(strings.Fields(b.Text()), " "); b.Kind == Heading && !strings.Contains(text, want) {
				t.Errorf("%s: %q is not in the PDF", c.Title, want)
			}
		}
	}
	for _, want := range []string{"0.6.0, 7 April 2026", "%LocalAppData%\\Waymark", "~/Library/Application Support/Waymark"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the PDF", want)
		}
	}
}
