package clients

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"waymark/data"
	"waymark/ui/kit"
)

func bornText(born, today data.Date) string {
	if born.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d, born %s", data.Age(born, today), born.Numeric())
}

// dotted joins what there is with a dot between, as the drawings do.
func dotted(parts ...string) string {
	var kept []string
	for _, s := range parts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, " · ")
}

// dayText is a day as the story shows it: without the year while that is the
// current one.
func dayText(d, today data.Date) string {
	if d.Year == today.Year {
		return strings.TrimSuffix(d.Short(), d.Time().Format(" 2006"))
	}
	return d.Short()
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

func prefixIf(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

// statusTone follows the house: what goes well is green, what waits for word is
// amber, everything else grey.
func statusTone(s data.PrescriptionStatus) kit.Tone {
	switch s {
	case data.StatusStarted, data.StatusAttending, data.StatusCompleted:
		return kit.Green
	case data.StatusMade, data.StatusContacted:
		return kit.Amber
	default:
		return kit.Neutral
	}
}

// sentenceCase writes the first letter large, as chips have it.
func sentenceCase(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(first)) + s[size:]
}

// reasonNames is the list of reasons by id.
func reasonNames(list []data.Reason) map[data.ID]string {
	names := make(map[data.ID]string, len(list))
	for _, r := range list {
		names[r.ID] = r.Name
	}
	return names
}

// neededIDs are the reasons of the latest referral, the primary one first, and
// what was found later, each once.
func neededIDs(rec *data.ClientRecord) []data.ID {
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
