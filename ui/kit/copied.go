package kit

import "fyne.io/fyne/v2"

// copied is the last text that the program put on the clipboard, "" if there is none.
var copied string

// CopyFor is Copy for what was asked for at a window a while ago: if that is covered
// now, the text waits until whoever was there is back.
func CopyFor(win fyne.Window, text string) {
	if over := coverOf(win); over != nil {
		over.after = append(over.after, func() { Copy(text) })
		return
	}
	Copy(text)
}

// Copy puts a text on the clipboard.
func Copy(text string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	copied = text
}

// ForgetCopied empties the clipboard if it still has what the program put there.
func ForgetCopied() {
	if copied != "" && fyne.CurrentApp().Clipboard().Content() == copied {
		fyne.CurrentApp().Clipboard().SetContent("")
	}
	copied = ""
}

// noteCopied remembers what an entry just put on the clipboard.
func noteCopied(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy, *fyne.ShortcutCut:
		copied = fyne.CurrentApp().Clipboard().Content()
	}
}

// onUse is told of each use of the keyboard in an entry; nil: no one wants to know.
var onUse func()

// OnUse has fn called whenever someone types into an entry, wherever it is.
func OnUse(fn func()) { onUse = fn }

func used() {
	if onUse != nil {
		onUse()
	}
}
