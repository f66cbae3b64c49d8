package person

import (
	"fmt"
	"waymark/data"
	"waymark/ui/host"
)

// Step is what should happen next with a client: the first thing that anyone
// who opens the record sees.
type Step struct {
	Lead   string // what stands above it; "" for “Next”
	When   string // the day, or how late it is
	Late   bool
	Title  string
	Detail string
	Then   string // what comes after it, or ""
	Verb   string // on the button; "" when there is nothing to press
	Does   StepKind
	To     host.Route // where the button leads, for StepGo
}

// StepKind is what the button of a step does.
type StepKind int

// A button leads somewhere, adds a referral, opens the episode again, changes the
// next appointment, books one, or closes the episode.
const (
	StepGo StepKind = iota
	StepReferral
	StepReopen
	StepAppointment
	StepBook
	StepClose
)

// AskStep is the step for the questionnaires that wanted picks: one that was
// begun comes first.
func AskStep(rec *data.ClientRecord, wanted func(*data.Ask) bool) (Step, bool) {
	to := host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: rec.Client.ID}
	var asks []data.Ask
	for i := range rec.Asks {
		a := &rec.Asks[i]
		if !wanted(a) {
			continue
		}
		if a.State == data.AskBegun {
			to.Record = a.ResponseID
			return Step{When: a.On.Short(), Title: "Questionnaire unfinished", Verb: "Continue", To: to,
				Detail: fmt.Sprintf("%s: %s answered. Questions left blank stay blank.",
					a.Name, data.Plural(answersIn(rec, a.ResponseID), "question", "questions"))}, true
		}
		asks = append(asks, *a)
	}
	switch {
	case len(asks) == 0:
		return Step{}, false
	case asks[0].Stage == data.Baseline:
		return Step{Title: "First questionnaire", Verb: "Start", To: to,
			Detail: fmt.Sprintf("%s. You need this to see later what has changed.", askNames(asks))}, true
	default:
		return Step{Title: "Follow-up questionnaire", Verb: "Start", To: to,
			Detail: fmt.Sprintf("%s. Ask the questions again to see what has changed.", askNames(asks))}, true
	}
}

func answersIn(rec *data.ClientRecord, response data.ID) int {
	for i := range rec.Responses {
		if rec.Responses[i].ID == response {
			return len(rec.Responses[i].Answers)
		}
	}
	return 0
}

func askNames(asks []data.Ask) string {
	names := make([]string, len(asks))
	for i := range asks {
		names[i] = asks[i].Name
	}
	return data.JoinAnd(names)
}
