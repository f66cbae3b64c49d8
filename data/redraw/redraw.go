// Package redraw takes in photos and other pictures: it draws them anew, upright
// and no larger than wanted, so that nothing of the camera, its place or its
// owner goes with them.
package redraw

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"

	"waymark/data"
)

// What a picture may be: the file before it is opened, and the pixels before
// they are drawn.
const (
	maxBytes  = 20 << 20
	maxPixels = 50_000_000
)

// Options is how a picture is drawn.
type Options struct {
	Side    int  // the longest side afterwards, in pixels
	JPEG    bool // write a JPEG whatever it was; otherwise a PNG stays a PNG
	Quality int  // of a JPEG, 1 to 100
}

// Picture is what was drawn.
type Picture struct {
	Kind          string // "png" or "jpeg"
	Width, Height int
	Body          []byte
}

// Draw draws the picture of a file, PNG or JPEG, anew. What is wrong with a file
// is a data.Problem.
func Draw(file []byte, o Options) (*Picture, error) {
	tooLarge := data.NewProblem(data.CodeInvalid, "This picture is too large. Make it smaller first: up to 20 MB and 50 million pixels.")
	if len(file) > maxBytes {
		return nil, tooLarge
	}
	config, kind, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || kind != "png" && kind != "jpeg" {
		return nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "The picture must be a PNG or JPEG."}
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxPixels/config.Height {
		return nil, tooLarge
	}
	drawn, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "This picture is damaged and cannot be used. Choose another one."}
	}
	return encode(upright(smaller(drawn, o.Side), orientation(kind, file)), kind, o)
}

func encode(drawn image.Image, kind string, o Options) (*Picture, error) {
	p := &Picture{Kind: kind, Width: drawn.Bounds().Dx(), Height: drawn.Bounds().Dy()}
	var out bytes.Buffer
	var err error
	switch {
	case kind == "jpeg" || o.JPEG:
		p.Kind = "jpeg"
		if kind == "png" {
			drawn = onWhite(drawn)
		}
		err = jpeg.Encode(&out, drawn, &jpeg.Options{Quality: o.Quality})
	default:
		err = png.Encode(&out, drawn)
	}
	p.Body = out.Bytes()
	return p, err
}

// onWhite returns a picture that may be see-through a ground: a JPEG has none.
func onWhite(m image.Image) image.Image {
	to := image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()))
	draw.Draw(to, to.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(to, to.Bounds(), m, m.Bounds().Min, draw.Over)
	return to
}

func smaller(m image.Image, side int) image.Image {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	longest := max(w, h)
	if longest <= side {
		return m
	}
	to := image.NewRGBA(image.Rect(0, 0, max(1, w*side/longest), max(1, h*side/longest)))
	draw.CatmullRom.Scale(to, to.Bounds(), m, m.Bounds(), draw.Src, nil)
	return to
}
