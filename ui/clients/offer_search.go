package clients

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/fold"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// offerLimit is how many services are listed; typing finds the others.
const offerLimit = 200

// offerSearch is the directory, narrowed to the person's needs until somebody
// widens it.
type offerSearch struct {
	page  *offerPage
	words *kit.Entry
	bar   fyne.CanvasObject
	card  *kit.Card
	needs *fyne.Container
	area  *kit.Choice
	rows  *kit.Rows
	body  *fyne.Container

	chips   []*kit.FilterChip
	reasons []data.ID // the need behind each chip
	found   []data.ServiceRow
	query   string // the words that found was found for
	// asked numbers the searches, so that an answer that typing overtook is
	// dropped; answered is the last one that was shown, and stop ends the one
	// under way.
	asked, answered int
	stop            context.CancelFunc
	// opening is the search whose best answer is to be talked about: Enter was
	// pressed before the answer came.
	opening int
}

func newOfferSearch(p *offerPage) *offerSearch {
	s := &offerSearch{page: p, stop: func() {}}
	s.words = kit.NewSearch("What would help? A service, an organisation, a word", func(string) { s.find() })
	escape := s.words.OnKey
	s.words.OnKey = func(e *fyne.KeyEvent) bool { return s.walk(e) || escape(e) }
	s.words.OnSubmitted = func(string) { s.submit() }
	s.area = kit.NewChoice("", nil, func(string) { s.find() }).AllowNone("Every area")
	s.needs = kit.Wrap()
	s.rows = kit.NewRows(func() int { return len(s.found) },
		func() fyne.CanvasObject { return kit.NewRowText() },
		func(i int, obj fyne.CanvasObject) { obj.(*kit.RowText).Set(p.serviceRow(&s.found[i])) },
		kit.RowHeight())
	s.rows.OnSelect = func(i int) { p.detail.show(s.found[i].ID) }
	s.rows.OnOpen = s.open
	s.body = container.NewStack(kit.NewLoading("Looking …"))
	s.card = kit.NewCard("", "", s.body).Flush()
	s.bar = kit.VStack(8, kit.Border(10, nil, nil, nil, kit.Fixed(200, 0, s.area), s.words), s.needs)
	return s
}

// about makes a chip for each need of the person, all of them on at first.
func (s *offerSearch) about(a *offerAbout) {
	names := reasonNames(a.reasons)
	ids := neededIDs(a.record)
	if !slices.Equal(ids, s.reasons) {
		off := map[data.ID]bool{}
		for i, id := range s.reasons {
			off[id] = !s.chips[i].On()
		}
		s.reasons, s.chips = ids, nil
		for _, id := range ids {
			s.chips = append(s.chips, kit.NewFilterChip(names[id], !off[id], func(bool) { s.find() }))
		}
	}
	objs := make([]fyne.CanvasObject, len(s.chips))
	for i, c := range s.chips {
		objs[i] = c
	}
	s.needs.Objects = objs
	s.needs.Refresh()
	options := make([]kit.Option, len(a.areas))
	for i, name := range a.areas {
		options[i] = kit.Option{ID: name, Label: name}
	}
	s.area.SetOptions(options)
}

// on are the needs whose chips are on.
func (s *offerSearch) on() []data.ID {
	var ids []data.ID
	for i, c := range s.chips {
		if c.On() {
			ids = append(ids, s.reasons[i])
		}
	}
	return ids
}

// find searches for what the fields say now and ends the search before it.
func (s *offerSearch) find() {
	if s.page.about == nil {
		return
	}
	s.stop()
	s.asked++
	asked, filter, needs := s.asked, data.ServiceFilter{Words: s.words.Text, Area: s.area.Selected(), Limit: offerLimit}, s.on()
	typing, stop := context.WithCancel(context.Background())
	s.stop = stop
	s.page.h.Background(func(ctx context.Context) func() {
		defer context.AfterFunc(ctx, stop)()
		rows, total, err := servicesFor(typing, s.page.h, filter, needs)
		return func() {
			if asked == s.asked {
				s.show(filter, rows, total, err)
			}
		}
	})
}

