package interchange

import (
	"context"
	"iter"
	"path/filepath"
	"regexp"
	"strings"

	"waymark/data"
	"waymark/data/interchange/mapping"
	"waymark/data/interchange/openreferral"
	"waymark/data/interchange/table"
	"waymark/data/interchange/webfeed"
)

// Kind is what sort of file or folder services come in.
type Kind string

// The kinds.
const (
	OpenReferralJSON Kind = "Open Referral JSON"
	OpenReferralCSV  Kind = "Open Referral CSV package"
	List             Kind = "list"
)

// Options says how a file is read where the file itself does not.
type Options struct {
	Overrule table.Overrule   // List: what was detected wrongly
	Mapping  *mapping.Mapping // List: how its columns are matched; nil: guessed
	// Remembered gives how the columns of the last list of a shape were matched, as
	// JSON; nil for none. It is asked where Mapping is nil, and may itself be nil.
	Remembered func(ctx context.Context, shape string) ([]byte, error)
	Today      data.Date // dates after it cannot be when something was checked
	// Tell is called with how many rows of a list were looked through; nil: no one is
	// told.
	Tell func(rows int)
}

// Feed is a file or folder of services from elsewhere, opened to be read.
type Feed struct {
	Kind    Kind
	Path    string
	Table   *table.File      // List only
	Mapping *mapping.Mapping // List only
	// Remembered is true while the columns are matched as those of an earlier list.
	Remembered bool
	today      data.Date
	hidden     bool              // hidden rows are wanted
	days       *mapping.DaySigns // nil until it had to be looked at
	several    map[uint64]int    // rows that are one service at several times; see sessions
	severalAs  string            // the mapping with which they were looked for
	kept       []table.Row       // all rows, where they are few enough to be kept
	web        *webfeed.Feed
}

// OpenFetched opens a feed that was fetched from its address.
func OpenFetched(web *webfeed.Feed, today data.Date) *Feed {
	return &Feed{Kind: OpenReferralJSON, web: web, today: today}
}

