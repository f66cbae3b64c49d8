package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/rule"
)

// This file counts a report in SQL, table by table, as the program did before it
// kept facts about each client. Tests hold the one way against the other.

// FiguresBySQL counts what a report for f needs as SQL sees it, without the facts
// that are kept about each client: the same figures by another way.
func (s *Store) FiguresBySQL(ctx context.Context, f data.FigureFilter, catalogue *instrument.Catalogue, lonely data.ID, lonelyName string) (*data.Figures, error) {
	t, err := s.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, Problem(err)
	}
	defer func() { _ = t.Rollback() }()
	c := &counter{ctx: ctx, q: t, today: s.Clock().Today(), filter: f, figures: &data.Figures{Filter: f}, catalogue: catalogue, lonely: lonely, lonelyName: lonelyName}
	for _, count := range []func() error{
		c.people, c.referrals, c.furtherReasons, c.needsFound, c.contacts, c.appointments, c.offers, c.gaps, c.waits, c.followUps, c.unmet, c.loneliness, c.outcomes, c.visits,
	} {
		if err := count(); err != nil {
			return nil, Problem(err)
		}
	}
	return c.figures, nil
}

// counter works out the figures of one report.
type counter struct {
	ctx     context.Context //nolint:containedctx // a counter lives no longer than the call it serves
	q       Querier
	filter  data.FigureFilter
	figures *data.Figures
	today   data.Date

	catalogue  *instrument.Catalogue
	lonely     data.ID
	lonelyName string
	persons    map[string]*person  // in scope, by client
	found      map[string][]string // needs found in the period and further reasons, by client
}

// seenInPeriod are the clients with an attended contact in the period.
const seenInPeriod = `SELECT DISTINCT client_id FROM contact WHERE held_on BETWEEN @from AND @to AND outcome = 'attended' AND removed_at IS NULL`

// described are these clients, with what describes them, in scope.
const described = ` FROM (` + seenInPeriod + `) k JOIN client c ON c.id = k.client_id` + describedBy + ` WHERE` + inScope

// seen selects the IDs of the clients who were seen and are in scope. Without
// a filter no one's referral needs to be looked up for it.
func (c *counter) seen() string {
	if c.filter.SurgeryID == "" && c.filter.ReasonID == "" {
		return "(" + seenInPeriod + ")"
	}
	return "(SELECT c.id" + described + ")"
}

func (c *counter) args() []any { return scope(c.filter).args() }

func (c *counter) scope(client string) string { return scope(c.filter).of(client) }

func (c *counter) tallies(query string) ([]data.Tally, error) {
	return Collect(c.ctx, c.q, func(t *data.Tally) []any { return []any{&t.Key, &t.Label, &t.N} }, query, c.args()...)
}

func (c *counter) numbers(query string, dest ...any) error {
	return c.q.QueryRowContext(c.ctx, query, c.args()...).Scan(dest...)
}

// person is someone in scope who was seen in the period, or who answered a
// questionnaire in it, and what describes them.
type person struct {
	data.Who
	source string
	seen   bool
}

// people reads everyone in scope once, and counts those seen along each
// description.
func (c *counter) people() error {
	type row struct {
		client string
		person
		age sql.NullInt64
	}
	c.persons, c.found = map[string]*person{}, map[string][]string{}
	sex, band, reason, surgery, source, prescriber := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	names := interned{}
	err := Each(c.ctx, c.q, func(r *row) []any {
		return []any{&r.client, &r.seen, &r.Sex, &r.age, &r.Reason, &r.Surgery, &r.source, &r.Prescriber}
	}, func(r *row) error {
		age := -1
		if r.age.Valid {
			age = int(r.age.Int64)
		}
		p := &person{seen: r.seen, source: r.source, Who: data.Who{
			Sex: names.of(r.Sex), AgeBand: data.AgeBandOf(age), Surgery: names.of(r.Surgery), Reason: names.of(r.Reason), Prescriber: names.of(r.Prescriber),
		}}
		c.persons[r.client] = p
		if r.seen {
			c.figures.Seen++
			sex[p.Sex]++
			band[p.AgeBand]++
			reason[p.Reason]++
			surgery[p.Surgery]++
			source[r.source]++
			prescriber[p.Prescriber]++
		}
		if p.AgeBand == data.AgeBandOf(-1) {
			p.AgeBand = "" // the key of what is not recorded
		}
		return nil
	}, `SELECT c.id, k.seen, c.sex, (CAST(replace(@to, '-', '') AS INTEGER) - CAST(replace(c.birth_date, '-', '') AS INTEGER)) / 10000,
		coalesce(f.reason_id, ''), coalesce(f.surgery_id, c.surgery_id, ''), coalesce(f.source, ''), coalesce(e.prescriber_id, '')
		FROM (SELECT client_id, max(seen) AS seen FROM (SELECT client_id, 1 AS seen FROM (`+seenInPeriod+`)
		  UNION ALL SELECT DISTINCT client_id, 0 FROM response WHERE finished AND answered_on BETWEEN @from AND @to) GROUP BY client_id) k
		JOIN client c ON c.id = k.client_id`+describedBy+` LEFT JOIN episode e ON e.id = f.episode_id WHERE`+inScope, c.args()...)
	if err != nil {
		return err
	}
	if c.figures.ByPrescriber, err = c.named("staff", "name", prescriber); err != nil {
		return err
	}
	return c.describe(sex, band, reason, surgery, source)
}

