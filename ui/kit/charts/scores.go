package charts

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// ScorePoint is one score of one person.
type ScorePoint struct {
	// Label stands under the point: its day.
	Label string
	// Value is the score.
	Value float64
	// Text is the score as it is written beside the chart; "" writes it with one
	// decimal at most.
	Text string
	// At is where the point stands, 0 at the left to 1 at the right; all 0 spreads
	// the points evenly.
	At float64
}

// ScoreBand is a range of scores with a name. It ends at To, where the next
// begins.
type ScoreBand struct {
	Label string
	To    float64
}

// ScoreData is what a score chart shows.
type ScoreData struct {
	// Points are the scores, oldest first.
	Points []ScorePoint
	// Comparator is drawn as a dashed line when it has a label.
	Comparator float64
	// ComparatorLabel names the comparator, and is "" for none.
	ComparatorLabel string
	// Bands are drawn as quiet lines with their names, lowest first; the last has
	// no end.
	Bands []ScoreBand
	// Due says when the next is due, like "due 28 Apr", and is "" for none.
	Due string
	// Min and Max are the ends of the scale; both 0 takes them from what is shown.
	Min, Max float64
}

// Scores is a small chart of one person's scores over time.
type Scores struct {
	widget.BaseWidget
	data ScoreData
}

