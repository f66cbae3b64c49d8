package offer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// offerSearch is the directory as this person needs it: what suits them first,
// narrowed by words and chips.
type offerSearch struct {
	page   *offerPage
	words  *kit.Entry
	line   *kit.Phrases
	filter *offerFilter
	bar    fyne.CanvasObject
	card   *kit.Card
	rows   *kit.Rows
	body   *fyne.Container

	found []data.ServiceRow
	shown string // what the search looked for, to be marked in the rows
	tip   string // explains the words that were not typed
	query string // the words that found was found for
	// reading is of the rows, counting of the counts beside the filters.
	reading, counting *load.Latest
	// opening is true when the best answer to the search that is under way is to
	// be talked about: Enter was pressed before it came.
	opening bool
}

func newOfferSearch(p *offerPage) *offerSearch {
	s := &offerSearch{page: p, reading: load.New(p.h), counting: load.New(p.h), line: kit.NewPhrases()}
	s.words = kit.NewSearch("Search services", func(string) { s.find() })
	escape := s.words.OnKey
	s.words.OnKey = func(e *fyne.KeyEvent) bool { return s.walk(e) || escape(e) }
	s.words.OnSubmitted = func(string) { s.submit() }
	lead := container.New(&shownLine{s.line}, kit.WithTip(s.line, func() string { return person.FirstOf(s.tip, s.line.TipText()) }))
	s.filter = newOfferFilter(p.h, lead, s.find)
	s.rows = kit.NewRows(func() int { return len(s.found) },
		func() fyne.CanvasObject { return kit.NewRowText() },
		func(i int, obj fyne.CanvasObject) { obj.(*kit.RowText).Set(p.serviceRow(&s.found[i])) },
		kit.RowHeight())
	s.rows.OnSelect = func(i int) { p.detail.show(s.found[i].ID) }
	s.rows.OnOpen = s.open
	s.body = container.NewStack(kit.NewLoading("Loading…"))
	s.card = kit.NewCard("", "", s.body).Flush()
	s.bar = kit.VStack(8, s.words, s.filter.row)
	return s
}

func (s *offerSearch) show(filter data.ServiceFilter, found *data.ServiceSearch, err error) {
	s.tip = ""
	switch {
	case err != nil:
		s.line.Set()
		s.put(s.page.h.CannotShow("search services", err, s.find))
	case len(found.Rows) == 0:
		s.found = nil
		s.say(found)
		s.put(s.empty())
		s.page.detail.clear()
	default:
		s.say(found)
		s.publish(filter.Words, found)
		if s.opening {
			s.opening = false
			s.open(max(s.rows.Selected(), 0))
		}
	}
	s.bare(err == nil && s.page.about.services == 0)
	s.page.page.Refresh() // the chips may need another line
}

// bare leaves out what says nothing while there are no services: the filters, and the
// side of the chosen service.
func (s *offerSearch) bare(on bool) {
	s.filter.row.Hidden, s.page.detail.card.Hidden = on, on
}

// say tells before the chips what the list shows.
func (s *offerSearch) say(found *data.ServiceSearch) {
	s.tip = insteadText(found)
	s.filter.reworded(s.tip != "")
	switch {
	case s.filter.recent.On():
		s.line.Set(kit.Phrase{Text: "Recently viewed"})

	default:
		s.line.Set(shownText(found, s.page.about.services)...)
	}
	s.filter.row.Refresh()
}

// publish shows rows. New words bring their best answer into the detail; else
// the service that is talked about stays.
func (s *offerSearch) publish(words string, found *data.ServiceSearch) {
	fresh := words != s.query
	s.found, s.shown, s.query = found.Rows, found.Shown, words
	s.rows.Reload()
	s.put(s.rows)
	talked := s.page.detail.shown
	if _, said := s.page.sitting.of(talked); !fresh && (said || s.at(talked) >= 0) {
		s.choose(talked)
		s.page.detail.show(talked)
		return
	}
	s.rows.Select(0)
	if fresh {
		s.rows.ScrollToTop()
	}
	s.page.detail.show(s.found[0].ID)
}

