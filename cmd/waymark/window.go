package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"waymark/assets"
	"waymark/cmd/waymark/box"
	"waymark/cmd/waymark/crash"
	"waymark/cmd/waymark/graphics"
	"waymark/cmd/waymark/instance"
	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/reports"
	"waymark/ui"
	"waymark/ui/kit/draw"
)

const appID = "org.waymark.desktop"

// runWindow opens the window and stays until it is closed.
func runWindow(ctx context.Context, c *call) error {
	f, db := c.flags()
	firstScreen := f.Bool("first-screen", false, "close again once the first screen is shown, for measuring")
	drawn := f.String("graphics", "", "auto, opengl or safe: what the window is drawn with")
	if err := c.parseFlags(f); err != nil {
		return err
	}
	path, refused := placeOf(*db)
	if path == "" {
		return refused
	}
	folder := filepath.Dir(path)
	asked, ok := graphics.Asked(*drawn, folder)
	if !ok {
		return wrongUse{fmt.Sprintf("Graphics are auto, opengl or safe, not %q.", *drawn)}
	}
	if refused == nil && instance.RaiseOpen(ctx, path, false) {
		return c.alreadyOpen()
	}
	if err := displayThere(); err != nil {
		return err
	}
	log, closeLog := slog.New(slog.DiscardHandler), func() {}
	if refused == nil { // else opening it says so, in a window
		log, closeLog = openLog(path)
	}
	defer closeLog()
	if err := crash.Watch(folder); err != nil {
		log.Error("watch for crashes", "error", err)
	}
	err := showWindow(ctx, path, log, asked, *firstScreen, c.args)
	if errors.Is(err, errRaised) {
		return c.alreadyOpen()
	}
	var failed *graphics.Failure
	if !errors.As(err, &failed) {
		return err
	}
	log.Error("graphics", "asked", asked, "error", failed)
	if startedOtherwise(failed, asked, c.args, log) {
		return nil
	}
	return noGraphics(failed, folder)
}

// startedOtherwise starts the program again, if there are graphics left that it may
// paint with, and says whether it did. If not, failed says all that was tried.
func startedOtherwise(failed *graphics.Failure, asked graphics.Choice, args []string, log *slog.Logger) bool {
	if failed.Untried {
		var none *graphics.Failure
		if _, err := graphics.Choose(asked, log); errors.As(err, &none) {
			log.Error("graphics, tried then", "asked", asked, "error", none)
			*failed = *none
			return false
		}
		return startAgain(args) == nil
	}
	return failed.Late && asked == graphics.Auto && startAgain(args, "--graphics", string(graphics.Safe)) == nil
}

// alreadyOpen says why there is no second window.
func (c *call) alreadyOpen() error {
	_, err := fmt.Fprintln(c.out, "Waymark is open already. Its window is in front now.")
	return err
}

// startAgain starts this program anew, with more arguments, and does not wait for it.
func startAgain(args []string, more ...string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	again := exec.Command(self, append(slices.Clone(args), more...)...) //nolint:gosec // this program itself
	again.Stdout, again.Stderr = os.Stdout, os.Stderr
	if err := again.Start(); err != nil {
		return err
	}
	return again.Process.Release()
}

// errRaised ends a second start: the window that was open is in front.
var errRaised = errors.New("raised the open window")

// errReported ends the program after its sentence has been said.
var errReported = errors.New("said already")

// startingGC lets the heap grow until the first screen is shown: what is made
// until then nearly all stays.
const startingGC = 400

func showWindow(ctx context.Context, path string, log *slog.Logger, asked graphics.Choice, firstScreen bool, args []string) error {
	usualGC := debug.SetGCPercent(startingGC)
	defer debug.SetGCPercent(usualGC)
	starting := followStart(slowAfter, filepath.Dir(path), log, box.AskToWait, os.Exit)
	defer starting.over()
	a, w := newWindow(path)
	fontsRead := readFonts()
	user, err := localData()
	if err != nil {
		user = ""
	}
	prepared, err := graphics.Prepare(asked, user, ownEdition().String(), log)
	if err != nil {
		return err
	}
	r := &windowRecords{app: a, window: w, path: path, log: log, firstScreen: firstScreen, usualGC: usualGC, unlisten: func() {}}
	defer func() { r.unlisten() }() // after the database is closed: who asked waits for that
	defer r.close()
	protected, err := store.Protected(path)
	plain := err != nil || !protected
	if plain {
		r.begin(ctx) // beside what follows: making the window takes longer
	} else {
		<-fontsRead
		r.askFirst(ctx)
	}
	reports.RemoveUnfinished(documentsDir())
	w.CenterOnScreen()
	starting.is(drawingScreen)
	if err := prepared.Paint(w); err != nil {
		return err
	}
	if plain {
		<-fontsRead
		if err := r.openShown(ctx, starting); err != nil {
			return err
		}
	}
	starting.over()
	r.unlisten = obey(path, w, r.closeNow, r.meetNow, log)
	runUntilClosed(a)
	return r.change(args)
}

