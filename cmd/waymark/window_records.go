package main

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
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

	key *store.Key // of a protected one
	// entered is the passphrase that opened the file, until it is known whose it is.
	entered string
	office  *office.Office
	stop    context.CancelFunc
	shell   *ui.Shell // nil while the passphrase is asked for
	// unlisten ends what obey began.
	unlisten func()
	// after is what happens to the file once the window is closed; nil: nothing.
	after func(ctx context.Context) error
}

// ask has the file changed once the window is closed.
func (r *windowRecords) ask(slots []store.NewSlot) {
	r.after = func(ctx context.Context) error {
		if len(slots) == 0 {
			return store.Unprotect(ctx, r.path, store.Options{Log: r.log})
		}
		key, err := store.Protect(ctx, r.path, store.Options{Log: r.log}, slots...)
		if err != nil {
			return err
		}
		defer key.Close()
		sealed, left, err := store.SealBackups(ctx, r.path, store.Options{Log: r.log})
		r.log.Info("protected", "backups", len(sealed), "left plain", len(left))
		if err == nil && len(left) > 0 {
			alert("The database is protected. Some older files beside it or among its backups are not. Run “waymark protect --backups remove” to list and remove them.")
		}
		return err
	}
	r.app.Quit()
}

// change does what was asked, and starts the program again.
func (r *windowRecords) change(ctx context.Context, args []string) error {
	if r.after == nil {
		return nil
	}
	// The key stays: the file is read with it.
	if r.stop != nil {
		r.stop()
	}
	if err := r.office.Close(); err != nil {
		r.log.Error("close the database", "error", err)
	}
	r.office = nil
	if err := r.after(ctx); err != nil {
		r.log.Error("change the protection", "code", data.CodeOf(err), "error", errors.Unwrap(err))
		alert(data.Sentence(err))
	}
	r.key.Close()
	r.unlisten() // else the new start would only raise this window
	r.unlisten = func() {}
	return startAgain(args)
}

// askFirst shows the screen that asks for the passphrase, and then the records.
func (r *windowRecords) askFirst(ctx context.Context) {
	u := &ui.Unlock{Window: r.window, Path: r.path, Try: func(entered string) (err error) {
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
		if err := r.open(ctx); err != nil {
			r.log.Error("open database", "code", data.CodeOf(err), "error", errors.Unwrap(err))
			ui.SayCannotOpen(r.app, r.window, data.Sentence(err), r.path)
		}
	}
	u.Show(r.app)
	if r.firstScreen {
		r.app.Lifecycle().SetOnStarted(func() { r.window.Canvas().Capture(); r.app.Quit() })
	}
}

// open opens the database and puts its first page into the window.
func (r *windowRecords) open(ctx context.Context) error {
	s, err := office.Open(ctx, r.path, store.Options{Log: r.log})
	if err != nil {
		return err
	}
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
		go keepLookingForVersions(beside, s, r.log, newest, func(found release.Release) { fyne.Do(func() { r.shell.TellNewVersion(found) }) })
		go keepCalendarFeed(beside, s, r.log, feedPause, func(ctx context.Context) error { return writeFeed(ctx, s, data.SystemClock()) })
	}
	if r.firstScreen {
		settled = func() { r.window.Canvas().Capture(); r.app.Quit() }
	}
	r.shell = ui.New(ui.Options{App: r.app, Window: r.window, Store: s, Clock: data.SystemClock(), Log: r.log,
		Documents: documents{s}, OpenFile: func(p string) error { return openFile(r.app, p) }, DocumentsDir: documentsDir(),
		Files:            filedialog.Of(r.window),
		ChangeProtection: r.ask,
		Program:          program(),
		OnSettled:        settled, Chime: chime, Welcome: welcome && !r.firstScreen, SignIn: signInOf(r.path), Notice: r.notice()})
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
		r.window.Close()
		return
	}
	r.shell.CloseNow()
}

// notice is what happened when the program ran last, if anything did.
func (r *windowRecords) notice() string {
	crash := crashNotice(filepath.Dir(r.path))
	if r.office.EndedEarly() {
		return strings.TrimSpace(crash + "\n\nThe last save was not finished. Everything saved before it is here. Check what you saved last.")
	}
	return crash
}

func (r *windowRecords) close() {
	if r.stop != nil {
		r.stop()
	}
	if r.office != nil {
		_ = r.office.Close()
	}
	r.key.Close()
}
