package main

import (
	"bytes"
	"encoding/binary"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func TestIcoHoldsEverySizeAsAPNG(t *testing.T) {
	ico := written(t, "icon.ico")
	count := int(binary.LittleEndian.Uint16(ico[4:]))
	if count != len(windowsSizes) {
		t.Fatalf("%d pictures, want %d", count, len(windowsSizes))
	}
	for i, want := range windowsSizes {
		entry := ico[6+16*i:]
		length, offset := binary.LittleEndian.Uint32(entry[8:]), binary.LittleEndian.Uint32(entry[12:])
		picture, err := png.DecodeConfig(bytes.NewReader(ico[offset : offset+length]))
		if err != nil || picture.Width != want || int(entry[0]) != want%256 {
			t.Errorf("picture %d: %d pixels, %v; want %d", i, picture.Width, err, want)
		}
	}
}

func TestIcnsSaysItsOwnLength(t *testing.T) {
	icns := written(t, "icon.icns")
	if string(icns[:4]) != "icns" || int(binary.BigEndian.Uint32(icns[4:])) != len(icns) {
		t.Fatalf("head %q with length %d of %d", icns[:4], binary.BigEndian.Uint32(icns[4:]), len(icns))
	}
	count := 0
	for at := 8; at < len(icns); at += int(binary.BigEndian.Uint32(icns[at+4:])) {
		count++
	}
	if count != len(macTypes) {
		t.Errorf("%d pictures, want %d", count, len(macTypes))
	}
}

// The icon of the windows is built into the program, and made by this command.
func TestIconOfTheWindowsIsTheSame(t *testing.T) {
	kept, err := os.ReadFile(filepath.Join("..", "..", "assets", "icon-128.png"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, written(t, "icon-128.png")) {
		t.Error("assets/icon-128.png is not the icon of 128 pixels that this command makes of assets/icon.png")
	}
}

// written runs the command on the program's own icon twice, and returns one file.
func written(t *testing.T, name string) []byte {
	t.Helper()
	var content [2][]byte
	for i := range content {
		folder := t.TempDir()
		if err := write(filepath.Join("..", "..", "assets", "icon.png"), folder); err != nil {
			t.Fatal(err)
		}
		var err error
		if content[i], err = os.ReadFile(filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(content[0], content[1]) {
		t.Errorf("%s is not the same twice", name)
	}
	return content[0]
}
