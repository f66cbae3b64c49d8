package directory

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/data/store/wordindex"
)

// ServiceColumns select a whole service, v, with its organisation, g, for ScanService.
const ServiceColumns = `v.id, v.organisation_id, coalesce(g.name, ''), v.name, v.other_names, v.description, v.referring, v.eligibility,
	v.cost, v.days, v.contact_name, v.phone, v.email, v.web, v.address, v.postcode, v.area, v.min_age, v.max_age, v.status,
	v.closed_until, v.room, v.waiting, v.delivery, v.wheelchair, v.access, v.latitude, v.longitude,
	v.last_checked, v.last_checked_by, v.checked_how, v.created_at, v.created_by, v.updated_at, v.updated_by`

// ScanService returns where ServiceColumns go.
func ScanService(v *data.Service) []any {
	return append([]any{&v.ID, store.OrNull(&v.OrganisationID), &v.Organisation, &v.Name, &v.OtherNames, &v.Description, &v.Referring,
		&v.Eligibility, &v.Cost, &v.Days, &v.ContactName, &v.Phone, &v.Email, &v.Web, &v.Address, &v.Postcode, &v.Area,
		&v.MinAge, &v.MaxAge, &v.Status, &v.ClosedUntil, &v.Room, &v.Waiting, set[data.Delivery]{&v.Delivery}, &v.Wheelchair,
		&v.Access, &v.Latitude, &v.Longitude, &v.LastChecked, store.OrNull(&v.LastCheckedBy), &v.CheckedHow}, store.StampDest(&v.Stamp)...)
}

// set reads words kept in one column, with spaces between.
type set[T ~string] struct{ to *[]T }

// Scan implements sql.Scanner.
func (w set[T]) Scan(src any) error {
	var text string
	if err := store.OrNull(&text).Scan(src); err != nil {
		return err
	}
	*w.to = nil
	for _, word := range strings.Fields(text) {
		*w.to = append(*w.to, T(word))
	}
	return nil
}

func joined[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, " ")
}

// Service reads one service; CodeNotFound when there is none.
func (s *Directory) Service(ctx context.Context, id data.ID) (*data.Service, error) {
	return Service(ctx, s.db, id)
}

// Service reads one service with its lists.
func Service(ctx context.Context, q store.Querier, id data.ID) (*data.Service, error) {
	v, err := store.One(ctx, q, ScanService,
		"SELECT "+ServiceColumns+" FROM service v LEFT JOIN organisation g ON g.id = v.organisation_id WHERE v.id = ?", id)
	if err != nil {
		return nil, err
	}
	scan := func(id *data.ID) []any { return []any{id} }
	v.Needs, err = store.Collect(ctx, q, scan, `SELECT r.id FROM service_need n JOIN reason r ON r.id = n.reason_id
		WHERE n.service_seq = (SELECT seq FROM service WHERE id = ?) ORDER BY r.position`, id)
	if err != nil {
		return nil, err
	}
	v.Categories, err = store.Collect(ctx, q, scan, `SELECT k.id FROM service_category n JOIN category k ON k.id = n.category_id
		WHERE n.service_seq = (SELECT seq FROM service WHERE id = ?) ORDER BY k.name_fold`, id)
	if err != nil {
		return nil, err
	}
	v.Languages, err = store.Collect(ctx, q, func(l *string) []any { return []any{l} }, `SELECT language FROM service_language
		WHERE service_seq = (SELECT seq FROM service WHERE id = ?) ORDER BY position`, id)
	return v, err
}

// SaveService adds a service (empty ID) or changes one. Its organisation is
// found by name, and made when there is none of that name.
func (s *Directory) SaveService(ctx context.Context, v *data.Service) error {
	if v.Status == "" {
		v.Status = data.ServiceActive
	}
	if err := v.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedDirectory}, func(t *store.Tx) error { return SaveService(t, v) })
}

