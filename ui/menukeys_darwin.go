package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// withKey gives an item of the menu its key with Ctrl. The menu of macOS shows it.
func withKey(item *fyne.MenuItem, c command) {
	item.Shortcut = &desktop.CustomShortcut{KeyName: c.key, Modifier: fyne.KeyModifierControl}
}
