package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// TestLock_whatOpensMeanwhileWaitsForTheSamePerson: work that was begun before the lock
// ends with a word of a client and a text for the clipboard.
func TestLock_whatOpensMeanwhileWaitsForTheSamePerson(t *testing.T) {
	g := newGated(t)
	g.signIn(g.boss, bossPhrase)
	ends := func() {
		bar := kit.ShowProgress(g.w, "Saving", nil)
		kit.Message(g.w, "The letter is ready", "It is about Harold Pettit.")
		kit.CopyFor(g.w, "Dear Harold Pettit")
		bar.Close()
	}
	g.command("Lock")
	cover := g.w.Canvas().Overlays().Top()
	ends()
	if g.w.Canvas().Overlays().Top() != cover || g.shows("It is about Harold Pettit.") {
		t.Error("a dialog opened above the lock")
	}
	if text := fyne.CurrentApp().Clipboard().Content(); text != "" {
		t.Errorf("the clipboard has %q", text)
	}
	g.signIn(g.boss, bossPhrase)
	if !g.shows("It is about Harold Pettit.") || g.shows("Saving") {
		t.Error("the same person is not told what came of their work")
	}
	if text := fyne.CurrentApp().Clipboard().Content(); text != "Dear Harold Pettit" {
		t.Errorf("the clipboard has %q", text)
	}
	g.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if g.w.Canvas().Overlays().Top() != nil {
		t.Error("the dialog does not close")
	}
	g.command("Lock")
	ends()
	g.signIn(g.worker, workerPhrase)
	if g.shows("It is about Harold Pettit.") || g.w.Canvas().Overlays().Top() != nil {
		t.Error("someone else is told")
	}
	if text := fyne.CurrentApp().Clipboard().Content(); text != "" {
		t.Errorf("someone else’s clipboard has %q", text)
	}
}

// TestLock_workThatEndsBeneathItClosesItsDialogAndNotTheLock: it took the lock along,
// until the next second.
func TestLock_workThatEndsBeneathItClosesItsDialogAndNotTheLock(t *testing.T) {
	g := newGated(t)
	g.signIn(g.boss, bossPhrase)
	typed := kit.NewTextField("Reason")
	kit.ShowForm(g.w, "Which report?", typed, "Save", nil)
	typed.SetText("Half a sentence about Harold Pettit")
	bar := kit.ShowProgress(g.w, "Exporting everything", nil)
	if !g.command("Lock") || !g.s.Session.Locked() {
		t.Fatal("it does not lock over a dialog")
	}
	cover := g.w.Canvas().Overlays().Top()
	bar.Close()
	if g.w.Canvas().Overlays().Top() != cover || g.shows("Which report?") {
		t.Fatal("the lock went with the dialog beneath it")
	}
	g.signIn(g.boss, bossPhrase)
	if g.shows("Exporting everything") || !g.shows("Which report?") || typed.Text() != "Half a sentence about Harold Pettit" {
		t.Error("the form beneath is not as it was left")
	}
	g.w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if g.w.Canvas().Overlays().Top() != nil {
		t.Error("its keys are gone")
	}
}

// TestLock_overTheDialogsOfTheToolkit: hiding one takes it, and what is above it, off
// the screen by itself.
func TestLock_overTheDialogsOfTheToolkit(t *testing.T) {
	g := newGated(t)
	g.signIn(g.boss, bossPhrase)
	dialog.ShowFileOpen(func(fyne.URIReadCloser, error) {}, g.w)
	kit.ShowText(g.w, "Above it", widget.NewLabel("Harold Pettit"))
	before := len(g.w.Canvas().Overlays().List())
	g.shell.Lock()
	if n := len(g.w.Canvas().Overlays().List()); n > before+1 || g.shows("Above it") {
		t.Errorf("%d things lie over the window, and something of them is seen", n)
	}
	g.signIn(g.boss, bossPhrase)
	if n := len(g.w.Canvas().Overlays().List()); n != before || !g.shows("Above it") {
		t.Errorf("%d of %d dialogs are back", n, before)
	}
	g.shell.Lock()
	g.signIn(g.worker, workerPhrase)
	if g.w.Canvas().Overlays().Top() != nil {
		t.Error("someone else has the dialogs")
	}
}

// TestLock_closesTheFileDialogOfTheSystem: whoever came next chose a file for the work
// of the person who had gone, and the session stayed open until they did.
func TestLock_closesTheFileDialogOfTheSystem(t *testing.T) {
	g := newGated(t)
	g.signIn(g.boss, bossPhrase)
	var answer func()
	g.shell.host.Beside = func(work func(context.Context) func()) {
		answer = func() {
			if publish := work(context.Background()); publish != nil {
				publish()
			}
		}
	}
	closed := false
	g.shell.host.Files = func(ctx context.Context, _ host.FileAsk) (string, error) {
		closed = ctx.Err() != nil
		return "/tmp/chosen.csv", nil
	}
	g.shell.host.ChooseFile(host.FileAsk{Kind: "list"}, func(path string) { t.Errorf("%s was chosen at a locked window", path) })
	g.shell.Lock()
	if !g.s.Session.Locked() {
		t.Error("the session is open as long as a file is being chosen")
	}
	answer()
	if !closed || len(g.w.Canvas().Overlays().List()) != 1 {
		t.Error("the dialog is still there")
	}
}

// TestLock_nobodyElseSignsInBeforeWorkIsSaved: what was still being written was written
// in the name of the next person.
func TestLock_nobodyElseSignsInBeforeWorkIsSaved(t *testing.T) {
	g := newGated(t)
	g.signIn(g.boss, bossPhrase)
	g.shell.pending++
	g.shell.Lock()
	g.signIn(g.worker, workerPhrase)
	if g.s.Session.Person() != g.boss.ID || g.shell.gate == nil {
		t.Fatal("someone else signed in while work was being saved")
	}
	g.shell.pending--
	g.shell.atRest()
	g.signIn(g.worker, workerPhrase)
	if g.s.Session.Person() != g.worker.ID {
		t.Error("they cannot sign in afterwards")
	}
}

// TestSignOut_waitsForWorkThatIsBeingSaved: a draft that was still being written was
// refused, and lost.
func TestSignOut_waitsForWorkThatIsBeingSaved(t *testing.T) {
	g := newGated(t)
	g.signIn(g.boss, bossPhrase)
	g.shell.pending++
	g.command("Sign out")
	if !g.s.Session.SignedIn() || g.w.MainMenu() != nil {
		t.Error("the session ended under the work, or the window stayed")
	}
	g.shell.pending--
	g.shell.atRest()
	if g.s.Session.SignedIn() {
		t.Error("they are still signed in")
	}
}
