package casework

import (
	"context"
	"strings"
	"unicode/utf8"
	"waymark/data"
	"waymark/data/store"
)

// fewClients have a gram when it is quicker to look each of them up than to
// go down the list until a page of it is full.
const fewClients = 2000

// clientsByGram is Clients for one or two letters and nothing else. known is
// false while the letters are still to be counted.
func (s *Casework) clientsByGram(ctx context.Context, f data.ClientFilter, letters string) (rows []data.ClientRow, total int, known bool, err error) {
	if err = s.db.QueryRowContext(ctx, "SELECT coalesce((SELECT clients FROM client_gram WHERE gram = ?), 0), NOT EXISTS (SELECT 1 FROM stale WHERE what = ?)",
		letters, store.StaleGrams).Scan(&total, &known); err != nil || !known || total == 0 {
		return nil, total, known, store.Problem(err)
	}
	where, args := " WHERE instr(c.search_text, ?1) > 0", []any{letters}
	if total <= fewClients && isASCII(letters) { // the index of words folds other letters in its own way
		where += ` AND c.seq IN (SELECT doc FROM client_vocab WHERE term >= ?1 AND term < ?2
			UNION ALL SELECT seq FROM client WHERE substr(search_text, -2) >= ?1 AND substr(search_text, -2) < ?2
			UNION ALL SELECT seq FROM client WHERE substr(search_text, -1) = ?1)`
		args = append(args, letters[:len(letters)-1]+string(rune(letters[len(letters)-1]+1)))
	}
	rows, err = store.Collect(ctx, s.db, scanClientRow, clientRowSelect(where), append(args, store.Limit(f.Limit), f.Offset)...)
	return rows, total, true, err
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// onlyGram returns the one or two letters that f asks for, when it asks for
// nothing else.
func onlyGram(f data.ClientFilter, today data.Date) string {
	if f.SurgeryID != "" || f.Prescriber != "" || f.Status != "" || f.Overdue {
		return ""
	}
	parts, born := clientParts(f.Words, today)
	if !born.IsZero() || len(parts) != 1 || utf8.RuneCountInString(parts[0]) > 2 || strings.ContainsAny(parts[0], " \n") {
		return ""
	}
	return parts[0]
}
