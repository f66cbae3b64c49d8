package offer

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// offerFilter is the row of chips beneath the search, each with how many
// services it would leave.
type offerFilter struct {
	h       *host.Host
	changed func()
	lead    fyne.CanvasObject // stands before the chips
	row     *fyne.Container
	toggles []*offerToggle
	// recent and favourites are offered while nothing is typed.
	recent     *kit.FilterChip
	favourites *offerToggle
	exact      *kit.FilterChip // looks for the words as they were typed
	counts     *data.ServiceCounts
}

// offerToggle is a filter that is on or off.
type offerToggle struct {
	name string
	need data.ID // the need that it keeps to, of which at most one is on
	chip *kit.FilterChip
	set  func(*data.ServiceFilter)
	// count is how many services it would leave; nil when it leaves them all.
	count func(*data.ServiceCounts) int
}

func newOfferFilter(h *host.Host, lead fyne.CanvasObject, changed func()) *offerFilter {
	f := &offerFilter{h: h, changed: changed, lead: lead, row: kit.Wrap()}
	f.recent = kit.NewFilterChip("Recent", false, func(on bool) { f.showRecent(on) })
	f.exact = kit.NewFilterChip("Exactly as typed", false, func(bool) { f.changed() })
	f.exact.Hide()
	f.favourites = &offerToggle{name: "Favourites", set: func(q *data.ServiceFilter) { q.Favourites = h.Session.Person() },
		count: func(c *data.ServiceCounts) int { return c.Favourites }}
	f.favourites.chip = kit.NewFilterChip(f.favourites.name, false, func(bool) { f.turned(f.favourites) })
	return f
}

// known makes the chips for what is known of the person. Those that are there
// already stay, and with them what is on and where the keyboard is.
func (f *offerFilter) known(a *offerAbout) {
	chips := map[string]*kit.FilterChip{}
	for _, t := range f.toggles {
		chips[t.name] = t.chip
	}
	f.toggles = f.togglesFor(a)
	for _, t := range f.toggles {
		name := t.name
		if t.chip = chips[name]; t.chip == nil {
			t.chip = kit.NewFilterChip(t.label(f.counts), false, func(bool) { f.turned(f.named(name)) })
		}
	}
}

// named is the toggle of that name; those in the row have different ones.
func (f *offerFilter) named(name string) *offerToggle {
	return f.toggles[slices.IndexFunc(f.toggles, func(t *offerToggle) bool { return t.name == name })]
}

func (f *offerFilter) togglesFor(a *offerAbout) []*offerToggle {
	list := []*offerToggle{
		{name: "Not ruled out", set: func(q *data.ServiceFilter) { q.SuitsOnly = true },
			count: func(c *data.ServiceCounts) int { return c.Suits }},
		{name: "Free", set: func(q *data.ServiceFilter) { q.Free = true },
			count: func(c *data.ServiceCounts) int { return c.Free }},
		{name: "At home", set: func(q *data.ServiceFilter) { q.Delivery = data.AtHome },
			count: func(c *data.ServiceCounts) int { return c.Delivery[data.AtHome] }},
	}
	if where := f.nearby(a); where != nil {
		list = append(list, where)
	}
	list = append(list,
		&offerToggle{name: "Has places", set: func(q *data.ServiceFilter) { q.HasRoom = true },
			count: func(c *data.ServiceCounts) int { return c.HasRoom }},
		&offerToggle{name: "Recently checked", set: func(q *data.ServiceFilter) { q.CheckedFrom = f.h.Today().AddDays(-a.checkDays) },
			count: func(c *data.ServiceCounts) int { return c.Checked }})
	names := person.ReasonNames(a.reasons)
	for _, need := range person.NeededIDs(a.record) {
		list = append(list, &offerToggle{name: names[need], need: need, set: func(q *data.ServiceFilter) { q.NeedID = need },
			count: func(c *data.ServiceCounts) int { return tallied(c.Needs, string(need)) }})
	}
	return list
}

