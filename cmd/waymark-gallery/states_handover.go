package main

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// handOverScreens are the screens of handing reports over: the dialogs, and what
// was handed over.
func handOverScreens() []screen {
	at := func(v host.View) func(people) host.Route {
		return func(people) host.Route { return host.Route{Area: host.Reports, View: v} }
	}
	return []screen{
		{"hand-over", at(""), press("Hand over…"), false},
		{"hand-over-new-reader", at(""), then(press("Hand over…"), chooseIn("Who gets it?", "new")), true},
		{"save-draft", at(""), press("Save a draft…"), false},
		{"handed-over", at(host.ViewHanded), nil, false},
		{"not-sent", at(host.ViewHanded), press("Not sent…"), true},
	}
}

// chooseIn chooses in the list of that label in the dialog that is open.
func chooseIn(label, id string) func(fyne.Window) error {
	return func(w fyne.Window) error {
		for _, over := range w.Canvas().Overlays().List() {
			for _, o := range test.LaidOutObjects(over) {
				if c, ok := o.(*kit.Choice); ok && c.Label() == label {
					c.Choose(id)
					return nil
				}
			}
		}
		return nil // a database without readers has no dialog
	}
}

// handReports hands over two quarters and a month, one of them by mistake.
func handReports(ctx context.Context, s *office.Office) error {
	lottery, board := data.Reader{Name: "The National Lottery Community Fund"}, data.Reader{Name: "PCN board"}
	for _, r := range []*data.Reader{&lottery, &board} {
		if err := s.Handed.SaveReader(ctx, r); err != nil {
			return err
		}
	}
	for _, given := range []struct {
		reader   data.Reader
		from, to string
	}{{board, "2026-03-01", "2026-03-31"}, {lottery, "2025-10-01", "2025-12-31"}, {lottery, "2026-01-01", "2026-03-31"}} {
		filter := data.FigureFilter{From: data.MustDate(given.from), To: data.MustDate(given.to)}
		held, err := s.Handed.Held(ctx, given.reader.ID)
		if err != nil {
			return err
		}
		r, err := reports.MakeFor(ctx, s.Figures, reports.Request{Filter: filter, AsAt: day.Time()}, reports.Recipient{Name: given.reader.Name, Held: held})
		if err != nil {
			return err
		}
		d := reports.Delivery{Filter: filter, Reader: given.reader.ID, Formats: []data.ReportFormat{data.FormatPDF, data.FormatExcel}}
		h, err := reports.HandOver(ctx, s.Handed, r, d, func(*reports.Report) error { return nil })
		if err != nil {
			return err
		}
		if given.reader.ID == board.ID {
			if err := s.Handed.NotSent(ctx, h.ID, "Made for the wrong month"); err != nil {
				return err
			}
		}
	}
	return nil
}
