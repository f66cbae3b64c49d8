package lists

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/fold"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// SearchWords is the list of words that people use for what the directory calls
// otherwise.
func SearchWords(h *host.Host, p page) *frame.Part {
	db := h.Office
	return newList(h, p, kind{
		title: "Search words", one: "word", many: "words",
		about: "Add everyday words so searches find the right services. For example, “debt” can also find “money " +
			"advice”.",
		empty:  "Add the first word that people use for what the directory calls otherwise.",
		retire: "Remove", restore: "Restore", gone: "removed",
		field: "Word or phrase", retold: "Searches use the new meaning straight away.", removed: "is removed. Searches for it find only that word.",
		read: func(ctx context.Context) ([]item, error) {
			records, err := db.Lists.Synonyms(ctx)
			return items(records, func(w *data.Synonym) item {
				return item{id: data.ID(w.Word), name: w.Word, extra: w.Means, note: fmt.Sprintf("also finds %s", w.Means)}
			}), err
		},
		save: func(ctx context.Context, it item) error {
			if it.retired {
				return db.Lists.RemoveSynonym(ctx, it.name)
			}
			if err := db.Lists.SaveSynonym(ctx, data.Synonym{Word: it.name, Means: it.extra}); err != nil {
				return nameErrors(err)
			}
			before, _ := it.record.(data.Synonym)
			if before.Word != "" && fold.Text(before.Word) != fold.Text(it.name) {
				return db.Lists.RemoveSynonym(ctx, before.Word)
			}
			return nil
		},
		second: func() second {
			f := kit.NewTextField("Also searches for")
			f.SetRequired(true)
			f.SetHint("Separate with commas. For example, benefits, money advice.")
			return second{object: f, name: "Means", get: f.Text, set: f.SetText, fail: f.SetError}
		},
	})
}

// nameErrors moves the sentence about the word to the first field of the dialog.
func nameErrors(err error) error {
	errs := data.FieldErrorsOf(err)
	if errs == nil {
		return err
	}
	moved := make(data.FieldErrors, 0, len(errs))
	for _, e := range errs {
		if e.Field == "Word" {
			e.Field = "Name"
		}
		moved = append(moved, e)
	}
	return moved
}
