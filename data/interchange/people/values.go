package people

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
)

// What a table says of a spelling beside a name.
const (
	addNew   = "new"
	leaveOut = "leave_out"
)

// valueKey is a text as it is compared.
func valueKey(text string) string { return fold.Text(text) }

// spellings counts the different texts of a column.
type spellings struct {
	n     map[string]int    // by valueKey
	first map[string]string // as it is written first
	blank int
}

const mostSpellings = 400 // a column with more holds no names of a list

func (s *spellings) add(cell string) {
	text := data.Tidy(cell)
	if isBlank(text) {
		s.blank++
		return
	}
	if s.n == nil {
		s.n, s.first = map[string]int{}, map[string]string{}
	}
	key := valueKey(text)
	if _, ok := s.n[key]; !ok {
		if len(s.n) == mostSpellings {
			return
		}
		s.first[key] = text
	}
	s.n[key]++
}

// sorted are the texts, most used first.
func (s *spellings) sorted() []string {
	keys := make([]string, 0, len(s.n))
	for k := range s.n {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(s.n[b]-s.n[a], strings.Compare(a, b)) })
	return keys
}

// vocabulary is a list of this service that a column's spellings stand for.
type vocabulary struct {
	part    string // of a Map
	what    string // such as "surgery"
	known   []string
	told    map[string]string
	propose func(text string, known []string) string
	several bool // a cell may have several
}

func (l *List) vocabularyOf(f Field) *vocabulary {
	m := l.o.Map
	switch f {
	case Surgery:
		return &vocabulary{"surgeries", "surgery", l.o.Surgeries, m.Surgeries, likeSurgery, false}
	case MainReason, Further:
		return &vocabulary{"reasons", "reason", l.o.Reasons, m.Reasons, likeReason, true}
	case Prescriber:
		return &vocabulary{"prescribers", "member of staff", l.o.Staff, m.Prescribers, likeName, false}
	}
	return nil
}

// resolve finds what a text stands for: a name of the list, or a new one that
// someone decided to add. ok is false while no one has said.
func (v *vocabulary) resolve(text string) (name string, ok bool) {
	text = data.Tidy(text)
	for _, k := range v.known {
		if valueKey(k) == valueKey(text) {
			return k, true
		}
	}
	said, told := inTable(v.told, text)
	switch {
	case !told:
		return "", false
	case said == addNew:
		return text, true
	case said == leaveOut:
		return "", true
	}
	for _, k := range v.known {
		if valueKey(k) == valueKey(said) {
			return k, true
		}
	}
	return data.Tidy(said), true // a better name for a new one
}

