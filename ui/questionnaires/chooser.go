package questionnaires

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// chooserLimit is how many people the chooser lists; typing finds the others.
const chooserLimit = 50

// chooser asks whose questionnaire it is.
type chooser struct {
	host    *host.Host
	words   string
	reading *load.Latest
	people  []data.ClientRow
	rows    *kit.Rows
	state   *kit.Text
	dialog  *kit.Dialog
	chosen  func(data.ID)
}

// chooseClient shows the chooser over the window and calls chosen once.
func chooseClient(h *host.Host, chosen func(data.ID)) {
	c := &chooser{host: h, reading: load.New(h), chosen: chosen, state: kit.NewText("Loading…", kit.Muted)}
	c.rows = kit.NewRows(func() int { return len(c.people) },
		func() fyne.CanvasObject { return kit.NewRowText() },
		func(i int, obj fyne.CanvasObject) { obj.(*kit.RowText).Set(personRow(&c.people[i])) },
		kit.RowHeight())
	c.rows.OnOpen = c.open
	search := kit.NewSearch("Name, date of birth, NHS number or postcode", func(words string) {
		c.words = words
		c.find()
	})
	search.OnKey = c.key
	list := kit.Fixed(520, 300, c.rows)
	content := container.NewBorder(search, c.state, nil, nil, list)
	c.dialog = kit.ShowForm(h.Window, "Which client?", content, "Choose", func() bool {
		c.open(c.rows.Selected())
		return false // open closes the dialog itself
	})
	h.Window.Canvas().Focus(search)
	c.find()
}

func personRow(p *data.ClientRow) kit.RowData {
	born := "date of birth not recorded"
	if !p.BirthDate.IsZero() {
		born = fmt.Sprintf("born %s", p.BirthDate.Numeric())
	}
	second := born
	if p.Surgery != "" {
		second += " · " + p.Surgery
	}
	return kit.RowData{Title: p.Name, Secondary: second}
}

// key lets the arrows walk the list while the typing stays in the search.
func (c *chooser) key(e *fyne.KeyEvent) bool {
	step := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1}[e.Name]
	if step == 0 || len(c.people) == 0 {
		return false
	}
	i := min(max(0, c.rows.Selected()+step), len(c.people)-1)
	c.rows.Select(i)
	c.rows.ScrollTo(i)
	return true
}

func (c *chooser) open(i int) {
	if i < 0 || i >= len(c.people) {
		c.state.SetText("Choose someone from the list")
		return
	}
	c.dialog.Close()
	c.chosen(c.people[i].ID)
}

// find searches off the UI goroutine; an answer that a later search has
// overtaken is dropped.
func (c *chooser) find() {
	filter := data.ClientFilter{Words: c.words, Limit: chooserLimit}
	type found struct {
		people []data.ClientRow
		total  int
	}
	load.Do(c.reading, func(ctx context.Context) (f found, err error) {
		f.people, f.total, err = c.host.Casework.Clients(ctx, filter)
		return f, err
	}, func(f found, err error) {
		if err != nil {
			c.state.SetText(c.host.Fail("search clients", err))
			return
		}
		c.people = f.people
		c.rows.Reload()
		c.rows.Unselect()
		if c.words != "" && len(f.people) > 0 {
			c.rows.Select(0) // so that it is seen whom Enter chooses
		}
		c.state.SetText(foundSentence(len(f.people), f.total, c.words))
	})
}

func foundSentence(shown, total int, words string) string {
	switch {
	case total == 0 && words == "":
		return "No clients yet. Press Ctrl+N to add one."
	case total == 0:
		return "No clients match. Try fewer letters."
	case shown < total:
		return fmt.Sprintf("Showing the first %s. Type to narrow the list.", data.Plural(shown, "person", "people"))
	default:
		return fmt.Sprintf("%s found.", data.Plural(total, "person", "people"))
	}
}
