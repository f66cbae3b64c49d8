package lists

import (
	"context"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/wordindex"
)

// Surgeries lists the surgeries by name; withRetired also those no longer used.
func (s *Lists) Surgeries(ctx context.Context, withRetired bool) ([]data.Surgery, error) {
	return Surgeries(ctx, s.db, withRetired)
}

// Surgeries reads the surgeries by name.
func Surgeries(ctx context.Context, q store.Querier, withRetired bool) ([]data.Surgery, error) {
	return store.Collect(ctx, q, func(v *data.Surgery) []any {
		return append([]any{&v.ID, &v.Name, &v.Town, &v.Retired, store.OrNull(&v.PartnerID)}, store.StampDest(&v.Stamp)...)
	}, "SELECT id, name, town, retired, partner_id, "+store.StampColumns+" FROM surgery WHERE retired = 0 OR ? ORDER BY name_fold", withRetired)
}

// SaveSurgery adds or changes a surgery. A second of the same name is refused.
func (s *Lists) SaveSurgery(ctx context.Context, v *data.Surgery) error {
	return saveListed(ctx, s.db, v.Validate, func(t *store.Tx) error { return SaveSurgery(t, v) })
}

// SaveSurgery writes a surgery within a transaction.
func SaveSurgery(t *store.Tx, v *data.Surgery) error {
	if err := mayBelong(t, "surgery", v.ID, v.PartnerID); err != nil {
		return err
	}
	return t.Save("surgery", &v.ID, &v.Stamp, "", []store.Field{
		{"name", v.Name}, {"name_fold", fold.Text(v.Name)}, {"town", v.Town}, {"retired", v.Retired}, {"partner_id", store.Ref(v.PartnerID)},
	})
}

// Staff lists the staff by name; withRetired also those who have left.
func (s *Lists) Staff(ctx context.Context, withRetired bool) ([]data.Staff, error) {
	return store.Collect(ctx, s.db, func(v *data.Staff) []any {
		return append([]any{&v.ID, &v.Name, &v.Role, &v.Retired, store.OrNull(&v.PartnerID)}, store.StampDest(&v.Stamp)...)
	}, "SELECT id, name, role, retired, partner_id, "+store.StampColumns+" FROM staff WHERE retired = 0 OR ? ORDER BY name_fold", withRetired)
}

// SaveStaff adds or changes someone. A second of the same name is refused.
func (s *Lists) SaveStaff(ctx context.Context, v *data.Staff) error {
	return saveListed(ctx, s.people, v.Validate, func(t *store.Tx) error { return SaveStaff(t, v) })
}

// SaveStaff writes someone of the staff within a transaction.
func SaveStaff(t *store.Tx, v *data.Staff) error {
	if v.Retired && v.ID != "" {
		var signsIn bool
		if err := t.Value(&signsIn, "SELECT EXISTS (SELECT 1 FROM person_access WHERE staff_id = ? AND ended_at = '' AND role <> '')", v.ID); err != nil {
			return err
		}
		if signsIn {
			return data.NewProblem(data.CodeRefused, "This person still signs in. End their access in Settings, People, and then mark them as left.")
		}
	}
	if err := mayBelong(t, "staff", v.ID, v.PartnerID); err != nil {
		return err
	}
	return t.Save("staff", &v.ID, &v.Stamp, "", []store.Field{
		{"name", v.Name}, {"name_fold", fold.Text(v.Name)}, {"role", v.Role}, {"retired", v.Retired}, {"partner_id", store.Ref(v.PartnerID)},
	})
}

// Reasons lists the reasons in their order; withRetired also those no longer used.
func (s *Lists) Reasons(ctx context.Context, withRetired bool) ([]data.Reason, error) {
	return Reasons(ctx, s.db, withRetired)
}

