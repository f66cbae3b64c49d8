package table

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"waymark/data"
	"waymark/data/interchange/bound"
)

// judgedObjects is how many objects tell the columns of a list in JSON.
const judgedObjects = 400

var errObjects = data.NewProblem(data.CodeInvalid, "This JSON is no list of rows. If it is an Open Referral feed, import it as one.")

// IsObjects reports whether a file is a list in JSON of objects without others
// within, as registers publish theirs, whose rows have no field "name". With
// one, it is a feed of services. A collection of features, as maps have, is a list,
// too.
func IsObjects(path string) bool {
	n := 0
	for o, err := range objectsIn(context.Background(), path) {
		if err != nil {
			return n > 0 && !errors.Is(err, errObjects) // a list that breaks off is one
		}
		if !o.feature && (slices.Contains(o.names, "name") || len(o.names) < 2) {
			return false
		}
		if n++; n == 5 {
			break
		}
	}
	return n > 0
}

// object is one row of such a list, in the order of the file.
type object struct {
	names, values []string
	feature       bool // of a map
}

// lookObjects finds the columns of a list in JSON: the fields of its first rows.
func lookObjects(path string) (*File, error) {
	f := &File{Path: path, layout: layout{sheet: true}}
	column := map[string]int{}
	n := 0
	for o, err := range objectsIn(context.Background(), path) {
		if err != nil {
			return nil, err
		}
		for _, name := range o.names {
			if _, known := column[name]; !known && len(column) < maxCells {
				column[name] = len(f.layout.header)
				f.layout.header = append(f.layout.header, name)
			}
		}
		if n++; n == judgedObjects {
			break
		}
	}
	if n == 0 {
		return nil, data.NewProblem(data.CodeInvalid, "There is nothing in this file: its list has no row. Check that it is the right file.")
	}
	f.Header = columnNames(f.layout.header, len(f.layout.header))
	f.read = func(ctx context.Context) iter.Seq2[record, error] {
		return func(yield func(record, error) bool) {
			line := 0
			for o, err := range objectsIn(ctx, path) {
				line++
				rec := record{line: line, cells: make([]string, len(column))}
				for i, name := range o.names {
					if at, known := column[name]; known {
						rec.cells[at] = o.values[i]
					} else {
						rec.cells = append(rec.cells, o.values[i])
					}
				}
				rec.limit()
				if !yield(rec, err) || err != nil {
					return
				}
			}
		}
	}
	return f, f.takeSample()
}

// objectsIn goes through a list in JSON. It fails at anything that is no row.
func objectsIn(ctx context.Context, path string) iter.Seq2[object, error] {
	return func(yield func(object, error) bool) {
		src, err := open(path)
		if err != nil {
			yield(object{}, err)
			return
		}
		defer func() { _ = src.Close() }() // nothing was written
		r := newObjects(src)
		more, err := r.begin()
		for ; more && err == nil; more = r.in.More() {
			var o object
			if err = ctx.Err(); err != nil {
				break
			}
			if o, err = r.next(); err == nil && !yield(o, nil) {
				return
			}
		}
		if err == nil && r.begun {
			_, err = r.in.Token() // the end of the list
		}
		if err != nil {
			yield(object{}, asObjectsProblem(err))
		}
	}
}

func asObjectsProblem(err error) error {
	var syntax *json.SyntaxError
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &syntax) {
		return &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "This JSON is not whole. Download it again."}
	}
	return err
}

// objectReader reads objects one by one.
type objectReader struct {
	guard *bound.JSON
	in    *json.Decoder
	begun bool

	features bool // of a map
}

func newObjects(src *os.File) *objectReader {
	r := &objectReader{guard: bound.NewJSON(transform.NewReader(src, unicode.BOMOverride(unicode.UTF8.NewDecoder())))}
	r.in = json.NewDecoder(bufio.NewReaderSize(r.guard, 64<<10))
	r.in.UseNumber()
	return r
}

// begin goes into the list, and says whether there is something in it. A list
// within an object is one of features, or a page of a feed, which is read as one.
func (r *objectReader) begin() (bool, error) {
	token, err := r.in.Token()
	if err != nil {
		return false, err
	}
	switch token {
	case json.Delim('{'):
		return r.toFeatures()
	case json.Delim('['):
	default:
		return false, errObjects
	}
	r.begun = true
	return r.in.More(), nil
}

// next reads one object.
func (r *objectReader) next() (object, error) {
	if r.features {
		o, err := r.nextFeature()
		o.feature = true
		return o, err
	}
	r.guard.Next()
	token, err := r.in.Token()
	if err != nil {
		return object{}, err
	}
	if token != json.Delim('{') {
		return object{}, errObjects
	}
	var o object
	for r.in.More() {
		name, err := r.in.Token()
		if err != nil {
			return object{}, err
		}
		value, err := r.in.Token()
		if err != nil {
			return object{}, err
		}
		text, plain := scalar(value)
		if !plain {
			return object{}, errObjects
		}
		o.names, o.values = append(o.names, name.(string)), append(o.values, text) // in an object a name comes first
	}
	_, err = r.in.Token()
	return o, err
}

// scalar is a value as a cell has it.
func scalar(value json.Token) (text string, plain bool) {
	switch v := value.(type) {
	case nil:
		return "", true
	case bool:
		if v {
			return "TRUE", true
		}
		return "FALSE", true
	case json.Number:
		return v.String(), true
	case string:
		return strings.ReplaceAll(v, "\x00", ""), true
	}
	return "", false
}
