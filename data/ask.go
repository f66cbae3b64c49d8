package data

import (
	"fmt"
	"strings"
)

// Ask is one questionnaire that a client is to be asked in an episode: due
// now, begun, still to come, or refused. Package rule says which there are.
type Ask struct {
	InstrumentID string
	Name         string // the questionnaire’s short name
	Stage        Stage
	State        AskState
	// On is the day since which it is due, or on which it will be; zero where
	// no day is known. For one begun it is the day it was begun, and for one
	// refused the day it was refused.
	On         Date
	ResponseID ID     // the unfinished questionnaire; "" unless State is AskBegun
	RefusalID  ID     // "" unless State is AskRefused
	Reason     string // why it was refused, where someone said
}

// AskState is how things are with a questionnaire that a client is to be asked.
type AskState string

// The states of an Ask.
const (
	AskDue     AskState = "due"
	AskBegun   AskState = "begun" // unfinished, can be resumed
	AskLater   AskState = "later"
	AskRefused AskState = "refused"
)

// Why explains the state in a few words that begin in lower case.
func (a *Ask) Why() string {
	switch {
	case a.State == AskBegun:
		return "unfinished since " + a.On.Short()
	case a.State == AskRefused && a.Reason != "":
		return "refused on " + a.On.Short() + ": " + a.Reason
	case a.State == AskRefused:
		return "refused on " + a.On.Short()
	case a.Stage == Baseline && a.State == AskLater:
		return "to be asked at the first contact"
	case a.Stage == Baseline:
		return "seen on " + a.On.Short() + ", not asked yet"
	case a.State == AskLater:
		return "due with the second follow-up, on " + a.On.Short()
	default:
		return "due since " + a.On.Short()
	}
}

// Title names the stage and the questionnaire, such as "Follow-up WEMWBS".
func (a *Ask) Title() string {
	if a.Stage == StageFollowUp {
		return "Follow-up " + a.Name
	}
	return "First " + a.Name
}

// DueNow reports whether it is to be asked, or gone on with, now.
func (a *Ask) DueNow() bool { return a.State == AskDue || a.State == AskBegun }

// DueWords names the questionnaires that are due or unfinished, such as
// "WEMWBS and ONS4 due"; "" if there are none.
func DueWords(asks []Ask) string {
	var due, begun []string
	first := false
	for i := range asks {
		a := &asks[i]
		switch a.State {
		case AskBegun:
			begun = append(begun, a.Name)
		case AskDue:
			due = append(due, a.Name)
			if a.Stage == Baseline {
				first = true
			}
		case AskLater, AskRefused: // not due
		}
	}
	var words []string
	if len(due) > 0 {
		word := fmt.Sprintf("%s due", JoinAnd(due))
		if first {
			word = fmt.Sprintf("first %s due", JoinAnd(due))
		}
		words = append(words, word)
	}
	if len(begun) > 0 {
		words = append(words, JoinAnd(begun)+" unfinished")
	}
	return strings.Join(words, ", ")
}

// QuestionnaireRefusal says that a client would rather not answer the first
// or the follow-up questionnaire of an episode. An answer given all the same
// overrides it.
type QuestionnaireRefusal struct {
	ID        ID    `json:"id"`
	EpisodeID ID    `json:"episode_id"`
	ClientID  ID    `json:"client_id"`
	Stage     Stage `json:"stage"`
	// InstrumentID is the one questionnaire that was refused, "" for every one
	// of the stage.
	InstrumentID string `json:"instrument_id"`
	On           Date   `json:"on"`
	Reason       string `json:"reason"`
	Stamp
}

// Validate reports what is wrong as FieldErrors, or nil.
func (r *QuestionnaireRefusal) Validate(today Date) error {
	var c check
	r.Reason = Tidy(r.Reason)
	c.that(known(Stages(), r.Stage), "Stage", "Choose the first questionnaire or the follow-up.")
	c.that(!r.On.IsZero() && !r.On.After(today), "On", "Date must be today or in the past.")
	c.length("Reason", "The reason", r.Reason, MaxLine)
	return c.err()
}
