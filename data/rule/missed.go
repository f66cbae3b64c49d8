package rule

import (
	"strings"

	"waymark/data"
)

// MissedStep is what a service does after a client did not attend.
type MissedStep string

// The steps.
const (
	MissedBook  MissedStep = "book"  // book again and write
	MissedWrite MissedStep = "write" // send another letter
	MissedCall  MissedStep = "call"  // ring the client
	MissedClose MissedStep = "close" // close the case
)

// MissedSteps lists the steps that a service can choose from.
func MissedSteps() []data.Option[MissedStep] {
	return []data.Option[MissedStep]{
		{Value: MissedBook, Label: "Book again and write"}, {Value: MissedWrite, Label: "Send a letter"},
		{Value: MissedCall, Label: "Ring the client"}, {Value: MissedClose, Label: "Close the case"},
	}
}

// Label is the step in words.
func (s MissedStep) Label() string {
	for _, o := range MissedSteps() {
		if o.Value == s {
			return o.Label
		}
	}
	return ""
}

// usualMissedSteps is what a service does that has not said otherwise: book again
// after the first time, send a second letter after the next, then close.
var usualMissedSteps = []MissedStep{MissedBook, MissedWrite, MissedClose}

// ReadMissedSteps reads a service's steps, in the order of the times, from its
// setting, such as "book,write,close". What is not a step is left out; without
// any, they are the usual ones.
func ReadMissedSteps(setting string) []MissedStep {
	var steps []MissedStep
	for word := range strings.SplitSeq(setting, ",") {
		if step := MissedStep(strings.TrimSpace(word)); step.Label() != "" {
			steps = append(steps, step)
		}
	}
	if len(steps) == 0 {
		return usualMissedSteps
	}
	return steps
}

// MissedSetting is the setting that ReadMissedSteps reads.
func MissedSetting(steps []MissedStep) string {
	words := make([]string, len(steps))
	for i, s := range steps {
		words[i] = string(s)
	}
	return strings.Join(words, ",")
}

// AfterMissed returns the step after a client has not attended n times in a row,
// by the service's setting. After more times than it names, the last step stays.
// ok is false if nothing was missed.
func AfterMissed(n int, setting string) (step MissedStep, ok bool) {
	if n <= 0 {
		return "", false
	}
	steps := ReadMissedSteps(setting)
	return steps[min(n, len(steps))-1], true
}

// TimesInARow is how often something was missed, in words: "once", "twice", "3
// times in a row".
func TimesInARow(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice in a row"
	}
	return data.Count(n) + " times in a row"
}

// MissedInARow counts the appointments that a client missed since they were last
// met. The list is in the order of time;
// those cancelled, and those that are open, count neither way.
func MissedInARow(list []data.AppointmentState) int {
	n := 0
	for _, s := range list {
		switch s {
		case data.AppointmentMissed:
			n++
		case data.AppointmentSeen:
			n = 0
		}
	}
	return n
}
