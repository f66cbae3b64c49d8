package reports

import (
	"cmp"
	"slices"
	"strings"

	"waymark/data"
	"waymark/reports/disclosure"
)

// Holding returns what a reader of the report holds: every number as printed.
// filter is what it was counted for.
func (r *Report) Holding(title string, filter data.FigureFilter) disclosure.Held {
	tables := r.holdings()
	h := disclosure.Held{
		Title: title, From: r.From, To: r.To,
		AsAt: r.AsAt.UTC().Format("2006-01-02T15:04:05Z07:00"), Rule: r.Rule, Tables: tables, Links: linksOf(tables, r), Means: r.heldMeans(),
		InWhole: r.inWhole(filter),
	}
	h.On(filter)
	h.IsOf(r.SurgeryPartners)
	return h
}

// inWhole says which rows of a report on everyone are about the part of the
// caseload that this one is on.
func (r *Report) inWhole(f data.FigureFilter) map[string]string {
	rows := map[string]string{}
	part := func(table, breakdown string, id data.ID) {
		if id == "" {
			return
		}
		rows[disclosure.Ref(table, string(id))] = seenRef
		for i := range r.Outcomes {
			at := r.Outcomes[i].at()
			rows[disclosure.Ref(at+"/"+breakdown, string(id))] = disclosure.Ref(at, "pairs")
		}
	}
	if (f.SurgeryID == "" && f.PartnerID == "") || f.ReasonID == "" { // of both at once no report has a row
		part("partners", "partner", f.PartnerID)
		part("surgeries", "surgery", f.SurgeryID)
		part("reasons", "reason", f.ReasonID)
	}
	// That of a prescriber is of those whose referral they had, and so nearly the same.
	part("prescribers", "prescriber", f.OwnOf)
	if len(rows) == 0 {
		return nil
	}
	return rows
}

// holdings lists the numbers of the report by table, whether a chapter shows
// the table or not.
func (r *Report) holdings() []disclosure.Table {
	h := &holder{}
	h.loose("report", true, Counted{Key: "referrals", Cell: r.ReferralsReceived})
	h.loose("people_seen", false, Counted{Key: "seen", Cell: r.Seen})
	h.people(r)
	h.activity(r)
	h.offers(&r.Offers)
	h.loose("unmet", false, Counted{Key: "referrals", Cell: r.Unmet.Referrals}, Counted{Key: "offers", Cell: r.Unmet.Offers},
		Counted{Key: "questionnaires", Cell: r.Unmet.Questionnaires}, Counted{Key: "follow_ups", Cell: r.Unmet.FollowUps})
	h.list[len(h.list)-1].Apart = true
	for i := range r.Outcomes {
		h.outcome(&r.Outcomes[i])
	}
	return h.list
}

type holder struct{ list []disclosure.Table }

func (h *holder) people(r *Report) {
	for _, t := range []*Table{&r.Reasons, &r.Sex, &r.AgeBands, &r.Surgeries, &r.Partners, &r.Sources, &r.Prescribers, &r.FurtherReasons, &r.NeedsFound} {
		h.table(t, false)
	}
	h.matrix(byNeed(&r.ReasonNeeds, &r.NeedsFound), r.ReasonNeeds.Key, false)
	if l := &r.Loneliness; l.Reason != "" {
		h.loose("loneliness", false, Counted{Key: "main", Cell: l.Asked}, Counted{Key: "found", Cell: l.Found})
		h.list[len(h.list)-1].Cells[0].Of = []string{l.key}
		h.table(&l.ByReason, false)
		h.table(&l.Needs, false)
	}
	if v := &r.Visits; v.Found.Key != "" {
		h.loose("visits", true, Counted{Key: "made", Cell: v.Made})
		h.loose("visited", false, Counted{Key: "people", Cell: v.People})
		h.table(&v.Found, false)
		h.table(&v.Clutter, false)
		h.table(&v.Needs, false)
		h.table(&v.Decisions, true)
	}
}

