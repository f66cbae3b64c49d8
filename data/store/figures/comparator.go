package figures

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/measure"
)

// SaveComparator adds a published mean (empty ID) or changes one. One that the
// scale of its score cannot hold is refused.
func (s *Figures) SaveComparator(ctx context.Context, v *data.Comparator) error {
	if err := v.Validate(); err != nil {
		return err
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedReports}, func(t *store.Tx) error {
		c, err := measure.Catalogue(t)
		if err != nil {
			return err
		}
		m, ok := c.Measure(v.InstrumentID)
		if !ok {
			return data.FieldErrors{{Field: "InstrumentID", Sentence: "There is no such score. Choose one of the list."}}
		}
		if v.Value < m.Scoring.Min || v.Value > m.Scoring.Max {
			return data.FieldErrors{{Field: "Value", Sentence: fmt.Sprintf("%s goes from %g to %g. Check the mean.", m.ShortName, m.Scoring.Min, m.Scoring.Max)}}
		}
		var twice int
		if err := t.Value(&twice, "SELECT count(*) FROM comparator WHERE instrument_id = ? AND source = ? AND year = ? AND population = ? AND value = ? AND id <> ?",
			v.InstrumentID, v.Source, v.Year, v.Group, v.Value, v.ID); err != nil {
			return err
		}
		if twice > 0 {
			return data.FieldErrors{{Field: "Value", Sentence: "This published mean is in the list already."}}
		}
		stamp := data.Stamp{}
		return t.Save("comparator", &v.ID, &stamp, "", []store.Field{
			{"instrument_id", v.InstrumentID}, {"source", v.Source}, {"year", v.Year}, {"population", v.Group}, {"value", v.Value},
		})
	})
}

// RemoveComparator takes a published mean out of the list.
func (s *Figures) RemoveComparator(ctx context.Context, id data.ID) error {
	return s.db.Write(ctx, store.Change{Kind: store.ChangedReports}, func(t *store.Tx) error {
		if err := t.Remove("comparator", id); err != nil {
			return err
		}
		return t.Audit("remove", "comparator", id, "", "")
	})
}

// StartingComparators are published means: Health Survey for
// England, adults, mean WEMWBS.
var StartingComparators = []data.Comparator{
	{ID: "01900000-0000-7000-8000-000000000101", InstrumentID: "wemwbs", Source: "Health Survey for England", Year: 2011, Group: "adults", Value: 51.6},
}

// AddComparator writes a new comparator within a transaction.
func AddComparator(t *store.Tx, c data.Comparator) error {
	return t.Insert("comparator", &c.ID, &data.Stamp{}, "", []store.Field{
		{"instrument_id", c.InstrumentID}, {"source", c.Source}, {"year", c.Year}, {"population", c.Group}, {"value", c.Value},
	})
}

// Comparators returns the published means to hold scores against, newest last.
func (s *Figures) Comparators(ctx context.Context) ([]data.Comparator, error) {
	return store.Collect(ctx, s.db, func(c *data.Comparator) []any {
		return []any{&c.ID, &c.InstrumentID, &c.Source, &c.Year, &c.Group, &c.Value}
	}, "SELECT id, instrument_id, source, year, population, value FROM comparator ORDER BY instrument_id, year, population")
}
