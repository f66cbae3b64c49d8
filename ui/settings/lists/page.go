// Package lists is the lists of a service, as its settings show them: what forms offer
// to choose from, and whom reports and searches name.
package lists

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
	Writing() bool
	Say(tone kit.Tone, sentence string)
}
