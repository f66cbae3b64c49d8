package answers

import (
	"maps"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange/table"
)

// media are what lists give in place of how a questionnaire was filled in: on what
// or where, or whose answers they are. Someone may have read it aloud or helped all
// the same, so none of them says that the client answered alone.
var media = map[string]bool{
	"online": true, "web": true, "website": true, "link": true, "app": true, "tablet": true, "ipad": true, "computer": true, "email": true, "e mail": true,
	"paper": true, "on paper": true, "post": true, "by post": true, "postal": true, "letter": true, "text": true, "sms": true, "video": true, "by video": true,
	"face to face": true, "in person": true, "clinic": true, "home visit": true, "client": true, "patient": true, "self report": true, "self reported": true,
}

// modes are how lists say that a questionnaire was filled in.
var modes = map[string]data.AnswerMode{
	"alone": "alone", "self": "alone", "self completed": "alone", "self completion": "alone", "self complete": "alone", "self administered": "alone",
	"by themselves": "alone", "on their own": "alone",
	"read aloud": "read_aloud", "read out": "read_aloud", "aloud": "read_aloud", "read to them": "read_aloud", "interviewer": "read_aloud", "interview": "read_aloud",
	"assisted": "read_aloud", "with support": "read_aloud", "with help": "read_aloud",
	"phone": "phone", "by phone": "phone", "telephone": "phone", "by telephone": "phone", "call": "phone", "tel": "phone", "over the phone": "phone",
	"interpreter": "interpreter", "with an interpreter": "interpreter", "with interpreter": "interpreter", "translator": "interpreter", "interpreted": "interpreter",
	"proxy": "proxy", "by somebody else for them": "proxy", "by someone on their behalf": "proxy", "carer": "proxy", "family": "proxy", "on behalf": "proxy", "by proxy": "proxy", "somebody else": "proxy", "someone else": "proxy",
}

// modeOf reads how a questionnaire was filled in; mode is empty where a blank cell,
// or one that names a medium alone, does not say. ok is false for what is unknown.
func modeOf(cell string) (mode data.AnswerMode, ok bool) {
	if blanks[cellKey(cell)] || isMedium(cell) {
		return "", true
	}
	mode, ok = modes[modeKey(cell)]
	return mode, ok
}

func modeKey(cell string) string { return fold.Text(strings.ReplaceAll(cell, "_", " ")) }

func isMedium(cell string) bool { return media[modeKey(cell)] }

// surveyMedia counts the rows that name a medium in place of how they were filled in.
func (l *List) surveyMedia(found map[string]int, row table.Row) {
	if cell := data.Tidy(cellAt(row, l.columns.roles.of(roleMode))); isMedium(cell) {
		found[cell]++
	}
}

// tellMedia says it once for the list: a whole survey may have been online, and a doubt
// on each row would bury the others.
func (l *List) tellMedia(found map[string]int) {
	for _, word := range slices.Sorted(maps.Keys(found)) {
		l.question("“%s” says “%s” of %s. That does not tell whether anyone read it aloud or helped, so how they were filled in is saved as not recorded. Is that right?",
			l.file.Header[l.columns.roles.of(roleMode)], word, data.Plural(found[word], "row", "rows"))
	}
}
