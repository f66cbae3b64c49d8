package assets

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"
)

// Text that people in this field really write: Welsh, Polish, Danish, Turkish
// and Vietnamese names, money, dashes and quotation marks, Greek and Cyrillic.
const written = "ŵŷâêîôûäëïöü £€ łŁąęśćźżń éèàçñ åøæ ğışİ Nguyễn – — “”‘’ … • · × ÷ ½ ° Ελληνικά Кириллица ґї"

func TestFontsHaveAGlyphForWhatPeopleWrite(t *testing.T) {
	for name, file := range fonts() {
		font, err := sfnt.Parse(file)
		if err != nil {
			t.Fatalf("%s does not parse: %v", name, err)
		}
		var buffer sfnt.Buffer
		for _, letter := range written {
			glyph, err := font.GlyphIndex(&buffer, letter)
			if err != nil || glyph == 0 {
				t.Errorf("%s has no glyph for %q (error: %v)", name, letter, err)
			}
		}
	}
}

func TestFontsCanBeEmbeddedInAPDF(t *testing.T) {
	pdf := fpdf.New("P", "mm", "A4", "")
	for name, file := range fonts() {
		pdf.AddUTF8FontFromBytes(name, "", file)
	}
	pdf.AddPage()
	for name := range fonts() {
		pdf.SetFont(name, "", 12)
		if wide, narrow := pdf.GetStringWidth("ŵŵŵŵ"), pdf.GetStringWidth("iiii"); wide <= narrow {
			t.Errorf("%s: ŵŵŵŵ measures %.1f mm and iiii %.1f mm, want it wider", name, wide, narrow)
		}
		pdf.MultiCell(0, 6, written, "", "L", false)
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		t.Fatalf("writing the PDF: %v", err)
	}
	if n := bytes.Count(out.Bytes(), []byte("/FontFile2")); n != len(fonts()) {
		t.Errorf("the PDF carries %d font files, want %d", n, len(fonts()))
	}
}

func TestIconIsASquareWithTransparentCorners(t *testing.T) {
	icon, err := png.Decode(bytes.NewReader(Icon))
	if err != nil {
		t.Fatalf("the icon is no PNG: %v", err)
	}
	if size := icon.Bounds().Size(); size.X != 128 || size.Y != 128 {
		t.Errorf("the icon is %v, want 128 by 128", size)
	}
	if _, _, _, alpha := icon.At(0, 0).RGBA(); alpha != 0 {
		t.Errorf("the icon's corner has alpha %d, want it transparent", alpha)
	}
	if _, _, _, alpha := icon.At(64, 64).RGBA(); alpha != 0xffff {
		t.Errorf("the icon's middle has alpha %d, want it opaque", alpha)
	}
	if !bytes.Contains(IconSVG, []byte("<svg")) {
		t.Error("icon.svg holds no <svg>")
	}
}

func TestFontLicenceTravelsWithTheFonts(t *testing.T) {
	for _, words := range []string{"SIL OPEN FONT LICENSE", "Copyright 2015 Google"} {
		if !strings.Contains(FontLicence, words) {
			t.Errorf("the font licence does not say %q", words)
		}
	}
}

func fonts() map[string][]byte {
	return map[string][]byte{"NotoSans": FontRegular, "NotoSansBold": FontBold}
}
