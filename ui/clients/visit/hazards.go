package visit

import (
	"fyne.io/fyne/v2"

	"waymark/ui/kit"
)

// hazards shows what is known before leaving: the flags with who set each and
// when it is reviewed, then what the plan says.
func hazards(flags []kit.FlagData, planned string) fyne.CanvasObject {
	list := kit.VStack(8)
	for _, f := range flags {
		chip := kit.FlagChips([]kit.FlagData{f}, 1)[0]
		list.Add(kit.VStack(2, kit.Wrap(kit.NewChip(chip.Text, chip.Tone)), kit.NewParagraph(f.About, kit.Small)))
	}
	if words := hazardsOf(planned); len(words) > 0 {
		chips := kit.Wrap()
		for _, w := range words {
			chips.Add(kit.NewChip(w, kit.Amber))
		}
		list.Add(chips)
	}
	if len(list.Objects) == 0 {
		return kit.NewParagraph("None recorded", kit.Body)
	}
	return list
}

// hazardWords are the same in a few words each, for paper.
func hazardWords(flags []kit.FlagData, planned string) []string {
	var words []string
	for _, f := range flags {
		words = append(words, f.Text)
	}
	return append(words, hazardsOf(planned)...)
}
