package listimport

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"waymark/data"
)

const (
	keptRows    = 2000 // of each outcome: more than anyone reads, and little memory
	keptEntries = 200  // new services that can be looked at whole
)

// kept is what a trial of an import found: the counts, and the first rows of
// each outcome. However long the file, it stays small.
type kept struct {
	result    *data.ImportResult
	all       []*data.ImportRow // that were read
	outcomes  map[data.Outcome][]*data.ImportRow
	differing []*data.ImportRow
	entries   map[*data.ImportRow]*data.SourceEntry

	mu      sync.Mutex // the store reads ahead of the rows that it tells
	waiting map[data.Place]*data.SourceEntry
}

func newKept() *kept {
	return &kept{outcomes: map[data.Outcome][]*data.ImportRow{}, entries: map[*data.ImportRow]*data.SourceEntry{},
		waiting: map[data.Place]*data.SourceEntry{}}
}

// watched passes entries on to the store and remembers each until its row comes.
func (k *kept) watched(entries iter.Seq2[*data.SourceEntry, error], tell func(string)) iter.Seq2[*data.SourceEntry, error] {
	return func(yield func(*data.SourceEntry, error) bool) {
		read := 0
		for e, err := range entries {
			if err == nil {
				read++
				tell(fmt.Sprintf("%s read", services(read)))
				k.await(e)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

func (k *kept) await(e *data.SourceEntry) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.waiting[e.At] = e
}

// entryOf is the entry that a row is about; it is asked for once.
func (k *kept) entryOf(row *data.ImportRow) *data.SourceEntry {
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.waiting[row.At]
	delete(k.waiting, row.At)
	return e
}

// row keeps a row if there is room for it.
func (k *kept) row(row *data.ImportRow) {
	entry := k.entryOf(row)
	if list := k.outcomes[row.Outcome]; len(list) < keptRows {
		k.outcomes[row.Outcome] = append(list, row)
		if row.Written == data.OutcomeNew && len(k.entries) < keptEntries && entry != nil {
			k.entries[row] = entry
		}
	}
	if row.Outcome != data.OutcomeGone && len(k.all) < keptRows {
		k.all = append(k.all, row)
	}
	for _, c := range row.Changes {
		if c.Kept && len(k.differing) < keptRows {
			k.differing = append(k.differing, row)
			return
		}
	}
}

// facet is one of the counts of a trial, which chooses the rows that are shown.
type facet struct {
	words   string
	outcome data.Outcome // or one of the two below
	count   func(*data.ImportResult) int
}

// What is no outcome, and chooses rows all the same.
const (
	everyRow  data.Outcome = "read"
	differing data.Outcome = "differing"
)

func facets() []facet {
	return []facet{
		{"All", everyRow, func(r *data.ImportResult) int { return r.Read }},
		{"New", data.OutcomeNew, func(r *data.ImportResult) int { return r.New }},
		{"Changed", data.OutcomeChanged, func(r *data.ImportResult) int { return r.Changed }},
		{"Check", data.OutcomeDoubtful, func(r *data.ImportResult) int { return r.Doubtful }},
		{"Skipped", data.OutcomeSkipped, func(r *data.ImportResult) int { return r.Skipped }},
		{"Unchanged", data.OutcomeUnchanged, func(r *data.ImportResult) int { return r.Unchanged }},
		{"Not in source", data.OutcomeGone, func(r *data.ImportResult) int { return r.Gone }},
		{"Your edits kept", differing, func(r *data.ImportResult) int { return r.Differing }},
	}
}

// rows are the kept rows of a facet.
func (k *kept) rows(f facet) []*data.ImportRow {
	switch f.outcome {
	case everyRow:
		return k.all
	case differing:
		return k.differing
	}
	return k.outcomes[f.outcome]
}

// most is how many services the import would write or find as they are.
func (k *kept) most() int { return k.result.Read - k.result.Skipped }

// writes is how many services the import would add or change.
func (k *kept) writes() int {
	r := k.result
	return r.New + r.Changed + r.DoubtfulNew + r.DoubtfulChanged
}

// try runs an import without writing anything.
func (p *page) try(ctx context.Context, f *opened, source string, tell func(string)) (*kept, error) {
	k := newKept()
	var err error
	k.result, err = p.h.Sources.ImportServices(ctx, k.watched(f.feed.Entries(ctx), tell), f.options(source, true, false, k.row))
	return k, err
}
