package host

import (
	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// CannotShow logs why something cannot be read, and is the line that stands in its
// place. It offers to try again where that may help: what was deleted, or may not be
// seen, is no nearer for it.
func (h *Host) CannotShow(what string, err error, again func()) fyne.CanvasObject {
	switch data.CodeOf(err) {
	case data.CodeNotFound, data.CodeRefused, data.CodeRestricted:
		again = nil
	}
	return kit.NewErrorState(h.Fail(what, err), again)
}
