package answers

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/interchange/table"
)

// columns is what all columns of a list hold.
type columns struct {
	blocks []block
	roles  roles
	asks   []string
	// signedIn is the column with who was signed in, when nothing else says
	// whose answers they are; else -1.
	signedIn int
	// standIn is a column with the day of the answers that has none, or -1.
	standIn int
	// unread is a column that is called the day of the answers and whose cells are no
	// days, or -1.
	unread int
	// begun is the column with the time at which a questionnaire was begun, or -1.
	begun int
	// undated are columns of days that none of several times side by side has.
	undated []int
	zones   map[int]*time.Location // in which a column's times are written
	states  stateColumns
	// within are the columns at which the codes of people may begin again.
	within []int
	// record is REDCap's number of the record, where a code of the person's own says who
	// they are on one row of a record alone; else -1.
	record int
	// title is the column of forms of address, or -1.
	title int
}

// Options says how a list is read.
type Options struct {
	// Catalogue scores the answers, to compare them with totals of the list.
	Catalogue *instrument.Catalogue
	// Definition is the questionnaire that was answered.
	Definition *instrument.Definition
	Map        *Map           // nil: the list speaks for itself
	Overrule   table.Overrule // what is detected wrongly
	Today      data.Date      // no answer is later
	DayGiven   bool           // the caller has a day for answers without one
	// Guide opens a list whose items are not found as well, if it has columns enough
	// for them, with the question which they are, so that a person can say so one by one.
	Guide bool
	// Tell is called with how many rows were looked through when the list is opened;
	// nil: no one is told.
	Tell func(rows int)

	path string
}

// columnsOf finds out what the columns hold. No blocks and no error: the items
// are not among them.
func columnsOf(file *table.File, o Options) (*columns, error) {
	l := newLookout(o.Definition, file.Header)
	c := &columns{signedIn: -1, standIn: -1, unread: -1, record: -1, title: titleColumn(file), begun: begun(file.Header), zones: zonesOf(file)}
	free := make([]int, len(file.Header))
	for i := range free {
		free[i] = i
	}
	free = slices.DeleteFunc(free, func(i int) bool { return quizColumn(file.Header, i) })
	named, err := o.Map.roles(file.Header)
	if err != nil {
		return nil, err
	}
	for _, column := range named {
		free = slices.DeleteFunc(free, func(f int) bool { return f == column })
	}
	if c.blocks, err = l.find(file, free, o); err != nil || c.blocks == nil {
		return nil, err
	}
	for _, b := range c.blocks {
		for _, column := range b.items {
			free = slices.DeleteFunc(free, func(f int) bool { return f == column })
		}
	}
	c.roles = rolesOf(file.Header, free, func(r role, column int) bool {
		return allowed(r, file, column, o.Today) && (r != roleTime || len(c.blocks) == 1) && !o.Map.leavesOut(r)
	})
	for r, column := range named {
		if column < 0 {
			c.roles[r] = column // known to be none
		}
	}
	c.asks = l.asks
	(&whose{file: file, free: free, c: c, o: o}).settle()
	c.timeByContents(file, free)
	c.askTime(file, free)
	c.dropGroup(file)
	maps.Copy(c.roles, named)
	if !o.Map.leavesOut(roleDate) {
		l.dated(c.blocks, free)
		l.datesInOrder(c, file, free, o.Today)
		if err := c.tellDates(o.Map, file.Header); err != nil {
			return nil, err
		}
	}
	c.states = l.statesOf(file, free, c.blocks)
	l.ownDay(c, file, free, o)
	c.byContents(file, free, o)
	c.onlyStandIns(file, free, o.Today)
	c.within = c.placesAmong(file, free)
	return c, nil
}

// find finds the columns of the items: those that a Map names, and the others by
// their headings. A Map with times side by side names all of them.
func (l *lookout) find(file *table.File, free []int, o Options) ([]block, error) {
	told, err := o.Map.blocks(file.Header)
	if err != nil || len(o.Map.Sets) > 0 {
		return told, err
	}
	var found []block
	for _, find := range []func() ([]block, error){
		func() ([]block, error) { return l.blocks(free) },
		func() ([]block, error) { return l.byLetters(free) },
		func() ([]block, error) { return l.fromSource(free, o) },
	} {
		if found, err = find(); err != nil || found != nil {
			break
		}
	}
	switch {
	case told == nil:
		return found, err
	case err == nil && len(found) == 1:
		found[0].rename(o.Map.Items, told[0].items)
		if len(found[0].items) > 0 {
			return found, nil
		}
	}
	l.asks = nil
	if without := l.without(told[0]); len(without) > 0 && len(told[0].items) > 0 {
		l.asks = append(l.asks, noColumnFor(without, told[0].when))
	}
	return told, nil
}

// rename gives items the columns that a person named. A column is that of one item.
func (b *block) rename(named map[int]string, columns map[int]int) {
	for item, name := range named {
		delete(b.items, item)
		column, ok := columns[item]
		if !ok && name == noColumn {
			continue
		}
		for other, at := range b.items {
			if at == column {
				delete(b.items, other)
			}
		}
	}
	maps.Copy(b.items, columns)
}

// askTime tells of a column that is called a time and was not understood.
func (c *columns) askTime(file *table.File, free []int) {
	if _, known := c.roles[roleTime]; known || len(c.blocks) > 1 {
		return
	}
	for _, column := range free {
		key := headingKey(file.Header[column])
		n := differentCells(file, column)
		if plainTimes[key] && n > 1 && n <= mostTimes && n*2 <= len(file.Sample) {
			c.asks = append(c.asks, fmt.Sprintf("The column “%s” was not understood as saying which time it was, so it was left out. If it does. Say so with --map: {\"time\": %q, \"times\": {\"…\": \"baseline\", \"…\": \"follow_up\"}}.",
				file.Header[column], file.Header[column]))
		}
	}
}

