package directory

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// Some questions take long to answer in a large directory, and everyone asks
// them: what one letter finds, how many services each filter would leave. Their
// answers are kept in the table directory_answer, from which triggers take them
// away when something changes.

// kept reads an answer into to. It is false when none is kept.
func (s *Directory) keptAnswer(ctx context.Context, question string, to any) (bool, error) {
	var text string
	err := s.db.QueryRowContext(ctx, "SELECT answer FROM directory_answer WHERE question = ?", question).Scan(&text)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, store.Problem(err)
	}
	return true, json.Unmarshal([]byte(text), to)
}

// foundPage is the first page of a search without filters.
type foundPage struct {
	Total int
	Seqs  []int64
}

// bareQuestion names a search that has nothing but words; "" for any other.
func bareQuestion(f data.ServiceFilter, words asked) string {
	bare := f
	bare.Words, bare.Exact, bare.Closed, bare.Limit, bare.Offset = "", false, false, 0, 0
	if bare != (data.ServiceFilter{}) || words.match == "" && strings.TrimSpace(f.Words) != "" {
		return ""
	}
	return fmt.Sprintf("%t %s %s", f.Closed, strings.Join(words.first, " "), words.match)
}

// keptPage returns the page and total that a search asks for, if they are kept.
func (s *Directory) keptPage(ctx context.Context, f data.ServiceFilter, words asked) (rows []data.ServiceRow, total int, known bool, err error) {
	question := bareQuestion(f, words)
	if question == "" {
		return nil, 0, false, nil
	}
	var page foundPage
	if known, err = s.keptAnswer(ctx, "found "+question, &page); err != nil || !known {
		return nil, 0, false, err
	}
	from, to := f.Offset, f.Offset+store.Limit(f.Limit)
	if to > len(page.Seqs) && len(page.Seqs) < page.Total {
		return nil, 0, false, nil
	}
	from, to = min(from, len(page.Seqs)), min(to, len(page.Seqs))
	seqs, err := json.Marshal(page.Seqs[from:to])
	if err != nil {
		return nil, 0, false, err
	}
	rows, err = store.Collect(ctx, s.db, scanServiceRow, `SELECT `+serviceRowColumns+`, -1, 0, 0
		FROM json_each(@seqs) p CROSS JOIN service v ON v.seq = p.value LEFT JOIN organisation g ON g.id = v.organisation_id ORDER BY p.key`,
		sql.Named("seqs", string(seqs)), sql.Named("staff", s.db.Actor()))
	return rows, page.Total, err == nil, err
}

// findPage works the first page of a search out.
func (s *Directory) findPage(ctx context.Context, f data.ServiceFilter, words asked) (*foundPage, error) {
	page := &foundPage{}
	q := serviceQuery(f, words, s.db.Today())
	if err := s.db.QueryRowContext(ctx, q.count(), q.args...).Scan(&page.Total); err != nil {
		return nil, store.Problem(err)
	}
	var err error
	page.Seqs, err = store.Collect(ctx, s.db, func(seq *int64) []any { return []any{seq} },
		"SELECT v.seq"+q.from+q.where+q.order+" LIMIT @limit", append(slices.Clone(q.args), sql.Named("limit", store.DefaultLimit))...)
	return page, err
}

// countsQuestion names the counts beside the filters of a search without any.
func (c *serviceCounter) question(f data.ServiceFilter) string {
	bare := bareQuestion(f, c.words)
	if bare == "" {
		return ""
	}
	return "counts " + c.checkedFrom.String() + " " + bare
}

// kept returns the counts that are kept; who uses the program has favourites of
// their own, which are counted each time.
func (c *serviceCounter) kept(f data.ServiceFilter) (*data.ServiceCounts, error) {
	question := c.question(f)
	if question == "" {
		return nil, nil //nolint:nilnil // none is an answer
	}
	counts := &data.ServiceCounts{}
	if known, err := c.store.keptAnswer(c.ctx, question, counts); err != nil || !known {
		return nil, err
	}
	query := "SELECT count(*) FROM service_mark m JOIN service v ON v.id = m.service_id WHERE m.staff_id = @staff AND m.favourite AND v.merged_into IS NULL"
	if !f.Closed {
		query += " AND v.status <> 'defunct'"
	}
	if c.words.match != "" {
		query += " AND EXISTS (SELECT 1 FROM service_fts WHERE service_fts MATCH @match AND service_fts.rowid = v.seq)"
	}
	err := c.store.db.QueryRowContext(c.ctx, query, sql.Named("staff", c.store.db.Actor()), sql.Named("match", c.words.match)).Scan(&counts.Favourites)
	return counts, err
}

// task is an answer to work out and keep.
type task struct {
	question string
	answer   func(context.Context) (any, error)
}

// ManyServices begin to take long to go through.
const ManyServices = 2000

// PrepareDirectory works out the answers that take long and are not kept, the
// commonest questions first, and keeps them. It waits between them, so that half
// of a processor stays free. It ends early when ctx does. Only what goes through
// as many services as least is worth it; see ManyServices.
func (s *Directory) PrepareDirectory(ctx context.Context, least int, pause func(context.Context, time.Duration)) error {
	if err := s.RefreshDated(ctx); err != nil {
		return err
	}
	tasks, err := s.directoryTasks(ctx, least)
	for _, t := range tasks {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		began := time.Now()
		if err = s.keepAnswer(ctx, t); err == nil {
			pause(ctx, time.Since(began))
		}
	}
	return err
}

