package questionnaires

import (
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// section is a card with a list, or a sentence when the list is empty.
type section struct {
	card  *kit.Card
	rows  *kit.Rows
	empty fyne.CanvasObject
	count func() int
}

// newSection makes a card with a list. verb, when not "", is a button in each
// row that does what Enter does.
func newSection(title, emptySentence, verb string, count func() int, row func(int) kit.RowData, open func(int)) *section {
	s := &section{count: count}
	s.rows = kit.NewRows(count,
		func() fyne.CanvasObject { return kit.NewRowText() },
		func(i int, obj fyne.CanvasObject) {
			text := obj.(*kit.RowText)
			text.Set(row(i))
			if verb != "" {
				text.SetAction(kit.Secondary(verb, func() { open(i) }).Compact())
			}
		},
		kit.RowHeight())
	s.rows.OnOpen = open
	s.empty = kit.PadXY(theme.CardPadding, 0, kit.VStack(0, kit.NewParagraph(emptySentence, kit.Muted)))
	s.card = kit.NewCard(title, "", container.NewStack(s.rows, s.empty)).Flush()
	return s
}

func (s *section) reload() {
	n := s.count()
	if n == 0 {
		s.card.SetAside("")
		s.rows.Hide()
		s.empty.Show()
	} else {
		s.card.SetAside(strconv.Itoa(n))
		s.empty.Hide()
		s.rows.Show()
	}
	s.rows.Reload()
}

// margins lays a page out: header, then the body over the rest. A body that
// scrolls bleeds over the lower margin, so that it is cut by the window only,
// and a little to the sides, so that the edges of its cards stay whole.
type margins struct{ bleeds bool }

const bleed = 10

func (l margins) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	const m = theme.PageMargin
	head := objs[0].MinSize().Height
	objs[0].Move(fyne.NewPos(m, m))
	objs[0].Resize(fyne.NewSize(size.Width-2*m, head))
	top := m + head + theme.Gap
	bottom, aside := float32(m), float32(0)
	if l.bleeds {
		bottom, aside = 0, bleed
	}
	objs[1].Move(fyne.NewPos(m-aside, top))
	objs[1].Resize(fyne.NewSize(size.Width-2*(m-aside), max(0, size.Height-top-bottom)))
}

func (margins) MinSize(objs []fyne.CanvasObject) fyne.Size {
	const m = theme.PageMargin
	head, body := objs[0].MinSize(), objs[1].MinSize()
	return fyne.NewSize(max(head.Width, body.Width)+2*m, head.Height+body.Height+2*m+theme.Gap)
}

// halves shares the height among what is visible.
type halves struct{}

func (halves) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	n := visible(objs)
	if n == 0 {
		return
	}
	each := (size.Height - theme.Gap*float32(n-1)) / float32(n)
	y := float32(0)
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, each))
		y += each + theme.Gap
	}
}

func (halves) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var w, h float32
	for _, o := range objs {
		if o.Visible() {
			w, h = max(w, o.MinSize().Width), max(h, o.MinSize().Height)
		}
	}
	n := float32(visible(objs))
	return fyne.NewSize(w, h*n+theme.Gap*max(0, n-1))
}

func visible(objs []fyne.CanvasObject) int {
	n := 0
	for _, o := range objs {
		if o.Visible() {
			n++
		}
	}
	return n
}

// number writes a score with at most two decimals, and none that say nothing.
func number(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) }
