package devices

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/exchange/member"
	"waymark/data/store/devices"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// This file is how a PC is let in, and what is changed of it later.

// deviceFields ask what a PC is called, who works at it and for which surgeries.
type deviceFields struct {
	s      *deviceList
	name   *kit.TextField
	role   *kit.ChoiceRow
	about  *kit.Text
	places *fyne.Container
	checks []*kit.Check
	// partner is whose clients' records it receives; nil in a service of one
	// organisation, and for a PC that is of the service already.
	partner *kit.Choice
	laid    func()
	body    *fyne.Container
}

func (s *deviceList) newDeviceFields(d *member.Device) *deviceFields {
	f := &deviceFields{s: s, name: kit.NewTextField("Name of the PC"), about: kit.NewParagraph("", kit.Muted), places: kit.VStack(4), laid: func() {}}
	f.name.SetPlaceHolder("For example, Siân’s laptop")
	labels := make([]string, len(deviceRoles))
	for i, r := range deviceRoles {
		labels[i] = s.h.AccessRole(r)
	}
	f.role = kit.NewChoiceRow("Who works at it", labels, func(int) { f.lay() })
	f.name.SetRequired(true)
	f.role.SetRequired(true)
	for _, v := range s.surgeries {
		check := kit.NewCheck(v.Name, nil)
		check.Checked = d != nil && slices.Contains(d.Surgeries, v.ID)
		check.Hidden = v.Retired && !check.Checked
		f.checks = append(f.checks, check)
	}
	if d != nil {
		f.name.SetText(d.Name)
		f.role.SetSelected(slices.Index(deviceRoles, d.Role))
	} else {
		f.partner = s.partnerField(func() { f.lay() })
	}
	f.body = kit.VStack(12, f.name, f.role, f.about, f.places)
	f.lay()
	return f
}

// chosen is the role that is chosen, "" for none.
func (f *deviceFields) chosen() access.Role {
	if i := f.role.Selected(); i >= 0 {
		return deviceRoles[i]
	}
	return ""
}

func (f *deviceFields) lay() {
	f.places.Objects = nil
	about := ""
	switch member.KindOf(f.chosen()) {
	case member.ForCasework:
		about = "It receives all records."
		switch {
		case f.chosen() == access.Prescriber && f.partner != nil:
			f.places.Add(f.partner)
			if f.onePartner() != "" {
				about = "It receives the records of this partner’s clients and no one else’s. If someone moves to another partner, their records go from it. It cannot report on all partners."
			}
		case f.chosen() == access.Manager:
			about = "It receives all records, and can let PCs in and strike them off."
		}
	case member.ForFigures:
		about = "It receives what reports count. It never receives names or notes."
	case member.ForSurgery:
		about = "It receives the clinics of its surgeries, and the name, date of birth and phone number of who comes. It never receives notes, scores or other surgeries’ clinics."
		f.places.Add(kit.NewText("Surgeries", kit.Label))
		for _, c := range f.checks {
			f.places.Add(c)
		}
	}
	f.about.SetText(about)
	f.about.Hidden = about == ""
	f.body.Refresh()
	f.laid()
}

// partnerField is the field of whose clients' records a PC receives; nil in a service of
// one organisation.
func (s *deviceList) partnerField(changed func()) *kit.Choice {
	var options []kit.Option
	for _, v := range s.partners {
		if !v.Retired {
			options = append(options, kit.Option{ID: string(v.ID), Label: v.Name})
		}
	}
	if len(options) == 0 {
		return nil
	}
	return kit.NewChoice("Records of", options, func(string) { changed() }).AllowNone("All partners")
}

// onePartner is the partner whose clients' records the PC is to receive, "" for those of
// all.
func (f *deviceFields) onePartner() data.ID {
	if f.partner == nil || f.chosen() != access.Prescriber {
		return ""
	}
	return data.ID(f.partner.Selected())
}

func (f *deviceFields) surgeries() (ids []data.ID) {
	if member.KindOf(f.chosen()) != member.ForSurgery {
		return nil
	}
	for i, c := range f.checks {
		if c.Checked {
			ids = append(ids, f.s.surgeries[i].ID)
		}
	}
	return ids
}