// interned keeps one copy of each of the few keys that describe many people.
type interned map[string]string

func (n interned) of(s string) string {
	if known, ok := n[s]; ok {
		return known
	}
	n[s] = s
	return s
}

// describe names the counts, in the order of the service's own lists, with
// "Not recorded" last.
func (c *counter) describe(sex, band, reason, surgery, source map[string]int) error {
	f := c.figures
	for _, o := range data.Sexes() {
		f.BySex = append(f.BySex, data.Tally{Key: string(o.Value), Label: o.Label, N: sex[string(o.Value)]})
	}
	f.BySex = append(f.BySex, notRecorded(sex[""]))
	for _, b := range data.AgeBands() {
		key := b
		if b == data.AgeBandOf(-1) {
			key = ""
		}
		f.ByAgeBand = append(f.ByAgeBand, data.Tally{Key: key, Label: b, N: band[b]})
	}
	for _, o := range data.Sources() {
		f.BySource = append(f.BySource, data.Tally{Key: string(o.Value), Label: o.Label, N: source[string(o.Value)]})
	}
	f.BySource = append(f.BySource, notRecorded(source[""]))
	var err error
	if f.ByReason, err = c.named("reason", "position, name_fold", reason); err != nil {
		return err
	}
	f.BySurgery, err = c.named("surgery", "name_fold", surgery)
	return err
}

func notRecorded(n int) data.Tally { return data.Tally{Label: "Not recorded", N: n} }

// named returns the counts the names of a list of the service; retired entries
// appear only when they count.
func (c *counter) named(table, order string, counts map[string]int) ([]data.Tally, error) {
	type entry struct {
		data.Tally
		retired bool
	}
	entries, err := Collect(c.ctx, c.q, func(e *entry) []any { return []any{&e.Key, &e.Label, &e.retired} },
		"SELECT id, name, retired FROM "+table+" ORDER BY "+order) // names are our own
	if err != nil {
		return nil, err
	}
	var list []data.Tally
	for _, e := range entries {
		if e.N = counts[e.Key]; e.N > 0 || !e.retired {
			list = append(list, e.Tally)
		}
	}
	return append(list, notRecorded(counts[""])), nil
}

func (c *counter) referrals() error {
	return c.numbers(`SELECT count(*) FROM referral r WHERE r.received_on BETWEEN @from AND @to`+c.scope("r.client_id"), &c.figures.ReferralsReceived)
}

// furtherReasons and needsFound count people, each reason once a person, and
// remember who they were for what is asked about them together.
func (c *counter) furtherReasons() error {
	counts, people, err := c.reasonsOf(`SELECT DISTINCT f.client_id, x.reason_id FROM (SELECT f.id, f.client_id` + described + `) f
		JOIN referral_reason x ON x.referral_id = f.id ORDER BY 1`)
	if err != nil {
		return err
	}
	c.figures.FurtherReasons, err = c.inOrder(counts)
	c.figures.PeopleWithFurther = people
	return err
}

