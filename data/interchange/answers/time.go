package answers

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"waymark/data"
)

// A moment is what a heading or a cell says about the time of a questionnaire.
type moment struct {
	label string // as the file has it
	kind  momentKind
	n     int // of a number, or of a number of weeks
}

type momentKind int

const (
	noTime   momentKind = iota
	before              // baseline in words
	numbered            // T1, wave 2: the least of the file is the baseline
	between             // halfway
	after               // post, end
	later               // follow-up, with a number where there are several
	elapsed             // so many months, in days
	unknown             // someone must say what it is
)

// timeWords are the words that tell a time by themselves.
var timeWords = map[string]momentKind{
	"pre": before, "before": before, "baseline": before, "base": before, "bl": before, "initial": before, "start": before,
	"entry": before, "intake": before, "pretest": before, "preintervention": before, "enrolment": before, "enrollment": before,
	"beginning": before, "admission": before, "opening": before, "screening": before,
	"mid": between, "midpoint": between, "interim": between, "middle": between, "midway": between,
	"post": after, "after": after, "end": after, "exit": after, "final": after, "discharge": after, "posttest": after,
	"completion": after, "closing": after, "closure": after, "ending": after, "postintervention": after, "last": after,
	"followup": later, "fu": later, "fup": later, "follow": later, "review": later, "later": later,
}

