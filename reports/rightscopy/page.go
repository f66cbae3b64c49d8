package rightscopy

import (
	"bytes"
	"fmt"
	_ "image/jpeg" // a kind of photo
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"waymark/data"
	"waymark/reports/internal/style"
	"waymark/reports/internal/typeset"
)

// The page is A4; measures are millimetres, font sizes are points.
const (
	left, right = 20.0, 20.0
	top, bottom = 18.0, 20.0
	width       = 210.0 - left - right
	labels      = 46.0 // width of the words before a value
	questions   = 96.0 // and of a question before its answer
	barWidth    = 52.0 // of every bar, so that nothing is told of what is beneath
	tallest     = 90.0 // of a picture
)

var (
	title   = style.Bold(22, 10, style.Ink)
	heading = style.Bold(15, 8, style.Ink)
	name    = style.Bold(11, 5.6, style.Ink)
	body    = style.Plain(10.5, 5.2, style.Ink)
	quiet   = style.Plain(9.5, 4.8, style.Muted)
	onBar   = style.Bold(8.5, 5.2, style.White)
)

type page struct {
	*style.Page
	pictures int
	labels   float64
}

// PDF writes the copy to read.
func PDF(w io.Writer, c *data.RightsPack) error {
	p := &page{Page: style.New(style.A4(left, right, top, bottom), style.About{Title: "Copy of what we hold", Made: c.MadeOn.Time()})}
	p.Next()
	p.front(c)
	for i := range c.Sections {
		if s := &c.Sections[i]; !s.Machine {
			p.section(s)
		}
	}
	p.end(c)
	p.EachPage(1, func(i, n int) {
		p.Set(quiet)
		p.RightAt(left+width, p.Foot()+9, fmt.Sprintf("Page %d of %d", i, n))
	})
	p.Close()
	if err := p.PDF.Error(); err != nil {
		return err
	}
	return p.PDF.Output(w)
}

func (p *page) para(text string) { p.Flow(left, width, body, text); p.Y += 2 }

// front says what the copy is and what the person can do with it (Article 15).
func (p *page) front(c *data.RightsPack) {
	p.Flow(left, width, title, "What we hold about you")
	p.Flow(left, width, heading, c.Client)
	p.Y += 2
	service := c.Service
	if service == "" {
		service = "Our service"
	}
	p.para(fmt.Sprintf("%s made this copy on %s. You asked for it on %s.", service, c.MadeOn.Short(), c.Request.AskedOn.Short()))
	p.Flow(left, width, name, "Why we hold it")
	p.para("We use it to help you find support near you, to keep in touch with you about that, and to see whether it helped. If you agreed, we count your answers in reports that name no one.")
	p.Flow(left, width, name, "Who has seen it")
	p.para("The staff of our service, and the services and surgery that you agreed to. “Consent” below says what you agreed to. “Referrals to services” and “Letters and messages” say what they were told. “Who opened or changed the record” says who and when.")
	p.Flow(left, width, name, "Your rights")
	p.para("You can ask us to correct something, to stop using it, to remove it, or to keep it only. You can change your mind about what you agreed to. We answer within a month.")
	p.para("If you are not happy with our answer, you can complain to the Information Commissioner. Phone 0303 123 1113, or see ico.org.uk.")
	if unprintable(c) {
		p.para(fmt.Sprintf("We cannot print the letters of every language. Where it says “%s”, the words are in the file for programs that comes with this copy.", typeset.StandIn))
	}
	p.blackedOut(c)
}

// unprintable reports whether a copy has letters that no font has.
func unprintable(c *data.RightsPack) bool {
	if typeset.Missing(c.Client) != "" {
		return true
	}
	for i := range c.Sections {
		for _, row := range c.Sections[i].Rows {
			if slices.ContainsFunc(row.Fields, func(f data.PackField) bool { return typeset.Missing(f.Words) != "" }) {
				return true
			}
		}
	}
	return false
}

func (p *page) blackedOut(c *data.RightsPack) {
	black := c.Black()
	if len(black) == 0 {
		return
	}
	p.Flow(left, width, name, "What is blacked out")
	p.para("Some parts are about other people, or the law lets us leave them out. A bar is in their place. Every bar has the same length.")
	for _, told := range slices.Sorted(maps.Keys(black)) {
		p.para(fmt.Sprintf("•  %s: %s", told, data.Plural(black[told], "part", "parts")))
	}
}

func (p *page) section(s *data.PackSection) {
	p.Y += 5
	p.Need(heading.Lead + 3*body.Lead)
	p.Flow(left, width, heading, s.Title)
	p.Rule(left, p.Y, width, style.Line, 0.3)
	p.Y += 2
	for i := range s.Rows {
		p.row(s, &s.Rows[i])
	}
}

// row sets the values that say something to a person.
func (p *page) row(s *data.PackSection, row *data.PackRow) {
	if s.Table == "audit" || s.Table == "audit_elsewhere" {
		p.line(row)
		return
	}
	p.Need(name.Lead + body.Lead)
	if p.labels = labels; s.Table == "answer" {
		p.labels = questions
	}
	if s.Table != "client" {
		p.Flow(left, width, name, row.Heading)
	}
	for i := range row.Fields {
		f := &row.Fields[i]
		switch {
		case slices.Contains(stamps, f.Column):
		case f.Picture != nil:
			p.picture(f.Picture)
		case hasBar(f.Spans):
			p.label(f.Label, func() { p.spans(left+p.labels, width-p.labels, f.Spans) })
		case strings.TrimSpace(f.Words) != "":
			p.label(f.Label, func() { p.Flow(left+p.labels, width-p.labels, body, f.Words) })
		}
	}
	if saved := savedText(row); saved != "" {
		p.Flow(left, width, quiet, saved)
	}
	p.Y += 2
}

