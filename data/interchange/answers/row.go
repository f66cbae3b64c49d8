package answers

import (
	"fmt"
	"math"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/interchange/fullname"
	"waymark/data/interchange/table"
)

// doubt adds a sentence about a column.
func (l *List) doubt(s *data.AnswerSet, column int, sentence string) {
	d := data.Doubt{Sentence: sentence}
	if column >= 0 {
		d.Field = l.file.Header[column]
	}
	s.Doubts = append(s.Doubts, d)
}

// person reads whose answers they are.
func (l *List) person(s *data.AnswerSet, row table.Row) {
	p := &s.Person
	title := l.named(p, row)
	switch name := p.FullName(); {
	case fullname.IsTest(name):
		s.Skip = "This looks like a test record. If it is a person, enter their answers by hand."
	case fullname.IsNoOne(name):
		p.GivenNames, p.FamilyName, p.Name = "", "", ""
	case fullname.IsStandIn(name):
		l.doubt(s, -1, "The name may stand for one that no one knew. Find out what they are called.")
	}
	if p.Reference = l.ownReference(row); p.Reference == "" {
		var doubt string
		if p.Reference, doubt = l.ofRecord(row); doubt != "" {
			l.doubt(s, -1, doubt)
		}
		if p.Reference != "" {
			s.Alone = l.alone(row)
		}
	}
	l.identifiers(s, l.says(row, roleNHS), l.says(row, roleBirth))
	l.tellApart(s, title)
	if p.Reference != "" || p.NHSNumber != "" || p.FullName() != "" {
		return
	}
	if l.columns.roles.person() {
		l.doubt(s, -1, "It does not say whose answers these are, so they stand for a person of their own.")
	}
	p.Reference = l.alone(row)
}

// named reads a name without the titles and marks that lists add to it, so that
// “MOSS, Ann (Mrs)” and “Ann Moss” are one name. It returns the title.
func (l *List) named(p *data.AnswerPerson, row table.Row) title {
	var n fullname.Name
	if p.Name = l.says(row, roleName); p.Name != "" {
		n = fullname.Read(p.Name, fullname.FamilyFirst(l.file.Header[l.columns.roles.of(roleName)]))
	}
	given, family := n.CutTitle(l.says(row, roleGiven)), n.CutTitle(l.says(row, roleFamily))
	switch {
	case given == "" && family == "":
		given, family = n.Given, n.Family
	case given == "":
		given = n.CutTitle(p.Name) // Name and Surname
	}
	p.GivenNames, p.FamilyName = given, family
	if n.Title == "" {
		n.CutTitle(cellAt(row, l.columns.title))
	}
	return titleOf(&n)
}

// alone is what someone is called of whom nothing but a row is known.
func (l *List) alone(row table.Row) string { return fmt.Sprintf("Answers %s %04d", l.code, row.Line) }

// says is what a row has in the column of a role; "" for none and for blanks.
func (l *List) says(row table.Row, r role) string {
	text := data.Tidy(cellAt(row, l.columns.roles.of(r)))
	if blanks[strings.ToLower(text)] {
		return ""
	}
	return text
}

// ownReference is the reference that stands in a row itself.
func (l *List) ownReference(row table.Row) string {
	code := l.says(row, rolePerson)
	if n, whole, ok := numeral(code); ok && whole && strings.ContainsAny(code, ".,") {
		code = fmt.Sprint(n) // 12.0, as programs write whole numbers among blanks
	}
	return l.reference(code, l.says(row, roleWithin))
}

// identifiers reads what tells people of one name apart.
func (l *List) identifiers(s *data.AnswerSet, nhs, birth string) {
	if nhs != "" {
		var err error
		if s.Person.NHSNumber, err = data.ParseNHSNumber(nhs); err != nil {
			l.doubt(s, l.columns.roles.of(roleNHS), data.Sentence(err))
		}
	}
	if birth == "" {
		return
	}
	const oldest = 120
	born, ok := l.dayOf(birth, l.birthMonthFirst, l.birthTurned)
	if !ok || born.After(l.o.Today) || data.Age(born, l.o.Today) > oldest {
		l.doubt(s, l.columns.roles.of(roleBirth), "This date of birth cannot be read, so it was left out.")
		return
	}
	s.Person.BirthDate = born
}

