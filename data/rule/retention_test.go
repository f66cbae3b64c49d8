package rule_test

import (
	"testing"
	"testing/quick"

	"waymark/data"
	"waymark/data/rule"
)

// usual is the retention that is commonly applied.
var usual = data.RetentionRules{ContactYears: data.DefaultContactYears, CaseYears: data.DefaultCaseYears}

func TestRetentionDue(t *testing.T) {
	d := data.MustDate
	rules := usual
	for name, c := range map[string]struct {
		facts rule.RetentionFacts
		rules data.RetentionRules
		kind  data.RetentionKind
		due   data.Date
		ok    bool
	}{
		"a case that ended":                    {rule.RetentionFacts{Added: d("2016-01-05"), Last: d("2016-11-01"), Closed: d("2016-12-01"), Seen: true}, rules, data.RetainCase, d("2024-12-01"), true},
		"never seen":                           {rule.RetentionFacts{Added: d("2022-01-05"), Last: d("2022-02-01"), Closed: d("2022-03-01")}, rules, data.RetainContact, d("2024-03-01"), true},
		"no episode at all":                    {rule.RetentionFacts{Added: d("2022-01-05")}, rules, data.RetainContact, d("2024-01-05"), true},
		"a call after the closing counts":      {rule.RetentionFacts{Added: d("2016-01-05"), Last: d("2018-06-01"), Closed: d("2016-12-01"), Seen: true}, rules, data.RetainCase, d("2026-06-01"), true},
		"an appointment to come counts":        {rule.RetentionFacts{Added: d("2016-01-05"), Last: d("2030-06-01"), Closed: d("2016-12-01")}, rules, data.RetainContact, d("2032-06-01"), true},
		"an open case is never due":            {rule.RetentionFacts{Added: d("2010-01-05"), Last: d("2010-02-01"), Open: true, Seen: true}, rules, data.RetainCase, data.Date{}, false},
		"kept without end":                     {rule.RetentionFacts{Added: d("2010-01-05"), Seen: true}, data.RetentionRules{ContactYears: 2}, data.RetainCase, data.Date{}, false},
		"29 February is never brought forward": {rule.RetentionFacts{Added: d("2024-02-29")}, data.RetentionRules{ContactYears: 1}, data.RetainContact, d("2025-02-28"), true},
		"moved in long after it ended":         {rule.RetentionFacts{Added: d("2025-05-01"), Last: d("2012-02-01"), Closed: d("2013-01-01"), Seen: true}, rules, data.RetainCase, d("2021-01-01"), true},
	} {
		kind, due, ok := rule.RetentionDue(c.facts, c.rules)
		if kind != c.kind || due != c.due || ok != c.ok {
			t.Errorf("%s: %s %s %t, want %s %s %t", name, kind, due, ok, c.kind, c.due, c.ok)
		}
	}
}

// Whatever happened last, a record is never due before its years are over, and one
// more thing that happens never brings the day forward.
func TestRetentionDue_neverComesForward(t *testing.T) {
	base := data.MustDate("2000-01-01")
	if err := quick.Check(func(added, last, closed, more uint16, seen bool) bool {
		f := rule.RetentionFacts{Added: base.AddDays(int(added)), Last: base.AddDays(int(last)), Closed: base.AddDays(int(closed)), Seen: seen}
		_, before, _ := rule.RetentionDue(f, usual)
		later := f
		if day := base.AddDays(int(more)); day.After(f.Last) {
			later.Last = day
		}
		_, after, _ := rule.RetentionDue(later, usual)
		for _, day := range []data.Date{f.Last, f.Closed} {
			if before.Before(day.AddMonths(12 * data.DefaultContactYears)) {
				return false
			}
		}
		return !after.Before(before)
	}, nil); err != nil {
		t.Error(err)
	}
}
