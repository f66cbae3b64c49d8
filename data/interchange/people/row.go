package people

import (
	"fmt"
	"slices"

	"waymark/data"
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
	if n.title != "" {
		r.note("Title: %s", n.title)
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

func (r *rowReader) name(column *Column, n fullName) {
	c := &r.p.Client
	if column == nil || n.family == "" && n.given == "" {
		return
	}
	if data.Tidy(c.GivenNames+" "+c.FamilyName) == data.Tidy(n.given+" "+n.family) {
		return
	}
	if n.family != c.FamilyName || n.given != c.GivenNames {
		r.left(column, data.Tidy(n.given+" "+n.family), "Another row of this person has the name in another way, and that one was taken.")
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
		if len([]rune(text)) > f.most {
			r.note("%s: %s", column.Heading, text)
			continue
		}
		r.set(column, f.into, text)
	}
	if text, column := r.cell(Interpreter); text != "" {
		switch v, ok := yesWords.read(text); {
		case ok:
			c.Interpreter = c.Interpreter || v == "yes"
		default:
			r.left(column, text, "This is neither yes nor no.")
		}
	}
	if text, column := r.cell(LivesAlone); text != "" {
		if v, ok := yesWords.read(text); ok {
			c.LivesAlone = data.YesNo(v)
		} else {
			r.left(column, text, "This is neither yes nor no.")
		}
	}
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

// referral reads the referral that a row is about.
func (r *rowReader) referral() {
	l := r.b.l
	ref := data.ListReferral{At: r.at}
	said := false
	if text, c := r.cell(ReferredOn); text != "" {
		day, why := l.day(c, text)
		if why != "" {
			r.left(c, text, why)
		}
		ref.ReceivedOn, said = day, true
	}
	if text, c := r.cell(ReferredFrom); text != "" {
		said = true
		if v, ok := sources.read(text); ok {
			ref.Source = data.Source(v)
		} else {
			r.note("%s: %s", c.Heading, text)
		}
	}
	if text, c := r.cell(Referrer); text != "" {
		said = true
		if ref.Referrer = text; len([]rune(text)) > data.MaxName {
			ref.Referrer = ""
			r.note("%s: %s", c.Heading, text)
		}
	}
	said = r.reasons(&ref) || said
	for _, c := range r.s.columns {
		if text := data.TidyNote(c.at(r.row)); c.Field == ReferralNote && !isBlank(text) {
			ref.Note, said = joinLines(ref.Note, text), true
		}
	}
	said = r.closing(&ref) || said
	switch {
	case !said:
	case ref.ReceivedOn.IsZero():
		r.undatedReferral(&ref)
	default:
		r.p.Referrals = append(r.p.Referrals, ref)
	}
}

// undatedReferral keeps what a row says of a referral whose day is not known.
func (r *rowReader) undatedReferral(ref *data.ListReferral) {
	closed := ""
	if ref.Closed {
		closed = "closed"
		if !ref.ClosedOn.IsZero() {
			closed = "closed " + ref.ClosedOn.Long()
		}
	}
	for _, text := range append([]string{ref.Reason, ref.Referrer, sourceLabel(ref.Source), ref.Note, closed, ref.CloseNote, closeLabel(ref.CloseReason)}, ref.Further...) {
		if text != "" {
			r.note("Referral without a date: %s", text)
		}
	}
	if c := r.s.column(ReferredOn); c == nil || isBlank(c.at(r.row)) {
		r.p.Left = append(r.p.Left, data.LeftOver{At: r.at, Column: headingOf(r.b.l, ReferredOn), Why: "The referral has no date. Add the referral with its date."})
	}
}

func sourceLabel(s data.Source) string {
	if s == "" {
		return ""
	}
	return s.Label()
}

func closeLabel(r data.CloseReason) string {
	for _, o := range data.CloseReasons() {
		if o.Value == r && r != "other" { // the words of others stand in the note
			return o.Label
		}
	}
	return ""
}

func joinLines(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n" + b
}

func (r *rowReader) reasons(ref *data.ListReferral) (said bool) {
	for _, f := range []Field{MainReason, Further} {
		text, c := r.cell(f)
		if text == "" {
			continue
		}
		said = true
		names, ok := r.b.l.vocabularyOf(f).resolveAll(text)
		if !ok || len(names) == 0 {
			if ok {
				r.note("%s: %s", c.Heading, text)
			}
			continue
		}
		for _, n := range names {
			switch {
			case ref.Reason == "" && f == MainReason:
				ref.Reason = n
			case n != ref.Reason && !slices.Contains(ref.Further, n):
				ref.Further = append(ref.Further, n)
			}
		}
	}
	return said
}

// closing reads whether and when the episode ended.
func (r *rowReader) closing(ref *data.ListReferral) (said bool) {
	if text, c := r.cell(Status); text != "" {
		v, ok := statuses.read(text)
		if !ok {
			r.note("%s: %s", c.Heading, text)
		}
		ref.Closed, said = v == "closed", true
	}
	if text, c := r.cell(ClosedOn); text != "" {
		day, why := r.b.l.day(c, text)
		switch {
		case why != "":
			r.left(c, text, why)
		case !ref.ReceivedOn.IsZero() && day.Before(ref.ReceivedOn):
			r.left(c, text, "It is before the referral. Check both dates.")
		default:
			ref.Closed, ref.ClosedOn, said = true, day, true
		}
	}
	if text, c := r.cell(CloseReason); text != "" {
		v, ok := closings.read(text)
		switch {
		case !ref.Closed:
			r.note("%s: %s", c.Heading, text)
		case ok:
			ref.CloseReason = data.CloseReason(v)
		default:
			ref.CloseReason, ref.CloseNote = "other", text
		}
	}
	if ref.Closed && ref.CloseReason == "" {
		ref.CloseReason, ref.CloseNote = "other", "The list does not say why."
	}
	return said
}

// notes keeps what no field holds: consent, totals, ages and other columns.
func (r *rowReader) notes() {
	for _, c := range r.s.columns {
		text := data.Tidy(c.at(r.row))
		if isBlank(text) || c.Field != Consent && c.Field != Score && c.Field != Note {
			continue
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
