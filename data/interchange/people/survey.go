package people

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange/fullname"
	"waymark/data/interchange/table"
)

// survey is what only the whole list can tell.
type survey struct {
	refs map[string][]identity // by reference
	// repeats counts the rows without a reference that say they are the same person.
	repeats map[string]int
	// nameless are the rows that do not say who they are about, beneath one that does.
	nameless []data.ListPlace
	named    map[*sheet]bool // the last row of it that says who it is about gives a person
}

// identity is who a row says someone is.
type identity struct {
	name    string // folded
	nhs     string
	birth   data.Date
	sheet   string
	columns map[*Column]string // of the columns at which references may begin again
}

// rowKind is what a row is.
type rowKind int

const (
	plainRow rowKind = iota
	emptyRow
	totalsRow
	headingRow
	hiddenRow
)

var totalWords = setOf("total", "totals", "grand total", "sum", "average", "mean", "count", "subtotal", "sub total")

// totalOf is a line of totals that says of what: “Total Patients: 2”.
var totalOf = regexp.MustCompile(`^(grand |sub ?)?totals?( (number|no) of)?( (patients|clients|people|referrals|records|rows|cases|participants|service users|contacts))?( \d+)?$`)

func isTotal(text string) bool {
	words := strings.Join(fold.Words(text), " ")
	return totalWords[words] || totalOf.MatchString(words)
}

// kindOf tells what a row is that may not be about anyone.
func (l *List) kindOf(s *sheet, row table.Row) rowKind {
	if row.Hidden && l.o.Map.HiddenRows != "read" {
		return hiddenRow
	}
	first, filled, headings := "", 0, 0
	said := false
	for _, c := range s.columns {
		cell := data.Tidy(c.at(row))
		if cell == "" {
			continue
		}
		if first == "" {
			first = cell
		}
		filled++
		if fold.Text(cell) == fold.Text(c.Heading) {
			headings++
		}
		said = said || !isBlank(cell) && saysSomething(s, c, cell)
	}
	switch {
	case filled > 1 && headings*2 > filled:
		return headingRow
	case isTotal(first):
		return totalsRow
	case !said:
		return emptyRow
	}
	return plainRow
}

// aloneFrom is how many columns a list has in which a row with a single cell is
// rather a heading or a note.
const aloneFrom = 4

// alone is the text of a row in which only a name is filled, "" for other rows.
func (s *sheet) alone(row table.Row) string {
	if len(s.columns) < aloneFrom {
		return ""
	}
	text := ""
	for _, c := range s.columns {
		switch cell := data.Tidy(c.at(row)); {
		case isBlank(cell):
		case text != "" || c.Field != Name && c.Field != Family && c.Field != Given:
			return ""
		default:
			text = cell
		}
	}
	return text
}

// written is the name in a row as the list has it.
func (s *sheet) written(row table.Row) string {
	var parts []string
	for _, f := range []Field{Name, Title, Given, Family} {
		if c := s.column(f); c != nil {
			parts = append(parts, c.at(row))
		}
	}
	return data.Tidy(strings.Join(parts, " "))
}

// partBlank reports whether a word that stands for nothing, such as “X” or “Nil”, is in
// place of the first or the last name. Some are called so.
func (s *sheet) partBlank(row table.Row) bool {
	return slices.ContainsFunc([]Field{Given, Family}, func(f Field) bool {
		c := s.column(f)
		return c != nil && isBlank(c.at(row)) && strings.ContainsFunc(c.at(row), unicode.IsLetter)
	})
}

// saysSomething is false for what spreadsheets fill down before a row is used: a
// number, a choice of a list, 0 and false.
func saysSomething(s *sheet, c *Column, cell string) bool {
	switch c.Field {
	case Surgery, Prescriber, Status, Consent, LeftOut, Title, Age, Interpreter, LivesAlone:
		return false
	case Reference:
		return s.onlyReferences()
	case Score, Item, Note, ContactMinutes:
		return cell != "0" && !strings.EqualFold(cell, "false") && !strings.HasPrefix(cell, "#")
	}
	return cell != "0" && !strings.HasPrefix(cell, "#")
}

