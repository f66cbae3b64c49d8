package store_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"waymark/data"
)

const whereItWasTaken = "51.3811N 1.3860E, of Zoë's phone"

// halves is a picture whose left half is red and whose right half is blue.
func halves(width, height int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{R: 255, A: 255}
			if x >= width/2 {
				c = color.RGBA{B: 255, A: 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func asJPEG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, m, nil))
	return b.Bytes()
}

// withExif puts a segment as cameras write it behind the start of a JPEG: which
// way up the camera was held, and a note of where.
func withExif(jpg []byte, orientation uint16) []byte {
	tiff := []byte("MM\x00*\x00\x00\x00\x08\x00\x01") // big-endian, one entry at 8
	tiff = binary.BigEndian.AppendUint16(tiff, 0x0112)
	tiff = append(tiff, 0, 3, 0, 0, 0, 1)
	tiff = binary.BigEndian.AppendUint16(tiff, orientation)
	tiff = append(tiff, 0, 0, 0, 0, 0, 0)
	segment := append([]byte("Exif\x00\x00"), append(tiff, whereItWasTaken...)...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(segment)+2))...)
	return append(append(out, segment...), jpg[2:]...)
}

// withText puts a note behind the header of a PNG.
func withText(file []byte) []byte {
	chunk := append([]byte("tEXt"), "Comment\x00"+whereItWasTaken...)
	out := append([]byte{}, file[:33]...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(chunk)-4))
	out = append(out, chunk...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
	return append(out, file[33:]...)
}

// Nothing of a camera or place is stored, whichever kind of file it came in.
func TestPicturesCarryNothingAlong(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-06-30"))
	var plain bytes.Buffer
	must(t, png.Encode(&plain, halves(40, 20)))
	for kind, file := range map[string][]byte{"jpeg": withExif(asJPEG(t, halves(40, 20)), 1), "png": withText(plain.Bytes())} {
		if !bytes.Contains(file, []byte(whereItWasTaken)) {
			t.Fatalf("%s: the test's own file says nothing", kind)
		}
		added, err := s.Figures.AddPicture(ctx, " The  allotment ", file)
		must(t, err)
		p, err := s.Figures.Picture(ctx, added.ID)
		must(t, err)
		if bytes.Contains(p.Body, []byte(whereItWasTaken)) || bytes.Contains(p.Body, []byte("Exif")) {
			t.Errorf("%s: the note went along", kind)
		}
		config, as, err := image.DecodeConfig(bytes.NewReader(p.Body))
		if err != nil || as != kind || p.Kind != kind || config.Width != 40 || p.Width != 40 || p.Height != 20 || p.Caption != "The allotment" {
			t.Errorf("%s is stored as %s %dx%d %q: %v", kind, as, config.Width, config.Height, p.Caption, err)
		}
	}
}

// The way up that the camera noted is drawn, as the note itself is not kept.
func TestPicturesStandUpright(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-06-30"))
	for orientation, want := range map[uint16]struct {
		width int
		red   image.Point // where red is to be
		blue  image.Point
	}{
		1: {64, image.Pt(8, 16), image.Pt(56, 16)}, 2: {64, image.Pt(56, 16), image.Pt(8, 16)}, 3: {64, image.Pt(56, 16), image.Pt(8, 16)},
		4: {64, image.Pt(8, 16), image.Pt(56, 16)}, 5: {32, image.Pt(16, 8), image.Pt(16, 56)}, 6: {32, image.Pt(16, 8), image.Pt(16, 56)},
		7: {32, image.Pt(16, 56), image.Pt(16, 8)}, 8: {32, image.Pt(16, 56), image.Pt(16, 8)}, 99: {64, image.Pt(8, 16), image.Pt(56, 16)},
	} {
		p, err := s.Figures.AddPicture(ctx, "x", withExif(asJPEG(t, halves(64, 32)), orientation))
		must(t, err)
		m, err := jpeg.Decode(bytes.NewReader(p.Body))
		must(t, err)
		r, _, _, _ := m.At(want.red.X, want.red.Y).RGBA()
		_, _, b, _ := m.At(want.blue.X, want.blue.Y).RGBA()
		if m.Bounds().Dx() != want.width || p.Width != want.width || r < 0xc000 || b < 0xc000 {
			t.Errorf("orientation %d: %v wide, red %x, blue %x", orientation, m.Bounds().Dx(), r, b)
		}
	}
}

// A large one is made smaller, and keeps its shape.
func TestPicturesAreMadeSmaller(t *testing.T) {
	s := open(t, on("2026-06-30"))
	p, err := s.Figures.AddPicture(context.Background(), "x", asJPEG(t, halves(3000, 1500)))
	must(t, err)
	if p.Width != 2000 || p.Height != 1000 {
		t.Errorf("%d by %d", p.Width, p.Height)
	}
}

// What cannot be used is refused with a sentence, before it is drawn.
func TestPicturesAreRefused(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-06-30"))
	good := asJPEG(t, halves(40, 20))
	var other, huge bytes.Buffer
	must(t, gif.Encode(&other, halves(4, 4), nil))
	must(t, png.Encode(&huge, halves(1, 1)))
	claimed := huge.Bytes() // a header that claims 100,000 by 100,000
	binary.BigEndian.PutUint32(claimed[16:], 100_000)
	binary.BigEndian.PutUint32(claimed[20:], 100_000)
	binary.BigEndian.PutUint32(claimed[29:], crc32.ChecksumIEEE(claimed[12:29]))
	for name, c := range map[string]struct {
		caption string
		file    []byte
		says    string
	}{
		"a GIF":        {"x", other.Bytes(), "PNG or JPEG"},
		"words":        {"x", []byte("dear funder"), "PNG or JPEG"},
		"nothing":      {"x", nil, "PNG or JPEG"},
		"torn":         {"x", good[:len(good)-10], "damaged"},
		"a bomb":       {"x", claimed, "too large"},
		"a large file": {"x", append(append([]byte{}, good...), make([]byte, 20<<20)...), "too large"},
		"no caption":   {" ", good, "Describe the picture"},
		"long caption": {strings.Repeat("x", data.MaxLine+1), good, "too long"},
	} {
		_, err := s.Figures.AddPicture(ctx, c.caption, c.file)
		if data.CodeOf(err) != data.CodeInvalid || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	p, err := s.Figures.AddPicture(ctx, "x", good)
	must(t, err)
	all, err := s.Figures.Pictures(ctx, []data.ID{p.ID, "no one's"})
	if err != nil || len(all) != 1 || len(all[string(p.ID)].Body) == 0 {
		t.Errorf("several: %d, %v", len(all), err)
	}
}
