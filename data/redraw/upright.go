package redraw

import (
	"bytes"
	"encoding/binary"
	"image"
)

// A camera that is held sideways stores the picture lying, and notes in its
// Exif segment how to turn it. As that is not kept, the picture is turned.

// orientationTag is the Exif entry that says which way up the camera was.
const orientationTag = 0x0112

// orientation is what a picture notes, 1 to 8; 1, as it lies, if it says nothing.
func orientation(kind string, file []byte) int {
	if kind == "png" {
		return orientationOfPNG(file)
	}
	for at := 2; at+4 <= len(file) && file[at] == 0xff && file[at+1] != 0xda; {
		if file[at+1] == 0xff { // markers may be padded
			at++
			continue
		}
		end := at + 2 + int(binary.BigEndian.Uint16(file[at+2:]))
		if end > len(file) || end < at+4 {
			return 1
		}
		if tiff, ok := bytes.CutPrefix(file[at+4:end], []byte("Exif\x00\x00")); ok && file[at+1] == 0xe1 {
			return orientationIn(tiff)
		}
		at = end
	}
	return 1
}

// orientationOfPNG looks for the chunk that has what a JPEG has in its segment.
func orientationOfPNG(file []byte) int {
	for at := 8; at+12 <= len(file); {
		size := int64(binary.BigEndian.Uint32(file[at:]))
		end := int64(at) + 12 + size
		if end > int64(len(file)) {
			return 1
		}
		if string(file[at+4:at+8]) == "eXIf" {
			return orientationIn(file[at+8 : end-4])
		}
		at = int(end)
	}
	return 1
}

// orientationIn looks through the first directory of the segment.
func orientationIn(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	first := int64(order.Uint32(tiff[4:]))
	if first+2 > int64(len(tiff)) {
		return 1
	}
	entries := tiff[first+2:]
	for range order.Uint16(tiff[first:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == orientationTag {
			if n := int(order.Uint16(entries[8:])); n >= 1 && n <= 8 {
				return n
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}

// upright turns and mirrors a picture as its orientation says.
func upright(m image.Image, orientation int) image.Image {
	if orientation <= 1 {
		return m
	}
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	from := func(x, y int) (int, int) { // where the pixel at x, y comes from
		switch orientation {
		case 2:
			return w - 1 - x, y
		case 3:
			return w - 1 - x, h - 1 - y
		case 4:
			return x, h - 1 - y
		case 5:
			return y, x
		case 6:
			return y, h - 1 - x
		case 7:
			return w - 1 - y, h - 1 - x
		default:
			return w - 1 - y, x
		}
	}
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	to := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			fx, fy := from(x, y)
			to.Set(x, y, m.At(m.Bounds().Min.X+fx, m.Bounds().Min.Y+fy))
		}
	}
	return to
}