func (h *holder) activity(r *Report) {
	for _, t := range []*Table{&r.ContactsByKind, &r.ContactsByOutcome, &r.Appointments, &r.AppointmentsMade, &r.ToFirstContact.Table, &r.ToFirstService.Table,
		&r.Gaps, &r.FollowUps} {
		h.table(t, true)
	}
	h.loose("follow_ups_not_yet", true, Counted{Key: "not_yet", Cell: r.FollowUpsNotYet})
}

func (h *holder) offers(o *Offers) {
	for _, t := range []*Table{&o.ByDecision, &o.NotChosen, &o.Prescriptions} {
		h.table(t, true)
	}
	h.loose("offers", true, Counted{Key: "chosen", Cell: o.Chosen}, Counted{Key: "started", Cell: o.Started})
	h.table(&o.People, false)
	h.matrix(&o.Confidence, o.Confidence.Key, true)
	h.matrix(&o.Services, o.Services.Key, true)
}

func (h *holder) outcome(o *Outcome) {
	at := "outcome/" + o.Measure
	h.loose(at, false, Counted{Key: "people", Cell: o.People}, Counted{Key: "first", Cell: o.Baselines}, Counted{Key: "first_incomplete", Cell: o.BaselinesIncomplete},
		Counted{Key: "later", Cell: o.FollowUps}, Counted{Key: "later_incomplete", Cell: o.FollowUpsIncomplete}, Counted{Key: "pairs", Cell: o.Pairs}, Counted{Key: withoutKey, Cell: o.Unpaired},
		Counted{Key: "refused", Cell: o.Refused}, Counted{Key: "estimated", Cell: o.Estimated}, Counted{Key: "adjusted", Cell: o.Adjusted})
	for i := range h.list[len(h.list)-1].Cells {
		c := &h.list[len(h.list)-1].Cells[i]
		c.Free = strings.HasSuffix(c.Key, "_incomplete") || c.Key == withoutKey
		if c.Key == withoutKey && o.unanswered() != nil {
			c.Hidden, c.Blank = true, true
		}
	}
	t := disclosure.Table{Key: at + "/changes"}
	for _, g := range o.Changes {
		t.Cells = append(t.Cells, heldCell(g.Key, g.Cell))
	}
	h.add(t)
	h.matrix(&o.Bands, at+"/bands", false)
	h.table(&o.ByMode, true)
	if o.Later != nil {
		h.table(o.Later, false)
		for i := range h.list[len(h.list)-1].Cells {
			c := &h.list[len(h.list)-1].Cells[i]
			c.Free = c.Key == missingKey || c.Key == notDueKey || c.Key == unansweredKey
		}
	}
	for i := range o.Missing {
		h.matrix(&o.Missing[i], at+"/"+o.Missing[i].Key, false)
	}
	for _, b := range o.Breakdowns {
		parts := disclosure.Table{Key: at + "/" + b.Key}
		for _, row := range b.Rows {
			c := heldCell(row.Key, row.Pairs)
			c.Free = row.Key == notRecordedKey
			parts.Cells = append(parts.Cells, c)
		}
		h.add(parts)
	}
}

func heldCell(key string, c Cell) disclosure.Cell {
	return disclosure.Cell{Key: key, N: c.N, Hidden: c.Hidden}
}

func (h *holder) add(t disclosure.Table) {
	if len(t.Cells) > 0 {
		h.list = append(h.list, t)
	}
}

func (h *holder) loose(key string, adds bool, list ...Counted) {
	t := disclosure.Table{Key: key, Adds: adds}
	for _, c := range list {
		t.Cells = append(t.Cells, heldCell(c.Key, c.Cell))
	}
	h.add(t)
}

