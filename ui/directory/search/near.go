package search

import (
	"context"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// nearField is a postcode from which distances are counted.
type nearField struct {
	*kit.TextField
	h    *host.Host
	help *kit.Banner // says that no list of postcodes was imported
	// place is where the postcode is, nil until one is known; postcode is how it
	// is written.
	place    *data.Coordinates
	postcode string
	changed  func()
	layOut   func() // called when the help comes or goes
	reading  *load.Latest
}

func newNearField(h *host.Host, changed func()) *nearField {
	n := &nearField{TextField: kit.NewTextField("Near a postcode"), h: h, reading: load.New(h), changed: changed, layOut: func() {}}
	n.SetPlaceHolder("For example, CT9 1AA")
	n.OnChanged = n.typed
	n.help = kit.NewBanner(kit.Amber, "To show distances, import a list of postcodes.",
		kit.Secondary("Import list", func() { h.Go(service.ImportRoute()) }).Compact())
	n.help.Hide()
	return n
}

// typed looks a postcode up as soon as it is a whole one.
func (n *nearField) typed(text string) {
	n.SetError("")
	n.help.Hide()
	n.reading.Forget()
	if n.place != nil {
		n.place = nil
		n.changed()
	}
	normal, _, err := data.ParsePostcode(text)
	if err != nil {
		return // half of one, as a rule
	}
	type answer struct {
		known int
		place *data.Coordinates
	}
	load.Do(n.reading, func(ctx context.Context) (a answer, err error) {
		if a.known, err = n.h.Directory.PostcodeCount(ctx); err == nil && a.known > 0 {
			a.place, err = n.h.Directory.PlaceOf(ctx, normal)
		}
		return a, err
	}, func(a answer, err error) { n.found(normal, a.place, a.known, err) })
}

func (n *nearField) found(postcode string, place *data.Coordinates, known int, err error) {
	switch {
	case err != nil:
		n.SetError(n.h.Fail("look up a postcode", err))
	case known == 0:
		n.help.Show()
		n.layOut()
	case place == nil:
		n.SetError("This postcode is not in the imported list")
	default:
		n.help.Hide()
		n.place, n.postcode = place, postcode
		n.changed()
	}
}

// reset takes the postcode away without its being a change.
func (n *nearField) reset() {
	n.reading.Forget()
	n.place, n.postcode = nil, ""
	n.SetText("")
	n.SetError("")
	n.help.Hide()
	n.layOut()
}
