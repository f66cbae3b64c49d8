package main

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/cmd/waymark/box"
	"waymark/cmd/waymark/chime"
	"waymark/cmd/waymark/crash"
	"waymark/data"
	"waymark/data/access"
	"waymark/data/meet"
	"waymark/data/release"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/people"
	"waymark/ui"
	"waymark/ui/filedialog"
)

// windowRecords is the database that a window shows.
type windowRecords struct {
	app         fyne.App
	window      fyne.Window
	path        string
	log         *slog.Logger
	firstScreen bool
	usualGC     int

	// inline has work done at once, on the UI goroutine: for tests.
	inline bool

	key *store.Key // of a protected one
	// entered is the passphrase that opened the file, until it is known whose it is.
	entered string
	opening *opening // until it is open
	office  *office.Office
	stop    context.CancelFunc
	shell   *ui.Shell // nil while the passphrase is asked for
	meets   *meet.Keeping
	// unlisten ends what obey began.
	unlisten func()
	// converted is closed once the file was changed; nil if no one asked for that.
	converted chan struct{}
	sentence  string // what is said then, if anything
	ending    bool   // the program is not to start again
}

// ask has the file protected so that the slots open it, or its protection removed if
// there are none.
func (r *windowRecords) ask(ctx context.Context, slots []store.NewSlot) {
	if r.converted != nil {
		return // the database is closed
	}
	if look, size, _, err := r.office.Look(ctx); err == nil && len(slots) > 0 {
		if err := r.office.KeepLook(look, size); err != nil {
			r.log.Error("keep the look beside the database", "error", err)
		}
	}
	title := ui.Unprotecting
	if len(slots) > 0 {
		title = ui.Protecting
	}
	r.askFor(title, func(o store.Options) error { return r.reseal(ctx, slots, o) })
}

// askRestore has a backup take the place of the database.
func (r *windowRecords) askRestore(ctx context.Context, from string) {
	if r.converted != nil {
		return // the database is closed
	}
	if err := r.office.NoteRestore(ctx); err != nil {
		r.log.Error("note a restore", "code", data.CodeOf(err), "error", errors.Unwrap(err))
		box.Alert(data.Sentence(err))
		return
	}
	r.askFor(ui.Restoring, func(o store.Options) error {
		done, err := store.Restore(ctx, r.path, from, o)
		if err == nil {
			r.sentence = strings.Join(append([]string{"The backup was restored."}, restoreNotes(done)...), "\n\n")
		}
		return err
	})
}

// askFor has the file changed, while the window shows how far that is. Then the program
// ends, and change starts it again.
func (r *windowRecords) askFor(title string, change func(store.Options) error) {
	r.converted = make(chan struct{})
	r.shell.GiveUp()
	r.shell = nil
	progress := ui.ShowConverting(r.window, title)
	r.beside(func() {
		defer close(r.converted)
		r.convert(change, func(part float64) { fyne.Do(func() { progress.SetValue(part) }) })
		fyne.Do(r.app.Quit)
	})
}

// beside does work off the UI goroutine.
func (r *windowRecords) beside(work func()) {
	if r.inline {
		work()
		return
	}
	go work()
}

// background is how the window reads and writes; nil: as it does by itself.
func (r *windowRecords) background(ctx context.Context) func(func(context.Context) func()) {
	if !r.inline {
		return nil
	}
	return func(work func(context.Context) func()) {
		if publish := work(ctx); publish != nil {
			publish()
		}
	}
}

// convert closes the database and changes its file.
func (r *windowRecords) convert(change func(store.Options) error, told func(float64)) {
	// The key stays: the file is read with it.
	if r.stop != nil {
		r.stop()
	}
	if err := r.office.Close(); err != nil {
		r.log.Error("close the database", "error", err)
	}
	r.office = nil
	if err := change(store.Options{Log: r.log, Converting: told}); err != nil {
		r.log.Error("change the file of the database", "code", data.CodeOf(err), "error", errors.Unwrap(err))
		r.sentence = data.Sentence(err)
	}
}

// reseal protects the file, or removes its protection if there are no slots.
func (r *windowRecords) reseal(ctx context.Context, slots []store.NewSlot, o store.Options) error {
	if len(slots) == 0 {
		return store.Unprotect(ctx, r.path, o)
	}
	told, share := o.Converting, store.ProtectShare(r.path, o)
	o.Converting = store.Stage(told, 0, share)
	key, err := store.Protect(ctx, r.path, o, slots...)
	if err != nil {
		return err
	}
	defer key.Close()
	o.Converting = store.Stage(told, share, 1)
	sealed, left, err := store.SealBackups(ctx, r.path, o)
	r.log.Info("protected", "backups", len(sealed), "left plain", len(left))
	if err == nil && len(left) > 0 {
		r.sentence = "The database is protected. Some older files beside it or among its backups are not. Run “waymark protect --backups remove” to list and remove them."
	}
	return err
}

// change waits until the file is changed, if that was asked, and starts the program
// again.
func (r *windowRecords) change(args []string) error {
	if r.converted == nil {
		return nil
	}
	<-r.converted
	if r.sentence != "" && !r.ending {
		box.Alert(r.sentence)
	}
	r.key.Close()
	r.unlisten() // else the new start would only raise this window
	r.unlisten = func() {}
	if r.ending {
		return nil
	}
	return startAgain(args)
}

