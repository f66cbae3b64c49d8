package pdf_test

import (
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/internal/fixture"
)

// leastFilled is the part of a page that is used at least.
const leastFilled = 0.5

// A heading never ends a page, and none but the last is left empty by more than that.
func TestPagesAreWellFilled(t *testing.T) {
	list := map[string]*data.Figures{}
	for name, f := range fixtures() {
		list[name] = f()
	}
	for seed := range uint64(3) {
		list[fmt.Sprintf("seed %d", seed)] = figures(rand.New(rand.NewPCG(seed, 9)))
	}
	for name, f := range list {
		r := buildWith(t, f, reports.Options{ServiceName: "Thanet", AsAt: fixture.AsAt, Rule: safe, Before: fixture.Pilot()})
		pages := laidOut(t, write(t, r))
		for i, p := range pages[1:] {
			lowest, filled := p.lowest()
			whole := strings.Contains(lowest.Words, "No one was seen in this period") // it heads nothing
			if p.size(lowest) >= 10*scaled && !whole {
				t.Errorf("%s: page %d ends with the heading %q", name, i+2, lowest.Words)
			}
			if last := i == len(pages)-2; !last && filled < leastFilled {
				t.Errorf("%s: page %d is filled to %.0f %% only", name, i+2, 100*filled)
			}
		}
	}
}

// scaled is how many units of pdftohtml make a point.
const scaled = 1.5

type page struct {
	Height float64 `xml:"height,attr"`
	Fonts  []struct {
		ID   string  `xml:"id,attr"`
		Size float64 `xml:"size,attr"`
	} `xml:"fontspec"`
	Texts []line `xml:"text"`
	fonts map[string]float64
}

type line struct {
	Top   float64 `xml:"top,attr"`
	Font  string  `xml:"font,attr"`
	Words string  `xml:",innerxml"`
}

func (p *page) size(l line) float64 { return p.fonts[l.Font] }

// lowest is the line at the foot of a page, and how far down it stands.
func (p *page) lowest() (line, float64) {
	var low line
	for _, l := range p.Texts {
		if l.Top > low.Top {
			low = l
		}
	}
	return low, low.Top / p.Height
}

func laidOut(t *testing.T, path string) []page {
	t.Helper()
	var doc struct {
		Pages []page `xml:"page"`
	}
	out := poppler(t, "pdftohtml", "-xml", "-i", "-stdout", "-q", path)
	if err := xml.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	fonts := map[string]float64{} // those of a page hold for the ones after it
	for i := range doc.Pages {
		for _, f := range doc.Pages[i].Fonts {
			fonts[f.ID] = f.Size
		}
		doc.Pages[i].fonts = fonts
	}
	if len(doc.Pages) < 4 {
		t.Fatalf("only %d pages", len(doc.Pages))
	}
	return doc.Pages
}

// The bookmarks are two deep: chapters, and what stands in them.
func TestWrite_bookmarks(t *testing.T) {
	path := write(t, build(t, fixture.Pilot(), "Thanet", safe))
	var doc struct {
		Outline struct {
			Chapters []string `xml:"item"`
			Inside   []struct {
				Items []string `xml:"item"`
			} `xml:"outline"`
		} `xml:"outline"`
	}
	if err := xml.Unmarshal([]byte(poppler(t, "pdftohtml", "-xml", "-i", "-stdout", "-q", path)), &doc); err != nil {
		t.Fatal(err)
	}
	o := doc.Outline
	if got := strings.Join(o.Chapters, ", "); !strings.Contains(got, "Key figures, Who we supported, Why people came, What people chose, What we did, Change in scores, Definitions and method") {
		t.Errorf("the chapters are %s", got)
	}
	if len(o.Inside) < 5 || len(o.Inside[0].Items) != 4 {
		t.Errorf("what stands in them is %v", o.Inside)
	}
}

// Beside each other and away from their tables, findings that there are too few
// said nothing four times over.
func TestKeyFiguresOfOnePersonSayItOnce(t *testing.T) {
	page := text(t, write(t, build(t, fixture.One(), "x", safe)))
	_, short, ok := strings.Cut(page, "Summary")
	short, _, _ = strings.Cut(short, "Who we supported")
	if !ok || strings.Count(short, "No finding is shown") != 1 {
		t.Errorf("it says %q", short)
	}
}
