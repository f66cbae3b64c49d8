package table

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"waymark/data"
	"waymark/data/interchange/bound"
)

// judgedObjects is how many objects tell the columns of a list in JSON.
const judgedObjects = 400

var errObjects = data.NewProblem(data.CodeInvalid, "This JSON is no list of rows. If it is an Open Referral feed, import it as one.")

// IsObjects reports whether a file is a list in JSON whose rows are no services of
// Open Referral, as registers and open data portals publish theirs: alone, within a
// page, or as features of a map.
func IsObjects(path string) bool {
	n := 0
	for o, err := range objectsIn(context.Background(), path, nil) {
		if err != nil {
			return n > 0 && !errors.Is(err, errObjects) // a list that breaks off is one
		}
		if !o.feature && (o.ofFeed() || len(o.names) < 2) {
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
	for o, err := range objectsIn(context.Background(), path, nil) {
		if err != nil {
			return nil, err
		}
		for _, name := range o.names {
			if _, known := column[name]; !known && len(column) < maxCells {
				column[name] = len(f.layout.header)
				f.Written = append(f.Written, name)
				f.layout.header = append(f.layout.header, humps.ReplaceAllString(name, "$1 $2"))
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
			around := []map[string]any{}
			for o, err := range objectsIn(ctx, path, &around) {
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
			f.around = around
		}
	}
	return f, f.takeSample()
}

// objectsIn goes through a list in JSON. It fails at anything that is no row. What the
// objects around the list say of it is put into around, if that is not nil.
func objectsIn(ctx context.Context, path string, around *[]map[string]any) iter.Seq2[object, error] {
	return func(yield func(object, error) bool) {
		for _, way := range []func(*objectReader) error{(*objectReader).sureLists, (*objectReader).lines, (*objectReader).anyLists} {
			found, err := eachObject(ctx, path, way, around, yield)
			switch {
			case errors.Is(err, errStop):
				return
			case err != nil && (found || !errors.Is(err, errObjects)):
				yield(object{}, asObjectsProblem(err))
				return
			case found || err == nil:
				return
			}
		}
		yield(object{}, errObjects)
	}
}

// errStop says that no one wants more rows.
var errStop = errors.New("stopped")

// eachObject goes through the list of a file in one of the ways in which it may stand
// there, and reports whether there is one.
func eachObject(ctx context.Context, path string, way func(*objectReader) error, around *[]map[string]any, yield func(object, error) bool) (found bool, err error) {
	src, err := open(path)
	if err != nil {
		return false, err
	}
	defer func() { _ = src.Close() }() // nothing was written
	r := newObjects(src)
	r.around = around
	r.each = func(o object) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !yield(o, nil) {
			return errStop
		}
		return nil
	}
	err = way(r)
	return r.found, err
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
	each  func(object) error

	sure   bool     // the list has to stand under a name that lists have
	begun  bool     // the list of this value was found
	found  bool     // that of any value was
	names  []string // of the fields of its last row
	aside  bool     // this value stands beside a list that was found, and is neither a row nor a list
	around *[]map[string]any
}

func newObjects(src *os.File) *objectReader {
	r := &objectReader{guard: bound.NewJSON(transform.NewReader(src, unicode.BOMOverride(unicode.UTF8.NewDecoder())))}
	r.in = json.NewDecoder(bufio.NewReaderSize(r.guard, 64<<10))
	r.in.UseNumber()
	return r
}

// sureLists takes only a list that stands alone or under a name that lists have.
func (r *objectReader) sureLists() error {
	r.sure = true
	return r.all()
}

// anyLists takes a list under any name.
func (r *objectReader) anyLists() error { return r.all() }

// all reads the values of the file, such as pages one after the other: lists, or objects
// with one in them. Programs write a last value of their own behind a list, such as
// {"status": "ok"}. Where that shares a name with the rows, it may be one that is lost, and
// where it has an error, the list may not be whole.
func (r *objectReader) all() error {
	for {
		r.begun, r.aside = false, r.found
		r.guard.Next()
		token, err := r.in.Token()
		switch {
		case errors.Is(err, io.EOF) && r.found:
			return nil
		case err != nil:
			return err
		case token == json.Delim('['):
			err = r.rows(rowKind{})
		case token == json.Delim('{'):
			err = r.search(1)
		}
		if err == nil && !r.begun && !r.aside {
			err = errObjects
		}
		if err != nil {
			return err
		}
	}
}

// lines reads objects one after the other, as where each stands on a line of its own,
// each of them a row. One alone is no list.
func (r *objectReader) lines() error {
	var first object
	for n := 0; ; n++ {
		o, err := r.next(rowKind{})
		switch {
		case errors.Is(err, io.EOF) && n > 1:
			return nil
		case errors.Is(err, io.EOF):
			return errObjects
		case err != nil && n == 0:
			return errObjects // it may have a list in another way
		case err != nil:
			return err
		case n == 0:
			first = o
			continue
		case n == 1:
			r.begun, r.found = true, true
			if err := r.each(first); err != nil {
				return err
			}
		}
		if err := r.each(o); err != nil {
			return err
		}
	}
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
