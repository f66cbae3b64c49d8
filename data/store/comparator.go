package store

import (
	"context"
	"fmt"

	"waymark/data"
)

// SaveComparator adds a published mean (empty ID) or changes one. One that the
// scale of its score cannot hold is refused.
func (s *Store) SaveComparator(ctx context.Context, v *data.Comparator) error {
	if err := v.Validate(); err != nil {
		return err
	}
	return s.write(ctx, Change{Kind: ChangedSettings}, func(t *tx) error {
		c, err := t.catalogue()
		if err != nil {
			return err
		}
		m, ok := c.Measure(v.InstrumentID)
		if !ok {
			return data.FieldErrors{{Field: "InstrumentID", Sentence: "There is no such score. Please choose one of the list."}}
		}
		if v.Value < m.Scoring.Min || v.Value > m.Scoring.Max {
			return data.FieldErrors{{Field: "Value", Sentence: fmt.Sprintf("%s goes from %g to %g. Please check the mean.", m.ShortName, m.Scoring.Min, m.Scoring.Max)}}
		}
		stamp := data.Stamp{}
		return t.save("comparator", &v.ID, &stamp, "", []field{
			{"instrument_id", v.InstrumentID}, {"source", v.Source}, {"year", v.Year}, {"population", v.Group}, {"value", v.Value},
		})
	})
}

// RemoveComparator takes a published mean out of the list.
func (s *Store) RemoveComparator(ctx context.Context, id data.ID) error {
	return s.write(ctx, Change{Kind: ChangedSettings}, func(t *tx) error {
		if err := t.remove("comparator", id); err != nil {
			return err
		}
		return t.audit("remove", "comparator", id, "", "")
	})
}

// startingComparators are the published means of facts.md: Health Survey for
// England, adults, mean WEMWBS.
var startingComparators = []data.Comparator{
	{InstrumentID: "wemwbs", Source: "Health Survey for England", Year: 2011, Group: "adults", Value: 51.6},
}

func (t *tx) addComparator(c data.Comparator) error {
	var id data.ID
	return t.insert("comparator", &id, &data.Stamp{}, "", []field{
		{"instrument_id", c.InstrumentID}, {"source", c.Source}, {"year", c.Year}, {"population", c.Group}, {"value", c.Value},
	})
}

// Comparators gives the published means to hold scores against, newest last.
func (s *Store) Comparators(ctx context.Context) ([]data.Comparator, error) {
	return collect(ctx, s.reader, func(c *data.Comparator) []any {
		return []any{&c.ID, &c.InstrumentID, &c.Source, &c.Year, &c.Group, &c.Value}
	}, "SELECT id, instrument_id, source, year, population, value FROM comparator ORDER BY instrument_id, year, population")
}