func (c *counter) needsFound() error {
	cross := map[data.Cross]int{}
	counts, people, err := c.reasonsOf(`SELECT DISTINCT n.client_id, n.reason_id FROM need n
		WHERE n.removed_at IS NULL AND n.found_on BETWEEN @from AND @to AND n.client_id IN `+c.seen()+` ORDER BY 1`,
		func(p *person, reason string) { cross[data.Cross{Row: p.Reason, Column: reason}]++ })
	if err != nil {
		return err
	}
	for at, n := range cross {
		at.N = n
		c.figures.ReasonNeeds = append(c.figures.ReasonNeeds, at)
	}
	slices.SortFunc(c.figures.ReasonNeeds, func(a, b data.Cross) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	c.figures.NeedsFound, err = c.inOrder(counts)
	c.figures.PeopleWithNeeds = people
	return err
}

// reasonsOf counts clients by reason from rows of both, ordered by client, and
// how many clients there are.
func (c *counter) reasonsOf(query string, more ...func(*person, string)) (counts map[string]int, people int, err error) {
	type row struct{ client, reason string }
	counts = map[string]int{}
	last, names := "", interned{}
	err = Each(c.ctx, c.q, func(r *row) []any { return []any{&r.client, &r.reason} }, func(r *row) error {
		p := c.persons[r.client]
		if p == nil {
			return nil
		}
		if r.client != last {
			last = r.client
			people++
		}
		reason := names.of(r.reason)
		counts[reason]++
		c.found[r.client] = append(c.found[r.client], reason)
		for _, do := range more {
			do(p, reason)
		}
		return nil
	}, query, c.args()...)
	return counts, people, err
}

// inOrder names counts by reason in the order of the service's reasons; those
// without any are left out.
func (c *counter) inOrder(counts map[string]int) ([]data.Tally, error) {
	named, err := c.named("reason", "position, name_fold", counts)
	return slices.DeleteFunc(named, func(t data.Tally) bool { return t.Key == "" || t.N == 0 }), err
}

func (c *counter) contacts() error {
	groups, err := c.tallies(`SELECT outcome, kind, count(*) FROM contact WHERE removed_at IS NULL
		AND held_on BETWEEN @from AND @to` + c.scope("client_id") + ` GROUP BY outcome, kind`)
	if err != nil {
		return err
	}
	kinds, outcomes := map[string]int{}, map[string]int{}
	for _, g := range groups {
		outcomes[g.Key] += g.N
		if g.Key == string(data.ContactAttended) {
			kinds[g.Label] += g.N
		}
	}
	for _, o := range data.ContactKinds() {
		c.figures.ContactsByKind = append(c.figures.ContactsByKind, data.Tally{Key: string(o.Value), Label: o.Label, N: kinds[string(o.Value)]})
	}
	for _, o := range data.ContactOutcomes() {
		c.figures.ContactsByOutcome = append(c.figures.ContactsByOutcome, data.Tally{Key: string(o.Value), Label: o.Label, N: outcomes[string(o.Value)]})
	}
	return nil
}

func (c *counter) appointments() error {
	groups, err := c.tallies(`SELECT CASE WHEN state IN ('booked', 'arrived', 'in_room') THEN 'open' ELSE state END, kind, count(*) FROM appointment
		WHERE removed_at IS NULL AND client_id IS NOT NULL AND state <> 'held' AND on_day BETWEEN @from AND @to` + c.scope("client_id") + ` GROUP BY 1, 2`)
	if err != nil {
		return err
	}
	states := map[string]int{}
	for _, g := range groups {
		states[g.Key] += g.N
		if g.Label == "walk_in" {
			c.figures.AppointmentsWalkIn += g.N
		}
	}
	for _, row := range [][2]string{{"seen", "Seen"}, {"did_not_attend", "Did not attend"}, {"cancelled", "Cancelled"}, {"open", "No outcome recorded yet"}} {
		c.figures.Appointments = append(c.figures.Appointments, data.Tally{Key: row[0], Label: row[1], N: states[row[0]]})
	}
	return nil
}

// gaps leaves gaps about no one out of a report on a part of the caseload.
func (c *counter) gaps() error {
	groups, err := c.tallies(`SELECT g.reason_id, '', count(*) FROM gap g WHERE g.removed_at IS NULL AND g.found_on BETWEEN @from AND @to` +
		c.scope("g.client_id") + ` GROUP BY 1`)
	if err != nil {
		return err
	}
	counts := map[string]int{}
	for _, g := range groups {
		counts[g.Key] = g.N
	}
	c.figures.Gaps, err = c.inOrder(counts)
	return err
}

// followUps counts without the rule: a follow-up is on time until the fifth
// working day after the day it was first due.
func (c *counter) followUps() error {
	f := &c.figures.FollowUps
	holidays := map[string]bool{}
	for _, h := range data.EnglandAndWales() {
		holidays[h.On.String()] = true
	}
	// between counts the working days after one day up to another.
	between := func(from, to data.Date) (n int) {
		for d := from.AddDays(1); !d.After(to); d = d.AddDays(1) {
			if day := d.Time().Weekday(); day != time.Saturday && day != time.Sunday && !holidays[d.String()] {
				n++
			}
		}
		return n
	}
	type row struct {
		status      string
		due, closed data.Date
	}
	return Each(c.ctx, c.q, func(r *row) []any { return []any{&r.status, &r.due, &r.closed} }, func(r *row) error {
		switch {
		case r.status == "done" && between(r.due, r.closed) <= 5:
			f.OnTime++
		case r.status == "done":
			f.Late++
		case r.status == "open" && between(r.due, c.today) <= 5:
			f.NotYet++
			return nil
		case r.status == "open":
			f.Open++
		case r.status == "declined":
			f.Declined++
		case r.status == "not_needed":
			f.NotNeeded++
		default:
			f.Unreached++
		}
		f.Due++
		return nil
	}, `SELECT status, first_due, closed_on FROM follow_up WHERE first_due BETWEEN @from AND @to`+c.scope("client_id"), c.args()...)
}

// went is true of prescriptions whose client went at least once.
const went = `p.status IN ('started', 'attending', 'completed', 'stopped')`

func (c *counter) offers() error {
	from := ` FROM offer o LEFT JOIN prescription p ON p.offer_id = o.id WHERE o.offered_on BETWEEN @from AND @to` + c.scope("o.client_id")
	groups, err := c.tallies(`SELECT o.decision, coalesce(p.status, ''), count(*)` + from + ` GROUP BY 1, 2`)
	if err != nil {
		return err
	}
	decisions, statuses := map[string]int{}, map[string]int{}
	for _, g := range groups {
		decisions[g.Key] += g.N
		statuses[g.Label] += g.N
	}
	for _, o := range data.Decisions() {
		c.figures.OffersByDecision = append(c.figures.OffersByDecision, data.Tally{Key: string(o.Value), Label: o.Label, N: decisions[string(o.Value)]})
	}
	for _, o := range data.PrescriptionStatuses() {
		c.figures.Prescriptions = append(c.figures.Prescriptions, data.Tally{Key: string(o.Value), Label: o.Label, N: statuses[string(o.Value)]})
	}
	if err := c.numbers(`SELECT count(DISTINCT o.client_id), count(DISTINCT CASE WHEN o.decision = 'chosen' THEN o.client_id END),
		count(DISTINCT CASE WHEN `+went+` THEN o.client_id END)`+from,
		&c.figures.PeopleOffered, &c.figures.PeopleChose, &c.figures.PeopleStarted); err != nil {
		return err
	}
	if err := c.notChosen(from); err != nil {
		return err
	}
	if err := c.confidence(from); err != nil {
		return err
	}
	return c.services(from)
}

// notChosen counts why offers were declined or put off.
func (c *counter) notChosen(from string) error {
	groups, err := c.tallies(`SELECT o.why, '', count(*)` + from + ` AND o.decision <> 'chosen' GROUP BY 1`)
	if err != nil {
		return err
	}
	n := map[string]int{}
	for _, g := range groups {
		n[g.Key] = g.N
	}
	for _, o := range data.DeclineReasons() {
		c.figures.NotChosenBecause = append(c.figures.NotChosenBecause, data.Tally{Key: string(o.Value), Label: o.Label, N: n[string(o.Value)]})
	}
	c.figures.NotChosenBecause = append(c.figures.NotChosenBecause, notRecorded(n[""]))
	return nil
}

// confidence counts what was chosen and begun by how sure people were.
func (c *counter) confidence(from string) error {
	type row struct {
		confidence            *int
		offers, chosen, begun int
	}
	rows, err := Collect(c.ctx, c.q, func(r *row) []any { return []any{&r.confidence, &r.offers, &r.chosen, &r.begun} },
		`SELECT o.confidence, count(*), count(*) FILTER (WHERE o.decision = 'chosen'), count(*) FILTER (WHERE `+went+`)`+from+` GROUP BY 1`, c.args()...)
	if err != nil {
		return err
	}
	bands := data.ConfidenceBands()
	list := make([]data.ConfidenceFigures, len(bands)+1) // the last: not asked
	for i, b := range bands {
		list[i] = data.ConfidenceFigures{Key: b.Key, Label: b.Label}
	}
	for _, r := range rows {
		i := len(bands)
		if r.confidence != nil {
			i = slices.IndexFunc(bands, func(b data.ConfidenceBand) bool { return *r.confidence >= b.From && *r.confidence <= b.To })
		}
		list[i].Offers += r.offers
		list[i].Chosen += r.chosen
		list[i].Started += r.begun
	}
	c.figures.ByConfidence = list
	return nil
}

// services counts what came of each service that was offered, the one chosen
// most first.
func (c *counter) services(from string) error {
	list, err := Collect(c.ctx, c.q, func(s *data.ServiceFigures) []any {
		return []any{&s.Key, &s.Name, &s.Offered, &s.Chosen, &s.Started, &s.Completed}
	}, `SELECT v.id, v.name, n.offered, n.chosen, n.begun, n.completed FROM (SELECT o.service_id, count(*) AS offered,
		  count(*) FILTER (WHERE o.decision = 'chosen') AS chosen, count(*) FILTER (WHERE `+went+`) AS begun, count(*) FILTER (WHERE p.status = 'completed') AS completed`+
		from+` GROUP BY 1) n JOIN service v ON v.id = n.service_id`, c.args()...)
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b data.ServiceFigures) int {
		return cmp.Or(cmp.Compare(b.Chosen, a.Chosen), cmp.Compare(b.Offered, a.Offered), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key))
	})
	c.figures.Services = list
	return nil
}

