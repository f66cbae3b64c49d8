package people

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange/fullname"
	"waymark/data/interchange/table"
)

// Read is what a list comes to: its people, what became of rows that are about no
// one, and what could not be read of rows without a person.
type Read struct {
	People []*data.ListPerson
	Rows   []data.ListRow // those about no one; the others are in People
	Left   []data.LeftOver
}

// builder gathers the rows of each person.
type builder struct {
	l     *List
	read  Read
	byKey map[string][]*data.ListPerson
	byRef map[string][]*data.ListPerson // wherever the reference begins again
	byRow map[data.ListPlace]*data.ListPerson
	last  map[*sheet]*data.ListPerson // whom the last row that says who it is about gave; none if it gave no one
	seen  map[string]*data.ListPerson // by repeatKey, while it is asked whether repeats are one person
	names map[*data.ListPerson]string // folded, to tell who a reference means
	// alerts are those that the list gives in other columns than that of alerts.
	alerts map[*data.ListPerson][]string
}

// People reads the list once more and gathers the rows of each person. Until every
// question has an answer it is a preview.
func (l *List) People(ctx context.Context) (*Read, error) {
	b := &builder{l: l, byKey: map[string][]*data.ListPerson{}, byRef: map[string][]*data.ListPerson{}, byRow: map[data.ListPlace]*data.ListPerson{}, last: map[*sheet]*data.ListPerson{}, seen: map[string]*data.ListPerson{}, names: map[*data.ListPerson]string{}, alerts: map[*data.ListPerson][]string{}}
	done := 0
	for _, s := range l.sheets {
		for row, err := range s.file.Rows(ctx) {
			if err != nil {
				return nil, err
			}
			b.add(s, row)
			done++
			l.tell(done, l.Rows)
		}
	}
	for _, s := range l.sheets {
		for _, a := range s.answers {
			if err := b.addAnswers(ctx, s, a); err != nil {
				return nil, err
			}
		}
	}
	for _, p := range b.read.People {
		b.finish(p)
	}
	return &b.read, nil
}

// Blank counts the rows of a workbook between others that hold nothing at all.
func (l *List) Blank() int { return l.blank }

// outcomeOf says what becomes of rows that are about no one.
var outcomeOf = map[rowKind]data.ListOutcome{hiddenRow: data.ListHidden, emptyRow: data.ListNothing, totalsRow: data.ListTotals, headingRow: data.ListHeading}

func (b *builder) add(s *sheet, row table.Row) {
	at := data.ListPlace{Sheet: s.name, Row: row.Line}
	if kind := b.l.kindOf(s, row); kind != plainRow {
		b.pass(s, row, kind)
		b.read.Rows = append(b.read.Rows, data.ListRow{ListPlace: at, Outcome: outcomeOf[kind]})
		return
	}
	p, why := b.personOf(s, row, at)
	if p == nil {
		delete(b.last, s)
		b.read.Rows = append(b.read.Rows, data.ListRow{ListPlace: at, Outcome: data.ListLeft, Why: why})
		b.read.Left = append(b.read.Left, data.LeftOver{At: at, Why: why})
		return
	}
	b.byRow[at], b.last[s] = p, p
	r := &rowReader{b: b, s: s, row: row, at: at, p: p}
	r.take()
}

// personOf finds the person of an earlier row that a row is about, or begins one.
func (b *builder) personOf(s *sheet, row table.Row, at data.ListPlace) (*data.ListPerson, string) {
	ref := s.referenceOf(row)
	id := b.l.identityOf(s, row)
	if p, why := b.above(s, row); p != nil || why != "" {
		return joined(p, at), why
	}
	key := b.keyOf(s, row, ref)
	if key != "" {
		for _, p := range b.byKey[key] {
			if b.isMeant(p, ref, id) {
				return joined(p, at), ""
			}
		}
	}
	if ref != "" && !s.people {
		if p, why := b.elsewhere(ref); p != nil || why != "" {
			return joined(p, at), why
		}
		return nil, "No row of the list says who this reference is."
	}
	return b.begin(s, row, at, id, key)
}

// joined adds a row to someone, if there is anyone.
func joined(p *data.ListPerson, at data.ListPlace) *data.ListPerson {
	if p != nil {
		p.Rows = append(p.Rows, at)
	}
	return p
}

// begin adds the person of a row who is in no earlier one.
func (b *builder) begin(s *sheet, row table.Row, at data.ListPlace, id identity, key string) (*data.ListPerson, string) {
	ref := s.referenceOf(row)
	if why := s.whyNoOne(row); why != "" {
		return nil, why
	}
	n, _ := s.nameOf(row)
	p := &data.ListPerson{At: at, Rows: []data.ListPlace{at}, Reference: b.fullReference(s, row, ref)}
	p.Client.GivenNames, p.Client.FamilyName = n.Given, n.Family
	b.doubtNew(p, s, row, id)
	if id.name == "" {
		p.Client.FamilyName = cmp.Or(ref, "NHS "+data.FormatNHSNumber(id.nhs))
	}
	b.know(p, id.name, key, ref)
	if b.l.repeats && ref == "" {
		b.repeated(p, repeatKey(s, row, b.l))
	}
	return p, ""
}

