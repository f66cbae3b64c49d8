package sources

import (
	"context"
	"iter"
	"strings"

	"waymark/data"
	"waymark/data/store/wordindex"
)

// aheadBy is how many entries are read while one is written, at most: enough
// that neither waits for the other, and little memory.
const aheadBy = 256

// readAhead reads entries on a goroutine of its own while the ones before are
// written, and does there what needs no database: it settles each entry and
// works out what the source says.
func (i *importer) readAhead(ctx context.Context, entries iter.Seq2[*data.SourceEntry, error]) (next <-chan readEntry, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	out := make(chan readEntry, aheadBy)
	go func() {
		defer close(out)
		for e, err := range entries {
			r := readEntry{entry: e, err: err}
			if err == nil {
				i.ready(&r)
			}
			select {
			case out <- r:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, func() {
		cancel()
		for range out { // until the reader has let go of the file
		}
	}
}

// readEntry is an entry that is ready to be taken in.
type readEntry struct {
	entry   *data.SourceEntry
	says    said
	indexed wordindex.Indexed // folded, should it be new
	err     error
}

// ready settles an entry and works out what is kept of it. It reads nothing
// that the importer changes.
func (i *importer) ready(r *readEntry) {
	e := r.entry
	e.Key = shortKey(e.Key)
	if e.Skip == "" {
		e.Settle(i.today)
	}
	if e.Skip != "" {
		return
	}
	i.recogniseNeeds(e)
	r.says = saidBy(e)
	v := &e.Service
	r.indexed = wordindex.Indexed{Name: v.Name + " " + v.OtherNames, Category: strings.Join(e.Categories, " ") + " " + strings.Join(e.Needs, " "),
		Organisation: v.Organisation, Area: v.Area + " " + v.Address + " " + v.Postcode, Description: v.Description + " " + v.Eligibility}.Folded()
}
