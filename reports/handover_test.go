package reports_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// shelf is a store that has the pilot's figures for any period, and counts how
// often it is asked for them.
type shelf struct {
	counted int
	events  []string
	refuse  error
}

func (s *shelf) Figures(_ context.Context, f data.FigureFilter) (*data.Figures, error) {
	s.counted++
	figures := fixture.Pilot()
	figures.Filter = f
	return figures, nil
}
func (*shelf) Comparators(context.Context) ([]data.Comparator, error) { return nil, nil }
func (*shelf) Catalogue(context.Context) (*instrument.Catalogue, error) {
	return instrument.Standard(), nil
}
func (*shelf) Learnt(context.Context, data.FigureFilter) (*data.Learnt, error) {
	return &data.Learnt{}, nil
}
func (*shelf) Tales(context.Context, data.FigureFilter) ([]data.Tale, error) { return nil, nil }
func (*shelf) ReportSettings(context.Context) (data.ReportSettings, error) {
	return data.ReportSettings{MinimumCell: 5}, nil
}

func (s *shelf) HandOver(_ context.Context, h *data.HandedOver) error {
	s.events = append(s.events, "recorded")
	h.ID = "h"
	return s.refuse
}

func (s *shelf) NotSent(ctx context.Context, id data.ID, why string) error {
	s.events = append(s.events, "not sent: "+string(id)+" "+why)
	return ctx.Err()
}

func request(from, to string) reports.Request {
	return reports.Request{Filter: data.FigureFilter{From: data.MustDate(from), To: data.MustDate(to)}, AsAt: fixture.AsAt}
}

func made(t *testing.T, s *shelf, q reports.Request, to reports.Recipient) *reports.Report {
	t.Helper()
	r, err := reports.MakeFor(context.Background(), s, q, to)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What is made for a reader stays a draft until it is recorded that they get it.
func TestHandOver_recordsBeforeItWrites(t *testing.T) {
	s := &shelf{}
	q := request("2018-10-01", "2019-05-31")
	r := made(t, s, q, reports.Recipient{Name: "Trustees"})
	if !r.Draft() || r.Handing.Cells == 0 || r.Handing.Hidden != r.Handing.Alone {
		t.Errorf("made as %+v", r.Handing)
	}
	d := reports.Delivery{Filter: q.Filter, Reader: "r", Formats: []data.ReportFormat{data.FormatPDF}}
	h, err := reports.HandOver(context.Background(), s, r, d, func(final *reports.Report) error {
		s.events = append(s.events, "written")
		if final.Draft() || final.Mark() != "" {
			t.Error("what is written is a draft")
		}
		return nil
	})
	if err != nil || h.ReaderID != "r" || strings.Join(s.events, ", ") != "recorded, written" || !r.Draft() {
		t.Fatalf("%+v, %v, %v", h, err, s.events)
	}
	again, err := reports.Thaw(&h.Report, nil)
	if err != nil || again.Draft() || again.Handing.Reader != "Trustees" {
		t.Errorf("saved as %+v, %v", again, err)
	}
	again.HandedTo(nil)
	if !again.Draft() {
		t.Error("a report that no one has is not a draft")
	}
}

func TestHandOver_thatFailsIsNotHeld(t *testing.T) {
	s := &shelf{}
	q := request("2018-10-01", "2019-05-31")
	r := made(t, s, q, reports.Recipient{})
	ctx, stop := context.WithCancel(context.Background())
	fault := errors.New("disk")
	_, err := reports.HandOver(ctx, s, r, reports.Delivery{Filter: q.Filter}, func(*reports.Report) error { stop(); return fault })
	if !errors.Is(err, fault) || errors.Is(err, context.Canceled) || strings.Join(s.events, ", ") != "recorded, not sent: h No file was written." {
		t.Errorf("%v, %v", err, s.events)
	}
	s.events, s.refuse = nil, errors.New("locked")
	_, err = reports.HandOver(context.Background(), s, r, reports.Delivery{Filter: q.Filter}, func(*reports.Report) error { t.Error("written"); return nil })
	if !errors.Is(err, s.refuse) || len(s.events) != 1 {
		t.Errorf("%v, %v", err, s.events)
	}
	plain, err := reports.Make(context.Background(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reports.HandOver(context.Background(), s, plain, reports.Delivery{}, nil); err == nil {
		t.Error("a report that was made for no one is handed over")
	}
}

// What would tell of a few people is not handed over, and nothing is recorded.
func TestHandOver_refusesWhatTellsTooMuch(t *testing.T) {
	s := &shelf{}
	q := request("2018-10-01", "2019-05-31")
	r := made(t, s, q, reports.Recipient{Name: "Trustees"})
	if r.Handing.Told != 0 || r.Handing.ToldText() != "" {
		t.Fatalf("a first report tells %+v", r.Handing)
	}
	r.Handing.Told = 2
	_, err := reports.HandOver(context.Background(), s, r, reports.Delivery{Filter: q.Filter}, func(*reports.Report) error { t.Error("written"); return nil })
	if data.CodeOf(err) != data.CodeRefused || !strings.Contains(data.Sentence(err), "2 numbers about a few people") || len(s.events) != 0 || !r.Handing.HidesTooMuch() {
		t.Errorf("%v, %v", err, s.events)
	}
}

// Every choice is made for the same reader; a period is counted once for all.
func TestChoices_countEachPeriodOnce(t *testing.T) {
	s := &shelf{}
	q := request("2018-10-01", "2019-05-31")
	first := made(t, s, request("2018-10-01", "2019-04-30"), reports.Recipient{Name: "Trustees"})
	frozen, err := reports.Freeze(first, "x", request("2018-10-01", "2019-04-30").Filter)
	if err != nil {
		t.Fatal(err)
	}
	to := reports.Recipient{Name: "Trustees", Held: []data.HandedOver{{ID: "h", ReaderID: "r", Report: *frozen}}}
	r := made(t, s, q, to)
	if len(r.Handing.Held) != 1 || r.Handing.HeldText() != "October 2018 to April 2019" {
		t.Errorf("they have %+v", r.Handing.Held)
	}
	s.counted = 0
	choices, err := reports.Choices(context.Background(), s, q, to, r)
	if err != nil {
		t.Fatal(err)
	}
	if s.counted != 3 { // May 2019, the whole period for the rest, and what they have
		t.Errorf("counted %d times", s.counted)
	}
	for i, c := range choices {
		if c.Hidden >= r.Handing.Hidden && c.Cells == r.Handing.Cells || i > 0 && c.HeadlinesHidden < choices[i-1].HeadlinesHidden {
			t.Errorf("choice %d: %+v", i, c)
		}
	}
	if r.Rule != disclosure.Default {
		t.Errorf("made under %+v", r.Rule)
	}
}

// What was counted for one rule serves every other.
func TestMaker_countsOnceForEveryRule(t *testing.T) {
	s := &shelf{}
	q := request("2018-10-01", "2019-05-31")
	rounded := q
	rounded.Rule = &disclosure.Strict
	list, err := reports.MakeInTurn(context.Background(), s, reports.Recipient{}, rounded, q, rounded)
	if err != nil {
		t.Fatal(err)
	}
	if list[0].Rule != disclosure.Strict || list[1].Rule != disclosure.Default || list[2].Rule != disclosure.Strict || s.counted != 1 {
		t.Errorf("made under %+v, %+v and %+v, counted %d times", list[0].Rule, list[1].Rule, list[2].Rule, s.counted)
	}
}
