package visits

import (
	"cmp"
	"context"
	"slices"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// Columns select a whole visit of From for Scan. The booking says the day, the
// hour and who goes, if there is one.
const Columns = `v.id, v.client_id, a.id, v.contact_id, CASE WHEN a.id IS NULL THEN v.staff_id ELSE a.staff_id END, coalesce(a.on_day, v.on_day),
	coalesce(a.at, v.at), coalesce(a.minutes, v.minutes), v.position, v.address, v.postcode, v.access, v.people, v.hazards, v.arrived_at, v.finished_at, v.words, v.photos, v.created_at, v.created_by, v.updated_at, v.updated_by`

// From are visits, v, each with its booking, a.
const From = "visit v LEFT JOIN appointment a ON a.id = v.appointment_id AND a.removed_at IS NULL"

// Scan returns where Columns go.
func Scan(v *data.Visit) []any {
	return append([]any{&v.ID, &v.ClientID, store.OrNull(&v.AppointmentID), store.OrNull(&v.ContactID), store.OrNull(&v.StaffID), &v.On, &v.At,
		&v.Minutes, &v.Position, &v.Address, &v.Postcode, &v.Access, &v.People, &v.Hazards, store.AtOrNever(&v.ArrivedAt), store.AtOrNever(&v.FinishedAt),
		&v.Words, &v.Photos}, store.StampDest(&v.Stamp)...)
}

// Save adds the plan of a visit (empty ID) or changes it. How far the visit has
// come is not touched.
func (s *Visits) Save(ctx context.Context, v *data.Visit) error {
	if err := v.Validate(); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedVisit, &v.ClientID, func(t *store.Tx) error {
		if v.StaffID == "" {
			v.StaffID = t.Actor
		}
		if v.ID == "" {
			return SaveVisit(t, v)
		}
		return t.Update("visit", v.ID, &v.Stamp, v.ClientID, plan(v))
	})
}

// SaveVisit writes a whole visit within a transaction.
func SaveVisit(t *store.Tx, v *data.Visit) error {
	return t.Save("visit", &v.ID, &v.Stamp, v.ClientID, append(plan(v), []store.Field{
		{"client_id", v.ClientID}, {"contact_id", store.Ref(v.ContactID)}, {"position", v.Position},
		{"arrived_at", store.InstantOrNever(v.ArrivedAt)}, {"finished_at", store.InstantOrNever(v.FinishedAt)}, {"words", v.Words}, {"photos", v.Photos},
	}...))
}

func plan(v *data.Visit) []store.Field {
	return []store.Field{
		{"appointment_id", store.Ref(v.AppointmentID)}, {"staff_id", store.Ref(v.StaffID)}, {"on_day", v.On}, {"at", v.At}, {"minutes", v.Minutes},
		{"address", v.Address}, {"postcode", v.Postcode}, {"access", v.Access}, {"people", v.People}, {"hazards", v.Hazards},
	}
}

// Visit reads one visit with everything found on it and on the one before;
// CodeNotFound if there is none.
func (s *Visits) Visit(ctx context.Context, id data.ID) (*data.VisitRecord, error) {
	var r *data.VisitRecord
	err := s.db.Look(ctx, func(t *store.Tx) error {
		var err error
		r, err = read(t, id)
		return err
	})
	if err == nil {
		s.db.Opened("visit", id, r.ClientID)
	}
	return r, err
}

func read(t *store.Tx, id data.ID) (*data.VisitRecord, error) {
	r, err := readOne(t, id)
	if err != nil {
		return nil, err
	}
	if r.Settings, err = settings(t.Ctx, t); err != nil {
		return nil, err
	}
	client, err := store.One(t.Ctx, t, casework.ScanClient, "SELECT "+casework.ClientColumns+" FROM client c WHERE c.id = ?", r.ClientID)
	if err != nil {
		return nil, err
	}
	r.Client = *client
	if err := t.Value(&r.Staff, "SELECT coalesce((SELECT name FROM staff WHERE id = ?), '')", r.StaffID); err != nil {
		return nil, err
	}
	var before data.ID
	err = t.Value(&before, `SELECT v.id FROM `+From+` WHERE v.client_id = ?1 AND v.id <> ?2 AND v.removed_at IS NULL AND v.arrived_at <> ''
		AND (coalesce(a.on_day, v.on_day) < ?3 OR coalesce(a.on_day, v.on_day) = ?3 AND v.id < ?2) ORDER BY coalesce(a.on_day, v.on_day) DESC, v.id DESC LIMIT 1`,
		r.ClientID, r.ID, r.On)
	switch {
	case store.MissingRow(err):
		return r, nil
	case err != nil:
		return nil, err
	}
	if r.Last, err = readOne(t, before); err == nil {
		r.Last.Settings = r.Settings
	}
	return r, err
}