// keepAnswer works one answer out, unless it is kept already, and keeps it
// unless something was written meanwhile.
func (s *Directory) keepAnswer(ctx context.Context, k task) error {
	var there json.RawMessage
	if known, err := s.keptAnswer(ctx, k.question, &there); err != nil || known {
		return err
	}
	before := s.db.Writes()
	answer, err := k.answer(ctx)
	if err != nil {
		return err
	}
	text, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	return s.marks.Write(ctx, store.Change{}, func(t *store.Tx) error {
		if t.WritesBefore() != before {
			return nil
		}
		if day, counts := countsDay(k.question); counts { // no one asks for those of days before
			if err := t.Derive("DELETE FROM directory_answer WHERE question >= 'counts' AND question < ?", day); err != nil {
				return err
			}
		}
		return t.Derive("INSERT OR REPLACE INTO directory_answer (question, answer) VALUES (?, ?)", k.question, string(text))
	})
}

// countsDay returns the beginning of the questions for counts of the same day.
func countsDay(question string) (string, bool) {
	const day = "counts 2006-01-02"
	if !strings.HasPrefix(question, "counts ") || len(question) < len(day) {
		return "", false
	}
	return question[:len(day)], true
}

// directoryTasks lists what is worth to be kept: without words, and for one or
// two letters with which many words begin.
func (s *Directory) directoryTasks(ctx context.Context, least int) ([]task, error) {
	var services int
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM service").Scan(&services); err != nil || services < least {
		return nil, store.Problem(err)
	}
	days, err := s.CheckDays(ctx)
	if err != nil {
		return nil, err
	}
	letters, err := s.commonLetters(ctx, least)
	if err != nil {
		return nil, err
	}
	twins := task{"twins", func(ctx context.Context) (any, error) { return s.findTwins(ctx, store.DefaultLimit) }}
	var found, counted []task
	for _, words := range append([]string{""}, letters...) {
		f := data.ServiceFilter{Words: words}
		asked, err := s.askedFor(ctx, f)
		if err != nil {
			return nil, err
		}
		c := &serviceCounter{store: s, words: *asked, today: s.db.Today(), checkedFrom: s.db.Today().AddDays(-days)}
		found = append(found, task{"found " + bareQuestion(f, *asked), func(ctx context.Context) (any, error) { return s.findPage(ctx, f, *asked) }})
		counted = append(counted, task{c.question(f), func(ctx context.Context) (any, error) { return c.bareCounts(ctx, f) }})
	}
	return slices.Concat(found[:1], counted[:1], []task{twins}, found[1:], counted[1:]), nil
}

// bareCounts counts without what belongs to one person.
func (c *serviceCounter) bareCounts(ctx context.Context, f data.ServiceFilter) (*data.ServiceCounts, error) {
	c.ctx = ctx
	counts, err := c.count(f)
	if err == nil {
		counts.Favourites = 0
	}
	return counts, store.Problem(err)
}

// commonLetters are the one and two letters with which the words of many
// services begin, the commonest first.
func (s *Directory) commonLetters(ctx context.Context, least int) ([]string, error) {
	type word struct {
		term string
		docs int
	}
	docs := map[string]int{}
	if err := store.Each(ctx, s.db, func(w *word) []any { return []any{&w.term, &w.docs} }, func(w *word) error {
		runes := []rune(w.term)
		docs[string(runes[:1])] += w.docs
		if len(runes) > 1 {
			docs[string(runes[:2])] += w.docs
		}
		return nil
	}, "SELECT term, doc FROM service_vocab WHERE term <> ''"); err != nil {
		return nil, err
	}
	var letters []string
	for l, n := range docs {
		if words := fold.Words(l); n >= least && len(words) == 1 && words[0] == l {
			letters = append(letters, l)
		}
	}
	slices.SortFunc(letters, func(a, b string) int {
		return cmp.Or(len([]rune(a))-len([]rune(b)), docs[b]-docs[a], strings.Compare(a, b))
	})
	return letters, nil
}

// AnswersHold compares each answer that is kept with one worked out now. Counts
// of another day are asked by no one.
func (s *Directory) AnswersHold(ctx context.Context) (bool, error) {
	var some bool
	if err := s.db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM directory_answer)").Scan(&some); err != nil || !some {
		return true, store.Problem(err)
	}
	tasks, err := s.directoryTasks(ctx, 1)
	if err != nil {
		return false, err
	}
	for _, t := range tasks {
		var kept json.RawMessage
		known, err := s.keptAnswer(ctx, t.question, &kept)
		if err != nil {
			return false, err
		}
		if !known {
			continue
		}
		answer, err := t.answer(ctx)
		if err != nil {
			return false, err
		}
		if text, err := json.Marshal(answer); err != nil || string(text) != string(kept) {
			return false, err
		}
	}
	return true, nil
}

// ForgetAnswers lets every answer be worked out again.
func ForgetAnswers(t *store.Tx) error { return t.Derive("DELETE FROM directory_answer") }
