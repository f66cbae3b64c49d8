package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"waymark/data"
)

// CountServices says how many of the services that f finds each further filter
// would leave. For lists of which one is chosen (need, area, category,
// language, day, part of day) the counts are those without that choice, so
// that another can be taken in its place.
func (s *Store) CountServices(ctx context.Context, f data.ServiceFilter) (*data.ServiceCounts, error) {
	asked, err := s.askedFor(ctx, f)
	if err != nil {
		return nil, err
	}
	days, err := s.CheckDays(ctx)
	if err != nil {
		return nil, err
	}
	c := &serviceCounter{store: s, ctx: ctx, words: *asked, today: s.options.Clock.Today()}
	c.checkedFrom = c.today.AddDays(-days)
	counts := &data.ServiceCounts{}
	for _, count := range []func(data.ServiceFilter, *data.ServiceCounts) error{c.chips, c.days, c.lists} {
		if err := count(f, counts); err != nil {
			return nil, problem(err)
		}
	}
	return counts, nil
}

// serviceCounter works out the counts beside the filters of one search.
type serviceCounter struct {
	store       *Store
	ctx         context.Context //nolint:containedctx // a counter lives no longer than the call it serves
	words       asked
	today       data.Date
	checkedFrom data.Date
}

// from is the search without its order; its arguments hold for what is selected.
func (c *serviceCounter) from(f data.ServiceFilter) (string, []any) {
	q := serviceQuery(f, c.words, c.today)
	return q.from + q.where, append(q.args, sql.Named("checkedfrom", c.checkedFrom), sql.Named("staff", c.store.Actor()))
}

// chips counts what can be switched on.
func (c *serviceCounter) chips(f data.ServiceFilter, counts *data.ServiceCounts) error {
	suits := "1"
	if f.For != nil {
		suits = "NOT " + unsuited(f.For)
	}
	selects := []string{"count(*)", "v.free = 'yes'", "v.wheelchair = 'yes'", "v.room IN ('room', 'few')", "v.last_checked >= @checkedfrom", suits,
		"v.id IN (SELECT service_id FROM service_mark WHERE staff_id = @staff AND favourite)"}
	dest := []any{&counts.Total, &counts.Free, &counts.Wheelchair, &counts.HasRoom, &counts.Checked, &counts.Suits, &counts.Favourites}
	ways := make([]int, len(data.DeliveryWays()))
	for i, way := range data.DeliveryWays() {
		selects, dest = append(selects, fmt.Sprintf("instr(v.delivery, '%s') > 0", way.Value)), append(dest, &ways[i])
	}
	from, args := c.from(f)
	query := "SELECT " + sums(selects) + from
	if err := c.store.reader.QueryRowContext(c.ctx, query, args...).Scan(dest...); err != nil {
		return err
	}
	counts.Delivery = map[data.Delivery]int{}
	for i, way := range data.DeliveryWays() {
		counts.Delivery[way.Value] = ways[i]
	}
	return nil
}

// sums counts for how many rows each condition after the first holds.
func sums(selects []string) string {
	parts := []string{selects[0]}
	for _, s := range selects[1:] {
		parts = append(parts, "coalesce(sum("+s+"), 0)")
	}
	return strings.Join(parts, ", ")
}

// days counts the days with the chosen part, and the parts of the chosen day.
func (c *serviceCounter) days(f data.ServiceFilter, counts *data.ServiceCounts) error {
	bare := f
	bare.Day, bare.Part = 0, 0
	selects := []string{"count(*)"}
	numbers := make([]int, 1+7+3)
	dest := []any{&numbers[0]}
	for d := data.Monday; d <= data.Sunday; d++ {
		selects = append(selects, fmt.Sprintf("v.times & %d <> 0", data.At(d, f.Part)))
	}
	for p := data.Morning; p <= data.Evening; p++ {
		selects = append(selects, fmt.Sprintf("v.times & %d <> 0", data.At(f.Day, p)))
	}
	for i := range numbers[1:] {
		dest = append(dest, &numbers[i+1])
	}
	from, args := c.from(bare)
	query := "SELECT " + sums(selects) + from
	if err := c.store.reader.QueryRowContext(c.ctx, query, args...).Scan(dest...); err != nil {
		return err
	}
	counts.Days, counts.Parts = map[data.Weekday]int{}, map[data.DayPart]int{}
	for d := data.Monday; d <= data.Sunday; d++ {
		counts.Days[d] = numbers[d]
	}
	for p := data.Morning; p <= data.Evening; p++ {
		counts.Parts[p] = numbers[7+int(p)]
	}
	return nil
}

// lists counts what can be chosen from lists, most first.
func (c *serviceCounter) lists(f data.ServiceFilter, counts *data.ServiceCounts) error {
	for _, list := range []struct {
		to     *[]data.Tally
		choose func(*data.ServiceFilter)
		join   string
		key    string
		label  string
	}{
		{&counts.Needs, func(f *data.ServiceFilter) { f.NeedID = "" },
			" JOIN service_need x ON x.service_seq = h.seq JOIN reason r ON r.id = x.reason_id", "r.id", "r.name"},
		{&counts.Categories, func(f *data.ServiceFilter) { f.CategoryID = "" },
			" JOIN service_category x ON x.service_seq = h.seq JOIN category k ON k.id = x.category_id", "k.id", "k.name"},
		{&counts.Areas, func(f *data.ServiceFilter) { f.Area = "" }, "", "h.area COLLATE NOCASE", "h.area"},
		{&counts.Languages, func(f *data.ServiceFilter) { f.Language = "" },
			" JOIN service_language x ON x.service_seq = h.seq", "x.language COLLATE NOCASE", "x.language"},
	} {
		bare := f
		list.choose(&bare)
		from, args := c.from(bare)
		query := "WITH h AS MATERIALIZED (SELECT v.seq, v.area" + from + ") SELECT " + list.key + ", " + list.label + ", count(*) FROM h" + list.join +
			" GROUP BY 1 HAVING " + list.label + " <> '' ORDER BY 3 DESC, 2 LIMIT 200"
		var err error
		*list.to, err = collect(c.ctx, c.store.reader, func(t *data.Tally) []any { return []any{&t.Key, &t.Label, &t.N} }, query, args...)
		if err != nil {
			return err
		}
	}
	return nil
}
