package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// This file holds what the window is for whom: the areas, the commands, and the
// choice of who uses this PC. What a reception may see is decided by the store;
// here only what it could not open is left out.

// areas are those of whoever uses this PC.
func (s *Shell) areas() []area {
	if s.staff() {
		return slices.DeleteFunc(slices.Clone(areas), func(a area) bool { return !s.allowed(host.Route{Area: a.id}) })
	}
	if s.host.Session.Role() == access.Reception {
		return s.receptionAreas()
	}
	return nil
}

// receptionAreas are those of a reception. The PC of a surgery that belongs to a
// service of several PCs takes no referrals.
func (s *Shell) receptionAreas() []area {
	if s.host.Holds() != store.HoldsClinics {
		return receptionAreas
	}
	return slices.DeleteFunc(slices.Clone(receptionAreas), func(a area) bool { return a.id == host.Referral })
}

// first is the place where the day begins.
func (s *Shell) first() host.Route {
	if list := s.areas(); len(list) > 0 {
		return host.Route{Area: list[0].id}
	}
	return host.Route{}
}

// newPage makes the page of a route. A surgery's PC has no way to any other
// than its own, wherever the route came from.
func (s *Shell) newPage(r host.Route) host.Page {
	if s.staff() {
		if !s.allowed(r) {
			r = s.first()
			s.route = r
		}
		return newPage(s.host, r)
	}
	if s.host.Session.Role() == access.Reception {
		for _, a := range s.receptionAreas() {
			if a.id == r.Area {
				return a.page(s.host, r)
			}
		}
		return receptionAreas[0].page(s.host, s.first())
	}
	return unknownUser{s.host}
}

// unknownUser is all there is while it is not known who uses this PC.
type unknownUser struct{ host *host.Host }

// Content implements host.Page.
func (p unknownUser) Content() fyne.CanvasObject {
	return kit.NewEmpty(nil, "Who uses this PC?",
		"Waymark cannot tell if the service’s staff or a surgery’s reception uses this PC. Choose one to continue.",
		kit.Primary("Choose…", p.host.WhoUses))
}

// Reload implements host.Page.
func (unknownUser) Reload() {}

// commands are those of whoever uses this PC, on the page that is shown.
func (s *Shell) commands() []command {
	list := s.staffCommands
	if !s.staff() {
		list = s.receptionCommands
	}
	return s.permitted(s.withHelp(list()))
}

// staffCommands are those of the service's own staff.
func (s *Shell) staffCommands() []command {
	list := append(withRoom(commands(s.areas())), s.soundCommand())
	list = append(list, s.gateCommands()...)
	if _, atDesk := s.page.(host.DeskPage); !atDesk {
		return list
	}
	for i := range list { // the desk's two keys are its own while it is shown
		if list[i].key == fyne.KeyB || list[i].key == fyne.KeyT {
			list[i].key = ""
		}
	}
	return append(deskCommands(), list...)
}

// receptionCommands are those of a surgery's own PC, or of one of which it is not
// known who uses it.
func (s *Shell) receptionCommands() []command {
	var list []command
	if s.host.Session.Role() == access.Reception {
		list = deskCommands()
		if s.host.Holds() != store.HoldsClinics {
			list = append(list, command{"Desk", "Refer someone", fyne.KeyN, "referral new add client patient person", need{access.Desk, write},
				func(s *Shell) { s.Go(host.Route{Area: host.Referral}) }}, saveCommand())
		}
	}
	list = append(list, findCommand((*Shell).focusFirst), searchCommand())
	list = append(list, goCommands(s.areas())...)
	list = append(list, keysCommand(), s.soundCommand())
	if s.host.Session.SignedIn() {
		return append(list, s.gateCommands()...)
	}
	return append(list, command{"Help", "Who uses this PC…", "", "user switch reception staff change", everyone, (*Shell).whoUses})
}

// desk does something on the page of the desk, which it shows first if need be.
func (s *Shell) desk(do func(host.DeskPage)) {
	if p, ok := s.page.(host.DeskPage); ok {
		do(p)
		return
	}
	s.Go(host.Route{Area: host.Reception})
	if p, ok := s.page.(host.DeskPage); ok {
		do(p)
	}
}

// whoUses asks who uses this PC.
func (s *Shell) whoUses() {
	if kit.OverlayOpen(s.host.Window) || s.host.Session.SignedIn() {
		return
	}
	s.host.Background(func(ctx context.Context) func() {
		surgeries, err := s.host.ChoiceOfSurgery(ctx)
		return func() {
			if err != nil {
				kit.Message(s.host.Window, "Who uses this PC?", s.host.Fail("read the surgeries", err))
				return
			}
			s.askWhoUses(surgeries)
		}
	})
}

const staffSee, receptionSees = "The service’s staff can see everything.",
	"A surgery’s reception can see and book appointments for the clinics there. They see names, dates of birth, " +
		"phone numbers and times. They do not see notes, scores or reasons."

