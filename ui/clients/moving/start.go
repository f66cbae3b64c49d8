package moving

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// leastBefore is how high the list of earlier imports is at least, where it is below
// the choice.
const leastBefore = 180

// start is the choice of a list, beside what was imported before.
type start struct {
	p       *page
	path    *kit.TextField
	open    *kit.Button
	content fyne.CanvasObject
	imports []data.ClientImport
	rows    *kit.Rows
	before  *fyne.Container
	work    *kit.Button
	undo    *kit.Button // of the chosen import
	reading *load.Latest
}

func newStart(p *page) *start {
	s := &start{p: p, path: kit.NewTextField("List"), reading: load.New(p.h)}
	s.path.SetPlaceHolder("Choose a file")
	s.path.OnSubmitted = func(string) { s.take() }
	browse := func() {
		if !kit.OverlayOpen(p.h.Window) {
			p.h.ChooseFile(host.FileAsk{Title: "Import clients", Kind: "list", Endings: []string{".csv", ".tsv", ".txt", ".xlsx", ".xlsm"}}, func(path string) { s.path.SetText(path); s.take() })
		}
	}
	s.path.SetKey(fyne.KeyF4, browse)
	s.open = kit.Primary("Open list", s.take)
	about := kit.NewParagraph("Excel or CSV: one row for each person, or one sheet for each kind of record with a reference in each. Referrals, contacts and questionnaires come with their people.", kit.Muted)
	consent := kit.NewParagraph("Consent is never taken from a list. Everyone is marked “Consent to be confirmed”.", kit.Muted)
	choose := kit.NewCard("Choose a list", "", kit.VStack(12, about, s.path, kit.HStack(8, kit.NewAside("Browse… (F4)", browse).Outlined(), kit.Spacer(), s.open), consent, kit.Spacer()))
	s.rows = kit.NewRows(func() int { return len(s.imports) }, func() fyne.CanvasObject { return kit.NewRowText() }, s.fill, kit.RowHeight())
	s.rows.OnOpen = s.look
	s.before = container.NewStack(kit.NewLoading("Loading…"))
	s.work = kit.Secondary("Work through list", func() { p.workThrough("") })
	s.undo = kit.Secondary("Undo import…", func() { s.look(s.rows.Selected()) })
	s.undo.Disable()
	s.rows.OnSelect = func(n int) { s.undo.SetEnabled(!s.imports[n].Undone) }
	foot := kit.PadXY(16, 10, kit.HStack(8, s.undo, kit.Spacer(), s.work))
	card := kit.NewCard("Earlier imports", "", kit.Border(0, nil, foot, nil, nil, kit.Fixed(0, leastBefore, s.before))).Flush()
	s.content = kit.ScrollBeyond(container.New(&pairs{share: 0.5}, choose, card))
	return s
}

func (s *start) object() fyne.CanvasObject { return s.content }

func (s *start) first() fyne.Focusable { return s.path.Entry }

// load reads what was imported before.
func (s *start) load() {
	load.Do(s.reading, s.p.h.Moving.Imports, func(list []data.ClientImport, err error) {
		if err != nil {
			s.put(s.p.h.CannotShow("list the imports of people", err, s.load))
			return
		}
		s.imports = list
		left := 0
		for _, i := range list {
			left += i.Left
		}
		s.work.SetText("Work through list")
		if left > 0 {
			s.work.SetText(fmt.Sprintf("Work through %d", left))
		}
		s.work.SetEnabled(left > 0)
		s.undo.SetEnabled(false)
		s.rows.Reload()
		if len(list) == 0 {
			s.put(kit.PadXY(16, 4, kit.VStack(0, kit.NewParagraph("No imports yet. Choose a list to start.", kit.Muted), kit.Spacer())))
			return
		}
		s.put(s.rows)
	})
}

func (s *start) put(o fyne.CanvasObject) {
	s.before.Objects = []fyne.CanvasObject{o}
	s.before.Refresh()
}

func (s *start) fill(n int, o fyne.CanvasObject) {
	i := s.imports[n]
	row := kit.RowData{Title: i.Source, Secondary: fmt.Sprintf("%s · %s, %d changed", i.On.Long(), newClients(i.New), i.Changed)}
	switch {
	case i.Undone:
		row.Chips, row.Muted = []kit.ChipData{{Text: "Undone", Tone: kit.Neutral}}, true
	case i.Left > 0:
		row.Chips = []kit.ChipData{{Text: fmt.Sprintf("%d to work through", i.Left), Tone: kit.Amber}}
	}
	o.(*kit.RowText).Set(row)
}

// look asks whether an earlier import is to be undone.
func (s *start) look(n int) {
	if n < 0 || n >= len(s.imports) {
		return
	}
	i := s.imports[n]
	if i.Undone || kit.OverlayOpen(s.p.h.Window) {
		return
	}
	s.p.askUndo(i.ID, i.Source, i.New)
}

// askUndo takes an import back once it is confirmed.
func (p *page) askUndo(id data.ID, source string, added int) {
	kit.Confirm(p.h.Window, fmt.Sprintf("Undo the import of “%s”?", source),
		fmt.Sprintf("%s with everything imported about them are removed, and what the import changed is as it was. You cannot undo it once one of them was changed, or your PCs exchanged records.", clients(added)),
		"Undo import", true, func() {
			p.run("Undoing the import", func(ctx context.Context, _ func(string)) error { return p.h.Moving.Undo(ctx, id) }, func(err error, stopped bool) {
				switch {
				case stopped:
					p.say(kit.Neutral, "Stopped. The import was not undone.")
					return
				case err != nil:
					p.say(kit.Red, p.h.Fail("undo an import of people", err))
					return
				}
				p.begin()
				p.say(kit.Green, "The import was undone.")
			})
		})
}

// take opens the list that the field names.
func (s *start) take() {
	path := strings.Trim(strings.TrimSpace(s.path.Text()), `"`)
	if path == "" {
		s.path.SetError("Choose a file, or type its path")
		s.path.Focus()
		return
	}
	s.path.SetError("")
	s.p.open(path)
}

func clients(n int) string { return data.Plural(n, "client", "clients") }
