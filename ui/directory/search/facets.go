package search

import (
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// facets are the filters beside the search: need and area in the line of the
// search, the rest as chips, each with how many services it would leave.
type facets struct {
	h       *host.Host
	need    *kit.Choice
	area    *kit.Picker
	toggles []*toggle
	more    *moreFilters
	lead    fyne.CanvasObject // stands before the chips; may be nil
	panel   *kit.FilterChip   // opens and closes the further filters
	clear   *kit.Button
	row     *fyne.Container
	changed func()
	names   names
	short   bool // only what is on is in the row, the rest among the further filters
}

// toggle is a filter that is on or off.
type toggle struct {
	name  string
	group string // of one group at most one is on
	chip  *kit.FilterChip
	set   func(*data.ServiceFilter)
	count func(*data.ServiceCounts) int
}

// notChecked is the filter to which the line about unchecked services leads.
const notChecked = "Not checked recently"

// choose puts one of the chips on, as a press does.
func (f *facets) choose(name string) {
	for _, t := range f.toggles {
		if t.name == name && !t.chip.On() {
			t.chip.SetOn(true)
			f.toggled(t, true)
		}
	}
}

// newFacets makes the filters; changed is called when someone uses one, and
// open with whether the further filters are to be seen.
func newFacets(h *host.Host, checkDays func() int, changed func(), open func(bool)) *facets {
	f := &facets{h: h, changed: changed, row: kit.Wrap(), names: names{}}
	f.need = kit.NewChoice("", nil, func(string) { f.turned() }).AllowNone("All needs")
	f.area = kit.NewPicker("", nil, func(string) { f.turned() }).AllowNone("All areas")
	f.more = newMoreFilters(h, f.turned, func() { f.panel.SetOn(false); open(false) })
	f.panel = kit.NewFilterChip("More filters", false, open)
	f.clear = kit.Quiet("Clear filters", f.clearAll).Compact()
	f.toggles = []*toggle{
		{name: "Free", set: func(q *data.ServiceFilter) { q.Free = true }, count: func(c *data.ServiceCounts) int { return c.Free }},
		{name: "Has places", set: func(q *data.ServiceFilter) { q.HasRoom = true }, count: func(c *data.ServiceCounts) int { return c.HasRoom }},
		{name: "Step-free", set: func(q *data.ServiceFilter) { q.Wheelchair = true }, count: func(c *data.ServiceCounts) int { return c.Wheelchair }},
	}
	for _, way := range data.DeliveryWays() {
		f.toggles = append(f.toggles, &toggle{name: way.Label, group: "way",
			set:   func(q *data.ServiceFilter) { q.Delivery = way.Value },
			count: func(c *data.ServiceCounts) int { return c.Delivery[way.Value] }})
	}
	f.toggles = append(f.toggles,
		&toggle{name: "Recently checked", group: "checked", set: func(q *data.ServiceFilter) { q.CheckedFrom = h.Today().AddDays(-checkDays()) },
			count: func(c *data.ServiceCounts) int { return c.Checked }},
		&toggle{name: notChecked, group: "checked", set: func(q *data.ServiceFilter) { q.CheckedTo = h.Today().AddDays(-checkDays()) },
			count: func(c *data.ServiceCounts) int { return c.Total - c.Checked }},
		&toggle{name: "Favourites", set: func(q *data.ServiceFilter) { q.Favourites = h.Session.Person() },
			count: func(c *data.ServiceCounts) int { return c.Favourites }})
	for _, t := range f.toggles {
		t.chip = kit.NewFilterChip(t.name, false, func(on bool) { f.toggled(t, on) })
	}
	f.lay()
	return f
}

func (f *facets) toggled(pressed *toggle, on bool) {
	for _, t := range f.toggles {
		if on && t != pressed && t.group != "" && t.group == pressed.group {
			t.chip.SetOn(false)
		}
	}
	f.turned()
}

// turned is called when a filter was changed.
func (f *facets) turned() {
	f.lay()
	f.changed()
}

// lay puts the chips in a row: the toggles, then what is set of the further
// filters, each of which a press takes away.
func (f *facets) lay() {
	objects := make([]fyne.CanvasObject, 0, len(f.toggles)+5)
	if f.lead != nil {
		objects = append(objects, f.lead)
	}
	objects = append(objects, f.layToggles()...)
	for _, a := range f.more.active() {
		objects = append(objects, kit.NewFilterChip(a.text, true, func(bool) { a.clear(); f.turned() }))
	}
	objects = append(objects, f.panel)
	if f.any() {
		objects = append(objects, f.clear)
	}
	f.row.Objects = objects
	f.row.Refresh()
}

// layToggles returns what the row shows of the toggles. In a short window those
// that are off are among the further filters, so that no services are pushed out.
func (f *facets) layToggles() []fyne.CanvasObject {
	var row, panel []fyne.CanvasObject
	for _, t := range f.toggles {
		switch {
		case f.short && t.chip.On():
			row = append(row, kit.NewFilterChip(t.name, true, func(bool) { t.chip.SetOn(false); f.turned() }))
		case !f.short && (t.name != notChecked || t.chip.On()): // the line below leads to it
			row = append(row, t.chip)
		}
		if f.short {
			panel = append(panel, t.chip)
		}
	}
	f.more.setToggles(panel)
	return row
}

func (f *facets) setShort(short bool) {
	f.short = short
	f.lay()
}

// any is true when a filter is set.
func (f *facets) any() bool { return f.narrows() || f.more.closed.Checked }

// narrows is true when a filter leaves something out.
func (f *facets) narrows() bool {
	on := f.need.Selected() != "" || f.area.Selected() != "" || f.more.narrows()
	for _, t := range f.toggles {
		on = on || t.chip.On()
	}
	return on
}

// apply writes what is set into a filter.
func (f *facets) apply(q *data.ServiceFilter) {
	q.NeedID, q.Area = data.ID(f.need.Selected()), f.area.Selected()
	for _, t := range f.toggles {
		if t.chip.On() {
			t.set(q)
		}
	}
	f.more.apply(q)
}

// clearAll takes every filter away.
func (f *facets) clearAll() {
	f.reset()
	f.changed()
}

func (f *facets) reset() {
	f.need.SetSelected("")
	f.area.SetSelected("")
	for _, t := range f.toggles {
		t.chip.SetOn(false)
	}
	f.more.reset()
	f.lay()
}

// show puts the counts beside the filters.
func (f *facets) show(c *data.ServiceCounts) {
	for _, t := range f.toggles {
		t.chip.SetText(t.name + " " + data.Count(t.count(c)))
	}
	f.need.SetOptions(f.names.counted(c.Needs, f.need.Selected()))
	f.area.SetOptions(f.names.counted(c.Areas, f.area.Selected()))
	f.more.show(c)
	f.row.Refresh() // the words may have another width
}

// names remembers what the choices of a list are called, so that one of which
// nothing is left keeps its name.
type names map[string]string

// counted makes options of a tally. What is chosen stays in the list even when
// nothing is left of it.
func (n names) counted(list []data.Tally, chosen string) []kit.Option {
	options := make([]kit.Option, 0, len(list)+1)
	for _, t := range list {
		n[t.Key] = t.Label
		options = append(options, kit.Option{ID: t.Key, Label: t.Label, Note: data.Count(t.N)})
	}
	if chosen != "" && !slices.ContainsFunc(list, func(t data.Tally) bool { return t.Key == chosen }) {
		options = append(options, kit.Option{ID: chosen, Label: n[chosen], Note: "0"})
	}
	return options
}
