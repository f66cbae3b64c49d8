package directory

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/store"
)

// CountServices says how many of the services that f finds each further filter
// would leave. For lists of which one is chosen (need, area, category,
// language, day, part of day) the counts are those without that choice, so
// that another can be taken in its place.
func (s *Directory) CountServices(ctx context.Context, f data.ServiceFilter) (*data.ServiceCounts, error) {
	words, err := s.askedFor(ctx, f)
	if err != nil {
		return nil, err
	}
	days, err := s.CheckDays(ctx)
	if err != nil {
		return nil, err
	}
	c := &serviceCounter{store: s, ctx: ctx, words: *words, today: s.db.Today()}
	c.checkedFrom = c.today.AddDays(-days)
	if kept, err := c.kept(f); err != nil || kept != nil {
		return kept, store.Problem(err)
	}
	counts, err := c.count(f, facetLists)
	if err != nil {
		return nil, store.Problem(err)
	}
	return counts, store.Problem(c.withoutChoice(f, counts))
}

// serviceCounter works out the counts beside the filters of one search.
type serviceCounter struct {
	store       *Directory
	ctx         context.Context //nolint:containedctx // a counter lives no longer than the call it serves
	words       asked
	today       data.Date
	checkedFrom data.Date
}

// facetList is a list of which one entry can be chosen.
type facetList struct {
	chosen func(*data.ServiceFilter) bool
	clear  func(*data.ServiceFilter)
	of     func(*data.ServiceCounts) *[]data.Tally
	// What the entries are, from h, the services found.
	key, label, join string
}

var facetLists = []facetList{
	{func(f *data.ServiceFilter) bool { return f.NeedID != "" }, func(f *data.ServiceFilter) { f.NeedID = "" },
		func(c *data.ServiceCounts) *[]data.Tally { return &c.Needs },
		"r.id", "r.name", " JOIN service_need x ON x.service_seq = h.seq JOIN reason r ON r.id = x.reason_id"},
	{func(f *data.ServiceFilter) bool { return f.CategoryID != "" }, func(f *data.ServiceFilter) { f.CategoryID = "" },
		func(c *data.ServiceCounts) *[]data.Tally { return &c.Categories },
		"k.id", "k.name", " JOIN service_category x ON x.service_seq = h.seq JOIN category k ON k.id = x.category_id"},
	{func(f *data.ServiceFilter) bool { return f.Area != "" }, func(f *data.ServiceFilter) { f.Area = "" },
		func(c *data.ServiceCounts) *[]data.Tally { return &c.Areas }, "h.area COLLATE NOCASE", "h.area", ""},
	{func(f *data.ServiceFilter) bool { return f.Language != "" }, func(f *data.ServiceFilter) { f.Language = "" },
		func(c *data.ServiceCounts) *[]data.Tally { return &c.Languages },
		"x.language COLLATE NOCASE", "x.language", " JOIN service_language x ON x.service_seq = h.seq"},
}

// withoutChoice counts again, without it, each list of which one is chosen.
func (c *serviceCounter) withoutChoice(f data.ServiceFilter, counts *data.ServiceCounts) error {
	for _, list := range facetLists {
		if !list.chosen(&f) {
			continue
		}
		bare := f
		list.clear(&bare)
		other, err := c.count(bare, []facetList{list})
		if err != nil {
			return err
		}
		*list.of(counts) = *list.of(other)
	}
	if f.Day == 0 && f.Part == 0 {
		return nil
	}
	day, part := f, f
	day.Day, part.Part = 0, 0
	byDay, err := c.count(day, nil)
	if err != nil {
		return err
	}
	byPart, err := c.count(part, nil)
	if err != nil {
		return err
	}
	counts.Days, counts.Parts = byDay.Days, byPart.Parts
	return nil
}

