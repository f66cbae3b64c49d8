package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"waymark/data"
)

// Handing says who a report is made for, and which earlier reports it was
// protected against. Until it is recorded that they get it, the report is a draft.
type Handing struct {
	Recorded bool
	Reader   string // "" for everyone, as a report that is published
	// Held are the reports that the reader had and that bear on this one, in the
	// order in which they were handed over.
	Held []Earlier
	// Hidden counts the hidden cells, Alone those that would be hidden if the
	// reader had nothing yet, and Cells all that there are.
	Cells, Hidden, Alone int
	// Told counts the numbers of a few people that a reader could work out from the
	// report with what they have. With any, it is not handed over.
	Told int
}

// Earlier is a report that the reader has already, without its figures.
type Earlier struct {
	From, To        data.Date
	Surgery, Reason string    // the filters, "" for all
	Partner         string    // likewise
	OwnOnly         bool      // of one person's own clients
	AsAt            time.Time // when its figures were counted
}

// PeriodText returns the period and, where it is a part of the caseload, which.
func (e Earlier) PeriodText() string {
	text := (&Report{From: e.From, To: e.To}).PeriodText()
	var part []string
	for _, filter := range []string{e.Partner, e.Surgery, e.Reason} {
		if filter != "" {
			part = append(part, filter)
		}
	}
	if e.OwnOnly {
		part = append(part, ownClients)
	}
	if len(part) > 0 {
		text += " (" + strings.Join(part, ", ") + ")"
	}
	return text
}

// ReaderText returns who gets the report.
func (h *Handing) ReaderText() string { return cmp.Or(h.Reader, data.Everyone) }

// HeldText returns what the reader has already, such as "January to March 2026
// and April 2026", each period once; "" where there is nothing.
func (h *Handing) HeldText() string {
	var periods []string
	for _, e := range h.Held {
		if text := e.PeriodText(); !slices.Contains(periods, text) {
			periods = append(periods, text)
		}
	}
	return data.JoinAnd(periods)
}

// ShownText returns how much of the report is shown, and why the rest is hidden.
func (r *Report) ShownText() string {
	h := r.Handing
	headlines, shown := r.Headlines()
	list := []string{
		fmt.Sprintf("It shows %s of %s cells and %d of %d headline figures.", Count(h.Cells-h.Hidden), Count(h.Cells), shown, headlines),
		fmt.Sprintf("The rule for small numbers hides %s.", data.Plural(h.Alone, "cell", "cells")),
	}
	if more := h.Hidden - h.Alone; more > 0 {
		list = append(list, fmt.Sprintf("What they already have hides %s more.", Count(more)))
	}
	return strings.Join(list, " ")
}

// The marks of a draft. Every page and every sheet has one.
const (
	draftMark     = "Draft – not for handing over."
	unhiddenDraft = draftMark + " Small numbers are not hidden: for the service’s own eyes only."
)

// Draft reports whether the report is not for handing over.
func (r *Report) Draft() bool { return r.Handing == nil || !r.Handing.Recorded }

// Mark returns what every page and every sheet of a draft says at the top, and
// "" for a report that is handed over.
func (r *Report) Mark() string {
	switch {
	case !r.Draft():
		return ""
	case !r.Rule.On():
		return unhiddenDraft
	default:
		return draftMark
	}
}

// Headlines counts the key figures, and those of them that have a value.
func (r *Report) Headlines() (all, shown int) {
	for _, k := range r.KeyFigures {
		if k.Value != nothing && k.Value != hiddenText {
			shown++
		}
	}
	return len(r.KeyFigures), shown
}

// seriesDefinition says which earlier reports a report was protected against.
func seriesDefinition(h *Handing) []Definition {
	if h == nil {
		return nil
	}
	meaning := "No report that bears on this one was handed over to the same readers before."
	if len(h.Held) > 0 {
		list := make([]string, len(h.Held))
		for i, e := range h.Held {
			list[i] = e.PeriodText() + ", counted on " + data.DateOf(e.AsAt).Time().Format("2 January 2006")
		}
		meaning = "This report was checked against the earlier reports that its readers have: " + strings.Join(list, "; ") + "."
	}
	return []Definition{{"Reports before this one", meaning}}
}
