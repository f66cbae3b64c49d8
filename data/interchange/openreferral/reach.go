package openreferral

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"waymark/data"
)

// takeContact takes how a service is reached: by what is given for itself and
// its places, else by what is given for its organisation.
func (e *entry) takeContact(r *record) {
	phones := slices.Clone(r.Phones)
	contacts := slices.Clone(r.Contacts)
	for _, p := range r.Places {
		phones = append(append(phones, p.phones...), p.Location.phones...)
		contacts = append(append(contacts, p.contacts...), p.Location.contacts...)
	}
	s := &e.Service
	s.Phone = phoneWords(phones, contacts)
	s.Email, s.Web = data.Tidy(r.Email), data.Tidy(r.URL)
	for _, c := range contacts {
		s.ContactName = orElse(s.ContactName, data.Tidy(c.Name))
		s.Email = orElse(s.Email, c.email)
	}
	if o := r.Organization; o != nil {
		s.Phone = orElse(s.Phone, phoneWords(o.phones, o.contacts))
		s.Email = orElse(s.Email, o.email)
		s.Web = orElse(s.Web, o.website)
	}
}

func orElse(text, other string) string {
	if text != "" {
		return text
	}
	return other
}

// is reports whether a number is of one of these kinds.
func (p phone) is(kinds ...string) bool {
	return slices.ContainsFunc(kinds, func(k string) bool { return strings.EqualFold(data.Tidy(p.kind), k) })
}

// phoneWords is all numbers but those of a fax, each once. Those on which no one can
// be spoken to come last.
func phoneWords(phones []phone, contacts []*contact) string {
	for _, c := range contacts {
		phones = append(phones[:len(phones):len(phones)], c.phones...)
	}
	spoken := func(p phone) int {
		if p.is("sms", "text", "textphone", "minicom", "tty", "tdd") {
			return 1
		}
		return 0
	}
	phones = slices.Clone(phones)
	slices.SortStableFunc(phones, func(a, b phone) int { return spoken(a) - spoken(b) })
	var numbers []string
	seen := map[string]bool{}
	for _, p := range phones {
		number := data.Tidy(strings.Trim(p.Number, `"`))
		key := orElse(data.PhoneDigits(number), number)
		if number == "" || seen[key] || p.is("fax") {
			continue
		}
		seen[key] = true
		if p.extension != "" && p.extension != "0" {
			number += " ext " + data.Tidy(p.extension)
		}
		numbers = append(numbers, number)
	}
	return strings.Join(numbers, " / ")
}

// addLanguage adds a language by its English name; English itself goes
// without saying.
func (e *entry) addLanguage(l spokenLanguage) {
	name := data.Tidy(l.Name)
	if name == "" {
		name = l.code
	}
	for _, n := range strings.FieldsFunc(name, func(r rune) bool { return r == ',' || r == ';' }) {
		n = languageName(strings.TrimSpace(n))
		if n != "" && n != "English" && !slices.Contains(e.Service.Languages, n) {
			e.Service.Languages = append(e.Service.Languages, n)
		}
	}
}

var codeShape = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z]{2,4})?$`)

// languageName takes a code such as "ur" or "pol" for the language.
func languageName(name string) string {
	if !codeShape.MatchString(name) {
		return name
	}
	tag, err := language.Parse(name)
	if err != nil {
		return name
	}
	base, _ := tag.Base()
	return orElse(display.English.Languages().Name(base), name)
}

var (
	noWheelchair   = regexp.MustCompile(`(?i)\b(no|not|without|un|non)\b[^.;\n]{0,30}\bwheel ?chair|\bwheel ?chair[^.;\n]{0,30}\b(not|no|inaccessible|unsuitable|impossible)\b`)
	someWheelchair = regexp.MustCompile(`(?i)\b(partial|partly|limited|some|restricted)\b[^.;\n]{0,30}\bwheel ?chair|\bwheel ?chair[^.;\n]{0,30}\b(partial|partly|limited|restricted)`)
	wheelchair     = regexp.MustCompile(`(?i)\bwheel ?chair`)
)

// takeAccess takes what is said about access. Whether someone in a wheelchair
// gets in is read from it only where it is said plainly.
func (e *entry) takeAccess(r *record) {
	var said []string
	for _, p := range r.Places {
		for _, a := range p.Location.Accessibility {
			said = append(said, data.TidyNote(a.Description), data.TidyNote(a.details))
		}
	}
	s := &e.Service
	s.Access = lines(said...)
	switch {
	case !wheelchair.MatchString(s.Access):
	case someWheelchair.MatchString(s.Access):
	case noWheelchair.MatchString(s.Access):
		s.Wheelchair = data.No
	default:
		s.Wheelchair = data.Yes
	}
	s.Access = lines(s.Access, data.TidyNote(r.interpretation))
}

var deliveryWords = map[data.Delivery]*regexp.Regexp{
	data.InPerson: regexp.MustCompile(`(?i)\b(venue|in[ -]?person|face[ -]to[ -]face|on[ -]?site|^physical$|centre|outdoors?)\b`),
	data.ByPhone:  regexp.MustCompile(`(?i)\b(tele)?phone\b`),
	data.Online:   regexp.MustCompile(`(?i)\b(on-?line|virtual(ly)?|video|web|website|webinar|digital|remote(ly)?)\b`),
	data.AtHome:   regexp.MustCompile(`(?i)\b(home|domiciliary|outreach)\b`),
}

// takeDelivery reads the ways a service reaches people from every word about
// how it is attended.
func (e *entry) takeDelivery(r *record) {
	words := slices.Clone(r.ways)
	for _, s := range r.allSchedules() {
		words = append(words, s.attending)
	}
	for _, p := range r.Places {
		words = append(words, p.Location.Type)
	}
	if words = notBlank(words...); len(words) == 0 {
		return
	}
	if ways, known := standardWays[words[0]]; known && len(words) == 1 {
		e.Service.Delivery = slices.Clone(ways)
		return
	}
	e.Service.Delivery = waysIn(words)
}

// waysIn reads words about how a service is attended.
func waysIn(words []string) (ways []data.Delivery) {
	for _, way := range data.DeliveryWays() {
		if slices.ContainsFunc(words, deliveryWords[way.Value].MatchString) {
			ways = append(ways, way.Value)
		}
	}
	return ways
}

// standardWays is what the types of a location say, which nearly every service
// has.
var standardWays = func() map[string][]data.Delivery {
	all := map[string][]data.Delivery{}
	for _, word := range []string{"physical", "virtual", "postal"} {
		all[word] = waysIn([]string{word})
	}
	return all
}()
