package word

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // a kind of picture that a document may hold
	_ "image/png"  // the other
	"slices"
)

// medium is the file of a picture.
type medium struct {
	name string
	hash [sha256.Size]byte
	body []byte
}

// Sizes in English metric units, of which an inch has 914,400.
const (
	perPixel = 914400 / 96
	widest   = measure * 635
	tallest  = 18 * 360000 // 18 cm
)

// Picture adds a PNG or JPEG picture, at most as wide as the text and never
// larger than it is on a screen. alt says in words what is to be seen. A
// picture that cannot be read is an error, and nothing is added.
func (d *Document) Picture(body []byte, alt string) error {
	about, kind, err := image.DecodeConfig(bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("reading a picture: %w", err)
	}
	if kind != "png" && kind != "jpeg" || about.Width <= 0 || about.Height <= 0 {
		return errors.New("not a PNG or JPEG picture")
	}
	d.last = 0
	d.drawn++
	shrink := min(1, float64(widest)/float64(about.Width*perPixel), float64(tallest)/float64(about.Height*perPixel))
	w, h := int(shrink*float64(about.Width*perPixel)), int(shrink*float64(about.Height*perPixel))
	d.body.WriteString(element("w:p", element("w:pPr", "<w:keepNext/>")+element("w:r", drawing(d.drawn, d.medium(body, kind), w, h, alt))))
	return nil
}

// medium is the number, from 1, of the file that holds a picture: one file
// for all that are the same.
func (d *Document) medium(body []byte, kind string) int {
	hash := sha256.Sum256(body)
	at := slices.IndexFunc(d.media, func(m medium) bool { return m.hash == hash })
	if at < 0 {
		at = len(d.media)
		d.media = append(d.media, medium{fmt.Sprintf("image%d.%s", at+1, kind), hash, body})
	}
	return at + 1
}

func drawing(id, file, w, h int, alt string) string {
	width, height, name := decimal(max(w, 1)), decimal(max(h, 1)), "Picture "+decimal(id)
	return `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">` +
		element("wp:extent", "", "cx", width, "cy", height) +
		element("wp:docPr", "", "id", decimal(id), "name", name, "descr", alt) +
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>` +
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>` +
		element("pic:cNvPr", "", "id", decimal(id), "name", name, "descr", alt) +
		`<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>` + element("a:blip", "", "r:embed", pictureID(file)) +
		`<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>` +
		element("a:ext", "", "cx", width, "cy", height) +
		`</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`
}

// pictureID is how the document calls a file of a picture.
func pictureID(file int) string { return "picture" + decimal(file) }