// ordinals count times in words.
var ordinals = map[string]int{"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}

// timeNouns stand before a number that counts times.
var timeNouns = setOf("t", "tp", "time", "timepoint", "point", "w", "wave", "visit", "v", "stage", "phase", "session", "assessment",
	"occasion", "measurement", "survey", "round", "test", "questionnaire", "administration", "event", "sweep", "appointment", "appt", "meeting")

// units are spans of time, in days.
var units = map[string]int{"day": 1, "days": 1, "d": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "month": 30, "months": 30, "mo": 30,
	"mth": 30, "mths": 30, "m": 30, "year": 365, "years": 365, "yr": 365, "yrs": 365, "y": 365}

// fillers say nothing about a time.
var fillers = setOf("up", "at", "the", "of", "arm", "only", "intervention", "treatment", "programme", "program", "course", "project", "test", "support",
	"measure", "assessment", "visit", "questionnaire", "survey", "data", "time", "point", "group", "wave", "session", "response", "form", "stage", "phase", "occasion")

// timeOf reads tokens as a time; ok is false when they hold anything else. No
// tokens are no time.
func timeOf(words []string) (m moment, ok bool) {
	r := timeReader{moment: moment{label: strings.Join(words, " ")}, count: -1}
	for i := range words {
		if !r.number(words, i) && !r.word(words, i) {
			return r.moment, false
		}
	}
	return r.settle(r.count, r.unit, r.noun)
}

// timeReader is a time while its words are read.
type timeReader struct {
	moment
	count, unit int // a number, -1 for none; days of a unit
	noun        bool
}

// number takes the word at i when it is a number or an ordinal that fits.
func (r *timeReader) number(words []string, i int) bool {
	n, isNumber := number(words[i])
	switch {
	case isNumber && r.count < 0:
		r.count = n
		return true
	case isNumber:
		return i > 0 && words[i-1] == "arm" // REDCap adds the arm of the trial
	case ordinals[words[i]] > 0 && r.count < 0:
		r.count, r.noun = ordinals[words[i]], true
		return true
	}
	return false
}

// word takes the word at i when it belongs to a time.
func (r *timeReader) word(words []string, i int) bool {
	w := words[i]
	last := i+1 == len(words)
	if kind, isTime := timeWords[w]; isTime {
		r.kind = max(r.kind, kind) // "post follow up", "end of baseline": the later one says what it is
		return w != "follow" || !last && words[i+1] == "up"
	}
	switch {
	case w == "arm", timeNouns[w] && (r.count >= 0 || !last && isDigits(words[i+1])):
		r.noun = true
	case units[w] > 0:
		r.unit = units[w]
	default:
		return fillers[w]
	}
	return true
}

func isDigits(w string) bool { _, ok := number(w); return ok }

// settle decides what words and a number come to.
func (m moment) settle(count, unit int, noun bool) (moment, bool) {
	m.n = max(count, 0)
	switch {
	case m.kind == noTime && count < 0:
		return m, m.label == ""
	case m.kind == noTime && unit > 0:
		m.kind, m.n = elapsed, count*unit
	case m.kind == noTime:
		m.kind = numbered
	case unit > 0 && count >= 0:
		m.n = count * unit
		if m.kind != before {
			m.kind = later
		}
	case noun && m.kind == before:
		m.n = 0
	}
	return m, true
}

// rank orders moments.
func (m moment) rank() int {
	const step = 10000
	return int(m.kind)*step + min(m.n, step-1)
}

// stages says for each moment of a file which stage it is. What it cannot know
// is in ask, as a sentence.
func stages(all []moment, told map[string]string) (of map[moment]data.Stage, ask string) {
	of = map[moment]data.Stage{}
	var strange []moment
	for _, m := range all {
		stage, ok := told[keyOf(m.label)]
		switch {
		case ok:
			of[m] = data.Stage(stage)
		case m.kind == unknown, m.saysFirst() && slices.ContainsFunc(all, func(o moment) bool { return o.kind == before }):
			strange = append(strange, m)
		default:
			of[m] = m.stage(all)
		}
	}
	switch {
	case len(strange) > 0:
		ask = "It is not clear which time it was everywhere. " + sayTimes(strange)
	case len(all) > 1 && !slices.Contains(slices.Collect(maps.Values(of)), data.Baseline):
		ask = "The list has several times, and none that is plainly the first. " + sayTimes(all)
	}
	return of, ask
}

// saysFirst is true for “first appointment” and the like. Beside “baseline” it may be
// the same time, or the first one after.
func (m moment) saysFirst() bool {
	return m.kind == numbered && m.n == 1 && slices.ContainsFunc(tokens(m.label), func(w string) bool { return ordinals[w] == 1 })
}

// stage is what a moment is among all of a file; empty where nothing tells.
func (m moment) stage(all []moment) data.Stage {
	is := func(kind momentKind) bool {
		return slices.ContainsFunc(all, func(o moment) bool { return o.kind == kind })
	}
	earlier := func(o moment) bool { return o.kind == numbered && o.n < m.n }
	switch {
	case m.kind == noTime && len(all) == 1:
		return ""
	case m.kind == before, m.kind == elapsed && m.n == 0:
		return data.Baseline
	case is(before):
		return data.StageFollowUp
	case m.kind == noTime:
		return data.Baseline
	case m.kind == numbered && m.n <= 1 && !is(noTime) && !slices.ContainsFunc(all, earlier): // q1 and q1.1 are two times, and the second is not the first
		return data.Baseline
	}
	return data.StageFollowUp
}

// sayTimes asks which stage the first few of the moments are.
func sayTimes(all []moment) string {
	var labels []string
	for _, m := range all {
		if len(labels) < 5 {
			labels = append(labels, fmt.Sprintf("%q: \"…\"", m.label))
		}
	}
	slices.Sort(labels)
	return fmt.Sprintf("Say for each with --map whether it is baseline or follow_up: {\"times\": {%s}}.", strings.Join(labels, ", "))
}

func byRank(a, b moment) int {
	return cmp.Or(cmp.Compare(a.rank(), b.rank()), strings.Compare(a.label, b.label))
}

// namedTimes are the words that say a time in the name of a file or sheet too;
// "final" and "start" say other things there.
var namedTimes = setOf("pre", "post", "baseline", "followup", "before", "after")

// timeInName finds the one time in the name of a file and its sheet.
func timeInName(name string) (moment, bool) {
	words := tokens(name)
	found := map[string]moment{}
	for i, w := range words {
		span := words[i : i+1]
		switch {
		case namedTimes[w]:
		case i+1 < len(words) && (w == "follow" && words[i+1] == "up" || (w == "t" || w == "wave" || w == "timepoint") && isDigits(words[i+1])):
			span = words[i : i+2]
		default:
			continue
		}
		if m, ok := timeOf(span); ok {
			found[m.label] = m
		}
	}
	for _, m := range found {
		return m, len(found) == 1
	}
	return moment{}, false
}
