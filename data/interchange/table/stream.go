package table

import (
	"context"
	"errors"
	"io"
	"iter"
)

// streamReach is how far a quoted cell of a stream may reach until the quote is
// taken for a stray one, and so how much of the stream is kept to go back in.
const streamReach = 1 << 20

// Stream reads the rows of delimited text in UTF-8, that of the headings as
// well, from a source that cannot be read twice, such as a file within a zip.
// Blank rows are left out. An error is the last thing it gives.
func Stream(ctx context.Context, src io.Reader, delim rune) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		s, err := newScanner(&window{src: src}, UTF8, delim, endsFor(LF))
		if err == nil {
			s.reach = streamReach
		}
		for err == nil {
			if err = ctx.Err(); err != nil {
				break
			}
			var rec record
			rec, err = s.next()
			if err != nil || isBlank(rec.cells) {
				continue
			}
			if !yield(Row{Line: rec.line, Cells: rec.cells, Doubt: rec.flaws.text()}, nil) {
				return
			}
		}
		if !errors.Is(err, io.EOF) {
			yield(Row{}, err)
		}
	}
}

// window is a source in which one can go back as far as a quoted cell reaches.
type window struct {
	src  io.Reader
	kept []byte // the end of what was read
	from int64  // where kept begins
	at   int64  // where the next reading begins
}

var errWindow = errors.New("the place is no longer kept")

// Read reads from where Seek went, or goes on.
func (w *window) Read(p []byte) (int, error) {
	if behind := w.kept[w.at-w.from:]; len(behind) > 0 {
		n := copy(p, behind)
		w.at += int64(n)
		return n, nil
	}
	n, err := w.src.Read(p)
	w.kept = append(w.kept, p[:n]...)
	if most := 2 * streamReach; len(w.kept) > 2*most {
		w.from += int64(len(w.kept) - most)
		w.kept = append(w.kept[:0], w.kept[len(w.kept)-most:]...)
	}
	w.at += int64(n)
	return n, err
}

// Seek goes back to a place from the start.
func (w *window) Seek(at int64, whence int) (int64, error) {
	if whence != io.SeekStart || at < w.from || at > w.from+int64(len(w.kept)) {
		return 0, errWindow
	}
	w.at = at
	return at, nil
}
