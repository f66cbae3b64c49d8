package people

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/interchange/answers"
	"waymark/data/interchange/fullname"
	"waymark/data/interchange/table"
)

// rowReader reads one row into a person.
type rowReader struct {
	b   *builder
	s   *sheet
	row table.Row
	at  data.ListPlace
	p   *data.ListPerson
}

// cell is what the column of a field says; "" for none and for blanks.
func (r *rowReader) cell(f Field) (string, *Column) {
	c := r.s.column(f)
	if c == nil {
		return "", nil
	}
	text := data.Tidy(c.at(r.row))
	if isBlank(text) {
		return "", c
	}
	return text, c
}

func (r *rowReader) left(c *Column, text, why string) {
	r.p.Left = append(r.p.Left, data.LeftOver{At: r.at, Column: c.Heading, Text: text, Why: why})
}

func (r *rowReader) note(format string, args ...any) {
	if line := data.Tidy(fmt.Sprintf(format, args...)); !slices.Contains(r.p.Notes, line) {
		r.p.Notes = append(r.p.Notes, line)
	}
}

// take reads every cell of the row.
func (r *rowReader) take() {
	if r.row.Doubt != "" {
		r.p.Left = append(r.p.Left, data.LeftOver{At: r.at, Why: r.row.Doubt})
	}
	r.who()
	r.numbers()
	r.texts()
	r.place()
	r.referral()
	for _, group := range r.groups() {
		r.contact(group)
	}
	r.notes()
}

// set fills in a field of the client. What another row says otherwise is a
// left-over: the first row stands.
func (r *rowReader) set(c *Column, into *string, text string) {
	switch {
	case text == "" || *into == text:
	case *into == "":
		*into = text
	default:
		r.left(c, text, "Another row of this person says otherwise, and that one was taken.")
	}
}

func (r *rowReader) who() {
	c := &r.p.Client
	n, _ := r.s.nameOf(r.row)
	if column := r.s.column(Family); column == nil {
		column = r.s.column(Name)
		r.name(column, n)
	} else {
		r.name(column, n)
	}
	if n.Title != "" {
		r.note("Title: %s", n.Title)
	}
	if text, column := r.cell(KnownAs); text != "" {
		r.set(column, &c.KnownAs, text)
	}
	if text, column := r.cell(Sex); text != "" {
		sex, ok := sexes.read(text)
		switch {
		case !ok:
			r.left(column, text, "This is not one of the answers. Ask how they describe themselves.")
		case c.Sex != "" && string(c.Sex) != sex:
			r.left(column, text, "Another row of this person says otherwise, and that one was taken.")
		default:
			c.Sex = data.Sex(sex)
		}
	}
	if text, column := r.cell(Birth); text != "" {
		r.birth(column, text)
	}
	if text, _ := r.cell(Age); text != "" {
		r.note("Age: %s", text)
	}
}

func (r *rowReader) name(column *Column, n fullname.Name) {
	c := &r.p.Client
	if column == nil || n.Family == "" && n.Given == "" {
		return
	}
	if data.Tidy(c.GivenNames+" "+c.FamilyName) == data.Tidy(n.Given+" "+n.Family) {
		return
	}
	if n.Family != c.FamilyName || n.Given != c.GivenNames {
		r.left(column, data.Tidy(n.Given+" "+n.Family), "Another row of this person has the name in another way, and that one was taken.")
	}
}

func (r *rowReader) birth(column *Column, text string) {
	c := &r.p.Client
	day, note, why := r.b.l.birth(column, text)
	if note != "" && r.b.l.o.Map.Ages == "leave_out" {
		return
	}
	if note != "" {
		r.note("%s", note)
	}
	switch {
	case why != "":
		r.left(column, text, why)
	case c.BirthDate.IsZero():
		c.BirthDate = day
	case c.BirthDate != day:
		r.left(column, text, "Another row of this person has another date of birth, and that one was taken.")
	}
}

func (r *rowReader) numbers() {
	c := &r.p.Client
	if text, column := r.cell(NHSNumber); text != "" {
		number, _, why := readNHS(text)
		if why != "" {
			r.left(column, text, why)
		}
		r.set(column, &c.NHSNumber, number)
	}
	for _, f := range []struct {
		field Field
		into  *string
	}{{Phone, &c.Phone}, {OtherPhone, &c.OtherPhone}} {
		text, column := r.cell(f.field)
		if text == "" {
			continue
		}
		r.phones(column, text, f.into)
	}
	if text, column := r.cell(Postcode); text != "" {
		if code, _, err := data.ParsePostcode(text); err != nil {
			r.left(column, text, data.Sentence(err))
		} else {
			r.set(column, &c.Postcode, code)
		}
	}
	if text, column := r.cell(Email); text != "" {
		check := data.Client{FamilyName: "x", Email: text}
		if why := data.FieldErrorsOf(check.Validate(r.b.l.o.Today)).For("Email"); why != "" {
			r.left(column, text, why)
		} else {
			r.set(column, &c.Email, text)
		}
	}
}

