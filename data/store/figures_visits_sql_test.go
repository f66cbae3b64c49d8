package store

import (
	"waymark/data"
	"waymark/data/rule"
)

// visits counts what home visits showed, with the bands that a service has
// unless it changes them.
func (c *counter) visits() error {
	v := &c.figures.Visits
	const visited = ` FROM visit v WHERE v.finished_at <> '' AND v.removed_at IS NULL AND v.on_day BETWEEN @from AND @to`
	scope := c.scope("v.client_id")
	if err := c.numbers("SELECT count(*), count(DISTINCT v.client_id)"+visited+scope, &v.Made, &v.People); err != nil {
		return err
	}
	found := "SELECT v.client_id, f.aspect || ' ' || CASE WHEN f.aspect <> 'room' THEN f.value WHEN CAST(f.value AS INTEGER) > 6 THEN 'high' ELSE '' END" +
		" FROM visit v JOIN visit_finding f ON f.visit_id = v.id WHERE v.finished_at <> '' AND v.removed_at IS NULL AND v.on_day BETWEEN @from AND @to" + scope
	type row struct{ client, what string }
	people, anyone := map[string]map[string]bool{}, map[string]bool{}
	if err := Each(c.ctx, c.q, func(r *row) []any { return []any{&r.client, &r.what} }, func(r *row) error {
		for _, t := range rule.Troubles() {
			if troubleWords(t.Value)[r.what] {
				if people[string(t.Value)] == nil {
					people[string(t.Value)] = map[string]bool{}
				}
				people[string(t.Value)][r.client], anyone[r.client] = true, true
			}
		}
		return nil
	}, found, c.args()...); err != nil {
		return err
	}
	for _, t := range rule.Troubles() {
		v.Found = append(v.Found, data.Tally{Key: string(t.Value), Label: t.Label, N: len(people[string(t.Value)])})
	}
	v.PeopleFound = len(anyone)
	return c.visitTables(visited, scope)
}

func (c *counter) visitTables(visited, scope string) error {
	v := &c.figures.Visits
	fullest := `SELECT max((SELECT max(CAST(f.value AS INTEGER)) FROM visit_finding f WHERE f.visit_id = v.id AND f.aspect = 'room' AND f.value BETWEEN '1' AND '9')) AS n` +
		visited + scope + " GROUP BY v.client_id"
	bands := []data.Tally{{Key: "low", Label: "Fullest room rated 1 to 3"}, {Key: "middle", Label: "Fullest room rated 4 to 6"}, {Key: "high", Label: "Fullest room rated 7 to 9"}, {}}
	if err := c.numbers("SELECT count(*) FILTER (WHERE n <= 3), count(*) FILTER (WHERE n BETWEEN 4 AND 6), count(*) FILTER (WHERE n >= 7), count(*) FILTER (WHERE n IS NULL) FROM ("+fullest+")",
		&bands[0].N, &bands[1].N, &bands[2].N, &bands[3].N); err != nil {
		return err
	}
	v.Clutter = bands
	needs := ` FROM need n WHERE n.visit_id IS NOT NULL AND n.removed_at IS NULL AND n.found_on BETWEEN @from AND @to AND n.client_id IN (SELECT v.client_id` + visited + scope + ")"
	groups, err := c.tallies("SELECT n.reason_id, '', count(DISTINCT n.client_id)" + needs + " GROUP BY 1")
	if err != nil {
		return err
	}
	counts := map[string]int{}
	for _, g := range groups {
		counts[g.Key] = g.N
	}
	if v.Needs, err = c.inOrder(counts); err != nil {
		return err
	}
	if err := c.numbers("SELECT count(DISTINCT n.client_id)"+needs, &v.PeopleNeeds); err != nil {
		return err
	}
	for _, kind := range data.DecisionKinds() {
		for _, state := range []data.DecisionState{data.DecisionActed, data.DecisionNotNeeded, data.DecisionOpen} {
			t := data.Tally{Key: string(kind.Value) + "_" + string(state), Label: kind.Label + ": " + data.LowerFirst(state.Label())}
			if err := c.numbers("SELECT count(*) FROM visit_decision d JOIN visit v ON v.id = d.visit_id WHERE d.removed_at IS NULL AND v.removed_at IS NULL AND v.on_day BETWEEN @from AND @to"+
				" AND d.kind = '"+string(kind.Value)+"' AND d.state = '"+string(state)+"'"+scope, &t.N); err != nil {
				return err
			}
			v.Decisions = append(v.Decisions, t)
		}
	}
	return nil
}

// troubleWords are the findings that a trouble is.
func troubleWords(t rule.Trouble) map[string]bool {
	return map[rule.Trouble]map[string]bool{
		rule.TroubleClutter: {"room high": true}, rule.TroubleFood: {"food little": true, "food none": true},
		rule.TroubleHeating: {"heating not_used": true, "heating broken": true}, rule.TroubleDamp: {"damp bad": true},
		rule.TroubleAlarm: {"smoke_alarm broken": true, "smoke_alarm none": true}, rule.TroubleTrips: {"trips many": true},
		rule.TroubleUtilities: {"utilities some_off": true, "utilities all_off": true}, rule.TroublePets: {"pets struggling": true},
		rule.TroubleSmoking: {"smoking inside": true}, rule.TroubleMedicines: {"medicines muddled": true, "medicines not_taken": true},
	}[t]
}
