package paperform

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/reports/internal/style"
	"waymark/reports/internal/typeset"
)

// most is how many lines of a statement of rights stand at the foot of each
// page. A longer one stands in full below the last question.
const most = 5

// block is something that is not split over two pages.
type block struct {
	height float64
	draw   func(y float64)
}

// questionnaire sets one from a new page on.
func (d *document) questionnaire(q *instrument.Definition) error {
	d.form = q
	rights := d.rights()
	d.foot = rights
	if len(rights) > most {
		d.foot = d.wrap(d.options.Language.Say("form.rights_below"), small, width)
	}
	d.newPage(true)
	d.introduction()
	if err := d.items(); err != nil {
		return err
	}
	d.forStaff()
	if len(rights) > most {
		d.Y += d.gap
		for _, l := range rights {
			d.put(block{small.Lead, func(y float64) { d.Write(left, y, small, l) }})
		}
	}
	return nil
}

// rights is what a form has to say about who owns it, and the reference of the
// service where its owner asks for one.
func (d *document) rights() []string {
	text := d.form.Rights
	if d.form.Reference && strings.TrimSpace(d.options.Registration) != "" {
		text += "\n" + d.options.Language.Say("form.registration", d.options.Registration)
	}
	return d.wrap(text, small, width)
}

// introduction is the name and what is said before the questions, in the exact
// wording. The time asked about is added where the wording does not say it.
func (d *document) introduction() {
	d.paragraph(d.form.Name, d.title)
	d.paragraph(d.form.Instruction, d.body)
	recall := strings.TrimSpace(d.form.Recall)
	if !strings.Contains(strings.ToLower(d.form.Instruction), strings.ToLower(recall)) {
		d.paragraph(d.options.Language.Say("form.about", recall), d.recall)
	}
	d.Y += d.gap / 2
}

func (d *document) paragraph(text string, s style.Text) {
	list := d.wrap(text, s, width)
	for _, l := range list {
		d.put(block{s.Lead, func(y float64) { d.Write(left, y, s, l) }})
	}
	if len(list) > 0 {
		d.Y += d.gap
	}
}

// put draws a block, on a new page where it does not fit; it reports whether
// it began one.
func (d *document) put(b block) (begun bool) {
	if !d.fits(b.height) {
		d.newPage(false)
		begun = true
	}
	b.draw(d.Y)
	d.Y += b.height
	return begun
}

// items sets the questions: those with the answers of the questionnaire in a
// grid where there is room for one, all others one by one.
func (d *document) items() error {
	g := d.grid()
	for list := d.form.Items; len(list) > 0; {
		n := 0
		if g != nil {
			n = g.takes(list)
		}
		if n > 0 {
			g.rows(list[:n])
			list = list[n:]
			continue
		}
		if err := d.single(list[0]); err != nil {
			return err
		}
		list = list[1:]
	}
	return nil
}

// single sets one question with its answers, in smaller letters where it would
// not fit on a page otherwise.
func (d *document) single(item instrument.Item) error {
	usual := d.look
	defer func() { d.look = usual }()
	for _, factor := range []float64{1, 0.85, 0.7, 0.6, 0.5} {
		d.label, d.body, d.box = by(usual.label, factor), by(usual.body, factor), usual.box*max(factor, 0.7)
		if b := d.question(item); b.height <= d.full() {
			d.put(b)
			return nil
		}
	}
	return tooLong(d.form, item)
}

// full is the height of a page below its heading.
func (d *document) full() float64 { return d.end() - top - d.head.Lead - d.gap }

func tooLong(q *instrument.Definition, item instrument.Item) error {
	return data.NewProblem(data.CodeInvalid, fmt.Sprintf(
		"Question %d of %s is too long to be printed on one page. Shorten it or its answers in the questionnaire’s file.", item.Number, q.ShortName))
}

// forStaff is where staff write when and how the form was filled in.
func (d *document) forStaff() {
	const in = 4.0
	modes := d.modes(width - 2*in)
	h := staff.Lead*1.6 + float64(len(modes))*staff.Lead*1.35 + 2*in
	d.Y += min(2*d.gap, max(0, d.end()-d.Y-h))
	d.put(block{h, func(y float64) {
		d.Pen(rule, 0.3)
		d.PDF.Rect(left, y, width, h, "D")
		y += in
		d.Write(left+in, y, style.Bold(staff.Size, staff.Lead, staff.Colour), "For staff")
		x := left + 42.0
		d.Write(x, y, staff, "Date filled in:")
		d.Pen(style.Ink, 0.25)
		d.PDF.Line(x+28, y+staff.Lead-0.4, x+78, y+staff.Lead-0.4)
		y += staff.Lead * 1.6
		for _, row := range modes {
			for _, m := range row {
				d.mode(left+in+m.x, y, m.text)
			}
			y += staff.Lead * 1.35
		}
	}})
}

type place struct {
	x    float64
	text string
}

const tick = 4.0 // side of a box that staff tick

// modes places the ways to fill in a form in as many rows as they need. The
// first place is what is asked.
func (d *document) modes(w float64) [][]place {
	d.Set(staff)
	rows, x := [][]place{{{0, "Filled in:"}}}, d.Wide("Filled in:")+5
	for _, o := range data.AnswerModes() {
		need := tick + 1.5 + d.Wide(o.Label)
		if x+need > w {
			rows, x = append(rows, nil), d.Wide("Filled in:")+5
		}
		last := len(rows) - 1
		rows[last] = append(rows[last], place{x, o.Label})
		x += need + 6
	}
	return rows
}

func (d *document) mode(x, y float64, text string) {
	if strings.HasSuffix(text, ":") {
		d.Write(x, y, staff, text)
		return
	}
	d.Pen(style.Ink, 0.3)
	d.PDF.Rect(x, y+(staff.Lead-tick)/2, tick, tick, "D")
	d.Write(x+tick+1.5, y, staff, typeset.Clean(text))
}
