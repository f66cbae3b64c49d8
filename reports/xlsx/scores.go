package xlsx

import (
	"context"

	"github.com/xuri/excelize/v2"

	"waymark/reports"
)

// scores writes a sheet of the scores of the pairs, for a reader who is to work
// with them.
func (b *book) scores(o *reports.Outcome) {
	if len(o.Scores) == 0 {
		return
	}
	p := b.begin("Paired scores "+o.ShortName, 18, 18, 18, 18, 18)
	p.note("One row per person, in random order, with no other details: " + o.Name + ". Row numbers do not identify a person and do not match between sheets.")
	p.open("No.", "First", "Follow-up", "Change")
	p.scores = o.Scores
	p.tables[len(p.tables)-1].last = p.next() - 1 + len(o.Scores)
}

// writeScores writes the rows of numbers at the end of a sheet.
func (p *page) writeScores(ctx context.Context, w *excelize.StreamWriter) error {
	for i, s := range p.scores {
		if i%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := w.SetRow(at(1, p.next()+i), []any{
			number(i+1, p.style.count), number(rounded(s.Before), p.style.mean), number(rounded(s.After), p.style.mean),
			number(rounded(s.After-s.Before), p.style.change),
		}); err != nil {
			return err
		}
	}
	return nil
}