// phones reads a cell with one or two phone numbers.
func (r *rowReader) phones(column *Column, text string, into *string) {
	for i, part := range phonesOf(text) {
		number, _, why := readPhone(part)
		switch {
		case why != "":
			r.left(column, part, why)
		case i == 0:
			r.set(column, into, number)
		case r.p.Client.OtherPhone == "" && i == 1:
			r.p.Client.OtherPhone = number
		case r.p.Client.OtherPhone != number:
			r.note("Another phone: %s", number)
		}
	}
}

// texts are fields that are taken as they are said.
func (r *rowReader) texts() {
	c := &r.p.Client
	for _, f := range []struct {
		field Field
		into  *string
		most  int
	}{
		{Address, &c.Address, data.MaxLine}, {Town, &c.Town, data.MaxName}, {ContactBy, &c.ContactBy, data.MaxLine}, {Language, &c.Language, data.MaxName},
		{AccessNeeds, &c.AccessNeeds, data.MaxLine}, {Alert, &c.Alert, data.MaxLine}, {OtherPerson, &c.Other, data.MaxLine},
	} {
		text, column := r.cell(f.field)
		switch f.field {
		case Address:
			text = r.several(Address, ", ")
		case Alert:
			text = r.several(Alert, ". ")
		}
		if len([]rune(text)) > f.most {
			r.note("%s: %s", column.Heading, text)
			continue
		}
		r.set(column, f.into, text)
	}
	r.yesNo(Interpreter, &c.Interpreter)
	r.yesNo(LivesAlone, &c.LivesAlone)
}

// yesNo reads a need of someone. Where rows differ it is kept, whichever comes first: to
// miss it does harm.
func (r *rowReader) yesNo(f Field, into *data.YesNo) {
	text, column := r.cell(f)
	if text == "" {
		return
	}
	read, ok := yesWords.read(text)
	switch v := data.YesNo(read); {
	case !ok:
		r.left(column, text, "This is neither yes nor no.")
	case *into == "":
		*into = v
	case *into != v:
		*into = data.Yes
		r.left(column, text, "The rows of this person say both yes and no, and yes was taken.")
	}
}

// several joins what stands in several columns of a field, each once: the lines of an
// address, or alerts, of which none may be missed.
func (r *rowReader) several(f Field, between string) string {
	var lines []string
	for _, c := range r.s.columns {
		text := strings.Trim(data.Tidy(c.at(r.row)), " ,")
		if f == Alert {
			text = c.alert(text)
		}
		if c.Field == f && !isBlank(text) && !slices.Contains(lines, text) {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, between)
}

// place reads the surgery and who looks after them.
func (r *rowReader) place() {
	for _, f := range []struct {
		field Field
		into  *string
	}{{Surgery, &r.p.Surgery}, {Prescriber, &r.p.Prescriber}} {
		text, column := r.cell(f.field)
		if text == "" {
			continue
		}
		name, ok := r.b.l.vocabularyOf(f.field).resolve(text)
		switch {
		case ok && name == "":
			r.note("%s: %s", column.Heading, text)
		case ok:
			r.set(column, f.into, name)
		}
	}
}

// saysNot is what a column of deaths, or of those not to contact, says of the others.
var saysNot = setOf("ok", "okay", "can contact", "alive", "living", "not deceased", "not dead", "0", "null")

// warnsBy reports whether a cell of a column that gives an alert gives it. Beneath
// “Died/moved” another reason gives none.
func (c *Column) warnsBy(text string) bool {
	no, known := yesWords.read(text)
	why, ended := closingOf(text)
	switch {
	case known:
		return no != "no"
	case c.warns == diedAlert && ended:
		return why == string(data.CloseDied)
	}
	return !saysNot[strings.ToLower(text)]
}

// remarks end the headings beneath which “RIP” is about the person of the row. Elsewhere it
// may be about a husband or a mother.
var remarks = setOf("comment", "comments", "note", "notes", "remarks", "outcome", "outcomes", "update", "updates", "progress")

func (c *Column) isRemark() bool {
	words := answers.Tokens(c.Heading)
	return len(words) > 0 && remarks[words[len(words)-1]] && !slices.ContainsFunc(words, func(w string) bool { return relatives[w] })
}

// notes keeps what no field holds: consent, totals, ages and other columns.
func (r *rowReader) notes() {
	for _, c := range r.s.columns {
		text := data.Tidy(c.at(r.row))
		if isBlank(text) || c.Field != Consent && c.Field != Score && c.Field != Note {
			continue
		}
		if c.warns != "" && c.warnsBy(text) {
			r.b.warn(r.p, c.warns, data.LeftOver{At: r.at, Column: c.Heading, Text: text})
		}
		if why, _ := closingOf(text); c.isRemark() {
			r.maybeDied(c, text, why)
		}
		switch c.Field {
		case Score:
			r.note("%s: %s (answers not in the list)", c.Heading, text)
		case Consent:
			r.note("%s, as the list says: %s", c.Heading, text)
		default:
			r.note("%s: %s", c.Heading, text)
		}
	}
}
