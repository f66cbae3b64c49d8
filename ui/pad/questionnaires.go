package pad

import (
	"waymark/data/instrument"
	"waymark/ui/kit"
)

// defaultInstrument is the one that the pilot's outcomes are measured with.
const defaultInstrument = "wemwbs"

// instrumentOptions are the questionnaires that can be handed over. One whose
// answers are part of another's is not asked for itself.
func instrumentOptions() []kit.Option {
	var out []kit.Option
	for _, d := range instrument.All() {
		if d.Scoring.DerivedFrom == "" {
			out = append(out, kit.Option{ID: d.ID, Label: d.ShortName, Note: d.Name})
		}
	}
	return out
}

// instrumentOf finds a questionnaire. For one that this program does not know
// it gives an empty one with the ID as its name, so that a response from a
// newer program is shown as it is and breaks nothing.
func instrumentOf(id string) *instrument.Definition {
	if d, ok := instrument.ByID(id); ok {
		return d
	}
	return &instrument.Definition{ID: id, Name: id, ShortName: id}
}
