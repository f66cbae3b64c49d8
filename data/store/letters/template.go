package letters

import (
	"context"
	"database/sql"
	"errors"

	"waymark/data"
	"waymark/data/letter"
	"waymark/data/store"
)

const templateColumns = "kind, heading, body, text, " + store.StampColumns

func scanTemplate(t *letter.Template) []any {
	return append([]any{&t.Kind, &t.Heading, &t.Body, &t.Text}, store.StampDest(&t.Stamp)...)
}

// Templates lists a template for each kind of letter: the service's own wording
// or the one that came with the program.
func (s *Letters) Templates(ctx context.Context) ([]letter.Template, error) {
	own, err := store.Collect(ctx, s.db, scanTemplate, "SELECT "+templateColumns+" FROM letter_template")
	if err != nil {
		return nil, err
	}
	list := make([]letter.Template, 0, len(letter.Kinds()))
	for _, k := range letter.Kinds() {
		t := letter.Default(k.Value)
		for _, o := range own {
			if o.Kind == k.Value {
				t, t.Own = o, true
			}
		}
		list = append(list, t)
	}
	return list, nil
}

// Template returns the template of a kind: the service's own wording or the one
// that came with the program.
func (s *Letters) Template(ctx context.Context, k letter.Kind) (*letter.Template, error) {
	t, err := store.One(ctx, s.db, scanTemplate, "SELECT "+templateColumns+" FROM letter_template WHERE kind = ?", k)
	if data.CodeOf(err) == data.CodeNotFound && k.Known() {
		usual := letter.Default(k)
		return &usual, nil
	}
	if err == nil {
		t.Own = true
	}
	return t, err
}

// SaveTemplate stores the service's own wording of a kind. It returns
// data.FieldErrors if a field is unknown or something is missing, and
// data.CodeConflict if someone else changed the wording since t was read.
func (s *Letters) SaveTemplate(ctx context.Context, t *letter.Template) error {
	if err := t.Validate(); err != nil {
		return err
	}
	return s.wording.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(tx *store.Tx) error {
		if err := unchanged(tx, t); err != nil {
			return err
		}
		if err := tx.Put("letter_template", []any{t.Kind}, store.Field{"heading", t.Heading}, store.Field{"body", t.Body}, store.Field{"text", t.Text}); err != nil {
			return err
		}
		store.AsItWas(tx, &t.Own)
		t.Own = true
		return tx.Audit("change", "letter_template", data.ID(t.Kind), "", "heading body text")
	})
}

func unchanged(tx *store.Tx, t *letter.Template) error {
	var updated string
	err := tx.Value(&updated, "SELECT updated_at FROM letter_template WHERE kind = ?", t.Kind)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err == nil && (t.UpdatedAt.IsZero() || store.Instant(t.UpdatedAt) != updated) {
		err = data.NewProblem(data.CodeConflict, "Someone else changed this wording while you had it open. What you typed is still here. Open the letter again to see what changed.")
	}
	return err
}

// ResetTemplate goes back to the wording that came with the program.
func (s *Letters) ResetTemplate(ctx context.Context, k letter.Kind) error {
	return s.wording.Write(ctx, store.Change{Kind: store.ChangedSettings}, func(tx *store.Tx) error {
		err := tx.Remove("letter_template", k)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		return tx.Audit("remove", "letter_template", data.ID(k), "", "")
	})
}