// waits takes the days from each referral received in the period to the first
// attended contact, and to the first service that the person went to.
func (c *counter) waits() error {
	type row struct {
		contact, service *int
		soFar            int
	}
	return Each(c.ctx, c.q, func(r *row) []any { return []any{&r.contact, &r.service, &r.soFar} }, func(r *row) error {
		c.figures.ToFirstContact = waited(c.figures.ToFirstContact, r.contact, r.soFar)
		c.figures.ToFirstService = waited(c.figures.ToFirstService, r.service, r.soFar)
		return nil
	}, `SELECT CAST(julianday((SELECT min(k.held_on) FROM contact k WHERE k.client_id = r.client_id AND k.held_on >= r.received_on
		  AND k.outcome = 'attended' AND k.removed_at IS NULL AND k.episode_id = r.episode_id)) - julianday(r.received_on) AS INTEGER),
		CAST(julianday((SELECT min(h.status_on) FROM prescription_status h JOIN prescription p ON p.id = h.prescription_id
		  WHERE h.client_id = r.client_id AND p.episode_id = r.episode_id AND h.status_on >= r.received_on AND `+went+`
		  AND h.status IN ('started', 'attending', 'completed', 'stopped'))) - julianday(r.received_on) AS INTEGER),
		max(0, CAST(julianday('`+c.today.String()+`') - julianday(r.received_on) AS INTEGER))
		FROM referral r WHERE r.received_on BETWEEN @from AND @to`+c.scope("r.client_id"), c.args()...)
}

