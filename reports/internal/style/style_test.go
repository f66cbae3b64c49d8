package style_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"waymark/reports/internal/style"
)

// Letters of other scripts are shaped where text is measured and written, so
// that no document may do either past this package.
func TestOnlyThisPackageMeasuresAndWritesText(t *testing.T) {
	past := regexp.MustCompile(`\.(Text|Cell|CellFormat|MultiCell|Write|GetStringWidth|SetFont|SplitText|SplitLines)\(`)
	files := 0
	err := filepath.WalkDir("../..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "internal/style") {
			return err
		}
		files++
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(source)) {
			if _, call, found := strings.Cut(line, ".PDF"); found && past.MatchString(call) || strings.Contains(line, "fpdf.New") {
				t.Errorf("%s: %s", path, strings.TrimSpace(line))
			}
		}
		return nil
	})
	if err != nil || files < 50 {
		t.Errorf("%d files, %v", files, err)
	}
}

// A page that is opened again is written in the font that is asked for, even
// where that is the one that was used last, on another page.
func TestEachPage_fontIsSetAnew(t *testing.T) {
	small, large := style.Plain(8, 4, style.Muted), style.Plain(20, 9, style.Ink)
	p := style.New(style.A4(20, 20, 20, 20), style.About{Title: "Title", Made: time.Unix(0, 0).UTC()})
	p.PDF.SetCompression(false)
	for _, look := range []style.Text{large, large, small} {
		p.Next()
		p.Write(20, p.Y, look, "text")
	}
	p.EachPage(2, func(number, of int) {
		p.Set(small)
		p.At(20, p.Foot(), strings.Repeat("n", 10*number+of))
	})
	var file bytes.Buffer
	if err := p.PDF.Output(&file); err != nil {
		t.Fatal(err)
	}
	again := 0
	for page := range bytes.SplitSeq(file.Bytes(), []byte("stream\n")) {
		last := bytes.LastIndex(page, []byte(" Tf"))
		if bytes.Count(page, []byte(") Tj")) == 2 && bytes.HasSuffix(page[:last], []byte(" 8.00")) {
			again++
		}
	}
	if again != 2 {
		t.Errorf("the font is set anew on %d pages, want 2", again)
	}
	if p.PDF.PageNo() != 3 {
		t.Errorf("page %d is open at the end", p.PDF.PageNo())
	}
}

func TestBlend(t *testing.T) {
	for share, want := range map[float64]style.Colour{0: style.White, 1: style.Black, 0.5: style.RGB(0x808080)} {
		if got := style.Blend(style.White, style.Black, share); got != want {
			t.Errorf("%g: %v, want %v", share, got, want)
		}
	}
}

func TestPaper(t *testing.T) {
	for name, paper := range map[string]style.Paper{"A4": style.A4(1, 1, 1, 1), "A4 across": style.A4Across(9), "A5": style.A5(9), "A6": style.A6(9)} {
		p := style.New(paper, style.About{})
		p.Next()
		w, h := p.PDF.GetPageSize()
		if dw, dh := w-paper.Width, h-paper.Height; dw*dw > 0.001 || dh*dh > 0.001 {
			t.Errorf("%s is %g by %g, want %g by %g", name, w, h, paper.Width, paper.Height)
		}
		if p.Within() != paper.Width-paper.Left-paper.Right || p.Room() != paper.Height-paper.Top-paper.Bottom {
			t.Errorf("%s: %g within, %g of room", name, p.Within(), p.Room())
		}
	}
}
