package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"waymark/data"
	"waymark/data/interchange"
	"waymark/data/interchange/bound"
	"waymark/data/interchange/mapping"
	"waymark/data/interchange/postcodes"
	"waymark/data/interchange/webfeed"
	"waymark/data/store/office"
	"waymark/data/store/sources"
)

// sampleSize is how many entries are looked at to recognise a source.
const sampleSize = 500

// servicesImport is what 'import services' was asked to do.
type servicesImport struct {
	importJob
	source, list string
	closeGone    bool
	web          webImport
	fetched      *webfeed.Feed                  // with --url
	taken        func(*data.ImportResult) error // done once the services are in; may be nil
}

// runImport takes services, people, answers or postcodes in.
func runImport(ctx context.Context, c *call) error {
	switch c.command.name {
	case "import responses":
		return runImportResponses(ctx, c)
	case "import postcodes":
		return runImportPostcodes(ctx, c)
	case "import clients":
		return runImportClients(ctx, c)
	}
	var i servicesImport
	f, db := c.flags()
	f.StringVar(&i.source, "source", "", "the name of the source; else it is recognised, or named after the file")
	f.StringVar(&i.list, "list", "", "write the skipped and doubtful rows to this CSV file")
	f.BoolVar(&i.overrule.Hidden, "hidden-rows", false, "also read the rows that a workbook hides")
	f.BoolVar(&i.closeGone, "close-gone", false, "close for good what the source no longer has")
	i.web.flags(f)
	i.flags(f, "a file that matches columns to fields")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if err := i.web.check(words, i.mapFile != ""); err != nil {
		return err
	}
	if i.db = *db; i.web.address != nil {
		return c.importFeed(ctx, i)
	}
	if len(words) != 2 || words[0] != "services" {
		return wrongUse{"Say where the services are: “waymark import services --db FILE PATH”, or --url URL for a feed."}
	}
	i.db, i.path = *db, words[1]
	return c.importServices(ctx, i)
}

// runImportPostcodes takes a list of postcodes in.
func runImportPostcodes(ctx context.Context, c *call) error {
	var i importJob
	f, db := c.flags()
	f.BoolVar(&i.asJSON, "json", false, "print one JSON object")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if len(words) != 2 || words[0] != "postcodes" {
		return wrongUse{"Say where the postcodes are: “waymark import postcodes --db FILE PATH”."}
	}
	i.db, i.path = *db, words[1]
	return c.importPostcodes(ctx, i)
}

func (c *call) importServices(ctx context.Context, i servicesImport) error {
	s, closed, err := i.open(ctx, c)
	if closed != nil {
		defer closed()
	}
	if err != nil {
		return err
	}
	feed, err := openFeed(ctx, s, i)
	if err != nil {
		return err
	}
	if i.source == "" {
		if i.source, err = sourceOf(ctx, s, feed); err != nil {
			return err
		}
	}
	return c.takeServices(ctx, s, feed, i)
}

// openFeed reads columns as it was told with --map, else as the last list of
// this shape was read, else as it guesses.
func openFeed(ctx context.Context, s *office.Office, i servicesImport) (*interchange.Feed, error) {
	o := interchange.Options{Today: data.SystemClock().Today(), Overrule: i.overrule}
	told, err := i.readMap()
	if err != nil {
		return nil, err
	}
	if told == nil {
		o.Remembered = s.Sources.ImportMapping
	} else if o.Mapping, err = mapping.Parse(told); err != nil {
		return nil, err
	}
	return interchange.Open(ctx, i.path, o)
}

// sourceOf recognises an earlier source by what the file holds, or names a new
// one after the file.
func sourceOf(ctx context.Context, s *office.Office, feed *interchange.Feed) (string, error) {
	var sample []*data.SourceEntry
	for e, err := range feed.Entries(ctx) {
		if err != nil {
			return "", err
		}
		if e.Skip == "" {
			sample = append(sample, e)
		}
		if len(sample) == sampleSize {
			break
		}
	}
	known, err := s.Sources.GuessSource(ctx, sample)
	if err != nil || known != "" {
		return known, err
	}
	return s.Sources.FreeSourceName(ctx, feed.SourceName())
}

// importJSON is what 'import services --json' prints.
type importJSON struct {
	*data.ImportResult
	DryRun bool             `json:"dry_run"`
	Kind   interchange.Kind `json:"kind"`
	// Sheet is the one of a workbook that was read.
	Sheet string `json:"sheet,omitempty"`
	// Questions are about a list as a whole, such as a header that does not fit.
	Questions []string `json:"questions"`
	// NotRead are the columns of a list that become no field.
	NotRead []string `json:"columns_not_read"`
	Web     *webJSON `json:"web,omitempty"` // how a feed was fetched
	// Rows are those skipped and doubtful.
	Rows []*data.ImportRow `json:"rows"`
	// RowsLeftOut is how many more of them there are than can be listed here.
	RowsLeftOut int `json:"rows_left_out"`
}

