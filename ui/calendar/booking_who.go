package calendar

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/load"
)

func (b *booking) buildWho() {
	h := b.page.host
	b.who = kit.NewFinder("Client")
	b.who.Entry.SetPlaceHolder("Search by name, date of birth, postcode or phone number")
	b.who.OnType = b.find
	b.newPatient = kit.Quiet("New client", func() { b.showPatient(b.patient.Hidden) })
	b.given, b.family = kit.NewTextField("First names"), kit.NewTextField("Last name")
	b.born, b.phone = h.DateField("Date of birth", data.DateBirth), kit.NewTextField("Phone")
	b.patient = kit.VStack(12, kit.FormGrid(b.given, b.family), kit.FormGrid(b.born, b.phone))
	b.patient.Hide()
}

// showPatient asks for what is needed to book someone who has no record yet.
func (b *booking) showPatient(on bool) {
	b.patient.Hidden = !on
	b.who.Hidden = on
	b.newPatient.SetText("New client")
	if on {
		b.newPatient.SetText("Choose an existing client")
		if words := b.who.Entry.Text; b.who.Chosen().ID == "" && b.given.Text() == "" && b.family.Text() == "" {
			given, family := splitName(words)
			b.given.SetText(given)
			b.family.SetText(family)
		}
	}
	b.dialog.Refresh()
	if on {
		b.given.Focus()
		return
	}
	b.who.Focus()
}

// splitName takes the last word of what was typed for the family name.
func splitName(words string) (given, family string) {
	words = data.Tidy(words)
	for i := len(words) - 1; i >= 0; i-- {
		if words[i] == ' ' {
			return words[:i], words[i+1:]
		}
	}
	return words, ""
}

// mostFound is how many clients are offered while someone types.
const mostFound = 8

func (b *booking) find(query string) {
	h := b.page.host
	if data.Tidy(query) == "" {
		b.finding.Forget()
		return
	}
	load.Do(b.finding, func(ctx context.Context) ([]data.ClientRow, error) {
		rows, _, err := h.Casework.Clients(ctx, data.ClientFilter{Words: query, Limit: mostFound})
		return rows, err
	}, func(rows []data.ClientRow, err error) {
		if err != nil {
			b.who.SetError(h.Fail("search clients", err))
			return
		}
		found := make([]kit.Option, len(rows))
		for i, r := range rows {
			born := ""
			if !r.BirthDate.IsZero() {
				born = fmt.Sprintf("born %s", r.BirthDate.Short())
			}
			found[i] = kit.Option{ID: string(r.ID), Label: r.Name, Note: dotted(born, r.Postcode, r.Surgery)}
		}
		b.who.Offer(query, found, b.noneFound())
		b.dialog.Refresh()
	})
}

// noneFound says what to do where the search finds no one, and whose clients it
// searched if those are not all.
func (b *booking) noneFound() string {
	if b.page.host.Session.SeesEveryone() {
		return "No clients found. Choose “New client” to book someone new."
	}
	return "None found among the clients you can see. A colleague may know them already. To book someone new, choose “New client”."
}

// offerSame asks whether the new patient is someone who is here already.
func (b *booking) offerSame(twice *data.DuplicateClient) {
	same := twice.Same[0]
	for _, s := range twice.Same {
		b.known = append(b.known, s.ID)
	}
	b.banner.Set(kit.Amber, fmt.Sprintf("There is already a client called %s (%s). To add a new client anyway, choose “Book” again", same.Name, same.Why))
	b.banner.Show()
}
