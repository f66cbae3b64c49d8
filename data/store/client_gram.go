package store

import (
	"context"
	"maps"
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

// add counts the grams of one text. No one searches for the gaps between words.
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
func (t *Tx) countGrams() error {
	type due struct {
		text string
		adds int
	}
	c := newGramCount()
	if err := Each(t.Ctx, t, func(d *due) []any { return []any{&d.text, &d.adds} }, func(d *due) error {
		c.add(d.text, d.adds)
		return nil
	}, "SELECT text, adds FROM client_gram_due"); err != nil || c.text == 0 {
		return err
	}
	if err := t.Derive("DELETE FROM client_gram_due"); err != nil {
		return err
	}
	maps.DeleteFunc(c.n, func(_ gram, n int) bool { return n == 0 })
	return t.addGrams(c.n)
}

func (t *Tx) addGrams(n map[gram]int) error {
	fewer := false
	for g, by := range n {
		if err := t.Derive("INSERT INTO client_gram (gram, clients) VALUES (?, ?) ON CONFLICT (gram) DO UPDATE SET clients = clients + excluded.clients",
			g.String(), by); err != nil {
			return err
		}
		fewer = fewer || by < 0
	}
	if !fewer {
		return nil
	}
	return t.Derive("DELETE FROM client_gram WHERE clients = 0") // of someone erased, no letter stays
}

// RecountGrams counts the letters of all clients.
func (t *Tx) RecountGrams() error {
	n, err := GramsOfAll(t.Ctx, t)
	if err != nil {
		return err
	}
	if err := t.Derive("DELETE FROM client_gram_due"); err != nil {
		return err
	}
	if err := t.Derive("DELETE FROM client_gram"); err != nil {
		return err
	}
	return t.addGrams(n)
}

// GramsOfAll counts the letters of all clients, as a check does.
func GramsOfAll(ctx context.Context, q Querier) (map[gram]int, error) {
	c := newGramCount()
	err := Each(ctx, q, func(text *string) []any { return []any{text} }, func(text *string) error {
		c.add(*text, 1)
		return nil
	}, "SELECT search_text FROM client")
	return c.n, err
}
