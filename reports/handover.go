package reports

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"waymark/data"
	"waymark/reports/disclosure"
)

// Recipient is who a report is made for, and what they have already.
type Recipient struct {
	Name string // "" for everyone, as a report that is published
	Held []data.HandedOver
}

// heldReport is a report in the hands of a reader, with its figures.
type heldReport struct {
	*Report
	earlier Earlier
	numbers []disclosure.Held // its own, and those of the period that it compares with
}

// from is the first day that its figures are about: that of the period before
// where it compares with that.
func (h *heldReport) from() data.Date {
	if c := h.Comparison; c != nil && c.From.Before(h.From) {
		return c.From
	}
	return h.From
}

// bearing reads the reports that bear on one for a period: those whose periods
// overlap with it, and those that overlap with such a one, because what one hides
// the other may tell. The rest cannot be combined with it.
func bearing(from, to data.Date, held []data.HandedOver) ([]heldReport, error) {
	list := make([]heldReport, 0, len(held))
	for i := range held {
		r, err := thawed(held[i].Report.Body)
		if err != nil {
			return nil, err
		}
		earlier := Earlier{From: r.From, To: r.To, Surgery: r.Surgery, Partner: r.Partner, Reason: r.Reason, OwnOnly: r.OwnOnly, AsAt: r.AsAt}
		f := held[i].Report.Filter
		if f.OwnOf = r.OwnOf; r.OwnOnly && f.OwnOf == "" {
			f.OwnOf = held[i].CreatedBy // who counted it then
		}
		numbers := []disclosure.Held{r.Holding(earlier.PeriodText(), f)}
		if c := r.Comparison; c != nil && c.Numbers != nil {
			before := *c.Numbers
			before.On(f)
			before.IsOf(r.SurgeryPartners)
			numbers = append(numbers, before)
		}
		list = append(list, heldReport{r, earlier, numbers})
	}
	type span struct{ from, to data.Date }
	reached, bears := []span{{from, to}}, make([]bool, len(list))
	for len(reached) > 0 {
		s := reached[0]
		reached = reached[1:]
		for i := range list {
			if h := &list[i]; !bears[i] && !h.from().After(s.to) && !h.To.Before(s.from) {
				bears[i] = true
				reached = append(reached, span{h.from(), h.To})
			}
		}
	}
	kept := list[:0]
	for i, h := range list {
		if bears[i] {
			kept = append(kept, h)
		}
	}
	return kept, nil
}

// thawed reads the figures of a saved report without its stories.
func thawed(body []byte) (*Report, error) {
	var k kept
	if err := json.Unmarshal(body, &k); err != nil || k.Report == nil {
		return nil, &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "A report that was handed over cannot be read, so no new one can be protected against it. Restore a backup from before the database was damaged."}
	}
	return k.Report, nil
}

// HandOverRule returns an error if a report may not be handed over under a rule
// for small numbers.
func (q *Request) HandOverRule() error {
	if q.Rule != nil && !q.Rule.On() {
		return data.NewProblem(data.CodeInvalid, "A report that hides no small numbers is for your own eyes, so it cannot be handed over. Choose to hide small numbers, or save it as a draft.")
	}
	return nil
}

// MakeFor makes a report for a reader: protected against all that they have. It
// is a draft until HandOver records that they get it.
func MakeFor(ctx context.Context, s Source, q Request, to Recipient) (*Report, error) {
	return newMaker(s).make(ctx, q, to)
}

// maker makes reports for readers and counts each period once.
type maker struct {
	source Source
	known  map[data.FigureFilter]*gathered
}

func newMaker(s Source) *maker { return &maker{s, map[data.FigureFilter]*gathered{}} }

// gather is gather with what was counted before.
func (m *maker) gather(ctx context.Context, q Request) (*gathered, error) {
	if c := m.known[q.Filter]; c != nil {
		return c, nil
	}
	own := q
	own.Rule = nil // what was counted is the same for every rule
	c, err := gather(ctx, m.source, own)
	if err == nil {
		m.known[q.Filter] = c
	}
	return c, err
}

