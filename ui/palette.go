package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/fold"
	"waymark/ui/clients/person"
	"waymark/ui/directory/service"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// How many of each kind are shown: typing on finds the others.
const (
	mostPeople   = 6
	mostServices = 5
	mostActions  = 6
	mostRecent   = 6
)

// The groups of the search.
const (
	groupPeople   = "People"
	groupActions  = "Actions"
	groupServices = "Services"
	groupRecent   = "Recent"
)

// hit is one thing that the search found.
type hit struct {
	group string
	row   kit.RowData
	// do is nil for a line that only says something.
	do func()
	// recent is what is remembered of it until the program ends; "" if nothing is.
	// A person never is: no one is on the screen before something is typed.
	recent string
}

// palette is the search that finds people, services and actions from everywhere.
type palette struct {
	shell   *Shell
	host    *host.Host
	actions []action
	search  *kit.Entry
	rows    *kit.KeyRows
	state   *kit.Text
	dialog  *kit.Dialog
	reading *load.Latest

	hits  []hit
	shown string // what hits were found for
	// opening is true if Enter was pressed before the answer came.
	opening bool
}

// searchEverything opens the search, unless a dialog is open or a client has the
// pad: run asks for both.
func (s *Shell) searchEverything() {
	p := &palette{shell: s, host: s.host, actions: s.actions(), reading: load.New(s.host), state: kit.NewParagraph("", kit.Muted)}
	p.rows = kit.NewKeyRows(func() int { return len(p.hits) },
		func() fyne.CanvasObject { return kit.NewRowText() },
		func(i int, o fyne.CanvasObject) { o.(*kit.RowText).Set(p.row(i)) },
		kit.RowHeight())
	p.rows.OnTap = p.open
	hint := "A person, a service, or what you want to do"
	if !p.seesPeople() {
		hint = "What do you want to do?"
	}
	p.search = kit.NewSearch(hint, func(string) { p.find() })
	p.search.OnKey = p.key
	p.search.OnSubmitted = func(string) { p.submit() }
	// What is left of the window beside the frame of the dialog, which grows with the text.
	height := min(420, s.host.Window.Canvas().Size().Height-130-3.2*p.search.MinSize().Height)
	content := kit.VStack(8, p.search, kit.Fixed(0, max(height, 120), container.NewStack(p.rows, kit.VStack(0, p.state))))
	p.dialog = kit.ShowPanel(s.host.Window, "Search everything", "Arrow keys move, Enter opens, Esc closes.", content, p.search)
	p.dialog.OnClosed = p.reading.Forget
	p.find()
}

// seesPeople reports whether people and services are searched: not at a surgery's
// reception, which sees those of its own clinics on its own pages.
func (p *palette) seesPeople() bool { return p.host.Session.May(access.Casework, access.Read) == nil }

// seesServices reports whether services are searched.
func (p *palette) seesServices() bool {
	return p.host.Session.May(access.Directory, access.Read) == nil
}

// row is a hit as it is shown: the first of a group carries its name.
func (p *palette) row(i int) kit.RowData {
	row := p.hits[i].row
	if i == 0 || p.hits[i-1].group != p.hits[i].group {
		row.Lead = p.hits[i].group + "\n"
	} else {
		row.Lead = "\n" // keeps the column
	}
	return row
}

// key walks the hits while the typing stays in the search.
func (p *palette) key(e *fyne.KeyEvent) bool {
	const page = 5
	step := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1, fyne.KeyPageDown: page, fyne.KeyPageUp: -page}[e.Name]
	if step == 0 || len(p.hits) == 0 {
		return false
	}
	p.rows.Select(min(max(0, p.rows.Selected()+step), len(p.hits)-1))
	return true
}

// submit opens the chosen hit: never one that was found for something else.
func (p *palette) submit() {
	if p.shown != p.search.Text {
		p.opening = p.reading.Pending()
		return
	}
	p.open(max(p.rows.Selected(), 0))
}

func (p *palette) open(i int) {
	if i < 0 || i >= len(p.hits) || p.hits[i].do == nil {
		return
	}
	h := p.hits[i]
	p.dialog.Close()
	p.shell.remember(h)
	h.do()
}

// found is what the store answers.
type found struct {
	people   []data.ClientRow
	services *data.ServiceSearch
}

// find looks for what is typed, and ends the search before it.
func (p *palette) find() {
	p.opening = false
	typed := p.search.Text
	if fold.Text(typed) == "" {
		p.reading.Forget()
		p.publish(typed, p.shell.recentHits(p.actions))
		return
	}
	if !p.seesServices() {
		actions, _ := p.actionHits(typed)
		p.publish(typed, actions)
		return
	}
	load.Do(p.reading, func(ctx context.Context) (f found, err error) {
		if !p.seesPeople() {
			f.services, err = p.host.Directory.SearchServices(ctx, data.ServiceFilter{Words: typed, Limit: mostServices})
			return f, err
		}
		if f.people, _, err = p.host.Casework.Clients(ctx, data.ClientFilter{Words: typed, Limit: mostPeople}); err != nil {
			return f, err
		}
		f.services, err = p.host.Directory.SearchServices(ctx, data.ServiceFilter{Words: typed, Limit: mostServices})
		return f, err
	}, func(f found, err error) {
		actions, named := p.actionHits(typed)
		services := p.serviceHits(f.services)
		// Only another word for it: what is called so comes first, if anything is.
		if !named && (f.services == nil || len(f.services.Instead) == 0 && !f.services.AnyWord) {
			actions, services = services, actions
		}
		hits := slices.Concat(p.peopleHits(typed, f.people), actions, services)
		if err != nil {
			hits = append(hits, hit{row: kit.RowData{Title: "People and services cannot be searched", Secondary: p.host.Fail("search everything", err)}})
		}
		p.publish(typed, hits)
	})
}