// requests are the PCs that ask to join, each with its words and what it is to hold.
func (s *deviceList) requests() (list []fyne.CanvasObject) {
	if s.met == nil {
		return nil
	}
	for i := range s.met.Requests {
		r := &s.met.Requests[i]
		if slices.ContainsFunc(s.service.Devices, func(d *member.Device) bool { return d.ID == r.ID() }) {
			continue
		}
		if s.asking[r.ID()] == nil {
			s.asking[r.ID()] = s.request(r)
		}
		list = append(list, s.asking[r.ID()])
	}
	return list
}

func (s *deviceList) request(r *devices.Request) fyne.CanvasObject {
	f := s.newDeviceFields(nil)
	fault := kit.NewParagraph("", kit.Body)
	fault.SetColor(theme.ColorRed)
	fault.Hide()
	card := kit.NewCard("A PC asks to join", "Compare words", nil)
	f.laid = func() { card.Refresh() }
	letIn := kit.Primary("All 6 match: let it join", func() { s.admit(r, f, fault) }).Compact()
	differ := kit.Secondary("The words differ", func() {
		kit.Message(s.h.Window, "Do not let it join", "If the words differ, someone may have put their own PC in between. Leave the request, and check with the person at the new PC that they chose the same store. If they ask again, both screens show new words.")
	}).Compact()
	card.SetContent(kit.VStack(12,
		kit.NewParagraph(fmt.Sprintf("It asked %s. Its screen must show these six words in this order. Compare by phone or side by side, not by email.", s.askedWhen(r.At)), kit.Body),
		sixWords(r.Words), f.body, fault, kit.Wrap(differ, letIn)))
	return card
}

// admit lets a PC in whose words were compared.
func (s *deviceList) admit(r *devices.Request, f *deviceFields, fault *kit.Text) {
	if f.chosen() == "" {
		fault.SetText("Choose who works at it.")
		fault.Show()
		s.body.Refresh()
		return
	}
	name, role, surgeries, partner := f.name.Text(), f.chosen(), f.surgeries(), f.onePartner()
	s.h.Background(func(ctx context.Context) func() {
		var err error
		if partner != "" {
			err = s.h.Devices.AdmitForPartner(ctx, r.Asks(), name, partner)
		} else {
			err = s.h.Devices.Admit(ctx, r.Asks(), name, role, surgeries)
		}
		return func() {
			if err != nil {
				sentence := s.h.Fail("let a device in", err)
				if fields := data.FieldErrorsOf(err); len(fields) > 0 {
					sentence = fields[0].Sentence
				}
				fault.SetText(sentence)
				fault.Show()
				s.body.Refresh()
				return
			}
			s.meetSoon()
			s.p.Say(kit.Green, fmt.Sprintf("“%s” is let in. It has the records after its next exchange.", name))
			s.p.Reload()
		}
	})
}

// alter changes what a PC is called and what it holds.
func (s *deviceList) alter(d *member.Device) {
	f := s.newDeviceFields(d)
	var dialog *kit.Dialog
	done := false
	dialog = kit.ShowForm(s.h.Window, "Change what it holds", f.body, "Save", func() bool {
		if done {
			return true
		}
		name, role, surgeries := f.name.Text(), f.chosen(), f.surgeries()
		s.h.Background(func(ctx context.Context) func() {
			err := s.h.Devices.Alter(ctx, d.ID, name, role, surgeries)
			return func() {
				if err != nil {
					sentence := s.h.Fail("change a device", err)
					if fields := data.FieldErrorsOf(err); len(fields) > 0 {
						sentence = fields[0].Sentence
					}
					f.role.SetError(sentence)
					dialog.Refresh()
					return
				}
				done = true
				dialog.Close()
				s.meetSoon()
				done := "Saved. What it has already stays on it."
				if member.KindOf(role) == member.ForSurgery {
					done = "Saved. With its next exchange, it lets go of what it may not hold any longer."
				}
				s.p.Say(kit.Green, done)
				s.p.Reload()
			}
		})
		return done
	})
	f.laid = func() { dialog.Refresh() }
}