// NewScores makes a chart.
func NewScores(data ScoreData) *Scores {
	c := &Scores{data: data}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes what is shown.
func (c *Scores) Set(data ScoreData) {
	c.data = data
	c.Refresh()
}

// CreateRenderer draws the chart. Part of fyne.Widget.
func (c *Scores) CreateRenderer() fyne.WidgetRenderer {
	return sketched(c, func() fyne.Size { return fyne.NewSize(180, 124*draw.TextScale()) }, c.draw)
}

func (c *Scores) span() (low, high float64) {
	if c.data.Max > c.data.Min {
		return c.data.Min, c.data.Max
	}
	var values []float64
	for _, p := range c.data.Points {
		values = append(values, p.Value)
	}
	if c.data.ComparatorLabel != "" {
		values = append(values, c.data.Comparator)
	}
	return around(values)
}

func (c *Scores) draw(s *sketch, size fyne.Size) {
	const edge float32 = 30
	foot := inkNote.measure("M").Height + 6
	head := inkNote.measure("M").Height + 4
	bottom := size.Height - foot
	low, high := c.span()
	at := func(v float64) float32 {
		return bottom - 10 - float32((v-low)/(high-low))*(bottom-10-head)
	}
	s.line(edge, bottom, size.Width-edge, bottom, 1.5, theme.ColorLine)
	c.bands(s, edge, size.Width-edge, at)
	places := c.places(size.Width, edge)
	if c.data.ComparatorLabel != "" {
		y, begin := at(c.data.Comparator), edge
		// With bands in the middle, away from the names at the side and the last score.
		align, beside := fyne.TextAlignCenter, y-head/2-1
		if len(c.data.Bands) > 0 {
			begin += bandNames * draw.TextScale()
		} else {
			align, beside = c.besideDashes(edge, size.Width-edge, head/2+1, places, at)
		}
		s.dashes(begin, y, size.Width-edge, y, theme.ColorMuted)
		s.words(c.data.ComparatorLabel, inkNote, edge, beside, size.Width-2*edge, align)
	}
	c.drawLine(s, places, at)
	each := (size.Width - 2*edge) / float32(max(1, len(places)))
	each = min(max(each, 40), 160)
	for i, p := range c.data.Points {
		x, y := places[i], at(p.Value)
		dot := canvas.NewCircle(draw.Color(theme.ColorAccent))
		draw.Place(dot, x-6, y-6, 12, 12)
		s.add(dot)
		s.words(cmp.Or(p.Text, score(p.Value)), inkValue, x-30, y+c.labelShift(y, at), 60, fyne.TextAlignCenter)
		c.foot(s, p.Label, x, bottom+foot/2+1, each, size.Width)
	}
	if c.data.Due != "" {
		x := places[len(places)-1]
		y := (head + bottom) / 2
		c.dotted(s, x, y)
		c.foot(s, c.data.Due, x, bottom+foot/2+1, each, size.Width)
	}
}

// besideDashes chooses where the comparator's words stand, above or below its dashes
// and at one end or the other: where the scores leave most room.
func (c *Scores) besideDashes(left, right, off float32, places []float32, at func(float64) float32) (fyne.TextAlign, float32) {
	dashes, room := at(c.data.Comparator), inkNote.measure(c.data.ComparatorLabel).Width
	align, y, most := fyne.TextAlignTrailing, dashes-off, float32(-1)
	for _, middle := range []float32{dashes - off, dashes + off} {
		for _, side := range []fyne.TextAlign{fyne.TextAlignTrailing, fyne.TextAlignLeading} {
			from := left
			if side == fyne.TextAlignTrailing {
				from = right - room
			}
			if free := c.freeAt(from, from+room, middle, places, at); free > most {
				align, y, most = side, middle, free
			}
		}
	}
	return align, y
}

// freeAt is how far the scores and what is drawn for them are from a height, between
// two places across the chart.
func (c *Scores) freeAt(from, to, height float32, places []float32, at func(float64) float32) float32 {
	const reach = 12      // Of a point to its sides
	free := float32(1000) // farther than anything can be
	near := func(y float32) { free = min(free, max(y-height, height-y)) }
	for i, p := range c.data.Points {
		if y := at(p.Value); places[i] > from-reach && places[i] < to+reach {
			near(y)
			near(y + c.labelShift(y, at))
		}
		if i == 0 {
			continue
		}
		begin, end := max(from, places[i-1]), min(to, places[i])
		for _, x := range []float32{begin, (begin + end) / 2, end} {
			if begin <= end {
				share := float64((x - places[i-1]) / (places[i] - places[i-1]))
				near(at(c.data.Points[i-1].Value + share*(p.Value-c.data.Points[i-1].Value)))
			}
		}
	}
	return free
}

// bands draws where each band ends, and its name in the middle of it, or above the
// name below where a narrow band has no room for its own.
func (c *Scores) bands(s *sketch, left, right float32, at func(float64) float32) {
	from, high := c.span()
	above := at(from) + nameHeight()/2
	for i, b := range c.data.Bands {
		to := high
		if i < len(c.data.Bands)-1 {
			to = b.To
			s.line(left, at(to), right, at(to), 1, theme.ColorLine)
		}
		above = min((at(from)+at(to))/2, above-nameHeight())
		s.words(b.Label, inkNote, left, above, bandNames*draw.TextScale(), fyne.TextAlignLeading)
		from = to
	}
}

// bandNames is the room at the side for the names of bands, which scores leave free.
const bandNames = 84

func nameHeight() float32 { return inkNote.measure("M").Height }

// labelShift puts a score above its point, or below where the comparator's line and
// words are in the way.
func (c *Scores) labelShift(y float32, at func(float64) float32) float32 {
	shift := 17 * draw.TextScale()
	if above := y - at(c.data.Comparator); c.data.ComparatorLabel != "" && above > -4 && above < 1.6*shift {
		return shift
	}
	return -shift
}

// foot writes under a point without leaving the chart.
func (c *Scores) foot(s *sketch, text string, x, y, width, whole float32) {
	x = max(0, min(x-width/2, whole-width))
	s.words(text, inkNote, x, y, width, fyne.TextAlignCenter)
}

// places is where each point stands, and the due one last.
func (c *Scores) places(width, edge float32) []float32 {
	n := len(c.data.Points)
	given := false
	for _, p := range c.data.Points {
		given = given || p.At != 0
	}
	count := n
	if c.data.Due != "" {
		count++
	}
	first := edge + 30
	if len(c.data.Bands) > 0 {
		first = edge + bandNames*draw.TextScale()
	}
	room := width - edge - 30 - first
	var places []float32
	for i := range count {
		share := float32(0.5)
		if count > 1 {
			share = float32(i) / float32(count-1)
		}
		if given && i < n {
			share = float32(max(0, min(1, c.data.Points[i].At)))
		}
		places = append(places, first+room*share)
	}
	return places
}

func (c *Scores) drawLine(s *sketch, places []float32, at func(float64) float32) {
	for i := 1; i < len(c.data.Points); i++ {
		s.line(places[i-1], at(c.data.Points[i-1].Value), places[i], at(c.data.Points[i].Value), 2.5, theme.ColorAccent)
	}
}

// dotted draws the circle of a score that is still to come.
func (c *Scores) dotted(s *sketch, x, y float32) {
	const parts = 8
	for i := range parts {
		from := float32(i) * 360 / parts
		arc := canvas.NewArc(from, from+24, 0.72, draw.Color(theme.ColorAccent))
		arc.Resize(fyne.NewSize(14, 14))
		arc.Move(fyne.NewPos(x-7, y-7))
		s.add(arc)
	}
}
