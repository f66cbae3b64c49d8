package figures

import (
	"context"
	"unicode/utf8"

	"waymark/data"
	"waymark/data/redraw"
	"waymark/data/store"
)

// A picture of a report is at most this wide and high, in pixels.
const maxPictureSide = 2000

// AddPicture takes in a picture, PNG or JPEG, for what was learnt. It is drawn
// anew, so that nothing of the camera, its place or its owner goes with it.
func (s *Figures) AddPicture(ctx context.Context, caption string, file []byte) (*data.Picture, error) {
	p := &data.Picture{Caption: data.Tidy(caption)}
	if p.Caption == "" {
		return nil, data.NewProblem(data.CodeInvalid, "Describe the picture. The description is printed below it and used by screen readers.")
	}
	if utf8.RuneCountInString(p.Caption) > data.MaxLine {
		return nil, data.NewProblem(data.CodeInvalid, "The words for this picture are too long. Shorten them.")
	}
	drawn, err := redraw.Draw(file, redraw.Options{Side: maxPictureSide, Quality: 85})
	if err != nil {
		return nil, err
	}
	p.Kind, p.Width, p.Height, p.Body = drawn.Kind, drawn.Width, drawn.Height, drawn.Body
	err = s.db.Write(ctx, store.Change{Kind: store.ChangedReports}, func(t *store.Tx) error {
		return t.Insert("picture", &p.ID, &p.Stamp, "", []store.Field{
			{"caption", p.Caption}, {"kind", p.Kind}, {"width", p.Width}, {"height", p.Height}, {"body", p.Body},
		})
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// Picture reads one picture; CodeNotFound when there is none.
func (s *Figures) Picture(ctx context.Context, id data.ID) (*data.Picture, error) {
	return store.One(ctx, s.db, func(p *data.Picture) []any {
		return append([]any{&p.ID, &p.Caption, &p.Kind, &p.Width, &p.Height, &p.Body}, store.StampDest(&p.Stamp)...)
	}, "SELECT id, caption, kind, width, height, body, "+store.StampColumns+" FROM picture WHERE id = ?", id)
}

// Pictures reads several, by ID; those that there are not are left out.
func (s *Figures) Pictures(ctx context.Context, ids []data.ID) (map[string]data.Picture, error) {
	all := map[string]data.Picture{}
	for _, id := range ids {
		p, err := s.Picture(ctx, id)
		switch {
		case data.CodeOf(err) == data.CodeNotFound:
		case err != nil:
			return nil, err
		default:
			all[string(id)] = *p
		}
	}
	return all, nil
}
