package record

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// chipsOf is what to know about a client before the first word is said.
func chipsOf(rec *data.ClientRecord, reasons map[data.ID]string) []fyne.CanvasObject {
	var chips []fyne.CanvasObject
	add := func(text string, tone kit.Tone) {
		if text != "" {
			chip := kit.NewChip(text, tone)
			chips = append(chips, kit.WithTip(chip, chip.Text))
		}
	}
	presented, further := referralReasons(rec, reasons)
	add(presented, kit.Accent)
	add(prefixedList("Also: ", further), kit.Neutral)
	add(prefixedList("New need: ", neededReasons(rec, reasons)), kit.Neutral)
	if e := rec.Episode; e != nil && e.Status != data.EpisodeOpen {
		add(e.Status.Label(), kit.Neutral)
	}
	for _, c := range consentChips(rec.Consents, rec.Imported) {
		add(c.Text, c.Tone)
	}
	if rec.Client.Interpreter == data.Yes {
		add(fmt.Sprintf("Interpreter: %s", person.FirstOf(rec.Client.Language, "language not recorded")), kit.Neutral)
	} else {
		add(rec.Client.Language, kit.Neutral)
	}
	add(rec.Client.AccessNeeds, kit.Neutral)
	return chips
}

// referralReasons are the main reason of the latest referral and the further
// ones of all referrals of the episode.
func referralReasons(rec *data.ClientRecord, names map[data.ID]string) (presented string, further []string) {
	seen := map[data.ID]bool{}
	for i, r := range rec.Referrals {
		if i == 0 {
			presented = names[r.ReasonID]
		}
		seen[r.ReasonID] = true
	}
	for _, r := range rec.Referrals {
		for _, id := range r.Further {
			if !seen[id] && names[id] != "" {
				seen[id] = true
				further = append(further, names[id])
			}
		}
	}
	return presented, further
}

func neededReasons(rec *data.ClientRecord, names map[data.ID]string) []string {
	var found []string
	for _, n := range rec.Needs {
		if name := names[n.ReasonID]; name != "" {
			found = append(found, name)
		}
	}
	return found
}

func prefixedList(prefix string, list []string) string {
	if len(list) == 0 {
		return ""
	}
	return prefix + strings.Join(list, ", ")
}

// consentWord is one use of what is held, short enough for a chip.
var consentWord = map[data.ConsentKind]string{
	data.ConsentContact: "contact", data.ConsentRecord: "record", data.ConsentOrganisation: "organisations",
	data.ConsentSurgery: "surgery", data.ConsentEvaluation: "evaluation",
}

// consentChips says what was agreed to and what was refused. A record that
// no one has agreed to is amber: someone has to ask.
func consentChips(consents []data.Consent, imported bool) []kit.ChipData {
	answers := map[data.ConsentKind]bool{}
	for _, c := range consents {
		answers[c.Kind] = c.Given
	}
	var yes, no []string
	for _, k := range data.ConsentKinds() {
		given, asked := answers[k.Value]
		switch {
		case given:
			yes = append(yes, consentWord[k.Value])
		case asked:
			no = append(no, consentWord[k.Value])
		}
	}
	var chips []kit.ChipData
	switch _, asked := answers[data.ConsentRecord]; {
	case asked:
	case imported:
		chips = append(chips, kit.ChipData{Text: "Consent to be confirmed", Tone: kit.Amber})
	default:
		chips = append(chips, kit.ChipData{Text: "Consent to keep a record: not asked", Tone: kit.Amber})
	}
	if len(yes) > 0 {
		chips = append(chips, kit.ChipData{Text: prefixedList("Consent: ", yes), Tone: kit.Green})
	}
	if len(no) > 0 {
		chips = append(chips, kit.ChipData{Text: prefixedList("No consent: ", no), Tone: kit.Red})
	}
	return chips
}
