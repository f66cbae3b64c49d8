package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/office"
	signers "waymark/data/store/people"
	"waymark/ui/host"
)

// gateStates are what is found where people sign in, by role.
func gateStates() []state {
	as := func(role access.Role, long bool) func(context.Context, *office.Office) error {
		return func(ctx context.Context, s *office.Office) error { return fillPeople(ctx, s, role, long) }
	}
	return []state{
		{name: "gate-manager", appearance: "light", fill: as(access.Manager, false), gate: true},
		{name: "gate-dark", appearance: "dark", fill: as(access.Manager, false), gate: true},
		{name: "gate-long", appearance: "light", fill: as(access.Manager, true), gate: true},
		{name: "gate-volunteer", appearance: "light", fill: as(access.Volunteer, false), gate: true},
		{name: "gate-coordinator", appearance: "light", fill: as(access.Coordinator, false), gate: true},
		{name: "gate-reception", appearance: "light", fill: as(access.Reception, false), gate: true},
		{name: "gate-none", appearance: "light", fill: fillSample, gate: true},
	}
}

func gateScreens() []screen {
	at := func(a host.Area) func(people) host.Route {
		return func(people) host.Route { return host.Route{Area: a} }
	}
	return []screen{
		{name: "gate-first", route: at(host.Today)},
		{name: "gate-clients", route: at(host.Clients)},
		{name: "gate-directory", route: at(host.Directory)},
		{name: "gate-calendar", route: at(host.Calendar)},
		{name: "gate-reports", route: at(host.Reports)},
		{name: "gate-settings", route: at(host.Settings)},
		{name: "gate-people", route: part("People")},
		{name: "gate-person", route: part("People"), then: press("Add a person…")},
		{name: "gate-setup", route: part("People"), then: press("Set up sign-in")},
		{name: "gate-roles", route: part("Roles")},
		{name: "gate-partners", route: part("Partners")},
		{name: "gate-surgeries", route: part("Surgeries")},
		{name: "gate-audit", route: part("Audit")},
		{name: "gate-lock", route: at(host.Today), then: menuItem("Lock")},
		{name: "gate-passphrase", route: at(host.Today), then: menuItem("Change your passphrase…")},
		{name: "gate-wrong", route: at(host.Today), then: afterEach(menuItem("Lock"), typedKeys("wrong", fyne.KeyReturn))},
		{name: "gate-sign-in", route: at(host.Today), then: menuItem("Sign out")},
	}
}

// isGate reports whether a screen is about signing in.
func isGate(sc screen) bool {
	return slices.ContainsFunc(gateScreens(), func(g screen) bool { return g.name == sc.name })
}

// menuItem does what an item of the main menu does.
func menuItem(name string) func(fyne.Window) error {
	return func(w fyne.Window) error {
		if w.MainMenu() == nil {
			return nil
		}
		for _, m := range w.MainMenu().Items {
			for _, item := range m.Items {
				if item.Label == name || strings.HasPrefix(item.Label, name+" (") {
					item.Action()
					return nil
				}
			}
		}
		return nil
	}
}

// typedKeys types into what has the focus.
func typedKeys(text string, keys ...fyne.KeyName) func(fyne.Window) error {
	return func(w fyne.Window) error {
		for _, r := range text {
			if f := w.Canvas().Focused(); f != nil {
				f.TypedRune(r)
			}
		}
		for _, k := range keys {
			if f := w.Canvas().Focused(); f != nil {
				f.TypedKey(&fyne.KeyEvent{Name: k})
			}
		}
		return nil
	}
}

// afterEach does one thing after another.
func afterEach(steps ...func(fyne.Window) error) func(fyne.Window) error {
	return func(w fyne.Window) error {
		for _, step := range steps {
			if err := step(w); err != nil {
				return err
			}
		}
		return nil
	}
}

const galleryPassphrase = "harbour velvet thimble"

// fillPeople has a manager set up the others, and signs in as one of a role.
func fillPeople(ctx context.Context, s *office.Office, role access.Role, long bool) error {
	if err := fillSample(ctx, s); err != nil {
		return err
	}
	name := func(text string) string {
		if long {
			return text + " Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
		}
		return text
	}
	surgeries, err := s.Lists.Surgeries(ctx, false)
	if err != nil {
		return err
	}
	boss := signers.Person{Name: name("Rosalind Achebe")}
	if err := s.SetUpSignIn(ctx, &boss, galleryPassphrase); err != nil {
		return err
	}
	staff, err := s.Lists.Staff(ctx, false)
	if err != nil {
		return err
	}
	list := []*signers.Person{{ID: staff[0].ID, Name: staff[0].Name, Role: access.Prescriber}, {Name: name("Cora Whitfield"), Role: access.Coordinator},
		{Name: name("Edith Marsh"), Role: access.Volunteer}, {Name: name("Pat Nwosu"), Role: access.Reception, Surgeries: []data.ID{surgeries[0].ID}},
		{Name: name("Gone Already"), Role: access.Volunteer}}
	if staff[0].ID == boss.ID {
		list[0].ID, list[0].Name = staff[1].ID, staff[1].Name
	}
	for _, p := range list {
		err = errors.Join(err, s.People.Save(ctx, p))
	}
	if err != nil {
		return err
	}
	err = openRecords(ctx, s, list[2].ID)
	if err := errors.Join(err, s.NoteExport(ctx, "export", "report, Excel", ""), s.People.End(ctx, list[4].ID)); err != nil {
		return err
	}
	for _, p := range list[:3] {
		if _, err := s.People.NewCode(ctx, p.ID); err != nil {
			return err
		}
	}
	return signInAs(ctx, s, list, role)
}

// openRecords reads a few records, so that the trail has rows, and gives two of
// them to a volunteer.
func openRecords(ctx context.Context, s *office.Office, volunteer data.ID) error {
	clients, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 4})
	for i, row := range clients {
		r, readErr := s.Overview.Record(ctx, row.ID)
		if err = errors.Join(err, readErr); err == nil && i < 2 {
			c := r.Client
			c.Prescriber = volunteer
			err = s.Casework.SaveClient(ctx, &c)
		}
	}
	return err
}

// signInAs signs in as the first person with a role. The manager is signed in.
func signInAs(ctx context.Context, s *office.Office, list []*signers.Person, role access.Role) error {
	for _, p := range list {
		if p.Role != role || role == access.Manager {
			continue
		}
		code, err := s.People.NewCode(ctx, p.ID)
		if err != nil {
			return err
		}
		if err := s.SignInWithCode(ctx, p.ID, code, galleryPassphrase); err != nil {
			return fmt.Errorf("sign in as %s: %w", role, err)
		}
		return nil
	}
	return nil
}
