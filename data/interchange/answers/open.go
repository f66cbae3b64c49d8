package answers

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/interchange/table"
)

// headingLines is how many lines are tried for the headings.
const headingLines = 6

// open finds the sheet and the line of the headings that have the items.
func open(ctx context.Context, path string, o Options) (*table.File, *columns, error) {
	o.path = path
	file, err := table.Look(path, o.Overrule)
	if err != nil {
		return nil, nil, err
	}
	file, c, err := columnsIn(file, o)
	if err == nil && c != nil {
		file, c = above(file, c, o)
		if named := labelled(file, c, o); named != nil {
			if better, err := columnsOf(named, o); err == nil && better != nil && better.items() == c.items() {
				return named, better, nil
			}
		}
		return file, c, nil
	}
	if made, c, err := unstacked(ctx, file, o); err != nil || c != nil {
		return made, c, err
	}
	if err != nil && !o.Map.namesColumns() {
		return nil, nil, err
	}
	if other, c := elsewhere(file, o); c != nil { // a column that the map names may be beneath another line
		return other, c, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if turned, c := onItsSide(file, o); c != nil {
		return turned, c, nil
	}
	return nil, nil, noItems(file, o)
}

// onItsSide looks for the items in the first column of a small list, where each
// further column is a questionnaire; no columns when they are not there.
func onItsSide(file *table.File, o Options) (*table.File, *columns) {
	if o.Overrule.HeaderRow != nil {
		return nil, nil
	}
	turned, err := file.Turned()
	if err != nil || turned == nil {
		return nil, nil
	}
	c, err := columnsOf(turned, o)
	if err != nil {
		return nil, nil
	}
	return turned, c
}

// noName is how a column is called that has no heading of its own, by us or by
// a survey program that has its question in the line above.
var noName = regexp.MustCompile(`(?i)^(column \d+|(open-ended )?response|other \(specify\))( \(\d+\))?$`)

// joinedHeadings takes the names of columns without one from the line above, as
// where the questions of a list stand over the items of each; nil when there is
// nothing to take.
func joinedHeadings(file *table.File, o Options) *table.File {
	line := file.Dialect.HeaderRow - 1
	if line < 1 || !slices.ContainsFunc(file.Header, noName.MatchString) {
		return nil
	}
	try := o.Overrule
	try.Sheet, try.HeaderRow = file.Dialect.Sheet, &line
	upper, err := table.Look(o.path, try)
	if err != nil || upper.Dialect.HeaderRow != line {
		return nil
	}
	header, taken := slices.Clone(file.Header), false
	for i, name := range header {
		if noName.MatchString(name) && i < len(upper.Header) && !noName.MatchString(upper.Header[i]) {
			header[i], taken = upper.Header[i], true
		}
	}
	if !taken {
		return nil
	}
	return file.Renamed(header)
}

// elsewhere looks for the items on other sheets and beneath other lines; no
// columns when they are nowhere.
func elsewhere(file *table.File, o Options) (*table.File, *columns) {
	sheets := []string{o.Overrule.Sheet}
	if o.Overrule.Sheet == "" && len(file.Sheets) > 1 {
		sheets = append(sheets, file.Sheets...)
	}
	for _, sheet := range sheets {
		for line := range headingLines {
			try := o.Overrule
			try.Sheet = sheet
			switch {
			case o.Overrule.HeaderRow != nil && line > 0:
				continue
			case o.Overrule.HeaderRow == nil && line > 0:
				try.HeaderRow = &line
			}
			other, err := table.Look(o.path, try)
			if err != nil {
				continue // a sheet without a row, or no such line
			}
			if found, c, err := columnsIn(other, o); err == nil && c != nil {
				return found, c
			}
		}
	}
	return nil, nil
}

// columnsIn finds out what the columns hold, by the headings of one line or, if
// that tells more, of it and the line above.
func columnsIn(file *table.File, o Options) (*table.File, *columns, error) {
	c, err := columnsOf(file, o)
	if joined := joinedHeadings(file, o); joined != nil {
		if better, joinedErr := columnsOf(joined, o); joinedErr == nil && better != nil && (err != nil || c == nil || len(better.roles) > len(c.roles)) {
			return joined, better, nil
		}
	}
	return file, c, err
}

// above prefers a line of headings over the one that was found, when there the
// same items and more of the other columns are known: survey programs write
// names, and labels beneath them.
func above(file *table.File, c *columns, o Options) (*table.File, *columns) {
	found := file.Dialect.HeaderRow
	if o.Overrule.HeaderRow != nil || found < 2 || found > headingLines {
		return file, c
	}
	for line := found - 1; line > 0; line-- {
		try := o.Overrule
		try.Sheet, try.HeaderRow = file.Dialect.Sheet, &line
		other, err := table.Look(o.path, try)
		if err != nil || other.Dialect.HeaderRow != line {
			continue
		}
		if better, err := columnsOf(other, o); err == nil && better != nil && better.items() >= c.items() && len(better.roles) > len(c.roles) {
			file, c = other, better
		}
	}
	return file, c
}

func (c *columns) items() int {
	n := 0
	for _, b := range c.blocks {
		n += len(b.items)
	}
	return n
}

// noItems says that the columns of the items were not found.
func noItems(file *table.File, o Options) error {
	d := o.Definition
	extra := ""
	for _, m := range o.Catalogue.MeasuresFrom(d.ID, d.Version) {
		other, ok := o.Catalogue.ByID(m.InstrumentID)
		if !ok || other.ID == d.ID {
			continue
		}
		if c, err := columnsOf(file, Options{Catalogue: o.Catalogue, Definition: other, Map: &Map{}, Today: o.Today}); err == nil && c != nil {
			extra = fmt.Sprintf(" It seems to have those of %s: is that what to import, with --instrument %s?", other.ShortName, other.ID)
		}
	}
	return &data.Problem{Code: data.CodeInvalid, Cause: &itemsNotFound{file}, Sentence: fmt.Sprintf("The columns of the %d questions of %s were not found.%s If they are there, name them with --map, such as {\"items\": {\"1\": \"…\"}}. The columns of this list are: %s.",
		len(d.Items), d.ShortName, extra, strings.TrimSpace(someOf(file.Header)))}
}

// itemsNotFound has the list in which no column was known as that of an item.
type itemsNotFound struct{ file *table.File }

// Error says so.
func (*itemsNotFound) Error() string { return "no columns of items" }

// withoutItems is a list whose items are not found, so that a person can say which
// columns they are. It has the question which, and no questionnaire.
func (l *List) withoutItems(file *table.File) *List {
	named, err := l.o.Map.roles(file.Header)
	if err != nil {
		named = roles{} // the map is of another list
	}
	l.file, l.columns = file, &columns{roles: named, signedIn: -1, record: -1, title: -1, standIn: -1, unread: -1, blocks: []block{{items: map[int]int{}, date: -1}}}
	d := l.o.Definition
	ask := Ask{Key: askItems, Sentence: fmt.Sprintf("The columns of the %d questions of %s were not found. Choose the column of each question below.", len(d.Items), d.ShortName)}
	l.undecided, l.Questions = append(l.undecided, ask), append(l.Questions, ask.Sentence)
	l.Dated, l.Known = named.of(roleDate) >= 0, named.person()
	return l
}

// askItems is the key of the question which columns the items are.
const askItems = "items"

// Unmapped reports whether no column of the list is known as that of an item, so
// that it has no questionnaires until a person says which are.
func (l *List) Unmapped() bool {
	return len(l.undecided) > 0 && l.undecided[0].Key == askItems
}
