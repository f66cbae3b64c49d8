package listimport

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/data/interchange"
	"waymark/data/interchange/table"
	"waymark/data/store/office"
	"waymark/data/store/sources"
)

// opened is the file that is being taken in, and what was decided about it.
type opened struct {
	path     string
	overrule table.Overrule
	feed     *interchange.Feed
	web      *webSource // of a feed that was read from its address, else nil
}

// options are those of an import of it for its rows and its source.
func (o *opened) options(source string, dry, closeGone bool, row func(*data.ImportRow)) sources.ImportOptions {
	feed := o.web != nil && !o.web.fewer
	return sources.ImportOptions{Source: source, DryRun: dry, CloseGone: closeGone, Feed: feed, Row: row}
}

// isList is true for a file whose columns must be matched.
func (o *opened) isList() bool { return o.feed.Kind == interchange.List }

// open opens a file or folder. The columns of a list are matched as the last
// list of the same shape was, else by a guess.
func open(ctx context.Context, s *office.Office, path string, o table.Overrule, today data.Date, tell func(string)) (*opened, error) {
	feed, err := interchange.Open(ctx, path, interchange.Options{Overrule: o, Today: today, Remembered: s.Sources.ImportMapping, Tell: rowsRead(tell)})
	if err != nil {
		return nil, err
	}
	return &opened{path: path, overrule: o, feed: feed}, nil
}

// rowsRead tells how many rows were read in words.
func rowsRead(tell func(string)) func(rows int) {
	return func(rows int) { tell(data.Plural(rows, "row read", "rows read")) }
}

// typedPath takes a path as people type or paste it: Windows copies paths in
// quotation marks.
func typedPath(text string) string {
	return strings.Trim(strings.TrimSpace(text), `"`)
}

// sampleSize is how many entries are looked at to recognise a source.
const sampleSize = 200

// sourceOf recognises an earlier source by what the file holds, or proposes the
// name of a new one.
func sourceOf(ctx context.Context, s *office.Office, feed *interchange.Feed) (name string, known bool, err error) {
	var sample []*data.SourceEntry
	for e, err := range feed.Entries(ctx) {
		if err != nil {
			return "", false, err
		}
		if e.Skip == "" {
			sample = append(sample, e)
		}
		if len(sample) == sampleSize {
			break
		}
	}
	if name, err = s.Sources.GuessSource(ctx, sample); err != nil || name != "" {
		return name, name != "", err
	}
	name, err = s.Sources.FreeSourceName(ctx, feed.SourceName())
	return name, false, err
}
