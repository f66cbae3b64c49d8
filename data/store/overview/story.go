package overview

import (
	"fmt"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/letter"
)

// The functions here turn the facts of one row into an entry of the client's
// story; which facts, and in which order, is said by timelineQueries.

func tellReferral(f [5]string) data.Entry {
	source, referrer, surgery, reason, note := data.Source(f[0]), f[1], f[2], f[3], f[4]
	who := source.Label()
	if source == "" {
		who = "Referral"
	}
	if referrer != "" {
		who = referrer
	}
	if surgery != "" {
		who += ", " + surgery
	}
	if reason == "" {
		reason = "reason not recorded"
	}
	return data.Entry{Title: who + ": " + reason, Detail: note}
}

func tellContact(f [5]string) data.Entry {
	kind, outcome, note, at := data.ContactKind(f[0]), data.ContactOutcome(f[1]), f[2], f[3]
	e := data.Entry{Title: kind.Label(), Detail: note}
	if at != "" {
		e.Title = fmt.Sprintf("%s at %s", e.Title, data.Hour(at))
	}
	if outcome != data.ContactAttended {
		e.Tags = []string{outcome.Label()}
	}
	return e
}

// tellCancelled tells of an appointment that was cancelled.
func tellCancelled(f [5]string) data.Entry {
	kind := data.ContactKind(f[0])
	e := data.Entry{Title: kind.Label(), Detail: f[1], Tags: []string{data.AppointmentCancelled.Label()}}
	if f[2] != "" {
		e.Title += ", " + f[2]
	}
	return e
}

func tellOffer(f [5]string) data.Entry {
	service, decision, words, confidence := f[0], data.Decision(f[1]), f[2], f[3]
	e := data.Entry{Title: service, Detail: words, Tags: []string{decision.Label()}}
	if confidence != "" {
		e.Tags = append(e.Tags, "confidence "+confidence+" of 10")
	}
	switch {
	case f[4] == "":
	case decision == data.Chosen:
		e.Tags = append(e.Tags, data.PrescriptionKind(f[4]).Label())
	default:
		e.Tags = append(e.Tags, data.DeclineReason(f[4]).Label())
	}
	return e
}

func tellFollowUp(f [5]string) data.Entry {
	number, _ := strconv.Atoi(f[0])
	return data.Entry{Title: data.FollowUpOrdinal(number) + ": " + f[2], Tags: []string{data.FollowUpStatus(f[1]).Label()}, Detail: f[3]}
}

const triedToFollowUp = "Tried to follow up"

func tellAttempt(f [5]string) data.Entry {
	result, service, note := data.AttemptResult(f[0]), f[1], f[2]
	e := data.Entry{Title: triedToFollowUp, Tags: []string{result.Label()}, Detail: note}
	on, at, _ := strings.Cut(f[4], " ")
	if at != "" {
		e.Title = fmt.Sprintf("%s at %s", e.Title, data.Hour(at))
	}
	e.Title += ": " + service
	if next, err := data.ParseDate(f[3]); err == nil && f[3] != on {
		e.Tags = append(e.Tags, "next attempt "+next.Short())
	}
	return e
}

func tellResponse(f [5]string) data.Entry {
	name, items, summed := strings.ToUpper(f[0]), 0, true
	if d, ok := instrument.ByID(f[0]); ok {
		name, items, summed = d.ShortName, len(d.Items), d.Scoring.Kind != instrument.None
	}
	title := name + ", " + strings.ToLower(data.Stage(f[1]).Label())
	if f[4] == "unfinished" {
		return data.Entry{Title: title, Tags: []string{"Unfinished"}}
	}
	answered, _ := strconv.Atoi(f[4])
	detail := "All " + strconv.Itoa(items) + " items answered"
	if answered < items {
		detail = strconv.Itoa(answered) + " of " + strconv.Itoa(items) + " items answered"
	}
	if score, err := strconv.ParseFloat(f[2], 64); err == nil {
		title += ": " + strconv.FormatFloat(score, 'f', -1, 64)
	} else if summed {
		title += ": no total"
	}
	return data.Entry{Title: title, Detail: detail + ", " + data.AnswerMode(f[3]).InLine()}
}

func tellRefusal(f [5]string) data.Entry {
	title := "First questionnaire"
	if data.Stage(f[0]) == data.StageFollowUp {
		title = "Follow-up questionnaire"
	}
	if f[1] != "" {
		title += ", " + shortName(f[1])
	}
	return data.Entry{Title: title, Tags: []string{"Refused"}, Detail: f[2]}
}

// shortName is what people call a questionnaire; its ID for one of the
// service's own, whose file is not read for a line of the story.
func shortName(id string) string {
	if d, ok := instrument.ByID(id); ok {
		return d.ShortName
	}
	return strings.ToUpper(id)
}

func tellConsent(f [5]string) data.Entry {
	word := "Agreed"
	if f[1] != "1" {
		word = "Refused"
	}
	detail := data.ConsentHow(f[2]).Label()
	if f[3] != "" {
		detail += ". " + f[3]
	}
	return data.Entry{Title: "Consent: " + strings.ToLower(data.ConsentKind(f[0]).Label()), Tags: []string{word}, Detail: detail}
}

func tellLetter(f [5]string) data.Entry {
	kind, form, recipient := letter.Kind(f[0]), data.LetterForm(f[1]), f[2]
	e := data.Entry{Title: kind.Label(), Tags: []string{form.Label()}}
	if !kind.ToClient() {
		e.Title += ": " + recipient
	}
	if on, err := data.ParseDate(f[3]); err == nil {
		e.Tags = append(e.Tags, data.LowerFirst(f[4])+", "+on.Short())
	} else {
		e.Tags = append(e.Tags, "made, not handed over")
	}
	return e
}

func tellTask(f [5]string) data.Entry {
	e := data.Entry{Title: f[0], Tags: []string{data.TaskStatus(f[1]).Label()}, Detail: f[3]}
	if f[2] != "" {
		e.Tags = append(e.Tags, data.LowerFirst(f[2]))
	}
	return e
}
