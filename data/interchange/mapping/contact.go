package mapping

import (
	"strings"

	"waymark/data"
	"waymark/data/interchange/plain"
)

// longestName is how long a text may be that is still the name of someone to contact.
const longestName = 60

// contact takes the column of whom to contact. Where the row has no number or no
// address elsewhere, those that stand there with the name are taken for them, as in
// “Jo Lee, 0113 496 0001, jo@example.org”.
func (r *row) contact() {
	v := &r.e.Service
	text := data.Tidy(r.one(Contact))
	v.ContactName = text
	rest := text
	if address := plain.FirstEmail(rest); address != "" && (v.Email == "" || strings.EqualFold(v.Email, address)) {
		v.Email, rest = address, without(rest, address)
	}
	number := plain.FirstPhone(rest)
	if number == "" || strings.Contains(rest, "@") {
		r.nameOf(rest, text)
		return
	}
	clean, _ := plain.Phone(number)
	if v.Phone == "" || v.Phone == clean {
		v.Phone, rest = clean, without(rest, number)
	}
	r.nameOf(rest, text)
}

// nameOf keeps what is left of a contact as the name; where it is more than that, the
// whole text is kept, so that nothing is lost.
func (r *row) nameOf(rest, whole string) {
	name := strings.Trim(data.Tidy(plain.WithoutPhoneWords(rest)), " ,;:/|()[]-–—")
	if len(name) > longestName || strings.ContainsAny(name, "0123456789@") {
		name = whole
	}
	r.e.Service.ContactName = name
}

// without is a text without a part of it.
func without(text, part string) string {
	at := strings.Index(strings.ToLower(text), strings.ToLower(part))
	if at < 0 {
		return text
	}
	return text[:at] + " " + text[at+len(part):]
}
