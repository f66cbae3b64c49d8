package sources

import (
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/directory"
	"waymark/data/store/lists"
)

// held is the service that an entry belongs to, with what its source said last.
type held struct {
	seq     int64 // of service_source; 0: not linked yet
	service *data.Service
	said    said
	other   bool // the entry was merged into this service, which it does not describe
}

// place finds the service of an entry, compares, and writes what is to be.
func (i *importer) place(e *data.SourceEntry, row *data.ImportRow) error {
	h, unchanged, err := i.find(e, row)
	if err == nil && !unchanged && i.anotherService(e, h) {
		i.ownKey(e, row)
		h, unchanged, err = i.find(e, row)
	}
	switch {
	case err != nil:
		return err
	case unchanged:
		row.Outcome, row.Written = data.OutcomeUnchanged, data.OutcomeUnchanged
		return i.stillThere(h.seq)
	case h.service == nil:
		row.Outcome, row.Written = data.OutcomeNew, data.OutcomeNew
		return i.add(e, row)
	}
	row.Outcome, row.Written = data.OutcomeUnchanged, data.OutcomeUnchanged
	if i.compare(e, h, row) {
		row.Outcome, row.Written = data.OutcomeChanged, data.OutcomeChanged
	}
	if i.o.DryRun {
		i.linked[h.seq] = true
		return nil
	}
	if row.Written == data.OutcomeChanged {
		if err := i.linkNames(e, h, row); err != nil {
			return err
		}
		if err := directory.SaveService(i.t, h.service); err != nil {
			return err
		}
	}
	return i.link(h.seq, e, row)
}

// find looks an entry up. unchanged is true when neither the source nor
// anyone here has changed anything since the last import, so that nothing
// more needs to be read.
func (i *importer) find(e *data.SourceEntry, row *data.ImportRow) (h held, unchanged bool, err error) {
	var id data.ID
	var written, updated, last string
	if i.newSource && !looksLikeID(e.Key) {
		return h, false, nil
	}
	err = i.t.Values(`SELECT x.seq, x.service_id, x.said, x.written, v.updated_at FROM service_source x JOIN service v ON v.id = x.service_id
		WHERE x.source = ? AND x.key = ?`, []any{i.o.Source, e.Key}, &h.seq, &id, &last, &written, &updated)
	switch {
	case err == nil:
		h.said = said(last)
		i.now.says = i.now.says.keeping(h.said, e.Unsaid)
		if written == updated && h.said == i.now.says {
			row.ServiceID = id
			return h, true, nil
		}
	case !store.MissingRow(err):
		return h, false, err
	default:
		// An export of our own brings our own ids back.
		if id, err = directory.Survivor(i.t, data.ID(e.Key)); store.MissingRow(err) {
			return h, false, nil
		}
		h.other = string(id) != e.Key
	}
	if err != nil {
		return h, false, err
	}
	row.ServiceID = id
	h.service, err = directory.Service(i.t.Ctx, i.t, id)
	return h, false, err
}

// looksLikeID is true for what may be an ID of our own: a UUID.
func looksLikeID(key string) bool { return len(key) == 36 && strings.Count(key, "-") == 4 }

// compare finds what differs, field by field, takes the source's word into the
// service where no one here has changed it, and says whether anything did.
func (i *importer) compare(e *data.SourceEntry, h held, row *data.ImportRow) (changed bool) {
	ours, theirs := i.heldValues(h.service), entryValues(e)
	for n := range theirs {
		if ours[n] == theirs[n] || silent(e, n, theirs[n]) {
			continue
		}
		same, known := h.said.is(n, theirs[n])
		mine, _ := h.said.is(n, ours[n])
		c := data.FieldChange{Was: i.shown(h.service, n), Becomes: shownOf(e, n), Field: fieldLabel(n), Kept: h.other || known && (same || !mine)}
		switch {
		case n < len(importFields) && importFields[n].Name == "LastChecked":
			if h.other || theirs[n] < ours[n] {
				continue // someone here has made sure of it since
			}
			c.Kept = false
		case c.Kept && theirs[n] == "":
			continue // something added here, of which the source never said anything
		}
		row.Changes = append(row.Changes, c)
		if c.Kept {
			continue
		}
		changed = true
		accept(n, h.service, &e.Service)
	}
	return changed
}

// accept takes one field of a source into the service here. Categories and needs
// are taken by linkNames.
func accept(n int, to, from *data.Service) {
	if n >= len(importFields) {
		return
	}
	importFields[n].Set(to, importFields[n].Get(from))
	if importFields[n].Name == "LastChecked" {
		to.LastCheckedBy, to.CheckedHow = "", from.CheckedHow
	}
}

func (i *importer) heldValues(v *data.Service) []string {
	return append(serviceValues(v), nameList(i.namesOf(v.Categories)), nameList(i.namesOf(v.Needs)))
}

func (i *importer) namesOf(ids []data.ID) []string {
	names := make([]string, len(ids))
	for n, id := range ids {
		names[n] = i.names[id]
	}
	return names
}

// shown is a value of a service for people.
func (i *importer) shown(v *data.Service, n int) string {
	switch n - len(importFields) {
	case categoriesAt:
		return strings.Join(i.namesOf(v.Categories), ", ")
	case needsAt:
		return strings.Join(i.namesOf(v.Needs), ", ")
	}
	return inWords(n, v)
}