// count goes over the services that a filter finds once, and counts all there
// is to count of them.
func (c *serviceCounter) count(f data.ServiceFilter, lists []facetList) (*data.ServiceCounts, error) {
	counts := &data.ServiceCounts{Delivery: map[data.Delivery]int{}, Days: map[data.Weekday]int{}, Parts: map[data.DayPart]int{}}
	flags := c.flags(f, counts)
	found := []string{"v.seq", "v.area"}
	selects := []string{"count(*)"}
	dest := []any{&counts.Total}
	numbers := make([]int, len(flags))
	for i, flag := range flags {
		found = append(found, fmt.Sprintf("(%s) AS f%d", flag.condition, i))
		selects = append(selects, fmt.Sprintf("coalesce(sum(f%d), 0)", i))
		dest = append(dest, &numbers[i])
	}
	texts := make([]string, len(lists))
	for i, list := range lists {
		selects = append(selects, `(SELECT json_group_array(json_array(k, l, n)) FROM (SELECT `+list.key+` AS k, `+list.label+` AS l, count(*) AS n
			FROM h`+list.join+` GROUP BY 1 HAVING l <> '' ORDER BY 3 DESC, 2 LIMIT 200))`)
		dest = append(dest, &texts[i])
	}
	q := serviceQuery(f, c.words, c.today)
	args := append(q.args, sql.Named("checkedfrom", c.checkedFrom), sql.Named("staff", c.store.db.Actor()))
	query := "WITH h AS MATERIALIZED (SELECT " + strings.Join(found, ", ") + q.from + q.where + ") SELECT " + strings.Join(selects, ", ") + " FROM h"
	if err := c.store.db.QueryRowContext(c.ctx, query, args...).Scan(dest...); err != nil {
		return nil, err
	}
	for i, flag := range flags {
		flag.keep(numbers[i])
	}
	for i, list := range lists {
		tallies, err := talliesOf(texts[i])
		if err != nil {
			return nil, err
		}
		*list.of(counts) = tallies
	}
	return counts, nil
}

// talliesOf reads [[key, label, count], …].
func talliesOf(text string) ([]data.Tally, error) {
	var rows [][3]any
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return nil, err
	}
	tallies := make([]data.Tally, 0, len(rows))
	for _, r := range rows {
		key, _ := r[0].(string)
		label, _ := r[1].(string)
		n, _ := r[2].(float64)
		tallies = append(tallies, data.Tally{Key: key, Label: label, N: int(n)})
	}
	return tallies, nil
}

// flag is a condition that is counted.
type flag struct {
	condition string
	keep      func(int)
}

// flags are the conditions that can be switched on, and the days and parts.
func (c *serviceCounter) flags(f data.ServiceFilter, counts *data.ServiceCounts) []flag {
	into := func(to *int) func(int) { return func(n int) { *to = n } }
	suits := "1"
	if f.For != nil {
		suits = "NOT " + unsuited(f.For)
	}
	flags := []flag{
		{"v.free = 'yes'", into(&counts.Free)}, {"v.wheelchair = 'yes'", into(&counts.Wheelchair)},
		{"v.room IN ('room', 'few')", into(&counts.HasRoom)}, {"coalesce(v.last_checked >= @checkedfrom, 0)", into(&counts.Checked)},
		{suits, into(&counts.Suits)},
		{"v.id IN (SELECT service_id FROM service_mark WHERE staff_id = @staff AND favourite)", into(&counts.Favourites)},
	}
	for _, way := range data.DeliveryWays() {
		flags = append(flags, flag{fmt.Sprintf("instr(v.delivery, '%s') > 0", way.Value), func(n int) { counts.Delivery[way.Value] = n }})
	}
	for d := data.Monday; d <= data.Sunday; d++ {
		flags = append(flags, flag{fmt.Sprintf("v.times & %d <> 0", data.At(d, f.Part)), func(n int) { counts.Days[d] = n }})
	}
	for p := data.Morning; p <= data.Evening; p++ {
		flags = append(flags, flag{fmt.Sprintf("v.times & %d <> 0", data.At(f.Day, p)), func(n int) { counts.Parts[p] = n }})
	}
	return flags
}
