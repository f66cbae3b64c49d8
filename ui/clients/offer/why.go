package offer

import (
	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// whyChips asks why an offer was not chosen, as one of a few reasons that the
// report can count, or none: the person's own words matter more.
type whyChips struct {
	content *fyne.Container
	chips   []*kit.FilterChip
	chosen  data.DeclineReason
}

func newWhyChips(changed func()) *whyChips {
	w := &whyChips{}
	row := make([]fyne.CanvasObject, 0, len(data.DeclineReasons()))
	for _, o := range data.DeclineReasons() {
		chip := kit.NewFilterChip(o.Label, false, func(on bool) {
			if w.chosen = ""; on {
				w.chosen = o.Value
			}
			w.set(w.chosen)
			changed()
		})
		w.chips = append(w.chips, chip)
		row = append(row, chip)
	}
	w.content = kit.VStack(6, kit.NewText("Choose the closest reason, if you know it.", kit.Label), kit.Wrap(row...))
	return w
}

// set shows one reason as chosen, or none.
func (w *whyChips) set(why data.DeclineReason) {
	w.chosen = why
	for i, o := range data.DeclineReasons() {
		w.chips[i].SetOn(o.Value == why)
	}
}
