package style_test

import (
	"image"
	_ "image/png" // the pictures that are compared
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/reports/internal/style"
)

// Lines of whole sentences in the scripts that are shaped.
var shaped = map[string]string{
	"NotoNaskhArabic":  "سيتصل بك مرشدك الاجتماعي يوم الثلاثاء",
	"NotoNaskhArabic ": "براہ کرم یہ پرچی سروس کو دیں۔ بڑے ہیں",
	"NotoSansBengali":  "আপনার পছন্দ। প্রশ্ন থাকলে ফোন করুন। স্বাস্থ্য কর্মী",
	"NotoSansGurmukhi": "ਤੁਹਾਡੀ ਪਸੰਦ। ਜੇ ਕੋਈ ਸਵਾਲ ਹੈ ਤਾਂ ਫ਼ੋਨ ਕਰੋ।",
}

// page is a PDF with one line, 40 points high.
func page(t *testing.T, text string) string {
	t.Helper()
	p := style.New(style.A4Across(10), style.About{Title: "x", Made: time.Unix(0, 0).UTC()})
	p.Next()
	p.Write(10, 30, style.Plain(40, 20, style.Black), text)
	path := filepath.Join(t.TempDir(), "line.pdf")
	if err := p.PDF.OutputFileAndClose(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWrite_shapedTextCanBeSearched(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	for font, text := range shaped {
		out, err := exec.Command("pdftotext", page(t, text), "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		// Direction marks around it are pdftotext's own.
		got := strings.NewReplacer("\u202a", "", "\u202b", "", "\u202c", "", "\n", "", "\f", "").Replace(string(out))
		if strings.TrimSpace(got) != text {
			t.Errorf("%s: %q, want %q", font, got, text)
		}
	}
}

// The picture of a line is that of HarfBuzz's own program.
func TestWrite_looksAsHarfBuzzDrawsIt(t *testing.T) {
	for _, program := range []string{"hb-view", "pdftoppm"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(program + " is not installed")
		}
	}
	for font, text := range shaped {
		folder := t.TempDir()
		theirs := filepath.Join(folder, "hb.png")
		if out, err := exec.Command("hb-view", "--font-size=80", "--margin=0", "--output-file="+theirs, "--text="+text,
			filepath.Join("..", "..", "..", "assets", "fonts", strings.TrimSpace(font)+"-Regular.ttf")).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v", out, err)
		}
		// 40 points at 144 dots to the inch are 80 pixels.
		if out, err := exec.Command("pdftoppm", "-r", "144", "-png", "-singlefile", page(t, text), filepath.Join(folder, "ours")).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v", out, err)
		}
		a, b := inked(t, theirs), inked(t, filepath.Join(folder, "ours.png"))
		if different := differing(a, b); different > 0.02 {
			t.Errorf("%s: %.1f%% of the picture differs", font, 100*different)
		}
	}
}

// inked is the part of a picture that has ink, as rows of darkness.
func inked(t *testing.T, path string) [][]int {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, _, err := image.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	box := image.Rectangle{}
	dark := func(x, y int) int { r, g, b, _ := img.At(x, y).RGBA(); return 255 - int((r+g+b)/3>>8) }
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			if dark(x, y) > 100 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	var rows [][]int
	for y := box.Min.Y; y < box.Max.Y; y++ {
		var row []int
		for x := box.Min.X; x < box.Max.X; x++ {
			row = append(row, dark(x, y))
		}
		rows = append(rows, row)
	}
	return rows
}

// differing is the share of points that are dark in one picture, and have nothing
// dark within 2 points in the other.
func differing(a, b [][]int) float64 {
	lone, all := 0, 0
	for _, pair := range [][2][][]int{{a, b}, {b, a}} {
		for y, row := range pair[0] {
			for x, d := range row {
				if d < 200 {
					continue
				}
				all++
				if !near(pair[1], x, y) {
					lone++
				}
			}
		}
	}
	if all == 0 {
		return 1
	}
	return float64(lone) / float64(all)
}

func near(rows [][]int, x, y int) bool {
	for dy := -2; dy <= 2; dy++ {
		for dx := -2; dx <= 2; dx++ {
			if y+dy >= 0 && y+dy < len(rows) && x+dx >= 0 && x+dx < len(rows[y+dy]) && rows[y+dy][x+dx] > 60 {
				return true
			}
		}
	}
	return false
}