// onlyReferences is true for a sheet whose rows say who someone is by nothing but
// a reference.
func (s *sheet) onlyReferences() bool {
	return s.has(Reference) && !slices.ContainsFunc(s.columns, func(c *Column) bool { return c.Field.identifies() })
}

// survey reads the list once.
func (l *List) survey(ctx context.Context) (*survey, error) {
	v := &survey{refs: map[string][]identity{}, repeats: map[string]int{}, named: map[*sheet]bool{}}
	for _, s := range l.sheets {
		last := s.file.Dialect.HeaderRow
		for row, err := range s.file.Rows(ctx) {
			if err != nil {
				return nil, err
			}
			if l.Rows++; l.Rows > mostRows {
				return nil, data.NewProblem(data.CodeInvalid, fmt.Sprintf("This list has more than %d rows. Split it into smaller files and import them one by one.", mostRows))
			}
			if len(s.file.Sheets) > 0 && row.Line > last+1 {
				l.blank += row.Line - last - 1
			}
			last = row.Line
			l.surveyRow(v, s, row)
			l.tell(l.Rows, 0)
		}
	}
	return v, nil
}

func (l *List) surveyRow(v *survey, s *sheet, row table.Row) {
	if kind := l.kindOf(s, row); kind != plainRow {
		l.hidden += b2i(kind == hiddenRow)
		v.named[s] = v.named[s] && !s.endsAbove(row, kind)
		return
	}
	at := data.ListPlace{Sheet: s.name, Row: row.Line}
	for _, c := range s.columns {
		l.surveyCell(c, c.at(row), at)
	}
	l.surveyPerson(v, s, row)
	switch {
	case !s.people:
	case !s.tellsNoOne(row):
		v.named[s] = s.referenceOf(row) != "" || s.whyNoOne(row) == ""
	case v.named[s]:
		v.nameless = append(v.nameless, at)
	}
	l.surveyContacts(s, row)
	if st := s.column(Status); st != nil {
		closed, _ := l.statusOf(st.status(st.at(row)))
		on := s.column(ClosedOn)
		if closed == "closed" && (on == nil || isBlank(on.at(row))) {
			l.closedUndated++
		}
	}
}

func (l *List) surveyCell(c *Column, cell string, at data.ListPlace) {
	if isBlank(cell) {
		return
	}
	c.n.filled++
	switch {
	case c.Field.isDay():
		c.addDay(cell, at, l.o.Today)
	case l.vocabularyOf(c.Field) != nil || c.Field == ContactKind || c.Field == ContactOutcome || c.Field == Status:
		c.addWord(c.status(cell))
	case c.Field == LeftOut && c.Sign == "Ticks, no heading" && !ticks[strings.ToLower(data.Tidy(cell))]:
		c.Field, c.Sign = Note, "Kept in the note on the referral"
	case c.Field == NHSNumber:
		if n, restored, _ := readNHS(cell); n != "" {
			c.n.valid++
			c.n.restored += b2i(restored)
		}
	case c.Field == Phone || c.Field == OtherPhone:
		if _, restored, _ := readPhone(cell); restored {
			c.n.restored++
		}
	}
}

func (c *Column) addDay(cell string, at data.ListPlace, today data.Date) {
	if c.days == nil {
		c.days = &dayStats{}
	}
	c.days.add(cell, at, c.Field == Birth, today)
}

