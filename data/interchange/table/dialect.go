package table

// Encoding is how the bytes of a text file stand for characters.
type Encoding string

// The encodings that are recognised. UTF-16 may begin with a byte order mark
// or not.
const (
	UTF8        Encoding = "UTF-8"
	UTF8BOM     Encoding = "UTF-8 with BOM"
	UTF16LE     Encoding = "UTF-16 LE"
	UTF16BE     Encoding = "UTF-16 BE"
	Windows1252 Encoding = "Windows-1252"
	MacRoman    Encoding = "Mac Roman"
)

// Encodings are the encodings that Overrule takes, the likeliest first.
func Encodings() []Encoding {
	return []Encoding{UTF8, UTF8BOM, Windows1252, MacRoman, UTF16LE, UTF16BE}
}

// LineEnd is how the lines of a text file end.
type LineEnd string

// The line ends. In a file of CRLF lines an LF or CR alone may be part of a
// cell; Mixed takes each of the three as the end of a line.
const (
	LF    LineEnd = "LF"
	CRLF  LineEnd = "CRLF"
	CR    LineEnd = "CR"
	Mixed LineEnd = "Mixed"
)

// LineEnds are the line ends that Overrule takes.
func LineEnds() []LineEnd { return []LineEnd{LF, CRLF, CR, Mixed} }

// Dialect is how a list is written. For a workbook Encoding and LineEnd are ""
// and Delimiter is 0.
type Dialect struct {
	Encoding  Encoding
	Delimiter rune // 0: one column only
	LineEnd   LineEnd
	HeaderRow int    // line of the headings, from 1; 0: the list has none
	Sheet     string // the sheet of a workbook; "" for text
}

// Overrule replaces what was found out; a field left at its zero value stays
// as detected.
type Overrule struct {
	Encoding  Encoding
	Delimiter rune
	LineEnd   LineEnd
	HeaderRow *int // a line number from 1; 0: the list has no headings
	Sheet     string
	Hidden    bool // rows that a workbook hides are wanted, too
}

// Delimiters are the characters looked for between cells, the likeliest first.
// Overrule takes any other character too.
func Delimiters() []rune {
	return []rune{',', ';', '\t', '|', '¬', '~', '^', '§', '¦', '¶', '\x1f'}
}

// oddDelimiters are taken only when nothing better fits, because they stand in
// ordinary text.
func oddDelimiters() []rune {
	return []rune{'#', '*', '!', '=', '+', '\\', '`', '·', '•', '¤', '\x01', '\x1e'}
}
