package openreferral

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"waymark/data"
	"waymark/data/interchange/bound"
)

// IsJSON says whether a file begins as a list or an object of JSON does,
// whatever it is called. A file that cannot be read is none.
func IsJSON(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, 4096)
	n, _ := io.ReadFull(asUTF8(f), head)
	return beginsJSON(head[:n])
}

// beginsJSON looks at two characters, because a list may begin with a bracket
// around its first heading.
func beginsJSON(head []byte) bool {
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) == 0 {
		return false
	}
	rest := bytes.TrimLeft(head[1:], " \t\r\n")
	switch head[0] {
	case '{':
		return len(rest) == 0 || bytes.IndexByte([]byte(`"}`), rest[0]) >= 0
	case '[':
		return len(rest) == 0 || bytes.IndexByte([]byte(`{[]`), rest[0]) >= 0
	}
	return false
}

// ReadJSON reads the services of a JSON file in the order of the file: a list,
// a page of a feed, pages after each other, an organisation with its services,
// service_at_locations, or one service. One service is in memory at a time (in
// a list of pages: one page). What is no service comes with Skip set. A file
// that breaks off, is no JSON, or has more than a list of services can have, gives
// a *data.Problem as the last error, and what came before it must not be kept. The reading can be repeated.
func ReadJSON(ctx context.Context, path string) iter.Seq2[*data.SourceEntry, error] {
	return readJSON(ctx, path, data.SystemClock())
}

func readJSON(ctx context.Context, path string, clock data.Clock) iter.Seq2[*data.SourceEntry, error] {
	return func(yield func(*data.SourceEntry, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(nil, cannotOpen(err))
			return
		}
		defer func() { _ = f.Close() }()
		w := &walker{ctx: ctx, file: filepath.Base(path), today: clock.Today(), yield: yield}
		err = w.read(f)
		if err == nil {
			err = w.sayPartial(w.pages.partial(w.row))
		}
		if err != nil && !errors.Is(err, errStopped) {
			yield(nil, err)
		}
	}
}

// read walks through JSON from r. It returns errStopped if the reader of the
// services did.
func (w *walker) read(r io.Reader) error {
	w.guard = bound.NewJSON(asUTF8(r))
	w.dec = json.NewDecoder(bufio.NewReaderSize(w.guard, 1<<16))
	w.dec.UseNumber()
	return w.walk()
}

// asUTF8 takes off a byte order mark and turns UTF-16 into UTF-8, and lone bytes
// of Windows-1252, too.
func asUTF8(r io.Reader) io.Reader {
	return transform.NewReader(r, unicode.BOMOverride(asWindows{}))
}

func cannotOpen(err error) error {
	return &data.Problem{Code: data.CodeInvalid, Cause: err,
		Sentence: "The file cannot be opened. Check that it is still there and that it may be read."}
}
