package contact

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// clientPickerLimit is how many people the picker lists; typing finds the others.
const clientPickerLimit = 30

// clientPicker finds a client while somebody types, off the UI goroutine.
type clientPicker struct {
	h      *host.Host
	picker *kit.Picker
	name   string // of who is chosen

	query   string // what found answers
	found   []kit.Option
	ready   bool // found is the answer to query, or it is on its way
	reading *load.Latest
}

// newClientPicker makes a picker with nobody chosen; picked is told who was.
func newClientPicker(h *host.Host, picked func(data.ID)) *clientPicker {
	c := &clientPicker{h: h, reading: load.New(h)}
	c.picker = kit.NewPicker("Client", nil, func(id string) {
		c.ready = false // somebody else may be written down before it is opened again
		for _, o := range c.found {
			if o.ID == id {
				c.name = o.Label
			}
		}
		picked(data.ID(id))
	})
	c.picker.SetPlaceHolder("Choose: a name, birth date, postcode or phone")
	c.picker.SetRequired(true)
	c.picker.Search = c.search
	return c
}

// search gives what is found so far, and asks the store when the words are new.
// The list is filled again when the answer comes.
func (c *clientPicker) search(query string) []kit.Option {
	if !c.ready || query != c.query {
		c.ask(query)
	}
	return c.found
}

func (c *clientPicker) ask(query string) {
	c.query, c.ready = query, true
	load.Do(c.reading, func(ctx context.Context) ([]data.ClientRow, error) {
		rows, _, err := c.h.Casework.Clients(ctx, data.ClientFilter{Words: query, Limit: clientPickerLimit})
		return rows, err
	}, func(rows []data.ClientRow, err error) {
		c.found = nil
		if err != nil {
			c.ready = false
			c.picker.SetError(c.h.Fail("search clients", err))
			return
		}
		for _, r := range rows {
			c.found = append(c.found, c.option(r))
		}
		if c.picker.Entry.Text == query {
			c.picker.Entry.OnChanged(query)
		}
	})
}

func (c *clientPicker) option(r data.ClientRow) kit.Option {
	return kit.Option{ID: string(r.ID), Label: r.Name, Note: person.Dotted(person.BornText(r.BirthDate, c.h.Today()), r.Postcode, r.Surgery)}
}

// input is the picker as a field of a form. As text it is the ID and the name,
// so that a draft can show who it was without asking the store.
func (c *clientPicker) input() *form.Input {
	return &form.Input{
		Name: "ClientID", Obj: c.picker, Fail: c.picker.SetError, Problem: form.NoProblem, Take: c.picker.Focus,
		Get: func() string {
			if c.picker.Selected() == "" {
				return ""
			}
			return c.picker.Selected() + " " + c.name
		},
		Set: func(v string) {
			id, name, _ := strings.Cut(v, " ")
			c.name = name
			c.picker.SetChosen(kit.Option{ID: id, Label: name})
		},
	}
}
