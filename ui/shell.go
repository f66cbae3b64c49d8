// Package ui is the shell of the window: the rail of areas on the left, the
// page on the right, the menu with its shortcuts, and the way from one place to
// another. Each area of the program is a package of its own beneath this one.
package ui

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings"
	"waymark/ui/theme"
)

// Options is what the program gives the shell.
type Options struct {
	App          fyne.App
	Window       fyne.Window
	Store        *office.Office
	Clock        data.Clock
	Log          *slog.Logger
	Documents    host.Documents
	OpenFile     func(path string) error
	DocumentsDir string
	// Files asks for a file in the dialog of the system; nil: the window's own.
	Files func(ctx context.Context, ask host.FileAsk) (path string, err error)
	// Background runs work off the UI goroutine; nil: goroutines. Tests and the
	// gallery pass one that works at once.
	Background func(work func(ctx context.Context) (publish func()))
	// OnSettled is called once, when everything the first screen asked for is
	// shown; for measuring how long that takes. May be nil.
	OnSettled func()
	// Notice is shown over the first screen: what happened the last time the
	// program ran. Usually empty.
	Notice string
	// ChangeProtection encrypts the database anew and starts the program again; nil
	// where that is not possible. See host.Host.
	ChangeProtection func(slots []store.NewSlot)
	// Restore has a backup take the place of the database and starts the program
	// again; nil where that is not possible. See host.Host.
	Restore func(from string)
	// Program is what the program says of itself, in Help and in Settings.
	Program host.Program
	// Welcome asks at the start whether people sign in: for a new database.
	Welcome bool
	// Chime makes a short sound, when someone is sent through; it returns at once
	// and never fails. nil: none.
	Chime func()
	// Autostart is whether the system starts Waymark when this user signs in; nil
	// where it cannot be set.
	Autostart host.Autostart
	// Meets has this PC meet the others of its service; may be nil.
	Meets host.Meets
}

// Shell is the content of the main window.
type Shell struct {
	host      *host.Host
	app       fyne.App
	rail      *rail
	area      *fyne.Container // holds the page
	root      *fyne.Container
	page      host.Page
	route     host.Route
	history   []host.Route
	pending   int  // pieces of background work under way; UI goroutine only
	arrived   bool // a page was just shown, and may not have the focus yet
	settled   func()
	alarm     *alarm
	ctx       context.Context //nolint:containedctx // ends when the window closes, and with it all background work
	stop      context.CancelFunc
	left      context.CancelFunc // ends what the shown page still reads
	chime     func()             // the sound of a walk-in; may be nil
	heard     map[data.ID]bool   // the walk-ins that there was a sound for
	recent    []hit              // what the search opened since the program began; never a person
	parts     []settings.Part    // of the settings, for the search
	gate      *gate              // covers the window while no one may see it; see gate.go
	offered   bool               // a manager was asked to set up sign-in
	lastUse   time.Time          // when someone last used the window
	as        access.Identity    // who the window was begun for
	lockAfter time.Duration      // 0: never
	wasFull   bool               // a client had the window to themselves
	away      bool               // whether the prescriber who uses this PC is
	guide     fyne.Window        // the guide while it is open
	closing   bool               // the window closes once nothing is being written
	unfollow  func()             // ends following the changes in the store
}

