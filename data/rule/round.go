package rule

import (
	"cmp"
	"slices"

	"waymark/data"
)

// Stop is one client of a follow-up round, with all that is due: one call for
// one person, however many services it is about.
type Stop struct {
	ClientID data.ID
	Due      []data.FollowUpRow // never empty, the one due longest first
	// Later is true if the client was put off until the others are done.
	Later bool
}

// DueOn is the day on which the first of them fell due.
func (s *Stop) DueOn() data.Date { return s.Due[0].DueOn }

// Round puts follow-ups that are due together by client, in the order in which
// to ring: most overdue first, then due today, at one day by part of the day and
// name; then those who were put off. Follow-ups that are not open, or due after
// today, are left out.
func Round(rows []data.FollowUpRow, today data.Date, later map[data.ID]bool) []Stop {
	at := map[data.ID]int{}
	var stops []Stop
	for _, r := range rows {
		if r.Status != data.FollowUpOpen || r.DueOn.After(today) {
			continue
		}
		i, known := at[r.ClientID]
		if !known {
			i = len(stops)
			at[r.ClientID] = i
			stops = append(stops, Stop{ClientID: r.ClientID, Later: later[r.ClientID]})
		}
		stops[i].Due = append(stops[i].Due, r)
	}
	for _, s := range stops {
		slices.SortFunc(s.Due, compareDue)
	}
	slices.SortFunc(stops, func(a, b Stop) int {
		return cmp.Or(compareLast(a.Later, b.Later), compareDue(a.Due[0], b.Due[0]))
	})
	return stops
}

func compareDue(a, b data.FollowUpRow) int {
	return cmp.Or(a.DueOn.Compare(b.DueOn), cmp.Compare(partOrder(a.DuePart), partOrder(b.DuePart)),
		cmp.Compare(a.Client, b.Client), cmp.Compare(a.ClientID, b.ClientID), cmp.Compare(a.ID, b.ID))
}

// partOrder is the place of a part in the day, 0 for any time.
func partOrder(p data.CallTime) int {
	return 1 + slices.IndexFunc(data.CallTimes(), func(o data.Option[data.CallTime]) bool { return o.Value == p })
}
