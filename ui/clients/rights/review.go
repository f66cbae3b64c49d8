package rights

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// review is where each text about a person is read before a copy is handed over.
// Every mark is stored as it is made, so that nothing is lost when it closes.
type review struct {
	h       *host.Host
	request data.ID
	client  data.ID
	content fyne.CanvasObject
	header  *kit.PageHeader
	body    *fyne.Container
	sides   fyne.CanvasObject

	rows   *kit.Rows
	text   *kit.MarkedText
	middle *fyne.Container // the text or picture that is read
	title  *kit.Text       // of the text, and beneath it who wrote it
	by     *kit.Text
	failed *fyne.Container // why a mark could not be kept
	aside  *fyne.Container // its marks
	as     *kit.Segmented  // how the text is shown

	row     *data.RightsRow
	texts   []data.RightsText
	at      int
	reading *load.Latest
}

// NewReview makes the page of host.ViewRightsReview.
func NewReview(h *host.Host, r host.Route) host.Page {
	v := &review{h: h, request: r.Record, client: r.Client, reading: load.New(h), at: -1}
	v.header = kit.NewPageHeader("Read the texts", " ")
	v.header.SetBreadcrumb("Rights", v.back)
	v.header.SetActions(kit.Secondary("Previous text", func() { v.open(v.at - 1) }), kit.Primary("Read, next text", v.next))
	v.rows = kit.NewRows(func() int { return len(v.texts) }, func() fyne.CanvasObject { return kit.NewRowText() }, v.fill, kit.RowHeight())
	v.rows.OnSelect = v.open
	v.text = kit.NewMarkedText()
	v.text.OnMark = v.mark
	v.text.OnErase = v.erase
	v.as = kit.NewSegmented([]string{"Review", "As they get it"}, 0, func(int) { v.show() })
	v.middle, v.aside, v.failed = container.NewStack(), kit.VStack(10), container.NewStack()
	v.title, v.by = kit.NewParagraph("", kit.Bold), kit.NewParagraph("", kit.Muted)
	v.failed.Hide()
	keys := kit.NewParagraph("Choose words: tap the first and the last, or use the arrow keys with Shift. B blacks them out, Delete takes a mark away.", kit.Small)
	left := kit.NewCard("Texts", "", v.rows).Flush()
	center := kit.NewCard("", "", kit.Border(8, kit.HStack(0, v.as, kit.Spacer()), keys, nil, nil, kit.ScrollBeyond(kit.VStack(8, v.failed, v.title, v.by, v.middle))))
	right := kit.NewCard("Other people", "", kit.ScrollBeyond(v.aside))
	v.sides = container.New(&columns{left, center, right}, left, center, right)
	v.body = container.NewStack(kit.NewLoading("Loading…"))
	v.content = kit.Pad(theme.PageMargin, kit.Border(10, v.header, nil, nil, nil, v.body))
	return v
}

func (v *review) back() {
	v.h.Go(host.Route{Area: host.Clients, View: host.ViewRights, Client: v.client, Record: v.request})
}

// Content implements host.Page.
func (v *review) Content() fyne.CanvasObject { return v.content }

// FirstFocus implements host.Focuser.
func (v *review) FirstFocus() fyne.Focusable { return v.text }

// Shows implements host.Watcher.
func (v *review) Shows(c store.Change) bool { return c.About(v.client) }

// Save implements host.Saver: the text was read.
func (v *review) Save() { v.next() }

// texts with the request they are for.
type reviewed struct {
	row   *data.RightsRow
	texts []data.RightsText
}

// Reload implements host.Page.
func (v *review) Reload() {
	load.Into(v.reading, load.View{What: "read the texts about a person", Put: v.put, Again: v.Reload}, func(ctx context.Context) (k reviewed, err error) {
		if k.row, err = v.h.Rights.Request(ctx, v.request); err == nil {
			k.texts, err = v.h.Rights.Texts(ctx, v.request)
		}
		return k, err
	}, v.publish)
}

func (v *review) publish(k reviewed) {
	v.row, v.texts, v.client = k.row, k.texts, k.row.ClientID
	if len(v.texts) == 0 {
		v.put(kit.NewEmpty(theme.IconClients, "There are no texts to read", "Go back and make the copy.", kit.Secondary("Back to the request", v.back)))
		return
	}
	v.put(v.sides)
	if v.at < 0 || v.at >= len(v.texts) {
		v.at = max(0, slices.IndexFunc(v.texts, func(t data.RightsText) bool { return !t.Read }))
	}
	v.rows.Reload()
	v.open(v.at)
}

func (v *review) put(o fyne.CanvasObject) {
	v.body.Objects = []fyne.CanvasObject{o}
	v.body.Refresh()
}

func (v *review) fill(i int, o fyne.CanvasObject) {
	t := &v.texts[i]
	row := kit.RowData{Title: t.Title, Secondary: t.Label}
	switch black := t.Black(); {
	case !t.Read && len(t.Found) > 0:
		row.Chips = []kit.ChipData{{Text: data.Plural(len(t.Found), "person", "people"), Tone: kit.Amber}}
	case !t.Read:
		row.Chips = []kit.ChipData{{Text: "Not read"}}
	case black > 0:
		row.Chips = []kit.ChipData{{Text: data.Plural(black, "part out", "parts out"), Tone: kit.Green}}
	default:
		row.Chips = []kit.ChipData{{Text: "Whole", Tone: kit.Green}}
	}
	o.(*kit.RowText).Set(row)
}

