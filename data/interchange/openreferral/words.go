package openreferral

import (
	"slices"
	"strings"
)

// notBlank keeps the texts that are not blank, each once.
func notBlank(texts ...string) []string {
	var kept []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" && !slices.Contains(kept, t) {
			kept = append(kept, t)
		}
	}
	return kept
}

// lines puts texts on lines of their own, each once.
func lines(texts ...string) string { return strings.Join(notBlank(texts...), "\n") }

// listed puts texts side by side with commas, each once.
func listed(texts ...string) string { return strings.Join(notBlank(texts...), ", ") }
