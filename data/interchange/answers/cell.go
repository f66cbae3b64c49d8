package answers

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/data/fold"
	"waymark/data/instrument"
)

// scale reads the cells of one item.
type scale struct {
	values map[int]bool
	labels map[string]int // folded, in English and every translation
	// told are the cells that a Map explains, folded; missing ones too.
	told    map[string]int
	missing map[string]bool
	add     int
	common  bool // it has the answers that all items have
	// seen are cells that were read before: a list has few different ones.
	seen map[string]seenCell
}

type seenCell struct {
	value int
	kind  cellKind
}

// mostSeen keeps a list of nonsense from filling the memory.
const mostSeen = 500

func newScale(d *instrument.Definition, number int, m *Map) *scale {
	item, _ := d.Item(number)
	s := &scale{common: len(item.Choices) == 0, values: map[int]bool{}, labels: map[string]int{}, told: map[string]int{}, missing: map[string]bool{}, seen: map[string]seenCell{}}
	for i, c := range d.ChoicesOf(item) {
		s.values[c.Value] = true
		s.labels[fold.Text(c.Label)] = c.Value
		for _, t := range d.Translations {
			if len(item.Choices) == 0 && i < len(t.Answers) {
				s.labels[fold.Text(t.Answers[i])] = c.Value
			}
		}
	}
	for cell, value := range m.Values {
		s.told[cellKey(cell)] = value
	}
	for _, cell := range m.Missing {
		s.missing[cellKey(string(cell))] = true
	}
	if m.Add != nil {
		s.add = *m.Add
	}
	return s
}

// cellKey is a cell as it is compared with what a Map says: 1.0 and 1 are one.
func cellKey(cell string) string {
	if n, whole, ok := numeral(cell); ok && whole {
		return strconv.Itoa(n)
	}
	return strings.ToLower(strings.Join(strings.Fields(cell), " "))
}

// reading of a cell.
type cellKind int

const (
	blank    cellKind = iota
	answered          // on the scale
	strange           // neither: left blank, and told
)

// blanks are how lists write that there is no answer.
var blanks = setOf("", ".", "..", "na", "n/a", "#n/a", "#na", "nan", "null", "nil", "-", "--", "–", "—", "missing", "#null!", "<na>", "not answered",
	"no answer", "no response", "not recorded", "not completed", "blank", "left blank", "skipped", "unanswered", "not stated", "refused",
	"prefer not to say", "didn't answer", "did not answer", "(blank)", "?", "*", "x/missing", "sysmis", "none given",
	"don't know", "don’t know", "dont know", "do not know", "not sure", "unsure", "n/k", "not known", "not applicable", "prefer not to answer", "rather not say", "decline to answer",
	"declined", "declined to answer", "refusal", "no reply", "not asked", "no data")

// gapWords stand in what archives write where there is no answer, such as
// "Item not applicable", "Schedule not obtained" or "No answer/refused".
var gapWords = setOf("applicable", "inapplicable", "refused", "refusal", "missing", "answer", "answered", "unanswered", "response", "respond", "skipped", "skip", "blank",
	"unknown", "know", "obtained", "stated", "declined", "illegible", "spoilt", "incomplete")

func speaksOfGap(cell string) bool {
	return slices.ContainsFunc(fold.Words(cell), func(w string) bool { return gapWords[w] })
}

// missingCodes are numbers by which statistics programs write it.
var missingCodes = map[int]bool{-9: true, -99: true, -999: true, 9: true, 99: true, 999: true, 77: true, 88: true}

// read returns the answer in a cell.
func (s *scale) read(cell string) (value int, kind cellKind) {
	if seen, ok := s.seen[cell]; ok {
		return seen.value, seen.kind
	}
	value, kind = s.readNew(cell)
	if len(s.seen) < mostSeen {
		s.seen[cell] = seenCell{value, kind}
	}
	return value, kind
}

func (s *scale) readNew(cell string) (value int, kind cellKind) {
	key := cellKey(cell)
	if s.missing[key] {
		return 0, blank
	}
	if value, ok := s.labels[fold.Text(cell)]; ok {
		if told, ok := s.told[key]; !ok || !s.values[told] || !s.common {
			return value, answered // an answer of this very item
		}
	}
	if value, ok := s.told[key]; ok {
		if s.values[value] {
			return value, answered
		}
		return 0, strange
	}
	if blanks[key] || speaksOfGap(cell) {
		return 0, blank
	}
	if n, whole, ok := numeral(cell); ok {
		switch {
		case whole && s.values[n+s.add]:
			return n + s.add, answered
		case whole && missingCodes[n]:
			return 0, blank
		}
		return n, strange
	}
	return s.readLabel(cell)
}

var (
	numberFirst = regexp.MustCompile(`^\(?(-?\d{1,3})\)?\s*[-–—=:.)]*\s*(\D.*)$`)
	numberLast  = regexp.MustCompile(`^(.*\D?)\s*[-–—=:(\[]+\s*(\d{1,3})\s*[)\]]?$`)
)

// readLabel reads the words of an answer, with or without its number.
func (s *scale) readLabel(cell string) (value int, kind cellKind) {
	if value, ok := s.labels[fold.Text(cell)]; ok {
		return value, answered
	}
	if value, ok := s.cutShort(fold.Text(cell)); ok {
		return value, answered
	}
	cell = strings.TrimSpace(cell)
	word, digits := "", ""
	if m := numberFirst.FindStringSubmatch(cell); m != nil {
		digits, word = m[1], m[2]
	} else if m := numberLast.FindStringSubmatch(cell); m != nil {
		word, digits = m[1], m[2]
	}
	n, err := strconv.Atoi(digits)
	labelled, ok := s.labels[fold.Text(word)]
	if err == nil && ok && n+s.add == labelled { // both say the same
		return labelled, answered
	}
	return 0, strange
}

// cutShort reads the beginning of an answer, such as "Hardly ever" of "Hardly
// ever or never": two words or more that begin no other answer.
func (s *scale) cutShort(words string) (value int, ok bool) {
	if !strings.Contains(words, " ") {
		return 0, false
	}
	found := map[int]bool{}
	for label, v := range s.labels {
		if strings.HasPrefix(label, words+" ") {
			found[v], value = true, v
		}
	}
	return value, len(found) == 1
}

var numeralShape = regexp.MustCompile(`^[+-]?\d{1,9}([.,]\d{0,15})?$`)

var plainNumeral = strings.NewReplacer("−", "-", "\u00a0", "")

// numeral reads a number; whole is false for one like 2.5, whose n means nothing.
func numeral(cell string) (n int, whole, ok bool) {
	cell = plainNumeral.Replace(strings.TrimSpace(cell))
	if !numeralShape.MatchString(cell) {
		return 0, false, false
	}
	at := strings.IndexAny(cell, ".,")
	if at < 0 {
		at = len(cell)
	}
	n, err := strconv.Atoi(cell[:at])
	whole = err == nil && strings.Trim(cell[at:], ".,0") == ""
	return n, whole, err == nil
}

// least and most are the ends of the scale.
func (s *scale) ends() (least, most int) {
	all := make([]int, 0, len(s.values))
	for v := range s.values {
		all = append(all, v)
	}
	return slices.Min(all), slices.Max(all)
}

// decimal reads a number with or without decimals.
func decimal(cell string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(cell), ",", ".", 1), 64)
	return n, err == nil
}