// nearby sorts by distance from the person's home, or keeps to their town when
// no one knows where their postcode is.
func (f *offerFilter) nearby(a *offerAbout) *offerToggle {
	switch {
	case a.place != nil:
		district, _, _ := strings.Cut(a.record.Client.Postcode, " ")
		return &offerToggle{name: fmt.Sprintf("Near %s", district), set: func(q *data.ServiceFilter) { q.Near = a.place }}
	case a.suiting.Area != "":
		return &offerToggle{name: fmt.Sprintf("In %s", a.suiting.Area), set: func(q *data.ServiceFilter) { q.Area = a.suiting.Area },
			count: func(c *data.ServiceCounts) int { return tallied(c.Areas, a.suiting.Area) }}
	}
	return nil
}

func tallied(list []data.Tally, key string) int {
	for _, t := range list {
		if strings.EqualFold(t.Key, key) {
			return t.N
		}
	}
	return 0
}

// chipName is the most characters of a chip's name, so that its count stays in view.
const chipName = 26

func (t *offerToggle) label(c *data.ServiceCounts) string {
	name := t.name
	if letters := []rune(name); len(letters) > chipName {
		name = strings.TrimSpace(string(letters[:chipName-1])) + "…"
	}
	if c == nil || t.count == nil {
		return name
	}
	return name + " " + data.Count(t.count(c))
}

// turned is called when a chip was switched.
func (f *offerFilter) turned(pressed *offerToggle) {
	f.recent.SetOn(false)
	if pressed.need != "" && pressed.chip.On() {
		for _, t := range f.toggles {
			t.chip.SetOn(t == pressed || t.need == "" && t.chip.On())
		}
	}
	f.changed()
}

// showRecent shows what was opened last in place of an answer.
func (f *offerFilter) showRecent(on bool) {
	if on {
		for _, t := range f.all() {
			t.chip.SetOn(false)
		}
	}
	f.recent.SetOn(on)
	f.changed()
}

func (f *offerFilter) all() []*offerToggle { return append(slices.Clone(f.toggles), f.favourites) }

// lay puts the chips in a row for the words that are typed now.
func (f *offerFilter) lay(words string) {
	blank := strings.TrimSpace(words) == ""
	if blank {
		f.exact.SetOn(false)
		f.exact.Hide()
	} else {
		f.recent.SetOn(false)
	}
	objects := []fyne.CanvasObject{f.lead}
	for _, t := range f.toggles {
		objects = append(objects, t.chip)
	}
	if f.h.Session.Person() != "" { // both are lists of one person of the staff
		if blank || f.favourites.chip.On() {
			objects = append(objects, f.favourites.chip)
		}
		if blank {
			objects = append(objects, f.recent)
		}
	}
	f.row.Objects = append(objects, f.exact)
	f.row.Refresh()
}

// apply writes what is on into a filter.
func (f *offerFilter) apply(q *data.ServiceFilter) {
	q.Exact = f.exact.On()
	for _, t := range f.all() {
		if t.chip.On() {
			t.set(q)
		}
	}
}

// narrows is true when a chip leaves something out.
func (f *offerFilter) narrows() bool {
	var q data.ServiceFilter
	f.apply(&q)
	return q != data.ServiceFilter{Exact: q.Exact, Near: q.Near}
}

// need is the need whose chip is on, "" for none.
func (f *offerFilter) need() data.ID {
	var q data.ServiceFilter
	f.apply(&q)
	return q.NeedID
}

// show puts the counts beside the chips.
func (f *offerFilter) show(c *data.ServiceCounts) {
	f.counts = c
	for _, t := range f.all() {
		t.chip.SetText(t.label(c))
	}
	f.row.Refresh() // the words may have another width
}

// reworded offers to search for the words as they were typed, when the search
// took others for them.
func (f *offerFilter) reworded(others bool) {
	f.exact.Hidden = !others && !f.exact.On()
	f.row.Refresh()
}

// reset switches everything off.
func (f *offerFilter) reset() {
	for _, t := range f.all() {
		t.chip.SetOn(false)
	}
	f.recent.SetOn(false)
	f.exact.SetOn(false)
}
