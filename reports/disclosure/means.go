package disclosure

import (
	"slices"
	"strings"

	"waymark/data"
)

// hideMeans lists the counts of the pairs whose means would tell the scores of a
// few people, together with means that the reader holds. Without the count there
// is no mean.
func (r Rule) hideMeans(report *Held, held []Held) map[string]bool {
	hide := map[string]bool{}
	for i := range held {
		h := &held[i]
		if !contains(report, h) && !contains(h, report) {
			continue
		}
		for _, m := range report.Means {
			if r.meanTells(m, report, h) {
				hide[m.Ref] = true
			}
		}
	}
	all := append([]*Held{report}, pointers(held)...)
	for _, by := range partings {
		for whole := range all {
			r.restTells(all, whole, apart(all, whole, by), hide)
		}
	}
	for i := range all {
		for j := range all {
			if i == 0 || j == 0 {
				r.surgeriesTell(all, i, j, hide)
			}
		}
	}
	return hide
}

// surgeriesTell hides means where a report on the whole has those of surgeries of a
// partner that another report is on, and few people of the partner are left: the
// scores of the few follow.
func (r Rule) surgeriesTell(all []*Held, partner, whole int, hide map[string]bool) {
	p, w := all[partner], all[whole]
	if !p.isPartnerOf(w) {
		return
	}
	chance := max(0, r.RoundTo-1) + max(0, p.Rule.RoundTo-1) + max(0, w.Rule.RoundTo-1)
	for _, m := range p.Means {
		refs, people := meansOf(w, m.Key+"/surgery/", p.Surgeries)
		rest := m.Pairs - people
		few := rest > -chance && rest < r.Minimum+chance && (rest != 0 || chance > 0)
		if !m.Shown || len(refs) == 0 || !few {
			continue
		}
		if partner == 0 {
			refs = []string{m.Ref}
		}
		for _, ref := range refs {
			hide[ref] = true
		}
	}
}

// isPartnerOf reports whether a report is on one partner, and another on the whole
// partnership in the same days.
func (h *Held) isPartnerOf(whole *Held) bool {
	return h.Partner != "" && whole.Partner == "" && whole.Surgery == "" && h.From == whole.From && h.To == whole.To && h.Reason == whole.Reason && h.OwnOf == whole.OwnOf
}

// meansOf lists the means of some parts that a report shows, and how many people they
// are of. key begins the keys of the means.
func meansOf(h *Held, key string, parts []data.ID) (refs []string, people int) {
	for _, m := range h.Means {
		part, of := strings.CutPrefix(m.Key, key)
		if of && m.Shown && !m.Hidden && slices.Contains(parts, data.ID(part)) {
			refs, people = append(refs, m.Ref), people+m.Pairs
		}
	}
	return refs, people
}

// meanTells reports whether a mean of a report is nearly of the same people as
// one that is held. Means are not rounded with the counts.
func (r Rule) meanTells(m Mean, report, held *Held) bool {
	if !m.Shown {
		return false
	}
	chance := max(0, r.RoundTo-1) + max(0, held.Rule.RoundTo-1)
	for _, old := range held.Means {
		same := m.Key == old.Key || report.InWhole[old.Ref] == m.Ref && m.Ref != "" || held.InWhole[m.Ref] == old.Ref && old.Ref != ""
		if !same || !old.Shown {
			continue
		}
		apart := max(m.Pairs-old.Pairs, old.Pairs-m.Pairs)
		alike := apart == 0 && (chance == 0 || m.Before == old.Before && m.After == old.After)
		if !alike && apart < r.Minimum+chance {
			return true
		}
	}
	return false
}

// restTells hides a mean where what several reports leave of a whole is few.
func (r Rule) restTells(all []*Held, whole int, parts []int, hide map[string]bool) {
	if len(parts) < 2 {
		return
	}
	own := whole == 0
	for _, k := range parts {
		own = own || k == 0
	}
	if !own {
		return
	}
	for _, m := range all[whole].Means {
		rest, chance := m.Pairs, 0
		for _, k := range append([]int{whole}, parts...) {
			chance += max(0, all[k].Rule.RoundTo-1)
		}
		shown := m.Shown
		for _, k := range parts {
			part := all[k].mean(m.Key)
			shown = shown && part.Shown
			rest -= part.Pairs
		}
		if shown && rest != 0 && max(rest, -rest) < r.Minimum+chance {
			if ref := all[0].mean(m.Key).Ref; ref != "" {
				hide[ref] = true
			}
		}
	}
}

// mean returns the means with a key; one that is not shown if there are none.
func (h *Held) mean(key string) Mean {
	for _, m := range h.Means {
		if m.Key == key {
			return m
		}
	}
	return Mean{}
}
