package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"waymark/data"
	"waymark/data/fold"
)

const serviceColumns = `v.id, v.organisation_id, coalesce(g.name, ''), v.name, v.description, v.referring, v.eligibility, v.cost, v.days,
	v.contact_name, v.phone, v.email, v.web, v.address, v.postcode, v.area, v.min_age, v.max_age, v.status, v.waiting,
	v.last_checked, v.last_checked_by, v.checked_how, v.created_at, v.created_by, v.updated_at, v.updated_by`

func scanService(v *data.Service) []any {
	return append([]any{&v.ID, orNull(&v.OrganisationID), &v.Organisation, &v.Name, &v.Description, &v.Referring, &v.Eligibility,
		&v.Cost, &v.Days, &v.ContactName, &v.Phone, &v.Email, &v.Web, &v.Address, &v.Postcode, &v.Area, &v.MinAge, &v.MaxAge,
		&v.Status, &v.Waiting, &v.LastChecked, orNull(&v.LastCheckedBy), &v.CheckedHow}, stampDest(&v.Stamp)...)
}

// Service reads one service; CodeNotFound when there is none.
func (s *Store) Service(ctx context.Context, id data.ID) (*data.Service, error) {
	return service(ctx, s.reader, id)
}

func service(ctx context.Context, q querier, id data.ID) (*data.Service, error) {
	v, err := one(ctx, q, scanService,
		"SELECT "+serviceColumns+" FROM service v LEFT JOIN organisation g ON g.id = v.organisation_id WHERE v.id = ?", id)
	if err != nil {
		return nil, err
	}
	scan := func(id *data.ID) []any { return []any{id} }
	v.Needs, err = collect(ctx, q, scan, `SELECT r.id FROM service_need n JOIN reason r ON r.id = n.reason_id
		WHERE n.service_seq = (SELECT seq FROM service WHERE id = ?) ORDER BY r.position`, id)
	if err != nil {
		return nil, err
	}
	v.Categories, err = collect(ctx, q, scan, `SELECT k.id FROM service_category n JOIN category k ON k.id = n.category_id
		WHERE n.service_seq = (SELECT seq FROM service WHERE id = ?) ORDER BY k.name_fold`, id)
	return v, err
}

// SaveService adds a service (empty ID) or changes one. Its organisation is
// found by name, and made when there is none of that name.
func (s *Store) SaveService(ctx context.Context, v *data.Service) error {
	if v.Status == "" {
		v.Status = data.ServiceActive
	}
	if err := v.Validate(s.options.Clock.Today()); err != nil {
		return err
	}
	return s.write(ctx, Change{Kind: ChangedDirectory}, func(t *tx) error { return t.saveService(v) })
}

func (t *tx) saveService(v *data.Service) error {
	if err := t.linkOrganisation(v); err != nil {
		return err
	}
	if err := t.save("service", &v.ID, &v.Stamp, "", []field{
		{"organisation_id", ref(v.OrganisationID)}, {"name", v.Name}, {"sort_name", fold.Text(v.Name)},
		{"description", v.Description}, {"referring", v.Referring}, {"eligibility", v.Eligibility}, {"cost", v.Cost},
		{"days", v.Days}, {"contact_name", v.ContactName}, {"phone", v.Phone}, {"email", v.Email}, {"web", v.Web},
		{"address", v.Address}, {"postcode", v.Postcode}, {"area", v.Area}, {"min_age", v.MinAge}, {"max_age", v.MaxAge},
		{"status", v.Status}, {"waiting", v.Waiting}, {"last_checked", v.LastChecked},
		{"last_checked_by", ref(v.LastCheckedBy)}, {"checked_how", v.CheckedHow},
	}); err != nil {
		return err
	}
	var seq int64
	if err := t.value(&seq, "SELECT seq FROM service WHERE id = ?", v.ID); err != nil {
		return err
	}
	if err := t.linkAll("service_need", "reason_id", seq, v.Needs); err != nil {
		return err
	}
	if err := t.linkAll("service_category", "category_id", seq, v.Categories); err != nil {
		return err
	}
	return t.indexService(seq)
}