// resolveAll finds what a cell with one or several names stands for.
func (v *vocabulary) resolveAll(text string) (names []string, ok bool) {
	if name, ok := v.resolve(text); ok {
		if name == "" {
			return nil, true
		}
		return []string{name}, true
	}
	parts := v.parts(text)
	if len(parts) < 2 {
		return nil, false
	}
	for _, p := range parts {
		name, ok := v.resolve(p)
		if !ok {
			return nil, false
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names, true
}

// settleTables asks what the spellings of each list of this service stand for.
func (l *List) settleTables() {
	tables := map[string]*Ask{}
	for _, c := range l.columns {
		v := l.vocabularyOf(c.Field)
		if v == nil || c.words == nil {
			continue
		}
		if len(c.words.n) == mostSpellings {
			c.Field, c.Sign = Note, "Too many different texts for a list"
			continue
		}
		l.settleTable(c, v, tables)
	}
	for _, part := range []string{"surgeries", "reasons", "prescribers"} {
		if a := tables[part]; a != nil {
			l.ask(*a)
		}
	}
}

func (l *List) settleTable(c *Column, v *vocabulary, tables map[string]*Ask) {
	known, names := 0, map[string]bool{}
	var open []Spelling
	for _, key := range c.words.sorted() {
		text := c.words.first[key]
		if all, ok := v.resolveAll(text); ok {
			known++
			for _, n := range all {
				names[n] = true
			}
			continue
		}
		open = append(open, v.unexplained(text, c.words.n[key])...)
	}
	c.Sign = fmt.Sprintf("%s, %s", data.Plural(len(c.words.n), "spelling", "spellings"), data.Plural(len(names), v.what, plural(v.what)))
	if len(open) == 0 {
		return
	}
	c.asked = true
	c.Sign = fmt.Sprintf("%d known, “%s” is not", known, open[0].Text)
	if len(open) > 1 {
		c.Sign = fmt.Sprintf("%d known, %d are not", known, len(open))
	}
	a := tables[v.part]
	if a == nil {
		a = &Ask{Key: v.part, Column: c.Heading, part: v.part, Title: fmt.Sprintf("Which %s is meant?", v.what),
			Evidence: "These spellings are not in your lists. Each is explained once and holds for the whole list."}
		for _, k := range v.known {
			a.Options = append(a.Options, data.Option[string]{Value: k, Label: k})
		}
		a.Options = append(a.Options, data.Option[string]{Value: addNew, Label: "Add as new"}, data.Option[string]{Value: leaveOut, Label: "Keep as a note only"})
		tables[v.part] = a
	}
	for _, s := range open {
		same := func(other Spelling) bool { return valueKey(s.Text) == valueKey(other.Text) }
		if at := slices.IndexFunc(a.Table, same); at >= 0 {
			a.Table[at].Rows += s.Rows
			continue
		}
		s.Proposed = v.propose(s.Text, v.known)
		if v.part == "surgeries" {
			l.proposePractices(a, &s)
		}
		a.Table = append(a.Table, s)
	}
}

func plural(what string) string {
	switch what {
	case "surgery":
		return "surgeries"
	case "member of staff":
		return "staff"
	default:
		return what + "s"
	}
}

// fixedWords are what lists write for something that has a fixed set here.
type fixedWords map[string]string

var sexes = fixedWords{"f": "female", "female": "female", "woman": "female", "w": "female", "women": "female", "girl": "female", "m": "male", "male": "male", "man": "male", "boy": "male", "men": "male",
	"other": "other", "non binary": "other", "nonbinary": "other", "self described": "other", "self describe": "other", "transgender": "other", "trans": "other", "indeterminate": "other", "f female": "female", "m male": "male"}

var yesWords = fixedWords{"y": "yes", "yes": "yes", "true": "yes", "1": "yes", "t": "yes", "✓": "yes", "✔": "yes", "n": "no", "no": "no", "false": "no", "0": "no", "f": "no"}

var sources = fixedWords{"gp": "gp", "doctor": "gp", "dr": "gp", "general practitioner": "gp", "gp practice": "gp", "surgery": "gp", "nurse": "nurse", "practice nurse": "nurse", "district nurse": "nurse", "anp": "nurse",
	"receptionist": "reception", "reception": "reception", "care navigator": "reception", "self": "self", "self referral": "self", "self referred": "self", "self ref": "self", "patient": "self", "family": "family", "friend": "family",
	"carer": "family", "family friend": "family", "family or friend": "family", "relative": "family", "daughter": "family", "son": "family", "social care": "social_care", "adult social care": "social_care", "social services": "social_care",
	"social worker": "social_care", "asc": "social_care", "council": "social_care", "hospital": "hospital", "a e": "hospital", "ward": "hospital", "discharge team": "hospital", "voluntary": "voluntary", "charity": "voluntary",
	"vcse": "voluntary", "vcs": "voluntary", "voluntary organisation": "voluntary", "voluntary sector": "voluntary", "age uk": "voluntary", "other": "other", "someone else": "other"}

var kinds = fixedWords{"clinic": "clinic", "face to face": "clinic", "f2f": "clinic", "in person": "clinic", "surgery": "clinic", "in surgery": "clinic", "at surgery": "clinic", "appointment": "clinic", "walk in": "walk_in", "walkin": "walk_in", "drop in": "walk_in",
	"phone": "phone", "telephone": "phone", "tel": "phone", "call": "phone", "phone call": "phone", "telephone call": "phone", "t c": "phone", "tc": "phone", "by phone": "phone", "rang": "phone",
	"video": "video", "zoom": "video", "teams": "video", "online": "video", "video call": "video", "accurx video": "video", "home visit": "home_visit", "hv": "home_visit", "home": "home_visit", "visit": "home_visit", "at home": "home_visit",
	"venue": "venue", "community": "venue", "community venue": "venue", "cafe": "venue", "in community": "venue", "library": "venue"}

var outcomes = fixedWords{"attended": "attended", "a": "attended", "seen": "attended", "yes": "attended", "y": "attended", "completed": "attended", "complete": "attended", "done": "attended", "att": "attended", "spoke": "attended", "spoken to": "attended", "contacted": "attended", "true": "attended",
	"dna": "did_not_attend", "did not attend": "did_not_attend", "no show": "did_not_attend", "missed": "did_not_attend", "no": "did_not_attend", "n": "did_not_attend", "not attended": "did_not_attend", "no answer": "did_not_attend", "fta": "did_not_attend", "was not brought": "did_not_attend", "dna d": "did_not_attend",
	"cancelled": "cancelled", "canceled": "cancelled", "can": "cancelled", "cancelled by client": "cancelled", "cancelled by patient": "cancelled", "postponed": "cancelled", "rearranged": "cancelled", "rescheduled": "cancelled", "canx": "cancelled", "cancelled by service": "cancelled", "uta": "cancelled", "unable to attend": "cancelled", "false": "did_not_attend"}

var closings = fixedWords{"complete": "goals_met", "completed": "goals_met", "support complete": "goals_met", "goals met": "goals_met", "goals achieved": "goals_met", "needs met": "goals_met", "successful": "goals_met",
	"managing without support": "moved_on", "moved on": "moved_on", "no further support needed": "moved_on", "declined": "declined", "declined service": "declined", "did not want service": "declined", "refused": "declined", "did not want the service": "declined", "not interested": "declined", "declined support": "declined",
	"no contact": "no_contact", "unable to contact": "no_contact", "uncontactable": "no_contact", "could not be reached": "no_contact", "did not engage": "no_contact", "dna": "no_contact", "not engaged": "no_contact", "disengaged": "no_contact",
	"moved": "moved_away", "moved away": "moved_away", "out of area": "moved_away", "changed surgery": "moved_away", "moved practice": "moved_away", "other care": "other_care", "referred on": "other_care", "passed to other care": "other_care", "hospital": "other_care",
	"died": "died", "deceased": "died", "rip": "died", "dead": "died", "passed away": "died"}

var statuses = fixedWords{"open": "open", "active": "open", "current": "open", "live": "open", "ongoing": "open", "o": "open", "in progress": "open", "yes": "open", "y": "open", "true": "open", "new": "open", "waiting": "open", "on hold": "open", "paused": "open", "allocated": "open", "waiting list": "open",
	"closed": "closed", "c": "closed", "discharged": "closed", "inactive": "closed", "complete": "closed", "completed": "closed", "ended": "closed", "no": "closed", "n": "closed", "false": "closed", "archived": "closed", "exited": "closed", "deceased": "closed", "died": "closed", "declined": "closed", "finished": "closed"}

// daysBehind is a day behind a word, as in “RIP 3/3/24” or “passed away 05 March 2024”.
var daysBehind = regexp.MustCompile(`(?i)[\s,(-]*(on\s+)?\d{1,4}[\s./-]+(\d{1,2}|[a-z]{3,9})[\s./-]+\d{2,4}\)?\s*$`)

// closingOf is why an episode ended, in the words of a list, with or without the day.
// Whoever wrote “Died?” did not know.
func closingOf(text string) (string, bool) {
	if strings.Contains(text, "?") {
		return "", false
	}
	return closings.read(daysBehind.ReplaceAllString(text, ""))
}

func (w fixedWords) read(cell string) (string, bool) {
	v, ok := w[strings.Join(fold.Words(cell), " ")]
	if !ok {
		v, ok = w[data.Tidy(cell)] // a tick has no letters
	}
	return v, ok
}

// settleFixed asks what kind and outcome contacts have where the list says it in
// words that are not understood, or not at all.
func (l *List) settleFixed() {
	for _, t := range []struct {
		field Field
		part  string
		title string
		words fixedWords
		told  map[string]string
		opts  []data.Option[string]
	}{
		{ContactKind, "contact_kinds", "How did these contacts take place?", kinds, l.o.Map.Kinds, options(data.ContactKinds())},
		{ContactOutcome, "contact_outcomes", "What came of these contacts?", outcomes, l.o.Map.Outcomes, options(data.ContactOutcomes())},
		{Status, "statuses", "Are these people still with you?", statuses, l.o.Map.Statuses, []data.Option[string]{{Value: "open", Label: "Yes, they are open"}, {Value: "closed", Label: "No, they are closed"}}},
	} {
		open := l.openWords(t.field, t.words, t.told)
		if len(open) == 0 || t.field == Status && l.dropStatus(open) {
			continue
		}
		a := Ask{Key: t.part, part: t.part, Title: t.title, Table: open, Options: append(t.opts, data.Option[string]{Value: leaveOut, Label: "Leave to work through"}),
			Evidence: "The list does not say it in a word that is known here. Each spelling is explained once."}
		for _, c := range l.columns {
			if c.Field == t.field {
				c.asked, a.Column = true, c.Heading
			}
		}
		l.ask(a)
	}
}

// mostStatuses is how many words a column of statuses has at most: one with more holds
// what people wrote.
const mostStatuses = 30

// dropStatus keeps a column that is called like one of statuses as a note, if it holds
// what people wrote.
func (l *List) dropStatus(open []Spelling) bool {
	if len(open) <= mostStatuses {
		return false
	}
	for _, c := range l.columns {
		if c.Field == Status {
			c.Field, c.Sign = Note, "Too many different texts to say who is open"
		}
	}
	return true
}

// statusOf is “open” or “closed” for a word of a list; ok is false for one that is
// neither by itself nor as someone said.
func (l *List) statusOf(cell string) (status string, ok bool) {
	if v, ok := statuses.read(cell); ok && !strings.Contains(cell, "?") {
		return v, true
	}
	if v, ok := inTable(l.o.Map.Statuses, data.Tidy(cell)); ok {
		return v, v != leaveOut
	}
	if strings.Contains(cell, "?") {
		return "", false // whoever wrote “Closed?” did not know
	}
	if at := strings.IndexAny(cell, "-–—:(,;/"); at > 0 { // “Closed - moved away”
		return statuses.read(cell[:at])
	}
	return "", false
}

// openWords are the spellings of a field that no one has explained; "" stands for
// contacts of which the list says nothing.
func (l *List) openWords(f Field, words fixedWords, told map[string]string) []Spelling {
	var open []Spelling
	blanks := l.contactsWithout(f)
	for _, c := range l.columns {
		if c.Field != f || c.words == nil {
			continue
		}
		for _, key := range c.words.sorted() {
			text := c.words.first[key]
			if _, ok := words.read(text); ok && f != Status {
				continue
			}
			if _, ok := l.statusOf(text); f == Status && ok {
				continue
			}
			if _, ok := inTable(told, text); !ok && !slices.ContainsFunc(open, func(s Spelling) bool { return valueKey(s.Text) == key }) {
				open = append(open, Spelling{Text: text, Rows: c.words.n[key]})
			}
		}
	}
	if _, ok := told[""]; blanks > 0 && !ok {
		open = append(open, Spelling{Text: "", Rows: blanks})
	}
	return open
}

// fixed reads a cell of a field with a fixed set; said is true where someone has
// decided that it is left out.
func fixed(cell string, words fixedWords, told map[string]string) (value string, out bool) {
	text := data.Tidy(cell)
	if isBlank(text) {
		text = ""
	} else if v, ok := words.read(text); ok {
		return v, false
	}
	v, _ := inTable(told, text)
	if v == leaveOut {
		return "", true
	}
	return v, false
}

func options[T ~string](list []data.Option[T]) []data.Option[string] {
	out := make([]data.Option[string], 0, len(list))
	for _, o := range list {
		out = append(out, data.Option[string]{Value: string(o.Value), Label: o.Label})
	}
	return out
}
