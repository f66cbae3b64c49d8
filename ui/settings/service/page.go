// Package service is the part of the settings that a service begins with: what it and
// its people are called, its clinics, the days on which no one works, home visits.
package service

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
}
