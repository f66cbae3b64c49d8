package store

import (
	"context"
	"maps"
	"strings"
	"unicode/utf8"

	"waymark/data"
)

// gram is one letter (the second rune is 0) or two letters side by side.
type gram [2]rune

func (g gram) String() string {
	if g[1] == 0 {
		return string(g[:1])
	}
	return string(g[:])
}

// gramCount counts how many texts have each gram.
type gramCount struct {
	n    map[gram]int
	last map[gram]int // the number of the text that had it last: each counts once
	text int
}

func newGramCount() *gramCount { return &gramCount{n: map[gram]int{}, last: map[gram]int{}} }

// add counts the grams of one text. Nobody searches for the gaps between words.
func (c *gramCount) add(text string, by int) {
	c.text++
	var before rune
	for _, r := range text {
		if r == ' ' || r == '\n' {
			before = 0
			continue
		}
		c.addGram(gram{r}, by)
		if before != 0 {
			c.addGram(gram{before, r}, by)
		}
		before = r
	}
}

func (c *gramCount) addGram(g gram, by int) {
	if c.last[g] != c.text {
		c.last[g] = c.text
		c.n[g] += by
	}
}

// countGrams counts what the triggers of client noted in this transaction.
func (t *tx) countGrams() error {
	type due struct {
		text string
		adds int
	}
	c := newGramCount()
	if err := each(t.ctx, t, func(d *due) []any { return []any{&d.text, &d.adds} }, func(d *due) error {
		c.add(d.text, d.adds)
		return nil
	}, "SELECT text, adds FROM client_gram_due"); err != nil || c.text == 0 {
		return err
	}
	if err := t.derive("DELETE FROM client_gram_due"); err != nil {
		return err
	}
	maps.DeleteFunc(c.n, func(_ gram, n int) bool { return n == 0 })
	return t.addGrams(c.n)
}

func (t *tx) addGrams(n map[gram]int) error {
	fewer := false
	for g, by := range n {
		if err := t.derive("INSERT INTO client_gram (gram, clients) VALUES (?, ?) ON CONFLICT (gram) DO UPDATE SET clients = clients + excluded.clients",
			g.String(), by); err != nil {
			return err
		}
		fewer = fewer || by < 0
	}
	if !fewer {
		return nil
	}
	return t.derive("DELETE FROM client_gram WHERE clients = 0") // of somebody erased, no letter stays
}

// recountGrams counts the letters of all clients.
func (t *tx) recountGrams() error {
	n, err := gramsOfAll(t.ctx, t)
	if err != nil {
		return err
	}
	if err := t.derive("DELETE FROM client_gram_due"); err != nil {
		return err
	}
	if err := t.derive("DELETE FROM client_gram"); err != nil {
		return err
	}
	return t.addGrams(n)
}

func gramsOfAll(ctx context.Context, q querier) (map[gram]int, error) {
	c := newGramCount()
	err := each(ctx, q, func(text *string) []any { return []any{text} }, func(text *string) error {
		c.add(*text, 1)
		return nil
	}, "SELECT search_text FROM client")
	return c.n, err
}

// checkGrams compares the counts of letters with a full count.
func (s *Store) checkGrams(ctx context.Context, r *CheckResult) error {
	wanted, err := gramsOfAll(ctx, s.reader)
	if err != nil {
		return err
	}
	counts := make(map[string]int, len(wanted))
	for g, n := range wanted {
		counts[g.String()] = n
	}
	type row struct {
		gram    string
		clients int
	}
	wrong := 0
	err = each(ctx, s.reader, func(v *row) []any { return []any{&v.gram, &v.clients} }, func(v *row) error {
		if counts[v.gram] != v.clients {
			wrong++
		}
		delete(counts, v.gram)
		return nil
	}, "SELECT gram, clients FROM client_gram UNION ALL SELECT 'of ' || text, 1 FROM client_gram_due")
	if wrong += len(counts); wrong > 0 {
		r.repairable("The counts of clients by the letters in their names are out of date.")
	}
	return err
}

// fewClients have a gram when it is quicker to look each of them up than to
// go down the list until a page of it is full.
const fewClients = 2000

// clientsByGram is Clients for one or two letters and nothing else. known is
// false while the letters are still to be counted.
func (s *Store) clientsByGram(ctx context.Context, f data.ClientFilter, letters string) (rows []data.ClientRow, total int, known bool, err error) {
	if err = s.reader.QueryRowContext(ctx, "SELECT coalesce((SELECT clients FROM client_gram WHERE gram = ?), 0), NOT EXISTS (SELECT 1 FROM stale WHERE what = ?)",
		letters, staleGrams).Scan(&total, &known); err != nil || !known || total == 0 {
		return nil, total, known, problem(err)
	}
	where, args := " WHERE instr(c.search_text, ?1) > 0", []any{letters}
	if total <= fewClients && isASCII(letters) { // the index of words folds other letters in its own way
		where += ` AND c.seq IN (SELECT doc FROM client_vocab WHERE term >= ?1 AND term < ?2
			UNION ALL SELECT seq FROM client WHERE substr(search_text, -2) >= ?1 AND substr(search_text, -2) < ?2
			UNION ALL SELECT seq FROM client WHERE substr(search_text, -1) = ?1)`
		args = append(args, letters[:len(letters)-1]+string(rune(letters[len(letters)-1]+1)))
	}
	rows, err = collect(ctx, s.reader, scanClientRow, clientRowSelect(where), append(args, limit(f.Limit), f.Offset)...)
	return rows, total, true, err
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// onlyGram gives the one or two letters that f asks for, when it asks for
// nothing else.
func onlyGram(f data.ClientFilter, today data.Date) string {
	if f.SurgeryID != "" || f.Prescriber != "" || f.Status != "" {
		return ""
	}
	parts, born := clientParts(f.Words, today)
	if !born.IsZero() || len(parts) != 1 || utf8.RuneCountInString(parts[0]) > 2 || strings.ContainsAny(parts[0], " \n") {
		return ""
	}
	return parts[0]
}