// Reasons reads the reasons in their order.
func Reasons(ctx context.Context, q store.Querier, withRetired bool) ([]data.Reason, error) {
	return store.Collect(ctx, q, func(v *data.Reason) []any {
		return append([]any{&v.ID, &v.Name, &v.Position, &v.Retired}, store.StampDest(&v.Stamp)...)
	}, "SELECT id, name, position, retired, "+store.StampColumns+" FROM reason WHERE retired = 0 OR ? ORDER BY position, name_fold", withRetired)
}

// SaveReason adds or changes a reason; a new one without a Position goes to the
// end. A second of the same name is refused.
func (s *Lists) SaveReason(ctx context.Context, v *data.Reason) error {
	return saveListed(ctx, s.db, v.Validate, func(t *store.Tx) error { return SaveReason(t, v) })
}

// SaveReason writes a reason within a transaction.
func SaveReason(t *store.Tx, v *data.Reason) error {
	if v.Position == 0 {
		if err := t.Value(&v.Position, "SELECT coalesce(max(position), 0) + 1 FROM reason"); err != nil {
			return err
		}
	}
	return saveIndexed(t, "reason", "service_need", v.ID, v.Name, func() error {
		return t.Save("reason", &v.ID, &v.Stamp, "", []store.Field{
			{"name", v.Name}, {"name_fold", fold.Text(v.Name)}, {"position", v.Position}, {"retired", v.Retired},
		})
	})
}

// saveIndexed saves a reason or category. Services are searched by its name, so
// a new name goes into the search index of those that have it.
func saveIndexed(t *store.Tx, table, list string, id data.ID, name string, save func() error) error {
	var renamed bool
	if err := t.Value(&renamed, "SELECT EXISTS (SELECT 1 FROM "+table+" WHERE id = ? AND name <> ?)", id, name); err != nil { // table is our own
		return err
	}
	if err := save(); err != nil || !renamed {
		return err
	}
	services, err := store.Collect(t.Ctx, t, func(seq *int64) []any { return []any{seq} },
		"SELECT service_seq FROM "+list+" WHERE "+table+"_id = ?", id) // list and table are our own
	for _, seq := range services {
		if err == nil {
			err = wordindex.IndexService(t, seq)
		}
	}
	return err
}

// Categories lists the categories by name; withRetired also those no longer used.
func (s *Lists) Categories(ctx context.Context, withRetired bool) ([]data.Category, error) {
	return store.Collect(ctx, s.db, func(v *data.Category) []any {
		return append([]any{&v.ID, &v.Name, &v.Retired}, store.StampDest(&v.Stamp)...)
	}, "SELECT id, name, retired, "+store.StampColumns+" FROM category WHERE retired = 0 OR ? ORDER BY name_fold", withRetired)
}

// SaveCategory adds or changes a category. A second of the same name is refused.
func (s *Lists) SaveCategory(ctx context.Context, v *data.Category) error {
	return saveListed(ctx, s.db, v.Validate, func(t *store.Tx) error { return SaveCategory(t, v) })
}

// SaveCategory writes a category within a transaction.
func SaveCategory(t *store.Tx, v *data.Category) error {
	return saveIndexed(t, "category", "service_category", v.ID, v.Name, func() error {
		return t.Save("category", &v.ID, &v.Stamp, "", []store.Field{
			{"name", v.Name}, {"name_fold", fold.Text(v.Name)}, {"retired", v.Retired},
		})
	})
}

func saveListed(ctx context.Context, door *store.Door, validate func() error, save func(*store.Tx) error) error {
	if err := validate(); err != nil {
		return err
	}
	return door.Write(ctx, store.Change{Kind: store.ChangedLists}, func(t *store.Tx) error { return SameName(save(t)) })
}

// SameName says in words that a name is taken.
func SameName(err error) error {
	if store.NotUnique(err) {
		return data.FieldErrors{{Field: "Name", Sentence: "This name is already in use (it may be retired). Use that entry or enter a different name."}}
	}
	return err
}
