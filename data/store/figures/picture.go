package figures

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"
	"unicode/utf8"

	"golang.org/x/image/draw"

	"waymark/data"
	"waymark/data/store"
)

// What a picture may be: the file before it is opened, the pixels before they
// are drawn, and the longest side afterwards.
const (
	maxPictureBytes  = 20 << 20
	maxPicturePixels = 50_000_000
	maxPictureSide   = 2000
)

// AddPicture takes in a picture, PNG or JPEG, for what was learnt. It is drawn
// anew, so that nothing of the camera, its place or its owner goes with it.
func (s *Figures) AddPicture(ctx context.Context, caption string, file []byte) (*data.Picture, error) {
	p := &data.Picture{Caption: data.Tidy(caption)}
	if p.Caption == "" {
		return nil, data.NewProblem(data.CodeInvalid, "Please say in a few words what the picture shows; it is printed below it and read aloud to those who cannot see it.")
	}
	if utf8.RuneCountInString(p.Caption) > data.MaxLine {
		return nil, data.NewProblem(data.CodeInvalid, "The words for this picture are too long. Please shorten them.")
	}
	if err := redraw(p, file); err != nil {
		return nil, err
	}
	err := s.db.Write(ctx, store.Change{Kind: store.ChangedReports}, func(t *store.Tx) error {
		return t.Insert("picture", &p.ID, &p.Stamp, "", []store.Field{
			{"caption", p.Caption}, {"kind", p.Kind}, {"width", p.Width}, {"height", p.Height}, {"body", p.Body},
		})
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// redraw fills in the picture from a file, made smaller where it is large.
func redraw(p *data.Picture, file []byte) error {
	tooLarge := data.NewProblem(data.CodeInvalid, "This picture is too large. Please make it smaller first: up to 20 MB and 50 million pixels.")
	if len(file) > maxPictureBytes {
		return tooLarge
	}
	config, kind, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || kind != "png" && kind != "jpeg" {
		return &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "This file is no picture that can be used. Please choose a PNG or JPEG."}
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxPicturePixels/config.Height {
		return tooLarge
	}
	drawn, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "This picture is damaged and cannot be used. Please choose another one."}
	}
	drawn = smaller(drawn)
	if kind == "jpeg" {
		drawn = upright(drawn, orientation(file))
	}
	p.Kind, p.Width, p.Height = kind, drawn.Bounds().Dx(), drawn.Bounds().Dy()
	var out bytes.Buffer
	if kind == "png" {
		err = png.Encode(&out, drawn)
	} else {
		err = jpeg.Encode(&out, drawn, &jpeg.Options{Quality: 85})
	}
	p.Body = out.Bytes()
	return err
}

func smaller(m image.Image) image.Image {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	longest := max(w, h)
	if longest <= maxPictureSide {
		return m
	}
	to := image.NewRGBA(image.Rect(0, 0, max(1, w*maxPictureSide/longest), max(1, h*maxPictureSide/longest)))
	draw.CatmullRom.Scale(to, to.Bounds(), m, m.Bounds(), draw.Src, nil)
	return to
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
