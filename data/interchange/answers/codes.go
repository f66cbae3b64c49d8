package answers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange/table"
)

// codes is how a list uses the codes of its people: how they are spelled, and
// at which surgery each stands.
type codes struct {
	column  int // the one of the places, or -1
	spelled map[string]*spellings
	places  map[string]*place
	across  map[string]map[string]map[string]bool // times of a code at each place
	timed   bool
	whole   bool // every code is a number
	unclear bool // some time has words that are not understood
}

// spellings are the ways in which one code is written.
type spellings struct {
	first string
	// times are those of the rows of each way.
	times map[string]map[string]bool
}

// place is what is known of the codes at one surgery.
type place struct {
	least  int
	starts map[string]bool // codes with a first questionnaire
	all    map[string]bool
}

// newCodes are those of a list, once for each column at which they may begin again.
func (l *List) newCodes() []*codes {
	columns := l.columns.within
	if named := l.columns.roles.of(roleWithin); len(columns) == 0 || l.o.Map.Within != "" {
		columns = []int{named}
	}
	var all []*codes
	for _, column := range columns {
		all = append(all, newCodes(column))
	}
	return all
}

func newCodes(column int) *codes {
	return &codes{column: column, spelled: map[string]*spellings{}, places: map[string]*place{}, across: map[string]map[string]map[string]bool{}, whole: true}
}

// surveyCode notes the code of a row with answers.
func (l *List) surveyCode(c *codes, row table.Row) {
	code := data.Tidy(cellAt(row, l.columns.roles.of(rolePerson)))
	if blanks[cellKey(code)] || l.isHeading(row.Cells) || !l.answersIn(row) {
		return
	}
	at := fold.Code(cellAt(row, c.column))
	key := codeKey(code)
	when := strings.Join(timeTokens(cellAt(row, l.columns.roles.of(roleTime))), " ")
	c.timed = c.timed || when != ""
	c.spell(at+"\x00"+key, code, when)
	if at == "" {
		return
	}
	p := c.places[at]
	if p == nil {
		p = &place{least: 1 << 30, starts: map[string]bool{}, all: map[string]bool{}}
		c.places[at] = p
	}
	n, err := strconv.Atoi(cellKey(code))
	c.whole = c.whole && err == nil
	p.least = min(p.least, n)
	p.all[key] = true
	m, ok := timeOf(timeTokens(cellAt(row, l.columns.roles.of(roleTime))))
	c.unclear = c.unclear || !ok
	if ok && (m.kind == noTime || m.kind == before || m.kind == numbered && m.n <= 1) {
		p.starts[key] = true
	}
	c.stands(key, at, when)
}

// stands notes that a code stands at a place at a time.
func (c *codes) stands(key, at, when string) {
	if c.across[key] == nil {
		c.across[key] = map[string]map[string]bool{}
	}
	if c.across[key][at] == nil {
		c.across[key][at] = map[string]bool{}
	}
	c.across[key][at][when] = true
}

// codeKey is a code as it is compared with others. A number that lost its zeros in
// front, as spreadsheets make 12 of 0012, is the same number.
func codeKey(code string) string {
	key := fold.Code(code)
	if bare := strings.TrimLeft(key, "0"); bare != "" && strings.Trim(key, "0123456789") == "" {
		return bare
	}
	return key
}

func (c *codes) spell(key, code, when string) {
	s := c.spelled[key]
	if s == nil {
		s = &spellings{first: code, times: map[string]map[string]bool{}}
		c.spelled[key] = s
	}
	if s.times[code] == nil {
		s.times[code] = map[string]bool{}
	}
	s.times[code][when] = true
}

// answersIn is true for a row with anything in the column of an item.
func (l *List) answersIn(row table.Row) bool {
	for _, b := range l.columns.blocks {
		for _, column := range b.items {
			if cell := cellAt(row, column); cell != "" && !blanks[cellKey(cell)] {
				return true
			}
		}
	}
	return false
}

// settlePeople decides who is one person, or asks.
func (l *List) settlePeople(s *survey) {
	if l.columns.signedIn >= 0 && l.o.Map.Name == "" && l.o.Map.Person == "" {
		name := l.file.Header[l.columns.signedIn]
		l.ask("name", fmt.Sprintf("Only “%s” says whose answers these are. The program that made this list puts who was signed in there, who may be a member of staff.", name),
			fmt.Sprintf("{\"name\": %q}", name), fmt.Sprintf("{\"person\": %q}", l.file.Header[0]))
	}
	c := l.placesOf(s.codes)
	l.settleWithin(c)
	l.settleCodes(c)
	l.settleNames(s.couples)
}

// placesOf chooses the column at which codes may begin again: the first at which they
// do, else the first at which some code is at several.
func (l *List) placesOf(all []*codes) *codes {
	for _, fits := range []func(*codes) bool{
		func(c *codes) bool {
			again, started := c.beginAgain()
			if l.ofSurgery(c.column) {
				return again && c.atSeveral() > 0
			}
			anew := c.anew()
			return again && anew > 0 && anew*4 >= len(c.across) && (started || !c.timed || c.unclear)
		},
		func(c *codes) bool { return c.atSeveral() > 0 && l.ofSurgery(c.column) },
	} {
		if at := slices.IndexFunc(all, fits); at >= 0 {
			l.columns.roles[roleWithin] = all[at].column
			return all[at]
		}
	}
	return all[0]
}