// servicesFor searches for each need and brings the answers together, best
// first and each service once. Without needs it is the whole directory. The
// total counts each service once as long as none was cut off, else it is -1.
func servicesFor(ctx context.Context, h *host.Host, filter data.ServiceFilter, needs []data.ID) (rows []data.ServiceRow, total int, err error) {
	if len(needs) <= 1 {
		if len(needs) == 1 {
			filter.NeedID = needs[0]
		}
		return h.Store.Services(ctx, filter)
	}
	lists := make([][]data.ServiceRow, len(needs))
	cut := false
	for i, need := range needs {
		filter.NeedID = need
		list, n, err := h.Store.Services(ctx, filter)
		if err != nil {
			return nil, 0, err
		}
		lists[i], cut = list, cut || n > len(list)
	}
	rows = merged(lists)
	if strings.TrimSpace(filter.Words) == "" {
		slices.SortStableFunc(rows, func(a, b data.ServiceRow) int { return strings.Compare(fold.Text(a.Name), fold.Text(b.Name)) })
	}
	if cut {
		return rows, -1, nil
	}
	return rows, len(rows), nil
}

func (s *offerSearch) show(filter data.ServiceFilter, rows []data.ServiceRow, total int, err error) {
	s.answered = s.asked
	switch {
	case err != nil:
		s.card.SetTitle("")
		s.put(kit.NewErrorState(s.page.h.Fail("search services", err), s.find))
	case len(rows) == 0:
		s.found = nil
		s.card.SetTitle("")
		s.put(s.empty())
		s.page.detail.clear()
	default:
		s.publish(filter.Words, rows)
		s.card.SetTitle(foundText(len(rows), total, s.page.about.services))
		if s.opening == s.asked {
			s.open(max(s.rows.Selected(), 0))
		}
	}
}

// foundText says how much of what the search found is shown, and of how large a
// directory. A negative total is not known.
func foundText(shown, total, directory int) string {
	switch {
	case total == shown && shown < directory:
		return fmt.Sprintf("%d of %s", shown, data.Plural(directory, "service", "services"))
	case total == shown:
		return data.Plural(shown, "service", "services")
	case total < 0:
		return fmt.Sprintf("The first %d. Type more to narrow it down.", shown)
	default:
		return fmt.Sprintf("The first %d of %s. Type more to narrow it down.", shown, data.Plural(total, "service", "services"))
	}
}

// publish shows rows. New words bring their best answer into the detail; else
// the service that is talked about stays.
func (s *offerSearch) publish(words string, rows []data.ServiceRow) {
	fresh := words != s.query
	slices.SortStableFunc(rows, func(a, b data.ServiceRow) int { return s.page.place(&a) - s.page.place(&b) })
	s.found, s.query = rows, words
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
	s.page.detail.show(rows[0].ID)
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
	narrowed := len(s.on()) > 0 || s.area.Selected() != ""
	switch {
	case narrowed && words != "":
		return kit.NewEmpty(theme.IconSearch, fmt.Sprintf("Nothing for “%s” here", words),
			"The search looks only at the needs and the area that are switched on.", kit.Secondary("Search the whole directory", s.widen))
	case narrowed:
		return kit.NewEmpty(theme.IconSearch, "Nothing in the directory for this yet",
			"No service is listed for these needs in this area.", kit.Secondary("Show the whole directory", s.widen))
	case words != "":
		return kit.NewEmpty(theme.IconSearch, fmt.Sprintf("Nothing for “%s”", words),
			"Try fewer letters or another word: what it is about, who runs it, or where it is.", nil)
	}
	return kit.NewEmpty(theme.IconDirectory, "The directory is empty", "Write down the first service, then come back to offer it.",
		kit.Secondary("Add a service", func() { s.page.h.Go(host.Route{Area: host.Directory, View: host.ViewNewService}) }))
}

// widen looks at the whole directory for the same words.
func (s *offerSearch) widen() {
	for _, c := range s.chips {
		c.SetOn(false)
	}
	s.area.SetSelected("")
	s.find()
	s.page.h.Window.Canvas().Focus(s.words)
}

// walk moves through the list while the typing stays in the search.
func (s *offerSearch) walk(e *fyne.KeyEvent) bool {
	step := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1}[e.Name]
	if step == 0 || len(s.found) == 0 {
		return false
	}
	i := min(max(0, s.rows.Selected()+step), len(s.found)-1)
	s.rows.Select(i)
	s.page.detail.show(s.found[i].ID)
	return true
}

// choose selects the row of a service, if it is in the list.
func (s *offerSearch) choose(service data.ID) { s.rows.Select(s.at(service)) }

// submit opens the selected service, or, when the answer to what was typed is
// still to come, the best one of that.
func (s *offerSearch) submit() {
	if s.answered != s.asked {
		s.opening = s.asked
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
	s.page.detail.show(s.found[i].ID)
	s.page.detail.focus()
}
