package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data/access"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/today"
)

// command is one thing that can be done from anywhere: its menu, its name, its
// key with Ctrl, who may, and what it does. Shortcuts are menu items because those
// are the only ones that work while an entry has the focus (fyne#2627).
type command struct {
	menu, name string
	key        fyne.KeyName // with Ctrl; "" for none
	words      string       // others that people search for it by
	need       need         // of whoever is shown it
	do         func(*Shell)
}

// commands are those of the service's own staff, on every page.
func commands(areas []area) []command {
	work, offers, rounds, visits := need{access.Casework, write}, need{access.Offering, write}, need{access.Round, write}, need{access.Visits, read}
	list := []command{
		{"Client", "New client", fyne.KeyN, "add client patient person register enrol referral refer intake", need{access.Clients, write},
			func(s *Shell) { s.Go(host.Route{Area: host.Clients, View: host.ViewShortReferral}) }},
		{"Client", "Record a contact", fyne.KeyR, "note visit call phone appointment met seen session write up log", work,
			func(s *Shell) { s.toClient(host.Clients, host.ViewNewContact) }},
		{"Client", "Offer services", fyne.KeyO, "suggest signpost refer activity group what would help", offers,
			func(s *Shell) { s.toClient(host.Clients, host.ViewOffer) }},
		{"Client", "Questionnaire", fyne.KeyQ, "wellbeing score wemwbs survey form pad measure assessment", need{access.Measure, write},
			func(s *Shell) { s.toClient(host.Questionnaires, host.ViewQuestionnaire) }},
		{"Client", "Enter a reply slip", fyne.KeyT, "slip feedback organisation attended came back", offers, func(s *Shell) { today.ShowSlip(s.host) }},
		{"Visits", "Home visits", fyne.KeyE, "route travel map round day out home", visits,
			func(s *Shell) { s.Go(host.Route{Area: host.Calendar, View: host.ViewVisits}) }},
		{"Visits", "I am out, or back", fyne.KeyU, "lone working safety alarm check in out back", visits, (*Shell).outOrBack},
		{"Client", "Follow-up round", fyne.KeyG, "follow-up calls call list ring due overdue phone round", rounds,
			func(s *Shell) { s.Go(host.Route{Area: host.Clients, View: host.ViewRound}) }},
		findCommand((*Shell).find),
		saveCommand(),
		{"Page", "All details", fyne.KeyD, "long form more fields", everyone, (*Shell).details},
		{"Page", "Show everything overdue", fyne.KeyM, "late due follow-ups missed overdue", need{access.Round, read}, (*Shell).showOverdue},
		{"Page", "Back", fyne.KeyB, "previous page return", everyone, (*Shell).back},
	}
	return append(append(append(list, searchCommand()), goCommands(areas)...), keysCommand())
}

// goCommands lead to the areas: Ctrl+1 and on.
func goCommands(areas []area) []command {
	list := make([]command, len(areas))
	for i, a := range areas {
		list[i] = command{"Go", a.title, fyne.KeyName(fmt.Sprint(i + 1)), a.words, a.need, func(s *Shell) { s.Go(host.Route{Area: a.id}) }}
	}
	return list
}

// deskCommands are those of a page on which a surgery's clinics are run.
func deskCommands() []command {
	desk := need{access.Desk, write}
	return []command{
		{"Desk", "Book", fyne.KeyB, "appointment slot", desk, func(s *Shell) { s.desk(host.DeskPage.Book) }},
		{"Desk", "Send through now", fyne.KeyT, "walk-in gp arrived waiting", desk, func(s *Shell) { s.desk(host.DeskPage.SendThrough) }},
	}
}

// searchKey, with Ctrl, opens the search over everything.
const searchKey = fyne.KeyK

func searchCommand() command {
	return command{"Go", "Search everything", searchKey, "find", everyone, (*Shell).searchEverything}
}

func findCommand(do func(*Shell)) command {
	return command{"Page", "Find", fyne.KeyF, "search look for", everyone, do}
}

func saveCommand() command {
	return command{"Page", "Save", fyne.KeyS, "store keep", everyone, (*Shell).save}
}

