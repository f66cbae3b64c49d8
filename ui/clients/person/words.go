// Package person holds what several rooms say and ask about a client: words,
// choices, the fields of a referral and of consents, and the way to the record.
package person

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/ui/kit"
)

// BornText says how old someone is and when they were born; "" if unknown.
func BornText(born, today data.Date) string {
	if born.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d, born %s", data.Age(born, today), born.Numeric())
}

// Dotted joins what there is with a dot between, as the drawings do.
func Dotted(parts ...string) string {
	var kept []string
	for _, s := range parts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " · ")
}

// DayText is a day as the story shows it: without the year while that is the
// current one.
func DayText(d, today data.Date) string {
	if d.Year == today.Year {
		return strings.TrimSuffix(d.Short(), d.Time().Format(" 2006"))
	}
	return d.Short()
}

// FirstOf returns the first text that is not empty.
func FirstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// PrefixIf puts prefix before a text that is not empty.
func PrefixIf(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

// StatusTone returns green for good outcomes, amber for those with no news yet and
// grey otherwise.
func StatusTone(s data.PrescriptionStatus) kit.Tone {
	switch s {
	case data.StatusStarted, data.StatusAttending, data.StatusCompleted:
		return kit.Green
	case data.StatusMade, data.StatusContacted:
		return kit.Amber
	default:
		return kit.Neutral
	}
}

// ReasonNames is the list of reasons by id.
func ReasonNames(list []data.Reason) map[data.ID]string {
	names := make(map[data.ID]string, len(list))
	for _, r := range list {
		names[r.ID] = r.Name
	}
	return names
}

// NeededIDs are the reasons of the latest referral, the primary one first, and
// what was found later, each once.
func NeededIDs(rec *data.ClientRecord) []data.ID {
	var ids []data.ID
	add := func(id data.ID) {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(rec.Referrals) > 0 {
		add(rec.Referrals[0].ReasonID)
		for _, id := range rec.Referrals[0].Further {
			add(id)
		}
	}
	for _, n := range rec.Needs {
		add(n.ReasonID)
	}
	return ids
}
