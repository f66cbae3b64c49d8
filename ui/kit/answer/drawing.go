package answer

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// answersMax is the widest that one target of a row gets.
const answersMax float32 = 96

// each is the width of one target of a row.
func (a *Answers) each(width float32) float32 {
	return min(answersMax*max(1, a.scale*0.85), width/float32(max(1, len(a.keys))))
}

// diameter is that of the targets at a width.
func (a *Answers) diameter(width float32) float32 {
	if a.across {
		return min(48*draw.TextScale()*a.scale, a.each(width)-8)
	}
	return 34 * draw.TextScale() * min(a.scale, 1.4)
}

// targetHeight is how high the row of targets is.
func (a *Answers) targetHeight() float32 { return a.diameter(a.Size().Width) + 14 }

// answersDrawing is what is seen of Answers.
type answersDrawing struct {
	of      *Answers
	backs   []*canvas.Rectangle // around the answer under the keyboard, in a list
	targets []*canvas.Circle
	faces   []*canvas.Text
	ring    *canvas.Circle
}

// CreateRenderer draws the answers. Part of fyne.Widget.
func (a *Answers) CreateRenderer() fyne.WidgetRenderer {
	d := &answersDrawing{of: a, ring: canvas.NewCircle(color.Transparent)}
	var objects []fyne.CanvasObject
	for range a.keys {
		back := canvas.NewRectangle(color.Transparent)
		d.backs = append(d.backs, back)
		objects = append(objects, back)
	}
	objects = append(objects, d.ring)
	for range a.keys {
		target, face := canvas.NewCircle(color.Transparent), canvas.NewText("", color.Transparent)
		face.Alignment = fyne.TextAlignCenter
		d.targets, d.faces = append(d.targets, target), append(d.faces, face)
		objects = append(objects, target, face)
	}
	for _, word := range a.words {
		objects = append(objects, word)
	}
	d.paint()
	return &draw.Rendering{
		Of:    a,
		Shows: draw.Fixed(objects...),
		Lays:  d.arrange,
		Least: d.minimum,
		Redraws: func() {
			d.paint()
			d.arrange(a.Size())
			canvas.Refresh(a)
		},
	}
}

func (d *answersDrawing) paint() {
	a := d.of
	for i, target := range d.targets {
		fill, line, ink := theme.ColorSurface, theme.ColorTarget, theme.ColorInk
		if i+1 == a.value {
			fill, line, ink = theme.ColorAccent, theme.ColorAccent, theme.ColorOnAccent
		}
		target.FillColor, target.StrokeColor, target.StrokeWidth = draw.Color(fill), draw.Color(line), 2
		face := d.faces[i]
		face.Color, face.TextSize, face.TextStyle = draw.Color(ink), draw.Size(theme.SizeBody)*a.scale*18/14, fyne.TextStyle{Bold: true}
		draw.Say(face, "")
		if a.across || a.showKeys {
			draw.Say(face, a.keys[i])
		}
		if !a.across {
			face.TextSize = draw.Size(theme.SizeBody) * min(a.scale, 1.4)
		}
		outline := fyne.ThemeColorName("")
		if !a.across && a.focused && i+1 == a.ring {
			outline = theme.ColorFocus
		}
		draw.Box(d.backs[i], "", outline, 2, 8)
		target.Refresh()
		face.Refresh()
	}
	d.ring.StrokeColor, d.ring.StrokeWidth = draw.Color(theme.ColorFocus), 2
	d.ring.Hidden = !a.focused || !a.across // in a list the ring goes round the words as well
	// 18 on a normal pad, like the question: read at arm's length.
	size := a.scale * 18 / 14
	if a.across {
		size = a.scale * 15 / 14
	}
	for _, word := range a.words {
		word.SetScale(size)
	}
}

func (d *answersDrawing) arrange(size fyne.Size) {
	if d.of.across {
		d.arrangeAcross(size)
	} else {
		d.arrangeDown(size)
	}
}

func (d *answersDrawing) arrangeAcross(size fyne.Size) {
	a := d.of
	each, side := a.each(size.Width), a.diameter(size.Width)
	for i := range d.targets {
		d.put(i, float32(i)*each+(each-side)/2, 7, side)
	}
	// The words stand under the first and the last target, not the window's edge.
	width := each * float32(len(a.keys))
	half := width/2 - 8
	inset := (each - side) / 2
	draw.Settle(a.words[0], half-inset)
	a.words[0].Move(fyne.NewPos(inset, side+14))
	draw.Settle(a.words[1], half-inset)
	a.words[1].Move(fyne.NewPos(width-half, side+14))
}

func (d *answersDrawing) arrangeDown(size fyne.Size) {
	a := d.of
	side := a.diameter(size.Width)
	a.tops = append(a.tops[:0], 0)
	y := float32(0)
	for i, word := range a.words {
		high := draw.Settle(word, max(40, size.Width-side-34))
		row := max(side+18, high+14)
		d.put(i, 10, y+(row-side)/2, side)
		word.Move(fyne.NewPos(side+26, y+(row-high)/2))
		draw.Place(d.backs[i], 0, y+1, size.Width, row-2)
		y += row
		a.tops = append(a.tops, y)
	}
}

// put places one target with its face, and the ring when it is there.
func (d *answersDrawing) put(i int, x, y, side float32) {
	draw.Place(d.targets[i], x, y, side, side)
	high := d.faces[i].MinSize().Height
	draw.Place(d.faces[i], x, y+(side-high)/2, side, high)
	if i+1 == d.of.ring {
		draw.Place(d.ring, x-5, y-5, side+10, side+10)
	}
}

func (d *answersDrawing) minimum() fyne.Size {
	a := d.of
	side := a.diameter(a.Size().Width)
	if a.across {
		words := max(a.words[0].MinSize().Height, a.words[1].MinSize().Height)
		return fyne.NewSize(280, side+16+words)
	}
	height := float32(0)
	for _, word := range a.words {
		height += max(side+18, word.MinSize().Height+14)
	}
	return fyne.NewSize(200, height)
}