func (c *call) takeServices(ctx context.Context, s *office.Office, feed *interchange.Feed, i servicesImport) (err error) {
	out := importJSON{DryRun: i.dryRun, Kind: feed.Kind, Questions: feed.Questions(), NotRead: feed.Unread(), Rows: []*data.ImportRow{}}
	if feed.Table != nil {
		out.Sheet = feed.Table.Dialect.Sheet
	}
	if i.fetched != nil {
		out.Questions = append(out.Questions, i.fetched.Notes()...)
		out.Web = &webJSON{i.fetched.Address, i.fetched.Stats}
	}
	list := rowListFile{}
	if i.list != "" {
		if list, err = newRowListFile(i.list); err != nil {
			return err
		}
		defer func() { err = list.end(err) }()
	}
	hidden := 0
	rows := bound.Rows[*data.ImportRow]{Kept: out.Rows}
	o := sources.ImportOptions{Source: i.source, DryRun: i.dryRun, CloseGone: i.closeGone, Feed: i.fetched != nil && !i.web.acceptFewer, Row: func(row *data.ImportRow) {
		if row.Reason == interchange.HiddenRow {
			hidden++
		}
		if row.Outcome == data.OutcomeSkipped || row.Outcome == data.OutcomeDoubtful {
			rows.Add(row)
			list.add(row)
		}
	}}
	if out.ImportResult, err = s.Sources.ImportServices(ctx, feed.Entries(ctx), o); err != nil {
		return err
	}
	out.Rows, out.RowsLeftOut = rows.Kept, rows.Left
	if i.taken != nil {
		if err := i.taken(out.ImportResult); err != nil {
			return err
		}
	}
	if out.Shrunk != "" {
		out.Questions = append(out.Questions, out.Shrunk+" Is that right? If so, use --accept-fewer.")
	}
	if hidden > 0 {
		out.Questions = append(out.Questions, fmt.Sprintf("The workbook hides %s. They were left out. Are they wanted? If so, use --hidden-rows.", data.Plural(hidden, "row", "rows")))
	}
	if i.asJSON {
		return c.printJSON(out)
	}
	return c.sayImport(&out)
}

// shownRows is how many rows are told in words; --json and --list have all.
const shownRows = 20

func (c *call) sayImport(out *importJSON) error {
	for _, q := range out.Questions {
		_, _ = fmt.Fprintln(c.out, "Check: "+q)
	}
	for n, row := range out.Rows {
		if n == shownRows {
			_, _ = fmt.Fprintf(c.out, "… and %d more; --list FILE writes them all.\n", len(out.Rows)-n+out.RowsLeftOut)
			break
		}
		_, _ = fmt.Fprintf(c.out, "%s, %s: %s\n", whichRow(row), row.Outcome, interchange.Why(row))
	}
	if n := len(out.NotRead); n > 0 {
		_, _ = fmt.Fprintf(c.out, "Columns that were not read: “%s”. To read one, say with --map what it holds.\n", strings.Join(out.NotRead, "”, “"))
	}
	if out.Web != nil {
		_, _ = fmt.Fprintln(c.out, sayFeed(out.Web))
	}
	if part := out.Partial; part != "" {
		_, _ = fmt.Fprintf(c.out, "This import has only %s, so no service counts as gone from its source.\n", part)
	}
	verb := "Imported"
	if out.DryRun {
		verb = "Tried, without changing anything,"
	}
	r := out.ImportResult
	_, err := fmt.Fprintf(c.out, "%s from %s: %d read, %d new, %d changed, %d unchanged, %d skipped, %d doubtful; %d kept as edited here, %d gone from the source.\n",
		verb, r.Source, r.Read, r.New, r.Changed, r.Unchanged, r.Skipped, r.Doubtful, r.Differing, r.Gone)
	return err
}

// whichRow says where a row stands, and whose service it is.
func whichRow(row *data.ImportRow) string {
	if row.Name == "" {
		return fmt.Sprintf("%s row %d", row.At.File, row.At.Row)
	}
	return fmt.Sprintf("%s row %d (%s)", row.At.File, row.At.Row, row.Name)
}

// rowListFile is the file for --list while the import runs.
type rowListFile struct {
	path string
	file *os.File
	rows *interchange.RowList
}

func newRowListFile(path string) (rowListFile, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return rowListFile{}, &data.Problem{Code: data.CodeRefused, Cause: err, Sentence: "The list of rows cannot be written there, so nothing was imported. Choose another place with --list."}
	}
	return rowListFile{path, file, interchange.NewRowList(file)}, nil
}

func (l rowListFile) add(row *data.ImportRow) {
	if l.rows != nil {
		l.rows.Add(row)
	}
}

// end closes the list; that of an import that failed is removed.
func (l rowListFile) end(failed error) error {
	err := l.rows.End()
	if closed := l.file.Close(); err == nil {
		err = closed
	}
	if failed != nil {
		_ = os.Remove(l.path) // it says nothing of use
		return failed
	}
	return err
}

func (c *call) importPostcodes(ctx context.Context, i importJob) error {
	s, err := c.openToWrite(ctx, i.db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	list, err := postcodes.Open(i.path)
	if err != nil {
		return err
	}
	n, err := s.Sources.ImportPostcodes(ctx, list.Places(ctx))
	if err != nil {
		return err
	}
	if i.asJSON {
		return json.NewEncoder(c.out).Encode(struct {
			Read    int `json:"read"`
			LeftOut int `json:"left_out"`
			NoPlace int `json:"no_place"` // of those left out; the others are no postcodes
		}{n, list.Left, list.NoPlace})
	}
	_, err = fmt.Fprintf(c.out, "%s read; %s without a place left out.\n", data.Plural(n, "postcode", "postcodes"), data.Plural(list.Left, "row", "rows"))
	return err
}
