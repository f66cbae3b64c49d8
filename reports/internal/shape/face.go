package shape

import (
	"bytes"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"

	"waymark/assets"
)

// Face is a font in one weight.
type Face struct {
	Name string // of the font within a PDF
	file []byte
	font *font.Face
	em   float64 // font units in an em
}

// named are the fonts by what they are for. The first is for everything that has
// no font of its own: Latin with every European accent, Greek, Cyrillic and signs.
var named = []struct {
	name   string
	script language.Script
}{
	{"NotoSans", 0},
	{"NotoNaskhArabic", language.Arabic},
	{"NotoSansBengali", language.Bengali},
	{"NotoSansDevanagari", language.Devanagari},
	{"NotoSansGujarati", language.Gujarati},
	{"NotoSansGurmukhi", language.Gurmukhi},
	{"NotoSansTamil", language.Tamil},
}

// faces are all fonts in one weight, in the order of named.
type faces struct {
	list   []*Face
	script language.Script // of the letters that are looked up next
}

var weights [2]func() *faces

func init() {
	for i, weight := range []string{"Regular", "Bold"} {
		weights[i] = sync.OnceValue(func() *faces { return load(weight) })
	}
}

func weight(bold bool) *faces {
	if bold {
		return weights[1]()
	}
	return weights[0]()
}

func load(weight string) *faces {
	all := &faces{}
	for i, n := range named {
		file := assets.FontRegular
		switch {
		case i == 0 && weight == "Bold":
			file = assets.FontBold
		case i > 0:
			var err error
			if file, err = assets.Scripts.ReadFile("fonts/" + n.name + "-" + weight + ".ttf"); err != nil {
				panic(err) // it is built in, and a test reads it
			}
		}
		parsed, err := font.ParseTTF(bytes.NewReader(file))
		if err != nil {
			panic(n.name + ": " + err.Error())
		}
		all.list = append(all.list, &Face{Name: n.name + weight, file: file, font: parsed, em: float64(parsed.Upem())})
	}
	return all
}

// SetScript implements shaping.FontmapScript.
func (f *faces) SetScript(s language.Script) { f.script = s }

// ResolveFace implements shaping.Fontmap: the font of the script if it has the
// letter, else the first that has it.
func (f *faces) ResolveFace(r rune) *font.Face {
	for i, n := range named {
		if n.script == f.script && i > 0 && has(f.list[i], r) {
			return f.list[i].font
		}
	}
	for _, face := range f.list {
		if has(face, r) {
			return face.font
		}
	}
	return f.list[0].font
}

func has(f *Face, r rune) bool {
	_, ok := f.font.NominalGlyph(r)
	return ok
}

func (f *faces) of(parsed *font.Face) *Face {
	for _, face := range f.list {
		if face.font == parsed {
			return face
		}
	}
	return f.list[0]
}
