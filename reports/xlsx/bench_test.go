package xlsx_test

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
	"waymark/reports/xlsx"
)

// everything is a report with all that one can have: 40 surgeries, 20 services,
// long lists and names, five scores.
func everything(t testing.TB, scores bool) *reports.Report {
	t.Helper()
	f := fixture.Awkward()
	for i := range 30 {
		f.NeedsFound = append(f.NeedsFound, data.Tally{Key: fmt.Sprintf("n%d", i), Label: fmt.Sprintf("Need %d of many", i), N: 12 + i})
		f.Gaps = append(f.Gaps, data.Tally{Key: fmt.Sprintf("n%d", i), Label: fmt.Sprintf("Need %d of many", i), N: 6 + i})
	}
	f.PeopleWithNeeds = 600
	first := f.Outcomes[0]
	f.Outcomes = nil
	for _, measure := range []string{"wemwbs", "swemwbs", "ons4.satisfied", "ucla3", "djg6"} {
		o := first
		o.Measure, o.Pairs = measure, nil
		for i := range 300 {
			p := first.Pairs[i%len(first.Pairs)]
			p.Before, p.After = float64(1+i%6), float64(1+(i*5)%6)
			p.Who = data.Who{
				Sex: []string{"female", "male"}[i%2], AgeBand: fmt.Sprintf("k%d", 2+i%4), Surgery: fmt.Sprintf("s%d", i%20),
				Reason: fmt.Sprintf("k%d", 1+i%3), Prescriber: "k1", Services: []string{f.Services[i%len(f.Services)].Key},
			}
			o.Pairs = append(o.Pairs, p)
		}
		f.Outcomes = append(f.Outcomes, o)
	}
	r, err := reports.Build(f, reports.Options{
		ServiceName: "Thanet", AsAt: fixture.AsAt, Rule: disclosure.Default, Before: fixture.Pilot(), Scores: scores,
		Learnt: "# Loneliness\n\nIt came second.", Tales: []data.Tale{{Heading: "A garden", Body: "She had not been out for a year."}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if scores {
		for i := range r.Outcomes {
			o := &r.Outcomes[i]
			o.Scores = nil
			for n := range 20000 {
				o.Scores = append(o.Scores, reports.Line{Before: float64(14 + n%57), After: float64(14 + n*7%57)})
			}
		}
	}
	return r
}

// BenchmarkWrite holds the workbook against the same cells through excelize's
// stream writer alone, both written in the same safe way.
func BenchmarkWrite(b *testing.B) { sideBySide(b, everything(b, false)) }

// BenchmarkWriteScores is the same with the scores of 100,000 pairs.
func BenchmarkWriteScores(b *testing.B) { sideBySide(b, everything(b, true)) }

func sideBySide(b *testing.B, r *reports.Report) {
	folder, ctx := b.TempDir(), context.Background()
	ours, bare := filepath.Join(folder, "ours.xlsx"), filepath.Join(folder, "bare.xlsx")
	if err := xlsx.Write(ctx, ours, r, nil); err != nil {
		b.Fatal(err)
	}
	sheets, cells := readBack(b, ours)
	var us, them time.Duration
	for b.Loop() {
		start := time.Now()
		if err := xlsx.Write(ctx, ours, r, nil); err != nil {
			b.Fatal(err)
		}
		between := time.Now()
		if err := reports.Replace(ctx, bare, func(w io.Writer) error { return stream(w, sheets) }); err != nil {
			b.Fatal(err)
		}
		us, them = us+between.Sub(start), them+time.Since(between)
	}
	b.ReportMetric(float64(us)/float64(them), "ratio")
	b.ReportMetric(float64(us.Microseconds())/float64(b.N)/1000, "ms/ours")
	b.ReportMetric(float64(them.Microseconds())/float64(b.N)/1000, "ms/bare")
	b.ReportMetric(float64(cells), "cells")
}

type bareSheet struct {
	name string
	rows [][]any
}

// readBack reads every cell as what it is, a number or text.
func readBack(b *testing.B, path string) (sheets []bareSheet, cells int) {
	f, err := excelize.OpenFile(path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			b.Fatal(err)
		}
		s := bareSheet{name: name}
		for _, row := range rows {
			line := make([]any, len(row))
			for i, v := range row {
				if v == "" {
					continue
				}
				cells++
				line[i] = v
				if n, err := strconv.ParseFloat(v, 64); err == nil {
					line[i] = n
				}
			}
			s.rows = append(s.rows, line)
		}
		sheets = append(sheets, s)
	}
	return sheets, cells
}

func stream(w io.Writer, sheets []bareSheet) (err error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	for _, s := range sheets {
		if _, err := f.NewSheet(s.name); err != nil {
			return err
		}
		sw, err := f.NewStreamWriter(s.name)
		if err != nil {
			return err
		}
		for i, row := range s.rows {
			if err := sw.SetRow("A"+strconv.Itoa(i+1), row); err != nil {
				return err
			}
		}
		if err := sw.Flush(); err != nil {
			return err
		}
	}
	return f.Write(w)
}
