package answers

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/data/instrument"
)

// numberedCode is a code that a survey program gives to an answer, such as A1 or AO03.
var numberedCode = regexp.MustCompile(`^(\p{L}{1,4}[-_.]?)(0*)(\d{1,2})$`)

// codesInOrder are what the codes of answers count for if they are numbered in the
// order of the questionnaire: A1 to A5, or A0 to A4. It is nil where some cells have
// other words or numbers, and where the items have different answers.
func (s *survey) codesInOrder(d *instrument.Definition) map[string]int {
	choices := d.ChoicesOf(d.Items[0])
	for _, item := range d.Items {
		if len(d.ChoicesOf(item)) != len(choices) || d.ChoicesOf(item)[0].Value != choices[0].Value {
			return nil
		}
	}
	prefix, numbers := "", map[int]string{}
	for _, w := range s.words {
		m := numberedCode.FindStringSubmatch(w.text)
		if m == nil || prefix != "" && !strings.EqualFold(m[1], prefix) {
			return nil
		}
		prefix = m[1]
		n, _ := strconv.Atoi(m[3])
		numbers[n] = m[1] + m[2]
	}
	if len(numbers) < len(s.words) || len(numbers) < 3 {
		return nil
	}
	order := slices.Sorted(maps.Keys(numbers))
	least := min(order[0], 1)
	if order[len(order)-1] > least+len(choices)-1 {
		return nil
	}
	codes := map[string]int{}
	for i, c := range choices {
		before, seen := numbers[least+i]
		if !seen { // no one chose it
			before = numbers[order[0]]
		}
		codes[before+strconv.Itoa(least+i)] = c.Value
	}
	return codes
}

// askOrder asks once in which order the codes of answers stand, and reads the list by
// the first order meanwhile.
func (l *List) askOrder(codes map[string]int) {
	d := l.o.Definition
	choices := d.ChoicesOf(d.Items[0])
	first, last := choices[0].Value, choices[len(choices)-1].Value
	turned := map[string]int{}
	for code, value := range codes {
		turned[code] = first + last - value
	}
	names := slices.SortedFunc(maps.Keys(codes), func(a, b string) int { return codes[a] - codes[b] })
	l.ask("values", fmt.Sprintf("The answers are in codes, from “%s” to “%s”. In which order do they stand for the answers of %s?", names[0], names[len(names)-1], d.ShortName),
		fragment(map[string]any{"values": codes}), fragment(map[string]any{"values": turned}))
	meanwhile := &Map{}
	if l.o.Map != nil {
		*meanwhile = *l.o.Map
	}
	meanwhile.Values = maps.Clone(meanwhile.Values)
	if meanwhile.Values == nil {
		meanwhile.Values = map[string]int{}
	}
	maps.Copy(meanwhile.Values, codes)
	for _, item := range d.Items {
		l.scales[item.Number] = newScale(d, item.Number, meanwhile)
	}
}

// wordsOfOrder says what each code counts for, in the order of the questionnaire.
func (l *List) wordsOfOrder(values map[string]int) string {
	var said []string
	for _, code := range slices.SortedFunc(maps.Keys(values), func(a, b string) int { return values[a] - values[b] }) {
		said = append(said, fmt.Sprintf("%s: %s", code, l.o.Definition.LabelOf(l.o.Definition.Items[0], values[code])))
	}
	return strings.Join(said, ", ")
}