func (m *maker) make(ctx context.Context, q Request, to Recipient) (*Report, error) {
	if err := q.HandOverRule(); err != nil {
		return nil, err
	}
	from := q.Filter.From
	if q.Compare {
		from = q.Filter.Before().From
	}
	held, err := bearing(from, q.Filter.To, to.Held)
	if err != nil {
		return nil, err
	}
	c, err := m.gather(ctx, q)
	if err != nil {
		return nil, err
	}
	q.Filter = c.figures.Filter // of whom it was counted, too
	m.known[q.Filter] = c
	o, handing := c.options, &Handing{Reader: to.Name}
	if q.Rule != nil {
		o.Rule = *q.Rule
	}
	if !o.Rule.On() {
		return nil, data.NewProblem(data.CodeInvalid, "Your service’s rule hides no small numbers, so this report cannot be handed over. Set the smallest number to show in Settings, under Reports, or save it as a draft.")
	}
	o.Handing = handing
	r, err := Build(c.figures, o)
	if err != nil {
		return nil, err
	}
	alone := r.Loss
	handing.Alone = alone.Hidden
	if len(held) > 0 {
		for _, h := range held {
			for i := range h.numbers {
				h.numbers[i].IsOf(c.figures.SurgeryPartners)
			}
			handing.Held, o.Series.Held = append(handing.Held, h.earlier), append(o.Series.Held, h.numbers...)
		}
		if err := m.recall(ctx, q, &o.Series); err != nil {
			return nil, err
		}
		if r, err = Build(c.figures, o); err != nil {
			return nil, err
		}
	}
	// A table that is left out whole counts as hidden.
	handing.Cells = max(alone.Cells, r.Loss.Cells)
	handing.Hidden = handing.Cells - (r.Loss.Cells - r.Loss.Hidden)
	handing.Told = r.told(q.Filter, o.Series.Held)
	return r, nil
}

// count counts a part of the caseload as it is now. It is false where that part cannot be
// counted here, such as one of more clients than are seen: of own, whose clients alone are
// counted if it is not "".
func (m *maker) count(ctx context.Context, q Request, own data.ID) (numbers map[string]int, here bool, err error) {
	if own != "" && q.Filter.OwnOf != own {
		return nil, false, nil
	}
	c, err := m.gather(ctx, q)
	switch {
	case data.CodeOf(err) == data.CodeRefused:
		return nil, false, nil
	case err != nil:
		return nil, false, err
	}
	if err := reconcile(c.figures); err != nil {
		return nil, false, err
	}
	return byRef(trueNumbers(c.figures, c.options)), true, nil
}

// otherDays is what to do where a report cannot be compared with what its reader has.
const otherDays = "Choose days that they have no report on, or ask a manager who sees all clients to make a report for them."

// unseen refuses a report for a reader who has another that cannot be counted here: it is
// of clients who are not seen, or ends on a day to which a PC without dates of birth does
// not count. How many few people are left between the two is not known then.
func unseen(h *disclosure.Held) error {
	e := Earlier{From: h.From, To: h.To}
	return data.NewProblem(data.CodeRefused, fmt.Sprintf("This reader already has a report on %s. It covers clients or days that cannot be counted here, so we cannot check what the two reports show together. "+
		otherDays, e.PeriodText()))
}

// uncounted refuses a report for a reader where days between it and what they have cannot
// be counted here.
func uncounted(p *disclosure.Span) error {
	e := Earlier{From: p.From, To: p.To}
	return data.NewProblem(data.CodeRefused, fmt.Sprintf("This reader already has a report on some of these days. To check what the two reports show together, we must count %s, and that cannot be done here. "+
		otherDays, e.PeriodText()))
}