// plainTimes are headings that speak of a time and of little else.
var plainTimes = setOf("time", "timepoint", "time point", "wave", "visit", "stage", "tp", "pre post", "prepost", "phase", "occasion", "assessment", "assessment point", "assessment time", "assessment stage", "survey wave")

// fromSource finds the items of a short questionnaire among those of the one
// that it is derived from.
func (l *lookout) fromSource(free []int, o Options) ([]block, error) {
	source, ok := o.Catalogue.ByID(o.Definition.Scoring.DerivedFrom)
	if !ok {
		return nil, nil
	}
	long := newLookout(source, l.header)
	blocks, err := long.blocks(free)
	if err == nil && blocks == nil {
		blocks, err = long.byLetters(free)
		l.asks = append(l.asks, long.asks...)
	}
	sources := l.sources()
	for i, b := range blocks {
		own := map[int]int{}
		for number, column := range b.items {
			if item, ok := sources[number]; ok {
				own[item] = column
			}
		}
		blocks[i].items = own
	}
	return blocks, err
}

// weakTimes are headings of times that often hold something else; a bare number
// beneath them says nothing.
var weakTimes = setOf("type", "session", "test", "period", "survey", "round", "administration", "survey type", "assessment type", "questionnaire type", "follow up")

// dropGroup leaves out a column that is called the person but has the same value
// on most rows, when nothing would tell one row of a person from another.
func (c *columns) dropGroup(file *table.File) {
	column := c.roles.of(rolePerson)
	timed, dated := c.roles.of(roleTime) >= 0, c.roles.of(roleDate) >= 0
	if column < 0 || len(file.Sample) < 10 {
		return
	}
	different := differentCells(file, column)
	if different < 3 || !timed && !dated && different*2 < len(file.Sample) { // yes and no, 0 and 1: a group, whatever it is called
		delete(c.roles, rolePerson)
		c.asks = append(c.asks, fmt.Sprintf("The column “%s” has the same value on many rows, so it does not say whose answers they are. Is that right?", file.Header[column]))
	}
}

func differentCells(file *table.File, column int) int {
	different := map[string]bool{}
	for _, row := range file.Sample {
		different[data.Tidy(row.Cells[column])] = true
	}
	return len(different)
}

// allowed is false when the cells of a column cannot be what its heading says.
func allowed(r role, file *table.File, column int, today data.Date) bool {
	filled, fit := 0, 0
	weak := weakTimes[headingKey(file.Header[column])]
	for _, row := range file.Sample {
		cell := data.Tidy(row.Cells[column])
		if isBlank(cell) {
			continue
		}
		filled++
		ok := true
		switch r {
		case roleDate, roleBirth:
			var day data.Date
			day, ok = dayOf(cell, today)
			ok = ok && (r == roleBirth || !standIn(day)) || american(cell)
		case roleTime:
			_, ok = timeOf(timeTokens(cell))
			ok = ok && (!weak || !isDigits(cellKey(cell)))
		case roleMode:
			_, ok = modeOf(cell)
		}
		if ok {
			fit++
		}
	}
	return filled > 0 && (fit*2 > filled || fit*2 == filled && r != roleTime)
}

// roles are the columns that a Map names.
func (m *Map) roles(header []string) (roles, error) {
	found := roles{}
	for r, name := range m.named() {
		if name == "" {
			continue
		}
		if m.leavesOut(r) {
			found[r] = -1
			continue
		}
		at, err := columnOf(header, name)
		if err != nil {
			return nil, err
		}
		found[r] = at
	}
	return found, nil
}

// blocks are the items that a Map names; nil when it names none.
func (m *Map) blocks(header []string) ([]block, error) {
	sets := m.Sets
	if len(m.Items) > 0 {
		sets = append([]MapSet{{Items: m.Items}}, sets...)
	}
	var all []block
	for _, set := range sets {
		b := block{items: map[int]int{}, date: -1}
		if set.Time != "" {
			words := tokens(set.Time)
			var ok bool
			if b.when, ok = timeOf(words); !ok {
				b.when.kind = unknown
			}
		}
		for item, name := range set.Items {
			if name == noColumn {
				continue
			}
			at, err := columnOf(header, name)
			if err != nil {
				return nil, err
			}
			b.items[item] = at
		}
		if set.Date != "" {
			at, err := columnOf(header, set.Date)
			if err != nil {
				return nil, err
			}
			b.date = at
		}
		all = append(all, b)
	}
	return all, nil
}

// checkItems returns an error if a Map names unknown items or answers, or
// one column for two items.
func (m *Map) checkItems(d *instrument.Definition) error {
	for _, set := range append([]MapSet{{Items: m.Items}}, m.Sets...) {
		named := map[string]bool{}
		for item, column := range set.Items {
			if _, ok := d.Item(item); !ok {
				return data.NewProblem(data.CodeInvalid, fmt.Sprintf("The map names an item %d; %s has the items 1 to %d.", item, d.ShortName, len(d.Items)))
			}
			if named[column] && column != noColumn {
				return data.NewProblem(data.CodeInvalid, fmt.Sprintf("The map names the column “%s” for two items. Enter each its own.", column))
			}
			named[column] = true
		}
	}
	for cell, value := range m.Values {
		if !slices.ContainsFunc(d.Items, func(item instrument.Item) bool { return d.LabelOf(item, value) != "" }) {
			return data.NewProblem(data.CodeInvalid, fmt.Sprintf("The map says that “%s” counts for %d, which is no answer of %s.", cell, value, d.ShortName))
		}
	}
	return nil
}
