package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"

	"waymark/data"
)

const (
	headSize   = 256 << 10 // bytes by which a text file is judged
	headRows   = 400       // rows by which columns and headings are judged
	sampleRows = 50
	maxHead    = 16 << 20 // bytes of the rows by which a workbook is judged
	maxSample  = 8 << 20  // bytes of the sample
	maxBlank   = 2_000_000
	cellSize   = 16 // bytes that a cell takes beside its text
)

// File is a list as Look found it.
type File struct {
	Path    string
	Dialect Dialect
	// Header has one name for each column, all different and none blank.
	Header []string
	// Written are the names of the fields of a list in JSON as it writes them, such as
	// “postCode” where Header says “post Code”; nil for other lists.
	Written []string
	Sample  []Row    // the first 50 rows under the headings
	Sheets  []string // of a workbook, in its order
	// From1904 is true for a workbook that counts its days from 1904. Dates
	// are read so; a plain number that is meant as a date is not known here.
	From1904 bool
	// Questions are sentences about what does not fit, such as headings with
	// fewer columns than the rows beneath. A person should answer them before
	// the list is used.
	Questions []string

	layout layout
	read   reader
	made   []Row            // by Rearranged, or turned
	parts  *bookParts       // of a workbook
	around []map[string]any // what a list in JSON says of itself
	dittos bool             // the first rows have cells that stand for the one above, which is asked
}

// Row is one row of a list.
type Row struct {
	Line int // the line at which it begins, or the row of the sheet; from 1
	// Cells has at least one cell for each column of the header; more when the
	// row has values beyond.
	Cells []string
	// Doubt says what a person should check, such as a row with fewer cells
	// than the others; "" when there is nothing.
	Doubt string
	// Hidden is true for a row that the workbook does not show.
	Hidden bool
}

// reader gives every record of a file, with the lines above the headings.
type reader func(ctx context.Context) iter.Seq2[record, error]

// Look finds out how the list at path is written, from its head alone, with
// what o overrules. A file that is no list is a *data.Problem that says what it
// is and what to do.
func Look(path string, o Overrule) (*File, error) {
	head, whole, err := readHead(path)
	if err != nil {
		return nil, err
	}
	kind, err := recognise(path, head)
	if err != nil {
		if IsObjects(path) {
			return lookObjects(path)
		}
		return nil, err
	}
	f := &File{Path: path}
	var first []record
	if kind == workbook {
		first, err = f.lookWorkbook(o)
	} else {
		first, err = f.lookText(head, whole, o)
	}
	if err != nil {
		return nil, err
	}
	if len(first) == 0 {
		return nil, data.NewProblem(data.CodeInvalid,
			"There is nothing in this file: it has no row with any text. Check that it is the right file.")
	}
	if err := f.findColumns(first, kind == workbook, o); err != nil {
		return nil, err
	}
	if o.Sheet == "" {
		if err := f.AskSheets(); err != nil {
			return nil, err
		}
	}
	if err := f.takeSample(); err != nil || o.HeaderRow != nil {
		return f, err
	}
	if other, err := f.blocks(first); other != f || err != nil {
		return other, err
	}
	return f.turned(first)
}

// findColumns finds the line of the headings and the columns.
func (f *File) findColumns(first []record, sheet bool, o Overrule) (err error) {
	if err := tooWide(first); err != nil {
		return err
	}
	known := knownHeadless(first)
	if known != nil && o.HeaderRow == nil {
		o.HeaderRow = new(int)
	}
	if f.Dialect.HeaderRow, err = headerLine(first, o.HeaderRow); err != nil {
		return err
	}
	f.layout = newLayout(first, f.Dialect.HeaderRow, sheet)
	if o.HeaderRow == nil {
		f.layout.askLine(first, f.Dialect.HeaderRow)
	}
	if known != nil && f.Dialect.HeaderRow == 0 {
		f.layout.header, f.layout.asks = known, nil
	}
	f.Header, f.Questions = f.layout.header, f.layout.asks
	return nil
}

