package data

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// RightsText is one text, or one picture, that is held about a person and is read
// before a copy is handed over: it may say something of someone else.
type RightsText struct {
	// Table, Row and Column name where it is held.
	Table, Row, Column string
	Title              string // what it is from, such as "Contact, 17 Feb 2026"
	Label              string // what it is, such as "Note"
	By                 string // who wrote it, "" if not known
	On                 Date
	Text               string
	Picture            []byte // JPEG or PNG; Text is "" then
	Marks              []RightsMark
	// Read says that someone read it as it is now.
	Read bool
	// Found are parts that may name or describe another person and that no mark
	// covers.
	Found []RightsFound
}

// Hash tells whether a text is still the one that was read.
func (t *RightsText) Hash() string {
	sum := sha256.Sum256(append([]byte(t.Text), t.Picture...))
	return hex.EncodeToString(sum[:])
}

// Black is how many parts are blacked out.
func (t *RightsText) Black() int {
	n := 0
	for _, m := range t.Marks {
		if !m.Stays {
			n++
		}
	}
	return n
}

// RightsMark is a part of a text that is about someone else: it is blacked out, or
// stays for a reason. From and To count characters; the whole of a picture is 0 to 1.
type RightsMark struct {
	From   int          `json:"from"`
	To     int          `json:"to"`
	Stays  bool         `json:"stays,omitempty"`
	Reason RightsReason `json:"reason"`
	Agreed RightsAgreed `json:"agreed,omitempty"` // what the other person said
}

// RightsReason is why a part is blacked out or stays.
type RightsReason string

// The reasons.
const (
	ReasonOther  RightsReason = "other"  // Data Protection Act 2018, Schedule 2, paragraph 16
	ReasonSource RightsReason = "source" // the same: it would show who reported it
	ReasonHarm   RightsReason = "harm"   // Schedule 3, parts 2 and 3
	ReasonLegal  RightsReason = "legal"  // Schedule 2, paragraph 19
	ReasonUnread RightsReason = "unread" // no one read it, and the copy was to be made without
	ReasonWorker RightsReason = "worker" // stays: Schedule 2, paragraph 17
	ReasonAgrees RightsReason = "agrees" // stays
	ReasonKnown  RightsReason = "known"  // stays: the person told it or has it already
)

// RightsBlackReasons lists why a part may be blacked out.
func RightsBlackReasons() []Option[RightsReason] {
	return []Option[RightsReason]{
		{ReasonOther, "Another person’s details"}, {ReasonSource, "Would show who reported it"},
		{ReasonHarm, "Could cause serious harm to someone’s health"}, {ReasonLegal, "Legal advice"},
	}
}

// RightsStayReasons lists why a part about another person may stay.
func RightsStayReasons() []Option[RightsReason] {
	return []Option[RightsReason]{
		{ReasonWorker, "A professional who cared for them"}, {ReasonAgrees, "The other person agrees"}, {ReasonKnown, "They told us themselves, or know it"},
	}
}

// Label is the reason in words.
func (r RightsReason) Label() string {
	if r == ReasonUnread {
		return "Not read yet, so left out"
	}
	return cmp.Or(labelOf(RightsBlackReasons(), r), labelOf(RightsStayReasons(), r))
}

// Told is the reason as the person reads it who gets the copy. That a text shows who
// reported something, or could do harm, is not said: it would tell them that there
// was a report, or alarm them.
func (r RightsReason) Told() string {
	switch r {
	case ReasonSource:
		return ReasonOther.Label()
	case ReasonHarm, ReasonLegal:
		return "Left out as the law allows"
	}
	return r.Label()
}

// RightsAgreed is whether the other person was asked.
type RightsAgreed string

// RightsAgreeds lists the answers.
func RightsAgreeds() []Option[RightsAgreed] {
	return []Option[RightsAgreed]{
		{"not_asked", "Not asked: it would tell them of the request"}, {"refuses", "Asked: does not agree"},
		{"no_answer", "Asked: no answer"}, {"agrees", "Asked: agrees"},
	}
}

