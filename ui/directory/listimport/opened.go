package listimport

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/data/interchange"
	"waymark/data/interchange/mapping"
	"waymark/data/interchange/table"
	"waymark/data/store/office"
	"waymark/data/store/sources"
)

// opened is the file that is being taken in, and what was decided about it.
type opened struct {
	path     string
	overrule table.Overrule
	feed     *interchange.Feed
	// remembered is true while the columns are matched as in the last list of
	// this shape.
	remembered bool
	web        *webSource // of a feed that was read from its address, else nil
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
func open(ctx context.Context, s *office.Office, path string, o table.Overrule, today data.Date) (*opened, error) {
	feed, err := interchange.Open(path, interchange.Options{Overrule: o, Today: today})
	if err != nil {
		return nil, err
	}
	f := &opened{path: path, overrule: o, feed: feed}
	if !f.isList() {
		return f, nil
	}
	body, err := s.Sources.ImportMapping(ctx, mapping.Shape(feed.Table.Header))
	if err != nil || body == nil {
		return f, err
	}
	// One that can no longer be read, or does not fit, is no reason to stop.
	if m, err := mapping.Parse(body); err == nil && m.Validate(feed.Table.Header) == nil {
		feed.Mapping, f.remembered = m, true
	}
	return f, nil
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
