package pdf_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/internal/fixture"
)

const learnt = `# What helped

People came for **housing** and stayed for *company*. No one asked for it
on the second line.

## What we would do again

- Meet people where they are
- Ask **twice**, and then once more, because the first answer is about the boiler and the second one about the evenings

1. Ring first
2. Then write

> I had not spoken to anyone for a week.

![The allotment in May](picture:p1)

![Lost](picture:p9)

![Broken](picture:p2)

![A photograph](picture:p3)

![Deep colours](picture:p4)
`

// pictures are a drawing, one that is cut short, a photograph, and one with 16
// bits a colour.
func pictures(t *testing.T) map[string]data.Picture {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 640, 360))
	deep := image.NewNRGBA64(image.Rect(0, 0, 40, 30))
	for x := range 640 {
		for y := range 360 {
			m.Set(x, y, color.RGBA{uint8(x / 3), uint8(y / 2), 110, 255})
			deep.Set(x, y, color.NRGBA64{uint16(x * 900), uint16(y * 900), 9000, 0xFFFF})
		}
	}
	var drawing, photograph, colours bytes.Buffer
	for _, err := range []error{png.Encode(&drawing, m), jpeg.Encode(&photograph, m, nil), png.Encode(&colours, deep)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return map[string]data.Picture{
		"p1": {Kind: "png", Width: 640, Height: 360, Body: drawing.Bytes()},
		"p2": {Kind: "png", Width: 640, Height: 360, Body: drawing.Bytes()[:drawing.Len()/2]},
		"p3": {Kind: "jpeg", Width: 640, Height: 360, Body: photograph.Bytes()},
		"p4": {Kind: "png", Width: 40, Height: 30, Body: colours.Bytes()},
	}
}

func withWords(t *testing.T) *reports.Report {
	t.Helper()
	return buildWith(t, fixture.Pilot(), reports.Options{ServiceName: "Thanet", AsAt: fixture.AsAt, Rule: safe, Learnt: learnt, Tales: []data.Tale{
		{Kind: data.TaleStory, Heading: "A man of 71 and his bus pass", Body: "He came for his boiler.\n\nThen he **told** us more."},
		{Kind: data.TaleQuote, Heading: "A woman of 80", Body: "I had a *good* day."},
	}})
}

func TestWhatWasLearnt(t *testing.T) {
	path := writeWith(t, withWords(t), pictures(t))
	inside(t, "learnt", path)
	got := text(t, path)
	for _, want := range []string{
		"What we learned", "What helped", "People came for housing and stayed for company. No one asked for it",
		"Meet people where they are", "Ask twice, and then once more", "1. Ring first", "2. Then write", "I had not spoken to anyone for a week.",
		"The allotment in May", "Picture left out: Lost.", "Picture left out: Broken.", "A photograph", "Deep colours",
		"Stories", "A man of 71 and his bus pass", "Then he told us more.", "“I had a good day.”", "– A woman of 80",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not there", want)
		}
	}
	if strings.Contains(got, "**") || strings.Contains(got, "##") || strings.Contains(got, "picture:") {
		t.Error("marks are printed")
	}
	if n := strings.Count(poppler(t, "pdfimages", "-list", path), "\n") - 2; n != 3 { // two lines of heading
		t.Errorf("%d pictures, want 3", n)
	}
}

// A text of any length goes over pages, and letters that the font does not
// know do no harm.
func TestWrite_longWords(t *testing.T) {
	r := withWords(t)
	r.Learnt = strings.Repeat("# A heading\n\nWords **that go** on and on "+strings.Repeat("and_on", 60)+"\n\n- a point\n\n> said\n\n", 40) + "\x00\xff😀 _never closed"
	r.Tales = []reports.Tale{{Body: ""}, {Quote: true}, {Heading: strings.Repeat("long ", 90), Body: r.Learnt}, {Quote: true, Heading: strings.Repeat("long ", 90), Body: r.Learnt}}
	path := writeWith(t, r, nil)
	inside(t, "long", path)
	for i, p := range laidOut(t, path)[1:] {
		if low, _ := p.lowest(); strings.Contains(low.Words, "<b>A heading</b>") {
			t.Errorf("page %d ends with a heading", i+2)
		}
	}
}
