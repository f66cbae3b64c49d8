package answers

import (
	"encoding/json"
	"fmt"
	"slices"

	"waymark/data"
)

// mostGuided is how many texts of a list are asked about at once.
const mostGuided = 8

// guideWords asks what each text that many cells have means.
func (l *List) guideWords(often []*unknownWord) {
	d := l.o.Definition
	for _, w := range often[:min(len(often), mostGuided)] {
		sentence := fmt.Sprintf("“%s” stands in many cells (%s) and is no answer of %s. What does it mean?", w.text, data.Count(w.cells), d.ShortName)
		var answers []string
		for _, c := range d.ChoicesOf(d.Items[0]) {
			answers = append(answers, fragment(map[string]any{"values": map[string]int{w.text: c.Value}}))
		}
		l.guide("values."+w.text, sentence, append(answers, fragment(map[string]any{"missing": []string{w.text}})))
	}
}

// guideTimes asks which time each of the list's words for one is. It returns false if
// each has an answer already, so that another one must be wrong.
func (l *List) guideTimes(all []moment) bool {
	if !l.o.Guide {
		return false
	}
	open := slices.DeleteFunc(slices.Clone(all), func(m moment) bool {
		_, told := l.o.Map.Times[keyOf(m.label)]
		return told || m.label == ""
	})
	if strange := slices.DeleteFunc(slices.Clone(open), func(m moment) bool { return m.kind != unknown }); len(strange) > 0 {
		open = strange
	}
	for _, m := range open[:min(len(open), mostGuided)] {
		var answers []string
		for _, stage := range []string{string(data.Baseline), string(data.StageFollowUp), ignored} {
			answers = append(answers, fragment(map[string]any{"times": map[string]string{keyOf(m.label): stage}}))
		}
		l.guide("times."+keyOf(m.label), fmt.Sprintf("Which time is “%s”?", m.label), answers)
	}
	return len(open) > 0
}

// guide adds a question that only a person who is there can answer.
func (l *List) guide(key, sentence string, answers []string) {
	l.undecided = append(l.undecided, Ask{Key: key, Sentence: sentence, Answers: answers})
	l.Questions = append(l.Questions, sentence)
}

// fragment is a part of a map, as JSON.
func fragment(part map[string]any) string {
	body, err := json.Marshal(part)
	if err != nil {
		return "" // texts and numbers can always be written
	}
	return string(body)
}
