package table

import (
	"context"
	"errors"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"

	"waymark/data"
)

// judgedRows is the number of rows by which the sheet with most data is found.
const judgedRows = 5000

// judgedCells is how many cells of all sheets that takes, at most.
const judgedCells = 1_000_000

// lookWorkbook chooses the sheet and gives its first rows.
func (f *File) lookWorkbook(o Overrule) ([]record, error) {
	book, err := openBook(f.Path, nil)
	if err != nil {
		return nil, err
	}
	defer book.Close()
	f.parts, f.From1904 = book.bookParts, bool(book.base)
	f.Sheets = book.names()
	sheet := o.Sheet
	switch {
	case sheet == "":
		sheet = fullest(book)
	case !slices.Contains(f.Sheets, sheet):
		return nil, data.NewProblem(data.CodeInvalid, "The workbook has no sheet of that name. Choose one of its sheets.")
	}
	f.Dialect.Sheet = sheet
	spans := mergedSpans(book, sheet)
	f.read = func(ctx context.Context) iter.Seq2[record, error] {
		return func(yield func(record, error) bool) {
			book, err := openBook(f.Path, f.parts)
			if err != nil {
				yield(record{}, err)
				return
			}
			defer book.Close()
			sheetRecords(ctx, book, sheet, spans.begin(f.Dialect.HeaderRow))(yield)
		}
	}
	var first []record
	size := 0
	for rec, err := range sheetRecords(context.Background(), book, sheet, spans.begin(searched)) {
		if err != nil {
			return nil, err
		}
		if !isBlank(rec.cells) {
			first = append(first, rec)
		}
		if size += rec.size(); len(first) == headRows || size > maxHead {
			break
		}
	}
	return first, nil
}

// damaged makes a sentence of what is wrong with a workbook that has none yet.
func damaged(err error) error {
	var problem *data.Problem
	if errors.As(err, &problem) {
		return err
	}
	return &data.Problem{Code: data.CodeInvalid, Cause: err,
		Sentence: "This workbook is damaged. Open it in Excel, save it again as .xlsx or CSV and choose that file."}
}

// fullest is the sheet with the most filled cells; a hidden one only when all are.
func fullest(book *openedBook) string {
	best, top, left := "", -1, judgedCells
	for _, sheet := range book.sheets {
		n := 0
		for rec, err := range sheetRecords(context.Background(), book, sheet.name, nil) {
			if err != nil || rec.line > judgedRows {
				break
			}
			n += filled(rec.cells)
			if left -= len(rec.cells); left < 0 {
				break
			}
		}
		if !sheet.hidden {
			n *= 1 << 20
		}
		if n > top {
			best, top = sheet.name, n
		}
	}
	return best
}

// excelError is what a formula that failed shows.
var excelError = regexp.MustCompile(`^#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)$`)

// sheetRecords streams the rows of a sheet.
func sheetRecords(ctx context.Context, book *openedBook, sheet string, spans *filler) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		rows, err := book.rowsOf(sheet)
		if err != nil {
			yield(record{}, damaged(err))
			return
		}
		defer rows.close()
		commented := book.commented(sheet)
		for {
			if err := ctx.Err(); err != nil {
				yield(record{}, err)
				return
			}
			rec, err := rows.next()
			if errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				yield(record{}, damaged(err))
				return
			}
			rec.cells = spans.fill(rec.line, rec.cells)
			if commented[rec.line] {
				rec.flaws |= flawComment
			}
			rec.limit()
			if !yield(rec, nil) {
				return
			}
		}
	}
}

// size is about what a record takes in memory.
func (r *record) size() int {
	n := 0
	for _, c := range r.cells {
		n += len(c) + cellSize
	}
	return n
}

// limit keeps a cell and the row within their sizes and notes errors of
// formulas.
func (r *record) limit() {
	size := 0
	for i, c := range r.cells {
		if most := min(maxCell, maxRow-size); len(c) > most {
			r.cells[i] = strings.ToValidUTF8(c[:most], "")
			r.flaws |= flawLong
		}
		size += len(r.cells[i])
		if strings.HasPrefix(c, "#") && excelError.MatchString(c) {
			r.flaws |= flawError
		}
	}
}
