package soundness

import (
	"context"
	"errors"
	"slices"
	"waymark/data/store"
	"waymark/data/store/wordindex"
)

// searchIndex is a full-text index, and how to fill one like it anew.
type searchIndex struct {
	table, columns, sentence string
	fill                     func(ctx context.Context, c store.Conn) error
}

const freshIndex = "check_fresh"

var searchIndexes = []searchIndex{
	{"client_fts", "search_text, content='', tokenize='trigram'",
		"The search index does not match the clients, so a search can miss people.", fillClients},
	{"service_fts", "name, category, organisation, area, description, content='', tokenize='unicode61'",
		"The search index does not match the directory, so a search can miss services.", fillServices},
}

// checkSearch compares each search index, word by word, with one that is made
// anew in memory from what it is about.
func (s *Soundness) checkSearch(ctx context.Context, r *CheckResult) error {
	for _, index := range searchIndexes {
		var same bool
		err := s.db.Reading(ctx, func(c store.Conn) (err error) {
			if _, err := c.ExecContext(ctx, "BEGIN"); err != nil {
				return err
			}
			defer func() { // which also takes the tables in memory away
				_, endErr := c.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
				err = errors.Join(err, endErr)
			}()
			same, err = index.matches(ctx, c)
			return err
		})
		if err != nil {
			return store.Problem(err)
		}
		if !same {
			r.repairable(index.sentence)
		}
	}
	return nil
}

func (i searchIndex) matches(ctx context.Context, c store.Conn) (bool, error) {
	if _, err := c.ExecContext(ctx, "CREATE VIRTUAL TABLE temp."+freshIndex+" USING fts5("+i.columns+")"); err != nil {
		return false, err
	}
	if err := i.fill(ctx, c); err != nil {
		return false, err
	}
	held, err := wordsOf(ctx, c, "main", i.table)
	if err != nil {
		return false, err
	}
	fresh, err := wordsOf(ctx, c, "temp", freshIndex)
	return slices.Equal(held, fresh), err
}

// indexWord is one word of an index, and a sum over all the places where it is.
type indexWord struct {
	word       string
	times, sum int64
}

func wordsOf(ctx context.Context, c store.Conn, schema, table string) ([]indexWord, error) {
	vocabulary := "check_words_" + table
	if _, err := c.ExecContext(ctx, "CREATE VIRTUAL TABLE temp."+vocabulary+" USING fts5vocab('"+schema+"', '"+table+"', 'instance')"); err != nil {
		return nil, err
	}
	return store.Collect(ctx, c, func(w *indexWord) []any { return []any{&w.word, &w.times, &w.sum} },
		// The words of categories and needs may stand in any order.
		`SELECT term, count(*), sum((doc * 7919 + CASE col WHEN 'category' THEN 0 ELSE offset END * 104729 + unicode(col) * 31) % 1000003 * (doc % 10007 + 1))
		FROM temp.`+vocabulary+" GROUP BY term ORDER BY term")
}

func fillClients(ctx context.Context, c store.Conn) error {
	_, err := c.ExecContext(ctx, "INSERT INTO temp."+freshIndex+" (rowid, search_text) SELECT seq, search_text FROM client")
	return err
}

func fillServices(ctx context.Context, c store.Conn) error {
	type row struct {
		seq int64
		wordindex.Indexed
	}
	rows, err := store.Collect(ctx, c, func(r *row) []any { return append([]any{&r.seq}, r.Scan()...) }, "SELECT v.seq, "+wordindex.IndexedColumns)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Merged {
			continue
		}
		f := r.Folded()
		if _, err := c.ExecContext(ctx, "INSERT INTO temp."+freshIndex+" (rowid, name, category, organisation, area, description) VALUES (?, ?, ?, ?, ?, ?)",
			r.seq, f.Name, f.Category, f.Organisation, f.Area, f.Description); err != nil {
			return err
		}
	}
	return nil
}
