package letters

import (
	"context"
	"database/sql"

	"waymark/data"
	"waymark/data/letter"
	"waymark/data/store"
)

// Batch is what one surgery is told over a period: the messages, and who is left
// out of them and why.
type Batch struct {
	SurgeryID data.ID
	Surgery   string
	From, To  data.Date
	Messages  []Message
	LeftOut   []LeftOut
	Uncoded   []data.CodeMeaning // what the service has no code for
}

// LeftOut is someone of whom a surgery is not told, or not in the list.
type LeftOut struct {
	ClientID data.ID `json:"client_id"`
	Client   string  `json:"client"`
	Why      string  `json:"why"`
	ListOnly bool    `json:"list_only"` // they have a letter, and no line in the list
}

// Why someone is left out.
const (
	WhyNotAsked  = "Not asked yet whether we may share with the surgery"
	WhyRefused   = "Does not agree to share with the surgery"
	WhyNoNews    = "Nothing new in this period"
	WhyTold      = "Told already, nothing new since"
	WhyNoNumber  = "No NHS number"
	WhyKept      = "Use of their record is restricted"
	mostMessages = 2000 // of one batch, so that a slip of the year fills no disk
)

// candidate is a client of a surgery who was with us in a period.
type candidate struct {
	id      data.ID
	name    string
	consent string // "1", "0", or "" for not asked
	kept    bool   // the use of their record is restricted
	// news is the instant at which the last thing of the period was written down,
	// and told that of the last message; "" for none.
	news, told string
}

const candidateQuery = `SELECT c.id, trim(c.given_names || ' ' || c.family_name),
	coalesce((SELECT n.given FROM consent n WHERE n.client_id = c.id AND n.kind = 'surgery' ORDER BY n.given_on DESC, n.created_at DESC, n.id DESC LIMIT 1), ''),
	max(
		coalesce((SELECT max(k.updated_at) FROM contact k WHERE k.client_id = c.id AND k.held_on BETWEEN @from AND @to AND k.outcome = 'attended' AND k.removed_at IS NULL), ''),
		coalesce((SELECT max(r.created_at) FROM referral r WHERE r.client_id = c.id AND r.received_on BETWEEN @from AND @to), ''),
		coalesce((SELECT max(p.created_at) FROM prescription p WHERE p.client_id = c.id AND p.made_on BETWEEN @from AND @to), ''),
		coalesce((SELECT max(x.created_at) FROM prescription_status x WHERE x.client_id = c.id AND x.status_on BETWEEN @from AND @to), ''),
		coalesce((SELECT max(e.updated_at) FROM episode e WHERE e.client_id = c.id AND e.closed_on BETWEEN @from AND @to), '')),
	coalesce((SELECT max(l.created_at) FROM letter l WHERE l.client_id = c.id AND l.kind = 'surgery' AND l.removed_at IS NULL), ''),
	EXISTS (SELECT 1 FROM rights_request x WHERE x.client_id = c.id AND ` + store.StandingSQL + `)
	FROM client c WHERE c.surgery_id = @surgery
	AND EXISTS (SELECT 1 FROM episode e WHERE e.client_id = c.id AND e.opened_on <= @to AND (e.closed_on IS NULL OR e.closed_on >= @from))
	ORDER BY c.sort_name, c.seq`

