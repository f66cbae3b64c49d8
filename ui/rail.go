package ui

import (
	"cmp"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// railPad is the space around what the rail holds.
const railPad float32 = 12

// rail is the list of areas on the left, with who uses this PC at its foot.
type rail struct {
	content fyne.CanvasObject
	foot    *fyne.Container
	room    *fyne.Container // in the foot: how the prescriber is
	items   []*railItem
	name    *kit.Text
	service *kit.Text
	news    *kit.Button // in the foot, if there is a newer version of the program
	keys    *kit.Text   // how to get help, and to lock
	met     *kit.Text   // in the foot: how this PC stands with the others
	since   *kit.Button // in the foot: what the others changed
}

func newRail(open func(host.Route), areas []area) *rail {
	r := &rail{name: kit.NewText("", kit.Bold), service: kit.NewText("", kit.Muted)}
	logo := canvas.NewImageFromResource(theme.IconLogo)
	logo.FillMode = canvas.ImageFillContain
	brand := kit.PadXY(8, 6, kit.HStack(10, kit.Fixed(26, 26, logo), kit.NewText("Waymark", kit.Heading)))
	var list []fyne.CanvasObject
	for _, a := range areas {
		item := newRailItem(a, func() { open(host.Route{Area: a.id}) })
		r.items = append(r.items, item)
		list = append(list, item)
	}
	r.room = kit.VStack(6)
	r.room.Hide()
	r.news = kit.Quiet("", func() { open(newVersionsRoute) }).Compact()
	r.news.Hide()
	r.keys = kit.NewText("Help  Ctrl+H", kit.Muted)
	r.met = kit.NewParagraph("", kit.Muted)
	r.met.SetMaxLines(4)
	r.met.Hide()
	r.since = kit.Quiet("", func() { open(sinceMetRoute) }).Compact()
	r.since.Hide()
	r.foot = kit.VStack(2, r.room, kit.HStack(0, r.news), kit.HStack(0, r.since), r.name, r.service, r.met, r.keys)
	inside := kit.Pad(railPad, kit.Border(8, brand, kit.VStack(4, kit.Separator(), kit.PadXY(8, 4, r.foot)), nil, nil, kit.Scroll(kit.VStack(2, list...))))
	line := kit.Fill(theme.ColorLine, kit.Fixed(1, 0, kit.Spacer()))
	r.content = kit.Fill(theme.ColorSurface, container.NewBorder(nil, nil, nil, line, container.New(railWidth{r}, inside)))
	return r
}

// railWidth is as wide as the longest name needs, and at least as in the drawings.
type railWidth struct{ rail *rail }

func (l railWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
}

func (l railWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := theme.RailWidth - 1
	for _, item := range l.rail.items {
		// As if each was chosen, which makes it bold: the rail never changes its width.
		bold := draw.Measure(item.area.title, fynetheme.TextSize(), fyne.TextStyle{Bold: true}).Width
		width = max(width, item.MinSize().Width-item.label.MinSize().Width+bold+2*railPad)
	}
	return fyne.NewSize(width, objects[0].MinSize().Height)
}

func (r *rail) choose(id host.Area) {
	for _, item := range r.items {
		item.choose(item.area.id == id)
	}
}

// tell shows the count of overdue follow-ups and who uses this PC.
func (r *rail) tell(overdue int, name, service string) {
	if name == "" {
		name = "No one selected"
	}
	r.name.SetText(name)
	r.service.SetText(service)
	for _, item := range r.items {
		if item.area.id == host.Today {
			item.count(overdue)
		}
	}
}

// tellMet says how this PC stands with the others of its service; "" if it works
// alone.
func (r *rail) tellMet(line string) {
	if line == r.met.Text() && r.met.Visible() == (line != "") {
		return
	}
	r.met.SetText(line)
	r.met.Hidden = line == ""
	r.foot.Refresh()
}

// tellAsks leads to what meetings brought: what a person has to decide, else what
// was settled.
func (r *rail) tellAsks(asks, all int) {
	text := "Since you last met"
	if asks > 0 {
		text = data.Plural(asks, "change needs", "changes need") + " you"
	}
	r.since.SetText(text)
	r.since.Hidden = all == 0
	r.foot.Refresh()
}

// tellLock says how to lock the window, where people sign in.
func (r *rail) tellLock(signedIn bool) {
	if signedIn {
		r.keys.SetText("Lock  Ctrl+L")
	}
}

// tellDesk shows whose reception this is, and the way to another use of the PC.
func (r *rail) tellDesk(surgery string, whoUses func()) {
	if surgery == "" {
		r.foot.Objects = []fyne.CanvasObject{r.met, kit.HStack(0, kit.Quiet("Who uses this PC…", whoUses).Compact())}
		r.foot.Refresh()
		return
	}
	r.name.SetText("Reception")
	place := kit.NewParagraph(surgery, kit.Muted)
	place.SetMaxLines(3)
	r.foot.Objects = []fyne.CanvasObject{r.name, place, r.met, kit.NewText("Help  Ctrl+H", kit.Muted),
		kit.HStack(0, kit.Quiet("Who uses this PC…", whoUses).Compact())}
	r.foot.Refresh()
}

// tellSurgery shows who has signed in, which matters at a desk that several people share,
// and for which surgery. Who works for several chooses among them there.
func (r *rail) tellSurgery(name, surgery string, others func() []*fyne.MenuItem) {
	r.name.SetText(cmp.Or(name, "Reception"))
	words := kit.NewParagraph(surgery, kit.Muted)
	words.SetMaxLines(3)
	place := fyne.CanvasObject(words)
	if others != nil {
		place = kit.VStack(4, words, kit.HStack(0, kit.MenuButton("Other surgery", others).Compact()))
	}
	r.foot.Objects = []fyne.CanvasObject{r.name, place, r.met, kit.NewText("Lock  Ctrl+L", kit.Muted)}
	r.foot.Refresh()
}

// railItem is one area: its icon, its name and perhaps a count.
type railItem struct {
	widget.BaseWidget
	area    area
	open    func()
	chosen  bool
	hovered bool
	focused bool

	fill  *canvas.Rectangle
	icon  *canvas.Image
	label *kit.Text
	chip  *kit.Chip
}

var (
	_ fyne.Tappable     = (*railItem)(nil)
	_ fyne.Focusable    = (*railItem)(nil)
	_ desktop.Hoverable = (*railItem)(nil)
)

func newRailItem(a area, open func()) *railItem {
	i := &railItem{area: a, open: open, fill: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(a.icon),
		label: kit.NewText(a.title, kit.Body), chip: kit.NewChip("", kit.Red)}
	i.label.SetMinWidth(1000) // never cut: the rail is as wide as the longest name
	i.fill.CornerRadius = theme.ButtonRadius
	i.icon.FillMode = canvas.ImageFillContain
	i.chip.Hide()
	i.ExtendBaseWidget(i)
	return i
}

// CreateRenderer implements fyne.Widget.
func (i *railItem) CreateRenderer() fyne.WidgetRenderer {
	row := container.NewBorder(nil, nil, kit.HStack(10, kit.Fixed(18, 18, i.icon), i.label), kit.HStack(0, i.chip))
	i.paint()
	return widget.NewSimpleRenderer(container.NewStack(i.fill, kit.PadXY(10, 8, row)))
}

func (i *railItem) choose(on bool) { i.chosen = on; i.Refresh() }

func (i *railItem) count(n int) {
	if n == 0 {
		i.chip.Hide()
		return
	}
	text := strconv.Itoa(n)
	if n >= 100 {
		text = "99+"
	}
	i.chip.Set(text, kit.Red)
	i.chip.Show()
	i.Refresh()
}

// Refresh implements fyne.Widget.
func (i *railItem) Refresh() {
	i.paint()
	i.BaseWidget.Refresh()
}

func (i *railItem) paint() {
	text, style := theme.ColorMuted, kit.Body
	fill := theme.ColorSurface
	switch {
	case i.chosen:
		fill, text, style = theme.ColorAccentSoft, theme.ColorAccent, kit.Bold
	case i.hovered, i.focused:
		fill = theme.ColorSelected
	}
	i.fill.FillColor = i.Theme().Color(fill, fyne.CurrentApp().Settings().ThemeVariant())
	i.fill.StrokeWidth = 0
	if i.focused {
		i.fill.StrokeWidth = 2
		i.fill.StrokeColor = i.Theme().Color(theme.ColorFocus, fyne.CurrentApp().Settings().ThemeVariant())
	}
	i.icon.Resource = theme.Icon(i.area.icon, text)
	i.label.SetStyle(style)
	i.label.SetColor(text)
}

// Tapped implements fyne.Tappable.
func (i *railItem) Tapped(*fyne.PointEvent) { i.open() }

// FocusGained implements fyne.Focusable.
func (i *railItem) FocusGained() { i.focused = true; i.Refresh() }

// FocusLost implements fyne.Focusable.
func (i *railItem) FocusLost() { i.focused = false; i.Refresh() }

// TypedRune implements fyne.Focusable.
func (i *railItem) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Enter and Space open the area.
func (i *railItem) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		i.open()
	}
}

// MouseIn implements desktop.Hoverable.
func (i *railItem) MouseIn(*desktop.MouseEvent) { i.hovered = true; i.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (i *railItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (i *railItem) MouseOut() { i.hovered = false; i.Refresh() }
