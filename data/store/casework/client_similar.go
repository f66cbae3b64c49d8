package casework

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// SimilarClients returns clients who may be the same person as c, most likely
// first, with the reason in words; never c itself.
func (s *Casework) SimilarClients(ctx context.Context, c *data.Client) ([]data.Similar, error) {
	return similarTo(ctx, s.clients, c)
}

// NearMatches returns the clients who may be the person of a short referral, as a
// reception desk may see them, most likely first. It reads through q alone.
func NearMatches(ctx context.Context, q store.Querier, r *data.ShortReferral) ([]data.NearMatch, error) {
	similar, err := similarTo(ctx, q, r.Client())
	near := make([]data.NearMatch, 0, len(similar))
	for i := range similar {
		if similar[i].ID != r.ClientID {
			near = append(near, similar[i].Near())
		}
	}
	return near, err
}

// NearMatches returns the clients who may be the person of a short referral.
func (s *Casework) NearMatches(ctx context.Context, r *data.ShortReferral) ([]data.NearMatch, error) {
	return NearMatches(ctx, s.clients, r)
}

// mostSimilar is how many similar clients are shown.
const mostSimilar = 5

func similarTo(ctx context.Context, q store.Querier, c *data.Client) ([]data.Similar, error) {
	nhs, _ := data.ParseNHSNumber(c.NHSNumber)
	sortName := fold.Text(c.FamilyName + " " + c.GivenNames)
	where := ` WHERE c.id <> ? AND (
		(? <> '' AND c.nhs_number = ?)
		OR (? IS NOT NULL AND c.birth_date = ?)
		OR (? <> '' AND c.sort_name = ?))`
	var rows []data.ClientRow
	var err error
	if nhs != "" || sortName != "" {
		if rows, err = store.Collect(ctx, q, scanClientRow, clientRowSelect(where),
			c.ID, nhs, nhs, c.BirthDate, c.BirthDate, sortName, sortName, 500, 0); err != nil {
			return nil, err
		}
	}
	samePhone, err := withPhone(ctx, q, c)
	if err != nil {
		return nil, err
	}
	var similar []data.Similar
	seen := map[data.ID]bool{}
	for i, r := range append(samePhone, rows...) {
		if rank, why := whySimilar(c, nhs, r, i < len(samePhone)); why != "" && !seen[r.ID] {
			seen[r.ID] = true
			similar = append(similar, data.Similar{ClientRow: r, Why: why, Rank: rank})
		}
	}
	slices.SortStableFunc(similar, func(a, b data.Similar) int { return cmp.Compare(a.Rank, b.Rank) })
	return similar[:min(len(similar), mostSimilar)], nil
}

// wholePhone is how many digits a phone number has with its area code. Shorter
// ones are part of others.
const wholePhone = 10

// withPhone returns the clients who have the same phone as c, their first or their
// other one.
func withPhone(ctx context.Context, q store.Querier, c *data.Client) ([]data.ClientRow, error) {
	digits := data.PhoneDigits(c.Phone)
	if len(digits) < wholePhone || digits[0] != '0' {
		return nil, nil
	}
	return store.Collect(ctx, q, scanClientRow, clientRowSelect(
		" WHERE c.id <> ? AND c.seq IN (SELECT rowid FROM client_fts WHERE client_fts MATCH ?)"+
			" AND instr(char(10) || c.search_text || char(10), char(10) || ? || char(10)) > 0"),
		c.ID, store.QuoteFTS(digits), digits, 20, 0)
}

// whySimilar is why r may be the same person as c, and how likely that is: the
// lower the rank, the likelier.
func whySimilar(c *data.Client, nhs string, r data.ClientRow, samePhone bool) (rank int, why string) {
	sameName := sameWords(fold.Untitled(c.Name()), fold.Untitled(r.Name)) && c.Name() != ""
	sameBirth := !c.BirthDate.IsZero() && c.BirthDate == r.BirthDate
	alike := namesAlike(c.Name()+" "+c.KnownAs, r.Name+" "+r.KnownAs)
	for i, reason := range []struct {
		is  bool
		why string
	}{
		{nhs != "" && nhs == r.NHSNumber, sameNHSNumber},
		{sameName && sameBirth, sameNameAndBirth},
		{sameName && samePhone, "the same name and phone"},
		{sameBirth && samePhone, "the same date of birth and phone"},
		{sameBirth && alike, "same date of birth and a similar name"},
		{samePhone && alike, "the same phone and a similar name"},
		{sameName, "the same name"},
		{samePhone, "the same phone"},
	} {
		if reason.is {
			return i, reason.why
		}
	}
	return 0, ""
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
