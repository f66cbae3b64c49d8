package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/theme"
)

// buttonMenu is what a button that opens a menu offers.
type buttonMenu struct {
	items func() []*fyne.MenuItem
	extra []*Button // that have no room beside it
}

// MenuButton makes an outlined button that opens a menu of what is done more
// rarely; items is asked each time, and may be nil.
func MenuButton(text string, items func() []*fyne.MenuItem) *Button {
	b := Secondary(text, nil)
	b.menu = &buttonMenu{items: items}
	b.icon = theme.IconChevron
	b.OnTapped = b.openMenu
	return b
}

func (b *Button) openMenu() {
	home := canvasOf(b)
	if home == nil {
		return
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", b.MenuItems()...), home)
	menu.ShowAtRelativePosition(fyne.NewPos(0, b.Size().Height+4), b)
}

// MenuItems are what a menu button offers now: the buttons that have no room
// beside it, then its own.
func (b *Button) MenuItems() []*fyne.MenuItem {
	if b.menu == nil {
		return nil
	}
	var items []*fyne.MenuItem
	for _, other := range b.menu.extra {
		item := fyne.NewMenuItem(other.Text(), func() { other.Tapped(nil) })
		item.Disabled = other.Disabled()
		items = append(items, item)
	}
	if b.menu.items == nil {
		return items
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	return append(items, b.menu.items()...)
}
