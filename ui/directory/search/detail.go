package search

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/directory/service"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// detail is the chosen service in full, and what can be done with its entry.
type detail struct {
	h       *host.Host
	card    *kit.Card
	body    *fyne.Container
	scroll  *kit.FollowScroll
	star    *kit.Star
	edit    *kit.Button
	checked *kit.Button
	hint    fyne.CanvasObject
	said    *kit.Banner
	shown   data.ID
	reading *load.Latest
	short   bool // there is no room for the line of keys
}

// newDetail makes an empty detail; favour is called when the star is pressed.
func newDetail(h *host.Host, favour func(data.ID, bool)) *detail {
	d := &detail{h: h, reading: load.New(h)}
	d.star = kit.NewStar(func(on bool) { favour(d.shown, on) })
	d.edit = kit.Secondary("Edit", func() { h.Go(service.EditRoute(d.shown)) }).Compact()
	d.checked = kit.Secondary("Mark as checked", d.markChecked).Compact()
	d.said = kit.NewBanner(kit.Green, "", nil)
	d.said.Hide()
	d.body = kit.VStack(10)
	d.scroll = kit.ScrollBeyond(d.body)
	hint := kit.NewText("C checked · E edit · F favourite", kit.Small)
	hint.SetMinWidth(300)
	d.hint = kit.Fixed(0, 30, hint)
	actions := kit.VStack(8, d.said, kit.Wrap(d.checked, d.edit, d.hint))
	d.card = kit.NewCard("", "", kit.Border(12, nil, actions, nil, nil, d.scroll))
	d.card.SetAction(d.star)
	d.actions(false)
	return d
}

func (d *detail) actions(on bool) {
	for _, o := range []fyne.CanvasObject{d.star, d.edit, d.checked, d.hint} {
		if on && (o != d.hint || !d.short) {
			o.Show()
		} else {
			o.Hide()
		}
	}
	for _, o := range []fyne.CanvasObject{d.edit, d.checked, d.hint} {
		d.h.Offer(access.Directory, o)
	}
	d.card.Refresh()
}

func (d *detail) setShort(short bool) {
	d.short = short
	d.actions(d.star.Visible())
}

func (d *detail) focus() { d.h.Window.Canvas().Focus(d.checked) }

// favoured follows a change of the favourite that was made elsewhere.
func (d *detail) favoured(id data.ID, on bool) {
	if id == d.shown {
		d.star.SetOn(on)
	}
}

func (d *detail) say(tone kit.Tone, text string) {
	d.said.Set(tone, text)
	d.said.Show()
	d.card.Refresh()
}

// show reads a service and shows it.
func (d *detail) show(id data.ID) {
	if id != d.shown {
		d.said.Hide()
	}
	d.shown = id
	load.Do(d.reading, func(ctx context.Context) (*service.Entry, error) { return service.Read(ctx, d.h, id) }, func(e *service.Entry, err error) {
		if err != nil {
			d.actions(false)
			d.card.SetTitle("")
			d.put(d.h.CannotShow("read a service", err, func() { d.show(id) }))
			return
		}
		d.publish(e)
	})
}

// clear shows nothing, as when nothing was found.
func (d *detail) clear() {
	d.reading.Forget()
	d.shown = ""
	d.said.Hide()
	d.card.SetTitle("")
	d.actions(false)
	d.put()
}

func (d *detail) put(objects ...fyne.CanvasObject) {
	d.body.Objects = objects
	d.body.Refresh()
	d.scroll.Refresh()
}

func (d *detail) publish(e *service.Entry) {
	v := e.Service
	d.card.SetTitle(v.Name)
	d.star.SetOn(e.Favourite)
	objects := []fyne.CanvasObject{}
	line := func(text string, style kit.Style) {
		if text != "" {
			objects = append(objects, kit.NewParagraph(text, style))
		}
	}
	line(v.Organisation, kit.Muted)
	if v.OtherNames != "" {
		line(fmt.Sprintf("Also known as %s", v.OtherNames), kit.Muted)
	}
	if text := service.Warning(e, d.h.Today()); text != "" {
		objects = append(objects, kit.NewBanner(kit.Amber, text, nil))
	}
	objects = append(objects, d.chips(e))
	line(v.Description, kit.Body)
	objects = append(objects, kit.Separator())
	plain := len(objects)
	for _, f := range service.Facts(v) {
		if f.Text != "" {
			objects = append(objects, f.Object())
		}
	}
	if len(objects) > plain {
		objects = append(objects, kit.Separator())
	}
	objects = append(objects, kit.NewParagraph(service.CheckedText(e), kit.Bold), kit.NewParagraph(service.EditedText(e), kit.Muted))
	d.actions(true)
	d.put(objects...)
}

func (d *detail) chips(e *service.Entry) fyne.CanvasObject {
	var chips []fyne.CanvasObject
	add := func(text string, tone kit.Tone) { chips = append(chips, kit.NewChip(text, tone)) }
	switch e.Service.Room {
	case data.HasRoom:
		add(e.Service.Room.Label(), kit.Green)
	case data.FewLeft, data.Full:
		add(e.Service.Room.Label(), kit.Amber)
	}
	for _, n := range e.Needs {
		add(n, kit.Accent)
	}
	for _, k := range e.Categories {
		add(k, kit.Neutral)
	}
	if len(e.Needs)+len(e.Categories) == 0 {
		add("No needs or categories yet", kit.Neutral)
	}
	return kit.Wrap(chips...)
}

// markChecked stores that someone made sure of the entry today.
func (d *detail) markChecked() {
	id, today := d.shown, d.h.Today()
	if id == "" {
		return
	}
	d.h.Background(func(ctx context.Context) func() {
		err := d.h.Directory.MarkServiceChecked(ctx, id, today, "")
		return func() {
			switch {
			case d.shown != id: // another one was chosen meanwhile
			case err != nil:
				d.say(kit.Red, d.h.Fail("mark a service checked", err))
			default:
				d.say(kit.Green, "Marked as checked today.")
				d.show(id)
			}
		}
	})
}
