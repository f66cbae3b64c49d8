package openreferral

import (
	"fmt"
	"maps"
	"path"
	"slices"

	"waymark/data"
)

// hangs are the tables whose rows say something of a service, a place, a contact or an
// organisation. Links to terms may be to anything.
var hangs = map[string]bool{"addresses": true, "accessibility": true, "contacts": true, "phones": true, "schedules": true,
	"service_areas": true, "languages": true, "cost_options": true, "eligibilities": true}

// sayOrphans hands on, last, which rows of the package say something of what it does not
// have. Where a package is read in parts, they cannot be told from those of other parts.
func (a *archive) sayOrphans(j *joined, emitted map[string]bool, yield func(*data.SourceEntry, error) bool) error {
	var tables []string
	rows := 0
	for _, table := range slices.Sorted(maps.Keys(j.orphans)) {
		rows += j.orphans[table]
		tables = append(tables, fmt.Sprintf("%s of %s", data.Plural(j.orphans[table], "row", "rows"), path.Base(a.tables[table])))
	}
	strangers := 0
	for id := range j.services {
		if !emitted[id] {
			strangers++
		}
	}
	why := "%s have no service, place or organisation in the package, and were left out."
	if rows == 1 {
		why = "%s has no service, place or organisation in the package, and was left out."
	}
	file := data.Place{File: path.Base(a.tables["services"])}
	if len(tables) > 0 && !yield(&data.SourceEntry{At: file, Skip: fmt.Sprintf(why, data.Capital(data.JoinAnd(tables)))}, nil) {
		return errStopped
	}
	if strangers > 0 && !yield(&data.SourceEntry{At: file, Skip: data.Plural(strangers, "service that other tables name is", "services that other tables name are") + " not in services.csv, so those rows were left out."}, nil) {
		return errStopped
	}
	return nil
}