// recall counts what the held reports are on once more, and what happened in
// between their days and those of the new one: from that it follows what they
// hide.
func (m *maker) recall(ctx context.Context, q Request, s *disclosure.Series) error {
	periods := periodsOf(q)
	count := func(f data.FigureFilter) (map[string]int, bool, error) {
		return m.count(ctx, Request{Filter: f, AsAt: q.AsAt}, q.Filter.OwnOf)
	}
	kept := s.Held[:0]
	for i := range s.Held {
		h := &s.Held[i]
		numbers, here, err := count(h.Filter())
		switch {
		case err != nil:
			return err
		case here:
			h.True = numbers
			kept = append(kept, *h)
		case slices.ContainsFunc(periods, func(p disclosure.Held) bool { return h.Bears(&p) }):
			return unseen(h)
		} // any other is of other people, or of days that only overlap, and tells nothing with it
	}
	s.Held = kept
	s.Spans = disclosure.SpansOf(&periods[0], append(periods[1:], s.Held...))
	for i := range s.Spans {
		p := &s.Spans[i]
		numbers, here, err := count(p.Filter())
		if err != nil {
			return err
		}
		if !here {
			return uncounted(p)
		}
		p.True = numbers
	}
	return nil
}

// periodsOf are the period of a report, and that which it compares with, on their part
// of the caseload.
func periodsOf(q Request) []disclosure.Held {
	filters := []data.FigureFilter{q.Filter}
	if q.Compare {
		filters = append(filters, q.Filter.Before())
	}
	list := make([]disclosure.Held, len(filters))
	for i, f := range filters {
		list[i] = disclosure.Held{From: f.From, To: f.To}
		list[i].On(f)
	}
	return list
}

// told counts what a reader could work out from the report, and from what it
// compares with, with what they have.
func (r *Report) told(f data.FigureFilter, held []disclosure.Held) int {
	n := len(r.Rule.Combined(r.Holding("", f), held))
	if c := r.Comparison; c != nil && c.Numbers != nil {
		before := *c.Numbers
		before.On(f)
		before.IsOf(r.SurgeryPartners)
		n += len(r.Rule.Combined(before, held))
	}
	return n
}

// ToldText says why a report is not handed over as it is, "" if it may be.
func (h *Handing) ToldText() string {
	if h.Told == 0 {
		return ""
	}
	return fmt.Sprintf("With what they already have, %s about a few people could be worked out from this report. So it cannot be handed over as it is.",
		data.Plural(h.Told, "number", "numbers"))
}

// HandedTo sets who has a saved report. It is a draft if no one has it, also
// where it was handed over once and then marked as not sent.
func (r *Report) HandedTo(with []data.HandedOver) {
	handing := Handing{}
	if r.Handing != nil {
		handing = *r.Handing
	}
	handing.Recorded = len(with) > 0
	if r.Handing != nil || handing.Recorded {
		r.Handing = &handing
	}
}

// Records is where it is recorded who got which report: the store.
type Records interface {
	HandOver(ctx context.Context, h *data.HandedOver) error
	NotSent(ctx context.Context, id data.ID, why string) error
}

// Delivery is a report on its way to a reader.
type Delivery struct {
	Filter  data.FigureFilter
	Reader  data.ID // "" for everyone
	Formats []data.ReportFormat
	Scores  bool
}

// HandOver saves the figures of a report that MakeFor made, records who gets it,
// and has its files written from what it gives to write, all or none. It records
// first: if the files cannot be written, it records that nothing was sent, so that
// the reader does not count as having it.
func HandOver(ctx context.Context, to Records, r *Report, d Delivery, write func(*Report) error) (*data.HandedOver, error) {
	if r.Handing == nil {
		return nil, errors.New("a report that was not made for a reader cannot be handed over")
	}
	if text := r.Handing.ToldText(); text != "" {
		return nil, data.NewProblem(data.CodeRefused, text+" Choose other days, round the counts, or mark a report that was never sent.")
	}
	final, handing := *r, *r.Handing
	handing.Recorded = true
	final.Handing = &handing
	frozen, err := Freeze(&final, r.PeriodText()+" for "+handing.ReaderText(), d.Filter)
	if err != nil {
		return nil, err
	}
	h := &data.HandedOver{ReaderID: d.Reader, Formats: d.Formats, Scores: d.Scores, Report: *frozen}
	if err := to.HandOver(ctx, h); err != nil {
		return nil, err
	}
	if err := write(&final); err != nil {
		// Also after the writing was stopped, when ctx is over.
		return nil, errors.Join(err, to.NotSent(context.WithoutCancel(ctx), h.ID, "No file was written."))
	}
	return h, nil
}
