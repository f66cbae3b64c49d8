package bound

import "io"

// The limits of JSON. A whole entry is in memory at a time, each of its parts as
// a value of its own.
const (
	jsonDepth = 200
	jsonText  = 1 << 20  // bytes of one text
	jsonEntry = 16 << 20 // bytes of one entry
	jsonParts = 400_000  // values within one entry
)

// JSON is a reader of JSON that looks at what passes, and fails where a decoder
// would need more memory than an entry of a list is worth.
type JSON struct {
	src          io.Reader
	depth        int
	run          int // bytes of the text, the number or the white space so far
	size, parts  int // of the entry
	text, escape bool
	failed       error
}

// NewJSON reads src.
func NewJSON(src io.Reader) *JSON { return &JSON{src: src} }

// Next begins the next entry.
func (j *JSON) Next() { j.size, j.parts = 0, 0 }

// Read reads from the source.
func (j *JSON) Read(p []byte) (int, error) {
	if j.failed != nil {
		return 0, j.failed
	}
	n, err := j.src.Read(p)
	for _, c := range p[:n] {
		j.pass(c)
	}
	j.size += n
	if j.failed = j.beyond(); j.failed != nil {
		return 0, j.failed
	}
	return n, err
}

func (j *JSON) pass(c byte) {
	j.run++
	switch {
	case j.escape:
		j.escape = false
	case j.text:
		j.escape = c == '\\'
		j.text = c != '"'
	case c == '"':
		j.text, j.run = true, 0
	case c == '{' || c == '[':
		j.depth++
		j.parts++
		j.run = 0
	case c == '}' || c == ']':
		j.depth--
		j.run = 0
	case c == ',' || c == ':':
		j.parts++
		j.run = 0
	}
	if j.depth > jsonDepth || j.run > jsonText {
		j.failed = j.beyond()
	}
}

// beyond says which limit is passed; nil for none.
func (j *JSON) beyond() error {
	switch {
	case j.failed != nil:
		return j.failed
	case j.depth > jsonDepth:
		return refuse("This file has values within values more than 200 deep, so it is not a list of services. Download it again, or ask for the list as CSV.")
	case j.run > jsonText:
		return refuse("One text in this file is longer than 1 MB. A quotation mark may be missing. Download it again, or ask for the list as CSV.")
	case j.size > jsonEntry, j.parts > jsonParts:
		return refuse("One entry of this file is larger than 16 MB or has more than 400,000 values. Ask for the services one by one in a list, or as CSV.")
	}
	return nil
}
