package pdf

import (
	"bytes"
	"image"
	"image/draw"
	_ "image/jpeg" // a kind of picture that a report may hold
	"image/png"

	"codeberg.org/go-pdf/fpdf"
)

const tallest = 110.0 // millimetres of a picture

// picture sets a picture with its caption. One that is not there, or that
// cannot be read, is left out, which the caption says.
func (d *document) picture(id, text string) {
	p, ok := d.pictures[id]
	if text == "" {
		text = p.Caption
	}
	info := (*fpdf.ImageInfoType)(nil)
	if ok {
		info = d.register(id, p.Body)
	}
	if info == nil {
		d.paragraph(trimStop("Picture left out: "+text)+".", caption, d.text())
		d.Y += 3
		return
	}
	const perPixel = 72.0 / 96 // the format takes a pixel for a point, screens for less
	w, h := info.Width()*perPixel, info.Height()*perPixel
	shrink := min(1, d.text()/w, tallest/h)
	w, h = w*shrink, h*shrink
	d.together(h + 2 + d.height(text, caption, d.text()))
	d.PDF.ImageOptions(id, d.x, d.Y, w, h, false, fpdf.ImageOptions{}, 0, "")
	d.Y += h + 1.5
	d.paragraph(text, caption, d.text())
	d.Y += 4
}

// register puts a picture into the document; nil where it cannot be read.
func (d *document) register(id string, body []byte) *fpdf.ImageInfoType {
	if info := d.PDF.GetImageInfo(id); info != nil {
		return info
	}
	kind, body := readable(body)
	if kind == "" || d.PDF.Err() {
		return nil
	}
	info := d.PDF.RegisterImageOptionsReader(id, fpdf.ImageOptions{ImageType: kind}, bytes.NewReader(body))
	if d.PDF.Err() { // one of a kind that the format has no place for
		d.PDF.ClearError()
		return nil
	}
	return info
}

const mostPixels = 50e6

// readable decodes a picture once, because the writer of the format trusts
// what it is given. One with 16 bits a colour, which the format has no place
// for, comes back with 8. kind is "" where it cannot be read.
func readable(body []byte) (kind string, usable []byte) {
	c, kind, err := image.DecodeConfig(bytes.NewReader(body))
	if err != nil || c.Width*c.Height > mostPixels {
		return "", nil
	}
	m, _, err := image.Decode(bytes.NewReader(body))
	if err != nil {
		return "", nil
	}
	switch m.(type) {
	case *image.NRGBA64, *image.RGBA64, *image.Gray16:
		plain := image.NewNRGBA(m.Bounds())
		draw.Draw(plain, plain.Bounds(), m, m.Bounds().Min, draw.Src)
		var b bytes.Buffer
		if err := png.Encode(&b, plain); err != nil {
			return "", nil
		}
		return kind, b.Bytes()
	}
	return kind, body
}
