package people

import (
	"cmp"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
)

// practiceWords say nothing about which surgery is meant.
var practiceWords = setOf("surgery", "medical", "centre", "center", "practice", "the", "health", "group", "partnership", "gp", "doctors", "dr", "clinic", "and", "of", "hc", "mc")

func keyWords(text string, stop map[string]bool) string {
	var kept []string
	for _, w := range fold.Words(text) {
		if !stop[w] {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, "")
}

// likeSurgery proposes the surgery whose name is nearest, without the words that
// many have.
func likeSurgery(text string, known []string) string { return nearest(text, known, practiceWords) }

// likeName proposes the member of staff with nearly the same name, or the only one
// with that first name, surname or initials.
func likeName(text string, known []string) string {
	if best := nearest(text, known, nil); best != "" {
		return best
	}
	found := ""
	for _, k := range known {
		words, initials := fold.Words(k), ""
		for _, w := range words {
			initials += w[:1]
		}
		if slices.Contains(words, fold.Text(text)) || initials == strings.ReplaceAll(fold.Text(text), " ", "") {
			if found != "" {
				return ""
			}
			found = k
		}
	}
	return found
}

func nearest(text string, known []string, stop map[string]bool) string {
	return closest(text, known, stop, true)
}

// closest is the known name with the fewest slips; begins also allows one that begins
// as the text does, or the other way round. None if two are as close.
func closest(text string, known []string, stop map[string]bool, begins bool) string {
	own := keyWords(text, stop)
	begins = begins && !namesSeveral(own, known, stop)
	best, far, tied := "", 0.0, false
	for _, k := range known {
		other := keyWords(k, stop)
		if own == "" || other == "" {
			continue
		}
		d := fold.Distance(own, other)
		if begins && (strings.HasPrefix(other, own) && len(own) >= 4 || strings.HasPrefix(own, other) && len(other) >= 4) {
			d = min(d, 1)
		}
		if d > max(fold.Tolerance(own), float64(len(own))/4) {
			continue
		}
		switch {
		case best == "" || d < far:
			best, far, tied = k, d, false
		case d == far:
			tied = true
		}
	}
	if tied {
		return ""
	}
	return best
}

// namesSeveral reports whether the words of a text have two of the known names in them.
func namesSeveral(own string, known []string, stop map[string]bool) bool {
	n := 0
	for _, k := range known {
		if other := keyWords(k, stop); len(other) >= 4 && strings.Contains(own, other) {
			n++
		}
	}
	return n > 1
}

// likeReason proposes the only reason whose name or subject the text has a word of; none
// for one that says several.
func likeReason(text string, known []string) string {
	if slip := closest(text, known, nil, false); slip != "" {
		return slip
	}
	found := ""
	for _, k := range known {
		if data.EvidenceIn(text, data.NeedWords(k)) == nil && keyWords(text, nil) != keyWords(k, nil) {
			continue
		}
		if found != "" {
			return ""
		}
		found = k
	}
	if best := nearest(text, known, nil); found == "" || best == "" || best == found {
		return cmp.Or(best, found)
	}
	return ""
}
