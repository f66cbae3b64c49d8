package visits

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/redraw"
	"waymark/data/store"
)

// Photos of a visit are at most this wide and high, in pixels.
const maxPhotoSide = 1600

// SavePhotoConsent keeps whether the client agrees to photos on this visit. If
// not, photos that were taken on it are removed for good.
func (s *Visits) SavePhotoConsent(ctx context.Context, id data.ID, answer data.YesNo) error {
	return s.change(ctx, id, func(t *store.Tx, v *data.Visit) error {
		if err := t.Update("visit", id, &data.Stamp{}, v.ClientID, []store.Field{{"photos", answer}}); err != nil || answer == data.Yes {
			return err
		}
		photos, err := store.Collect(t.Ctx, t, func(id *data.ID) []any { return []any{id} },
			"SELECT id FROM visit_photo WHERE visit_id = ? AND removed_at IS NULL", id)
		for _, photo := range photos {
			if err == nil {
				err = empty(t, photo, v.ClientID)
			}
		}
		return err
	})
}

// empty removes a photo: the row says that there was one, and holds no picture.
func empty(t *store.Tx, photo, client data.ID) error {
	return t.Update("visit_photo", photo, &data.Stamp{}, client, []store.Field{
		{"body", []byte{}}, {"caption", ""}, {"removed_at", store.Instant(t.Now)},
	})
}

// AddPhoto keeps a photo, PNG or JPEG, inside the record: upright, smaller,
// without place or camera. It is refused unless the client has agreed.
func (s *Visits) AddPhoto(ctx context.Context, visit data.ID, caption string, file []byte) (*data.VisitPhoto, error) {
	drawn, err := redraw.Draw(file, redraw.Options{Side: maxPhotoSide, JPEG: true, Quality: 80})
	if err != nil {
		return nil, err
	}
	p := &data.VisitPhoto{VisitID: visit, Caption: data.Tidy(caption), Width: drawn.Width, Height: drawn.Height, Body: drawn.Body}
	if len([]rune(p.Caption)) > data.MaxLine {
		return nil, data.NewProblem(data.CodeInvalid, "The words for this photo are too long. Shorten them.")
	}
	err = s.change(ctx, visit, func(t *store.Tx, v *data.Visit) error {
		if v.Photos != data.Yes {
			return data.NewProblem(data.CodeRefused, "The client has not agreed to photos on this visit. Ask first, then add the photo.")
		}
		var n int
		if err := t.Value(&n, "SELECT count(*) FROM visit_photo WHERE visit_id = ? AND removed_at IS NULL", visit); err != nil {
			return err
		}
		if n >= data.MaxVisitPhotos {
			return data.NewProblem(data.CodeRefused, fmt.Sprintf("This visit has %d photos, which is the most it can hold. Remove one first.", n))
		}
		p.ClientID = v.ClientID
		return t.Insert("visit_photo", &p.ID, &p.Stamp, v.ClientID, []store.Field{
			{"visit_id", visit}, {"client_id", v.ClientID}, {"caption", p.Caption}, {"width", p.Width}, {"height", p.Height}, {"body", p.Body},
		})
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// Photo reads one photo with its picture; CodeNotFound if there is none.
func (s *Visits) Photo(ctx context.Context, id data.ID) (*data.VisitPhoto, error) {
	return store.One(ctx, s.db, func(p *data.VisitPhoto) []any {
		return append([]any{&p.ID, &p.VisitID, &p.ClientID, &p.Caption, &p.Width, &p.Height, &p.Body}, store.StampDest(&p.Stamp)...)
	}, "SELECT id, visit_id, client_id, caption, width, height, body, "+store.StampColumns+" FROM visit_photo WHERE id = ? AND removed_at IS NULL", id)
}

// RemovePhoto removes a photo for good.
func (s *Visits) RemovePhoto(ctx context.Context, id data.ID) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedVisit, &client, func(t *store.Tx) error {
		if err := t.Value(&client, "SELECT client_id FROM visit_photo WHERE id = ? AND removed_at IS NULL", id); err != nil {
			return err
		}
		return empty(t, id, client)
	})
}