func waited(w data.Waits, days *int, soFar int) data.Waits {
	if days == nil {
		w.NotYet++
		w.Waiting = append(w.Waiting, soFar)
	} else {
		w.Days = append(w.Days, *days)
	}
	return w
}

// loneliness counts the people seen for whom loneliness was a reason or was
// found, with what they came for and what else was found.
func (c *counter) loneliness() error {
	id, name := c.lonely, c.lonelyName
	if id == "" {
		return nil
	}
	var err error
	l := &c.figures.Loneliness
	l.Reason = name
	reasons, needs := map[string]int{}, map[string]int{}
	for client, p := range c.persons {
		if !p.seen {
			continue
		}
		switch {
		case p.Reason == string(id):
			l.Asked++
		case slices.Contains(c.found[client], string(id)):
			l.Found++
			reasons[p.Reason]++
		default:
			continue
		}
		found := slices.Compact(slices.Sorted(slices.Values(c.found[client])))
		for _, need := range found {
			if need != string(id) {
				needs[need]++
			}
		}
	}
	if l.ByReason, err = c.named("reason", "position, name_fold", reasons); err != nil {
		return err
	}
	l.ByReason = slices.DeleteFunc(l.ByReason, func(t data.Tally) bool { return t.N == 0 && strings.TrimSpace(t.Key) != "" })
	l.Needs, err = c.inOrder(needs)
	return err
}

func (c *counter) unmet() error {
	u := &c.figures.Unmet
	// The index of closed follow-ups is only taken where status <> 'open' is said.
	scope := ` AND client_id NOT IN (SELECT client_id FROM seen)` + c.scope("client_id") + `)`
	return c.numbers(`WITH seen AS MATERIALIZED (`+seenInPeriod+`)
		SELECT (SELECT count(*) FROM referral WHERE received_on BETWEEN @from AND @to`+scope+`,
		(SELECT count(*) FROM offer WHERE offered_on BETWEEN @from AND @to`+scope+`,
		(SELECT count(*) FROM response WHERE finished AND answered_on BETWEEN @from AND @to`+scope+`,
		(SELECT count(*) FROM follow_up WHERE status = 'done' AND status <> 'open' AND closed_on BETWEEN @from AND @to`+scope,
		&u.Referrals, &u.Offers, &u.Responses, &u.FollowUps)
}

// refusedUse are the people whose latest word on the use in evaluation was no.
const refusedUse = `(SELECT n.client_id FROM consent n WHERE n.kind = 'evaluation' AND n.given = 0 AND NOT EXISTS (SELECT 1 FROM consent l
	WHERE l.client_id = n.client_id AND l.kind = 'evaluation' AND (l.given_on, l.created_at, l.id) > (n.given_on, n.created_at, n.id)))`

// outcomes counts each measure that the answers of the period can be scored as.
func (c *counter) outcomes() error {
	measures, from, err := c.measuresInUse()
	if err != nil || len(measures) == 0 {
		return err
	}
	o := &outcomeCounter{counter: c, refused: map[string]bool{}}
	if err := o.prepare(); err != nil {
		return err
	}
	for len(measures) > 0 {
		// Those that the same questionnaires give are read together.
		list := from[measures[0]]
		others := func(m string) bool { return !slices.Equal(from[m], list) }
		if err := o.count(slices.DeleteFunc(slices.Clone(measures), others), list); err != nil {
			return err
		}
		measures = slices.DeleteFunc(measures, func(m string) bool { return !others(m) })
	}
	return nil
}

// measuresInUse lists the measures that finished questionnaires give, and the
// questionnaires that give each.
func (c *counter) measuresInUse() (measures []string, from map[string][]string, err error) {
	type used struct{ id, version string }
	list, err := Collect(c.ctx, c.q, func(u *used) []any { return []any{&u.id, &u.version} },
		"SELECT DISTINCT instrument_id, instrument_version FROM response WHERE finished ORDER BY instrument_id <> 'wemwbs', 1, 2")
	if err != nil {
		return nil, nil, err
	}
	from = map[string][]string{}
	for _, u := range list {
		for _, m := range c.catalogue.MeasuresFrom(u.id, u.version) {
			if len(from[m.ID]) == 0 {
				measures = append(measures, m.ID)
			}
			if !slices.Contains(from[m.ID], u.id) {
				from[m.ID] = append(from[m.ID], u.id)
			}
		}
	}
	return measures, from, nil
}

