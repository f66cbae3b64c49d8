// Package reception is a surgery's own view of its clinics: who comes today and
// when, who waits, how the prescriber is, and booking. It never shows notes,
// scores or reasons; the store does not hand them out.
package reception

import (
	"fyne.io/fyne/v2"

	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// page is the clinic of today.
type page struct {
	h       *host.Host
	content fyne.CanvasObject
}

// New makes the page of today's clinic.
func New(h *host.Host, _ host.Route) host.Page {
	p := &page{h: h}
	p.content = kit.Pad(theme.PageMargin, kit.Border(theme.Gap, kit.NewPageHeader("Reception", h.Today().Long()), nil, nil, nil, kit.NewLoading("Loading…")))
	return p
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// Reload implements host.Page.
func (p *page) Reload() {}

// NewComing makes the page of the coming clinics.
func NewComing(h *host.Host, r host.Route) host.Page { return New(h, r) }
