package store

import (
	"context"
	"database/sql"
	"strconv"

	"waymark/data"
)

// Figures counts what a report for f needs, all from one snapshot of the
// database. What each figure means is said at data.Figures.
func (s *Store) Figures(ctx context.Context, f data.FigureFilter) (*data.Figures, error) {
	t, err := s.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, problem(err)
	}
	defer func() { _ = t.Rollback() }()
	c := &counter{ctx: ctx, q: t, filter: f, figures: &data.Figures{Filter: f}}
	for _, count := range []func() error{
		c.people, c.referrals, c.furtherReasons, c.needsFound, c.contacts, c.offers, c.gaps, c.followUps, c.outcomes,
	} {
		if err := count(); err != nil {
			return nil, problem(err)
		}
	}
	return c.figures, nil
}

// counter works out the figures of one report.
type counter struct {
	ctx     context.Context //nolint:containedctx // a counter lives no longer than the call it serves
	q       querier
	filter  data.FigureFilter
	figures *data.Figures
}

// describedBy joins to a client the latest referral up to the end of the
// period, which says why, from whom and for which surgery they came.
const describedBy = ` LEFT JOIN referral f ON f.id = (SELECT x.id FROM referral x
	WHERE x.client_id = c.id AND x.received_on <= @to ORDER BY x.received_on DESC, x.id DESC LIMIT 1)`

// inScope is true for clients that the filter asks for.
const inScope = ` (@surgery = '' OR coalesce(f.surgery_id, c.surgery_id) = @surgery) AND (@reason = '' OR f.reason_id = @reason)`

// seenInPeriod are the clients with an attended contact in the period.
const seenInPeriod = `SELECT DISTINCT client_id FROM contact WHERE held_on BETWEEN @from AND @to AND outcome = 'attended' AND removed_at IS NULL`

// described are these clients, with what describes them, in scope.
const described = ` FROM (` + seenInPeriod + `) k JOIN client c ON c.id = k.client_id` + describedBy + ` WHERE` + inScope

// seen selects the IDs of the clients who were seen and are in scope. Without
// a filter nobody's referral needs to be looked up for it.
func (c *counter) seen() string {
	if c.filter.SurgeryID == "" && c.filter.ReasonID == "" {
		return "(" + seenInPeriod + ")"
	}
	return "(SELECT c.id" + described + ")"
}

func (c *counter) args() []any {
	from, to := c.filter.From.String(), c.filter.To.String()
	return []any{sql.Named("from", from), sql.Named("to", to),
		sql.Named("surgery", string(c.filter.SurgeryID)), sql.Named("reason", string(c.filter.ReasonID))}
}

// scope restricts rows with a client to the filter; empty when there is none,
// so that a report on everybody does not look up everybody.
func (c *counter) scope(client string) string {
	if c.filter.SurgeryID == "" && c.filter.ReasonID == "" {
		return ""
	}
	return " AND " + client + " IN (SELECT c.id FROM client c" + describedBy + " WHERE" + inScope + ")"
}

func (c *counter) tallies(query string) ([]data.Tally, error) {
	return collect(c.ctx, c.q, func(t *data.Tally) []any { return []any{&t.Key, &t.Label, &t.N} }, query, c.args()...)
}

func (c *counter) numbers(query string, dest ...any) error {
	return c.q.QueryRowContext(c.ctx, query, c.args()...).Scan(dest...)
}

