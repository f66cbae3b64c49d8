package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/docx"
	"waymark/reports/internal/fixture"
)

func build(t *testing.T, f *data.Figures, o reports.Options) *reports.Report {
	t.Helper()
	o.AsAt = fixture.AsAt
	r, err := reports.Build(f, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func file(t *testing.T, r *reports.Report, pictures map[string]data.Picture) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.docx")
	if err := docx.Write(context.Background(), path, r, pictures, nil); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// part reads one part of a document.
func part(t *testing.T, body []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// lines are those of the document, in order, as someone reads them.
func lines(t *testing.T, body []byte) []string {
	t.Helper()
	var s strings.Builder
	d := xml.NewDecoder(strings.NewReader(part(t, body, "word/document.xml")))
	for within := false; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			within = e.Name.Local == "t"
			if e.Name.Local == "br" {
				s.WriteString("\n")
			}
		case xml.EndElement:
			within = false
			if e.Name.Local == "p" {
				s.WriteString("\n")
			}
		case xml.CharData:
			if within {
				s.Write(e)
			}
		}
	}
	return strings.Split(s.String(), "\n")
}

func TestLines(t *testing.T) {
	body := file(t, build(t, fixture.Pilot(), reports.Options{ServiceName: "Gwasanaeth ŵ £ ł & <Łukaszewicz>", Rule: disclosure.Default}), nil)
	got := lines(t, body)
	for _, want := range []string{
		"Gwasanaeth ŵ £ ł & <Łukaszewicz>", "Social prescribing report, October 2018 to May 2019", "All surgeries, all reasons.",
		"Who we supported", "People seen, by sex (69 people).",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no line %q", want)
		}
	}
	d := &document{t, "pilot", got}
	d.row("People seen", "69", "1 Oct 2018 to 31 May 2019, 4 surgeries")
	d.row("Mean WEMWBS score, first to follow-up", "32.0 → 44.0", "40 of 69 people; mean change +12.0, 95% CI +8.8 to +15.2")
	d.row("Male", "35", "51.5%")
	if !slices.Contains(got, "hidden") {
		t.Error("nothing is hidden")
	}
	d.row("4 to 6", "51", "26 (51%)", "14 (27%)")
	d.row("Paired t-test, t", "7.54")
	d.row("Went up by 3 points or more", "32", "80%")
	d.row("Female", "20", "31.8", "43.8", "+12.0", "+7.2 to +16.8")
	core := part(t, body, "docProps/core.xml")
	if !strings.Contains(core, "2026-04-07T10:31:00Z") || strings.Contains(core, "creator") {
		t.Error(core)
	}
}

func TestTheSameBytes(t *testing.T) {
	o := reports.Options{ServiceName: "Thanet", Rule: disclosure.Default}
	if !bytes.Equal(file(t, build(t, fixture.Awkward(), o), nil), file(t, build(t, fixture.Awkward(), o), nil)) {
		t.Error("the same report twice differs")
	}
}

// A draft says on each page that it is one. Every report says what is hidden and why.
func TestWrite_saysWhyNumbersAreHidden(t *testing.T) {
	for _, rule := range []disclosure.Rule{{}, disclosure.Default, disclosure.Strict} {
		r := build(t, fixture.Pilot(), reports.Options{ServiceName: "Thanet", Rule: rule})
		body := file(t, r, nil)
		if !slices.Contains(lines(t, body), r.Protection) {
			t.Errorf("%+v: no %q", rule, r.Protection)
		}
		if !strings.Contains(part(t, body, "word/document.xml"), "headerReference") {
			t.Errorf("%+v: no header", rule)
		}
		if head := part(t, body, "word/header.xml"); !strings.Contains(head, r.Mark()) || strings.Contains(head, "not hidden") == rule.On() {
			t.Errorf("%+v: the header is %s", rule, head)
		}
		handed := file(t, build(t, fixture.Pilot(), reports.Options{ServiceName: "Thanet", Rule: rule, Handing: &reports.Handing{Recorded: true, Reader: "Trustees"}}), nil)
		if strings.Contains(part(t, handed, "word/document.xml"), "headerReference") {
			t.Errorf("%+v: a report that is handed over has a header", rule)
		}
	}
}

func TestWrite_hasTheServicesOwnWords(t *testing.T) {
	var drawing bytes.Buffer
	if err := png.Encode(&drawing, image.NewRGBA(image.Rect(0, 0, 20, 10))); err != nil {
		t.Fatal(err)
	}
	r := build(t, fixture.Pilot(), reports.Options{
		ServiceName: "Thanet", Rule: disclosure.Default,
		Learnt: "# What helped\nIt was **company**.\n\n- Ask\n- Ask again\n\n3. Third\n\n> I go out.\n\n![The bench](picture:p1)\n![Lost](picture:p2)\n![](picture:p3)",
		Tales: []data.Tale{
			{Kind: data.TaleQuote, Heading: "A woman of 80", Body: "I had *no one*.\n\nNow I do."},
			{Kind: data.TaleStory, Heading: "A bus pass", Body: "He came.\n\n# Then\nHe went."},
		},
	})
	body := file(t, r, map[string]data.Picture{"p1": {Body: drawing.Bytes()}, "p3": {Caption: "Broken", Body: []byte("no picture")}})
	got := lines(t, body)
	for _, want := range []string{
		"What helped", "It was company.", "Ask again", "Third", "I go out.", "The bench", "Picture left out: Lost.", "Picture left out: Broken.",
		"“I had no one.", "Now I do.”", "– A woman of 80", "A bus pass", "He went.",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no line %q", want)
		}
	}
	content := part(t, body, "word/document.xml")
	for _, want := range []string{`descr="The bench"`, `<w:pStyle w:val="ListBullet"/></w:pPr><w:r><w:t xml:space="preserve">Ask<`, `<w:pStyle w:val="Heading3"/></w:pPr><w:r><w:t xml:space="preserve">Then`} {
		if !strings.Contains(content, want) {
			t.Errorf("no %s", want)
		}
	}
	if part(t, body, "word/media/image1.png") != drawing.String() {
		t.Error("the picture is another")
	}
}

func TestProgressAndCancel(t *testing.T) {
	r := build(t, fixture.Pilot(), reports.Options{ServiceName: "Thanet"})
	path := filepath.Join(t.TempDir(), "report.docx")
	ctx, cancel := context.WithCancel(context.Background())
	var told []float64
	err := docx.Write(ctx, path, r, nil, func(done float64) {
		if told = append(told, done); len(told) == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 0 {
		t.Errorf("%v is left", left)
	}
	told = nil
	if err := docx.Write(context.Background(), path, r, nil, func(done float64) { told = append(told, done) }); err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(told) || told[0] != 0 || told[len(told)-1] != 1 {
		t.Errorf("progress %v", told)
	}
	var problem *data.Problem
	if err := docx.Write(context.Background(), filepath.Join(path, "none", "x.docx"), r, nil, nil); !errors.As(err, &problem) {
		t.Errorf("a folder that is not there: %v", err)
	}
}