// takeSample reads the first rows.
func (f *File) takeSample() error {
	size := 0
	var above ditto
	for row, err := range f.rows(context.Background()) {
		if err != nil {
			return err
		}
		row = above.fill(row, true)
		f.Sample = append(f.Sample, row)
		for _, c := range row.Cells {
			size += len(c) + cellSize
		}
		if len(f.Sample) == sampleRows || size > maxSample {
			break
		}
	}
	if f.dittos = above.found != ""; f.dittos {
		f.Questions = append(f.Questions, fmt.Sprintf("Cells with “%s” were read as the cell above. Is that right?", above.found))
	}
	return nil
}

// tooWide refuses a list whose headings are more than a sheet can have.
func tooWide(first []record) error {
	for _, rec := range first[:min(len(first), searched)] {
		if len(rec.cells) >= maxCells && rec.flaws&flawLong != 0 {
			return data.NewProblem(data.CodeInvalid, "This list has rows of more than 16,384 columns, which is more than a sheet of Excel has. "+
				"Export it again with the columns that are wanted, or check that the separator and the line ends are right.")
		}
	}
	return nil
}

// Rows reads the rows under the headings from the file, one at a time. It may
// be called again, and then starts anew. An error, such as ctx.Err(), is the
// last thing it gives.
func (f *File) Rows(ctx context.Context) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		var above ditto
		for row, err := range f.rows(ctx) {
			if err == nil {
				row = above.fill(row, f.dittos)
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// rows are the rows as they stand.
func (f *File) rows(ctx context.Context) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if err := ctx.Err(); err != nil {
			yield(Row{}, err)
			return
		}
		for _, row := range f.made {
			if !yield(row, nil) {
				return
			}
		}
		if f.made != nil {
			return
		}
		blank := 0
		var far farCells
		for rec, err := range f.read(ctx) {
			if blank > maxBlank {
				err = data.NewProblem(data.CodeInvalid, "This list has more than 2,000,000 blank rows after each other. Delete them, or export the list again.")
			}
			if err != nil {
				yield(Row{}, err)
				return
			}
			if isBlank(rec.cells) {
				blank++
				continue
			}
			blank = 0
			if rec.line <= f.Dialect.HeaderRow {
				continue
			}
			row := f.layout.row(rec)
			if err := far.count(len(row.Cells), len(f.Header)); err != nil {
				yield(Row{}, err)
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// Rearranged is the list with other columns and rows, made of its own.
func (f *File) Rearranged(header []string, rows []Row) *File {
	other := *f
	other.Header, other.made, other.Sample = header, rows, rows[:min(len(rows), sampleRows)]
	return &other
}

// Renamed is the list with other names for its columns.
func (f *File) Renamed(header []string) *File {
	other := *f
	other.Header = header
	return &other
}

// readHead reads the head of a file, and whether that was all of it.
func readHead(path string) (head []byte, whole bool, err error) {
	src, err := open(path)
	if err != nil {
		return nil, false, err
	}
	defer src.Close()
	head, err = io.ReadAll(io.LimitReader(src, headSize+1))
	if err != nil {
		return nil, false, unreadable(err)
	}
	if len(head) == 0 {
		return nil, false, data.NewProblem(data.CodeInvalid,
			"This file is empty. Export the list again, or choose another file.")
	}
	if len(head) <= headSize {
		return head, true, nil
	}
	return head[:headSize], false, nil
}

func open(path string) (*os.File, error) {
	src, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &data.Problem{Code: data.CodeNotFound, Cause: err,
			Sentence: "The file has been moved or deleted. Choose it again."}
	} else if err != nil {
		return nil, unreadable(err)
	}
	if info, err := src.Stat(); err != nil || info.IsDir() {
		_ = src.Close() // nothing was read
		return nil, &data.Problem{Code: data.CodeInvalid, Cause: err,
			Sentence: "This is a folder, not a list. Choose a CSV or Excel file."}
	}
	return src, nil
}

func unreadable(err error) error {
	return &data.Problem{Code: data.CodeInvalid, Cause: err,
		Sentence: "The file cannot be read. Check that no other program has it open and that you may open it."}
}
