package sources

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"strconv"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/directory"
)

// ImportOptions says how entries are taken in.
type ImportOptions struct {
	// Source names where the entries come from. The same source and id means
	// the same service.
	Source string
	// DryRun only says what would happen; nothing is written.
	DryRun bool
	// Row is told what happens with each entry, in order, and at the end which
	// services are gone; nil: no one is told.
	Row func(*data.ImportRow)
	// CloseGone closes for good what the source no longer has.
	CloseGone bool
	// Feed says that the entries are a feed that is read again and again. If at
	// least half of what it had is missing, nothing is written: see ErrShrunk.
	Feed bool
}

// ErrShrunk is why a feed is refused that lost at least half of its services. A
// person may say that it is right.
var ErrShrunk = errors.New("at least half of the services are missing")

// ImportServices takes entries of a source into the directory in one
// transaction: when ctx is cancelled or anything fails, the directory is as it
// was. entries is read on a goroutine of its own, which has ended when this
// returns. What someone edited here since the last import of the source is kept,
// and told as differing.
func (s *Sources) ImportServices(ctx context.Context, entries iter.Seq2[*data.SourceEntry, error], o ImportOptions) (*data.ImportResult, error) {
	o.Source = data.Tidy(o.Source)
	if o.Source == "" {
		return nil, data.FieldErrors{{Field: "Source", Sentence: "Give the source a name, such as “County Council”."}}
	}
	if o.Row == nil {
		o.Row = func(*data.ImportRow) {}
	}
	var result *data.ImportResult
	run := func(t *store.Tx) error {
		i, err := newImporter(t, o)
		if err != nil {
			return err
		}
		result = &i.result
		return i.run(ctx, entries)
	}
	var err error
	if o.DryRun {
		err = s.db.Look(ctx, run)
	} else {
		err = s.db.Write(ctx, store.Change{Kind: store.ChangedDirectory}, run)
	}
	if err != nil {
		return nil, err
	}
	return result, nil
}

// mostEntries is how many rows a file may have: more than twice those of the
// largest register of charities.
const mostEntries = 1_000_000

// importer takes the entries of one source in, one after the other. What it
// keeps of each is a few bytes, so that files of any length can be read.
type importer struct {
	t          *store.Tx
	o          ImportOptions
	today      data.Date
	result     data.ImportResult
	seen       map[string]seenEntry // by key
	reasons    map[string]data.ID   // by folded name
	categories map[string]data.ID
	names      map[data.ID]string // of both
	linked     map[int64]bool     // rows of service_source that the file still has
	newSource  bool               // nothing came from this source before
	now        readEntry          // that is being taken in
	reasonName map[data.ID]string // does not change, unlike names
	shared     map[string]bool    // ids that the source gave to several services before
	before     []int64            // rows of service_source that the source had so far, for a feed
}

func newImporter(t *store.Tx, o ImportOptions) (*importer, error) {
	i := &importer{t: t, o: o, today: t.Today(), seen: map[string]seenEntry{}, linked: map[int64]bool{},
		reasons: map[string]data.ID{}, categories: map[string]data.ID{}, names: map[data.ID]string{}}
	i.result.Source = o.Source
	bulk := store.Remember[directory.BulkWrite](t)
	t.Quiet, bulk.Organisations = true, map[string]data.ID{}
	if err := t.Values(`SELECT NOT EXISTS (SELECT 1 FROM service_source WHERE source = ?), NOT EXISTS (SELECT 1 FROM postcode)`,
		[]any{o.Source}, &i.newSource, &bulk.NoPostcodes); err != nil {
		return nil, err
	}
	for table, names := range map[string]map[string]data.ID{"reason": i.reasons, "category": i.categories} {
		type named struct {
			id           data.ID
			name, folded string
		}
		list, err := store.Collect(t.Ctx, t, func(n *named) []any { return []any{&n.id, &n.name, &n.folded} }, "SELECT id, name, name_fold FROM "+table) // table is our own
		if err != nil {
			return nil, err
		}
		for _, n := range list {
			names[n.folded] = n.id
			i.names[n.id] = n.name
		}
	}
	i.reasonName = maps.Clone(i.names)
	if o.Feed && !i.newSource {
		var err error
		if i.before, err = store.Collect(t.Ctx, t, func(seq *int64) []any { return []any{seq} },
			"SELECT seq FROM service_source WHERE source = ? AND gone_on IS NULL", o.Source); err != nil {
			return nil, err
		}
	}
	return i, i.readShared()
}

