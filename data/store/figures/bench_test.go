package figures_test

import (
	"context"
	"database/sql"
	"fmt"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/figures"
	"waymark/data/store/office"
	"waymark/data/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func BenchmarkFigures(b *testing.B) {
	s, bare := storetest.Bench(b)
	f := data.FigureFilter{From: storetest.Day.AddMonths(-12), To: storetest.Day}
	storetest.InTurn(b, func() error { _, err := s.Figures.Figures(context.Background(), f); return err }, func() error { return aggregates(bare, f) })
}

func aggregates(bare *sql.DB, f data.FigureFilter) error {
	args := []any{sql.Named("from", f.From.String()), sql.Named("to", f.To.String()),
		sql.Named("surgery", ""), sql.Named("reason", ""), sql.Named("instrument", "wemwbs")}
	for _, q := range figures.Aggregates("wemwbs", "swemwbs") {
		if err := storetest.Drain(bare, q, args...); err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
	}
	return nil
}

// BenchmarkFiguresAfterAChange holds the figures after someone's record changed
// against the same bare queries.
func BenchmarkFiguresAfterAChange(b *testing.B) {
	_, bare := storetest.Bench(b)
	ctx := context.Background()
	s, err := office.Open(ctx, storetest.Path(), store.Options{Clock: storetest.On(storetest.Day.String())})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	clients, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 1})
	if err != nil {
		b.Fatal(err)
	}
	f := data.FigureFilter{From: storetest.Day.AddMonths(-12), To: storetest.Day}
	storetest.InTurn(b, func() error {
		word := data.Consent{ClientID: clients[0].ID, Kind: data.ConsentEvaluation, Given: true, On: storetest.Day, How: "phone"}
		if err := s.Casework.AddConsent(ctx, &word); err != nil {
			return err
		}
		_, err := s.Figures.Figures(ctx, f)
		return err
	}, func() error { return aggregates(bare, f) })
}
