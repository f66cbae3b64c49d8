package disclosure

import (
	"cmp"
	"maps"
	"slices"

	"waymark/data"
)

// apart lists the reports within a whole that have nothing in common: those on
// the same part of the caseload by days, or those on the partners, the surgeries or
// people's own clients for the same days.
func apart(all []*Held, whole int, by parting) []int {
	switch by {
	case byDays:
		return periods(all, whole)
	case byPerson:
		return ownParts(all, all[whole])
	}
	partners, surgeries := partsOf(all, all[whole])
	var list []int
	if by == byPartner {
		if len(partners) == 0 {
			return nil // the same as by surgery
		}
		list = slices.Collect(maps.Values(partners))
	}
	for _, k := range surgeries {
		if by == bySurgery || !slices.ContainsFunc(all[k].Of, func(p data.ID) bool { _, there := partners[p]; return there }) {
			list = append(list, k)
		}
	}
	slices.SortFunc(list, func(a, b int) int {
		return cmp.Or(cmp.Compare(all[a].Partner, all[b].Partner), cmp.Compare(all[a].Surgery, all[b].Surgery))
	})
	return list
}

// partsOf lists the reports on the partners and on the surgeries of a whole for the
// same days, one for each.
func partsOf(all []*Held, whole *Held) (partners, surgeries map[data.ID]int) {
	partners, surgeries = map[data.ID]int{}, map[data.ID]int{}
	for k, h := range all {
		if samePart(whole, h) || !contains(whole, h) || h.Reason != whole.Reason || h.OwnOf != whole.OwnOf || h.From != whole.From || h.To != whole.To {
			continue
		}
		of, id := partners, h.Partner
		if h.Surgery != "" {
			of, id = surgeries, h.Surgery
		}
		if _, known := of[id]; !known && id != "" {
			of[id] = k
		}
	}
	return partners, surgeries
}

// ownParts lists the reports on the own clients of people of a whole, one for each.
func ownParts(all []*Held, whole *Held) []int {
	var list []int
	known := map[data.ID]bool{}
	for k, h := range all {
		own := *h
		own.OwnOf = whole.OwnOf
		if h.OwnOf != whole.OwnOf && contains(whole, h) && samePart(&own, whole) && h.From == whole.From && h.To == whole.To && !known[h.OwnOf] {
			known[h.OwnOf], list = true, append(list, k)
		}
	}
	return list
}

// periods lists the reports within the days of a whole, in order and with no day
// in common; of two that begin together the shorter.
func periods(all []*Held, whole int) []int {
	w := all[whole]
	var list []int
	for k, h := range all {
		if samePart(h, w) && contains(w, h) && !contains(h, w) {
			list = append(list, k)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int {
		return cmp.Or(all[a].From.Sub(all[b].From), all[a].To.Sub(all[b].To))
	})
	var chosen []int
	for _, k := range list {
		if len(chosen) == 0 || all[chosen[len(chosen)-1]].To.Before(all[k].From) {
			chosen = append(chosen, k)
		}
	}
	return chosen
}

// parts says that a row about a part of the caseload in one report is the total
// of the report on that part for the same days.
func (m *model) parts(all []*Held) {
	for i, whole := range all {
		for j, part := range all {
			if i == j || whole.From != part.From || whole.To != part.To || !contains(whole, part) {
				continue
			}
			for row, total := range part.InWhole {
				a, one := m.at[i][row]
				b, two := m.at[j][total]
				if one && two {
					m.gap(i == 0 || j == 0, []Part{{a, 1}, {b, -1}})
				}
			}
		}
	}
}
