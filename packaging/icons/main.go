// Command icons writes the program's icon in the sizes and formats that the
// systems want: PNGs, a Windows .ico and a macOS .icns. The same icon always
// gives the same bytes.
//
// Usage: icons ICON.png FOLDER
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"

	"golang.org/x/image/draw"
)

// Windows shows the small sizes in title bars at 100% to 250%, the others in
// Explorer. A resource holds 256 pixels at most.
var windowsSizes = []int{256, 128, 64, 48, 40, 32, 24, 20, 16}

// macTypes are the entries of an .icns that hold PNGs, with their sizes.
var macTypes = []struct {
	name string
	size int
}{{"icp4", 16}, {"icp5", 32}, {"ic07", 128}, {"ic08", 256}, {"ic09", 512}, {"ic11", 32}, {"ic12", 64}, {"ic13", 256}, {"ic14", 512}}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: icons ICON.png FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "icons:", err)
		os.Exit(1)
	}
}

func write(icon, folder string) error {
	raw, err := os.ReadFile(icon)
	if err != nil {
		return err
	}
	source, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		return fmt.Errorf("%s: %w", icon, err)
	}
	pngs := map[int][]byte{}
	for _, size := range []int{16, 20, 24, 32, 40, 48, 64, 128, 256, 512} {
		if pngs[size], err = scaled(source, size); err != nil {
			return err
		}
		if err := save(folder, fmt.Sprintf("icon-%d.png", size), pngs[size]); err != nil {
			return err
		}
	}
	if err := save(folder, "icon.ico", ico(pngs)); err != nil {
		return err
	}
	return save(folder, "icon.icns", icns(pngs))
}

func save(folder, name string, content []byte) error {
	return os.WriteFile(filepath.Join(folder, name), content, 0o644) // #nosec G306 -- an icon that goes into packages
}

func scaled(source image.Image, size int) ([]byte, error) {
	small := image.NewNRGBA(image.Rect(0, 0, size, size))
	draw.CatmullRom.Scale(small, small.Bounds(), source, source.Bounds(), draw.Src, nil)
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small)
	return out.Bytes(), err
}

// ico returns a Windows icon file: a header of 6 bytes, 16 bytes about each
// picture, then the pictures, as PNGs.
func ico(pngs map[int][]byte) []byte {
	var head, body bytes.Buffer
	put := func(v any) { _ = binary.Write(&head, binary.LittleEndian, v) } // a Buffer does not fail
	put([]uint16{0, 1, uint16(len(windowsSizes))})
	offset := 6 + 16*len(windowsSizes)
	for _, size := range windowsSizes {
		picture := pngs[size]
		put([]byte{byte(size), byte(size), 0, 0}) // 256 is written as 0
		put([]uint16{1, 32})
		put([]uint32{uint32(len(picture)), uint32(offset + body.Len())})
		body.Write(picture)
	}
	return append(head.Bytes(), body.Bytes()...)
}

// icns returns a macOS icon file: "icns" and its length, then each picture with
// its type and length, all big-endian.
func icns(pngs map[int][]byte) []byte {
	var body bytes.Buffer
	for _, t := range macTypes {
		body.WriteString(t.name)
		_ = binary.Write(&body, binary.BigEndian, uint32(8+len(pngs[t.size]))) // a Buffer does not fail
		body.Write(pngs[t.size])
	}
	head := binary.BigEndian.AppendUint32([]byte("icns"), uint32(8+body.Len()))
	return append(head, body.Bytes()...)
}
