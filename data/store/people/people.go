// Package people keeps who signs in to a database, what role each has, and how
// they show who they are.
package people

import (
	"context"
	"slices"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// Person is someone of the staff, with what they may do.
type Person struct {
	ID   data.ID
	Name string
	// Role is "" for someone who does not sign in.
	Role access.Role
	// Surgeries are those that a reception works for.
	Surgeries []data.ID
	// Partner is the organisation of a partnership that they work for, "" for none.
	Partner data.ID
	// AllPartners: they see the clients of every partner.
	AllPartners bool
	Ended       time.Time // zero: they may sign in
	Secret      Secret
	CodeUntil   time.Time // until when a code may be used
	LastAt      time.Time // when they signed in last; zero: never
}

// Active reports whether the person may sign in.
func (p *Person) Active() bool { return p.Role != "" && p.Ended.IsZero() }

// Secret is how a person can show who they are.
type Secret string

// The secrets.
const (
	NoSecret   Secret = ""
	Code       Secret = "code" // for one sign-in, at which they choose a passphrase
	Passphrase Secret = "passphrase"
)

// Slots are the places of a protected file that each open it to one person's
// secret. A plain file has none.
type Slots interface {
	// Add lets the owner open the file with a secret, instead of any earlier one.
	Add(ctx context.Context, owner data.ID, secret string) error
	// Remove takes away what the owner opened the file with.
	Remove(ctx context.Context, owner data.ID) error
	// Has reports whether an owner can open the file.
	Has(owner data.ID) (bool, error)
}

// People is the list of people as one session sees it.
type People struct {
	db   *store.Door
	self *store.Door // to one's own passphrase
	// Slots is nil for a plain file.
	Slots Slots
}

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *People {
	return &People{db: db.For(session, access.People), self: db.For(session, access.Self)}
}

const (
	columns = `st.id, st.name, coalesce(a.role, ''), coalesce(a.surgeries, ''), coalesce(a.ended_at, ''),
	CASE WHEN g.hash IS NULL THEN '' WHEN g.once THEN 'code' ELSE 'passphrase' END, coalesce(g.until, ''), coalesce(g.last_at, ''),
	st.partner_id, coalesce(a.all_partners, 0)`
	from = " FROM staff st LEFT JOIN person_access a ON a.staff_id = st.id LEFT JOIN sign_in g ON g.staff_id = st.id"
)

// surgeries reads a list of IDs.
type surgeries struct{ to *[]data.ID }

// Scan implements sql.Scanner.
func (s surgeries) Scan(src any) error {
	*s.to = nil
	text, _ := src.(string)
	for _, id := range strings.Fields(text) {
		*s.to = append(*s.to, data.ID(id))
	}
	return nil
}

func scan(p *Person) []any {
	return []any{&p.ID, &p.Name, &p.Role, surgeries{&p.Surgeries}, store.AtOrNever(&p.Ended), &p.Secret, store.AtOrNever(&p.CodeUntil), store.AtOrNever(&p.LastAt),
		store.OrNull(&p.Partner), &p.AllPartners}
}

// List returns the staff who have not left and everyone who ever signed in, by
// name.
func (s *People) List(ctx context.Context) ([]Person, error) {
	return store.Collect(ctx, s.db, scan, "SELECT "+columns+from+" WHERE st.retired = 0 OR a.staff_id IS NOT NULL ORDER BY st.name_fold")
}

// Of reads one person; CodeNotFound when there is none.
func Of(ctx context.Context, q store.Querier, id data.ID) (*Person, error) {
	return store.One(ctx, q, scan, "SELECT "+columns+from+" WHERE st.id = ?", id)
}

// Choice returns those who may sign in, by name.
func Choice(ctx context.Context, q store.Querier) ([]Person, error) {
	return store.Collect(ctx, q, scan, "SELECT "+columns+from+" WHERE a.ended_at = '' AND a.role <> '' ORDER BY st.name_fold")
}

// SetUp reports whether people sign in to this database. One that was made of an
// export has what they may do, and no passphrases: it is set up anew.
func SetUp(ctx context.Context, q store.Querier) (bool, error) {
	var yes bool
	err := q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM person_access JOIN sign_in USING (staff_id) WHERE ended_at = '' AND role <> '')").Scan(&yes)
	return yes, store.Problem(err)
}

// MayBegin returns those of whom one has to set up sign-in on this PC, by name: the
// managers whom the other PCs of the service know. It is empty in a new service.
func (s *People) MayBegin(ctx context.Context) ([]Person, error) {
	if err := s.db.Ask(access.Write); err != nil {
		return nil, err
	}
	return managers(ctx, s.db)
}

