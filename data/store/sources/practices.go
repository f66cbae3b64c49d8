package sources

import (
	"context"
	"iter"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// ImportPractices puts the GP practices of a national list in place of those that
// were taken in before; all or nothing. It returns how many there are.
func (s *Sources) ImportPractices(ctx context.Context, practices iter.Seq2[data.Practice, error]) (int, error) {
	n := 0
	err := s.db.Write(ctx, store.Change{Kind: store.ChangedLists}, func(t *store.Tx) error {
		if err := t.Derive("DELETE FROM practice"); err != nil {
			return err
		}
		for p, err := range practices {
			if err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			search := fold.Text(p.Name + " " + p.Town + " " + p.Postcode + " " + strings.ReplaceAll(p.Postcode, " ", "") + " " + p.Code)
			if err := t.Derive("INSERT OR REPLACE INTO practice (code, name, town, postcode, search) VALUES (?, ?, ?, ?, ?)",
				p.Code, p.Name, p.Town, p.Postcode, search); err != nil {
				return err
			}
			n++
		}
		if n == 0 {
			return data.NewProblem(data.CodeInvalid, "No open GP practice is in this file, so the list that is here was kept. Waymark reads the NHS’s list of practices, epraccur.csv. Check that it is the right one.")
		}
		return t.Audit("import", "practices", "", "", "")
	})
	return n, err
}

// Practices finds practices of the national list by any part of the words of their
// name, town, postcode or code, at most limit of them, by name. held is how many the
// list has: 0 before one was taken in.
func (s *Sources) Practices(ctx context.Context, text string, limit int) (found []data.Practice, held int, err error) {
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM practice").Scan(&held); err != nil {
		return nil, 0, store.Problem(err)
	}
	words := strings.Fields(fold.Text(text))
	if held == 0 || len(words) == 0 {
		return nil, held, nil
	}
	where := strings.Repeat(" AND instr(search, ?) > 0", len(words))
	args := make([]any, 0, len(words)+1)
	for _, w := range words {
		args = append(args, w)
	}
	found, err = store.Collect(ctx, s.db, func(p *data.Practice) []any { return []any{&p.Code, &p.Name, &p.Town, &p.Postcode} },
		"SELECT code, name, town, postcode FROM practice WHERE true"+where+" ORDER BY name, code LIMIT ?", append(args, limit)...)
	return found, held, err
}