func (p *palette) publish(typed string, hits []hit) {
	p.hits, p.shown = hits, typed
	p.rows.Reload()
	p.rows.ScrollToTop()
	p.rows.Unselect()
	if len(hits) > 0 {
		p.rows.Select(0) // so that it is seen what Enter opens
	}
	p.state.SetText(p.stateText(typed))
	p.state.Hidden = len(hits) > 0
	if p.dialog != nil {
		p.dialog.Refresh()
	}
	if p.opening {
		p.opening = false
		p.open(0)
	}
}

func (p *palette) stateText(typed string) string {
	switch {
	case fold.Text(typed) == "" && p.seesPeople():
		return "Type any part of a name, a date of birth, an NHS number, a service, or a word such as “report”, “backup” or “dark”."
	case fold.Text(typed) == "":
		return "Type a word such as “book”, “sound” or “help”."
	}
	return fmt.Sprintf("Nothing is found for “%s”. Try fewer letters or another word.", strings.TrimSpace(typed))
}

func (p *palette) peopleHits(typed string, people []data.ClientRow) []hit {
	today := p.host.Today()
	hits := make([]hit, 0, len(people))
	for _, c := range people {
		name := c.Name
		if c.KnownAs != "" && !strings.EqualFold(c.KnownAs, strings.Split(c.Name, " ")[0]) {
			name += " “" + c.KnownAs + "”"
		}
		number := ""
		if asksNumber(typed, c.NHSNumber) {
			number = "NHS number " + c.NHSNumber
		}
		row := kit.RowData{Title: name, Secondary: person.Dotted(person.BornText(c.BirthDate, today), number, c.Postcode, c.Surgery),
			Marks: marksOf(name, typed), Muted: c.Status == data.EpisodeClosed}
		if c.Status == data.EpisodePaused || c.Status == data.EpisodeClosed {
			row.Chips = []kit.ChipData{{Text: c.Status.Label()}}
		}
		hits = append(hits, hit{group: groupPeople, row: row, do: func() { p.host.Go(person.ToRecord(c.ID)) }})
	}
	return hits
}

// asksNumber reports whether typed figures are part of an NHS number, which is
// shown only then.
func asksNumber(typed, number string) bool {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, typed)
	return len(digits) >= 3 && number != "" && strings.Contains(number, digits)
}

func (p *palette) serviceHits(s *data.ServiceSearch) []hit {
	if s == nil {
		return nil
	}
	hits := make([]hit, 0, len(s.Rows))
	for _, r := range s.Rows {
		hits = append(hits, p.serviceHit(r, s.Shown))
	}
	return hits
}

func (p *palette) serviceHit(r data.ServiceRow, looked string) hit {
	row := kit.RowData{Title: r.Name, Secondary: service.Dotted(r.Organisation, r.Area, data.Tidy(r.Days), r.Cost),
		Marks: marksOf(r.Name, looked), Muted: r.Status != data.ServiceActive}
	if r.Status != data.ServiceActive {
		row.Chips = []kit.ChipData{{Text: r.Status.Label()}}
	}
	return hit{group: groupServices, row: row, recent: "service " + string(r.ID),
		do: func() { p.host.Go(service.Route(r.ID)) }}
}

func (p *palette) actionHits(typed string) (hits []hit, named bool) {
	list, named := matching(p.actions, typed)
	for _, a := range list {
		hits = append(hits, a.hit(typed))
	}
	return hits, named
}

// marksOf are the parts of a text that were looked for.
func marksOf(text, typed string) []kit.Range {
	list := []kit.Range{}
	for _, m := range fold.Ranges(text, typed) {
		list = append(list, kit.Range{From: m.Start, To: m.End})
	}
	return list
}

// remember puts what was opened first among the recent things. It is forgotten
// when the program ends.
func (s *Shell) remember(h hit) {
	if h.recent == "" {
		return
	}
	kept := []hit{h}
	for _, old := range s.recent {
		if old.recent != h.recent && len(kept) < mostRecent {
			kept = append(kept, old)
		}
	}
	s.recent = kept
}

// recentHits are the recent things as they are shown before anything is typed.
// Actions are those of the page that is shown now.
func (s *Shell) recentHits(now []action) []hit {
	var hits []hit
	for _, h := range s.recent {
		h.group, h.row.Marks = groupRecent, []kit.Range{}
		if name, ok := strings.CutPrefix(h.recent, actionPrefix); ok {
			a, there := actionNamed(now, name)
			if !there {
				continue
			}
			h.do = a.do
		}
		hits = append(hits, h)
	}
	return hits
}
