package instrument

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

func checkBands(v *validation, prefix string, m *Measure) {
	v.most(prefix+"bands", len(m.Bands), mostBands)
	v.that(len(m.Bands) == 0 || strings.TrimSpace(m.BandNote) != "", prefix+"band_note", "is empty; bands need a note on what they are")
	v.text(prefix+"band_note", m.BandNote, longestText)
	last := len(m.Bands) - 1
	for i, b := range m.Bands {
		field := fmt.Sprintf("%sbands[%d]", prefix, i)
		v.filled(field+".label", b.Label, longestName)
		switch {
		case i == last:
			v.that(b.AtMost == nil && b.Below == nil, field, "is the last band and must have no limit")
		case (b.AtMost == nil) == (b.Below == nil):
			v.that(false, field, "must have either at_most or below")
		default:
			own, _ := b.limit()
			v.size(field, own)
			if i > 0 {
				limit, ok := m.Bands[i-1].limit()
				v.that(ok && own > limit, field, "does not end above the one before it")
			}
		}
	}
}

func checkChange(v *validation, field string, t *Thresholds) {
	if t == nil {
		return
	}
	v.that(t.Within >= 0 && t.Within < t.Small && t.Small < t.Large, field, "is to have within below small, and small below large")
	v.size(field+".large", t.Large)
	v.filled(field+".note", t.Note, longestText)
}

func checkComparators(v *validation, field string, m *Measure) {
	v.most(field, len(m.Comparators), mostOther)
	for i, c := range m.Comparators {
		at := fmt.Sprintf("%s[%d]", field, i)
		v.filled(at+".source", c.Source, longestName)
		v.filled(at+".group", c.Group, longestName)
		v.that(c.Year > 1900 && c.Year < 2200, at+".year", "is %d", c.Year)
		v.that(c.Value >= m.Scoring.Min && c.Value <= m.Scoring.Max, at+".value", "is outside scoring.min to scoring.max")
	}
}

// checkTranslations checks that a translation has every item and every answer:
// half of a questionnaire in another language is none.
func (d *Definition) checkTranslations(v *validation) {
	v.most("translations", len(d.Translations), mostOther)
	for _, lang := range d.Languages() {
		t, field := d.Translations[lang], "translations."+lang
		v.that(isLanguage(lang), field, "must be the code of a language, such as cy")
		v.filled(field+".source", t.Source, longestText)
		v.text(field+".name", t.Name, longestName)
		v.text(field+".instruction", t.Instruction, longestStory)
		v.text(field+".recall_period", t.Recall, longestName)
		v.that(len(t.Items) == len(d.Items), field+".items", "has %d texts for %d items", len(t.Items), len(d.Items))
		for i, text := range t.Items {
			v.filled(fmt.Sprintf("%s.items[%d]", field, i), text, longestText)
		}
		checkLabels(v, field+".answers", t.Answers, d.Choices)
		for _, number := range slices.Sorted(maps.Keys(t.ItemAnswers)) {
			item, _ := d.Item(number)
			v.that(len(item.Choices) > 0, field+".item_answers", "has item %d, which has no answers of its own", number)
		}
		for _, item := range d.Items {
			checkLabels(v, fmt.Sprintf("%s.item_answers.%d", field, item.Number), t.ItemAnswers[item.Number], item.Choices)
		}
	}
}

func checkLabels(v *validation, field string, labels []string, choices []Choice) {
	if len(labels) != len(choices) {
		v.that(false, field, "has %d labels for %d answers", len(labels), len(choices))
		return
	}
	for i, label := range labels {
		at := fmt.Sprintf("%s[%d]", field, i)
		v.filled(at, label, longestName)
		v.that(!slices.Contains(labels[:i], label), at, "is the same as that of another answer")
	}
}

// isLanguage takes the codes of ISO 639: two or three small letters.
func isLanguage(code string) bool {
	odd := strings.ContainsFunc(code, func(r rune) bool { return r < 'a' || r > 'z' })
	return !odd && (len(code) == 2 || len(code) == 3)
}
