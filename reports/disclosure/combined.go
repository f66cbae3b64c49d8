package disclosure

import (
	"slices"
	"strings"

	"waymark/data"
)

// Combined lists the numbers that a report would tell together with what its
// reader holds, as references with the title of the held report. It is the last
// look before a report is handed over: it knows no true value, only what is
// printed, and subtracts as a reader would. Two numbers of the same thing that
// differ by a small one tell of a few people; so does a whole less all its parts
// but one, or but some that hardly anyone is in.
func (r Rule) Combined(report Held, held []Held) []string {
	var told []string
	for i := range held {
		h := &held[i]
		if !contains(&report, h) && !contains(h, &report) {
			continue
		}
		if r.RoundTo <= 1 && h.Rule.RoundTo <= 1 { // else they differ by chance
			told = append(told, r.differences(&report, h)...)
		}
		if contains(h, &report) {
			told = append(told, r.partsTold(h, report, held)...)
		}
	}
	told = append(told, r.partsTold(&report, report, held)...)
	for ref := range r.hideMeans(&report, held) {
		told = append(told, "the mean of "+ref) // such as with those of a partner's surgeries
	}
	slices.Sort(told)
	return slices.Compact(told)
}

// Bears reports whether a held report can only be combined with another by knowing what
// is counted for it now: everyone in one is in the other, or both are on the same part
// of the caseload.
func (h *Held) Bears(on *Held) bool { return samePart(h, on) || contains(h, on) || contains(on, h) }

// contains reports whether everyone whom small counts is in what large is on.
func contains(large, small *Held) bool {
	within := func(whole, part data.ID) bool { return whole == "" || whole == part }
	partner := within(large.Partner, small.Partner) || small.Surgery != "" && slices.Contains(small.Of, large.Partner)
	return !large.From.After(small.From) && !large.To.Before(small.To) && partner && within(large.Surgery, small.Surgery) && within(large.Reason, small.Reason) && within(large.OwnOf, small.OwnOf)
}

// differences lists the numbers of one report that differ by a small number from
// those of another.
func (r Rule) differences(report, held *Held) []string {
	var told []string
	known := cells(held)
	few := func(a, b int) bool { return r.Small(a-b) || r.Small(b-a) }
	for i := range report.Tables {
		t := &report.Tables[i]
		if t.Apart {
			continue // such numbers of a longer period say nothing about those of a shorter
		}
		for _, c := range t.Cells {
			if old, there := known[t.Key+"#"+c.Key]; there && !c.Hidden && !old.Hidden && !c.Free && comparable(c.Key) && slices.Equal(c.Of, old.Of) && few(c.N, old.N) {
				told = append(told, t.Key+"#"+c.Key+" and "+held.Title)
			}
		}
	}
	return told
}

// aboutNobody reports whether a number says what is missing, and so nothing about
// anyone.
func aboutNobody(key string) bool {
	return key == KeyNotRecorded || strings.HasPrefix(key, KeyNotRecorded+"/") || strings.HasSuffix(key, "_incomplete")
}

// cells are the numbers of what is held by table and cell.
func cells(h *Held) map[string]Cell {
	list := map[string]Cell{}
	for i := range h.Tables {
		for _, c := range h.Tables[i].Cells {
			list[h.Tables[i].Key+"#"+c.Key] = c
		}
	}
	return list
}

// partsTold lists the numbers that a whole tells of its parts, periods that follow
// on each other: where all but one are printed, that one follows.
func (r Rule) partsTold(whole *Held, report Held, held []Held) []string {
	parts := partition(whole, append([]Held{report}, held...))
	if len(parts) < 2 || whole.Rule.RoundTo > 1 || report.Rule.RoundTo > 1 {
		return nil
	}
	var told []string
	known := make([]map[string]Cell, len(parts))
	for i := range parts {
		known[i] = cells(&parts[i])
	}
	for i := range whole.Tables {
		t := &whole.Tables[i]
		for _, c := range t.Cells {
			if !t.Adds || t.Apart || c.Hidden || !comparable(c.Key) {
				continue
			}
			if ref := t.Key + "#" + c.Key; r.follows(c.N, ref, known, t.whole()) {
				told = append(told, ref+" in parts of "+whole.Title)
			}
		}
	}
	return told
}

// follows reports whether hidden parts of a number follow from the others: one by
// itself does, and so do several that come to hardly more than 1 each. What is not
// listed in a part may be among the rest there, or no one; it is told where what is
// left is small.
func (r Rule) follows(n int, ref string, parts []map[string]Cell, whole bool) bool {
	dark, unlisted, rest := 0, 0, n
	for _, known := range parts {
		part, there := known[ref]
		switch {
		case there && part.Hidden:
			dark++
		case !there && !whole:
			unlisted++
		}
		rest -= part.N
	}
	if unlisted > 0 {
		return r.Small(rest)
	}
	return dark == 1 || dark > 1 && rest <= dark+1
}

// partition finds reports on the same part of the caseload whose periods follow on
// each other and make up that of the whole; nil if there are none. Of two that
// begin on the same day it takes the shorter.
func partition(whole *Held, all []Held) []Held {
	var parts []Held
	next := whole.From
	for !next.After(whole.To) {
		best := -1
		for i := range all {
			h := &all[i]
			same := samePart(h, whole) && (h.From != whole.From || h.To != whole.To)
			if same && h.Rule.RoundTo <= 1 && h.From == next && !h.To.After(whole.To) && (best < 0 || h.To.Before(all[best].To)) {
				best = i
			}
		}
		if best < 0 {
			return nil
		}
		parts = append(parts, all[best])
		next = all[best].To.AddDays(1)
	}
	return parts
}
