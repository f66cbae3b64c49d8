package figures

import (
	"context"

	"waymark/data"
	"waymark/data/store"
)

const learntColumns = `id, from_on, to_on, surgery_id, partner_id, body, ` + store.StampColumns

func scanLearnt(l *data.Learnt) []any {
	return append([]any{&l.ID, &l.From, &l.To, &l.SurgeryID, &l.PartnerID, &l.Body}, store.StampDest(&l.Stamp)...)
}

// Learnt returns what was learnt in exactly that period, by the whole service or by
// the surgery or the partner that a report is on; one without an ID and a body when
// nothing has been written. The reason of f does not matter.
func (s *Figures) Learnt(ctx context.Context, f data.FigureFilter) (*data.Learnt, error) {
	l, err := store.One(ctx, s.db, scanLearnt, "SELECT "+learntColumns+" FROM learnt WHERE from_on = ? AND to_on = ? AND surgery_id = ? AND partner_id = ?",
		f.From, f.To, string(f.SurgeryID), string(f.PartnerID))
	if data.CodeOf(err) == data.CodeNotFound {
		return &data.Learnt{From: f.From, To: f.To, SurgeryID: f.SurgeryID, PartnerID: f.PartnerID}, nil
	}
	return l, err
}

// LearntBefore returns what was last written for a period that ended earlier, to
// begin the next from; nil when there is none.
func (s *Figures) LearntBefore(ctx context.Context, f data.FigureFilter) (*data.Learnt, error) {
	l, err := store.One(ctx, s.db, scanLearnt, "SELECT "+learntColumns+" FROM learnt WHERE from_on < ? AND surgery_id = ? AND partner_id = ? AND body <> '' ORDER BY to_on DESC, updated_at DESC LIMIT 1",
		f.From, string(f.SurgeryID), string(f.PartnerID))
	if data.CodeOf(err) == data.CodeNotFound {
		return nil, nil //nolint:nilnil // none is an answer
	}
	return l, err
}

// SaveLearnt writes what was learnt in a period, in place of what Learnt gave
// for it. Someone else's later words are not overwritten (CodeConflict).
func (s *Figures) SaveLearnt(ctx context.Context, l *data.Learnt) error {
	l.Body = data.TidyNote(l.Body)
	switch {
	case l.From.IsZero() || l.To.IsZero() || l.To.Before(l.From):
		return data.NewProblem(data.CodeInvalid, "Choose the period that this is about.")
	case len([]rune(l.Body)) > data.MaxLearnt:
		return data.NewProblem(data.CodeInvalid, "This is longer than can be kept. Shorten it a little.")
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedReports}, func(t *store.Tx) error {
		var others int
		if err := t.Value(&others, "SELECT count(*) FROM learnt WHERE from_on = ? AND to_on = ? AND surgery_id = ? AND partner_id = ? AND id <> ?",
			l.From, l.To, string(l.SurgeryID), string(l.PartnerID), l.ID); err != nil {
			return err
		}
		if others > 0 {
			return data.NewProblem(data.CodeConflict, "Someone else has edited the text for this period. Your text is still here. Open the period again to see theirs.")
		}
		return t.Save("learnt", &l.ID, &l.Stamp, "", []store.Field{{"from_on", l.From}, {"to_on", l.To}, {"surgery_id", string(l.SurgeryID)},
			{"partner_id", string(l.PartnerID)}, {"body", l.Body}})
	})
}