func (h *holder) table(t *Table, adds bool) {
	if t.Key == "" {
		return
	}
	list := disclosure.Table{Key: t.Key, Adds: adds, Form: disclosure.Parts, Cells: []disclosure.Cell{heldCell(disclosure.KeyN, t.N), heldCell(disclosure.KeyRecorded, t.Recorded)}}
	if t.Overlaps {
		list.Form = disclosure.Overlaps
	}
	for _, row := range t.Rows {
		c := heldCell(row.Key, row.Cell)
		c.Free, c.Of = row.NotRecorded, row.Parts
		for j, key := range row.Parts {
			part := disclosure.Cell{Key: key, Hidden: true, Blank: row.Unanswered}
			if j < len(row.counts) {
				part.N = row.counts[j]
			}
			list.Cells = append(list.Cells, part)
		}
		if len(c.Of) == 0 || !c.Hidden {
			list.Cells = append(list.Cells, c)
		}
	}
	list.Headline = slices.Contains([]string{"reasons", "sex", "age_bands", "by_decision"}, t.Key)
	h.add(list)
}

func (h *holder) matrix(m *Matrix, key string, adds bool) {
	t := disclosure.Table{Key: key, Adds: adds, Form: disclosure.Columns}
	for _, row := range m.Rows {
		for j, cell := range row.Cells {
			c := heldCell(row.Key+"/"+m.Columns[j], cell)
			c.Free = row.Key == notRecordedKey && strings.HasPrefix(m.Key, "missing_")
			for _, key := range row.Parts {
				c.Of = append(c.Of, key+"/"+m.Columns[j])
				t.Cells = append(t.Cells, disclosure.Cell{Key: key + "/" + m.Columns[j], Hidden: true, Blank: true})
			}
			if len(c.Of) == 0 || !c.Hidden {
				t.Cells = append(t.Cells, c)
			}
		}
	}
	h.add(t)
}

// byNeed returns a copy of the matrix whose columns have the keys of needs
// instead of their names.
func byNeed(m *Matrix, needs *Table) *Matrix {
	keyed := *m
	keyed.Columns = slices.Clone(m.Columns)
	for j, name := range keyed.Columns {
		if i := slices.IndexFunc(needs.Rows, func(r Row) bool { return r.Label == name }); i >= 0 {
			keyed.Columns[j] = needs.Rows[i].Key
		}
	}
	return &keyed
}

// lost counts what is not shown of the report.
func (r *Report) lost() disclosure.Loss {
	var l disclosure.Loss
	for _, t := range r.holdings() {
		for _, c := range t.Cells {
			l.Cells++
			if c.Hidden {
				l.Hidden++
			}
		}
	}
	return l
}

// heldMeans lists the means of the pairs and of their parts, and those of
// everyone who answered.
func (r *Report) heldMeans() []disclosure.Mean {
	var list []disclosure.Mean
	add := func(key, table, row string, n Cell, before, after *float64) {
		m := disclosure.Mean{Key: key, Ref: disclosure.Ref(table, row), Pairs: n.N, Hidden: n.Hidden}
		if m.Shown = before != nil && after != nil; m.Shown {
			m.Before, m.After = *before, *after
		}
		list = append(list, m)
	}
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		add(o.Measure, o.at(), "pairs", o.Pairs, o.Before, o.After)
		add(o.Measure+"/first", o.at(), "first", o.Baselines, o.AllBaselinesMean, o.AllBaselinesMean)
		add(o.Measure+"/later", o.at(), "later", o.FollowUps, o.AllFollowUpsMean, o.AllFollowUpsMean)
		for _, b := range o.Breakdowns {
			for _, row := range b.Rows {
				add(o.Measure+"/"+b.Key+"/"+row.Key, o.at()+"/"+b.Key, row.Key, row.Pairs, row.Before, row.After)
			}
		}
	}
	slices.SortFunc(list, func(a, b disclosure.Mean) int { return cmp.Compare(a.Key, b.Key) })
	return list
}
