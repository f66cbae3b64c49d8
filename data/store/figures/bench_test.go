package figures_test

import (
	"context"
	"database/sql"
	"fmt"
	"testing"

	"waymark/data"
	"waymark/data/store/figures"
	"waymark/data/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func BenchmarkFigures(b *testing.B) {
	s, bare := storetest.Bench(b)
	f := data.FigureFilter{From: storetest.Day.AddMonths(-12), To: storetest.Day}
	args := []any{sql.Named("from", f.From.String()), sql.Named("to", f.To.String()),
		sql.Named("surgery", ""), sql.Named("reason", ""), sql.Named("instrument", "wemwbs")}
	storetest.InTurn(b, func() error { _, err := s.Figures.Figures(context.Background(), f); return err },
		func() error {
			for _, q := range figures.Aggregates("wemwbs", "swemwbs") {
				if err := storetest.Drain(bare, q, args...); err != nil {
					return fmt.Errorf("%s: %w", q, err)
				}
			}
			return nil
		})
}
