package casework

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// SimilarClients gives clients who may be the same person as c, most likely
// first, with the reason in words; never c itself.
func (s *Casework) SimilarClients(ctx context.Context, c *data.Client) ([]data.Similar, error) {
	nhs, _ := data.ParseNHSNumber(c.NHSNumber)
	sortName := fold.Text(c.FamilyName + " " + c.GivenNames)
	if nhs == "" && sortName == "" {
		return nil, nil
	}
	where := ` WHERE c.id <> ? AND (
		(? <> '' AND c.nhs_number = ?)
		OR (? IS NOT NULL AND c.birth_date = ?)
		OR (? <> '' AND c.sort_name = ?))`
	rows, err := store.Collect(ctx, s.db, scanClientRow, clientRowSelect(where),
		c.ID, nhs, nhs, c.BirthDate, c.BirthDate, sortName, sortName, 500, 0)
	if err != nil {
		return nil, err
	}
	var similar []data.Similar
	for _, r := range rows {
		if why := whySimilar(c, nhs, r); why != "" {
			similar = append(similar, data.Similar{ClientRow: r, Why: why})
		}
		if len(similar) == 5 {
			break
		}
	}
	return similar, nil
}

func whySimilar(c *data.Client, nhs string, r data.ClientRow) string {
	sameName := sameWords(c.Name(), r.Name)
	sameBirth := !c.BirthDate.IsZero() && c.BirthDate == r.BirthDate
	switch {
	case nhs != "" && nhs == r.NHSNumber:
		return sameNHSNumber
	case sameName && sameBirth:
		return sameNameAndBirth
	case sameName:
		return "the same name"
	case sameBirth && namesAlike(c.Name()+" "+c.KnownAs, r.Name+" "+r.KnownAs):
		return "the same birth date and a similar name"
	}
	return ""
}

// namesAlike reports whether two names share a word, or have words that differ
// in at most two letters, as a misheard name does.
func namesAlike(a, b string) bool {
	for _, x := range fold.Words(a) {
		for _, y := range fold.Words(b) {
			if len(x) > 1 && x == y {
				return true
			}
			if len(x) > 4 && len(y) > 4 && (strings.HasPrefix(x, y) || strings.HasPrefix(y, x) || distance(x, y) <= 2) {
				return true
			}
		}
	}
	return false
}

// distance is the number of letters to insert, delete or change (Levenshtein).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)]
}
