package table

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"regexp"
	"slices"
	"unicode"
	"unicode/utf8"

	"waymark/data"
)

// sepLine is the first line by which Excel is told the delimiter.
var sepLine = regexp.MustCompile(`^"?(?i:sep)=([^\r\n])"?(\r|\n|$)`)

// guarded is a cell that an export of ours made harmless for spreadsheets.
var guarded = regexp.MustCompile(`^'+[=+\-@\t\r]`)

// lookText finds out the dialect of a text file and gives its first rows.
func (f *File) lookText(head []byte, whole bool, o Overrule) ([]record, error) {
	if err := o.validateText(); err != nil {
		return nil, err
	}
	d := &f.Dialect
	if d.Encoding = o.Encoding; d.Encoding == "" {
		d.Encoding = detectEncoding(head)
	}
	sep, hasSep := utf8.RuneError, false
	if m := sepLine.FindStringSubmatch(decoded(head, d.Encoding)); m != nil {
		sep, _ = utf8.DecodeRuneInString(m[1])
		hasSep = true
	}
	switch {
	case o.Delimiter != 0:
		d.Delimiter = o.Delimiter
	case hasSep:
		d.Delimiter = sep
	default:
		d.Delimiter = detectDelimiter(head, d.Encoding)
	}
	ends := endsFor(o.LineEnd)
	if d.LineEnd = o.LineEnd; o.LineEnd == "" {
		d.LineEnd, ends = detectLineEnd(head, d.Encoding, d.Delimiter)
	}
	read := func(src io.ReadSeeker) iter.Seq2[record, error] {
		return records(src, f.Dialect, ends, hasSep)
	}
	f.read = func(ctx context.Context) iter.Seq2[record, error] { return fromFile(ctx, f.Path, read) }
	return headRecords(head, whole, d.Encoding, d.Delimiter, ends, hasSep), nil
}

func (o Overrule) validateText() error {
	if o.Encoding != "" && !slices.Contains(Encodings(), o.Encoding) {
		return data.NewProblem(data.CodeInvalid, "That encoding is not known here. Choose one of the list.")
	}
	if o.LineEnd != "" && !slices.Contains(LineEnds(), o.LineEnd) {
		return data.NewProblem(data.CodeInvalid, "Those line ends are not known here. Choose LF, CRLF, CR or Mixed.")
	}
	r := o.Delimiter
	if r < 0 || r == '\n' || r == '\r' || r == '"' || unicode.IsLetter(r) || unicode.IsDigit(r) {
		return data.NewProblem(data.CodeInvalid,
			"A letter, a digit, a quotation mark or a line end cannot stand between columns. Choose another character.")
	}
	return nil
}

// fromFile reads the records of a file with its own handle on it, so that two
// readings never disturb each other.
func fromFile(ctx context.Context, path string, read func(io.ReadSeeker) iter.Seq2[record, error]) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		src, err := open(path)
		if err != nil {
			yield(record{}, err)
			return
		}
		defer src.Close()
		for rec, err := range read(&watched{src, ctx}) {
			if !yield(rec, err) {
				return
			}
		}
	}
}

// watched ends a reading with ctx.Err() when someone called it off.
type watched struct {
	io.ReadSeeker
	ctx context.Context
}

func (w *watched) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.ReadSeeker.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = unreadable(err)
	}
	return n, err
}

// records reads every record, blank ones too, without the sep line.
func records(src io.ReadSeeker, d Dialect, ends lineEnds, hasSep bool) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		s, err := newScanner(src, d.Encoding, d.Delimiter, ends)
		for err == nil {
			var rec record
			rec, err = s.next()
			if err != nil || hasSep && rec.line == 1 {
				continue
			}
			unguard(rec.cells)
			if !yield(rec, nil) {
				return
			}
		}
		if !errors.Is(err, io.EOF) {
			yield(record{}, err)
		}
	}
}

// unguard takes off the apostrophe that our exports put before what a
// spreadsheet would take for a formula.
func unguard(cells []string) {
	for i, c := range cells {
		if len(c) > 1 && c[0] == '\'' && guarded.MatchString(c) {
			cells[i] = c[1:]
		}
	}
}

// headRecords are the first rows that are not blank. The last is left out when
// the head cuts it off, and so is everything from a quoted cell that the head
// cuts off, if there is enough before it to judge by.
func headRecords(head []byte, whole bool, enc Encoding, delim rune, ends lineEnds, hasSep bool) []record {
	s, err := newScanner(bytes.NewReader(head), enc, delim, ends)
	var found []record
	for err == nil && len(found) < headRows {
		var rec record
		if rec, err = s.next(); err != nil || hasSep && rec.line == 1 {
			continue
		}
		cut := !whole && rec.end == "" || !whole && s.vain > 0
		if cut && len(found) >= 5 {
			break
		}
		unguard(rec.cells)
		if !isBlank(rec.cells) {
			found = append(found, rec)
		}
	}
	return found
}

// decoded is the beginning of a text as plain characters.
func decoded(head []byte, enc Encoding) string {
	var b []byte
	d, err := newDecoder(bytes.NewReader(head), enc)
	for err == nil && len(b) < 2000 {
		var c char
		if c, err = d.next(); err != nil || c.r == eof {
			break
		}
		b = utf8.AppendRune(b, c.r)
	}
	return string(b)
}

// isBlank: no cell has anything to see.
func isBlank(cells []string) bool {
	for _, c := range cells {
		if !isBlankCell(c) {
			return false
		}
	}
	return true
}

func isBlankCell(c string) bool {
	for _, r := range c {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && r != '\ufeff' && r != '\u200b' {
			return false
		}
	}
	return true
}