// open shows one of the texts.
func (v *review) open(i int) {
	if i < 0 || i >= len(v.texts) {
		return
	}
	v.at = i
	v.rows.Select(i)
	v.text.Set(v.texts[i].Text, textMarks(&v.texts[i]))
	v.show()
}

// now is the text that is read.
func (v *review) now() *data.RightsText { return &v.texts[v.at] }

// show draws the text and its marks again.
func (v *review) show() {
	if v.at < 0 || v.at >= len(v.texts) {
		return
	}
	t, left := v.now(), 0
	for i := range v.texts {
		if !v.texts[i].Read {
			left++
		}
	}
	v.header.SetSubtitle(fmt.Sprintf("%s · %s of %s read · %s", v.row.Client, data.Count(len(v.texts)-left), data.Plural(len(v.texts), "text", "texts"), v.row.Due.Sentence(v.h.Today())))
	v.text.SetMarks(textMarks(t))
	by := t.Label
	if t.By != "" {
		by = fmt.Sprintf("%s, written by %s", t.Label, t.By)
	}
	body := fyne.CanvasObject(v.text)
	switch {
	case len(t.Picture) > 0:
		body = picture(t)
	case v.as.Selected() == 1:
		body = kit.NewParagraph(data.PlainSpans(data.Blacked(t.Text, t.Marks)), kit.Body)
	}
	v.title.SetText(t.Title)
	v.by.SetText(by)
	if len(v.middle.Objects) == 0 || v.middle.Objects[0] != body { // else the text would lose the keyboard
		v.middle.Objects = []fyne.CanvasObject{body}
		v.middle.Refresh()
	}
	v.aside.Objects = v.asideOf(t)
	v.aside.Refresh()
	v.rows.Reload()
}

func picture(t *data.RightsText) fyne.CanvasObject {
	image := canvas.NewImageFromReader(bytes.NewReader(t.Picture), "photo")
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSize(200, 220))
	return image
}

// textMarks are the marks of a text, and what was found in it, as the text shows
// them.
func textMarks(t *data.RightsText) []kit.TextMark {
	var list []kit.TextMark
	for _, f := range t.Found {
		list = append(list, kit.TextMark{From: f.From, To: f.To, Look: kit.MarkFound})
	}
	for _, m := range t.Marks {
		look := kit.MarkBlack
		if m.Stays {
			look = kit.MarkStays
		}
		list = append(list, kit.TextMark{From: m.From, To: m.To, Look: look})
	}
	return list
}

// mark blacks out a part of the text.
func (v *review) mark(from, to int) {
	v.add(data.RightsMark{From: from, To: to, Reason: data.ReasonOther})
}

// add adds a mark; what was found within it is settled.
func (v *review) add(m data.RightsMark) {
	t := v.now()
	t.Marks = append(slices.DeleteFunc(t.Marks, func(o data.RightsMark) bool { return o.From < m.To && m.From < o.To }), m)
	slices.SortFunc(t.Marks, func(a, b data.RightsMark) int { return a.From - b.From })
	t.Found = slices.DeleteFunc(t.Found, func(f data.RightsFound) bool { return m.From <= f.From && f.To <= m.To })
	v.store(nil)
}

// erase takes the mark at a character away.
func (v *review) erase(at int) {
	t := v.now()
	t.Marks = slices.DeleteFunc(t.Marks, func(m data.RightsMark) bool { return m.From <= at && at < m.To })
	t.Read = false // what was found there is to be looked at again
	v.store(nil)
}

// next says that the text was read whole, and opens the next that was not.
func (v *review) next() {
	if v.at < 0 || v.at >= len(v.texts) {
		return
	}
	v.now().Read = true
	v.store(func() {
		for step := 1; step <= len(v.texts); step++ {
			if i := (v.at + step) % len(v.texts); !v.texts[i].Read {
				v.open(i)
				v.h.Window.Canvas().Focus(v.text)
				return
			}
		}
		v.back()
	})
}

// store keeps how the text was reviewed, and reads again what that makes of the
// others.
func (v *review) store(then func()) {
	t := *v.now()
	v.h.Background(func(ctx context.Context) func() {
		err := v.h.Rights.SaveText(ctx, v.request, &t)
		var texts []data.RightsText
		if err == nil {
			texts, err = v.h.Rights.Texts(ctx, v.request)
		}
		return func() {
			v.failed.Hide()
			if err != nil {
				v.failed.Objects = []fyne.CanvasObject{kit.NewBanner(kit.Red, v.h.Fail("keep how a text was reviewed", err), nil)}
				v.failed.Show()
			} else {
				v.texts = texts
				v.at = min(v.at, len(texts)-1)
			}
			if v.show(); err == nil && then != nil {
				then()
			}
		}
	})
}