// askFirst shows the screen that asks for the passphrase, and then the records.
func (r *windowRecords) askFirst(ctx context.Context) {
	u := &ui.Unlock{Window: r.window, Path: r.path, Beside: r.beside, Try: func(entered string) (err error) {
		secret := store.SecretOf([]byte(entered))
		defer secret.Clear()
		r.key, err = store.Unlock(r.path, "", secret)
		if code := people.TidyCode(entered); data.CodeOf(err) == data.CodeWrongPassphrase && code != entered {
			given := store.SecretOf([]byte(code))
			defer given.Clear()
			r.key, err = store.Unlock(r.path, "", given)
		}
		r.entered = entered
		return err
	}}
	u.Opened = func() {
		if err := r.open(ctx, openingPatience, r.beside); err != nil {
			r.sayCannotOpen(err)
		}
	}
	u.Show(r.app)
	if r.firstScreen {
		r.app.Lifecycle().SetOnStarted(func() { r.window.Canvas().Capture(); r.app.Quit() })
	}
}

// show puts the first page of a database that was opened into the window.
func (r *windowRecords) show(ctx context.Context, s *office.Office) error {
	r.office = s
	r.enter(ctx, s)
	welcome, err := prepare(ctx, s)
	if err != nil {
		return err
	}
	// Not before the first screen is shown: reading a large file to copy it
	// would hold that up.
	beside, stop := context.WithCancel(ctx)
	r.stop = stop
	r.meets = meet.Keep(s)
	r.meets.Told = func() {
		fyne.Do(func() {
			if r.shell != nil {
				r.shell.TellMet()
			}
		})
	}
	if err := r.meets.Read(ctx); err != nil {
		return err
	}
	settled := func() {
		debug.SetGCPercent(r.usualGC)
		go func() {
			dailyCopy(beside, s, r.log)
			go keepFeeds(beside, s, r.log, data.SystemClock())
			giveBack(beside, s, r.log)
			if s.Session.Role() != access.Reception && s.Session.Role() != access.Nobody {
				keepDirectoryReady(beside, s, r.log)
			}
		}()
		go r.meets.Run(beside)
		go keepLookingForVersions(beside, s, r.log, newest, func(found release.Release) { fyne.Do(func() { r.shell.TellNewVersion(found) }) })
		go keepCalendarFeed(beside, s, r.log, feedPause, func(ctx context.Context) error { return writeFeed(ctx, s, data.SystemClock()) })
	}
	if r.firstScreen {
		settled = func() { r.window.Canvas().Capture(); r.app.Quit() }
	}
	r.shell = ui.New(ui.Options{App: r.app, Window: r.window, Store: s, Clock: data.SystemClock(), Log: r.log,
		Documents: documents{s}, OpenFile: func(p string) error { return openFile(r.app, p) }, DocumentsDir: documentsDir(),
		Files:            filedialog.Of(r.window),
		Background:       r.background(ctx),
		ChangeProtection: func(slots []store.NewSlot) { r.ask(ctx, slots) },
		Restore:          func(from string) { r.askRestore(ctx, from) },
		Program:          program(),
		OnSettled:        settled, Chime: chime.Play, Welcome: welcome && !r.firstScreen, Autostart: autostartOf(r.path), Notice: r.notice(), Meets: r.meets})
	return nil
}

// enter signs in whoever opened the file with a passphrase of their own, so that
// they enter it once.
func (r *windowRecords) enter(ctx context.Context, s *office.Office) {
	entered := r.entered
	r.entered = ""
	if r.key == nil || entered == "" {
		return
	}
	owner := data.ID(r.key.Slot().Owner)
	if must, err := s.MustSignIn(ctx); err != nil || !must || owner == "" {
		return
	}
	if err := s.SignIn(ctx, owner, entered); err != nil {
		r.log.Info("sign in with the passphrase of the file", "code", data.CodeOf(err)) // the card asks
	}
}

// closeNow closes the window without a question.
func (r *windowRecords) closeNow() {
	if r.shell == nil {
		r.ending = true
		r.window.Close()
		return
	}
	r.shell.CloseNow()
}

// meetNow has the window meet the other PCs, because a command asks for it.
func (r *windowRecords) meetNow() {
	if r.meets != nil {
		r.meets.Soon()
	}
}

// endedEarly is said if the log of the database ended before its end.
const endedEarly = "The last save was not finished, or the file of the latest saves was damaged. Everything saved before is here. Check what you saved last."

// notice is what happened when the program ran last, if anything did.
func (r *windowRecords) notice() string {
	crashed := crash.Notice(filepath.Dir(r.path))
	if r.office.EndedEarly() {
		return strings.TrimSpace(crashed + "\n\n" + endedEarly)
	}
	return crashed
}

func (r *windowRecords) close() {
	if r.stop != nil {
		r.stop()
	}
	if r.opening != nil {
		r.opening.giveUp()
		r.opening = nil
	}
	if r.office != nil {
		if r.meets != nil && !r.firstScreen {
			r.meets.Part(context.Background())
		}
		_ = r.office.Close()
	}
	r.key.Close()
}
