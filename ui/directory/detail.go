package directory

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// detail is the chosen service in full, and what can be done with its entry.
type detail struct {
	h       *host.Host
	card    *kit.Card
	body    *fyne.Container
	scroll  *kit.FollowScroll
	edit    *kit.Button
	checked *kit.Button
	said    *kit.Banner
	shown   data.ID
	asked   int
}

func newDetail(h *host.Host) *detail {
	d := &detail{h: h}
	d.edit = kit.Secondary("Edit", func() { h.Go(editRoute(d.shown)) }).Compact()
	d.checked = kit.Secondary("Checked today, nothing changed", d.markChecked).Compact()
	d.said = kit.NewBanner(kit.Green, "", nil)
	d.said.Hide()
	d.body = kit.VStack(10)
	d.scroll = kit.Scroll(d.body)
	actions := kit.VStack(8, d.said, kit.Wrap(d.checked, d.edit))
	d.card = kit.NewCard("", "", kit.Border(12, nil, actions, nil, nil, d.scroll))
	d.actions(false)
	return d
}

func (d *detail) actions(on bool) {
	for _, b := range []*kit.Button{d.edit, d.checked} {
		if on {
			b.Show()
		} else {
			b.Hide()
		}
	}
}

func (d *detail) focus() { d.h.Window.Canvas().Focus(d.checked) }

// entry is a service with the names that it only knows by ID.
type entry struct {
	service           *data.Service
	needs, categories []string
	checkedBy, editor string
	checkDays         int
}

// show reads a service and shows it.
func (d *detail) show(id data.ID) {
	if id != d.shown {
		d.said.Hide()
	}
	d.shown = id
	d.asked++
	asked := d.asked
	d.h.Background(func(ctx context.Context) func() {
		e, err := readEntry(ctx, d.h, id)
		return func() {
			if asked != d.asked {
				return
			}
			if err != nil {
				d.actions(false)
				d.card.SetTitle("")
				d.put(kit.NewErrorState(d.h.Fail("read a service", err), func() { d.show(id) }))
				return
			}
			d.publish(e)
		}
	})
}

func readEntry(ctx context.Context, h *host.Host, id data.ID) (*entry, error) {
	v, err := h.Store.Service(ctx, id)
	if err != nil {
		return nil, err
	}
	e := &entry{service: v}
	reasons, err := h.Store.Reasons(ctx, true)
	if err != nil {
		return nil, err
	}
	categories, err := h.Store.Categories(ctx, true)
	if err != nil {
		return nil, err
	}
	staff, err := h.Store.Staff(ctx, true)
	if err != nil {
		return nil, err
	}
	names := map[data.ID]string{}
	for _, r := range reasons {
		names[r.ID] = r.Name
	}
	for _, k := range categories {
		names[k.ID] = k.Name
	}
	for _, s := range staff {
		names[s.ID] = s.Name
	}
	for _, n := range v.Needs {
		e.needs = append(e.needs, names[n])
	}
	for _, k := range v.Categories {
		e.categories = append(e.categories, names[k])
	}
	e.checkedBy, e.editor = names[v.LastCheckedBy], names[v.UpdatedBy]
	e.checkDays, err = h.Store.CheckDays(ctx)
	return e, err
}

func (d *detail) put(objects ...fyne.CanvasObject) {
	d.body.Objects = objects
	d.body.Refresh()
	d.scroll.Refresh()
}

func (d *detail) publish(e *entry) {
	v := e.service
	d.card.SetTitle(v.Name)
	d.card.SetAside("")
	objects := []fyne.CanvasObject{}
	line := func(text string, style kit.Style) {
		if text != "" {
			objects = append(objects, kit.NewParagraph(text, style))
		}
	}
	line(v.Organisation, kit.Muted)
	objects = append(objects, d.chips(e))
	line(v.Description, kit.Body)
	objects = append(objects, kit.Separator())
	plain := len(objects)
	for _, f := range facts(v) {
		if f.text != "" {
			objects = append(objects, kit.VStack(1, kit.NewText(f.label, kit.Muted), kit.NewParagraph(f.text, kit.Body)))
		}
	}
	if len(objects) > plain {
		objects = append(objects, kit.Separator())
	}
	objects = append(objects, kit.NewParagraph(checkedText(e), kit.Muted), kit.NewParagraph(editedText(e), kit.Muted))
	d.actions(true)
	d.put(objects...)
}

func (d *detail) chips(e *entry) fyne.CanvasObject {
	var chips []fyne.CanvasObject
	if c, ok := stateChip(e.service.Status, e.service.LastChecked, d.h.Today(), e.checkDays); ok {
		chips = append(chips, kit.NewChip(c.Text, c.Tone))
	} else {
		chips = append(chips, kit.NewChip("Checked "+e.service.LastChecked.Time().Format("2 Jan"), kit.Green))
	}
	for _, n := range e.needs {
		chips = append(chips, kit.NewChip(n, kit.Accent))
	}
	for _, k := range e.categories {
		chips = append(chips, kit.NewChip(k, kit.Neutral))
	}
	if len(e.needs)+len(e.categories) == 0 {
		chips = append(chips, kit.NewChip("No need or category yet", kit.Neutral))
	}
	return kit.Wrap(chips...)
}

// fact is one labelled text of a service.
type fact struct{ label, text string }

func facts(v *data.Service) []fact {
	return []fact{
		{"How to refer", v.Referring},
		{"Who it is for", v.Eligibility},
		{"Ages", ages(v.MinAge, v.MaxAge)},
		{"Days", v.Days},
		{"Cost", v.Cost},
		{"Waiting", v.Waiting},
		{"Contact", dotted(v.ContactName, v.Phone, v.Email)},
		{"Web", v.Web},
		{"Where", dotted(v.Address, v.Postcode, v.Area)},
	}
}

func ages(low, high int) string {
	switch {
	case low == 0 && high == 0:
		return ""
	case high == 0:
		return fmt.Sprintf("%d and over", low)
	case low == 0:
		return fmt.Sprintf("up to %d", high)
	default:
		return fmt.Sprintf("%d to %d", low, high)
	}
}

func checkedText(e *entry) string {
	v := e.service
	if v.LastChecked.IsZero() {
		return "Nobody has made sure of this entry yet."
	}
	text := "Checked " + v.LastChecked.Long()
	if e.checkedBy != "" {
		text += " by " + e.checkedBy
	}
	if v.CheckedHow != "" {
		text += ", " + v.CheckedHow
	}
	return text
}

func editedText(e *entry) string {
	text := "Last edited " + data.DateOf(e.service.UpdatedAt.Local()).Long()
	if e.editor != "" {
		text += " by " + e.editor
	}
	return text
}

// markChecked stores that somebody made sure of the entry today.
func (d *detail) markChecked() {
	id, today := d.shown, d.h.Today()
	d.h.Background(func(ctx context.Context) func() {
		err := d.h.Store.MarkServiceChecked(ctx, id, today, "")
		return func() {
			if d.shown != id { // another one was chosen meanwhile
				return
			}
			if err != nil {
				d.said.Set(kit.Red, d.h.Fail("mark a service checked", err))
			} else {
				d.said.Set(kit.Green, "Stored: checked today, nothing changed.")
				d.show(id)
			}
			d.said.Show()
			d.card.Refresh()
		}
	})
}
