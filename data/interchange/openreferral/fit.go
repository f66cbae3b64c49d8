package openreferral

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"waymark/data"
)

// Fit cuts the texts of an entry that are longer than the directory keeps, at
// a word, and adds a doubt for each. Readers fit what has no markup; a text
// with markup is fitted by whoever has made it plain, which makes it shorter.
func Fit(e *data.SourceEntry) { fit(e, false) }

var markup = regexp.MustCompile(`<[a-zA-Z/!]`)

// fit leaves out texts with markup when these are still to be made plain.
func fit(e *data.SourceEntry, stillMarkup bool) {
	s := &e.Service
	for _, f := range []struct {
		name  string
		text  *string
		limit int
	}{
		{"Name", &s.Name, data.MaxName}, {"Organisation", &s.Organisation, data.MaxName},
		{"OtherNames", &s.OtherNames, data.MaxLine}, {"Description", &s.Description, data.MaxDescription},
		{"Referring", &s.Referring, data.MaxNote}, {"Eligibility", &s.Eligibility, data.MaxNote},
		{"Cost", &s.Cost, data.MaxNote}, {"Days", &s.Days, data.MaxNote}, {"Access", &s.Access, data.MaxNote},
		{"Waiting", &s.Waiting, data.MaxNote}, {"Area", &s.Area, data.MaxNote}, {"Address", &s.Address, data.MaxLine},
		{"ContactName", &s.ContactName, data.MaxLine}, {"Phone", &s.Phone, data.MaxLine},
	} {
		if len(*f.text) <= f.limit || utf8.RuneCountInString(*f.text) <= f.limit || stillMarkup && markup.MatchString(*f.text) {
			continue
		}
		*f.text = cut(*f.text, f.limit)
		e.Doubts = append(e.Doubts, data.Doubt{Field: f.name,
			Sentence: fmt.Sprintf("This text is longer than %d characters, the most that is kept. The rest was left out.", f.limit)})
	}
	if utf8.RuneCountInString(s.Web) > data.MaxNote {
		s.Web = ""
		e.Doubts = append(e.Doubts, data.Doubt{Field: "Web", Sentence: "The web address is too long to be kept. It was left out."})
	}
}

// cut gives at most limit characters, up to the end of a word when there is
// one in the last quarter.
func cut(text string, limit int) string {
	head := string([]rune(text)[:limit])
	if at := strings.LastIndexAny(head, " \n\t"); at > len(head)*3/4 {
		head = head[:at]
	}
	return strings.TrimSpace(head)
}
