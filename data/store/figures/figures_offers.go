package figures

import (
	"cmp"
	"slices"

	"waymark/data"
	"waymark/data/store"
)

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
	rows, err := store.Collect(c.ctx, c.q, func(r *row) []any { return []any{&r.confidence, &r.offers, &r.chosen, &r.begun} },
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
	list, err := store.Collect(c.ctx, c.q, func(s *data.ServiceFigures) []any {
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
