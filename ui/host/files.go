package host

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"waymark/ui/kit"
)

// FileAsk says which file or folder a person is asked to choose.
type FileAsk struct {
	// Title is what the system's own dialog is called.
	Title string
	// Kind is what the folder is remembered by until the program ends, such as
	// "picture": lists of services lie elsewhere than pictures do.
	Kind string
	// Folder asks for a folder, not a file.
	Folder bool
	// Endings are those of the files that can be used, such as ".csv"; none: all.
	Endings []string
	// Start is the folder that is shown first. ChooseFile sets it.
	Start string
}

// ErrNoFileDialog is returned by Host.Files if the system has no dialog of its own.
var ErrNoFileDialog = errors.New("the system has no file dialog")

// ChooseFile lets a person choose a file or folder in the dialog of their system,
// or in the window's own where the system has none. chosen is called with its
// path; never if they cancel. Every way to look for a file goes through here.
func (h *Host) ChooseFile(ask FileAsk, chosen func(path string)) {
	if h.choosing {
		return
	}
	ask.Start = h.startFolder(ask.Kind)
	took := func(path string) {
		if h.folders == nil {
			h.folders = map[string]string{}
		}
		if h.folders[ask.Kind] = path; !ask.Folder {
			h.folders[ask.Kind] = filepath.Dir(path)
		}
		chosen(path)
	}
	if h.Files == nil {
		h.chooseInWindow(ask, took)
		return
	}
	h.choosing = true
	asking, stop := context.WithCancel(context.Background())
	h.stopChoosing = stop
	h.beside(func(ctx context.Context) func() {
		defer context.AfterFunc(ctx, stop)()
		path, err := h.Files(asking, ask)
		stopped := asking.Err() != nil
		return func() {
			h.choosing = false
			stop()
			switch {
			case stopped: // what is chosen now may be someone else's choice
			case err != nil:
				if !errors.Is(err, ErrNoFileDialog) {
					h.Log.Warn("open the system's file dialog", "error", err)
				}
				h.chooseInWindow(ask, took)
			case path != "":
				took(path)
			}
		}
	})
}

// StopChoosing closes the system's file dialog, which lies over a window that locks.
// Nothing is chosen.
func (h *Host) StopChoosing() {
	if h.stopChoosing != nil {
		h.stopChoosing()
	}
}

// beside is Background for what waits for a person, and that nothing waits for.
func (h *Host) beside(work func(ctx context.Context) (publish func())) {
	if h.Beside != nil {
		h.Beside(work)
		return
	}
	h.Background(work)
}

// startFolder is where a file of that kind was chosen last, else the documents; ""
// if neither is there any more.
func (h *Host) startFolder(kind string) string {
	for _, folder := range []string{h.folders[kind], h.DocumentsDir} {
		if info, err := os.Stat(folder); folder != "" && err == nil && info.IsDir() {
			return folder
		}
	}
	return ""
}

// chooseInWindow shows the toolkit's own dialog.
func (h *Host) chooseInWindow(ask FileAsk, chosen func(path string)) {
	var picker *dialog.FileDialog
	if ask.Folder {
		picker = dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
			if h.noPath(err) && folder != nil {
				chosen(folder.Path())
			}
		}, h.Window)
	} else {
		picker = dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
			if h.noPath(err) && file != nil {
				path := file.URI().Path()
				_ = file.Close() // it is opened again where it is read
				chosen(path)
			}
		}, h.Window)
		if len(ask.Endings) > 0 {
			picker.SetFilter(storage.NewExtensionFileFilter(bothCases(ask.Endings)))
		}
	}
	if ask.Start != "" {
		if start, err := storage.ListerForURI(storage.NewFileURI(ask.Start)); err == nil {
			picker.SetLocation(start)
		}
	}
	h.escapes(picker)
	picker.Show()
	// Only after Show: before it, Resize panics in Fyne 2.8.1.
	picker.Resize(fyne.NewSize(720, 480))
}

// escapes has Escape close the toolkit's own dialog, as it does every other.
func (h *Host) escapes(picker *dialog.FileDialog) {
	c := h.Window.Canvas()
	was := c.OnTypedKey()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			picker.Dismiss()
		}
	})
	picker.SetOnClosed(func() { c.SetOnTypedKey(was) })
}

// noPath says what went wrong, and reports whether nothing did.
func (h *Host) noPath(err error) bool {
	if err != nil {
		h.Log.Warn("choose a file", "error", err)
		kit.Message(h.Window, "The file could not be opened", "Check that you may read it, or type its path instead.")
	}
	return err == nil
}

// bothCases has each ending in small and in capital letters, as cameras write them.
func bothCases(endings []string) []string {
	list := make([]string, 0, 2*len(endings))
	for _, e := range endings {
		list = append(list, strings.ToLower(e), strings.ToUpper(e))
	}
	return list
}
