package store

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"time"

	"waymark/data"
	"waymark/data/tally"
)

// factsBatch is how many clients' facts are gathered together.
const factsBatch = 500

// jsonOf lists numbers for json_each.
func jsonOf(seqs []int64) string {
	b, _ := json.Marshal(seqs) //nolint:errchkjson // numbers
	return string(b)
}

// DayOf reads a date; none where there is none.
type DayOf struct{ To *tally.Day }

// Scan implements sql.Scanner.
func (d DayOf) Scan(src any) error {
	*d.To = 0
	s, ok := src.(string)
	if !ok && src != nil {
		return fmt.Errorf("a date wanted, not %s", reflect.TypeOf(src))
	}
	if year, month, day := digits(s, 0, 4), digits(s, 5, 7), digits(s, 8, 10); len(s) == 10 && year > 0 && month > 0 && day > 0 {
		*d.To = tally.DayOf(data.Date{Year: year, Month: time.Month(month), Day: day})
	}
	return nil
}

func digits(s string, from, to int) int {
	n := 0
	for i := from; i < min(to, len(s)); i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// CodeOf reads a word as its code; 0 where there is none.
type CodeOf struct {
	To    *tally.Code
	Words *tally.Words
}

// Scan implements sql.Scanner.
func (c CodeOf) Scan(src any) error {
	s, ok := src.(string)
	if !ok && src != nil {
		return fmt.Errorf("text wanted, not %s", reflect.TypeOf(src))
	}
	*c.To = c.Words.Code(s)
	return nil
}

// gathering is one client's facts while they are read, with the IDs that tie
// them together.
type gathering struct {
	tally.Facts
	episodes, referrals, responses []string
	received, answered             []string // what the two lists are ordered by: day and ID
	consent                        string   // the latest so far
}

// episode is the place of an episode of the client, counted from 1.
func (g *gathering) episode(id string) tally.Code {
	i := slices.Index(g.episodes, id)
	if i < 0 {
		i = len(g.episodes)
		g.episodes = append(g.episodes, id)
	}
	return tally.Code(i + 1)
}

// gatherer reads the facts of some clients, one table after another.
type gatherer struct {
	ctx     context.Context //nolint:containedctx // a gatherer lives no longer than the call it serves
	q       Querier
	words   *tally.Words
	asked   string // the clients, as JSON
	clients map[int64]*gathering
	err     error
}

// gatherFacts works the facts of some clients out from what is on record.
func gatherFacts(ctx context.Context, q Querier, words *tally.Words, seqs []int64) ([]*tally.Facts, error) {
	g := &gatherer{ctx: ctx, q: q, words: words, asked: jsonOf(seqs), clients: make(map[int64]*gathering, len(seqs))}
	for _, seq := range seqs {
		g.clients[seq] = &gathering{}
	}
	g.people()
	g.referrals()
	g.needs()
	g.contacts()
	g.appointments()
	g.offers()
	g.course()
	g.responses()
	g.refusals()
	g.chosen()
	g.visits()
	list := make([]*tally.Facts, len(seqs))
	for i, seq := range seqs {
		c := g.clients[seq]
		c.Tidy(c.episodes)
		list[i] = &c.Facts
	}
	return list, g.err
}

// from begins a query about the clients asked for: first among them, then what
// hangs on them.
const from = " FROM json_each(?) j CROSS JOIN client c ON c.seq = j.value "

// read reads rows about clients. The first column is the client's seq.
func read[T any](g *gatherer, scan func(*T) []any, do func(*gathering, *T), query string) {
	if g.err != nil {
		return
	}
	type row struct {
		seq int64
		v   T
	}
	g.err = Each(g.ctx, g.q, func(r *row) []any { return append([]any{&r.seq}, scan(&r.v)...) }, func(r *row) error {
		do(g.clients[r.seq], &r.v)
		return nil
	}, "SELECT c.seq, "+query, g.asked)
}

func (g *gatherer) code(to *tally.Code) CodeOf { return CodeOf{to, g.words} }

func (g *gatherer) people() {
	type person struct {
		born         tally.Day
		sex, surgery tally.Code
	}
	read(g, func(p *person) []any { return []any{DayOf{&p.born}, g.code(&p.sex), g.code(&p.surgery)} }, func(c *gathering, p *person) {
		c.Born, c.Sex, c.Surgery = p.born, p.sex, p.surgery
	}, "c.birth_date, c.sex, c.surgery_id"+from)

	type consent struct {
		given bool
		order string
	}
	read(g, func(n *consent) []any { return []any{&n.given, &n.order} }, func(c *gathering, n *consent) {
		if n.order > c.consent {
			c.consent, c.Refused = n.order, !n.given
		}
	}, "n.given, n.given_on || ' ' || n.created_at || ' ' || n.id"+from+"CROSS JOIN consent n ON n.client_id = c.id AND n.kind = 'evaluation'")

	read(g, func(is *bool) []any { return []any{is} }, func(c *gathering, is *bool) { c.Restricted = *is },
		"1"+from+"WHERE EXISTS (SELECT 1 FROM rights_request n WHERE n.client_id = c.id AND "+StandingSQL+")")
}

func (g *gatherer) referrals() {
	type referral struct {
		tally.Referral
		id, episode, order string
	}
	read(g, func(r *referral) []any {
		return []any{&r.id, &r.episode, DayOf{&r.On}, g.code(&r.Source), g.code(&r.Surgery), g.code(&r.Reason), g.code(&r.Prescriber), &r.order}
	}, func(c *gathering, r *referral) {
		r.Episode = c.episode(r.episode)
		at, _ := slices.BinarySearch(c.received, r.order)
		c.Referrals, c.referrals = slices.Insert(c.Referrals, at, r.Referral), slices.Insert(c.referrals, at, r.id)
		c.received = slices.Insert(c.received, at, r.order)
	}, "r.id, r.episode_id, r.received_on, r.source, r.surgery_id, r.reason_id, e.prescriber_id, r.received_on || ' ' || r.id"+from+
		"CROSS JOIN referral r ON r.client_id = c.id LEFT JOIN episode e ON e.id = r.episode_id")

	type further struct {
		referral string
		reason   tally.Code
	}
	read(g, func(r *further) []any { return []any{&r.referral, g.code(&r.reason)} }, func(c *gathering, r *further) {
		if i := slices.Index(c.referrals, r.referral); i >= 0 {
			c.Referrals[i].Further = append(c.Referrals[i].Further, r.reason)
		}
	}, "r.id, x.reason_id"+from+"CROSS JOIN referral r ON r.client_id = c.id CROSS JOIN referral_reason x ON x.referral_id = r.id")
}

func (g *gatherer) needs() {
	scan := func(n *tally.Need) []any { return []any{DayOf{&n.On}, g.code(&n.Reason)} }
	read(g, scan, func(c *gathering, n *tally.Need) { c.Needs = append(c.Needs, *n) },
		"n.found_on, n.reason_id"+from+"CROSS JOIN need n ON n.client_id = c.id AND n.removed_at IS NULL")
	read(g, scan, func(c *gathering, n *tally.Need) { c.Gaps = append(c.Gaps, *n) },
		"n.found_on, n.reason_id"+from+"CROSS JOIN gap n ON n.client_id = c.id AND n.removed_at IS NULL")
}

func (g *gatherer) contacts() {
	type contact struct {
		tally.Contact
		episode string
	}
	read(g, func(k *contact) []any { return []any{&k.episode, DayOf{&k.On}, g.code(&k.Kind), g.code(&k.Outcome)} }, func(c *gathering, k *contact) {
		k.Episode = c.episode(k.episode)
		c.Contacts = append(c.Contacts, k.Contact)
	}, "k.episode_id, k.held_on, k.kind, k.outcome"+from+"CROSS JOIN contact k ON k.client_id = c.id AND k.removed_at IS NULL")
}

func (g *gatherer) appointments() {
	read(g, func(a *tally.Appointment) []any { return []any{DayOf{&a.On}, g.code(&a.Kind), g.code(&a.State)} },
		func(c *gathering, a *tally.Appointment) { c.Appointments = append(c.Appointments, *a) },
		"a.on_day, a.kind, a.state"+from+"CROSS JOIN appointment a ON a.client_id = c.id AND a.removed_at IS NULL")
}

func (g *gatherer) offers() {
	type offer struct {
		tally.Offer
		confidence *int
	}
	read(g, func(o *offer) []any {
		return []any{&o.Service, DayOf{&o.On}, g.code(&o.Decision), g.code(&o.Why), g.code(&o.Status), &o.confidence}
	}, func(c *gathering, o *offer) {
		o.Confidence = -1
		if o.confidence != nil {
			o.Confidence = *o.confidence
		}
		c.Offers = append(c.Offers, o.Offer)
	}, "v.seq, o.offered_on, o.decision, o.why, p.status, o.confidence"+from+
		"CROSS JOIN offer o ON o.client_id = c.id CROSS JOIN service v ON v.id = o.service_id LEFT JOIN prescription p ON p.offer_id = o.id")
}

// course reads what came of what was passed on.
func (g *gatherer) course() {
	type joined struct {
		episode, status string
		service         int64
	}
	read(g, func(p *joined) []any { return []any{&p.episode, &p.service, &p.status} }, func(c *gathering, p *joined) {
		if data.PrescriptionStatus(p.status).Began() {
			c.Joined = append(c.Joined, tally.Joined{Episode: c.episode(p.episode), Service: p.service})
		}
	}, "p.episode_id, v.seq, p.status"+from+"CROSS JOIN prescription p ON p.client_id = c.id CROSS JOIN service v ON v.id = p.service_id")

	type went struct {
		episode, status, now string
		on                   tally.Day
	}
	read(g, func(w *went) []any { return []any{&w.episode, &w.status, &w.now, DayOf{&w.on}} }, func(c *gathering, w *went) {
		if data.PrescriptionStatus(w.status).Began() && data.PrescriptionStatus(w.now).Began() {
			c.Went = append(c.Went, tally.Went{Episode: c.episode(w.episode), On: w.on})
		}
	}, "p.episode_id, h.status, p.status, h.status_on"+from+
		"CROSS JOIN prescription_status h ON h.client_id = c.id CROSS JOIN prescription p ON p.id = h.prescription_id")

	type followUp struct {
		tally.FollowUp
		episode string
	}
	read(g, func(u *followUp) []any {
		return []any{&u.episode, &u.Number, DayOf{&u.FirstDue}, DayOf{&u.DueOn}, DayOf{&u.ClosedOn}, g.code(&u.Status)}
	}, func(c *gathering, u *followUp) {
		u.Episode = c.episode(u.episode)
		c.FollowUps = append(c.FollowUps, u.FollowUp)
	}, "u.episode_id, u.number, u.first_due, u.due_on, u.closed_on, u.status"+from+"CROSS JOIN follow_up u ON u.client_id = c.id")
}

// refusals reads which follow-up questionnaires the client would rather not answer.
func (g *gatherer) refusals() {
	type refusal struct {
		episode    string
		instrument tally.Code
	}
	read(g, func(r *refusal) []any { return []any{&r.episode, g.code(&r.instrument)} }, func(c *gathering, r *refusal) {
		c.Refusals = append(c.Refusals, tally.Refusal{Episode: c.episode(r.episode), Instrument: r.instrument})
	}, "q.episode_id, q.instrument_id"+from+
		"CROSS JOIN questionnaire_refusal q ON q.client_id = c.id AND q.stage = 'follow_up' AND q.removed_at IS NULL")
}

func (g *gatherer) responses() {
	type response struct {
		tally.Response
		id, episode, instrument, version, order string
	}
	read(g, func(r *response) []any {
		return []any{&r.id, &r.episode, &r.instrument, &r.version, DayOf{&r.On}, g.code(&r.Stage), g.code(&r.Mode), &r.order}
	}, func(c *gathering, r *response) {
		r.Episode = c.episode(r.episode)
		kind := g.words.Kind(r.instrument, r.version)
		r.Instrument, r.Version = kind.Instrument, kind.Version
		at, _ := slices.BinarySearch(c.answered, r.order)
		c.Responses, c.responses = slices.Insert(c.Responses, at, r.Response), slices.Insert(c.responses, at, r.id)
		c.answered = slices.Insert(c.answered, at, r.order)
	}, "r.id, r.episode_id, r.instrument_id, r.instrument_version, r.answered_on, r.stage, r.mode, r.answered_on || ' ' || r.id"+from+
		"CROSS JOIN response r ON r.client_id = c.id AND r.finished")

	type score struct {
		response string
		tally.Score
	}
	read(g, func(s *score) []any { return []any{&s.response, g.code(&s.Measure), &s.Value, &s.Estimated} }, func(c *gathering, s *score) {
		if i := slices.Index(c.responses, s.response); i >= 0 {
			c.Responses[i].Scores = append(c.Responses[i].Scores, s.Score)
		}
	}, "r.id, s.measure, s.value, s.estimated"+from+
		"CROSS JOIN response r ON r.client_id = c.id AND r.finished CROSS JOIN score s ON s.response_id = r.id")
}

// chosen reads the pairs that someone chose instead of the rule's.
func (g *gatherer) chosen() {
	type pairing struct {
		episode       string
		instrument    tally.Code
		before, after string
	}
	read(g, func(p *pairing) []any {
		return []any{&p.episode, g.code(&p.instrument), OrNull(&p.before), OrNull(&p.after)}
	},
		func(c *gathering, p *pairing) {
			place := func(id string) int { return slices.Index(c.responses, id) } // -1: none
			c.Chosen = append(c.Chosen, tally.Chosen{Episode: c.episode(p.episode), Instrument: p.instrument, Before: place(p.before), After: place(p.after)})
		}, "p.episode_id, p.instrument_id, p.before_id, p.after_id"+from+"CROSS JOIN pairing p ON p.client_id = c.id")
}