// when reads which time it was.
func (l *List) when(s *data.AnswerSet, row table.Row, b block) {
	m := b.when
	if column := l.columns.roles.of(roleTime); column >= 0 {
		words := timeTokens(cellAt(row, column))
		if blanks[cellKey(cellAt(row, column))] {
			l.doubt(s, column, "It does not say which time it was; the day tells, if there is one.")
			m = moment{}
		} else {
			m = l.times[strings.Join(words, " ")]
		}
	}
	s.Time, s.Rank, s.Stage = m.label, m.rank(), l.stages[m]
	if s.Stage == ignored {
		s.Stage, s.Skip = "", "The map leaves this time out."
	}
}

// day reads when it was answered.
func (l *List) day(s *data.AnswerSet, row table.Row, b block) {
	column := b.date
	if column < 0 {
		column = l.columns.roles.of(roleDate)
	}
	text := strings.TrimSpace(cellAt(row, column))
	if begun := l.columns.begun; isBlank(text) && begun >= 0 && begun != column && len(l.columns.blocks) == 1 {
		column, text = begun, strings.TrimSpace(cellAt(row, begun)) // never ended
	}
	if isBlank(text) {
		if column >= 0 {
			l.doubt(s, column, "There is no day; the one for answers without a day was taken.")
		}
		return
	}
	day, ok := l.dayOf(text, l.monthFirst, l.turned)
	if zone := l.columns.zones[column]; ok && zone != nil {
		day = hereFrom(day, text, zone)
	}
	switch {
	case !ok:
		l.doubt(s, column, "The day cannot be read; the one for answers without a day was taken. Write days as 7/4/2026 or 2026-04-07.")
	case day.After(l.o.Today):
		l.doubt(s, column, "The day is in the future; the one for answers without a day was taken.")
	default:
		s.AnsweredOn = day
	}
	if standIn(s.AnsweredOn) {
		s.AnsweredOn = data.Date{}
		l.doubt(s, column, "The day is before there was such a questionnaire, so it stands for none; the one for answers without a day was taken.")
	}
}

// mode reads how it was filled in; empty, where the list does not say.
func (l *List) mode(s *data.AnswerSet, row table.Row) {
	column := l.columns.roles.of(roleMode)
	if column < 0 {
		return
	}
	mode, ok := modeOf(cellAt(row, column))
	if !ok {
		l.doubt(s, column, "How it was filled in is not clear, so that is left out.")
	}
	s.Mode = mode
}

// compare doubts a row whose own total is not what its answers come to.
func (l *List) compare(s *data.AnswerSet, row table.Row, b block) {
	if len(b.totals) == 0 {
		return
	}
	d := l.o.Definition
	scores, err := l.o.Catalogue.Scores(d.ID, d.Version, s.Answers, instrument.Options{})
	if err != nil {
		return // the store says so
	}
	for _, t := range b.totals {
		said, ok := decimal(cellAt(row, t.column))
		if !ok {
			continue
		}
		if fits, known := l.fits(said, t.short, scores); known && !fits {
			l.doubt(s, t.column, "The total in the list is not what the answers come to; the answers were taken.")
		}
	}
}

// fits is true when a total is a score of the answers, converted or not;
// known is false where the answers give none to compare.
func (l *List) fits(said float64, short bool, scores map[string]instrument.Score) (fits, known bool) {
	const rounding = 0.011 // tables are printed with two decimals
	for id, score := range scores {
		if !score.Complete || short != (id != l.o.Definition.ID) && len(scores) > 1 {
			continue
		}
		known = true
		fits = fits || math.Abs(said-score.Value) <= rounding || math.Abs(said-float64(score.Raw)) <= rounding
	}
	return fits, known
}
