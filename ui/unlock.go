package ui

import (
	"fmt"
	"path/filepath"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/signin"
	"waymark/ui/theme"
)

// Unlock is the first screen of a protected database: one field for the
// passphrase, and nothing of anyone.
type Unlock struct {
	Window fyne.Window
	Path   string // of the database
	// Try opens the database with what was entered; it may take a second, and
	// runs beside the window. A Problem says why it does not open.
	Try func(entered string) error
	// Opened follows, in the window.
	Opened func()
	// Beside runs Try off the UI goroutine; nil: on a goroutine of its own.
	Beside func(work func())
	// Sleep waits after a wrong passphrase; nil: time.Sleep.
	Sleep func(time.Duration)

	field *kit.TextField
	open  *kit.Button
	wrong int
	busy  atomic.Bool
}

const openLabel = "Open"

// Show puts the screen into the window.
func (u *Unlock) Show(a fyne.App) {
	if u.Beside == nil {
		u.Beside = func(work func()) { go work() }
	}
	if u.Sleep == nil {
		u.Sleep = time.Sleep
	}
	showKeptLook(a, u.Path)
	u.field = kit.NewTextField("Passphrase")
	u.field.Entry.Password = true
	u.field.SetHint("If it is lost, enter the 12 recovery words.")
	u.field.OnSubmitted = func(string) { u.try() }
	u.open = kit.Primary(openLabel, u.try)
	words := kit.VStack(8, kit.NewParagraph("These records are protected", kit.Title),
		kit.NewParagraph("Enter the passphrase to open them.", kit.Body))
	buttons := kit.HStack(8, kit.Secondary("Close", u.Window.Close), kit.Spacer(), u.open)
	alone(u.Window, u.Path, words, kit.VStack(12, u.field, buttons))
	u.field.Focus()
}

// alone puts a card by itself into the window, as at signing in, above the name of the
// file that it is about.
func alone(w fyne.Window, path string, words, fields fyne.CanvasObject) {
	card := signin.Frame(words, fields, fmt.Sprintf("File: %s", filepath.Base(path)), nil)
	put(w, kit.Fill(theme.ColorGround, kit.Scroll(container.NewCenter(card))))
}

func (u *Unlock) try() {
	entered := u.field.Text()
	if u.busy.Load() {
		return
	}
	if entered == "" {
		u.field.SetError("Enter the passphrase.")
		u.field.Focus()
		return
	}
	u.busy.Store(true)
	u.field.SetError("")
	u.open.SetText("Opening…")
	u.Beside(func() {
		err := u.Try(entered)
		if err != nil && data.CodeOf(err) == data.CodeWrongPassphrase {
			u.wrong++
			u.Sleep(pause(u.wrong))
		}
		fyne.Do(func() { u.tried(err) })
	})
}

// pause grows with every wrong passphrase, up to half a minute.
func pause(wrong int) time.Duration {
	return min(time.Second<<min(wrong-1, 5), 30*time.Second)
}

func (u *Unlock) tried(err error) {
	defer u.busy.Store(false)
	u.open.SetText(openLabel)
	u.field.SetText("")
	if err != nil {
		u.field.SetError(data.Sentence(err))
		u.Window.Content().Refresh() // the sentence may take two lines
		u.field.Focus()
		return
	}
	u.Opened()
}
