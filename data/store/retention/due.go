package retention

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/rule"
	"waymark/data/store"
)

// days are the places of a record that say on which day something happened.
var days = []struct{ table, column, where string }{
	{"referral", "received_on", ""}, {"contact", "held_on", "removed_at IS NULL"}, {"need", "found_on", "removed_at IS NULL"},
	{"offer", "offered_on", ""}, {"prescription", "made_on", ""}, {"prescription_status", "status_on", ""},
	{"follow_up", "closed_on", ""}, {"attempt", "tried_on", ""}, {"response", "answered_on", ""}, {"consent", "given_on", ""},
	{"tale", "told_on", "removed_at IS NULL"}, {"appointment", "on_day", "removed_at IS NULL"}, {"visit", "on_day", "removed_at IS NULL"},
	{"letter", "made_on", "removed_at IS NULL"}, {"task", "closed_on", "removed_at IS NULL"},
}

// lastOn is SQL for the day on which anything last happened to client c, ” for none.
func lastOn() string {
	parts := make([]string, len(days))
	for i, d := range days {
		where := ""
		if d.where != "" {
			where = " AND " + d.where
		}
		parts[i] = "coalesce((SELECT max(" + d.column + ") FROM " + d.table + " WHERE client_id = c.id" + where + "), '')"
	}
	return "max(" + strings.Join(parts, ", ") + ")"
}

const (
	isOpen = "EXISTS (SELECT 1 FROM episode WHERE client_id = c.id AND status <> 'closed')"
	isSeen = `(EXISTS (SELECT 1 FROM contact WHERE client_id = c.id AND outcome = 'attended' AND removed_at IS NULL)
		OR EXISTS (SELECT 1 FROM offer WHERE client_id = c.id) OR EXISTS (SELECT 1 FROM response WHERE client_id = c.id)
		OR EXISTS (SELECT 1 FROM visit WHERE client_id = c.id AND arrived_at IS NOT NULL AND removed_at IS NULL))`
	lastClosed = "coalesce((SELECT max(closed_on) FROM episode WHERE client_id = c.id), '')"
)

// candidate is a client who may be due.
type candidate struct {
	data.RetentionDue
	facts                  rule.RetentionFacts
	kept                   data.RetentionKept
	tasks, followUps       int
	flags, decisions, told int
	requests               int
}

// AsAt is the day that the list of a month is for: its first, so that it stays the
// same all month.
func AsAt(today data.Date) data.Date {
	today.Day = 1
	return today
}

// Due lists the clients whose records are due to be erased this month, the longest
// due first: those that no one decided to keep, and those that are kept.
func (s *Retention) Due(ctx context.Context) (due, kept []data.RetentionDue, err error) {
	s.db.Opened("records due to be deleted", "", "")
	return s.sorted(ctx)
}

// sorted is Due without a row in the audit trail.
func (s *Retention) sorted(ctx context.Context) (due, kept []data.RetentionDue, err error) {
	all, err := s.due(ctx, AsAt(s.db.Today()))
	for _, d := range all {
		if d.Kept != nil && d.Kept.Until.After(s.db.Today()) {
			kept = append(kept, d)
		} else {
			due = append(due, d)
		}
	}
	return due, kept, err
}

// DueCount is how many records are due to be erased this month and not kept.
func (s *Retention) DueCount(ctx context.Context) (int, error) {
	return store.Keep(s.db, "retention due "+AsAt(s.db.Today()).String(), store.ChangedClient, func() (int, error) {
		due, _, err := s.sorted(ctx)
		return len(due), err
	})
}

func (s *Retention) due(ctx context.Context, asAt data.Date) ([]data.RetentionDue, error) {
	rules, err := s.Rules(ctx)
	if err != nil {
		return nil, err
	}
	// SQL pre-selects by what cannot be due; the rule decides.
	contactCut, caseCut := cut(asAt, rules.ContactYears), cut(asAt, rules.CaseYears)
	list, err := store.Collect(ctx, s.db, scanCandidate, `SELECT c.id, trim(c.given_names || ' ' || c.family_name), c.birth_date, substr(c.created_at, 1, 10),
		`+lastOn()+`, `+lastClosed+`, `+isSeen+` AS seen, coalesce(k.id, ''), coalesce(k.until_on, ''), coalesce(k.because, ''),
		(SELECT count(*) FROM task WHERE client_id = c.id AND status = 'open' AND removed_at IS NULL),
		(SELECT count(*) FROM follow_up WHERE client_id = c.id AND status = 'open'),
		(SELECT count(*) FROM flag WHERE client_id = c.id AND lifted_on IS NULL) + (c.alert <> ''),
		(SELECT count(*) FROM visit_decision WHERE client_id = c.id AND state = 'open' AND removed_at IS NULL),
		(SELECT count(*) FROM left_over WHERE client_id = c.id AND settled_at IS NULL),
		(SELECT count(*) FROM rights_request WHERE client_id = c.id AND state = 'open')
		FROM client c LEFT JOIN retention_kept k ON k.id = (SELECT id FROM retention_kept WHERE client_id = c.id AND removed_at IS NULL ORDER BY id DESC LIMIT 1)
		WHERE NOT `+isOpen+` AND NOT EXISTS (SELECT 1 FROM rights_request WHERE client_id = c.id AND `+store.StandingSQL+`) AND (`+lastClosed+` <= ?1 AND ?1 <> '' OR `+lastClosed+` <= ?2 AND ?2 <> '' AND NOT `+isSeen+`)`,
		caseCut, contactCut)
	if err != nil {
		return nil, err
	}
	var due []data.RetentionDue
	for i := range list {
		if d, ok := list[i].decide(rules, asAt); ok {
			due = append(due, d)
		}
	}
	slices.SortFunc(due, func(a, b data.RetentionDue) int {
		return cmp.Or(a.DueOn.Compare(b.DueOn), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ClientID, b.ClientID))
	})
	return due, nil
}

// cut is the last day of closing of a record that may be due; ” for none.
func cut(asAt data.Date, years int) string {
	if years == 0 {
		return ""
	}
	return asAt.AddMonths(-12 * years).String()
}

func scanCandidate(c *candidate) []any {
	return []any{&c.ClientID, &c.Name, &c.Born, &c.facts.Added, &c.facts.Last, &c.facts.Closed, &c.facts.Seen,
		&c.kept.ID, &c.kept.Until, &c.kept.Because, &c.tasks, &c.followUps, &c.flags, &c.decisions, &c.told, &c.requests}
}

// decide reports whether the record is due on a day.
func (c *candidate) decide(rules data.RetentionRules, asAt data.Date) (data.RetentionDue, bool) {
	kind, on, ok := rule.RetentionDue(c.facts, rules)
	if !ok || on.After(asAt) {
		return data.RetentionDue{}, false
	}
	d := c.RetentionDue
	d.Kind, d.DueOn, d.LastOn = kind, on, rule.RetainedSince(c.facts)
	if c.kept.ID != "" {
		kept := c.kept
		kept.ClientID = c.ClientID
		d.Kept = &kept
	}
	for _, w := range []struct {
		n         int
		one, many string
	}{
		{c.requests, "request about their rights", "requests about their rights"}, {c.flags, "warning", "warnings"}, {c.tasks, "open task", "open tasks"}, {c.followUps, "open follow-up", "open follow-ups"},
		{c.decisions, "decision to take", "decisions to take"}, {c.told, "note from an import", "notes from an import"},
	} {
		if w.n > 0 {
			d.Warnings = append(d.Warnings, data.Plural(w.n, w.one, w.many))
		}
	}
	return d, true
}
