package person

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// pickerLimit is how many people the picker lists; typing finds the others.
const pickerLimit = 30

// ClientPicker finds a client while someone types, off the UI goroutine.
type ClientPicker struct {
	// Picker is the field.
	Picker *kit.Picker

	h    *host.Host
	name string // of who is chosen

	query   string // what found answers
	found   []kit.Option
	ready   bool // found is the answer to query, or it is on its way
	reading *load.Latest
}

// NewClientPicker makes a picker with no one chosen; picked is told who was.
func NewClientPicker(h *host.Host, picked func(data.ID)) *ClientPicker {
	c := &ClientPicker{h: h, reading: load.New(h)}
	c.Picker = kit.NewPicker("Client", nil, func(id string) {
		c.ready = false // someone else may be written down before it is opened again
		for _, o := range c.found {
			if o.ID == id {
				c.name = o.Label
			}
		}
		picked(data.ID(id))
	})
	c.Picker.SetPlaceHolder("Search by name, date of birth, postcode or phone number")
	c.Picker.SetRequired(true)
	c.Picker.Search = c.search
	return c
}

// search returns what is found so far, and asks the store when the words are new.
// The list is filled again when the answer comes.
func (c *ClientPicker) search(query string) []kit.Option {
	if !c.ready || query != c.query {
		c.ask(query)
	}
	return c.found
}

func (c *ClientPicker) ask(query string) {
	c.query, c.ready = query, true
	load.Do(c.reading, func(ctx context.Context) ([]data.ClientRow, error) {
		rows, _, err := c.h.Casework.Clients(ctx, data.ClientFilter{Words: query, Limit: pickerLimit})
		return rows, err
	}, func(rows []data.ClientRow, err error) {
		c.found = nil
		if err != nil {
			c.ready = false
			c.Picker.SetError(c.h.Fail("search clients", err))
			return
		}
		for _, r := range rows {
			c.found = append(c.found, c.option(r))
		}
		if c.Picker.Entry.Text == query {
			c.Picker.Entry.OnChanged(query)
		}
	})
}

func (c *ClientPicker) option(r data.ClientRow) kit.Option {
	return kit.Option{ID: string(r.ID), Label: r.Name, Note: Dotted(BornText(r.BirthDate, c.h.Today()), r.Postcode, r.Surgery)}
}

// Input is the picker as a field of a form. As text it is the ID and the name,
// so that a draft can show who it was without asking the store.
func (c *ClientPicker) Input() *form.Input {
	return &form.Input{
		Name: "ClientID", Obj: c.Picker, Fail: c.Picker.SetError, Problem: form.NoProblem, Take: c.Picker.Focus,
		Get: func() string {
			if c.Picker.Selected() == "" {
				return ""
			}
			return c.Picker.Selected() + " " + c.name
		},
		Set: func(v string) {
			id, name, _ := strings.Cut(v, " ")
			c.name = name
			c.Picker.SetChosen(kit.Option{ID: id, Label: name})
		},
	}
}