// New builds the shell, shows Today, and follows every change in the store.
func New(o Options) *Shell {
	s := &Shell{app: o.App, settled: o.OnSettled, chime: o.Chime}
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.left = func() {}
	s.host = &host.Host{
		Office: o.Store, Clock: o.Clock, Window: o.Window, Log: o.Log,
		Documents: host.Noted(o.Documents, o.Store), OpenFile: o.OpenFile, DocumentsDir: o.DocumentsDir, Files: o.Files, Program: o.Program,
		Autostart: o.Autostart, Background: o.Background, Go: s.Go, Back: s.back, Refresh: s.layOut, ApplyAppearance: s.applyAppearance, WhoUses: s.whoUses,
		ChangeProtection: o.ChangeProtection, Restore: o.Restore, SetUpPeople: s.setUpSignIn, Meets: o.Meets,
	}
	if s.host.Background == nil {
		s.host.Background, s.host.Beside = s.background, s.beside
	}
	s.applyAppearance()
	s.rail = newRail(s.Go, s.areas())
	s.area = container.NewStack()
	s.root = container.NewStack()
	o.Window.SetPadded(false)
	_ = kit.SetClock(o.Clock) // for as long as the program runs
	// A page that needs more than the window has scrolls as a whole. It must never
	// enlarge the window: Fyne would, beyond the edges of the screen.
	put(o.Window, kit.WatchUse(kit.TipLayer(kit.Fill(theme.ColorGround, kit.Overflow(s.root)))))
	o.Window.SetCloseIntercept(s.Quit)
	s.unfollow = o.Store.Subscribe(func(c store.Change) { s.changed(c) })
	s.show(s.first())
	s.refreshRail()
	s.refreshRoom()
	s.TellMet()
	s.alarm = newAlarm(s)
	s.alarm.look()
	if o.Background == nil { // tests and the gallery look at the clock themselves
		s.alarm.follow(lookEvery)
		s.followMet()
	}
	if o.Notice != "" {
		kit.Message(o.Window, "Waymark stopped unexpectedly", o.Notice)
	}
	s.openGate(o)
	return s
}

// openGate asks who it is, where that has to be known.
func (s *Shell) openGate(o Options) {
	kit.OnUse(s.used)
	s.used()
	switch {
	case s.mustSignIn():
		s.shut("", "")
	case s.host.Session.SignedIn(): // before there was a window
		s.as = s.host.Session.Identity()
		s.readLockAfter()
	case o.Welcome:
		s.setUpSignIn()
	}
	if o.Background == nil { // tests and the gallery look at the clock themselves
		s.followGate()
	}
}

// Route is where the window is.
func (s *Shell) Route() host.Route { return s.route }

// background is the real way to work off the UI goroutine.
func (s *Shell) background(work func(ctx context.Context) func()) {
	s.pending++
	s.beside(func(ctx context.Context) func() {
		publish := work(ctx)
		return func() { s.published(publish) }
	})
}

// published shows what was read, which may be nil. A page that could not have the
// focus before it was read gets it now: what else is still under way, such as the
// counting of what was just saved, may take long.
func (s *Shell) published(publish func()) {
	if publish != nil {
		publish()
	}
	s.pending--
	s.focusArrived()
	if s.pending == 0 {
		s.atRest()
	}
}

// focusArrived gives a page that was just opened the focus, unless someone has put it
// elsewhere meanwhile.
func (s *Shell) focusArrived() {
	if s.arrived && s.host.Window.Canvas().Focused() == nil && !kit.OverlayOpen(s.host.Window) {
		s.focusFirst()
	}
}

// beside is background for what may wait for a person.
func (s *Shell) beside(work func(ctx context.Context) func()) {
	go func() {
		publish := work(s.ctx)
		if s.ctx.Err() == nil && publish != nil {
			fyne.Do(publish)
		}
	}()
}

// atRest is called when everything that was asked for is shown.
func (s *Shell) atRest() {
	s.lockSession()
	s.focusArrived()
	s.arrived = false
	if s.settled != nil {
		s.settled()
		s.settled = nil
	}
	if s.closing {
		s.end()
	}
}

// Go shows another place, once the page that is shown agrees to be left. Going back
// never leads into a form again. A form about
// someone whose record may only be kept is not opened: nothing could be saved in it.
func (s *Shell) Go(r host.Route) {
	if sentence := s.onlyKept(r); sentence != "" {
		kit.Message(s.host.Window, "Use is restricted", sentence)
		return
	}
	if sentence := s.died(r); sentence != "" {
		kit.Message(s.host.Window, "This person has died", sentence)
		return
	}
	s.leave(func() {
		if s.route != r && !views[s.route.View].form {
			s.history = append(s.history, cameFrom(s.route, r))
		}
		s.show(r)
	})
}

// cameFrom is where going back from a place leads. Settings show one part at a
// time without a route of its own; a clinic is opened from the part about clinics.
func cameFrom(here, to host.Route) host.Route {
	if to.View == host.ViewClinic && here == (host.Route{Area: host.Settings}) {
		here.View = host.ViewClinics
	}
	return here
}