// askWhoUses offers the two kinds of use. Enter never leads from the one to the
// other that sees more.
func (s *Shell) askWhoUses(surgeries []data.Surgery) {
	if len(surgeries) == 0 && s.host.Session.Role() != access.Nobody {
		kit.Message(s.host.Window, "Who uses this PC?", "Add your surgeries in Settings first.")
		return
	}
	words := kit.VStack(8, kit.NewParagraph(staffSee, kit.Body), kit.NewParagraph(receptionSees, kit.Body),
		kit.NewParagraph("This setting applies to this PC only. Anyone at this PC can change it, until you set up sign-in in Settings, People.", kit.Muted))
	staff := kit.Way{Verb: "The service’s staff", Do: func() { s.become(office.PC{Role: access.Everything}) }}
	desk := kit.Way{Verb: "A surgery’s reception…", Do: func() { s.askSurgery(surgeries) }}
	if s.host.Session.Role() == access.Everything {
		kit.AskWhich(s.host.Window, "Who uses this PC?", words, desk, staff)
		return
	}
	kit.AskWhich(s.host.Window, "Who uses this PC?", words, staff, desk)
}

// askSurgery asks whose reception it is.
func (s *Shell) askSurgery(surgeries []data.Surgery) {
	options := make([]kit.Option, 0, len(surgeries))
	for _, v := range surgeries {
		options = append(options, kit.Option{ID: string(v.ID), Label: v.Name, Note: v.Town})
	}
	surgery := kit.NewChoice("Surgery", options, nil)
	if len(options) == 1 {
		surgery.SetSelected(options[0].ID)
	} else {
		surgery.SetSelected(string(s.host.Session.Surgery()))
	}
	kit.ShowForm(s.host.Window, "Which surgery?", surgery, "Use this PC for reception", func() bool {
		if surgery.Selected() == "" {
			surgery.SetError("Choose the surgery whose reception uses this PC")
			return false
		}
		s.become(office.PC{Role: access.Reception, Surgery: data.ID(surgery.Selected())})
		return true
	})
}

// become saves who uses this PC, and opens the window for them. Nothing of what
// was shown before is left to go back to.
func (s *Shell) become(pc office.PC) {
	s.leave(func() {
		if was, _, err := s.host.ThisPC(); err == nil {
			pc.Silent = was.Silent
		}
		if err := s.host.SetThisPC(pc, ""); err != nil {
			kit.Message(s.host.Window, "Who uses this PC?", s.host.Fail("save who uses this PC", err))
			return
		}
		if pc.Role == access.Everything {
			person, err := s.host.Lists.Setting(s.ctx, lists.SettingCurrentStaff)
			if err != nil {
				s.host.Fail("read who uses this PC", err)
			}
			s.host.Session.SwitchTo(data.ID(person))
		}
		s.history, s.heard, s.recent = nil, nil, nil
		s.rail = newRail(s.Go, s.areas())
		s.applyAppearance()
		s.show(s.first())
		s.refreshRail()
		s.refreshRoom()
	})
}

// refreshDeskRail brings the foot of a surgery's rail up to date.
func (s *Shell) refreshDeskRail() {
	h := s.host
	h.Background(func(ctx context.Context) func() {
		name := ""
		surgeries, err := h.ChoiceOfSurgery(ctx)
		if err != nil {
			h.Fail("read the surgeries", err)
		}
		for _, v := range surgeries {
			if v.ID == h.Session.Surgery() {
				name = v.Name
			}
		}
		person := ""
		if h.Session.SignedIn() {
			people, err := h.WhoMaySignIn(ctx)
			if err != nil {
				h.Fail("read who has signed in", err)
			}
			for i := range people {
				if people[i].ID == h.Session.Person() {
					person = people[i].Name
				}
			}
		}
		return func() {
			if h.Session.SignedIn() {
				s.rail.tellSurgery(person, name, s.otherSurgeries(surgeries))
				return
			}
			s.rail.tellDesk(name, h.WhoUses)
		}
	})
}

// otherSurgeries offers the surgeries of a receptionist who works at several; nil for
// all others.
func (s *Shell) otherSurgeries(all []data.Surgery) func() []*fyne.MenuItem {
	who := s.host.Session.Identity()
	var items []*fyne.MenuItem
	for _, v := range all {
		if slices.Contains(who.Surgeries, v.ID) {
			item := fyne.NewMenuItem(v.Name, func() { s.sitAt(v.ID) })
			item.Checked = v.ID == s.host.Session.Surgery()
			items = append(items, item)
		}
	}
	if len(items) < 2 {
		return nil
	}
	return func() []*fyne.MenuItem { return items }
}

// sitAt has the desk be that of another surgery of the person's. Everything there follows
// it, and this PC remembers it. Nothing of the first surgery is left to go back to.
func (s *Shell) sitAt(surgery data.ID) {
	if surgery == s.host.Session.Surgery() || kit.OverlayOpen(s.host.Window) {
		return
	}
	s.leave(func() {
		if err := s.host.SitAt(surgery); err != nil {
			kit.Message(s.host.Window, "Other surgery", s.host.Fail("save which surgery this PC is at", err))
			return
		}
		s.history, s.heard, s.recent = nil, nil, nil
		s.show(host.Route{Area: s.route.Area})
		s.refreshRail()
		s.refreshRoom()
	})
}
