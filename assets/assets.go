// Package assets holds the files that are built into the program: its icon, and
// the font that a report's PDF carries with it, so that a name such as Siân
// Prŷs-Okafor or Łukaszewicz survives on any machine that opens the file.
package assets

import "embed"

// Icon is the program's icon as its windows show it: a PNG of 128 by 128 pixels with a
// transparent surround. The packages have larger ones, made of icon.png. Reading a
// large one, and handing it to the system, would hold up each start.
//
//go:embed icon-128.png
var Icon []byte

// IconSVG is the same icon as a drawing, for places that scale it.
//
//go:embed icon.svg
var IconSVG []byte

// FontRegular is Noto Sans Regular as TrueType. It covers Latin with every
// European accent, Greek and Cyrillic. It has no Arabic, Hebrew, Indic or CJK
// letters and no mathematical signs beyond + × ÷: write "at least", not ≥.
// The minus comes from the font of another script.
//
//go:embed fonts/NotoSans-Regular.ttf
var FontRegular []byte

// FontBold is Noto Sans Bold as TrueType, with the same coverage as FontRegular.
//
//go:embed fonts/NotoSans-Bold.ttf
var FontBold []byte

// Scripts holds the Noto fonts of other scripts, as fonts/NAME-Regular.ttf and
// fonts/NAME-Bold.ttf: NotoNaskhArabic, and NotoSans with Bengali, Devanagari,
// Gujarati, Gurmukhi and Tamil. Together they are 1.9 MB. Their letters have to be
// joined and ordered by a shaping engine: reports/internal/shape.
//
//go:embed fonts/NotoNaskh*.ttf fonts/NotoSansBengali*.ttf fonts/NotoSansDevanagari*.ttf fonts/NotoSansGujarati*.ttf fonts/NotoSansGurmukhi*.ttf fonts/NotoSansTamil*.ttf
var Scripts embed.FS

// FontLicence is the SIL Open Font License that all fonts come under. It has to
// travel with them, so it is built in beside them.
//
//go:embed fonts/LICENSE.txt
var FontLicence string

// Licences is the list of the licences of everything that the program contains.
// “make licences” writes it, and a test says when that is needed.
//
//go:embed licences.txt
var Licences string

// Guide holds the guide for the people who use the program: a page of Markdown for
// each chapter, in the order of their names, and the pictures that they show.
//
//go:embed guide/*.md guide/*.png
var Guide embed.FS
