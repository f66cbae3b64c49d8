package store

import (
	"database/sql/driver"
	"slices"
	"strings"
)

// Part is one row of a table of parts: its key within the record, and its value
// where it has one.
type Part = struct{ Key, Value any }

// SetParts makes the parts of a record those given, and writes only what
// differs. owner is what the first column of the table's key holds.
func (t *Tx) SetParts(name string, owner any, parts []Part) error {
	if err := t.keepsOwner(name, owner); err != nil {
		return err
	}
	return t.setParts(name, owner, parts)
}

func (t *Tx) setParts(name string, owner any, parts []Part) error {
	spec := register[name]
	wanted := map[any]any{}
	for _, p := range parts {
		key, value := plain(p.Key), plain(p.Value)
		if _, twice := wanted[key]; !twice {
			wanted[key] = value
		}
	}
	held, err := t.heldParts(name, owner)
	if err != nil {
		return err
	}
	for key, value := range held {
		if to, ok := wanted[key]; ok && to == value {
			delete(wanted, key)
			continue
		}
		if _, err := t.execute("DELETE FROM "+name+where(spec.key), owner, key); err != nil { // name is our own
			return err
		}
	}
	for _, p := range parts {
		key := plain(p.Key)
		if value, ok := wanted[key]; ok {
			delete(wanted, key)
			if err := t.addPart(name, owner, Part{key, value}); err != nil {
				return err
			}
		}
	}
	return nil
}

// AddPart adds one part to a record that is new or is known not to have it.
func (t *Tx) AddPart(name string, owner any, p Part) error {
	if err := t.keepsOwner(name, owner); err != nil {
		return err
	}
	return t.addPart(name, owner, p)
}

func (t *Tx) addPart(name string, owner any, p Part) error {
	spec := register[name]
	columns, values := spec.key, []any{owner, p.Key}
	if len(spec.columns) > 0 {
		columns, values = append(slices.Clip(columns), spec.columns[0]), append(values, p.Value)
	}
	_, err := t.execute(strings.Replace(insertion(name, columns), "INSERT", "INSERT OR IGNORE", 1), values...)
	return err
}

func (t *Tx) heldParts(name string, owner any) (map[any]any, error) {
	spec := register[name]
	value := "NULL"
	if len(spec.columns) > 0 {
		value = spec.columns[0]
	}
	rows, err := Collect(t.Ctx, t, func(p *Part) []any { return []any{&p.Key, &p.Value} },
		"SELECT "+spec.key[1]+", "+value+" FROM "+name+where(spec.key[:1]), owner) // names are our own
	held := make(map[any]any, len(rows))
	for _, r := range rows {
		held[r.Key] = r.Value
	}
	return held, err
}

// plain is a value as the driver would hand it back.
func plain(v any) any {
	p, err := driver.DefaultParameterConverter.ConvertValue(v)
	if err != nil {
		return v
	}
	return p
}
