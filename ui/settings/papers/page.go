// Package papers is the settings of what a service prints, sends and asks: reports,
// letters and messages, the languages that clients read, questionnaires.
package papers

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/settings/frame"
)

// page is what these parts ask of the page that they stand on.
type page interface {
	Form(title, verb string, fields []fyne.CanvasObject, fail func(data.FieldErrors), prepare frame.Prepare) (refresh func())
	Write(what, stored string, work func(ctx context.Context) error, then func())
}
