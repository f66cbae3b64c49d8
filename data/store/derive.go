package store

import (
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Derive runs a statement that writes only what is derived or belongs to this
// PC: a derived or local table, or the derived columns of a record.
func (t *Tx) Derive(query string, args ...any) error {
	_, err := t.DeriveResult(query, args...)
	return err
}

// DeriveResult is derive, and returns the driver's result.
func (t *Tx) DeriveResult(query string, args ...any) (sql.Result, error) {
	if _, known := t.prepared[query]; !known {
		if err := mayDerive(query); err != nil {
			return nil, err
		}
	}
	return t.execute(query, args...)
}

var (
	writesTable = regexp.MustCompile(`^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+(\w+)`)
	setsColumns = regexp.MustCompile(`(?s)\sSET\s(.*?)(?:\sFROM\s|\sWHERE\s|$)`)
	setColumn   = regexp.MustCompile(`(?:^|,)\s*(\w+)\s*=`)
)

// mayDerive returns an error if a statement writes to records.
func mayDerive(query string) error {
	match := writesTable.FindStringSubmatch(query)
	if match == nil {
		return fmt.Errorf("not a statement that writes: %s", query)
	}
	spec, known := register[match[1]]
	switch {
	case !known:
		return fmt.Errorf("the table %s is not in the register", match[1])
	case spec.kind == derived || spec.kind == local:
		return nil
	}
	sets := setsColumns.FindStringSubmatch(query)
	if !strings.HasPrefix(strings.TrimSpace(query), "UPDATE") || sets == nil {
		return fmt.Errorf("the table %s holds records: write it with a change entry", match[1])
	}
	for _, c := range setColumn.FindAllStringSubmatch(sets[1], -1) {
		if !slices.Contains(spec.derives, c[1]) {
			return fmt.Errorf("%s.%s is not derived: write it with a change entry", match[1], c[1])
		}
	}
	return nil
}