// doubtNew says what is odd about the name of someone new.
func (b *builder) doubtNew(p *data.ListPerson, s *sheet, row table.Row, id identity) {
	at, written := p.At, s.written(row)
	n, _ := s.nameOf(row)
	switch {
	case s.alone(row) != "":
		p.Left = append(p.Left, data.LeftOver{At: at, Why: "Nothing but the name is filled in. Check that it is a person."})
	case isCouple(written):
		p.Left = append(p.Left, data.LeftOver{At: at, Text: written, Why: "This seems to be the name of two people or more. Give each their own record."})
	case fullname.IsStandIn(written), s.partBlank(row):
		p.Left = append(p.Left, data.LeftOver{At: at, Text: written, Why: "This may stand for a name that no one knew. Find out what they are called."})
	}
	if digitsOf(n.Given+n.Family) != "" && id.name != "" && n.Given != "" {
		p.Left = append(p.Left, data.LeftOver{At: at, Text: written, Why: "There are numbers in this name. Check what they are, and enter them where they belong."})
	}
	if fullname.SaysDied(written) {
		b.warn(p, diedAlert, data.LeftOver{At: at, Text: written})
	}
}

// repeated notes whether someone new seems to be one of an earlier row.
func (b *builder) repeated(p *data.ListPerson, key string) {
	if p.SameAs = b.seen[key]; key != "" && p.SameAs == nil {
		b.seen[key] = p
	}
}

// know keeps someone new under what later rows name them by.
func (b *builder) know(p *data.ListPerson, name, key, ref string) {
	b.names[p] = name
	b.read.People = append(b.read.People, p)
	if key != "" {
		b.byKey[key] = append(b.byKey[key], p)
	}
	if ref != "" {
		b.byRef[refKey(ref)] = append(b.byRef[refKey(ref)], p)
	}
}

// warn gives someone an alert that a list says, once.
func (b *builder) warn(p *data.ListPerson, alert string, l data.LeftOver) {
	if slices.Contains(b.alerts[p], alert) {
		return
	}
	b.alerts[p] = append(b.alerts[p], alert)
	if alert == diedAlert {
		l.Why = "The list says that this person has died. Check it before anyone rings, and close the episode."
		p.Left = append(p.Left, l)
	}
}

// isMeant reports whether a row with the key of a person is about them.
func (b *builder) isMeant(p *data.ListPerson, ref string, id identity) bool {
	if ref == "" || !b.l.split {
		return true
	}
	held := identity{name: b.names[p], nhs: p.Client.NHSNumber, birth: p.Client.BirthDate}
	return !held.contradicts(id)
}

// keyOf is what makes rows one person: the reference, with the place at which it
// begins again; else, where someone said so, who they say they are.
func (b *builder) keyOf(s *sheet, row table.Row, ref string) string {
	if ref == "" {
		if !b.l.join {
			return ""
		}
		return repeatKey(s, row, b.l)
	}
	return "r" + refKey(ref) + "|" + b.place(s, row)
}

// place is where a reference is valid, folded; "" where it always is.
func (b *builder) place(s *sheet, row table.Row) string {
	switch {
	case b.l.bySheet:
		return fold.Text(s.name)
	case b.l.within != nil:
		if c := s.like(b.l.within); c != nil {
			return fold.Text(c.at(row))
		}
		return "?"
	}
	return ""
}

// fullReference is the reference by which a newer list finds the person again.
func (b *builder) fullReference(s *sheet, row table.Row, ref string) string {
	if ref == "" {
		return ""
	}
	if place := b.place(s, row); place != "" {
		return ref + " " + place
	}
	return ref
}

// elsewhere finds the one person of a reference whose place a sheet does not say.
func (b *builder) elsewhere(ref string) (*data.ListPerson, string) {
	found := b.byRef[refKey(ref)]
	switch len(found) {
	case 0:
		return nil, ""
	case 1:
		return found[0], ""
	}
	return nil, "This reference stands for several people."
}

