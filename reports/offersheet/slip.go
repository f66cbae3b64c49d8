package offersheet

import (
	"math"
	"strings"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/reports/internal/style"
	"waymark/reports/internal/typeset"
)

// service is the language of what the service reads: slips are sent back to us.
var service *clienttext.Language

// answers are those on a slip, in the order in which things go.
func answers() []string {
	return []string{
		service.Say("slip.in_touch"), service.Say("slip.came_once"), service.Say("slip.coming"),
		service.Say("slip.finished"), service.Say("slip.did_not_come"), service.Say("slip.could_not"),
	}
}

const inset = 5.0 // between a cut line and what is below it

// slips prints a slip for each reference: below the choices when all fit there,
// else on pages of their own. No slip is split.
func (d *document) slips() {
	var slips [][]row
	for i := range d.sheet.Items {
		if strings.TrimSpace(typeset.Clean(d.sheet.Items[i].Slip)) != "" {
			slips = append(slips, d.slip(&d.sheet.Items[i]))
		}
	}
	if len(slips) == 0 {
		return
	}
	intro := d.introduction(len(slips))
	all := height(intro)
	for _, s := range slips {
		all += height(s)
	}
	if gap := d.Room() - all; gap >= 3*d.gap {
		d.Y += gap // at the foot of the page, where one cut frees it
	} else {
		d.Next()
	}
	d.flow(intro)
	defer d.Turn(d.Turn(false)) // a slip is English, whatever the sheet is
	for _, s := range slips {
		if !d.fits(height(s)) {
			d.lastCut()
		}
		d.flow(together(s))
	}
	d.lastCut()
}

// lastCut frees the last slip of a page from the white below it.
func (d *document) lastCut() {
	if d.Room() > inset {
		d.cut(d.Y)
	}
}

// introduction tells the person what the slips are for. On a page of its own it
// warns of the back of the paper: the choices could be printed there.
func (d *document) introduction(n int) []row {
	text := d.in.Say("sheet.slips.how", n)
	rows := d.paragraph(left, d.strong, d.in.Say("sheet.slips", n), width)
	rows = append(rows, d.paragraph(left, d.body, text, width)...)
	return withNext(append(rows, space(d.gap*1.5)))
}

// slip is what an organisation sends back. It never names the person.
func (d *document) slip(item *data.OfferSheetItem) []row {
	v := &item.Service
	rows := []row{{inset, true, d.cut}}
	rows = append(rows, d.addressed(v, item.Slip)...)
	about := service.Say("slip.about", v.Name, typeset.Solid(service.Date(d.sheet.On)))
	rows = append(rows, d.lines(left, d.body, d.AtMost(about, d.body, width, 2))...)
	rows = append(rows, space(d.gap))
	rows = append(rows, d.boxes()...)
	last := append([]row{space(d.gap)}, d.lines(left, d.body, d.AtMost(back(d.sheet), d.body, width, 3))...)
	last = append(last, space(inset))
	rows = append(rows, d.note(d.least-height(rows)-height(last))...)
	return append(rows, last...)
}

// addressed says to whom the slip goes and what to do with it, with the
// reference on the right.
func (d *document) addressed(v *data.Service, slip string) []row {
	to := v.Organisation
	if to == "" {
		to = v.Name
	}
	letters := typeset.Clean(data.ShowSlip(slip))
	pitch := min(1.1*d.reference.Size*style.Point, width*0.55/pitches(letters))
	x := left + width - pitch*pitches(letters)
	w := x - left - inset
	ask := service.Say("slip.ask")
	if phone := number(d.sheet); phone != "" {
		ask = service.Say("slip.ask.call", phone)
	}
	rows := d.lines(left, d.strong, d.AtMost(service.Say("slip.to", to), d.strong, w, 3))
	rows = append(rows, d.lines(left, d.body, d.AtMost(ask, d.body, w, 4))...)
	if least := d.label.Lead + d.reference.Lead; height(rows) < least {
		rows = append(rows, space(least-height(rows)))
	}
	first := rows[0].draw
	rows[0].draw = func(y float64) {
		first(y)
		d.Set(d.reference)
		start := (pitch - d.Wide(string([]rune(letters)[:1]))) / 2 // where the first letter begins
		d.Write(x+max(start, 0), y, d.label, service.Say("slip.reference"))
		d.spaced(x, y+d.label.Lead, pitch, letters)
	}
	return rows
}