func (s *Shell) back() {
	s.leave(func() {
		r := host.Route{Area: s.route.Area}
		if n := len(s.history); n > 0 {
			r, s.history = s.history[n-1], s.history[:n-1]
		}
		s.show(r)
	})
}

func (s *Shell) leave(then func()) {
	if g, ok := s.page.(host.Guarded); ok {
		g.Leave(then)
		return
	}
	then()
}

func (s *Shell) show(r host.Route) {
	s.route, s.arrived = r, true
	s.left()
	s.host.Shown, s.left = context.WithCancel(s.ctx)
	s.page = s.newPage(r)
	kit.HideTips()
	s.host.ForgetTyping()
	s.area.Objects = []fyne.CanvasObject{s.page.Content()}
	s.area.Refresh()
	s.rail.choose(r.Area)
	s.layOut()
	s.page.Reload()
	s.focusFirst()
}

func (s *Shell) focusFirst() {
	if s.gate != nil {
		return
	}
	if f, ok := s.page.(host.Focuser); ok {
		if w := f.FirstFocus(); w != nil {
			s.host.Window.Canvas().Focus(w)
			return
		}
	}
	s.host.Window.Canvas().Unfocus()
}

// fullWindow is true while a client has the window to themselves.
func (s *Shell) fullWindow() bool {
	f, ok := s.page.(host.FullWindow)
	return ok && f.FullWindow()
}

// layOut shows the page with the rail and the menu, or alone.
func (s *Shell) layOut() {
	s.padEnded()
	if s.gate != nil {
		s.host.Window.SetMainMenu(nil)
		return
	}
	if s.fullWindow() {
		s.root.Objects = []fyne.CanvasObject{s.area}
		s.host.Window.SetMainMenu(nil)
		// Fyne leaves the content where it was beneath the menu.
		if content := s.host.Window.Content(); content != nil {
			content.Move(fyne.NewPos(0, 0))
			content.Resize(s.host.Window.Canvas().Size())
		}
	} else {
		s.root.Objects = []fyne.CanvasObject{container.NewBorder(nil, nil, s.rail.content, nil, s.area)}
		s.host.Window.SetMainMenu(s.menu())
	}
	s.root.Refresh()
}

// changed reloads what is shown after a write, wherever it came from, unless
// the page does not show what was written.
func (s *Shell) changed(c store.Change) {
	fyne.Do(func() {
		if s.ctx.Err() != nil {
			return
		}
		if c.Is(store.ChangedSettings) {
			s.readRoleName()
		}
		if s.alarm.changed(c); s.gate != nil {
			return // what is shown is read again when it is opened
		}
		if c.Is(store.ChangedDevices) {
			s.metChanged(c)
			return
		}
		if w, ok := s.page.(host.Watcher); !ok || w.Shows(c) {
			s.page.Reload()
		}
		if !c.Is(store.ChangedMarks, store.ChangedReports) {
			s.refreshRail()
		}
		if c.Is(store.ChangedDiary, store.ChangedLists, store.ChangedSettings) {
			s.refreshRoom()
		}
	})
}

// refreshRail brings the count beside Today and the name at the foot up to date.
func (s *Shell) refreshRail() {
	h := s.host
	if !s.staff() {
		s.refreshDeskRail()
		return
	}
	today := h.Today()
	h.Background(func(ctx context.Context) func() {
		var overdue []data.FollowUpRow
		var err error
		if h.Session.May(access.Offering, access.Read) == nil {
			overdue, err = h.Offering.FollowUps(ctx, data.FollowUpFilter{To: today.AddDays(-1), OpenOnly: true, Limit: 100})
		}
		if err != nil {
			h.Fail("count overdue follow-ups", err)
			return nil
		}
		name := ""
		if staff, err := h.Lists.Staff(ctx, true); err == nil {
			for _, p := range staff {
				if p.ID == h.Session.Person() {
					name = p.Name
				}
			}
		}
		service, _ := h.Lists.Setting(ctx, lists.SettingServiceName)
		return func() {
			s.rail.tell(len(overdue), name, service)
			s.rail.tellLock(h.Session.SignedIn())
		}
	})
}
