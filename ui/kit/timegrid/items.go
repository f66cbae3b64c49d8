package timegrid

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// gridPaint are the colours of a look.
type gridPaint struct{ ground, line, title, text fyne.ThemeColorName }

var gridPaints = map[Look]gridPaint{
	Block:  {theme.ColorAccentSoft, "", theme.ColorAccent, theme.ColorAccent},
	Card:   {theme.ColorSurface, theme.ColorLine, theme.ColorInk, theme.ColorMuted},
	Warm:   {theme.ColorAmberBg, "", theme.ColorAmber, theme.ColorAmber},
	Plain:  {theme.ColorNeutralBg, theme.ColorLine, theme.ColorMuted, theme.ColorMuted},
	Struck: {theme.ColorSurface, theme.ColorLine, theme.ColorMuted, theme.ColorMuted},
}

// item draws one thing with as many of its words as have room.
func (d *gridDraw) item(at placed) {
	it, p := at.item, gridPaints[at.item.Look]
	if it.Heading != "" {
		d.heading(at)
	}
	d.rect(at.pos.X, at.pos.Y, at.size.Width, at.size.Height, p.ground, p.line, 1, 7)
	if len(it.Rows) > 0 {
		for _, r := range it.Rows {
			d.row(at, r)
		}
		return
	}
	x, w := at.pos.X+8, at.size.Width-14
	if it.Key == moreKey {
		x, w = at.pos.X+4, at.size.Width-5
	}
	if it.Look == Card {
		d.bar(at, it.Tone)
		x, w = x+4, w-4
	}
	d.words(it, p, x, at.pos.Y+3, w, at.size.Height-5)
}

// bar is the coloured edge of a card; its colour is that of its state.
func (d *gridDraw) bar(at placed, tone kit.Tone) {
	name := theme.ColorAccent
	switch tone {
	case kit.Red:
		name = theme.ColorRed
	case kit.Amber:
		name = theme.ColorAmber
	case kit.Green:
		name = theme.ColorGreen
	}
	d.rect(at.pos.X, at.pos.Y, 4, at.size.Height, name, "", 0, 2)
}

// words draws title and lines; names wrap before they are cut.
func (d *gridDraw) words(it *Item, p gridPaint, x, y, w, h float32) {
	g := d.g
	lines := max(1, int((h+1)/g.plan.line))
	width := w
	if it.Chip != "" {
		if c := kit.NewChip(it.Chip, it.Tone).MinSize().Width; w-c > 100*draw.TextScale() {
			d.chip(it.Chip, it.Tone, x+w-c, y-1, c)
			width = w - c - 6
		}
	}
	title := it.Title
	if it.Brief != "" && width < gridBrief*draw.TextScale() {
		title = it.Brief
	}
	used := d.text(title, kit.Small, p.title, x, y, width, lines)
	lines -= int(used/g.plan.line + 0.5)
	y += used
	for _, line := range it.Lines {
		if lines < 1 {
			return
		}
		used = d.text(line, kit.Small, p.text, x, y, w, lines)
		lines -= int(used/g.plan.line + 0.5)
		y += used
	}
}

func (d *gridDraw) heading(at placed) {
	g := d.g
	y := at.pos.Y - g.plan.line - 5
	aside := kit.NewText(at.item.Aside, kit.Small)
	w := min(aside.Natural(), at.size.Width/2)
	title := kit.NewText(at.item.Heading, kit.Small)
	title.SetColor(theme.ColorAccent)
	if title.Natural()+w+10 > at.size.Width {
		w = -10 // no room for both: the hours are beside the block
	}
	if at.item.Brief != "" && title.Natural() > at.size.Width {
		title.SetText(at.item.Brief)
	}
	draw.Place(title, at.pos.X+3, y, at.size.Width-w-10, g.plan.line)
	d.objects = append(d.objects, title)
	if w > 0 {
		aside.SetAlign(fyne.TextAlignTrailing)
		draw.Place(aside, at.pos.X+at.size.Width-w-4, y, w, g.plan.line)
		d.objects = append(d.objects, aside)
	}
}

// row draws a part of a block: its hour, who, and a word for how it stands.
func (d *gridDraw) row(at placed, r Row) {
	g := d.g
	scale := draw.TextScale()
	y, h := g.y(r.From), float32(r.To-r.From)/60*g.plan.hour
	x, w := at.pos.X, at.size.Width
	switch {
	case r.Free:
		d.rect(x+2, y+1, w-4, h-2, theme.ColorSurface, "", 0, 5)
	case r.Strong:
		d.rect(x, y, w, h-1, theme.ColorAccentDeep, "", 0, 3)
	}
	if r.To*60 < at.item.To*60 {
		d.rect(x, y+h-1, w, 1, theme.ColorSurface, "", 0, 0)
	}
	lines := max(1, int((h-3)/g.plan.line))
	texts := joinedTexts(r.Texts, lines)
	left, room := x+9, w-14
	wide := w > 116*scale
	if wide {
		label := kit.NewText(r.Label, kit.Label)
		label.SetColor(theme.ColorAccent)
		draw.Place(label, x+9, y, gridLabel*scale-9, h-1)
		d.objects = append(d.objects, label)
		left, room = x+gridLabel*scale+3, w-gridLabel*scale-12
	} else if len(texts) > 0 {
		texts = append([]string{r.Label + " " + texts[0]}, texts[1:]...)
	}
	if chip := kit.NewChip(r.Chip, r.Tone); r.Chip != "" && rowHasChip(r, w) && chip.MinSize().Height < h {
		least := chip.MinSize()
		draw.Place(chip, x+w-least.Width-7, y+(h-least.Height)/2, least.Width, least.Height)
		d.objects = append(d.objects, chip)
		room -= least.Width
	} else if r.Chip != "" {
		texts = r.inWords(texts, lines, wide, room)
	}
	d.rowTexts(texts, r, left, y, room, h, lines)
}

// inWords is the texts of a row in which there is no room for its chip.
func (r Row) inWords(texts []string, lines int, wide bool, room float32) []string {
	all := r.Chip + ", " + strings.Join(texts, " ")
	switch {
	case !r.Free:
		return joinedTexts(append(slices.Clone(texts), r.Chip), lines)
	case wide && (lines > 1 || kit.NewText(all, kit.Small).Natural() <= room):
		return []string{all}
	case wide:
		return []string{r.Chip} // how long it is stands in the tip
	case lines < 2:
		return []string{r.Label + " " + r.Chip}
	}
	return []string{r.Label, r.Chip} // how long it is stands in the tip
}

func (d *gridDraw) rowTexts(texts []string, r Row, x, y, w, h float32, lines int) {
	style := kit.Small
	if r.Strong {
		style = kit.Label
	}
	name := theme.ColorInk
	if r.Free {
		name = theme.ColorMuted
	}
	left := lines
	var drawn []*kit.Text
	height := float32(0)
	for i, text := range texts {
		ink := name
		if i > 0 && !r.Free && !r.Equal {
			ink = theme.ColorMuted
		}
		t := kit.NewHyphenated(text, style, ink, w, max(1, left-(len(texts)-1-i))) // each of the others needs a line
		left -= len(t.Lines())
		t.Resize(fyne.NewSize(w, float32(len(t.Lines()))*t.LineHeight()))
		height += t.Size().Height
		drawn = append(drawn, t)
	}
	top := y + max(1, (h-1-height)/2)
	for _, t := range drawn {
		t.Move(fyne.NewPos(x, top))
		top += t.Size().Height
		d.objects = append(d.objects, t)
	}
}