// outcomeCounter goes through the questionnaires of one measure after another,
// client by client.
type outcomeCounter struct {
	*counter
	refused  map[string]bool
	people   int                   // in scope, those who refused among them
	no       int                   // of them refused
	first    map[data.ID]data.Date // the day of an episode's first follow-up
	services map[string][]string   // that someone went to in an episode
	chosen   map[rule.ChosenKey]rule.Chosen

	followUps map[data.ID][]data.FollowUp // by episode
	declined  map[string]bool             // by episode and questionnaire, "" for any
}

// scored is one finished questionnaire, with its scores on some measures.
type scored struct {
	rule.Answered
	client, mode string
	scores       []scoreOn
}

// scoreOn is a score on one measure, invalid where the answers give none.
type scoreOn struct {
	value     sql.NullFloat64
	estimated sql.NullInt64
}

// prepare reads what every measure needs.
func (o *outcomeCounter) prepare() error {
	refusers, err := Collect(o.ctx, o.q, func(id *string) []any { return []any{id} }, "SELECT DISTINCT client_id FROM "+refusedUse)
	if err != nil {
		return err
	}
	for _, id := range refusers {
		o.refused[id] = true
	}
	o.people = len(o.persons)
	for id := range o.persons {
		if o.refused[id] {
			o.no++
		}
	}
	type two struct{ episode, value string }
	scan := func(t *two) []any { return []any{&t.episode, &t.value} }
	o.services = map[string][]string{}
	if err := o.firstFollowUps(); err != nil {
		return err
	}
	if err := o.plans(); err != nil {
		return err
	}
	names := interned{}
	if err := Each(o.ctx, o.q, scan, func(t *two) error {
		o.services[t.episode] = append(o.services[t.episode], names.of(t.value))
		return nil
	}, "SELECT DISTINCT p.episode_id, p.service_id FROM prescription p WHERE "+went+" ORDER BY 1, 2"); err != nil {
		return err
	}
	return o.adjustments()
}

// firstFollowUps gives the day of each episode's first follow-up, as
// rule.FirstFollowUp states it.
const firstFollowUps = `SELECT episode_id, min(CASE WHEN status = 'done' THEN closed_on ELSE first_due END) FROM follow_up WHERE number = 1 GROUP BY episode_id`

func (o *outcomeCounter) firstFollowUps() error {
	type day struct {
		episode data.ID
		on      data.Date
	}
	o.first = map[data.ID]data.Date{}
	return Each(o.ctx, o.q, func(d *day) []any { return []any{&d.episode, &d.on} }, func(d *day) error {
		o.first[d.episode] = d.on
		return nil
	}, firstFollowUps)
}

func (o *outcomeCounter) adjustments() error {
	var err error
	o.chosen, err = chosenPairs(o.ctx, o.q, "")
	return err
}

// count goes through the questionnaires that give some measures, each
// client's in the order they were answered.
func (o *outcomeCounter) count(measures, instruments []string) error {
	args, columns, joins := o.args(), "", ""
	talliers := make([]*tallier, len(measures))
	for i, measure := range measures {
		m, _ := o.catalogue.Measure(measure)
		talliers[i] = &tallier{outcomeCounter: o, at: i, from: o.filter.From, modes: map[string]int{}, sources: map[string]int{}, scored: map[string]int{}, out: data.OutcomeFigures{
			Measure: measure, InstrumentID: m.InstrumentID, People: o.people, Refused: o.no,
		}}
		columns += fmt.Sprintf(", s%d.value, s%d.estimated", i, i)
		joins += fmt.Sprintf(" LEFT JOIN score s%d ON s%d.response_id = r.id AND s%d.measure = @measure%d", i, i, i, i)
		args = append(args, sql.Named(fmt.Sprintf("measure%d", i), measure))
	}
	marks := make([]string, len(instruments))
	for i, id := range instruments {
		marks[i] = fmt.Sprintf("@questionnaire%d", i)
		args = append(args, sql.Named(marks[i][1:], id))
	}
	reader := &personReader{talliers: talliers, names: interned{}}
	err := Each(o.ctx, o.q, func(r *scored) []any {
		r.scores = make([]scoreOn, len(measures))
		dest := []any{&r.ID, &r.client, &r.EpisodeID, &r.InstrumentID, &r.Version, &r.Stage, &r.On, &r.mode}
		for i := range r.scores {
			dest = append(dest, &r.scores[i].value, &r.scores[i].estimated)
		}
		return dest
	}, reader.take, `SELECT r.id, r.client_id, r.episode_id, r.instrument_id, r.instrument_version, r.stage, r.answered_on, r.mode`+columns+`
		FROM response r`+joins+` WHERE r.finished AND r.answered_on <= @to AND r.instrument_id IN (`+strings.Join(marks, ", ")+`)
		ORDER BY r.client_id, r.answered_on, r.id`, args...)
	if err != nil {
		return err
	}
	reader.person()
	for _, t := range talliers {
		if figures, used := t.figures(); used {
			o.counted(figures)
		}
	}
	return nil
}

