//go:build !darwin

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// withKey gives an item of the menu its key with Ctrl, and says it after the name:
// Fyne itself writes keys so faint that few people can read them.
func withKey(item *fyne.MenuItem, c command) {
	key := desktop.CustomShortcut{KeyName: c.key, Modifier: fyne.KeyModifierControl}
	item.Label = c.name + " (" + c.keys() + ")"
	item.Shortcut = unwritten{key.ShortcutName()}
}

// unwritten is a key that works, and that Fyne does not write into the menu: it has
// a name to be found by, and nothing to be written.
type unwritten struct{ name string }

// ShortcutName is the name of the key. Part of fyne.Shortcut.
func (u unwritten) ShortcutName() string { return u.name }