func (c *Column) addWord(cell string) {
	if c.words == nil {
		c.words = &spellings{}
	}
	c.words.add(cell)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// surveyPerson notes who a row says someone is.
func (l *List) surveyPerson(v *survey, s *sheet, row table.Row) {
	id := l.identityOf(s, row)
	ref := s.referenceOf(row)
	if ref == "" {
		if key := repeatKey(s, row, l); key != "" {
			v.repeats[key]++
		}
		return
	}
	if id.name == "" && id.nhs == "" {
		return
	}
	id.columns = map[*Column]string{}
	for _, c := range append(s.restarts(), s.years()...) {
		id.columns[c] = fold.Text(c.at(row))
	}
	id.sheet = s.name
	const most = 12 // of one reference
	if len(v.refs[ref]) < most {
		v.refs[ref] = append(v.refs[ref], id)
	}
}

func (s *sheet) referenceOf(row table.Row) string {
	c := s.column(Reference)
	if c == nil {
		return ""
	}
	cell := strings.TrimSuffix(data.Tidy(c.at(row)), ".0")
	if isBlank(cell) || cell == "0" {
		return ""
	}
	return cell
}

// refKey is a reference as it is compared: people type case and spaces as they like.
func refKey(ref string) string {
	if key := fold.Code(ref); key != "" {
		return key
	}
	return ref
}

func (s *sheet) identityOf(row table.Row) identity {
	n, _ := s.nameOf(row)
	id := identity{name: fold.Text(n.Given + " " + n.Family)}
	if c := s.column(NHSNumber); c != nil && !isBlank(c.at(row)) {
		id.nhs, _, _ = readNHS(c.at(row))
	}
	return id
}

// nameOf reads the name of a row, from one column or several.
func (s *sheet) nameOf(row table.Row) (n fullname.Name, whole string) {
	cell := func(f Field) string {
		c := s.column(f)
		if c == nil || isBlank(c.at(row)) {
			return ""
		}
		return fullname.WithoutDied(data.Tidy(c.at(row)))
	}
	if name := s.column(Name); name != nil {
		whole = cell(Name)
		n = fullname.Read(whole, fullname.FamilyFirst(name.Heading))
	}
	if given := cell(Given); given != "" {
		if n.Given = n.CutTitle(given); n.Given == "&" || n.Given == "+" || n.Given == "and" { // what is left of Mr & Mrs
			n.Given = ""
		}
	}
	if family := cell(Family); family != "" {
		n.Family = n.CutTitle(family)
		if name := s.column(Name); name != nil && cell(Given) == "" && n.Given == "" {
			n.Given = n.CutTitle(whole) // Name and Surname
		}
	}
	if t := cell(Title); t != "" {
		n.Title = t
	}
	if called := n.Given + " " + n.Family; nameless[strings.Join(fold.Words(called), " ")] || fullname.IsNoOne(called) {
		return fullname.Name{Title: n.Title}, whole
	}
	return n, whole
}

// repeatKey is what makes two rows without a reference the same person, if someone
// says that they are: the NHS number, else the name with the date of birth.
func repeatKey(s *sheet, row table.Row, l *List) string {
	id := s.identityOf(row)
	if id.nhs != "" {
		return "n" + id.nhs
	}
	c := s.column(Birth)
	if c == nil || id.name == "" {
		return ""
	}
	day, _, _ := l.birth(c, c.at(row))
	if day.IsZero() {
		return ""
	}
	return "p" + id.name + "|" + day.String()
}

// surveyContacts counts the contacts of which the list does not say how they took
// place or what came of them.
func (l *List) surveyContacts(s *sheet, row table.Row) {
	for _, c := range s.columns {
		if c.Field != ContactOn || isBlank(c.at(row)) {
			continue
		}
		for _, f := range []Field{ContactKind, ContactOutcome} {
			other := s.inGroup(f, c.group)
			if other == nil || isBlank(other.at(row)) {
				l.contacts[f]++
			}
		}
	}
}

func (s *sheet) inGroup(f Field, group int) *Column {
	for _, c := range s.columns {
		if c.Field == f && c.group == group {
			return c
		}
	}
	return nil
}

func (l *List) contactsWithout(f Field) int { return l.contacts[f] }
