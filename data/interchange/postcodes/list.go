package postcodes

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"

	"waymark/data"
)

// layouts are named to a person whose file is none of them.
const layouts = "Waymark reads the ONS Postcode Directory, the National Statistics Postcode Lookup " +
	"and Code-Point Open. It also reads any CSV with a column “postcode” and columns “latitude” and “longitude”, or “easting” and “northing”."

const (
	longestLine = 1 << 20 // bytes; a row is a few hundred
	checkEvery  = 4096    // rows between looks at whether to stop
)

var byteOrderMark = []byte("\xef\xbb\xbf")

// List is a list of postcodes, in one file or several.
type List struct {
	// Files are the names of the files that are read, within the folder or the
	// zip that was opened.
	Files []string
	// Left is how many rows the last reading left out so far, and NoPlace how
	// many of them because the list does not say where the postcode is. The
	// others are no postcodes, or not in the United Kingdom.
	Left, NoPlace int

	path    string
	sources []source
}

// source is one file of a list.
type source struct {
	name   string
	open   func() (io.ReadCloser, error)
	layout layout
}

// Open finds the list of postcodes at path, which is a CSV file, or a folder
// or zip of them, and recognises its layout. It reads no more than the first
// line of each file. When there is none, the error is a *data.Problem that
// names the layouts there are.
func Open(path string) (*List, error) {
	sources, err := sourcesAt(path)
	if err != nil {
		return nil, err
	}
	l := &List{path: path}
	for _, s := range sources {
		first, err := s.firstLine()
		if err != nil {
			return nil, unreadableFile(s.name, err)
		}
		var known bool
		if s.layout, known = layoutOf(first); known {
			l.sources = append(l.sources, s)
		}
	}
	l.sources = withoutParts(l.sources)
	if len(l.sources) == 0 {
		return nil, data.NewProblem(data.CodeInvalid,
			"No list of postcodes was found in “"+filepath.Base(path)+"”. "+layouts)
	}
	for _, s := range l.sources {
		l.Files = append(l.Files, s.name)
	}
	return l, nil
}

// Read returns the places of the list at path, one postcode at a time, and ends
// with an error when it cannot be read. Open and Places also tell how many
// rows were left out.
func Read(ctx context.Context, path string) iter.Seq2[data.PostcodePlace, error] {
	return func(yield func(data.PostcodePlace, error) bool) {
		l, err := Open(path)
		if err != nil {
			yield(data.PostcodePlace{}, err)
			return
		}
		l.Places(ctx)(yield)
	}
}

// Places returns every postcode whose place is known, those that are no longer
// in use too. Rows without are left out and counted; Left is right once the
// last place was given. It ends with an error when a file cannot be read or
// ctx is cancelled, and can be called again.
func (l *List) Places(ctx context.Context) iter.Seq2[data.PostcodePlace, error] {
	return func(yield func(data.PostcodePlace, error) bool) {
		l.Left, l.NoPlace = 0, 0
		for _, s := range l.sources {
			more, err := l.read(ctx, s, yield)
			if err != nil {
				yield(data.PostcodePlace{}, err)
			}
			if err != nil || !more {
				return
			}
		}
	}
}

// read returns the places of one file. More is false when no more are wanted.
func (l *List) read(ctx context.Context, s source, yield func(data.PostcodePlace, error) bool) (more bool, err error) {
	f, err := s.open()
	if err != nil {
		return false, unreadableFile(s.name, err)
	}
	defer func() { _ = f.Close() }() // nothing was written
	lines := newLines(f)
	if s.layout.header {
		_, err = lines.next()
	}
	var cells [][]byte
	for n := 0; err == nil; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		var row []byte
		if row, err = lines.next(); len(bytes.TrimSpace(row)) == 0 {
			continue
		}
		cells = split(row, s.layout.delimiter, s.layout.last, cells)
		place, outcome := s.layout.place(cells)
		if outcome != good {
			l.leave(outcome)
		} else if !yield(place, nil) {
			return false, nil
		}
	}
	if !errors.Is(err, io.EOF) {
		return false, unreadableFile(s.name, err)
	}
	return true, nil
}

func (l *List) leave(o outcome) {
	l.Left++
	if o == noPlace {
		l.NoPlace++
	}
}

func (s *source) firstLine() ([]byte, error) {
	f, err := s.open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	for lines := newLines(f); ; {
		line, err := lines.next()
		switch {
		case len(bytes.TrimSpace(line)) > 0:
			return bytes.Clone(line), nil
		case errors.Is(err, io.EOF), errors.Is(err, bufio.ErrBufferFull):
			return nil, nil
		case err != nil:
			return nil, err
		}
	}
}

func unreadableFile(name string, err error) error {
	var problem *data.Problem
	if errors.As(err, &problem) { // it has its own sentence
		return problem
	}
	return &data.Problem{
		Code:     data.CodeInvalid,
		Sentence: fmt.Sprintf("“%s” could not be read. Check that the file is whole and can be opened.", filepath.Base(name)),
		Cause:    err,
	}
}