// SaveService writes a service within a transaction, with its lists and its place in the search index.
func SaveService(t *store.Tx, v *data.Service) error {
	if err := linkOrganisation(t, v); err != nil {
		return err
	}
	place, err := placeOf(t, v)
	if err != nil {
		return err
	}
	changed, err := listsChanged(t, v)
	if err != nil {
		return err
	}
	if err := t.Save("service", &v.ID, &v.Stamp, "", append(serviceFields(v, t.Today()), place...), changed...); err != nil {
		return err
	}
	var seq int64
	if err := t.Value(&seq, "SELECT seq FROM service WHERE id = ?", v.ID); err != nil {
		return err
	}
	lists := listsOf(v)
	for _, table := range serviceLists {
		if err := t.SetParts(table, seq, lists[table]); err != nil {
			return err
		}
	}
	return wordindex.IndexService(t, seq)
}

// listsChanged names the lists of a service, kept in tables of their own, that
// differ from what is stored.
func listsChanged(t *store.Tx, v *data.Service) (names []string, err error) {
	if v.ID == "" || t.Given != "" {
		return nil, nil
	}
	was, err := Service(t.Ctx, t, v.ID)
	if err != nil {
		return nil, err
	}
	if !store.SameSet(was.Needs, v.Needs) {
		names = append(names, "needs")
	}
	if !store.SameSet(was.Categories, v.Categories) {
		names = append(names, "categories")
	}
	if !store.SameSet(was.Languages, v.Languages) {
		names = append(names, "languages")
	}
	return names, nil
}

// InsertService writes a service that is new without asking the database for
// what was just written: an import has many.
func InsertService(t *store.Tx, v *data.Service, folded wordindex.Indexed) error {
	if err := linkOrganisation(t, v); err != nil {
		return err
	}
	place, err := placeOf(t, v)
	if err != nil {
		return err
	}
	seq, err := t.InsertRow("service", &v.ID, &v.Stamp, "", append(serviceFields(v, t.Today()), place...))
	if err != nil {
		return err
	}
	lists := listsOf(v)
	for _, table := range serviceLists {
		for _, p := range lists[table] {
			if err := t.AddPart(table, seq, p); err != nil {
				return err
			}
		}
	}
	return wordindex.InsertIndexed(t, seq, folded)
}

func serviceFields(v *data.Service, today data.Date) []store.Field {
	return []store.Field{
		{"organisation_id", store.Ref(v.OrganisationID)}, {"name", v.Name}, {"sort_name", fold.Text(v.Name)}, {"other_names", v.OtherNames},
		{"description", v.Description}, {"referring", v.Referring}, {"eligibility", v.Eligibility}, {"cost", v.Cost},
		{"days", v.Days}, {"contact_name", v.ContactName}, {"phone", v.Phone}, {"email", v.Email}, {"web", v.Web},
		{"address", v.Address}, {"postcode", v.Postcode}, {"area", v.Area}, {"min_age", v.MinAge}, {"max_age", v.MaxAge},
		{"status", v.Status}, {"closed_until", v.ClosedUntil}, {"room", v.Room}, {"waiting", v.Waiting},
		{"delivery", joined(v.Delivery)}, {"wheelchair", v.Wheelchair}, {"access", v.Access},
		{"latitude", v.Latitude}, {"longitude", v.Longitude},
		{"free", freeOn(v.Cost, today)}, {"times", timesOn(v.Days, today)},
		{"last_checked", v.LastChecked}, {"last_checked_by", store.Ref(v.LastCheckedBy)}, {"checked_how", v.CheckedHow},
	}
}

// placeOf is where a service is: at its postcode when that is known, else
// where its source says.
func placeOf(t *store.Tx, v *data.Service) ([]store.Field, error) {
	var latitude, longitude any
	if v.Latitude != 0 || v.Longitude != 0 {
		latitude, longitude = v.Latitude, v.Longitude
	}
	if v.Postcode != "" && !store.Remember[BulkWrite](t).NoPostcodes {
		var lat, lon float64
		err := t.Values("SELECT latitude, longitude FROM postcode WHERE postcode = ?", []any{v.Postcode}, &lat, &lon)
		switch {
		case err == nil:
			latitude, longitude = lat, lon
		case !errors.Is(err, sql.ErrNoRows):
			return nil, err
		}
	}
	return []store.Field{{"place_latitude", latitude}, {"place_longitude", longitude}}, nil
}