// managers lists those who may manage the whole service, by name.
func managers(ctx context.Context, q store.Querier) ([]Person, error) {
	partnership, err := lists.Partnership(ctx, q)
	if err != nil {
		return nil, err
	}
	return store.Collect(ctx, q, scan, "SELECT "+columns+from+" WHERE a.role = ? AND a.ended_at = '' AND a.all_partners >= ? ORDER BY st.name_fold",
		access.Manager, partnership)
}

// Begin makes someone the first manager: from then on everyone signs in. An empty
// ID adds someone of that name. On another PC of a service in which people sign in
// already, it is one of its managers, and what they may do stays: whoever is at a PC
// that joined could else make a manager of anyone, on every PC.
func (s *People) Begin(ctx context.Context, p *Person, passphrase string) error {
	if err := s.db.Ask(access.Write); err != nil {
		return err
	}
	if err := CheckPassphrase(passphrase, p.Name); err != nil {
		return err
	}
	hash, err := hashOf(passphrase)
	if err != nil {
		return err
	}
	return s.write(ctx, func(t *store.Tx) error {
		if there, err := SetUp(ctx, t); err != nil || there {
			return orElse(err, data.NewProblem(data.CodeRefused, "People sign in to this database already. Ask a manager to add you."))
		}
		if err := first(t, p); err != nil {
			return err
		}
		if err := setSecret(t, p.ID, hash, false, time.Time{}); err != nil {
			return err
		}
		return s.open(ctx, p.ID, passphrase)
	})
}

// first makes someone the manager with whom sign-in begins on this PC.
func first(t *store.Tx, p *Person) error {
	known, err := managers(t.Ctx, t)
	if err != nil {
		return err
	}
	if len(known) > 0 {
		i := slices.IndexFunc(known, func(m Person) bool { return m.ID == p.ID })
		if i < 0 {
			return data.FieldErrors{{Field: "Name", Sentence: "People sign in to this service already. Choose one of its managers."}}
		}
		*p = known[i]
		return nil
	}
	p.Role, p.AllPartners = access.Manager, true
	if p.ID != "" {
		if err := t.Value(store.OrNull(&p.Partner), "SELECT partner_id FROM staff WHERE id = ?", p.ID); err != nil {
			return err
		}
	}
	return save(t, p)
}

// orElse is err, or other where there is none.
func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

func (s *People) open(ctx context.Context, owner data.ID, secret string) error {
	if s.Slots == nil {
		return nil
	}
	return s.Slots.Add(ctx, owner, secret)
}

func (s *People) write(ctx context.Context, fn func(*store.Tx) error) error {
	return s.db.Write(ctx, store.Change{Kind: store.ChangedLists}, func(t *store.Tx) error {
		if err := fn(t); err != nil {
			return err
		}
		return managed(t)
	})
}

// managed returns an error if no one could manage the service any more.
func managed(t *store.Tx) error {
	partnership, err := lists.Partnership(t.Ctx, t)
	if err != nil {
		return err
	}
	var left int
	if err := t.Value(&left, "SELECT count(*) FROM person_access WHERE role = ? AND ended_at = '' AND all_partners >= ?", access.Manager, partnership); err != nil || left > 0 {
		return err
	}
	if partnership {
		return data.FieldErrors{{Field: "Role", Sentence: "There must be one manager at least who sees the clients of all partners. Make someone else that manager first."}}
	}
	return data.FieldErrors{{Field: "Role", Sentence: "There must be one manager at least. Make someone else a manager first."}}
}

// Save adds someone or changes their name, role or surgeries. A person whose access
// had ended may sign in again once they have a new code.
func (s *People) Save(ctx context.Context, p *Person) error {
	if err := s.db.Ask(access.Write); err != nil {
		return err
	}
	return s.write(ctx, func(t *store.Tx) error { return save(t, p) })
}

// valid reports what is wrong with a person of a partnership, or of a service of one
// organisation, as FieldErrors, or nil.
func (p *Person) valid(partnership bool) error {
	p.Name = data.Tidy(p.Name)
	switch {
	case p.Name == "":
		return data.FieldErrors{{Field: "Name", Sentence: "Enter a name."}}
	case !p.Role.Known():
		return data.FieldErrors{{Field: "Role", Sentence: "Choose a role."}}
	case p.Role == access.Reception && len(p.Surgeries) == 0:
		return data.FieldErrors{{Field: "Surgeries", Sentence: "Choose the surgery that they work for."}}
	case partnership && p.Role.ByPartner() && p.Partner == "" && !p.AllPartners:
		return data.FieldErrors{{Field: "Partner", Sentence: "Choose the partner that they work for, or let them see the clients of all partners."}}
	}
	return nil
}