// Label is the answer in words.
func (a RightsAgreed) Label() string { return labelOf(RightsAgreeds(), a) }

// RightsFound is a part of a text that may be about another person.
type RightsFound struct {
	From, To int // characters
	Why      string
}

// RightsSpan is a part of a text as the person gets it: its words, or a bar with its
// reason in place of them.
type RightsSpan struct {
	Text  string
	Black RightsReason // "" if the words are there
}

// ValidateRightsMarks reports what is wrong with marks of a text of n characters as
// FieldErrors, or nil.
func ValidateRightsMarks(marks []RightsMark, n int) error {
	var c check
	for _, m := range marks {
		c.that(m.From >= 0 && m.From < m.To && m.To <= n, "Marks", "A mark is outside the text. Open the text again.")
		list := RightsBlackReasons()
		if m.Stays {
			list = RightsStayReasons()
		}
		c.that(known(list, m.Reason), "Reason", "Select why.")
		c.that(m.Agreed == "" || known(RightsAgreeds(), m.Agreed), "Agreed", "Select whether the other person was asked.")
	}
	return c.err()
}

// Blacked is a text with bars in place of what is blacked out. Parts that touch or
// overlap are one bar, so that nothing is told of their length; the reason is that
// of the first.
func Blacked(text string, marks []RightsMark) []RightsSpan {
	black := slices.DeleteFunc(slices.Clone(marks), func(m RightsMark) bool { return m.Stays })
	slices.SortStableFunc(black, func(a, b RightsMark) int { return cmp.Compare(a.From, b.From) })
	runes := []rune(text)
	var spans []RightsSpan
	at := 0
	for _, m := range black {
		from, to := min(max(m.From, 0), len(runes)), min(max(m.To, 0), len(runes))
		if from >= to {
			continue
		}
		if between := string(runes[min(at, from):from]); strings.TrimSpace(between) != "" || len(spans) == 0 {
			if between != "" {
				spans = append(spans, RightsSpan{Text: between})
			}
			spans = append(spans, RightsSpan{Black: m.Reason})
		}
		at = max(at, to)
	}
	if at < len(runes) {
		spans = append(spans, RightsSpan{Text: string(runes[at:])})
	}
	return spans
}

// PlainSpans is what Blacked returns as one text.
func PlainSpans(spans []RightsSpan) string {
	var b strings.Builder
	for _, s := range spans {
		if s.Black != "" {
			b.WriteString("[blacked out: " + LowerFirst(s.Black.Told()) + "]")
		} else {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// RightsCopyPDF is the file of the copy to read. It names no one: folders and
// emails show it.
const RightsCopyPDF = "copy-to-read.pdf"

// RightsPack is the copy of everything that is held about a person. What was blacked
// out is not in it.
type RightsPack struct {
	Service  string
	Client   string
	Request  RightsRequest
	Due      RightsDue
	MadeOn   Date
	Sections []PackSection
	// LeftOut says which tables are not in it and why.
	LeftOut []string
}

// PackSection is what one table holds about the person.
type PackSection struct {
	Table, Title string
	About        string // what a row is
	Rows         []PackRow
	// Machine says that the rows are only in the file for programs: what is in them
	// is told elsewhere in words.
	Machine bool
}

// PackRow is one row.
type PackRow struct {
	Heading string
	Fields  []PackField
}

// PackField is one value of a row.
type PackField struct {
	Column, Label string
	Value         any          // as programs read it: text, a number, true or false, nil
	Words         string       // as people read it; "" where it says nothing to them
	Spans         []RightsSpan // of a text that was reviewed
	Picture       []byte
}

// Black counts the parts that are blacked out, by the reason that is told.
func (p *RightsPack) Black() map[string]int {
	n := map[string]int{}
	for i := range p.Sections {
		for _, row := range p.Sections[i].Rows {
			for _, f := range row.Fields {
				for _, s := range f.Spans {
					if s.Black != "" {
						n[s.Black.Told()]++
					}
				}
			}
		}
	}
	return n
}
