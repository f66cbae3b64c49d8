// Package records is what keeps the records safe and in bounds: backups, protection, an
// export of everything, how long they are kept, what is held and why, who did what.
package records

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// page is what these parts ask of the page that they stand on.
type page interface {
	Form(title, verb string, fields []fyne.CanvasObject, fail func(data.FieldErrors), prepare frame.Prepare) (refresh func())
	Write(what, stored string, work func(ctx context.Context) error, then func())
	Say(tone kit.Tone, sentence string)
	Reload()
}