// Batch makes the messages to a surgery about everyone of whom there is news in
// a period, both days included. Again also those who were told since. Nothing is
// recorded: see RecordMessages. progress is told a part from 0 to 1 and may be nil.
func (s *Letters) Batch(ctx context.Context, surgery data.ID, from, to data.Date, again bool, progress func(float64)) (*Batch, error) {
	b := &Batch{SurgeryID: surgery, From: from, To: to, LeftOut: []LeftOut{}, Uncoded: []data.CodeMeaning{}}
	switch {
	case from.IsZero() || to.IsZero():
		return nil, data.FieldErrors{{Field: "From", Sentence: "Enter both days of the period."}}
	case to.Before(from):
		return nil, data.FieldErrors{{Field: "To", Sentence: "The period ends before it begins. Enter a later day."}}
	}
	if err := s.db.QueryRowContext(ctx, "SELECT name FROM surgery WHERE id = ?", surgery).Scan(&b.Surgery); err != nil {
		return nil, store.Problem(err)
	}
	all, err := store.Collect(ctx, s.db, func(c *candidate) []any { return []any{&c.id, &c.name, &c.consent, &c.news, &c.told, &c.kept} },
		candidateQuery, sql.Named("surgery", surgery), sql.Named("from", from), sql.Named("to", to))
	if err != nil {
		return nil, err
	}
	told := b.sort(all, again)
	if len(told) > mostMessages {
		return nil, data.NewProblem(data.CodeInvalid, "There is news of "+data.Count(len(told))+" people. Choose a shorter period, with at most "+data.Count(mostMessages)+".")
	}
	codes, err := s.Codes(ctx)
	if err != nil {
		return nil, err
	}
	for i, id := range told {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := s.addMessage(ctx, b, id, codes); err != nil {
			return nil, err
		}
		if progress != nil {
			progress(float64(i+1) / float64(len(told)))
		}
	}
	return b, nil
}

// sort returns who is told of, and notes who is left out.
func (b *Batch) sort(all []candidate, again bool) (told []data.ID) {
	for _, c := range all {
		why := ""
		switch {
		case c.news == "":
			why = WhyNoNews
		case c.kept:
			why = WhyKept
		case c.consent == "":
			why = WhyNotAsked
		case c.consent != "1":
			why = WhyRefused
		case !again && c.told >= c.news:
			why = WhyTold
		default:
			told = append(told, c.id)
			continue
		}
		b.LeftOut = append(b.LeftOut, LeftOut{ClientID: c.id, Client: c.name, Why: why})
	}
	return told
}

func (s *Letters) addMessage(ctx context.Context, b *Batch, id data.ID, codes *Codes) error {
	f, err := s.factsOf(ctx, Telling{ClientID: id, From: b.From})
	if err != nil {
		return err
	}
	m, err := s.message(ctx, f, codes)
	if err != nil {
		return err
	}
	if m.Occasion == data.OccasionDemand {
		m.Occasion = data.OccasionPeriod
	}
	for _, u := range m.Uncoded {
		b.uncoded(u)
	}
	b.Messages = append(b.Messages, *m)
	if m.NHSNumber == "" {
		b.LeftOut = append(b.LeftOut, LeftOut{ClientID: id, Client: m.Client, Why: WhyNoNumber, ListOnly: true})
	}
	return nil
}

func (b *Batch) uncoded(m data.CodeMeaning) {
	for _, u := range b.Uncoded {
		if u == m {
			return
		}
	}
	b.Uncoded = append(b.Uncoded, m)
}

// Letters are the letters of the batch, in the order of its people.
func (b *Batch) Letters() []*letter.Letter {
	list := make([]*letter.Letter, len(b.Messages))
	for i := range b.Messages {
		list[i] = b.Messages[i].Letter
	}
	return list
}

// Rows are the lines of the list for the practice.
func (b *Batch) Rows() []data.CodedRow {
	rows := []data.CodedRow{}
	for i := range b.Messages {
		rows = append(rows, b.Messages[i].Rows...)
	}
	return rows
}

// RecordMessages writes messages to the stories of their clients: as made, or as
// handed over where a day and a way are given. Tasks to write them are done.
func (s *Letters) RecordMessages(ctx context.Context, messages []Message, handedOn data.Date, handedHow string) error {
	sent := make([]*data.SentLetter, len(messages))
	for i := range messages {
		sent[i] = messages[i].sent(handedOn, handedHow)
	}
	return s.RecordSent(ctx, sent...)
}

func (m *Message) sent(on data.Date, how string) *data.SentLetter {
	l := &data.SentLetter{ClientID: m.ClientID, Kind: string(letter.Surgery), Form: data.FormLetter, Recipient: m.Surgery, SurgeryID: m.SurgeryID,
		Occasion: m.Occasion, HandedOn: on, HandedHow: how}
	if m.Letter != nil {
		l.Body = m.Letter.Plain()
	}
	if n := len(m.Rows); n > 0 {
		l.Note = "With " + data.Plural(n, "line", "lines") + " for the practice to enter"
	}
	return l
}