// readOne reads a visit with its parts.
func readOne(t *store.Tx, id data.ID) (*data.VisitRecord, error) {
	v, err := store.One(t.Ctx, t, Scan, "SELECT "+Columns+" FROM "+From+" WHERE v.id = ? AND v.removed_at IS NULL", id)
	if err != nil {
		return nil, err
	}
	r := &data.VisitRecord{Visit: *v}
	if r.Findings, err = findingsOf(t, id); err != nil {
		return nil, err
	}
	if r.Decisions, err = decisionsOf(t, id); err != nil {
		return nil, err
	}
	r.Photos, err = store.Collect(t.Ctx, t, func(p *data.VisitPhoto) []any {
		return append([]any{&p.ID, &p.VisitID, &p.ClientID, &p.Caption, &p.Width, &p.Height}, store.StampDest(&p.Stamp)...)
	}, "SELECT id, visit_id, client_id, caption, width, height, "+store.StampColumns+" FROM visit_photo WHERE visit_id = ? AND removed_at IS NULL ORDER BY id", id)
	return r, err
}

// List returns the visits that f asks for, by day, then in the order of travel.
// A home visit that is booked and has no plan yet is listed with an empty ID; see
// Adopt.
func (s *Visits) List(ctx context.Context, f data.VisitFilter) ([]data.VisitRow, error) {
	from, to := f.From.String(), "9999-12-31"
	if f.From.IsZero() {
		from = ""
	}
	if !f.To.IsZero() {
		to = f.To.String()
	}
	rows, err := store.Collect(ctx, s.db, scanRow, "SELECT "+Columns+rowColumns+`
		FROM `+From+` JOIN client c ON c.id = v.client_id LEFT JOIN staff st ON st.id = coalesce(a.staff_id, v.staff_id)
		LEFT JOIN postcode p ON p.postcode = CASE WHEN v.address = '' AND v.postcode = '' THEN c.postcode ELSE v.postcode END
		WHERE v.id IN (SELECT id FROM visit WHERE on_day BETWEEN ?1 AND ?2
			UNION ALL SELECT x.id FROM appointment b JOIN visit x ON x.appointment_id = b.id WHERE b.on_day BETWEEN ?1 AND ?2)
		AND coalesce(a.on_day, v.on_day) BETWEEN ?1 AND ?2 AND v.removed_at IS NULL AND (?3 = '' OR coalesce(a.staff_id, v.staff_id) = ?3)
		AND (?4 = '' OR v.client_id = ?4) AND (v.arrived_at <> '' OR a.id IS NULL OR a.state NOT IN ('cancelled', 'did_not_attend')) LIMIT 500`,
		from, to, f.StaffID, f.ClientID)
	if err != nil {
		return nil, err
	}
	booked, err := s.unplanned(ctx, from, to, f)
	if err != nil {
		return nil, err
	}
	list := make([]data.VisitRow, 0, len(rows)+len(booked))
	for _, r := range append(rows, booked...) {
		r.settle()
		list = append(list, r.VisitRow)
	}
	slices.SortStableFunc(list, func(a, b data.VisitRow) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(placed(a.Position), placed(b.Position)), compareBlankLast(a.At, b.At), cmp.Compare(a.ID, b.ID))
	})
	return list, nil
}

// placed puts visits that no one has put in order after those that are.
func placed(position int) int {
	if position == 0 {
		return 1 << 20
	}
	return position
}

func compareBlankLast(a, b string) int {
	if (a == "") != (b == "") {
		return cmp.Compare(len(b), len(a))
	}
	return cmp.Compare(a, b)
}

// unplanned are the home visits that are booked and have no plan yet.
func (s *Visits) unplanned(ctx context.Context, from, to string, f data.VisitFilter) ([]listed, error) {
	return store.Collect(ctx, s.db, func(r *listed) []any {
		return []any{store.OrNull(&r.AppointmentID), &r.ClientID, store.OrNull(&r.StaffID), &r.On, &r.At, &r.Minutes, &r.Client, &r.BirthDate, &r.Phone,
			&r.Alert, &r.Staff, &r.client.Address, &r.client.Town, &r.client.Postcode, &r.lat, &r.long}
	}, `SELECT a.id, a.client_id, a.staff_id, a.on_day, a.at, a.minutes, trim(c.given_names || ' ' || c.family_name), c.birth_date, c.phone,
		c.alert, coalesce(st.name, ''), c.address, c.town, c.postcode, p.latitude, p.longitude
		FROM appointment a JOIN client c ON c.id = a.client_id LEFT JOIN staff st ON st.id = a.staff_id LEFT JOIN postcode p ON p.postcode = c.postcode
		WHERE a.kind = 'home_visit' AND a.on_day BETWEEN ?1 AND ?2 AND a.removed_at IS NULL AND a.state IN ('booked', 'arrived', 'in_room')
		AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.appointment_id = a.id) AND (?3 = '' OR a.staff_id = ?3) AND (?4 = '' OR a.client_id = ?4) LIMIT 500`,
		from, to, f.StaffID, f.ClientID)
}

