package listimport

import (
	"fyne.io/fyne/v2"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// browseFile lets a person choose a file.
func browseFile(h *host.Host, chosen func(path string)) {
	if !kit.OverlayOpen(h.Window) {
		h.ChooseFile(host.FileAsk{Title: "Import a file", Kind: "list"}, chosen)
	}
}

// browseFolder lets a person choose a folder, as an unpacked CSV package is one.
func browseFolder(h *host.Host, chosen func(path string)) {
	if !kit.OverlayOpen(h.Window) {
		pickFolder(h, chosen)
	}
}

// pickFolder is browseFolder from within a dialog.
func pickFolder(h *host.Host, chosen func(path string)) {
	h.ChooseFile(host.FileAsk{Title: "Choose a folder", Kind: "list", Folder: true}, chosen)
}

// browseBeside is the two ways to look for a path that stand beside its field, each
// with a key in the field.
func browseBeside(h *host.Host, path *kit.TextField, take func(string)) fyne.CanvasObject {
	file, folder := func() { browseFile(h, take) }, func() { browseFolder(h, take) }
	path.SetKey(fyne.KeyF4, file)
	path.SetKey(fyne.KeyF5, folder)
	return kit.Wrap(kit.NewAside("Browse… (F4)", file).Outlined(), kit.NewAside("Folder… (F5)", folder).Outlined())
}