// counted adds the figures of one measure.
func (c *counter) counted(o data.OutcomeFigures) { c.figures.Outcomes = append(c.figures.Outcomes, o) }

// personReader gathers the questionnaires of one client and hands them to the
// tallier of each measure.
type personReader struct {
	talliers []*tallier
	names    interned
	list     []scored
	answers  []rule.Answered // those of list, for the rules
}

func (p *personReader) take(r *scored) error {
	if len(p.list) > 0 && p.list[0].client != r.client {
		p.person()
	}
	one := *r
	one.InstrumentID, one.Version, one.mode = p.names.of(r.InstrumentID), p.names.of(r.Version), p.names.of(r.mode)
	one.Stage = data.Stage(p.names.of(string(r.Stage)))
	one.scores = slices.Clone(r.scores)
	p.list, p.answers = append(p.list, one), append(p.answers, one.Answered)
	return nil
}

func (p *personReader) person() {
	if len(p.list) > 0 {
		for _, t := range p.talliers {
			t.person(p.list, p.answers)
		}
	}
	p.list, p.answers = p.list[:0], p.answers[:0]
}

// tallier adds up one measure, the at-th of those that are read together.
type tallier struct {
	*outcomeCounter
	at          int
	from        data.Date
	modes       map[string]int
	sources     map[string]int // pairs, by the questionnaire of the later answers
	scored      map[string]int // scores, by the questionnaire of the answers
	first, last float64        // sums of scores, for the means over everyone
	out         data.OutcomeFigures
	used        bool // someone answered in the period
}

func (t *tallier) complete(r *scored) bool { return r.scores[t.at].value.Valid }
func (t *tallier) value(r *scored) float64 { return r.scores[t.at].value.Float64 }

// person counts the client whose questionnaires these are.
func (t *tallier) person(list []scored, answers []rule.Answered) {
	who := t.persons[list[0].client]
	if who == nil || t.refused[list[0].client] {
		return
	}
	pair, after, ok := t.pair(list, answers, who)
	first := t.stages(list, after)
	switch {
	case ok:
		t.out.Pairs = append(t.out.Pairs, pair)
	case first == nil:
	case t.declined[string(first.EpisodeID)+" "] || t.declined[string(first.EpisodeID)+" "+first.InstrumentID]:
		t.out.Declined++
	case t.late(first):
		t.out.Unpaired = append(t.out.Unpaired, who.Who)
	default:
		t.out.NotDue++
	}
}

// late reports whether the questionnaire to follow one was due by the end of the
// period, and by today.
func (t *tallier) late(first *scored) bool {
	until := t.filter.To
	if t.today.Before(until) {
		until = t.today
	}
	return rule.LaterOf(first.On, t.followUps[first.EpisodeID], false, until) == rule.LaterMissing
}

// plans reads the follow-ups of every episode, and which follow-up
// questionnaires were declined.
func (o *outcomeCounter) plans() error {
	o.declined, o.followUps = map[string]bool{}, map[data.ID][]data.FollowUp{}
	type refusal struct{ episode, instrument string }
	if err := Each(o.ctx, o.q, func(r *refusal) []any { return []any{&r.episode, &r.instrument} }, func(r *refusal) error {
		o.declined[r.episode+" "+r.instrument] = true
		return nil
	}, "SELECT episode_id, instrument_id FROM questionnaire_refusal WHERE stage = 'follow_up' AND removed_at IS NULL"); err != nil {
		return err
	}
	return Each(o.ctx, o.q, func(u *data.FollowUp) []any { return []any{&u.EpisodeID, &u.Number, &u.Status, &u.DueOn, &u.ClosedOn} }, func(u *data.FollowUp) error {
		o.followUps[u.EpisodeID] = append(o.followUps[u.EpisodeID], *u)
		return nil
	}, "SELECT episode_id, number, status, due_on, closed_on FROM follow_up")
}

// stages counts the client among those with a first and with a later
// questionnaire in the period: with a score, or with answers missing. after is
// the later one of their pair. It returns the first one with a score, nil if
// there is none.
func (t *tallier) stages(list []scored, after int) *scored {
	var firstDone, lastDone *scored
	var first, last bool
	for i := range list {
		r := &list[i]
		if r.On.Before(t.from) {
			continue
		}
		t.used = true
		if t.complete(r) {
			t.modes[r.mode]++
			t.scored[r.InstrumentID]++
		}
		later := i == after || r.Stage == data.StageFollowUp
		switch {
		case later && t.complete(r):
			lastDone = r
		case r.Stage == data.Baseline && t.complete(r) && firstDone == nil:
			firstDone = r
		}
		first = first || !later && r.Stage == data.Baseline
		last = last || later
	}
	switch {
	case firstDone != nil:
		t.out.Baselines++
		t.first += t.value(firstDone)
	case first:
		t.out.BaselinesIncomplete++
	}
	switch {
	case lastDone != nil:
		t.out.FollowUps++
		t.last += t.value(lastDone)
	case last:
		t.out.FollowUpsIncomplete++
	}
	return firstDone
}