// Adopt begins the plan of a home visit that is booked, or gives the one there is.
func (s *Visits) Adopt(ctx context.Context, appointment data.ID) (data.ID, error) {
	var id, client data.ID
	err := s.db.WriteAbout(ctx, store.ChangedVisit, &client, func(t *store.Tx) error {
		a, err := casework.Appointment(t.Ctx, t, appointment)
		if err != nil {
			return err
		}
		client = a.ClientID
		err = t.Value(&id, "SELECT id FROM visit WHERE appointment_id = ? AND removed_at IS NULL LIMIT 1", appointment)
		if !store.MissingRow(err) {
			return err
		}
		v := data.Visit{ClientID: client, AppointmentID: a.ID, StaffID: a.StaffID, On: a.On, At: a.At, Minutes: a.Minutes}
		err = SaveVisit(t, &v)
		id = v.ID
		return err
	})
	return id, err
}

// listed is a row of the list as it is read.
type listed struct {
	data.VisitRow
	client    data.Client
	lat, long *float64
}

const rowColumns = `, trim(c.given_names || ' ' || c.family_name), c.birth_date, c.phone, c.alert, coalesce(st.name, ''), c.address, c.town, c.postcode,
	p.latitude, p.longitude, (SELECT count(*) FROM visit_decision d WHERE d.visit_id = v.id AND d.state = 'open' AND d.removed_at IS NULL),
	EXISTS (SELECT 1 FROM lone_card k WHERE k.visit_id = v.id AND k.out_at <> '' AND k.back_at = ''),
	EXISTS (SELECT 1 FROM lone_card k WHERE k.visit_id = v.id AND k.back_at <> '')`

func scanRow(r *listed) []any {
	return append(Scan(&r.Visit), &r.Client, &r.BirthDate, &r.Phone, &r.Alert, &r.Staff, &r.client.Address, &r.client.Town, &r.client.Postcode,
		&r.lat, &r.long, &r.Open, &r.Out, &r.Back)
}

func (r *listed) settle() {
	full := data.VisitRecord{Visit: r.Visit, Client: r.client}
	r.Where, r.Place = full.Where(), r.client.Postcode
	if r.Address != "" || r.Postcode != "" {
		r.Place = r.Postcode
	}
	if r.lat != nil && r.long != nil {
		r.Latitude, r.Longitude, r.Located = *r.lat, *r.long, true
	}
}

// Locate returns where a postcode is, as far as the service's list of postcodes
// says.
func (s *Visits) Locate(ctx context.Context, postcode string) (latitude, longitude float64, known bool, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT latitude, longitude FROM postcode WHERE postcode = ?", postcode).Scan(&latitude, &longitude)
	if store.MissingRow(err) {
		return 0, 0, false, nil
	}
	return latitude, longitude, err == nil, store.Problem(err)
}

// SetOrder keeps in which order the visits of a day are made.
func (s *Visits) SetOrder(ctx context.Context, ids []data.ID) error {
	return s.db.Write(ctx, store.Change{Kind: store.ChangedVisit}, func(t *store.Tx) error {
		for i, id := range ids {
			var client data.ID
			if err := t.Value(&client, "SELECT client_id FROM visit WHERE id = ? AND removed_at IS NULL", id); err != nil {
				return err
			}
			if err := t.Set("visit", id, store.Field{"position", i + 1}); err != nil {
				return err
			}
			if err := t.Audit("change", "visit", id, client, "position"); err != nil {
				return err
			}
		}
		return nil
	})
}

// Remove removes a visit that was entered in error and has not begun; it is
// kept, unseen.
func (s *Visits) Remove(ctx context.Context, id data.ID) error {
	var client data.ID
	return s.db.WriteAbout(ctx, store.ChangedVisit, &client, func(t *store.Tx) error {
		v, err := begun(t, id)
		if err != nil {
			return err
		}
		client = v.ClientID
		if !v.ArrivedAt.IsZero() {
			return data.NewProblem(data.CodeRefused, "This visit has begun, so it stays on the record.")
		}
		if err := booking(t, v, func(a *data.Appointment) error {
			return casework.MarkAppointment(t, a, data.AppointmentCancelled, "The home visit was removed")
		}); err != nil {
			return err
		}
		return t.Update("visit", id, &data.Stamp{}, client, []store.Field{{"removed_at", store.Instant(t.Now)}})
	})
}

// booking runs fn on the booking of a visit, if it has one.
func booking(t *store.Tx, v *data.Visit, fn func(*data.Appointment) error) error {
	if v.AppointmentID == "" {
		return nil
	}
	a, err := casework.Appointment(t.Ctx, t, v.AppointmentID)
	if err != nil {
		return err
	}
	t.Also(store.Change{Kind: store.ChangedDiary, ClientID: v.ClientID})
	return fn(a)
}

// begun reads a visit within a transaction that will change it.
func begun(t *store.Tx, id data.ID) (*data.Visit, error) {
	return store.One(t.Ctx, t, Scan, "SELECT "+Columns+" FROM "+From+" WHERE v.id = ? AND v.removed_at IS NULL", id)
}
