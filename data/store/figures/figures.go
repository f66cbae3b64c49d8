package figures

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strconv"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/store"
	"waymark/data/store/measure"
)

// Figures counts what a report for f needs, all from one snapshot of the
// database. What each figure means is said at data.Figures.
func (s *Figures) Figures(ctx context.Context, f data.FigureFilter) (*data.Figures, error) {
	var figures *data.Figures
	err := s.db.Look(ctx, func(t *store.Tx) error {
		catalogue, err := measure.CatalogueOf(ctx, t)
		if err != nil {
			return err
		}
		c := &counter{ctx: ctx, q: t, filter: f, figures: &data.Figures{Filter: f}, catalogue: catalogue}
		for _, count := range []func() error{
			c.people, c.referrals, c.furtherReasons, c.needsFound, c.contacts, c.offers, c.gaps, c.waits, c.followUps, c.unmet, c.loneliness, c.outcomes,
		} {
			if err := count(); err != nil {
				return err
			}
		}
		figures = c.figures
		return nil
	})
	return figures, err
}

// counter works out the figures of one report.
type counter struct {
	ctx     context.Context //nolint:containedctx // a counter lives no longer than the call it serves
	q       store.Querier
	filter  data.FigureFilter
	figures *data.Figures

	catalogue *instrument.Catalogue
	persons   map[string]*person  // in scope, by client
	found     map[string][]string // needs found in the period and further reasons, by client
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
	return store.Collect(c.ctx, c.q, func(t *data.Tally) []any { return []any{&t.Key, &t.Label, &t.N} }, query, c.args()...)
}

func (c *counter) numbers(query string, dest ...any) error {
	return c.q.QueryRowContext(c.ctx, query, c.args()...).Scan(dest...)
}

// person is somebody in scope who was seen in the period, or who answered a
// questionnaire in it, and what describes them.
type person struct {
	data.Who
	source string
	seen   bool
}

// people reads everybody in scope once, and counts those seen along each
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
	err := store.Each(c.ctx, c.q, func(r *row) []any {
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

// named gives the counts the names of a list of the service; retired entries
// appear only when they count.
func (c *counter) named(table, order string, counts map[string]int) ([]data.Tally, error) {
	type entry struct {
		data.Tally
		retired bool
	}
	entries, err := store.Collect(c.ctx, c.q, func(e *entry) []any { return []any{&e.Key, &e.Label, &e.retired} },
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
	err = store.Each(c.ctx, c.q, func(r *row) []any { return []any{&r.client, &r.reason} }, func(r *row) error {
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

// gaps leaves gaps about nobody out of a report on a part of the caseload.
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

func (c *counter) followUps() error {
	f := &c.figures.FollowUps
	late := `julianday(closed_on) - julianday(first_due) > ` + strconv.Itoa(data.OnTimeDays)
	return c.numbers(`SELECT count(*),
		count(*) FILTER (WHERE status = 'done' AND NOT (`+late+`)), count(*) FILTER (WHERE status = 'done' AND `+late+`),
		count(*) FILTER (WHERE status = 'open'), count(*) FILTER (WHERE status = 'declined'), count(*) FILTER (WHERE status = 'not_needed')
		FROM follow_up WHERE first_due BETWEEN @from AND @to`+c.scope("client_id"),
		&f.Due, &f.OnTime, &f.Late, &f.Open, &f.Declined, &f.NotNeeded)
}