// ofSurgery is true for a column that is called one of the places where people are seen.
func (l *List) ofSurgery(column int) bool {
	return column >= 0 && (l.o.Map.Within != "" || namesOf(roleWithin)[headingKey(l.file.Header[column])])
}

// settleWithin decides whether codes begin again at each surgery.
func (l *List) settleWithin(c *codes) {
	column := l.columns.roles.of(roleWithin)
	switch {
	case l.o.Map.Within == noColumn || column < 0 || l.columns.roles.of(rolePerson) < 0:
		return
	case l.o.Map.Within != "":
		l.within = true
		return
	}
	several := c.atSeveral()
	if several == 0 {
		return
	}
	heading, code := l.file.Header[column], l.file.Header[l.columns.roles.of(rolePerson)]
	again, started := c.beginAgain()
	anew := c.anew()
	again = again && anew > 0
	switch {
	case again && started && anew*4 >= len(c.across) && surgeries[headingKey(heading)]:
		l.within = true
		l.question("The numbers in “%s” begin again at each “%s”, so a number is another person at each. Is that right? If not, say {\"within\": \"none\"} with --map.", code, heading)
	case again || anew*10 >= len(c.across):
		l.within = again
		answers := []string{"{\"within\": \"none\"}", fmt.Sprintf("{\"within\": %q}", heading)}
		if l.within {
			answers[0], answers[1] = answers[1], answers[0]
		}
		l.ask("within", fmt.Sprintf("%s of “%s” also appear at another “%s”: each may be one person who changed, or another person at each.", data.Plural(several, "code", "codes"), code, heading), answers...)
	default:
		l.question("%s of “%s” also appear at another “%s”, and each was taken for one person. Is that right? If not, say {\"within\": %q} with --map.", data.Plural(several, "code", "codes"), code, heading, heading)
	}
}

// atSeveral counts the codes that stand at several places.
func (c *codes) atSeveral() int {
	several := 0
	for _, places := range c.across {
		if len(places) > 1 {
			several++
		}
	}
	return several
}

// anew counts the codes with the same time at several places, such as two of “before”.
// One of “before” here and “after” there is a person who moved, or was seen by another.
func (c *codes) anew() int {
	anew := 0
	for _, places := range c.across {
		twice, seen := false, map[string]bool{}
		for _, times := range places {
			for when := range times {
				twice, seen[when] = twice || seen[when], true
			}
		}
		if twice {
			anew++
		}
	}
	return anew
}

// beginAgain tells whether the codes are numbers that begin with the first few
// at each place, and whether nearly all have a first questionnaire there.
func (c *codes) beginAgain() (again, started bool) {
	const few = 3
	again = c.whole
	starts, all := 0, 0
	for _, p := range c.places {
		again = again && p.least <= few
		starts += len(p.starts)
		all += len(p.all)
	}
	return again, starts*5 >= all*4
}

// surgeries are the headings of places where people are registered, so that a
// code does not move from one to another.
var surgeries = setOf("surgery", "gp surgery", "surgery name", "practice", "gp practice", "practice name", "surgery code", "practice code", "registered surgery", "registered practice")

// settleCodes decides whether codes that differ in case, spaces, marks and zeros in
// front are one person's.
func (l *List) settleCodes(c *codes) {
	if l.o.Map.Codes == exactCodes {
		return
	}
	merged := map[string]*spellings{}
	for key, s := range c.spelled {
		if !l.within {
			_, key, _ = strings.Cut(key, "\x00")
		}
		m := merged[key]
		if m == nil {
			merged[key] = s
			continue
		}
		m.first = min(m.first, s.first)
		for code, times := range s.times {
			if m.times[code] == nil {
				m.times[code] = map[string]bool{}
			}
			for when := range times {
				m.times[code][when] = true
			}
		}
	}
	several, clash := 0, 0
	l.spelled = map[string]string{}
	for key, s := range merged {
		if len(s.times) < 2 {
			continue
		}
		l.spelled[key] = s.first
		several++
		if c.timed && s.clash() {
			clash++
		}
	}
	switch {
	case several == 0 || l.o.Map.Codes == sameCodes:
	case clash > 0:
		l.ask("codes", fmt.Sprintf("%s in case, spaces, marks or zeros in front from another of the same time, such as “before”. They may be two people, or one who answered twice.", data.Plural(clash, "code differs only", "codes differ only")),
			"{\"codes\": \"same\"}", "{\"codes\": \"exact\"}")
	default:
		l.question("%s in several ways that differ only in case, spaces, marks or zeros in front, and were taken for one person each. Is that right? If not, say {\"codes\": \"exact\"} with --map.", data.Plural(several, "code is written", "codes are written"))
	}
}

// clash is true where two ways of writing a code have a time in common.
func (s *spellings) clash() bool {
	seen := map[string]bool{}
	for _, times := range s.times {
		for when := range times {
			if seen[when] {
				return true
			}
		}
		for when := range times {
			seen[when] = true
		}
	}
	return false
}

// reference is how the code of a person stands for them: as it is written first
// in the list, behind the surgery where codes begin again at each.
func (l *List) reference(code, at string) string {
	if code == "" {
		return ""
	}
	key := codeKey(code)
	if l.within {
		key = fold.Code(at) + "\x00" + key
	}
	if first, ok := l.spelled[key]; ok {
		code = first
	}
	if l.within && at != "" {
		return at + " " + code
	}
	return code
}