// addAnswers adds the questionnaires of a sheet to the people of their rows.
func (b *builder) addAnswers(ctx context.Context, s *sheet, a sheetAnswers) error {
	for set, err := range a.list.Sets(ctx) {
		if err != nil {
			return err
		}
		at := data.ListPlace{Sheet: s.name, Row: set.At.Row}
		p := b.byRow[at]
		if p == nil || set.Empty || set.Skip != "" && len(set.Answers) == 0 {
			continue
		}
		for _, d := range set.Doubts {
			p.Left = append(p.Left, data.LeftOver{At: at, Column: cmp.Or(d.Field, a.instrument.ShortName), Why: d.Sentence})
		}
		set.Doubts = nil
		if set.Skip != "" {
			p.Left = append(p.Left, data.LeftOver{At: at, Column: a.instrument.ShortName, Why: set.Skip})
			continue
		}
		p.Answers = append(p.Answers, data.ListAnswers{Instrument: a.instrument.ID, Set: set})
	}
	return nil
}

// finish puts what was gathered of a person in order.
func (b *builder) finish(p *data.ListPerson) {
	if c := &p.Client; c.Phone == "" {
		c.Phone, c.OtherPhone = c.OtherPhone, "" // a mobile alone is their phone
	}
	slices.SortStableFunc(p.Referrals, func(x, y data.ListReferral) int { return x.ReceivedOn.Compare(y.ReceivedOn) })
	slices.SortStableFunc(p.Contacts, func(x, y data.ListContact) int { return x.On.Compare(y.On) })
	p.Referrals = slices.CompactFunc(p.Referrals, func(x, y data.ListReferral) bool {
		x.At, y.At = data.ListPlace{}, data.ListPlace{}
		return sameReferral(&x, &y)
	})
	b.closeUndated(p)
	for _, alert := range b.alerts[p] {
		p.Client.Alert = strings.TrimPrefix(p.Client.Alert+". "+alert, ". ")
	}
	b.dateAnswers(p)
	for _, r := range p.Rows {
		p.Names = append(p.Names, rowName(r))
	}
}

func rowName(r data.ListPlace) string {
	if r.Sheet == "" {
		return fmt.Sprintf("row %d", r.Row)
	}
	return fmt.Sprintf("%s row %d", r.Sheet, r.Row)
}

func sameReferral(x, y *data.ListReferral) bool {
	return x.ReceivedOn == y.ReceivedOn && x.Source == y.Source && x.Referrer == y.Referrer && x.Reason == y.Reason && x.Note == y.Note &&
		x.Closed == y.Closed && x.ClosedOn == y.ClosedOn && x.CloseReason == y.CloseReason && slices.Equal(x.Further, y.Further)
}

// lastDay is the last day that the list has of someone.
func lastDay(p *data.ListPerson) data.Date {
	var last data.Date
	for _, r := range p.Referrals {
		last = later(last, later(r.ReceivedOn, r.ClosedOn))
	}
	for _, k := range p.Contacts {
		last = later(last, k.On)
	}
	return last
}

func later(a, b data.Date) data.Date {
	if b.After(a) {
		return b
	}
	return a
}

// closeUndated settles people who are closed without a date, as someone decided.
func (b *builder) closeUndated(p *data.ListPerson) {
	last := lastDay(p)
	for i := range p.Referrals {
		r := &p.Referrals[i]
		switch {
		case !r.Closed || !r.ClosedOn.IsZero():
			continue
		case b.l.o.Map.Closed == "last_day" && !last.IsZero():
			r.ClosedOn = last
			if i+1 < len(p.Referrals) {
				r.ClosedOn = later(r.ReceivedOn, p.Referrals[i+1].ReceivedOn.AddDays(-1))
			}
			p.Notes = append(p.Notes, "Closed in the list without a date")
		default:
			r.Closed = false
			p.Left = append(p.Left, data.LeftOver{At: r.At, Column: headingOf(b.l, Status), Text: "closed", Why: "The list says closed and not when. Close the episode with its date."})
			if r.CloseReason == data.CloseDied {
				b.warn(p, diedAlert, data.LeftOver{At: r.At, Column: headingOf(b.l, Status), Text: "closed"})
			}
		}
	}
}

func headingOf(l *List, f Field) string {
	if c := l.column(f); c != nil {
		return c.Heading
	}
	return f.Label()
}

// dateAnswers gives answers without a day the one that someone decided on.
func (b *builder) dateAnswers(p *data.ListPerson) {
	p.Answers = slices.DeleteFunc(p.Answers, func(a data.ListAnswers) bool {
		if !a.Set.AnsweredOn.IsZero() {
			return false
		}
		day := data.Date{}
		if b.l.o.Map.Undated == "by_referral" {
			if a.Set.Stage == data.StageFollowUp {
				day = lastDay(p)
			} else if len(p.Referrals) > 0 {
				day = p.Referrals[0].ReceivedOn
			}
		}
		if day.IsZero() {
			p.Left = append(p.Left, data.LeftOver{At: data.ListPlace{Sheet: a.Set.Sheet, Row: a.Set.At.Row}, Column: a.Instrument, Why: "These answers have no date. Enter them by hand with their date."})
			return true
		}
		a.Set.AnsweredOn = day
		return false
	})
}
