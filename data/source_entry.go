package data

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Shorten cuts the texts that are longer than the directory keeps, at a word,
// and adds a doubt for each. Texts of which skip is true stay as they are; nil
// skips none.
func (e *SourceEntry) Shorten(skip func(text string) bool) {
	s := &e.Service
	for _, f := range []struct {
		name  string
		text  *string
		limit int
	}{
		{"Name", &s.Name, MaxName}, {"Organisation", &s.Organisation, MaxName}, {"OtherNames", &s.OtherNames, MaxLine},
		{"Description", &s.Description, MaxDescription}, {"Referring", &s.Referring, MaxNote}, {"Eligibility", &s.Eligibility, MaxNote},
		{"Cost", &s.Cost, MaxNote}, {"Days", &s.Days, MaxNote}, {"Access", &s.Access, MaxNote}, {"Waiting", &s.Waiting, MaxNote},
		{"Area", &s.Area, MaxNote}, {"Address", &s.Address, MaxLine}, {"ContactName", &s.ContactName, MaxLine}, {"Phone", &s.Phone, MaxLine},
	} {
		if len(*f.text) <= f.limit || utf8.RuneCountInString(*f.text) <= f.limit || skip != nil && skip(*f.text) {
			continue
		}
		*f.text = cutAtWord(*f.text, f.limit)
		e.Doubts = append(e.Doubts, Doubt{Field: f.name,
			Sentence: fmt.Sprintf("This text was shortened to %d characters.", f.limit)})
	}
	if utf8.RuneCountInString(s.Web) > MaxNote {
		s.Web = ""
		e.Doubts = append(e.Doubts, Doubt{Field: "Web", Sentence: "The web address is too long, so it was left out."})
	}
}

// cutAtWord returns at most limit characters, up to the end of a word when there
// is one in the last quarter.
func cutAtWord(text string, limit int) string {
	head := string([]rune(text)[:limit])
	if at := strings.LastIndexAny(head, " \n\t"); at > len(head)*3/4 {
		head = head[:at]
	}
	return strings.TrimSpace(head)
}

// Settle makes an entry one that can be kept: what is wrong in a field is left
// out and told as a doubt. When it cannot be kept even so, Skip says why.
func (e *SourceEntry) Settle(today Date) {
	if e.Service.Status == "" {
		e.Service.Status = ServiceActive
	}
	errs := FieldErrorsOf(e.Service.Validate(today))
	if errs == nil {
		return
	}
	for _, wrong := range errs {
		for _, f := range serviceFields {
			if f.Name == wrong.Field && f.Name != "Name" {
				e.Doubts = append(e.Doubts, Doubt{Field: f.Name, Sentence: "Left out: " + wrong.Sentence})
				f.Set(&e.Service, "")
			}
		}
	}
	if e.Service.Status == "" {
		e.Service.Status = ServiceActive
	}
	if err := e.Service.Validate(today); err != nil {
		e.Skip = Sentence(err)
	}
}