// pitches is how wide a reference is, counted in letters; a dash is narrower.
func pitches(letters string) float64 {
	n := 0.0
	for _, r := range letters {
		n += pitchOf(r)
	}
	return n
}

func pitchOf(r rune) float64 {
	if r == '-' {
		return 0.6
	}
	return 1
}

// spaced writes letters at an even pitch, so that they are read one by one.
func (d *document) spaced(x, y, pitch float64, letters string) {
	s := d.reference
	s.Size = min(s.Size, pitch/style.Point)
	d.Set(s)
	for _, r := range letters {
		w := pitch * pitchOf(r)
		d.Write(x+(w-d.Wide(string(r)))/2, y, s, string(r))
		x += w
	}
}

// boxes are the answers with a box to tick before each, in two columns. An
// answer too long for its column has a line to itself.
func (d *document) boxes() []row {
	const second = width * 0.4
	lead := max(d.body.Lead, d.tick) + 1.6
	d.Set(d.body)
	var rows []row
	answers := answers()
	for i := 0; i < len(answers); i++ {
		pair := answers[i : i+1]
		if i+1 < len(answers) && d.answerWidth(answers[i]) <= second && d.answerWidth(answers[i+1]) <= width-second {
			pair = answers[i : i+2]
			i++
		}
		rows = append(rows, row{lead, true, func(y float64) {
			for c, answer := range pair {
				x := left + float64(c)*second
				d.Pen(style.Ink, 0.35)
				d.PDF.Rect(x, y+(lead-d.tick)/2, d.tick, d.tick, "D")
				d.Write(x+d.tick+tickGap, y+(lead-d.body.Lead)/2, d.body, answer)
			}
		}})
	}
	return rows
}

const tickGap = 2.2 // between a box and its words

func (d *document) answerWidth(answer string) float64 { return d.tick + tickGap + d.Wide(answer) }

// note is room to write in, about h millimetres high and at least one line.
func (d *document) note(h float64) []row {
	lines := max(1, math.Floor(h/d.hand))
	each := max(d.hand, h/lines)
	var rows []row
	for i := range int(lines) {
		rows = append(rows, row{each, true, func(y float64) {
			x := left
			if i == 0 {
				note := service.Say("slip.note")
				d.Write(x, y+each-d.body.Lead, d.body, note)
				x += d.Wide(note) + 2
			}
			d.Pen(style.Muted, 0.2)
			d.PDF.Line(x, y+each-0.8, left+width, y+each-0.8)
		}})
	}
	return rows
}

// back is where a slip goes when it is filled in.
func back(s *data.OfferSheet) string {
	who := parts(", ", shorten(s.Prescriber, mostName), shorten(s.ServiceName, mostFact), number(s))
	if who == "" {
		return ""
	}
	return service.Say("slip.back", who)
}

// cut draws a dashed line across the whole page, and scissors on it: two
// blades and the two rings of the handles.
func (d *document) cut(y float64) {
	d.Pen(style.Muted, 0.25)
	d.PDF.SetDashPattern([]float64{2, 1.6}, 0)
	d.PDF.Line(left, y, pageWidth, y)
	d.PDF.Line(0, y, left-10, y)
	d.PDF.SetDashPattern(nil, 0)
	d.Pen(style.Ink, 0.35)
	const x = left - 9
	for _, side := range []float64{-1, 1} {
		d.PDF.Circle(x+1, y+side*1.3, 0.95, "D")
		d.PDF.Line(x+1.8, y+side*0.8, x+7.5, y-side*1.1)
	}
}