// serviceLists are the tables of parts of a service.
var serviceLists = []string{"service_need", "service_category", "service_language"}

// listsOf returns the lists of a service by the table that holds each.
func listsOf(v *data.Service) map[string][]store.Part {
	lists := map[string][]store.Part{}
	for _, id := range v.Needs {
		lists["service_need"] = append(lists["service_need"], store.Part{Key: id})
	}
	for _, id := range v.Categories {
		lists["service_category"] = append(lists["service_category"], store.Part{Key: id})
	}
	for i, language := range v.Languages {
		lists["service_language"] = append(lists["service_language"], store.Part{language, i})
	}
	return lists
}

// BulkWrite is what a transaction that writes many services remembers.
type BulkWrite struct {
	// organisations are those that it found or made, by folded name; nil unless
	// many services are written.
	Organisations map[string]data.ID
	NoPostcodes   bool // no list of postcodes was imported, so none is asked
}

// linkOrganisation finds the organisation by its name, or makes it.
func linkOrganisation(t *store.Tx, v *data.Service) error {
	v.OrganisationID = ""
	if v.Organisation == "" {
		return nil
	}
	folded := fold.Text(v.Organisation)
	if folded == "" { // a name of marks alone, such as "+"
		folded = v.Organisation
	}
	known := store.Remember[BulkWrite](t).Organisations
	if id, ok := known[folded]; ok {
		v.OrganisationID = id
		return nil
	}
	err := t.Value(&v.OrganisationID, "SELECT id FROM organisation WHERE name_fold = ?", folded)
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	v.OrganisationID = t.FreshID() // its own, not the one that a load gave the service
	var stamp data.Stamp
	if known != nil {
		known[folded] = v.OrganisationID
	}
	return t.Insert("organisation", &v.OrganisationID, &stamp, "", []store.Field{{"name", v.Organisation}, {"name_fold", folded}})
}

// MarkServiceChecked says that someone made sure of an entry and that nothing
// had changed. It does not count as an edit.
func (s *Directory) MarkServiceChecked(ctx context.Context, id data.ID, on data.Date, how string) error {
	if err := s.db.DayHappened(on); err != nil {
		return err
	}
	return s.db.Write(ctx, store.Change{Kind: store.ChangedDirectory}, func(t *store.Tx) error {
		if err := t.Set("service", id, store.Field{"last_checked", on}, store.Field{"last_checked_by", store.Ref(t.Actor)}, store.Field{"checked_how", data.Tidy(how)}); err != nil {
			return err
		}
		return t.Audit("check", "service", id, "", "last_checked")
	})
}

// Areas lists the areas that services name.
func (s *Directory) Areas(ctx context.Context) ([]string, error) {
	return store.Collect(ctx, s.db, func(a *string) []any { return []any{a} },
		"SELECT DISTINCT area FROM service WHERE area <> '' AND status <> 'defunct' ORDER BY area COLLATE NOCASE LIMIT 500")
}

// Organisations returns organisations with a word that begins like each of words.
func (s *Directory) Organisations(ctx context.Context, words string) ([]data.Organisation, error) {
	conditions, args := []string{"1"}, []any{}
	for _, w := range fold.Words(words) {
		conditions = append(conditions, "(' ' || name_fold) LIKE ?")
		args = append(args, "% "+w+"%")
	}
	return store.Collect(ctx, s.db, func(o *data.Organisation) []any {
		return append([]any{&o.ID, &o.Name, &o.Phone, &o.Email, &o.Web}, store.StampDest(&o.Stamp)...)
	}, "SELECT id, name, phone, email, web, "+store.StampColumns+" FROM organisation WHERE "+strings.Join(conditions, " AND ")+
		" ORDER BY name_fold LIMIT 50", args...)
}
