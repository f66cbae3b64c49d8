package listimport

import (
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"waymark/ui/host"
	"waymark/ui/kit"
)

// browseFile lets a person choose a file from the window's own list.
func browseFile(h *host.Host, chosen func(path string)) {
	if kit.OverlayOpen(h.Window) {
		return
	}
	showPicker(h, dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			return
		}
		path := file.URI().Path()
		_ = file.Close() // it is opened again where it is read
		chosen(path)
	}, h.Window))
}

// browseFolder lets a person choose a folder, as an unpacked CSV package is one.
func browseFolder(h *host.Host, chosen func(path string)) {
	if !kit.OverlayOpen(h.Window) {
		pickFolder(h, chosen)
	}
}

// pickFolder is browseFolder from within a dialog.
func pickFolder(h *host.Host, chosen func(path string)) {
	showPicker(h, dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err == nil && folder != nil {
			chosen(folder.Path())
		}
	}, h.Window))
}

func showPicker(h *host.Host, picker *dialog.FileDialog) {
	if info, err := os.Stat(h.DocumentsDir); err == nil && info.IsDir() {
		if home, err := storage.ListerForURI(storage.NewFileURI(h.DocumentsDir)); err == nil {
			picker.SetLocation(home)
		}
	}
	picker.Show()
	// Only after Show: before it, Resize panics in Fyne 2.8.1.
	picker.Resize(fyne.NewSize(720, 480))
}

// browseBeside is the two ways to look for a path that stand beside its field, each
// with a key in the field.
func browseBeside(h *host.Host, path *kit.TextField, take func(string)) fyne.CanvasObject {
	file, folder := func() { browseFile(h, take) }, func() { browseFolder(h, take) }
	path.SetKey(fyne.KeyF4, file)
	path.SetKey(fyne.KeyF5, folder)
	return kit.Wrap(kit.NewAside("Browse… (F4)", file).Outlined(), kit.NewAside("Folder… (F5)", folder).Outlined())
}