func keysCommand() command {
	return command{"Help", "Keys and help", fyne.KeyH, "shortcuts keyboard how manual", everyone, (*Shell).help}
}

// keys is the shortcut in words, such as "Ctrl+N".
func (c command) keys() string { return "Ctrl+" + strings.ToUpper(string(c.key)) }

// menu is the main menu. Its shortcuts fire even under a dialog, so each
// command first asks whether one is open.
func (s *Shell) menu() *fyne.MainMenu {
	var menus []*fyne.Menu
	for _, c := range s.commands() {
		at := slices.IndexFunc(menus, func(m *fyne.Menu) bool { return m.Label == c.menu })
		if at < 0 {
			at = len(menus)
			menus = append(menus, fyne.NewMenu(c.menu))
		}
		item := fyne.NewMenuItem(c.name, func() { s.run(c) })
		if c.key != "" {
			withKey(item, c)
		}
		menus[at].Items = append(menus[at].Items, item)
	}
	return fyne.NewMainMenu(menus...)
}

// run does a command, unless a dialog is open. The window locks over a dialog, too:
// whoever is called away does not first close what they are in.
func (s *Shell) run(c command) {
	if s.fullWindow() || kit.OverlayOpen(s.host.Window) && c.key != lockKey {
		return
	}
	c.do(s)
}

// find moves the keyboard to the search of the page. From a page that has none it
// goes to the clients, whom most people look for.
func (s *Shell) find() {
	if f, ok := s.page.(host.Focuser); ok {
		if e, ok := f.FirstFocus().(*kit.Entry); ok && e.Searches() {
			s.host.Window.Canvas().Focus(e)
			return
		}
	}
	if clients := (host.Route{Area: host.Clients}); s.allowed(clients) {
		s.Go(clients)
		return
	}
	s.focusFirst()
}

// toClient opens a view for the client who is shown, or lets one be chosen.
func (s *Shell) toClient(a host.Area, v host.View) {
	if s.route.Client == "" && v == host.ViewOffer {
		s.Go(host.Route{Area: host.Clients})
		return
	}
	if s.route.Client == "" && a == host.Questionnaires {
		s.Go(host.Route{Area: host.Questionnaires})
		return
	}
	s.Go(host.Route{Area: a, View: v, Client: s.route.Client})
}

// showOverdue shows what the filter of a page leaves out, or all that is overdue.
func (s *Shell) showOverdue() {
	if p, ok := s.page.(host.OverdueShower); ok {
		p.ShowOverdue()
		return
	}
	s.Go(host.Route{Area: host.Clients, View: host.ViewRound})
}

func (s *Shell) save() {
	if p, ok := s.page.(host.Saver); ok {
		p.Save()
	}
}

// details goes from a short form to the long one.
func (s *Shell) details() {
	if p, ok := s.page.(host.Detailed); ok {
		p.Details()
	}
}

// help lists the keys.
func (s *Shell) help() {
	rows := []fyne.CanvasObject{
		kit.NewParagraph("You can do everything in Waymark with the keyboard. Press Tab for the next field and Shift+Tab to go back. "+
			"Use the arrow keys in lists and Enter to open. Press Esc to close a dialog. To choose, type the start of a "+
			"label or use the arrow keys, then press Space. Press Delete to clear an answer. In a questionnaire, "+
			"press 1 to 5 to answer.", kit.Body),
		kit.Separator(),
	}
	for _, c := range s.commands() {
		if c.key == "" {
			continue
		}
		rows = append(rows, kit.HStack(12, kit.Fixed(90, 0, kit.NewText(c.keys(), kit.Bold)), kit.NewText(c.name, kit.Body)))
	}
	rows = append(rows, kit.Separator(),
		kit.NewParagraph("You can type dates like 7/4/26, 7 Apr, today, tomorrow or +14. Waymark does not work with screen readers "+
			"yet.", kit.Muted))
	kit.ShowText(s.host.Window, "Keys and help", kit.Fixed(480, 0, kit.VStack(6, rows...)))
}
