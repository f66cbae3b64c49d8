package redraw

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"waymark/data"
)

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

// exif is what a phone notes: how it was held, and where, in a directory of its
// own with latitude and longitude. order is "II" or "MM".
func exif(order string, orientation uint16) []byte {
	var put binary.AppendByteOrder = binary.BigEndian
	if order == "II" {
		put = binary.LittleEndian
	}
	entry := func(b []byte, tag, kind uint16, count, value uint32) []byte {
		return put.AppendUint32(put.AppendUint32(put.AppendUint16(put.AppendUint16(b, tag), kind), count), value)
	}
	b := put.AppendUint32(put.AppendUint16([]byte(order), 42), 8)
	b = put.AppendUint16(b, 3)
	b = entry(b, 0x010f, 2, 9, 80) // the maker
	if order == "II" {
		b = entry(b, 0x0112, 3, 1, uint32(orientation))
	} else {
		b = entry(b, 0x0112, 3, 1, uint32(orientation)<<16)
	}
	b = entry(b, 0x8825, 4, 1, 96) // where the directory of the place is
	b = put.AppendUint32(b, 0)
	b = append(b, make([]byte, 80-len(b))...)
	b = append(b, "PhoneCo 9\x00"...)
	b = append(b, make([]byte, 96-len(b))...)
	b = put.AppendUint16(b, 2)
	b = entry(b, 2, 5, 3, 126) // latitude
	b = entry(b, 4, 5, 3, 150) // longitude
	b = put.AppendUint32(b, 0)
	for _, n := range []uint32{51, 1, 22, 1, 5234, 100, 1, 1, 23, 1, 1101, 100} {
		b = put.AppendUint32(b, n)
	}
	return b
}

func jpegWith(t *testing.T, m image.Image, note []byte, padding int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	segment := append([]byte("Exif\x00\x00"), note...)
	out := append([]byte{0xff, 0xd8}, bytes.Repeat([]byte{0xff}, padding)...)
	out = append(out, 0xff, 0xe1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(segment)+2))
	return append(append(out, segment...), b.Bytes()[2:]...)
}

func pngWith(t *testing.T, m image.Image, note []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	chunk := append([]byte("eXIf"), note...)
	out := append([]byte{}, b.Bytes()[:33]...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(note)))
	out = append(out, chunk...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
	return append(out, b.Bytes()[33:]...)
}

func TestDraw_turnsUprightAndLeavesThePlaceBehind(t *testing.T) {
	for orientation, c := range map[uint16]struct {
		tall     bool
		redFirst bool
	}{
		1: {false, true}, 2: {false, false}, 3: {false, false}, 4: {false, true},
		5: {true, true}, 6: {true, true}, 7: {true, false}, 8: {true, false}, 0: {false, true}, 9: {false, true},
	} {
		for name, file := range map[string][]byte{
			"big-endian":    jpegWith(t, halves(64, 32), exif("MM", orientation), 0),
			"little-endian": jpegWith(t, halves(64, 32), exif("II", orientation), 0),
			"padded":        jpegWith(t, halves(64, 32), exif("II", orientation), 3),
			"png":           pngWith(t, halves(64, 32), exif("MM", orientation)),
		} {
			p, err := Draw(file, Options{Side: 100, JPEG: true, Quality: 90})
			if err != nil {
				t.Fatalf("%s %d: %v", name, orientation, err)
			}
			for _, leak := range []string{"Exif", "eXIf", "PhoneCo", string(exif("MM", 1)[126:150]), string(exif("II", 1)[126:150])} {
				if bytes.Contains(p.Body, []byte(leak)) {
					t.Errorf("%s %d: %q went along", name, orientation, leak)
				}
			}
			m, err := jpeg.Decode(bytes.NewReader(p.Body))
			if err != nil || p.Kind != "jpeg" {
				t.Fatalf("%s %d: %s, %v", name, orientation, p.Kind, err)
			}
			b := m.Bounds()
			first, _, _, _ := m.At(b.Dx()/8, b.Dy()/8).RGBA()
			if tall := b.Dy() > b.Dx(); tall != c.tall || p.Width != b.Dx() || first > 0x8000 != c.redFirst {
				t.Errorf("%s %d: %v, red first: %v", name, orientation, b, first > 0x8000)
			}
		}
	}
}

func TestDraw_boundsTheSizeAndRefusesTheRest(t *testing.T) {
	p, err := Draw(jpegWith(t, halves(3000, 1000), exif("MM", 6), 0), Options{Side: 1600, JPEG: true, Quality: 80})
	if err != nil || p.Width != 533 || p.Height != 1600 {
		t.Errorf("%+v, %v", p, err)
	}
	good := jpegWith(t, halves(40, 20), exif("MM", 1), 0)
	for name, file := range map[string][]byte{"torn": good[:len(good)-20], "words": []byte("dear diary"), "none": nil, "large": append(good, make([]byte, maxBytes)...)} {
		if _, err := Draw(file, Options{Side: 100}); data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDraw_seeThroughBecomesWhite(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 20, 20))); err != nil {
		t.Fatal(err)
	}
	p, err := Draw(b.Bytes(), Options{Side: 100, JPEG: true, Quality: 90})
	if err != nil {
		t.Fatal(err)
	}
	m, err := jpeg.Decode(bytes.NewReader(p.Body))
	if r, _, _, _ := m.At(10, 10).RGBA(); err != nil || r < 0xf000 {
		t.Errorf("%x, %v", r, err)
	}
}

// Whatever the bytes, Draw returns, and what it returns is a picture.
func FuzzDraw(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00\x08\x00\x00\x00"))
	f.Add([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x00eXIf"))
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, kind := range []string{"jpeg", "png"} {
			if n := orientation(kind, file); n < 1 || n > 8 {
				t.Errorf("the orientation %d", n)
			}
		}
		if p, err := Draw(file, Options{Side: 50, JPEG: true, Quality: 50}); err == nil && (p.Width > 50 || p.Height > 50) {
			t.Errorf("%d by %d", p.Width, p.Height)
		}
	})
}
