package practices

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"waymark/data"
)

// The columns of epraccur, from 0.
const (
	code       = 0
	name       = 1
	firstLine  = 4 // of the address; there are five
	lastLine   = 8
	postcode   = 9
	closedOn   = 11 // blank while it is open
	status     = 12
	setting    = 25
	most       = 27
	leastWidth = 13
)

const (
	longestFile = 64 << 20 // bytes; the list of England has 5 MB
	aPractice   = "4"      // the prescribing setting of a GP practice, in older files
	practiceNow = "RO76"   // its role, in those of today: several have bars between
)

// odsCode is what the first cell of every row looks like.
var odsCode = regexp.MustCompile(`^[A-Z0-9]{3,10}$`)

// List is a list of practices.
type List struct {
	path string
	// Closed, Other and Unread are how many rows the last reading left out: practices
	// that are closed, those that are no GP practice, and rows that are none at all.
	Closed, Other, Unread int
}

// Open finds the list at path and looks at its first row. A file that is none is a
// *data.Problem.
func Open(path string) (*List, error) {
	l := &List{path: path}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, unreadable(path, err)
	case info.Size() > longestFile || info.IsDir():
		return nil, l.none()
	}
	for _, err := range l.rows(context.Background()) {
		if err != nil {
			return nil, err
		}
		return l, nil
	}
	return nil, l.none()
}

func (l *List) none() error {
	return data.NewProblem(data.CodeInvalid, "No list of GP practices was found in “"+filepath.Base(l.path)+
		"”. Waymark reads the NHS’s list, epraccur.csv. If it is in a zip, unpack that first.")
}

func unreadable(path string, err error) error {
	return &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "“" + filepath.Base(path) + "” cannot be read. Check that the file is there, that it is not open elsewhere, and that it is whole."}
}

// Practices returns every GP practice that is open today. What was left out is counted once
// the last was given. It ends with an error when the file cannot be read or ctx is
// cancelled, and can be called again.
func (l *List) Practices(ctx context.Context, today data.Date) iter.Seq2[data.Practice, error] {
	return func(yield func(data.Practice, error) bool) {
		l.Closed, l.Other, l.Unread = 0, 0, 0
		for row, err := range l.rows(ctx) {
			switch {
			case err != nil:
				yield(data.Practice{}, err)
				return
			case !isGP(row):
				l.Other++
			case !open(row, today):
				l.Closed++
			case !yield(practiceOf(row), nil):
				return
			}
		}
	}
}

// practiceCode is the code of a GP practice or, with three digits more, of a branch of one.
// Those of networks begin with U, and those of dentists with V.
var practiceCode = regexp.MustCompile(`^[A-TW-Z]\d{5}(\d{3})?$`)

// isGP is true for GP practices. Where a list does not say what its rows are, as those of
// trusts, pharmacies and care homes do not, their codes tell.
func isGP(row []string) bool {
	if len(row) <= setting {
		return practiceCode.MatchString(row[code])
	}
	roles := strings.Split(row[setting], "|")
	for i := range roles {
		roles[i] = strings.ToUpper(strings.TrimSpace(roles[i]))
	}
	return roles[0] == "" && practiceCode.MatchString(row[code]) || slices.Contains(roles, aPractice) || slices.Contains(roles, practiceNow)
}

// open is true for the status codes of those that work: active, and proposed. Lists of
// branches leave the status blank and give only the day of closing.
func open(row []string, today data.Date) bool {
	if closed, ok := dayOf(row[closedOn]); ok && !closed.After(today) {
		return false
	}
	s := strings.ToUpper(strings.TrimSpace(row[status]))
	return s == "A" || s == "ACTIVE" || s == "P" || s == ""
}

// dayOf reads a day as the lists write it: 20240331, or as reports do.
func dayOf(cell string) (data.Date, bool) {
	cell = strings.TrimSpace(cell)
	if len(cell) == len("20240331") && !strings.ContainsAny(cell, "-/. ") {
		cell = cell[:4] + "-" + cell[4:6] + "-" + cell[6:]
	}
	day, err := data.ParseDate(cell)
	return day, err == nil && !day.IsZero()
}

func practiceOf(row []string) data.Practice {
	p := data.Practice{Code: row[code], Name: data.TitleCase(row[name]), Postcode: data.Tidy(row[postcode])}
	if tidy, _, err := data.ParsePostcode(p.Postcode); err == nil {
		p.Postcode = tidy
	}
	// The town is the third line, the county the fourth or the last. Where there is
	// no third, the last line before the county is the best there is. In files
	// of today, with the status as a word, the town is the fourth.
	lines := []int{firstLine + 2, firstLine + 3, firstLine + 1, lastLine}
	if len(strings.TrimSpace(row[status])) > 1 {
		lines = []int{firstLine + 3, firstLine + 2, firstLine + 1, lastLine}
	}
	for _, i := range lines {
		if p.Town = data.TitleCase(row[i]); p.Town != "" {
			break
		}
	}
	return p
}

// rows returns the rows that have the form of the list; anything else is an error
// before the first of them, and is passed over after it.
func (l *List) rows(ctx context.Context) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		f, err := os.Open(l.path)
		if err != nil {
			yield(nil, unreadable(l.path, err))
			return
		}
		defer func() { _ = f.Close() }() // nothing was written
		r := csv.NewReader(bufio.NewReader(io.LimitReader(f, longestFile)))
		r.FieldsPerRecord, r.ReuseRecord, r.LazyQuotes = -1, true, true
		for n, found := 0, false; ; n++ {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			row, err := r.Read()
			switch {
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield(nil, unreadable(l.path, err))
				return
			case n == 0 && isHeading(row):
				continue
			case !isPractice(row):
				if !found {
					yield(nil, l.none())
					return
				}
				l.Unread++
				continue
			}
			found = true
			if !yield(row, nil) {
				return
			}
		}
	}
}

func isHeading(row []string) bool {
	first := strings.ToLower(strings.Trim(strings.TrimSpace(row[0]), "\ufeff"))
	return len(row) >= leastWidth && (strings.Contains(first, "code") || strings.Contains(first, "organisation"))
}

func isPractice(row []string) bool {
	if len(row) < leastWidth || len(row) > most+5 {
		return false
	}
	row[code] = strings.ToUpper(strings.Trim(strings.TrimSpace(row[code]), "\ufeff"))
	return odsCode.MatchString(row[code]) && strings.TrimSpace(row[name]) != "" && len(row[status]) < 12
}