// newWindow makes the window of the program, which is not shown yet and empty: no text
// has to be measured for it.
func newWindow(path string) (fyne.App, fyne.Window) {
	makeCacheRoot()
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("waymark.png", assets.Icon))
	w := a.NewWindow("Waymark")
	w.SetMaster()
	// Before it has content, which is then laid out for this size and for no other.
	w.Resize(fyne.NewSize(1366, 768))
	ui.ShowGround(a, w, path)
	return a, w
}

// makeCacheRoot makes the user's folder for caches, which a new user does not have yet.
// Fyne makes its own folder in there and no more, and would complain on the terminal.
func makeCacheRoot() {
	if root, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(root, 0o700) // a cache that cannot be is none
	}
}

// readFonts has Fyne read the fonts of the first screen while the graphics are tried and
// the empty window is made, which takes as long and touches nothing of Fyne's that has
// to do with text. Until the channel is closed nothing else may, and the theme has to
// stay: this build of Fyne has no locks.
func readFonts() <-chan struct{} {
	read := make(chan struct{})
	go func() {
		defer close(read)
		for _, bold := range []bool{false, true} {
			draw.Measure("Waymark", 14, fyne.TextStyle{Bold: bold})
		}
	}()
	return read
}

// openShown puts the records into the window that is shown, or says why not.
func (r *windowRecords) openShown(ctx context.Context, starting *start) error {
	starting.is(openingRecords)
	patience := openingPatience
	if r.firstScreen {
		patience = math.MaxInt64 // it is the first page that is asked for
	}
	err := r.open(ctx, patience, r.onceStarted)
	if err == nil || r.firstScreen { // no one is there to press a button
		return err
	}
	return r.cannotOpen(ctx, err, starting)
}

// cannotOpen says why the database was not opened, unless it is open in a window
// that comes to the front.
func (r *windowRecords) cannotOpen(ctx context.Context, err error, starting *start) error {
	if data.CodeOf(err) == data.CodeInUse && instance.RaiseOpen(ctx, r.path, true) {
		return errRaised // it was just starting
	}
	r.log.Error("open database", "code", data.CodeOf(err), "error", errors.Unwrap(err))
	// At once, for who started it from a terminal; the window waits for a person.
	_ = status(err, os.Stderr)
	starting.over()
	ui.SayCannotOpen(r.app, r.window, data.Sentence(err), r.path)
	runUntilClosed(r.app)
	return errReported
}

// obey has the window do what a second start, an installer or the system asks,
// until stop.
func obey(path string, w fyne.Window, closeNow, meetNow func(), log *slog.Logger) (stop func()) {
	watchSystem(w, closeNow)
	stop, err := instance.Listen(instance.Name(path), func(what instance.Request) {
		fyne.Do(func() {
			switch what {
			case instance.Raise:
				raiseWindow(w)
			case instance.Close:
				closeNow()
			case instance.Meet:
				meetNow()
			}
		})
	})
	if err != nil {
		log.Error("listen for requests", "error", err)
		return func() {}
	}
	return stop
}

// prepare writes the first lists of a new database, and says which member of staff
// uses this PC, if it is one. welcome is true if the window is to ask who signs in: in a
// database in which no one has worked yet, and on a PC that joined a service in which
// people sign in.
func prepare(ctx context.Context, s *office.Office) (welcome bool, err error) {
	if s.Session.Role() != access.Everything {
		return false, nil
	}
	if err := s.AddStartingLists(ctx); err != nil {
		return false, err
	}
	staff, err := s.Lists.Setting(ctx, lists.SettingCurrentStaff)
	if err != nil {
		return false, err
	}
	s.Session.SwitchTo(data.ID(staff))
	// Of a service in which people sign in, and not on this PC yet: it is asked each time.
	if managers, err := s.People.MayBegin(ctx); err != nil || len(managers) > 0 {
		return err == nil, err
	}
	asked, err := s.Lists.Setting(ctx, lists.SettingAskedSignIn)
	if err != nil || asked != "" {
		return false, err
	}
	people, err := s.Lists.Staff(ctx, true)
	return len(people) == 0, err
}

// dailyCopy runs beside the window: a large database must not hold up the day.
func dailyCopy(ctx context.Context, s *office.Office, log *slog.Logger) {
	if _, err := s.DailyCopy(ctx); err != nil {
		log.Error("daily copy", "error", err)
	}
}

func openFile(a fyne.App, path string) error {
	slashed := filepath.ToSlash(path)
	if slashed[0] != '/' {
		slashed = "/" + slashed
	}
	return a.OpenURL(&url.URL{Scheme: "file", Path: slashed})
}

const logName = "waymark.log"

// openLog writes the log beside the database. It holds errors, never what
// people typed; without a place for it the program still runs.
func openLog(db string) (*slog.Logger, func()) {
	if err := os.MkdirAll(filepath.Dir(db), 0o700); err != nil {
		return slog.New(slog.NewTextHandler(io.Discard, nil)), func() {}
	}
	path := filepath.Join(filepath.Dir(db), logName)
	if info, err := os.Stat(path); err == nil && info.Size() > 1<<20 {
		_ = os.Rename(path, path+".1")
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600) // beside the user's own database
	if err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "waymark: cannot write the log; continuing without it.")
		return slog.New(slog.NewTextHandler(io.Discard, nil)), func() {}
	}
	return slog.New(slog.NewTextHandler(f, nil)), func() { _ = f.Close() }
}
