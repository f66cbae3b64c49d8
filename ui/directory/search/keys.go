package search

import (
	"context"
	"unicode"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/kit"
)

// searchKey goes from the search to the rows with the down arrow: to those that
// were opened last while nothing is asked for.
func (p *listPage) searchKey(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyDown {
		return false
	}
	if p.search.Text == "" && !p.facets.any() && !p.recent.On() {
		p.recent.SetOn(true)
		p.intoRows = true
		p.find()
		return true
	}
	if len(p.found) == 0 {
		return false
	}
	p.rows.Focus()
	return true
}

// rowsKey goes back to the search with Escape, and from the first row up.
func (p *listPage) rowsKey(e *fyne.KeyEvent) bool {
	up := e.Name == fyne.KeyUp && p.rows.Selected() <= 0
	if !up && e.Name != fyne.KeyEscape || kit.OverlayOpen(p.h.Window) {
		return false
	}
	p.h.Window.Canvas().Focus(p.search)
	return true
}

// letter does what one letter stands for with the selected row.
func (p *listPage) letter(r rune) {
	i := p.rows.Selected()
	if i < 0 || i >= len(p.found) || kit.OverlayOpen(p.h.Window) {
		return
	}
	switch row := &p.found[i]; unicode.ToLower(r) {
	case 'c':
		p.detail.markChecked()
	case 'e':
		p.h.Go(service.EditRoute(row.ID))
	case 'f':
		p.favour(row.ID, !row.Favourite)
	}
}

// choose shows a row's service; the arrows do it too, so it does not count as
// opening one.
func (p *listPage) choose(i int) {
	if i < 0 || i >= len(p.found) {
		return
	}
	p.chosen, p.picked = p.found[i].ID, true
	if p.facets.panel.On() {
		p.showMore(false)
		p.rows.Focus()
	}
	p.detail.show(p.chosen)
}

// opened keeps for the recent services that someone chose this one.
func (p *listPage) opened(i int) {
	if i < 0 || i >= len(p.found) {
		return
	}
	p.picked = true
	id := p.found[i].ID
	p.h.Background(func(ctx context.Context) func() {
		if err := p.h.Directory.NoteServiceOpened(ctx, id); err != nil {
			p.h.Log.Error("note an opened service", "error", err)
		}
		return nil
	})
}

// open goes on to the service itself.
func (p *listPage) open(i int) {
	if i < 0 || i >= len(p.found) {
		return
	}
	p.choose(i)
	p.opened(i)
	p.detail.focus()
}

// favour stores whether a service is a favourite; the change brings the list
// anew.
func (p *listPage) favour(id data.ID, on bool) {
	p.h.Background(func(ctx context.Context) func() {
		err := p.h.Directory.SetFavourite(ctx, id, on)
		return func() {
			if err != nil {
				p.detail.say(kit.Red, p.h.Fail("mark a favourite", err))
				return
			}
			for i := range p.found {
				if p.found[i].ID == id {
					p.found[i].Favourite = on
				}
			}
			p.rows.Reload()
			p.detail.favoured(id, on)
		}
	})
}
