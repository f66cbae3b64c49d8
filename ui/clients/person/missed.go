package person

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/rule"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// Missed are the fields of a call that reached no one: when it was, and when to
// try again, which Waymark proposes so that calls are spread over days and times.
type Missed struct {
	In form.Inputs

	h      *host.Host
	prefix string
	known  MissedFacts
	then   rule.Afterwards
	day    string // the next day as it was proposed
	part   string
	at     string // the time of the call as it was proposed: now, for a call of today
}

// MissedFacts is what the proposal is made from.
type MissedFacts struct {
	Tried    []data.Attempt // earlier attempts that reached no one
	Most     int            // how many the service makes
	Holidays *data.Holidays
}

// ReadMissed reads the facts for a follow-up’s attempts.
func ReadMissed(ctx context.Context, h *host.Host, tried []data.Attempt) (f MissedFacts, err error) {
	f.Tried = tried
	if f.Most, err = h.Offering.MostAttempts(ctx); err != nil {
		return f, err
	}
	f.Holidays, err = h.Lists.Holidays(ctx)
	return f, err
}

// NewMissed makes the fields, named with a prefix such as "missed.".
func NewMissed(h *host.Host, prefix string, known MissedFacts, changed func()) *Missed {
	m := &Missed{h: h, prefix: prefix, known: known}
	day := func(name, label string, purpose data.DatePurpose) *form.Input {
		return form.Date(prefix+name, h.DateField(label, purpose), changed)
	}
	at := kit.NewTextField("Time of the call")
	at.SetPlaceHolder("14:30")
	note := kit.NewTextArea("Note", data.MaxNote)
	note.SetRows(2)
	m.In = form.Inputs{
		day("On", "Date of attempt", data.DateHappened), form.Text(prefix+"At", at, changed),
		day("NextOn", "Try again on", data.DatePlanned),
		form.Choice(prefix+"NextPart", "Best time on that day", "Any time", OptionsOf(data.CallTimes()), changed),
		form.Text(prefix+"Note", note, changed),
	}
	in := m.In.Named(prefix + "At")
	in.Problem = func() string { _, problem := ClockText(in.Get()); return problem }
	m.In.Named(prefix + "On").Set(host.Day(h.Today()).String())
	m.Propose()
	return m
}

// Objects lays the fields out.
func (m *Missed) Objects() []fyne.CanvasObject {
	p := m.prefix
	return []fyne.CanvasObject{kit.FormGrid(m.In.Objects(p+"On", p+"At", p+"NextOn", p+"NextPart")...), m.In.Named(p + "Note").Obj}
}

// Attempt is what the fields hold.
func (m *Missed) Attempt() data.Attempt {
	p := m.prefix
	a := data.Attempt{On: m.In.Date(p + "On"), NextOn: m.In.Date(p + "NextOn"), Note: m.In.Named(p + "Note").Get()}
	a.At, _ = ClockText(m.In.Named(p + "At").Get())
	if !a.NextOn.IsZero() {
		a.NextPart = data.CallTime(m.In.Named(p + "NextPart").Get())
	}
	return a
}

// Propose puts the next day and time in, unless someone has typed others.
func (m *Missed) Propose() {
	a := m.Attempt()
	if a.On.IsZero() || m.known.Holidays == nil {
		return
	}
	at := ""
	if a.On == m.h.Today() {
		at = data.HourOf(m.h.Clock())
		if m.at != "" {
			at = m.at // the first look is nearest to the call
		}
	}
	m.put("At", at, &m.at)
	a = m.Attempt()
	m.then = rule.AfterAttempt(append(m.known.Tried[:len(m.known.Tried):len(m.known.Tried)], a), m.known.Most, m.known.Holidays)
	m.put("NextOn", host.Day(m.then.NextOn).String(), &m.day)
	m.put("NextPart", string(m.then.NextPart), &m.part)
}

// put proposes a text for a field in which nothing else was typed.
func (m *Missed) put(name, text string, proposed *string) {
	if in := m.In.Named(m.prefix + name); in.Get() == *proposed && text != *proposed {
		*proposed = text
		in.Set(text)
	}
}

// Missing says what is wrong with the fields.
func (m *Missed) Missing() data.FieldErrors {
	errs, a := m.In.Unreadable(), m.Attempt()
	today := m.h.Today()
	need := func(ok bool, field, sentence string) {
		if name := m.prefix + field; !ok && errs.For(name) == "" {
			errs = append(errs, data.FieldError{Field: name, Sentence: sentence})
		}
	}
	need(!a.On.IsZero(), "On", "Enter the date")
	need(!a.On.After(today), "On", "Date must be today or in the past")
	need(a.NextOn.IsZero() || !a.NextOn.Before(today), "NextOn", "Date must be today or in the future")
	need(a.NextOn.IsZero() || !m.then.Final, "NextOn", fmt.Sprintf("No one answered in %s. To close the follow-up, leave this blank.", data.Plural(len(m.known.Tried)+1, "attempt", "attempts")))
	return errs
}

// Outlook says what comes of the call.
func (m *Missed) Outlook() string {
	a := m.Attempt()
	if !a.NextOn.IsZero() {
		return strings.TrimSpace(fmt.Sprintf("We will remind you again on %s. %s", When(a.NextOn, a.NextPart), DayOffSentence(m.known.Holidays, a.NextOn)))
	}
	switch n := len(m.known.Tried) + 1; {
	case m.then.Final:
		return fmt.Sprintf("This is attempt %d. The follow-up will be closed as “could not be reached”.", n)
	case m.then.Last:
		return fmt.Sprintf("This is attempt %d of %d. The follow-up will be closed as “could not be reached”. To try once more, enter "+
			"a date.", n, m.known.Most)
	}
	return fmt.Sprintf("We will remind you again on %s.", When(m.then.NextOn, m.then.NextPart))
}

// Last reports whether the follow-up is closed with this attempt.
func (m *Missed) Last() bool { return m.then.Last && m.Attempt().NextOn.IsZero() }

// When is a day and a part of it, such as “Thu 9 Apr 2026 in the afternoon”.
func When(day data.Date, part data.CallTime) string {
	if part == "" {
		return day.Long()
	}
	return day.Long() + " " + part.In()
}

// DayOffSentence says so if a day is not a working day: “That is a weekend.”
func DayOffSentence(h *data.Holidays, d data.Date) string {
	if holiday, ok := h.On(d); ok {
		return fmt.Sprintf("That is %s.", holiday.Title)
	}
	if !h.IsWorkingDay(d) {
		return "That is a weekend."
	}
	return ""
}

// AttemptLine is an attempt in a line.
func AttemptLine(a *data.Attempt) string {
	text := Dotted(a.On.LongAt(a.At), a.Result.Label())
	if a.Note != "" {
		text += ": " + a.Note
	}
	return text
}
