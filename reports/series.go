package reports

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"waymark/data"
)

// Handing is a report's way out of the service: who gets it, and which earlier
// reports it was protected against. A report without one is a draft.
type Handing struct {
	Reader string // "" for everyone, as a report that is published
	// Held are the reports that the reader had and that bear on this one, in the
	// order in which they were handed over.
	Held []Earlier
	// Hidden counts the hidden cells, Alone those that would be hidden if the
	// reader had nothing yet, and Cells all that there are.
	Cells, Hidden, Alone int
}

// Earlier is a report that somebody has already, without its figures.
type Earlier struct {
	From, To        data.Date
	Surgery, Reason string    // the filters, "" for all
	AsAt            time.Time // when its figures were counted
}

// PeriodText returns the period and, where it is a part of the caseload, which.
func (e Earlier) PeriodText() string {
	text := (&Report{From: e.From, To: e.To}).PeriodText()
	var part []string
	for _, filter := range []string{e.Surgery, e.Reason} {
		if filter != "" {
			part = append(part, filter)
		}
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

// The marks of a draft. Every page and every sheet has one.
const (
	draftMark     = "Draft – not for handing over."
	unhiddenDraft = draftMark + " Small numbers are not hidden: for the service’s own eyes only."
)

// Draft reports whether the report is not for handing over.
func (r *Report) Draft() bool { return r.Handing == nil }

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

// Cells counts the cells of all tables of the report, and those of them that
// are hidden.
func (r *Report) Cells() (all, hiddenCells int) {
	count := func(c Cell) {
		all++
		if c.Hidden {
			hiddenCells++
		}
	}
	for _, t := range r.Tables() {
		for i := range t.Rows {
			count(t.Rows[i].Cell)
		}
	}
	for _, m := range r.Matrices() {
		for i := range m.Rows {
			for _, c := range m.Rows[i].Cells {
				count(c)
			}
		}
	}
	return all, hiddenCells
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
		meaning = "Numbers are also hidden if they could be worked out with an earlier report. Earlier reports: " + strings.Join(list, "; ") + "."
	}
	return []Definition{{"Reports before this one", meaning}}
}
