package guide

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/png" // the pictures of the guide
	"io"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"waymark/reports"
	"waymark/reports/internal/style"
)

// The page is A4; all measures are millimetres, font sizes are points.
const (
	margin   = 25.0
	indent   = 7.0 // of a list
	gap      = 3.0 // after a paragraph
	mostHigh = 95.0
	column   = 35.0 // the first of a table
)

var (
	bodyText    = style.Plain(11, 5.6, style.Ink)
	headingText = style.Bold(14, 7.5, style.Ink)
	titleText   = style.Bold(22, 11, style.Accent)
	smallText   = style.Plain(9, 4.5, style.Muted)
)

// Write makes the guide as a PDF and puts it at path, whole or not at all. version
// and the day are printed on its first page. A path that cannot be written is a
// data.Problem.
func Write(ctx context.Context, path, version string, on time.Time) error {
	chapters, err := Chapters()
	if err != nil {
		return err
	}
	d := &document{style.New(style.A4(margin, margin, 22, 22), style.About{Title: "Waymark: a guide", Subject: "How to use Waymark", Made: on})}
	d.cover(chapters, version, on)
	for i := range chapters {
		if err := ctx.Err(); err != nil {
			return err
		}
		d.chapter(&chapters[i])
	}
	d.EachPage(2, func(n, _ int) {
		d.Set(smallText)
		d.RightAt(d.Width-margin, d.Foot()+8, fmt.Sprint(n+1))
	})
	d.Close()
	if err := d.PDF.Error(); err != nil {
		return err
	}
	return reports.Replace(ctx, path, func(w io.Writer) error { return d.PDF.Output(w) })
}

// document is the guide being set.
type document struct{ *style.Page }

func (d *document) cover(chapters []Chapter, version string, on time.Time) {
	d.Next()
	d.Y = 90
	d.Write(margin, d.Y, style.Bold(34, 16, style.Accent), "Waymark")
	d.Y += 18
	d.Write(margin, d.Y, style.Plain(16, 8, style.Ink), "A guide for the people who use it")
	d.Y += 12
	d.Write(margin, d.Y, smallText, strings.TrimSpace(version+", "+on.Format("2 January 2006")))
	d.Y += 16
	for i := range chapters {
		d.Write(margin, d.Y, bodyText, chapters[i].Title)
		d.Y += 7
	}
}

func (d *document) chapter(c *Chapter) {
	d.Next()
	d.PDF.Bookmark(style.Clean(c.Title), 0, -1)
	d.Write(margin, d.Y, titleText, c.Title)
	d.Y += titleText.Lead + 4
	for i := range c.Blocks {
		d.block(&c.Blocks[i], i > 0 && c.Blocks[i-1].Kind == c.Blocks[i].Kind)
	}
}

// block sets one block. again: it goes on with a list or table.
func (d *document) block(b *Block, again bool) {
	switch b.Kind {
	case Heading:
		d.need(40) // a heading stays with what it is over
		d.Y += gap
		heading := style.Clean(b.Text())
		d.PDF.Bookmark(heading, 1, -1)
		d.text(margin, d.Within(), headingText, b.Runs)
		d.Y += 1
	case Picture:
		d.picture(b)
	case Step, Point:
		if again {
			d.Y -= gap - 1
		}
		d.need(2 * bodyText.Lead)
		mark := "•"
		if b.Kind == Step {
			mark = fmt.Sprintf("%d.", b.Number)
		}
		d.Write(margin, d.Y, bodyText, mark)
		d.text(margin+indent, d.Within()-indent, bodyText, b.Runs)
		d.Y += gap
	case Row:
		d.row(b, again)
	default:
		d.need(2 * bodyText.Lead)
		d.text(margin, d.Within(), bodyText, b.Runs)
		d.Y += gap
	}
}

// need starts a new page if there is not that much room.
func (d *document) need(height float64) {
	if d.Room() < height {
		d.Next()
	}
}

func (d *document) row(b *Block, again bool) {
	d.need(2 * bodyText.Lead)
	if again {
		d.Y -= gap - 1
		d.Rule(margin, d.Y, d.Within(), style.Line, 0.2)
		d.Y++
	}
	top, low := d.Y, d.Y
	x, w := margin, column
	for _, cell := range b.Cells {
		d.Y = top
		look := bodyText
		look.Bold = b.Head
		d.text(x, w, look, cell)
		low = max(low, d.Y)
		x, w = margin+column, d.Within()-column
	}
	d.Y = low + gap
}

// picture sets a picture as wide as the text, or as high as there should be.
func (d *document) picture(b *Block) {
	size, _, err := image.DecodeConfig(bytes.NewReader(b.Image))
	if err != nil || size.Width == 0 {
		d.PDF.SetError(fmt.Errorf("the picture %s: %w", b.Name, err))
		return
	}
	w := d.Within()
	h := w * float64(size.Height) / float64(size.Width)
	if h > mostHigh {
		w, h = w*mostHigh/h, mostHigh
	}
	d.need(h + 2*gap + smallText.Lead)
	d.PDF.RegisterImageOptionsReader(b.Name, fpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(b.Image))
	d.PDF.ImageOptions(b.Name, margin, d.Y, w, h, false, fpdf.ImageOptions{}, 0, "")
	d.Pen(style.Line, 0.2)
	d.PDF.Rect(margin, d.Y, w, h, "D")
	d.Y += h + 1
	d.text(margin, d.Within(), smallText, b.Runs)
	d.Y += gap
}

// word is a word with the look that it has, and whether a space is before it.
type word struct {
	text  string
	look  style.Text
	space bool
}

// text sets runs of different looks as lines that are at most w wide.
func (d *document) text(x, w float64, look style.Text, runs []Run) {
	at, first := x, true
	for _, one := range words(look, runs) {
		d.Set(one.look)
		wide, space := d.Wide(one.text), 0.0
		if one.space && !first {
			space = d.Wide(" ")
		}
		if !first && one.space && at+space+wide > x+w {
			d.Y += look.Lead
			d.need(look.Lead)
			at, space = x, 0
		}
		d.Write(at+space, d.Y, one.look, one.text)
		at, first = at+space+wide, false
	}
	d.Y += look.Lead
}

// words splits runs at their spaces. A word may be of two looks.
func words(look style.Text, runs []Run) (list []word) {
	space := false
	for _, r := range runs {
		l := look
		l.Bold = l.Bold || r.Bold
		if r.Code {
			l.Colour = style.Accent
		}
		for i, part := range strings.Split(style.Clean(r.Text), " ") {
			space = space || i > 0
			if part != "" {
				list = append(list, word{part, l, space})
				space = false
			}
		}
	}
	return list
}
