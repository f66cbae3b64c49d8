package lists

import (
	"context"
	"errors"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// Synonyms lists the words that people use with what they mean, by word: the
// starting list with the service's own changes.
func (s *Lists) Synonyms(ctx context.Context) ([]data.Synonym, error) {
	type change struct {
		folded string
		data.Synonym
		removed bool
	}
	changes, err := store.Collect(ctx, s.db, func(c *change) []any { return []any{&c.folded, &c.Word, &c.Means, &c.removed} },
		"SELECT word, shown, means, removed FROM synonym")
	if err != nil {
		return nil, err
	}
	list := map[string]data.Synonym{}
	for _, w := range data.StartingSynonyms() {
		list[fold.Text(w.Word)] = w
	}
	for _, c := range changes {
		if c.removed {
			delete(list, c.folded)
			continue
		}
		c.Own = true
		list[c.folded] = c.Synonym
	}
	sorted := make([]data.Synonym, 0, len(list))
	for _, w := range list {
		sorted = append(sorted, w)
	}
	slices.SortFunc(sorted, func(a, b data.Synonym) int { return strings.Compare(fold.Text(a.Word), fold.Text(b.Word)) })
	return sorted, nil
}

// SaveSynonym adds a word, or changes what it means.
func (s *Lists) SaveSynonym(ctx context.Context, w data.Synonym) error {
	err := w.Validate()
	if err == nil && fold.Text(w.Word) == "" {
		err = data.FieldErrors{{Field: "Word", Sentence: "Enter a word with letters."}}
	}
	if err != nil {
		return err
	}
	return s.changeSynonym(ctx, w, false)
}

// RemoveSynonym takes a word out of the list.
func (s *Lists) RemoveSynonym(ctx context.Context, word string) error {
	return s.changeSynonym(ctx, data.Synonym{Word: word}, true)
}

func (s *Lists) changeSynonym(ctx context.Context, w data.Synonym, removed bool) error {
	folded := fold.Text(w.Word)
	if folded == "" {
		return errors.New("a synonym without a word")
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedDirectory}, func(t *store.Tx) error {
		if err := t.Put("synonym", []any{folded}, store.Field{"shown", data.Tidy(w.Word)}, store.Field{"means", w.Means}, store.Field{"removed", removed}); err != nil {
			return err
		}
		return t.Audit("change", "synonym", data.ID(folded), "", "means")
	})
}