// stamps are the columns that say who saved a row and when, told in one line.
var stamps = []string{"created_at", "created_by", "updated_at", "updated_by"}

func savedText(row *data.PackRow) string {
	said := map[string]string{}
	for i := range row.Fields {
		said[row.Fields[i].Column] = row.Fields[i].Words
	}
	by := func(who string) string {
		if who == "" {
			return "someone"
		}
		return who
	}
	switch {
	case said["created_at"] == "":
		return ""
	case said["updated_at"] == "" || said["updated_at"] == said["created_at"]:
		return fmt.Sprintf("Saved %s by %s", said["created_at"], by(said["created_by"]))
	}
	return fmt.Sprintf("Saved %s by %s, last changed %s by %s", said["created_at"], by(said["created_by"]), said["updated_at"], by(said["updated_by"]))
}

func hasBar(spans []data.RightsSpan) bool {
	return slices.ContainsFunc(spans, func(s data.RightsSpan) bool { return s.Black != "" })
}

// line sets a row of which there are many in one line.
func (p *page) line(row *data.PackRow) {
	var parts []string
	for _, name := range []string{"at", "actor", "action", "record", "chain"} {
		for _, f := range row.Fields {
			if f.Column == name && f.Words != "" {
				parts = append(parts, f.Words)
			}
		}
	}
	p.Flow(left, width, quiet, strings.Join(parts, " · "))
}

// label sets the words before a value and the value beside them.
func (p *page) label(words string, value func()) {
	p.Need(body.Lead)
	y, before := p.Y, p.PDF.PageNo()
	lines := p.Wrap(words, quiet, p.labels-4)
	p.Need(quiet.Lead * float64(len(lines)))
	if p.PDF.PageNo() != before {
		y, before = p.Y, p.PDF.PageNo()
	}
	for _, l := range lines {
		p.Write(left, p.Y, quiet, l)
		p.Y += quiet.Lead
	}
	below := p.Y
	p.Y = y
	if value(); p.PDF.PageNo() == before {
		p.Y = max(p.Y, below)
	}
	p.Y += 0.8
}

// spans sets a text with bars, word by word.
func (p *page) spans(x, w float64, spans []data.RightsSpan) {
	at := x
	next := func() { p.Y += body.Lead; p.Need(body.Lead); at = x }
	p.Need(body.Lead)
	p.Set(body)
	space := p.Wide("n") * 0.6
	for _, s := range spans {
		if s.Black != "" {
			if at > x && at+barWidth > x+w {
				next()
			}
			p.bar(at, s.Black)
			at += barWidth + space
			continue
		}
		for i, line := range strings.Split(s.Text, "\n") {
			if i > 0 {
				next()
			}
			for word := range strings.FieldsSeq(line) {
				for j, part := range p.Wrap(word, body, w) {
					p.Set(body)
					wide := p.Wide(part)
					if j > 0 || at > x && at+wide > x+w {
						next()
					}
					p.Write(at, p.Y, body, part)
					at += wide + space
				}
			}
		}
	}
	p.Y += body.Lead
}

func (p *page) bar(x float64, why data.RightsReason) {
	p.Fill(style.Black)
	p.PDF.Rect(x, p.Y+0.5, barWidth, body.Lead-0.9, "F")
	p.Write(x+1.5, p.Y, onBar, p.Shorten(why.Told(), onBar, barWidth-3))
}

// picture sets a photo; one that cannot be read is told of.
func (p *page) picture(b []byte) {
	kind := map[string]string{"image/jpeg": "JPG", "image/png": "PNG"}[http.DetectContentType(b)]
	p.pictures++
	called := fmt.Sprintf("picture %d", p.pictures)
	var info *fpdf.ImageInfoType
	if kind != "" {
		info = p.PDF.RegisterImageOptionsReader(called, fpdf.ImageOptions{ImageType: kind}, bytes.NewReader(b))
	}
	if info == nil || p.PDF.Err() {
		p.PDF.ClearError()
		p.para("A photo that cannot be printed is in the file for programs.")
		return
	}
	w, h := info.Width(), info.Height()
	shrink := min(1, width/w, tallest/h)
	w, h = w*shrink, h*shrink
	p.Need(h + 2)
	p.PDF.ImageOptions(called, left, p.Y, w, h, false, fpdf.ImageOptions{}, 0, "")
	p.Y += h + 2
}

// end says what is not in the copy.
func (p *page) end(c *data.RightsPack) {
	p.Y += 5
	p.Need(heading.Lead + 3*body.Lead)
	p.Flow(left, width, heading, "What is not in this copy")
	p.para("Reports count people and name no one. Backups hold earlier states of the same records until they are removed. Indexes that make searching quick are made from the records above.")
	p.para("The file “" + JSONName + "” has the same for programs, with when each detail changed.")
}