// inWords is the value of a field for people, where what is kept is a code.
func inWords(n int, v *data.Service) string {
	text := importFields[n].Get(v)
	switch {
	case text == "":
		return ""
	case importFields[n].Name == "Status":
		return v.Status.Label()
	case importFields[n].Name == "Room":
		return v.Room.Label()
	case importFields[n].Name == "Delivery":
		labels := make([]string, len(v.Delivery))
		for i, d := range v.Delivery {
			labels[i] = d.Label()
		}
		return strings.Join(labels, ", ")
	}
	return text
}

func shownOf(e *data.SourceEntry, n int) string {
	switch n - len(importFields) {
	case categoriesAt:
		return strings.Join(e.Categories, ", ")
	case needsAt:
		return strings.Join(e.Needs, ", ")
	}
	return inWords(n, &e.Service)
}

// silent reports whether a source says nothing of a field, rather than that it is
// empty.
func silent(e *data.SourceEntry, n int, value string) bool {
	return value == "" && slices.Contains(e.Unsaid, fieldName(n))
}

// fieldName is what data.SourceEntry.Unsaid calls a value.
func fieldName(n int) string {
	if n < len(importFields) {
		return importFields[n].Name
	}
	return fieldLabel(n)
}

func fieldLabel(n int) string {
	switch n - len(importFields) {
	case categoriesAt:
		return "Categories"
	case needsAt:
		return "Needs"
	}
	return importFields[n].Label
}

// recogniseNeeds takes a category that is called like a reason as a need, too.
func (i *importer) recogniseNeeds(e *data.SourceEntry) {
	for _, c := range e.Categories {
		if _, ok := i.reasons[fold.Text(c)]; ok {
			e.Needs = append(e.Needs, c)
		}
	}
	known := e.Needs[:0]
	for _, n := range e.Needs {
		if id, ok := i.reasons[fold.Text(n)]; ok {
			known = append(known, i.reasonName[id])
		}
	}
	e.Needs = known
}

// linkNames puts the categories and needs of an entry into the service, unless
// they were changed here.
func (i *importer) linkNames(e *data.SourceEntry, h held, row *data.ImportRow) error {
	applied := map[string]bool{}
	for _, c := range row.Changes {
		applied[c.Field] = !c.Kept
	}
	if applied["Categories"] {
		ids, err := i.categoryIDs(e.Categories)
		if err != nil {
			return err
		}
		h.service.Categories = ids
	}
	if applied["Needs"] {
		h.service.Needs = i.reasonIDs(e.Needs)
	}
	return nil
}

func (i *importer) reasonIDs(names []string) []data.ID {
	var ids []data.ID
	for _, n := range names {
		ids = append(ids, i.reasons[fold.Text(n)])
	}
	return ids
}

// categoryIDs finds the categories, and makes those that there are not yet.
func (i *importer) categoryIDs(names []string) ([]data.ID, error) {
	var ids []data.ID
	for _, name := range names {
		folded := fold.Text(name)
		if folded == "" {
			continue
		}
		id, ok := i.categories[folded]
		if !ok {
			c := data.Category{Name: name}
			if err := c.Validate(); err != nil {
				continue // too long to be a category
			}
			if err := lists.SaveCategory(i.t, &c); err != nil {
				return nil, err
			}
			id = c.ID
			i.categories[folded], i.names[id] = id, c.Name
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// add writes an entry as a new service.
func (i *importer) add(e *data.SourceEntry, row *data.ImportRow) error {
	if i.o.DryRun {
		return nil
	}
	v := &e.Service
	var err error
	if v.Categories, err = i.categoryIDs(e.Categories); err != nil {
		return err
	}
	v.Needs = i.reasonIDs(e.Needs)
	v.ID = ""
	if err := directory.InsertService(i.t, v, i.now.indexed); err != nil {
		return err
	}
	row.ServiceID = v.ID
	return i.link(0, e, row)
}

// link keeps what the source said this time. Where an edit made here differs
// from it, written stays blank, so that it is compared and told every time.
func (i *importer) link(seq int64, e *data.SourceEntry, row *data.ImportRow) error {
	i.linked[seq] = true
	if i.o.DryRun {
		return nil
	}
	written := ""
	switch {
	case row.Written == data.OutcomeNew:
		written = store.Instant(i.t.Now)
	case !slices.ContainsFunc(row.Changes, func(c data.FieldChange) bool { return c.Kept }):
		if err := i.t.Value(&written, "SELECT updated_at FROM service WHERE id = ?", row.ServiceID); err != nil {
			return err
		}
	}
	now := store.Instant(i.t.Now)
	if seq != 0 {
		return i.t.Derive("UPDATE service_source SET said = ?, written = ?, seen_at = ?, gone_on = NULL WHERE seq = ?",
			[]byte(i.now.says), written, now, seq)
	}
	result, err := i.t.DeriveResult("INSERT INTO service_source (source, key, service_id, said, written, seen_at) VALUES (?, ?, ?, ?, ?, ?)",
		i.o.Source, e.Key, row.ServiceID, []byte(i.now.says), written, now)
	if err != nil {
		return err
	}
	seq, err = result.LastInsertId()
	i.linked[seq] = true
	return err
}

// stillThere notes that the source still has an entry that did not change.
func (i *importer) stillThere(seq int64) error {
	i.linked[seq] = true
	if i.o.DryRun {
		return nil
	}
	return i.t.Derive("UPDATE service_source SET gone_on = NULL WHERE seq = ? AND gone_on IS NOT NULL", seq)
}