// at is the row of a service, or -1.
func (s *offerSearch) at(service data.ID) int {
	return slices.IndexFunc(s.found, func(r data.ServiceRow) bool { return r.ID == service })
}

func (s *offerSearch) put(obj fyne.CanvasObject) {
	if len(s.body.Objects) == 1 && s.body.Objects[0] == obj {
		return
	}
	s.body.Objects = []fyne.CanvasObject{obj}
	s.body.Refresh()
}

// empty says how to find something after all.
func (s *offerSearch) empty() fyne.CanvasObject {
	words := strings.TrimSpace(s.words.Text)
	switch {
	case s.page.about.services == 0:
		return kit.NewEmpty(theme.IconDirectory, "No services yet", "Add a service, then come back to offer it.",
			kit.Secondary("Add service", func() { s.page.h.Go(host.Route{Area: host.Directory, View: host.ViewNewService}) }))
	case s.filter.recent.On():
		return kit.NewEmpty(theme.IconDirectory, "No services viewed yet",
			"Services you open appear here, most recent first.", kit.Secondary("Show all services", s.widen))
	case s.filter.narrows() && words != "":
		return kit.NewEmpty(theme.IconSearch, fmt.Sprintf("No results for “%s” with these filters", words),
			"Your filters are hiding some services.", kit.Secondary("Clear filters", s.widen))
	case s.filter.narrows():
		return kit.NewEmpty(theme.IconSearch, "No matching services",
			"No service matches all your filters.", kit.Secondary("Clear filters", s.widen))
	}
	return kit.NewEmpty(theme.IconSearch, fmt.Sprintf("No results for “%s”", words),
		"Try another word, organisation or place. If nothing is suitable, record a gap.", nil)
}

// widen looks at the whole directory for the same words.
func (s *offerSearch) widen() {
	s.filter.reset()
	s.find()
	s.page.h.Window.Canvas().Focus(s.words)
}

// walk moves through the list while the typing stays in the search. Up from the
// first row of an empty search leads to what was opened last, from there to the
// favourites, and back.
func (s *offerSearch) walk(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyUp && s.rows.Selected() <= 0 && s.lists() {
		return true
	}
	step := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1}[e.Name]
	if step == 0 || len(s.found) == 0 {
		return false
	}
	i := min(max(0, s.rows.Selected()+step), len(s.found)-1)
	s.rows.Select(i)
	s.page.detail.show(s.found[i].ID)
	return true
}

// lists turns to the next list of one's own; false when there is none to turn to.
func (s *offerSearch) lists() bool {
	f := s.filter
	if strings.TrimSpace(s.words.Text) != "" || s.page.h.Session.Person() == "" {
		return false
	}
	switch {
	case f.recent.On():
		f.recent.SetOn(false)
		f.favourites.chip.SetOn(true)
	case f.favourites.chip.On():
		f.favourites.chip.SetOn(false)
	case f.narrows():
		return false
	default:
		f.showRecent(true)
		return true
	}
	s.find()
	return true
}

// choose selects the row of a service, if it is in the list.
func (s *offerSearch) choose(service data.ID) { s.rows.Select(s.at(service)) }

// submit opens the selected service, or, when the answer to what was typed is
// still to come, the best one of that.
func (s *offerSearch) submit() {
	if s.reading.Pending() {
		s.opening = true
		return
	}
	s.open(max(s.rows.Selected(), 0))
}

// open takes the keyboard to what the person says about a service.
func (s *offerSearch) open(i int) {
	if i < 0 || i >= len(s.found) {
		return
	}
	s.rows.Select(i)
	id := s.found[i].ID
	s.page.detail.show(id)
	s.page.detail.focus()
	s.page.h.Background(func(ctx context.Context) func() {
		if err := s.page.h.Directory.NoteServiceOpened(ctx, id); err != nil && s.page.h.Session.Person() != "" {
			s.page.h.Log.Error("note an opened service", "error", err)
		}
		return nil
	})
}
