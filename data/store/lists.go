package store

import (
	"context"

	"waymark/data"
	"waymark/data/fold"
)

// Surgeries lists the surgeries by name; withRetired also those no longer used.
func (s *Store) Surgeries(ctx context.Context, withRetired bool) ([]data.Surgery, error) {
	return collect(ctx, s.reader, func(v *data.Surgery) []any {
		return append([]any{&v.ID, &v.Name, &v.Town, &v.Retired}, stampDest(&v.Stamp)...)
	}, "SELECT id, name, town, retired, "+stampColumns+" FROM surgery WHERE retired = 0 OR ? ORDER BY name_fold", withRetired)
}

// SaveSurgery adds or changes a surgery. A second of the same name is refused.
func (s *Store) SaveSurgery(ctx context.Context, v *data.Surgery) error {
	return s.saveListed(ctx, v.Validate, func(t *tx) error { return t.saveSurgery(v) })
}

func (t *tx) saveSurgery(v *data.Surgery) error {
	return t.save("surgery", &v.ID, &v.Stamp, "", []field{
		{"name", v.Name}, {"name_fold", fold.Text(v.Name)}, {"town", v.Town}, {"retired", v.Retired},
	})
}

// Staff lists the staff by name; withRetired also those who have left.
func (s *Store) Staff(ctx context.Context, withRetired bool) ([]data.Staff, error) {
	return collect(ctx, s.reader, func(v *data.Staff) []any {
		return append([]any{&v.ID, &v.Name, &v.Role, &v.Retired}, stampDest(&v.Stamp)...)
	}, "SELECT id, name, role, retired, "+stampColumns+" FROM staff WHERE retired = 0 OR ? ORDER BY name_fold", withRetired)
}

// SaveStaff adds or changes somebody. A second of the same name is refused.
func (s *Store) SaveStaff(ctx context.Context, v *data.Staff) error {
	return s.saveListed(ctx, v.Validate, func(t *tx) error { return t.saveStaff(v) })
}

func (t *tx) saveStaff(v *data.Staff) error {
	return t.save("staff", &v.ID, &v.Stamp, "", []field{
		{"name", v.Name}, {"name_fold", fold.Text(v.Name)}, {"role", v.Role}, {"retired", v.Retired},
	})
}

// Reasons lists the reasons in their order; withRetired also those no longer used.
func (s *Store) Reasons(ctx context.Context, withRetired bool) ([]data.Reason, error) {
	return collect(ctx, s.reader, func(v *data.Reason) []any {
		return append([]any{&v.ID, &v.Name, &v.Position, &v.Retired}, stampDest(&v.Stamp)...)
	}, "SELECT id, name, position, retired, "+stampColumns+" FROM reason WHERE retired = 0 OR ? ORDER BY position, name_fold", withRetired)
}

// SaveReason adds or changes a reason; a new one without a Position goes to the
// end. A second of the same name is refused.
func (s *Store) SaveReason(ctx context.Context, v *data.Reason) error {
	return s.saveListed(ctx, v.Validate, func(t *tx) error { return t.saveReason(v) })
}

func (t *tx) saveReason(v *data.Reason) error {
	if v.Position == 0 {
		if err := t.value(&v.Position, "SELECT coalesce(max(position), 0) + 1 FROM reason"); err != nil {
			return err
		}
	}
	return t.saveIndexed("reason", "service_need", v.ID, v.Name, func() error {
		return t.save("reason", &v.ID, &v.Stamp, "", []field{
			{"name", v.Name}, {"name_fold", fold.Text(v.Name)}, {"position", v.Position}, {"retired", v.Retired},
		})
	})
}

// saveIndexed saves a reason or category. Services are searched by its name, so
// a new name goes into the search index of those that have it.
func (t *tx) saveIndexed(table, list string, id data.ID, name string, save func() error) error {
	var renamed bool
	if err := t.value(&renamed, "SELECT EXISTS (SELECT 1 FROM "+table+" WHERE id = ? AND name <> ?)", id, name); err != nil { // table is our own
		return err
	}
	if err := save(); err != nil || !renamed {
		return err
	}
	services, err := collect(t.ctx, t, func(seq *int64) []any { return []any{seq} },
		"SELECT service_seq FROM "+list+" WHERE "+table+"_id = ?", id) // list and table are our own
	for _, seq := range services {
		if err == nil {
			err = t.indexService(seq)
		}
	}
	return err
}

// Categories lists the categories by name; withRetired also those no longer used.
func (s *Store) Categories(ctx context.Context, withRetired bool) ([]data.Category, error) {
	return collect(ctx, s.reader, func(v *data.Category) []any {
		return append([]any{&v.ID, &v.Name, &v.Retired}, stampDest(&v.Stamp)...)
	}, "SELECT id, name, retired, "+stampColumns+" FROM category WHERE retired = 0 OR ? ORDER BY name_fold", withRetired)
}

// SaveCategory adds or changes a category. A second of the same name is refused.
func (s *Store) SaveCategory(ctx context.Context, v *data.Category) error {
	return s.saveListed(ctx, v.Validate, func(t *tx) error { return t.saveCategory(v) })
}

func (t *tx) saveCategory(v *data.Category) error {
	return t.saveIndexed("category", "service_category", v.ID, v.Name, func() error {
		return t.save("category", &v.ID, &v.Stamp, "", []field{
			{"name", v.Name}, {"name_fold", fold.Text(v.Name)}, {"retired", v.Retired},
		})
	})
}

func (s *Store) saveListed(ctx context.Context, validate func() error, save func(*tx) error) error {
	if err := validate(); err != nil {
		return err
	}
	return s.write(ctx, Change{Kind: ChangedSettings}, func(t *tx) error { return sameName(save(t)) })
}

// sameName says in words that a name is taken.
func sameName(err error) error {
	if notUnique(err) {
		return data.FieldErrors{{Field: "Name", Sentence: "There is one of this name already, perhaps among the retired ones. Please use that, or another name."}}
	}
	return err
}
