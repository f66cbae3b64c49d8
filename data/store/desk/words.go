package desk

import (
	"strings"
	"unicode/utf8"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store/casework"
)

// words is what someone at a desk typed to find a person: parts of a name, then
// perhaps a birth date or a phone number.
type words struct {
	name  string   // as typed
	parts []string // of the name, folded
	born  data.Date
	phone string // digits
}

// fewestPhoneDigits is how much of a phone number makes a search.
const fewestPhoneDigits = 3

// readWords reads what was typed. What begins with a digit is a birth date where
// it can be one, else a phone number.
func readWords(text string, today data.Date) words {
	tokens := strings.Fields(data.Tidy(text))
	at := len(tokens)
	for i, token := range tokens {
		if token[0] >= '0' && token[0] <= '9' || token[0] == '+' && len(token) > 1 {
			at = i
			break
		}
	}
	w := words{name: strings.Join(tokens[:at], " ")}
	w.parts = fold.Words(w.name)
	number := strings.Join(tokens[at:], " ")
	if number == "" {
		return w
	}
	if born, err := data.ParseDateInput(number, today, data.DateBirth); err == nil && number[0] != '+' {
		w.born = born
		return w
	}
	if digits := data.PhoneDigits(number); len(digits) >= fewestPhoneDigits {
		w.phone = digits
	}
	return w
}

func (w words) empty() bool { return len(w.parts) == 0 && w.born.IsZero() && w.phone == "" }

// match reports whether a person is one of those looked for: every part of the
// name begins one of their names or stands within it.
func (w words) match(p *data.DeskPerson, otherPhone string) bool {
	if !w.born.IsZero() && w.born != p.BirthDate {
		return false
	}
	if w.phone != "" && !strings.Contains(data.PhoneDigits(p.Phone), w.phone) && !strings.Contains(data.PhoneDigits(otherPhone), w.phone) {
		return false
	}
	names := fold.Words(p.Name + " " + p.KnownAs)
	for _, part := range w.parts {
		if !anyHas(names, part) {
			return false
		}
	}
	return true
}

func anyHas(names []string, part string) bool {
	for _, name := range names {
		if strings.HasPrefix(name, part) || utf8.RuneCountInString(part) >= 3 && strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// exact reports whether what was typed can be no one else: the whole name, with
// the birth date or the whole phone number.
func (w words) exact(p *data.DeskPerson, otherPhone string) bool {
	if !casework.SameName(w.name, p.Name) {
		return false
	}
	whole := w.phone != "" && len(w.phone) >= 10 && (w.phone == data.PhoneDigits(p.Phone) || w.phone == data.PhoneDigits(otherPhone))
	return !w.born.IsZero() && w.born == p.BirthDate || whole
}

// ReadTyped takes apart what was typed to find someone who turned out to be new:
// a name, and perhaps a birth date or a phone number after it.
func ReadTyped(text string, today data.Date) (name string, born data.Date, phone string) {
	w := readWords(text, today)
	if w.phone != "" {
		phone = strings.TrimSpace(strings.TrimPrefix(data.Tidy(text), w.name))
	}
	return w.name, w.born, phone
}
