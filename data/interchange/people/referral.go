package people

import (
	"regexp"
	"slices"

	"waymark/data"
)

// referral reads the referral that a row is about.
func (r *rowReader) referral() {
	l := r.b.l
	ref := data.ListReferral{At: r.at}
	said := false
	if text, c := r.cell(ReferredOn); text != "" {
		day, why := l.day(c, text)
		if why != "" {
			r.left(c, text, why)
		}
		ref.ReceivedOn, said = day, true
	}
	if text, c := r.cell(ReferredFrom); text != "" {
		said = true
		if v, ok := sources.read(text); ok {
			ref.Source = data.Source(v)
		} else {
			r.note("%s: %s", c.Heading, text)
		}
	}
	if text, c := r.cell(Referrer); text != "" {
		said = true
		if ref.Referrer = text; len([]rune(text)) > data.MaxName {
			ref.Referrer = ""
			r.note("%s: %s", c.Heading, text)
		}
	}
	said = r.reasons(&ref) || said
	for _, c := range r.s.columns {
		if text := data.TidyNote(c.at(r.row)); c.Field == ReferralNote && !isBlank(text) {
			ref.Note, said = joinLines(ref.Note, text), true
		}
	}
	said = r.closing(&ref) || said
	switch {
	case !said:
	case ref.ReceivedOn.IsZero():
		r.undatedReferral(&ref)
	default:
		r.p.Referrals = append(r.p.Referrals, ref)
	}
}

// undatedReferral keeps what a row says of a referral whose day is not known.
func (r *rowReader) undatedReferral(ref *data.ListReferral) {
	closed := ""
	if ref.Closed {
		closed = "closed"
		if !ref.ClosedOn.IsZero() {
			closed = "closed " + ref.ClosedOn.Long()
		}
	}
	for _, text := range append([]string{ref.Reason, ref.Referrer, sourceLabel(ref.Source), ref.Note, closed, ref.CloseNote, closeLabel(ref.CloseReason)}, ref.Further...) {
		if text != "" {
			r.note("Referral without a date: %s", text)
		}
	}
	if c := r.s.column(ReferredOn); c == nil || isBlank(c.at(r.row)) {
		r.p.Left = append(r.p.Left, data.LeftOver{At: r.at, Column: headingOf(r.b.l, ReferredOn), Why: "The referral has no date. Add the referral with its date."})
	}
}

func sourceLabel(s data.Source) string {
	if s == "" {
		return ""
	}
	return s.Label()
}

func closeLabel(r data.CloseReason) string {
	for _, o := range data.CloseReasons() {
		if o.Value == r && r != "other" { // the words of others stand in the note
			return o.Label
		}
	}
	return ""
}

func joinLines(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

func (r *rowReader) reasons(ref *data.ListReferral) (said bool) {
	for _, f := range []Field{MainReason, Further} {
		text, c := r.cell(f)
		if text == "" {
			continue
		}
		said = true
		v := r.b.l.vocabularyOf(f)
		names, ok := v.resolveAll(text)
		if ok && (len(names) == 0 || v.leavesOut(text)) {
			r.note("%s: %s", c.Heading, text)
		}
		for _, n := range names {
			switch {
			case ref.Reason == "" && f == MainReason:
				ref.Reason = n
			case n != ref.Reason && !slices.Contains(ref.Further, n):
				ref.Further = append(ref.Further, n)
			}
		}
	}
	return said
}

// closedOn reads the day on which the episode ended. Among days, yes and no say whether.
func (r *rowReader) closedOn(ref *data.ListReferral) (said bool) {
	text, c := r.cell(ClosedOn)
	if text == "" {
		return false
	}
	day, why := r.b.l.day(c, text)
	yes, yesNo := yesWords.read(text)
	switch {
	case yesNo:
		ref.Closed = ref.Closed || yes == "yes"
	case why != "":
		r.left(c, text, why)
		return false
	case !ref.ReceivedOn.IsZero() && day.Before(ref.ReceivedOn):
		r.left(c, text, "It is before the referral. Check both dates.")
		return false
	default:
		ref.Closed, ref.ClosedOn = true, day
	}
	return true
}

// unclear lists a status that does not say whether support goes on.
func (r *rowReader) unclear(c *Column, status string) {
	if why, ok := closingOf(afterClosed.ReplaceAllString(status, "")); ok && why == string(data.CloseDied) {
		r.maybeDied(c, status, why)
		return
	}
	r.left(c, status, "This does not say in words that we know whether support goes on. Find out, and close the episode if it ended.")
}

// maybeDied gives someone whose episode stays open an alert, if what a cell says is that
// they died.
func (r *rowReader) maybeDied(c *Column, text, why string) {
	if why == string(data.CloseDied) {
		r.b.warn(r.p, diedAlert, data.LeftOver{At: r.at, Column: c.Heading, Text: text})
	}
}

// afterClosed is what stands before the reason in a status, as in “Closed - moved away”.
var afterClosed = regexp.MustCompile(`(?i)^(closed|discharged|inactive|ended)\s*[-–—:(,;/]+\s*`)

// closing reads whether and when the episode ended.
func (r *rowReader) closing(ref *data.ListReferral) (said bool) {
	status, c := r.cell(Status)
	if status != "" {
		status = c.status(status)
		v, ok := r.b.l.statusOf(status)
		if _, known := statuses.read(status); !known { // it says more than open or closed
			r.note("%s: %s", c.Heading, status)
		}
		if !ok {
			r.unclear(c, status)
		}
		ref.Closed, said = v == "closed", true
	}
	said = r.closedOn(ref) || said
	if text, c := r.cell(CloseReason); text != "" {
		v, ok := closingOf(text)
		switch {
		case !ref.Closed:
			r.note("%s: %s", c.Heading, text)
			r.maybeDied(c, text, v)
		case ok:
			ref.CloseReason = data.CloseReason(v)
		default:
			ref.CloseReason, ref.CloseNote = "other", text
		}
	}
	if ref.Closed && ref.CloseReason == "" {
		if why, ok := closingOf(afterClosed.ReplaceAllString(status, "")); ok { // as where it is “Deceased”
			ref.CloseReason = data.CloseReason(why)
		}
	}
	return said
}
