package store

import (
	"strconv"

	"waymark/data"
	"waymark/data/rule"
	"waymark/data/tally"
)

// visits reads the finished home visits with what was found, the decisions that
// visits asked for, and the needs that came of them.
func (g *gatherer) visits() {
	type finding struct {
		visit         string
		on            tally.Day
		aspect, value *string
	}
	visits := map[string]int{} // where each is among those of its client
	read(g, func(f *finding) []any { return []any{&f.visit, DayOf{&f.on}, &f.aspect, &f.value} }, func(c *gathering, f *finding) {
		at, known := visits[f.visit]
		if !known {
			at = len(c.HomeVisits)
			visits[f.visit] = at
			c.HomeVisits = append(c.HomeVisits, tally.HomeVisit{On: f.on})
		}
		if f.aspect == nil || f.value == nil {
			return
		}
		v := &c.HomeVisits[at]
		if data.VisitAspect(*f.aspect) == data.AspectRoom {
			if n, err := strconv.Atoi(*f.value); err == nil && n >= 1 && n <= data.MaxClutter {
				v.Clutter = max(v.Clutter, n)
			}
		} else if t := rule.TroubleOf(data.VisitAspect(*f.aspect), *f.value); t != "" {
			v.Troubles = append(v.Troubles, g.words.Code(string(t)))
		}
	}, "v.id, v.on_day, f.aspect, f.value"+from+"CROSS JOIN visit v ON v.client_id = c.id AND v.finished_at <> '' AND v.removed_at IS NULL "+
		"LEFT JOIN visit_finding f ON f.visit_id = v.id AND f.value <> ''")

	read(g, func(d *tally.Decision) []any { return []any{DayOf{&d.On}, g.code(&d.Kind), g.code(&d.State)} }, func(c *gathering, d *tally.Decision) {
		c.Decisions = append(c.Decisions, *d)
	}, "v.on_day, d.kind, d.state"+from+"CROSS JOIN visit_decision d ON d.client_id = c.id AND d.removed_at IS NULL JOIN visit v ON v.id = d.visit_id AND v.removed_at IS NULL")

	read(g, func(n *tally.Need) []any { return []any{DayOf{&n.On}, g.code(&n.Reason)} }, func(c *gathering, n *tally.Need) {
		c.VisitNeeds = append(c.VisitNeeds, *n)
	}, "n.found_on, n.reason_id"+from+"CROSS JOIN need n ON n.client_id = c.id AND n.visit_id IS NOT NULL AND n.removed_at IS NULL")
}