// Open looks at a file or a folder and finds out how services stand in it.
// What cannot be read is a *data.Problem with a sentence.
func Open(ctx context.Context, path string, o Options) (*Feed, error) {
	f := &Feed{Path: path, today: o.Today, hidden: o.Overrule.Hidden}
	switch {
	case openreferral.IsPackage(path):
		f.Kind = OpenReferralCSV
		return f, nil
	case openreferral.IsJSON(path) && !table.IsObjects(path):
		f.Kind = OpenReferralJSON
		return f, nil
	}
	f.Kind = List
	var err error
	if f.Table, err = table.Look(path, o.Overrule); err != nil {
		return nil, err
	}
	if f.Table, err = joinedHeadings(f.Table, o.Overrule); err != nil {
		return nil, err
	}
	guessed, err := f.match(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := f.LookAtDays(ctx, o.Tell); err != nil {
		return nil, err
	}
	if guessed && f.days != nil {
		f.Mapping.DropDue(f.Table.Header, f.days)
	}
	return f, nil
}

// match says what the columns of a list hold: as told, as remembered, else by a guess.
func (f *Feed) match(ctx context.Context, o Options) (guessed bool, err error) {
	if f.Mapping = o.Mapping; f.Mapping != nil {
		return false, nil
	}
	if o.Remembered != nil {
		if err := f.remember(ctx, o.Remembered); err != nil || f.Remembered {
			return false, err
		}
	}
	sample := cellsOf(f.Table.Header, f.Table.Sample)
	f.Mapping = mapping.Guess(f.Table.Header, sample)
	if asks := mapping.IDQuestion(f.Table.Header, sample); asks != "" {
		f.Table.Questions = append(f.Table.Questions, asks)
	}
	return true, nil
}

// remember matches the columns as those of the last list of this shape. Names that
// programs write together were headings as they stand until 0.13.
func (f *Feed) remember(ctx context.Context, remembered func(context.Context, string) ([]byte, error)) error {
	for _, names := range [][]string{f.Table.Header, f.Table.Written} {
		body, err := remembered(ctx, mapping.Shape(names))
		if err != nil {
			return err
		}
		// One that can no longer be read, or does not fit, is no reason to stop.
		if m, err := mapping.Parse(body); body != nil && err == nil && m.Validate(f.Table.Header) == nil {
			f.Mapping, f.Remembered = m, true
			return nil
		}
	}
	return nil
}

// LookAtDays goes through the whole list to find out which way round its days are, if
// a column holds days and it was not done yet. tell is called with how many rows were
// looked through; nil: no one is told.
func (f *Feed) LookAtDays(ctx context.Context, tell func(rows int)) error {
	if f.days != nil || !f.Mapping.HasDays(f.Table.Header) {
		return nil
	}
	signs, keys := mapping.NewDaySigns(f.Table.Header, f.today), f.newSessionKeys()
	err := f.lookThrough(ctx, tell, func(row table.Row) {
		signs.Add(row.Cells)
		keys.add(row)
	})
	if err != nil {
		return err
	}
	f.days = signs
	keys.end()
	return nil
}

// DayOrder is how the days of a list are read; see LookAtDays.
func (f *Feed) DayOrder() mapping.DayOrder { return f.Mapping.DayOrder(f.Table.Header, f.days) }

// Questions are about a list as a whole, for the command.
func (f *Feed) Questions() []string {
	if f.Kind != List {
		return []string{}
	}
	all := append([]string{}, f.Table.Questions...)
	if asks := f.DayOrder().ForCommand(); asks != "" {
		all = append(all, asks)
	}
	return all
}

// Sample makes the services of the first rows of a list, as an import would.
func (f *Feed) Sample() []*data.SourceEntry {
	entries := make([]*data.SourceEntry, 0, len(f.Table.Sample))
	list := f.list()
	for _, row := range f.Table.Sample {
		e := list.Entry(row.Cells, row.Line)
		f.judge(e, row)
		entries = append(entries, e)
	}
	return entries
}

// list begins to read the rows of a list.
func (f *Feed) list() *mapping.Rows {
	list := f.Mapping.Rows(f.Table.Header, filepath.Base(f.Path), f.today)
	list.From1904 = f.Table.From1904
	list.Look(f.DayOrder())
	return list
}

// Unread lists the columns of a list that become no field; none for a feed, which
// says itself what its fields mean.
func (f *Feed) Unread() []string {
	if f.Kind != List {
		return []string{}
	}
	return f.Mapping.Unread(f.Table.Header, cellsOf(f.Table.Header, f.Table.Sample))
}

// cellsOf are the cells of the rows, but of those that repeat the headings.
func cellsOf(header []string, rows []table.Row) [][]string {
	cells := make([][]string, 0, len(rows))
	for _, r := range rows {
		same := 0
		for i, c := range r.Cells[:min(len(r.Cells), len(header))] {
			if strings.EqualFold(data.Tidy(c), header[i]) {
				same++
			}
		}
		if same*2 <= len(header) || len(header) == 1 {
			cells = append(cells, r.Cells)
		}
	}
	return cells
}

// judge adds what is to be said of the row itself, and reports whether it is left
// out because the workbook hides it.
func (f *Feed) judge(e *data.SourceEntry, row table.Row) (hidden bool) {
	switch {
	case e.Skip != "" && row.Doubt != "": // it may be why
		e.Skip += " " + row.Doubt
	case row.Hidden && !f.hidden && e.Skip == "":
		e.Skip, hidden = HiddenRow, true
	case row.Doubt != "":
		e.Doubts = append(e.Doubts, data.Doubt{Sentence: row.Doubt})
	}
	return hidden
}

// Entries reads the services one after the other. It may be called again: once
// for the preview, and once for the import.
func (f *Feed) Entries(ctx context.Context) iter.Seq2[*data.SourceEntry, error] {
	if f.web != nil {
		return cleaned(openreferral.ReadFetched(ctx, f.web.Fetched, f.today))
	}
	switch f.Kind {
	case OpenReferralCSV:
		return cleaned(openreferral.ReadPackage(ctx, f.Path))
	case OpenReferralJSON:
		return cleaned(openreferral.ReadJSON(ctx, f.Path))
	}
	return f.rows(ctx)
}

// HiddenRow is why a row that a workbook does not show is left out: no one knows
// whether it was hidden because it is out of date.
const HiddenRow = "This row is hidden in the workbook. If it is wanted, show it there and save, and import again."

// rows makes an entry of each row of a list.
func (f *Feed) rows(ctx context.Context) iter.Seq2[*data.SourceEntry, error] {
	return func(yield func(*data.SourceEntry, error) bool) {
		if err := f.Mapping.Validate(f.Table.Header); err != nil {
			yield(nil, err)
			return
		}
		hidden := false
		unsaid := f.Mapping.Unsaid(f.Table.Header)
		if err := f.LookAtDays(ctx, nil); err != nil {
			yield(nil, err)
			return
		}
		list := f.list()
		timetable, err := f.sessions(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		read := 0
		for row, err := range f.tableRows(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			read++
			e := list.Entry(row.Cells, row.Line)
			e.Unsaid = unsaid
			hidden = f.judge(e, row) || hidden
			if !yieldAll(yield, timetable.take(e, row)) {
				return
			}
		}
		if !yieldAll(yield, timetable.rest()) {
			return
		}
		if part := openreferral.PartOf(f.Table.Around(), read); part != "" {
			yield(&data.SourceEntry{Partial: part, Skip: "The file is " + part + ".", At: data.Place{File: filepath.Base(f.Path)}}, nil)
			return
		}
		if hidden { // what is hidden is not gone
			yield(&data.SourceEntry{Partial: "the rows that the workbook shows", Skip: HiddenRow, At: data.Place{File: filepath.Base(f.Path)}}, nil)
		}
	}
}

func yieldAll(yield func(*data.SourceEntry, error) bool, entries []*data.SourceEntry) bool {
	for _, e := range entries {
		if !yield(e, nil) {
			return false
		}
	}
	return true
}

var versionInName = regexp.MustCompile(`(?i)[-_ .]*(\(\d+\)|v?\d[\d\-_.:t]*|copy|final|export|latest)$`)

// SourceName proposes what to call the source: the file's name without what
// changes from one download to the next, or the name of the website.
func (f *Feed) SourceName() string {
	if f.web != nil {
		return strings.TrimPrefix(strings.TrimPrefix(f.web.Host, "www."), "api.")
	}
	name := strings.TrimSuffix(filepath.Base(f.Path), filepath.Ext(f.Path))
	for {
		shorter := versionInName.ReplaceAllString(name, "")
		if shorter == name || shorter == "" {
			break
		}
		name = shorter
	}
	name = data.Tidy(strings.NewReplacer("_", " ", "-", " ").Replace(name))
	if name == "" {
		return "Imported list"
	}
	return name
}
