package clients

import (
	"waymark/data"
	"waymark/ui/host"
)

// step is what should happen next with a client: the first thing that anybody
// who opens the record sees.
type step struct {
	when   string // the day, or how late it is
	late   bool
	title  string
	detail string
	then   string // what comes after it, or ""
	verb   string // on the button; "" when there is nothing to press
	does   stepKind
	to     host.Route // where the button leads, for stepGo
}

// stepKind is what the button of a step does.
type stepKind int

const (
	stepGo stepKind = iota
	stepReferral
	stepReopen
)

// askStep is the step for the questionnaires that wanted picks: one that was
// begun comes first.
func askStep(rec *data.ClientRecord, wanted func(*data.Ask) bool) (step, bool) {
	to := host.Route{Area: host.Questionnaires, View: host.ViewQuestionnaire, Client: rec.Client.ID}
	var asks []data.Ask
	for i := range rec.Asks {
		a := &rec.Asks[i]
		if !wanted(a) {
			continue
		}
		if a.State == data.AskBegun {
			to.Record = a.ResponseID
			return step{when: a.On.Short(), title: "Questionnaire left half-way", verb: "Go on with it", to: to,
				detail: a.Name + ": " + data.Plural(answersIn(rec, a.ResponseID), "question is", "questions are") +
					" answered. What was left blank stays blank."}, true
		}
		asks = append(asks, *a)
	}
	switch {
	case len(asks) == 0:
		return step{}, false
	case asks[0].Stage == data.Baseline:
		return step{title: "First questionnaire", verb: "Ask now", to: to,
			detail: askNames(asks) + ". Without it nobody can tell later what has changed."}, true
	default:
		return step{title: "Follow-up questionnaire", verb: "Ask now", to: to,
			detail: askNames(asks) + ". It shows what has changed since the first one."}, true
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