func save(t *store.Tx, p *Person) error {
	partnership, err := lists.Partnership(t.Ctx, t)
	if err != nil {
		return err
	}
	if err := p.valid(partnership); err != nil {
		return err
	}
	store.AsItWas(t, &p.ID)
	staff := data.Staff{ID: p.ID, Name: p.Name, Role: job(p.Role), PartnerID: p.Partner}
	if p.ID != "" {
		if err := t.Value(&staff.Role, "SELECT role FROM staff WHERE id = ?", p.ID); err != nil {
			return err
		}
		if job(p.Role) == data.RolePrescriber && !staff.Role.SeesClients() { // else no client could be given to them
			staff.Role = data.RolePrescriber
		}
	}
	if err := staff.Validate(); err != nil {
		return err
	}
	if err := lists.SameName(lists.SaveStaff(t, &staff)); err != nil {
		return err
	}
	p.ID, p.Ended = staff.ID, time.Time{}
	ids := make([]string, 0, len(p.Surgeries))
	for _, id := range slices.Compact(slices.Sorted(slices.Values(p.Surgeries))) {
		ids = append(ids, string(id))
	}
	if p.Role != access.Reception {
		ids = nil
	}
	if err := t.Put("person_access", []any{p.ID}, store.Field{Column: "role", Value: p.Role},
		store.Field{Column: "surgeries", Value: strings.Join(ids, " ")}, store.Field{Column: "ended_at", Value: ""},
		store.Field{Column: "all_partners", Value: p.AllPartners && p.Role.ByPartner()}); err != nil {
		return err
	}
	return t.Audit("change", "person_access", p.ID, "", "role surgeries all_partners")
}

// job is what someone new with a role does in the service.
func job(r access.Role) data.Role {
	switch r {
	case access.Reception:
		return data.RoleReception
	case access.Volunteer, access.Prescriber:
		return data.RolePrescriber
	}
	return data.RoleCoordinator
}

// End ends someone's access at once: their passphrase opens nothing any more. What
// they wrote keeps their name.
func (s *People) End(ctx context.Context, id data.ID) error {
	return s.write(ctx, func(t *store.Tx) error {
		if err := t.Put("person_access", []any{id}, store.Field{Column: "ended_at", Value: store.Instant(t.Now)}); err != nil {
			return err
		}
		if err := t.Derive("DELETE FROM sign_in WHERE staff_id = ?", id); err != nil {
			return err
		}
		if s.Slots != nil {
			if err := s.Slots.Remove(ctx, id); err != nil {
				return err
			}
		}
		return t.Audit("end access", "person_access", id, "", "ended_at")
	})
}

// ForgetEnded takes away, on this PC, what those have to open the file and to sign in
// with whose access was ended on another PC. The last slot of a file stays: without it
// no one could read the records.
func ForgetEnded(ctx context.Context, door *store.Door, slots Slots) error {
	ended, err := store.Collect(ctx, door, func(id *data.ID) []any { return []any{id} }, "SELECT staff_id FROM person_access WHERE ended_at <> ''")
	if err != nil || len(ended) == 0 {
		return err
	}
	known, err := hasMeans(ctx, door, slots, ended)
	if err != nil || !known {
		return err
	}
	return door.Write(ctx, store.Change{}, func(t *store.Tx) error {
		if err := t.Derive("DELETE FROM sign_in WHERE staff_id IN (SELECT staff_id FROM person_access WHERE ended_at <> '')"); err != nil || slots == nil {
			return err
		}
		for _, id := range ended {
			if err := slots.Remove(ctx, id); err != nil && data.CodeOf(err) != data.CodeRefused {
				return err
			}
		}
		return nil
	})
}

// hasMeans reports whether one of these people could open the file or sign in.
func hasMeans(ctx context.Context, q store.Querier, slots Slots, of []data.ID) (known bool, err error) {
	err = q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM sign_in JOIN person_access USING (staff_id) WHERE ended_at <> '')").Scan(&known)
	if err != nil || known || slots == nil {
		return known, store.Problem(err)
	}
	for _, id := range of {
		if known, err = slots.Has(id); err != nil || known {
			return known, err
		}
	}
	return false, nil
}
