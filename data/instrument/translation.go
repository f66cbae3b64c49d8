package instrument

import (
	"maps"
	"slices"
	"strings"
)

// Translation is the official wording of a questionnaire in another language.
// What it leaves empty stays as it is in the questionnaire.
type Translation struct {
	Name        string `json:"name,omitempty"`
	Instruction string `json:"instruction,omitempty"`
	Recall      string `json:"recall_period,omitempty"`
	// Items are the texts of all items, in order.
	Items []string `json:"items"`
	// Answers are the labels of the answers of the questionnaire, in order.
	Answers []string `json:"answers,omitempty"`
	// ItemAnswers are the labels of an item's own answers, by item number.
	ItemAnswers map[int][]string `json:"item_answers,omitempty"`
	// Source is where the official text is from: a wording that was never
	// tested in its language does not measure the same.
	Source string `json:"source"`
}

// Languages returns the codes of the languages that there is a translation for,
// in order; the language of the questionnaire itself is not among them.
func (d *Definition) Languages() []string {
	return slices.Sorted(maps.Keys(d.Translations))
}

// In returns the questionnaire with the wording of a language, such as "cy", or
// the questionnaire itself when there is no translation. The values, and so
// the scores, are the same in every language.
func (d *Definition) In(lang string) *Definition {
	t, ok := d.Translations[lang]
	if !ok {
		return d
	}
	other := *d
	other.Name = orElse(t.Name, d.Name)
	other.Instruction = orElse(t.Instruction, d.Instruction)
	other.Recall = orElse(t.Recall, d.Recall)
	other.Choices = labelled(d.Choices, t.Answers)
	other.Items = slices.Clone(d.Items)
	for i := range other.Items {
		item := &other.Items[i]
		if i < len(t.Items) {
			item.Text = t.Items[i]
		}
		item.Choices = labelled(item.Choices, t.ItemAnswers[item.Number])
	}
	return &other
}

// labelled returns the choices with other labels, where there are as many.
func labelled(choices []Choice, labels []string) []Choice {
	if len(labels) == 0 || len(labels) != len(choices) {
		return choices
	}
	other := slices.Clone(choices)
	for i, label := range labels {
		other[i].Label = label
	}
	return other
}

func orElse(text, other string) string {
	if strings.TrimSpace(text) == "" {
		return other
	}
	return text
}
