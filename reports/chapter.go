package reports

import "slices"

// Chapter is one part of a report in the order that it is read. A writer shows
// what is in it and nothing else, so that all of them show the same.
type Chapter struct {
	Key, Title string
	Parts      []Part
}

// Part is one thing in a chapter: exactly one of its fields is set.
type Part struct {
	Table      *Table
	Wait       *Wait
	Matrix     *Matrix
	Outcome    *Outcome
	Comparison *Comparison
	Loneliness *Loneliness // its sentence; its tables are parts of their own
	Learnt     string      // as package wording reads it
	Tale       *Tale
	Terms      []Definition
	Sentences  []string
}

// Chapters is everything in the report but its cover and the key figures.
func (r *Report) Chapters() []Chapter {
	list := []Chapter{
		{"reached", "Who we supported", r.described()},
		r.why(),
		r.chosen(),
		r.done(),
		r.changed(),
	}
	if c, any := r.Visits.chapter(); any {
		list = append(list, c)
	}
	if r.Comparison != nil {
		list = append(list, Chapter{"compared", "Compared with the previous period", []Part{{Comparison: r.Comparison}}})
	}
	if r.Learnt != "" {
		list = append(list, Chapter{"learnt", "What we learned", []Part{{Learnt: r.Learnt}}})
	}
	if len(r.Tales) > 0 {
		tales := Chapter{Key: "stories", Title: "Stories"}
		for i := range r.Tales {
			tales.Parts = append(tales.Parts, Part{Tale: &r.Tales[i]})
		}
		list = append(list, tales)
	}
	return append(list,
		Chapter{"definitions", "Definitions and method", []Part{{Terms: r.Definitions}}},
		Chapter{"quality", "Data quality", []Part{{Sentences: r.Quality}}},
	)
}

// described are the tables of what describes people. Staff are one of them only
// where the service chose it.
func (r *Report) described() []Part {
	parts := tables(&r.Sex, &r.AgeBands, &r.Surgeries, &r.Sources)
	if r.Partners.Key != "" && r.Partner == "" && r.Surgery == "" {
		parts = slices.Insert(parts, 2, Part{Table: &r.Partners}) // a part of the caseload is of one partner
	}
	if r.Prescribers.Key != "" {
		parts = append(parts, Part{Table: &r.Prescribers})
	}
	return parts
}

func tables(list ...*Table) []Part {
	parts := make([]Part, len(list))
	for i, t := range list {
		parts[i] = Part{Table: t}
	}
	return parts
}

func (r *Report) why() Chapter {
	c := Chapter{"why", "Why people came", tables(&r.Reasons, &r.FurtherReasons, &r.NeedsFound)}
	if len(r.ReasonNeeds.Rows) > 0 {
		c.Parts = append(c.Parts, Part{Matrix: &r.ReasonNeeds})
	}
	if r.Loneliness.Reason != "" {
		c.Parts = append(c.Parts, Part{Loneliness: &r.Loneliness}, Part{Table: &r.Loneliness.ByReason}, Part{Table: &r.Loneliness.Needs})
	}
	return c
}

func (r *Report) chosen() Chapter {
	o := &r.Offers
	return Chapter{"chosen", "What people chose", []Part{
		{Table: &o.People}, {Table: &o.ByDecision}, {Table: &o.NotChosen}, {Matrix: &o.Confidence}, {Matrix: &o.Services},
		{Table: &o.Prescriptions}, {Table: &r.Gaps},
	}}
}

// done is what was done. A service that makes no appointments has none in it, like
// the reports of before they were counted.
func (r *Report) done() Chapter {
	c := Chapter{"done", "What we did", tables(&r.ContactsByKind, &r.ContactsByOutcome)}
	if r.Appointments.N.Some() {
		c.Parts = append(c.Parts, tables(&r.Appointments, &r.AppointmentsMade)...)
	}
	c.Parts = append(c.Parts, Part{Wait: &r.ToFirstContact}, Part{Wait: &r.ToFirstService}, Part{Table: &r.FollowUps})
	return c
}

func (r *Report) changed() Chapter {
	c := Chapter{Key: "changed", Title: "Change in scores"}
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		c.Parts = append(c.Parts, Part{Outcome: o})
		if len(o.Bands.Rows) > 0 {
			c.Parts = append(c.Parts, Part{Matrix: &o.Bands})
		}
		if o.Later != nil {
			c.Parts = append(c.Parts, Part{Table: o.Later})
		}
		if o.ByMode.N.Some() {
			c.Parts = append(c.Parts, Part{Table: &o.ByMode})
		}
		for j := range o.Missing {
			c.Parts = append(c.Parts, Part{Matrix: &o.Missing[j]})
		}
	}
	if len(r.Outcomes) == 0 {
		c.Parts = []Part{{Sentences: []string{"No questionnaires were completed in this period, so we cannot show change."}}}
	}
	return c
}

// Tables lists every plain table of the report in the order that it is read.
func (r *Report) Tables() []*Table {
	var list []*Table
	for _, c := range r.Chapters() {
		for _, p := range c.Parts {
			switch {
			case p.Table != nil:
				list = append(list, p.Table)
			case p.Wait != nil:
				list = append(list, &p.Wait.Table)
			}
		}
	}
	return list
}

// Matrices lists every table of several columns in the order that it is read.
func (r *Report) Matrices() []*Matrix {
	var list []*Matrix
	for _, c := range r.Chapters() {
		for _, p := range c.Parts {
			if p.Matrix != nil {
				list = append(list, p.Matrix)
			}
		}
	}
	return list
}