// people reads everybody who was seen once, already grouped by all five
// descriptions, and adds the groups up along each.
func (c *counter) people() error {
	type group struct {
		sex, reason, surgery, source string
		age                          sql.NullInt64
		n                            int
	}
	groups, err := collect(c.ctx, c.q, func(g *group) []any {
		return []any{&g.sex, &g.age, &g.reason, &g.surgery, &g.source, &g.n}
	}, `SELECT c.sex, (CAST(replace(@to, '-', '') AS INTEGER) - CAST(replace(c.birth_date, '-', '') AS INTEGER)) / 10000 AS age,
		coalesce(f.reason_id, '') AS reason, coalesce(f.surgery_id, c.surgery_id, '') AS surgery, coalesce(f.source, '') AS source, count(*)`+
		described+` GROUP BY 1, 2, 3, 4, 5`, c.args()...)
	if err != nil {
		return err
	}
	sex, band, reason, surgery, source := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, g := range groups {
		c.figures.Seen += g.n
		sex[g.sex] += g.n
		reason[g.reason] += g.n
		surgery[g.surgery] += g.n
		source[g.source] += g.n
		age := -1
		if g.age.Valid {
			age = int(g.age.Int64)
		}
		band[data.AgeBandOf(age)] += g.n
	}
	return c.describe(sex, band, reason, surgery, source)
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

// named gives the counts the names of a list of the service; retired entries
// appear only when they count.
func (c *counter) named(table, order string, counts map[string]int) ([]data.Tally, error) {
	type entry struct {
		data.Tally
		retired bool
	}
	entries, err := collect(c.ctx, c.q, func(e *entry) []any { return []any{&e.Key, &e.Label, &e.retired} },
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

// furtherReasons and needsFound take the people with at least one in the same
// pass, as the row without a reason.
func (c *counter) furtherReasons() error {
	groups, err := c.tallies(`WITH given AS MATERIALIZED (SELECT x.reason_id, f.id FROM (SELECT f.id` + described + `) f
		  JOIN referral_reason x ON x.referral_id = f.id)
		SELECT r.id, r.name, count(*) FROM given JOIN reason r ON r.id = given.reason_id GROUP BY r.id
		UNION ALL SELECT '', '', count(DISTINCT id) FROM given`)
	if err != nil {
		return err
	}
	c.figures.FurtherReasons, c.figures.PeopleWithFurther, err = c.inOrder(groups)
	return err
}

func (c *counter) needsFound() error {
	groups, err := c.tallies(`WITH found AS MATERIALIZED (SELECT DISTINCT n.reason_id, n.client_id FROM need n
		  WHERE n.removed_at IS NULL AND n.found_on BETWEEN @from AND @to AND n.client_id IN ` + c.seen() + `)
		SELECT r.id, r.name, count(*) FROM found JOIN reason r ON r.id = found.reason_id GROUP BY r.id
		UNION ALL SELECT '', '', count(DISTINCT client_id) FROM found`)
	if err != nil {
		return err
	}
	c.figures.NeedsFound, c.figures.PeopleWithNeeds, err = c.inOrder(groups)
	return err
}

// inOrder puts tallies into the order of the service's reasons, and takes the
// people apart from them.
func (c *counter) inOrder(groups []data.Tally) (list []data.Tally, people int, err error) {
	counts := map[string]int{}
	for _, g := range groups {
		counts[g.Key] = g.N
	}
	people = counts[""]
	delete(counts, "")
	named, err := c.named("reason", "position, name_fold", counts)
	for _, t := range named {
		if t.Key != "" && t.N > 0 {
			list = append(list, t)
		}
	}
	return list, people, err
}

func (c *counter) contacts() error {
	groups, err := c.tallies(`SELECT outcome, kind, count(*) FROM contact WHERE removed_at IS NULL AND outcome <> 'planned'
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
		if o.Value != data.ContactPlanned {
			c.figures.ContactsByOutcome = append(c.figures.ContactsByOutcome, data.Tally{Key: string(o.Value), Label: o.Label, N: outcomes[string(o.Value)]})
		}
	}
	return nil
}

func (c *counter) offers() error {
	const went = `p.status IN ('started', 'attending', 'completed', 'stopped')`
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
	return c.numbers(`SELECT count(DISTINCT o.client_id), count(DISTINCT CASE WHEN o.decision = 'chosen' THEN o.client_id END),
		count(DISTINCT CASE WHEN `+went+` THEN o.client_id END)`+from,
		&c.figures.PeopleOffered, &c.figures.PeopleChose, &c.figures.PeopleStarted)
}

// gaps leaves gaps about nobody out of a report on a part of the caseload.
func (c *counter) gaps() error {
	groups, err := c.tallies(`SELECT g.reason_id, '', count(*) FROM gap g WHERE g.removed_at IS NULL AND g.found_on BETWEEN @from AND @to` +
		c.scope("g.client_id") + ` GROUP BY 1`)
	if err != nil {
		return err
	}
	c.figures.Gaps, _, err = c.inOrder(groups)
	return err
}

func (c *counter) followUps() error {
	f := &c.figures.FollowUps
	late := `julianday(closed_on) - julianday(first_due) > ` + strconv.Itoa(data.OnTimeDays)
	return c.numbers(`SELECT count(*),
		count(*) FILTER (WHERE status = 'done' AND NOT (`+late+`)), count(*) FILTER (WHERE status = 'done' AND `+late+`),
		count(*) FILTER (WHERE status = 'open'), count(*) FILTER (WHERE status = 'declined'), count(*) FILTER (WHERE status = 'not_needed')
		FROM follow_up WHERE first_due BETWEEN @from AND @to`+c.scope("client_id"),
		&f.Due, &f.OnTime, &f.Late, &f.Open, &f.Declined, &f.NotNeeded)
}
