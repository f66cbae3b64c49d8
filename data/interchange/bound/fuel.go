package bound

import "io"

// Fuel is a reader that fails once more was read than one piece of a file may
// be long, such as one token of XML. Refill begins the next piece.
type Fuel struct {
	src   io.Reader
	most  int
	spent error
	left  int
}

// NewFuel reads src, at most bytes of it for each piece; spent is what it fails
// with beyond them. A decoder that reads ahead counts what it read with the
// piece before.
func NewFuel(src io.Reader, most int, spent error) *Fuel {
	return &Fuel{src: src, most: most, spent: spent, left: most}
}

// Refill begins the next piece.
func (f *Fuel) Refill() { f.left = f.most }

// Read reads from the source.
func (f *Fuel) Read(p []byte) (int, error) {
	if f.left <= 0 {
		return 0, f.spent
	}
	n, err := f.src.Read(p[:min(len(p), f.left)])
	f.left -= n
	return n, err
}
