package answers

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
)

// byLetters finds the items of a list that letters them, as in scwemwba to
// scwemwbg or Q12a to Q12n: all letters from a on, one for each item. Read as
// numbers they are found as numbered columns are.
func (l *lookout) byLetters(free []int) ([]block, error) {
	groups := map[string][]int{} // by what stands before the letter
	for _, column := range free {
		heading := strings.ToLower(strings.TrimSpace(l.header[column]))
		if n := len(heading); n > 1 && heading[n-1] >= 'a' && heading[n-1] <= 'z' {
			groups[heading[:n-1]] = append(groups[heading[:n-1]], column)
		}
	}
	header := slices.Clone(l.header)
	var lettered []int
	for stem, columns := range groups {
		if !l.isLettered(columns, stem) {
			continue
		}
		for _, column := range columns {
			heading := strings.TrimSpace(l.header[column])
			header[column] = fmt.Sprintf("%s item %d", heading[:len(heading)-1], lastLetter(heading))
		}
		lettered = append(lettered, columns...)
	}
	if lettered == nil {
		return nil, nil
	}
	slices.Sort(lettered)
	numbered := newLookout(l.def, header)
	blocks, err := numbered.blocks(lettered)
	if err != nil {
		return nil, data.NewProblem(data.CodeInvalid, fmt.Sprintf("Several sets of columns could be the items of %s, by their last letters, from “%s” to “%s”. Enter with --map which columns are meant, as sets where they are several times.",
			l.def.ShortName, l.header[lettered[0]], l.header[lettered[len(lettered)-1]]))
	}
	if blocks != nil {
		l.asks = append(l.asks, fmt.Sprintf("The columns from “%s” to “%s” were taken for items 1 to %d, by their last letters. Is that right?",
			l.header[lettered[0]], l.header[lettered[len(lettered)-1]], len(l.def.Items)))
	}
	return blocks, err
}

// isLettered is true for one column for each item, a to the last, and no more.
func (l *lookout) isLettered(columns []int, stem string) bool {
	letters := map[int]bool{}
	for _, column := range columns {
		letters[lastLetter(strings.TrimSpace(l.header[column]))] = true
	}
	n := len(l.def.Items)
	if n < 3 || len(columns) != n || len(letters) != n || strings.TrimSpace(stem) == "" {
		return false
	}
	for i := range n {
		if !letters[i+1] {
			return false
		}
	}
	return true
}

// lastLetter is 1 for a heading that ends with a, and so on.
func lastLetter(heading string) int {
	return int(strings.ToLower(heading[len(heading)-1:])[0]-'a') + 1
}