func (i *importer) run(ctx context.Context, entries iter.Seq2[*data.SourceEntry, error]) error {
	next, stop := i.readAhead(ctx, entries)
	defer stop()
	for read := range next {
		if read.err != nil {
			return read.err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if read.entry.Partial != "" {
			i.result.Partial = read.entry.Partial
			continue
		}
		if i.result.Read >= mostEntries {
			return data.NewProblem(data.CodeInvalid, "This file has more than 1,000,000 rows. Split it, and import one part after the other.")
		}
		i.now = read
		row, err := i.take(read.entry)
		if err != nil {
			return err
		}
		if row.Outcome != data.OutcomeSkipped && len(row.Doubts) > 0 {
			row.Outcome = data.OutcomeDoubtful
		}
		i.result.Count(row)
		i.o.Row(row)
	}
	if err := ctx.Err(); err != nil { // the reader may have ended without a word
		return err
	}
	if i.result.Read == 0 {
		return data.NewProblem(data.CodeInvalid, "There is no service in this file. Check that it is the right one.")
	}
	if err := i.shrunk(); err != nil {
		return err
	}
	if i.result.Partial == "" {
		if err := i.gone(); err != nil {
			return err
		}
	}
	if i.o.DryRun {
		return nil
	}
	i.t.Quiet = false
	return i.t.Audit("import", "directory", data.ID(i.o.Source), "", strconv.Itoa(i.result.Read)+" read")
}

// take decides what happens with one entry, and does it.
func (i *importer) take(e *data.SourceEntry) (*data.ImportRow, error) {
	row := &data.ImportRow{At: e.At, Key: e.Key, Name: clipped(e.Service.Name, data.MaxName), Outcome: data.OutcomeSkipped, Written: data.OutcomeSkipped}
	reason := e.Skip
	if reason == "" {
		var err error
		if reason, err = i.sameKey(e); err != nil {
			return nil, err
		}
	}
	if reason != "" {
		row.Reason = reason
		return row, nil
	}
	row.Name, row.Key, row.Doubts = e.Service.Name, e.Key, e.Doubts
	err := i.place(e, row)
	return row, err
}

// shrunk refuses a feed that lost at least half of its services: more likely it is
// out of order. A dry run says so.
func (i *importer) shrunk() error {
	still := 0
	for _, seq := range i.before {
		if i.linked[seq] {
			still++
		}
	}
	if len(i.before) < 2 || 2*still > len(i.before) {
		return nil
	}
	sentence := fmt.Sprintf("The feed has only %s of the %s that it had.", data.Count(still), data.Plural(len(i.before), "service", "services"))
	if i.o.DryRun {
		i.result.Shrunk = sentence
		return nil
	}
	return &data.Problem{Code: data.CodeRefused, Cause: ErrShrunk,
		Sentence: sentence + " It may be out of order, so the directory has not changed. If this is right, import it yourself and confirm it."}
}

// gone tells which services the source no longer has; a new source had none.
func (i *importer) gone() error {
	if i.newSource {
		return nil
	}
	type missing struct {
		seq        int64
		key, name  string
		id         data.ID
		goneBefore bool
	}
	list, err := store.Collect(i.t.Ctx, i.t, func(m *missing) []any { return []any{&m.seq, &m.key, &m.id, &m.name, &m.goneBefore} },
		`SELECT x.seq, x.key, v.id, v.name, x.gone_on IS NOT NULL FROM service_source x JOIN service v ON v.id = x.service_id
		WHERE x.source = ? ORDER BY v.sort_name`, i.o.Source)
	if err != nil {
		return err
	}
	for _, m := range list {
		if i.linked[m.seq] {
			continue
		}
		row := &data.ImportRow{Key: m.key, Name: m.name, Outcome: data.OutcomeGone, Written: data.OutcomeGone, ServiceID: m.id}
		i.result.Count(row)
		i.o.Row(row)
		if i.o.DryRun {
			continue
		}
		if err := i.leave(m.seq, m.id, m.goneBefore); err != nil {
			return err
		}
	}
	return nil
}

// leave notes that the source no longer has a service, and closes it if asked
// to and no other source still has it.
func (i *importer) leave(seq int64, id data.ID, goneBefore bool) error {
	if !goneBefore {
		if err := i.t.Derive("UPDATE service_source SET gone_on = ? WHERE seq = ?", i.today, seq); err != nil {
			return err
		}
	}
	if !i.o.CloseGone {
		return nil
	}
	var others int
	if err := i.t.Value(&others, "SELECT count(*) FROM service_source WHERE service_id = ? AND gone_on IS NULL", id); err != nil || others > 0 {
		return err
	}
	v, err := directory.Service(i.t.Ctx, i.t, id)
	if err != nil || v.Status == data.ServiceDefunct {
		return err
	}
	v.Status = data.ServiceDefunct
	return directory.SaveService(i.t, v)
}