// pair finds the client's pair in the period, and the place of the later one.
func (t *tallier) pair(list []scored, answers []rule.Answered, who *person) (data.Pair, int, bool) {
	pairs := rule.Pairs{InstrumentID: t.out.InstrumentID, Answers: answers, FirstFollowUps: t.outcomeCounter.first, Chosen: t.chosen,
		Scored: func(i int) bool { return t.complete(&list[i]) }}
	found, ok := pairs.Latest(t.from)
	if !ok {
		return data.Pair{}, rule.None, false
	}
	if found.Adjusted {
		t.out.Adjusted++
	}
	before, after := &list[found.Before], &list[found.After]
	for _, r := range []*scored{before, after} {
		if r.scores[t.at].estimated.Int64 > 0 {
			t.out.Estimated++
		}
	}
	pair := data.Pair{Before: t.value(before), After: t.value(after), Who: who.Who}
	pair.Who.Services = t.services[string(after.EpisodeID)]
	t.sources[after.InstrumentID]++
	return pair, found.After, true
}

// figures are the counts of the measure; used is false when no one answered it
// in the period.
func (t *tallier) figures() (out data.OutcomeFigures, used bool) {
	out = t.out
	if out.Baselines > 0 {
		mean := math.Round(t.first*100) / 100 / float64(out.Baselines) // scores have two decimals at most
		out.BaselineMean = &mean
	}
	if out.FollowUps > 0 {
		mean := math.Round(t.last*100) / 100 / float64(out.FollowUps)
		out.FollowUpMean = &mean
	}
	slices.SortFunc(out.Pairs, func(a, b data.Pair) int {
		return cmp.Or(cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After))
	})
	sources, all := t.sources, len(out.Pairs)
	if all == 0 {
		sources = t.scored
		for _, n := range sources {
			all += n
		}
	}
	for id, n := range sources {
		if 2*n > all && id != out.InstrumentID {
			out.Other = id
		}
	}
	for _, m := range data.AnswerModes() {
		out.ByMode = append(out.ByMode, data.Tally{Key: string(m.Value), Label: m.Label, N: t.modes[string(m.Value)]})
	}
	out.ByMode = append(out.ByMode, data.Tally{Label: "Not recorded", N: t.modes[""]})
	return out, t.used
}

// scope restricts queries to the part of the caseload that a report is on.
type scope data.FigureFilter

// describedBy joins to a client the latest referral up to the end of the
// period, which says why, from whom and for which surgery they came.
const describedBy = ` LEFT JOIN referral f ON f.id = (SELECT x.id FROM referral x
	WHERE x.client_id = c.id AND x.received_on <= @to ORDER BY x.received_on DESC, x.id DESC LIMIT 1)`

// inScope is true for clients that the filter asks for.
const inScope = ` (@surgery = '' OR coalesce(f.surgery_id, c.surgery_id) = @surgery) AND (@reason = '' OR f.reason_id = @reason)`

func (s scope) everybody() bool { return s.SurgeryID == "" && s.ReasonID == "" }

// of restricts rows with a client to the scope; empty when that is everyone,
// so that a report on everyone does not look up everyone.
func (s scope) of(client string) string {
	if s.everybody() {
		return ""
	}
	return " AND " + client + " IN (SELECT c.id FROM client c" + describedBy + " WHERE" + inScope + ")"
}

// args are the period and the scope, as the queries name them.
func (s scope) args() []any {
	return []any{sql.Named("from", s.From.String()), sql.Named("to", s.To.String()),
		sql.Named("surgery", string(s.SurgeryID)), sql.Named("reason", string(s.ReasonID))}
}

// chosenPairs reads what someone chose instead of the rule's pairs, for one
// client or, if client is "", for everyone.
func chosenPairs(ctx context.Context, q Querier, client data.ID) (map[rule.ChosenKey]rule.Chosen, error) {
	type row struct {
		key  rule.ChosenKey
		pair rule.Chosen
	}
	all := map[rule.ChosenKey]rule.Chosen{}
	where, args := "", []any{}
	if client != "" {
		where, args = " WHERE client_id = ?", []any{client}
	}
	err := Each(ctx, q, func(r *row) []any {
		return []any{&r.key.EpisodeID, &r.key.InstrumentID, OrNull(&r.pair.Before), OrNull(&r.pair.After)}
	}, func(r *row) error {
		all[r.key] = r.pair
		return nil
	}, "SELECT episode_id, instrument_id, before_id, after_id FROM pairing"+where, args...)
	return all, err
}