// linkOrganisation finds the organisation by its name, or makes it.
func (t *tx) linkOrganisation(v *data.Service) error {
	v.OrganisationID = ""
	if v.Organisation == "" {
		return nil
	}
	folded := fold.Text(v.Organisation)
	if folded == "" { // a name of marks alone, such as "+"
		folded = v.Organisation
	}
	err := t.value(&v.OrganisationID, "SELECT id FROM organisation WHERE name_fold = ?", folded)
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	v.OrganisationID = t.store.options.NewID() // its own, not the one that a load gave the service
	var stamp data.Stamp
	return t.insert("organisation", &v.OrganisationID, &stamp, "", []field{{"name", v.Organisation}, {"name_fold", folded}})
}

func (t *tx) linkAll(table, column string, seq int64, ids []data.ID) error {
	if _, err := t.exec("DELETE FROM "+table+" WHERE service_seq = ?", seq); err != nil { // table is our own
		return err
	}
	for _, id := range ids {
		if _, err := t.exec("INSERT OR IGNORE INTO "+table+" ("+column+", service_seq) VALUES (?, ?)", id, seq); err != nil { // names are our own
			return err
		}
	}
	return nil
}

// indexService writes the folded text of one service to the search index.
func (t *tx) indexService(seq int64) error {
	var name, categories, needs, organisation, area, description, eligibility string
	err := t.values(`SELECT v.name, coalesce(g.name, ''), v.area, v.description, v.eligibility,
		coalesce((SELECT group_concat(k.name, ' ') FROM service_category n JOIN category k ON k.id = n.category_id WHERE n.service_seq = v.seq), ''),
		coalesce((SELECT group_concat(r.name, ' ') FROM service_need n JOIN reason r ON r.id = n.reason_id WHERE n.service_seq = v.seq), '')
		FROM service v LEFT JOIN organisation g ON g.id = v.organisation_id WHERE v.seq = ?`, []any{seq},
		&name, &organisation, &area, &description, &eligibility, &categories, &needs)
	if err != nil {
		return err
	}
	if _, err := t.exec("DELETE FROM service_fts WHERE rowid = ?", seq); err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO service_fts (rowid, name, category, organisation, area, description) VALUES (?, ?, ?, ?, ?, ?)",
		seq, fold.Text(name), fold.Text(categories+" "+needs), fold.Text(organisation), fold.Text(area), fold.Text(description+" "+eligibility))
	return err
}

// MarkServiceChecked says that somebody made sure of an entry and that nothing
// had changed. It does not count as an edit.
func (s *Store) MarkServiceChecked(ctx context.Context, id data.ID, on data.Date, how string) error {
	if err := s.dayHappened(on); err != nil {
		return err
	}
	return s.write(ctx, Change{Kind: ChangedDirectory}, func(t *tx) error {
		result, err := t.exec("UPDATE service SET last_checked = ?, last_checked_by = ?, checked_how = ? WHERE id = ?",
			on, ref(t.actor), data.Tidy(how), id)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, sql.ErrNoRows)
		}
		return t.audit("check", "service", id, "", "last_checked")
	})
}

// Areas lists the areas that services name.
func (s *Store) Areas(ctx context.Context) ([]string, error) {
	return collect(ctx, s.reader, func(a *string) []any { return []any{a} },
		"SELECT DISTINCT area FROM service WHERE area <> '' AND status <> 'defunct' ORDER BY area COLLATE NOCASE LIMIT 500")
}

// Organisations gives organisations with a word that begins like each of words.
func (s *Store) Organisations(ctx context.Context, words string) ([]data.Organisation, error) {
	conditions, args := []string{"1"}, []any{}
	for _, w := range fold.Words(words) {
		conditions = append(conditions, "(' ' || name_fold) LIKE ?")
		args = append(args, "% "+w+"%")
	}
	return collect(ctx, s.reader, func(o *data.Organisation) []any {
		return append([]any{&o.ID, &o.Name, &o.Phone, &o.Email, &o.Web}, stampDest(&o.Stamp)...)
	}, "SELECT id, name, phone, email, web, "+stampColumns+" FROM organisation WHERE "+strings.Join(conditions, " AND ")+
		" ORDER BY name_fold LIMIT 50", args...)
}
