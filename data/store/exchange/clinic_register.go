package exchange

import (
	"slices"
	"strings"

	"waymark/data/exchange/change"
	"waymark/data/store"
)

// The PC of a surgery has the clinics of its surgeries and, of the clients, what its
// reception types and needs to find someone. These are the same tables as elsewhere:
// a column that it does not have is empty there, and is neither sent nor received.
//
// A device that holds everything sees to it that each surgery has what it should
// (clinic_send.go): it hands a row over whole, with the clock of when it did so, and
// takes it back in the same way when it is not the surgery's any more. The later of
// the two counts. What the PC of a surgery itself changed goes to all who read its
// part, column by column, like any other change (clinic_take.go).

// way says which way a column goes between the PC of a surgery and the others.
type way int

const (
	noWay    way = iota // the PC of a surgery does not have it
	outwards            // what is typed there goes to the others, and nothing comes back
	bothWays
)

// entered is the group of no columns that says when a row was given to a surgery.
const entered = 252

var enteredGroup = group{id: entered, way: bothWays}

// clinicPart begins the names of the compartments of surgeries.
const clinicPart = string(Clinics) + "-"

// atDesk reports whether the PC of a surgery has rows of a table.
func (s *spec) atDesk() bool {
	return s.home == Clinics || len(s.columns[Clinics]) > 0 || len(s.outward) > 0
}

// wayOf says which way a column goes.
func (s *spec) wayOf(column string) way {
	switch {
	case slices.Contains(s.outward, column):
		return outwards
	case s.home == Clinics && !slices.Contains(s.columns[Casework], column), slices.Contains(s.columns[Clinics], column):
		return bothWays
	}
	return noWay
}

// setWays says of each group which way it goes. Who changed what else of a client,
// and when, is nothing for a surgery.
func (t *table) setWays() {
	if !t.atDesk() {
		return
	}
	for i := range t.groups {
		g := &t.groups[i]
		switch {
		case g.id == change.Stamped && t.home != Clinics, g.id == change.Born && !t.comes():
			g.way = outwards
		case g.id == change.Stamped, g.id == change.Born:
			g.way = bothWays
		default:
			g.way = t.wayOf(g.names[0])
		}
	}
}

// isGiven reports whether the PC of a surgery always has a group of a row.
func (g *group) isGiven() bool {
	return g.way == bothWays && (len(g.names) != 1 || !slices.Contains(byReception, g.names[0]))
}

// comes reports whether the PC of a surgery is given rows of a table.
func (s *spec) comes() bool { return s.home == Clinics || len(s.columns[Clinics]) > 0 }

// deskDictionary is what the part of a surgery says of the columns of a table.
func (t *table) deskDictionary() change.Table {
	d := change.Table{Number: t.Number}
	for _, g := range t.groups {
		if g.way != noWay {
			d.Groups = append(d.Groups, change.Group{ID: g.id, Columns: g.names})
		}
	}
	return d
}

// readEmpties reads what columns have that are not held.
func (w *work) readEmpties(t *table) error {
	if t.empty != nil {
		return nil
	}
	type column struct {
		name, kind string
		required   bool
	}
	t.empty = map[string]any{}
	return store.Each(w.t.Ctx, w.t, func(c *column) []any { return []any{&c.name, &c.kind, &c.required} }, func(c *column) error {
		t.empty[c.name] = emptyOf(c.kind, c.required)
		return nil
	}, `SELECT name, type, "notnull" FROM pragma_table_info(?)`, t.Name)
}

func emptyOf(kind string, required bool) any {
	switch {
	case !required:
		return nil
	case kind == "INTEGER":
		return int64(0)
	}
	return ""
}

// fillIn adds to a row that is inserted what it must have and does not hold.
func (w *work) fillIn(t *table, names []string, values []any) ([]string, []any, error) {
	if err := w.readEmpties(t); err != nil {
		return nil, nil, err
	}
	value := func(column string) any {
		if i := slices.Index(names, column); i >= 0 {
			return values[i]
		}
		return t.empty[column]
	}
	for _, g := range t.groups {
		for _, c := range g.columns {
			if slices.Contains(names, c) {
				continue
			}
			v := t.empty[c]
			if after, is := strings.CutPrefix(c, "updated_"); is {
				v = value("created_" + after)
			}
			names, values = append(names, c), append(values, v)
		}
	}
	return names, values, nil
}
